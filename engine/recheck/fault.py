"""What recheck hands over: faults, what stayed undecided, and each project with its rows; the JSON of the command."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from engine.language.catalogue import Ask
from engine.language.findings import Finding, Severity, Source, Value
from engine.language.rendering import Language, Worded, coded, text_of
from engine.quantity import Number
from engine.recheck.model import FilledTable
from engine.recheck.verdict import Verdict

_MESSAGES = {"message": Language.ENGLISH, "message_zh": Language.CHINESE}
_REMEDIES = {Ask.DIRECTION: coded("direction-in-table")}
"""How a question is answered by who holds the table, where its own sentence does not say it."""


class Remark(Value):
    """Something that is to be told of a table: its code, where it is, what is stated there, the sentence in both languages.

    ``cell`` is the sheet and cell, the table's row, or the line and number of the cell.
    """

    code: str
    file: str
    cell: str | None = None
    project: str | None = None
    indicator: str | None = None
    stated: str | None = None
    message: str
    message_zh: str
    finding: Finding = Field(exclude=True)
    source: Source | None = Field(exclude=True)


class Open(Remark):
    """What could not be judged, and why."""


class Fault(Remark):
    """One fault, with what follows and by which rule.

    Whether the code is an error (something is wrong) or a reviewer's note stands in :mod:`engine.language.catalogue`.
    """

    recomputed: str | None = None
    rule: str | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong, rather than worth a reviewer's look."""
        return self.finding.severity is Severity.ERROR


class RowFinding(Value):
    """What is said on the way to a row's judgement: what was taken for what, inferred, compared."""

    code: str
    message: str
    message_zh: str


class RowResult(Value):
    """One row of a project as it was judged, with all that was said on the way, as a run says it of a row."""

    level1: str
    level2: str
    indicator: str
    target: str
    actual: str
    weight: Number | None
    stated: Number | None
    recomputed: Number | None
    rule: str | None
    verdict: Verdict
    cell: str | None
    findings: tuple[RowFinding, ...] = ()


class ProjectResult(Value):
    """One table: what it is, the ruleset it was held to and why, its sums, and how its rows came out.

    ``recomputed_total`` takes the recomputed score where a row or the execution is wrong, the stated one elsewhere;
    None where a score is missing, or where what follows is not one score (above its points and not judged, outside its
    tier): then ``recomputed_range`` tells the least and the most. ``recomputed_grade`` is the grade of both ends.
    """

    file: str
    code: str | None
    name: str | None
    unit: str | None
    department: str | None
    year: int | None
    ruleset: str
    ruleset_why: Worded
    rows: int
    right: int
    wrong: int
    undecided: int
    faults: int
    notes: int
    execution_rate: Number | None
    stated_total: Number | None
    recomputed_total: Number | None
    recomputed_range: tuple[Number, Number] | None
    stated_grade: str | None
    recomputed_grade: str | None
    scores: tuple[RowResult, ...]


class Report(Value):
    """Everything that was found in the given files."""

    projects: tuple[ProjectResult, ...] = ()
    faults: tuple[Fault, ...] = ()
    undecided: tuple[Open, ...] = ()

    @property
    def is_wrong(self) -> bool:
        """Whether anything is wrong (exit code 1)."""
        return any(fault.is_wrong for fault in self.faults)


def cell_of(source: Source | None) -> str | None:
    """A cell's place without its file: ``Sheet1!F12``, ``table 2, row 5``, ``12:5`` (line and number of the cell)."""
    if source is None:
        return None
    text = str(source).removeprefix(source.file).lstrip(": ")
    if source.line is not None and source.sheet is None and source.cell is not None:
        return f"{source.line}:{source.cell}"
    if source.table is not None and source.cell is not None:
        return f"{text} cell {source.cell}"
    return text or None


def remedy_of(finding: Finding, language: Language) -> str:
    """How a question is answered in the table itself, to stand behind its sentence."""
    remedy = _REMEDIES.get(finding.asks) if finding.asks is not None else None
    return text_of(remedy, language)


def fault_of(
    finding: Finding, table: FilledTable | None = None, indicator: str | None = None, rule: str | None = None
) -> Fault:
    """A finding about a table, or about a file, as a fault; ``stated`` and ``recomputed`` are the finding's own values."""
    values = {name: finding.text(name) or None for name in ("stated", "recomputed")}
    return Fault(rule=rule, **_messages(finding), **values, **_about(finding, table, indicator))


def open_of(
    finding: Finding, table: FilledTable | None = None, indicator: str | None = None, stated: str | None = None
) -> Open:
    """A finding about a table, or about a file, as something that could not be judged."""
    remedies = {name: remedy_of(finding, language) for name, language in _MESSAGES.items()}
    return Open(
        stated=stated,
        **{name: text + remedies[name] for name, text in _messages(finding).items()},
        **_about(finding, table, indicator),
    )


def _messages(finding: Finding) -> dict[str, str]:
    """Its sentence in each language, by the field that has it."""
    return {"message": finding.message, "message_zh": finding.chinese()}


def _about(finding: Finding, table: FilledTable | None, indicator: str | None) -> dict[str, Any]:
    """What a fault and what could not be judged have in common: the finding, and what it is about."""
    source = finding.source or (table.source if table is not None else None)
    return {
        "code": finding.code,
        "file": source.file if source is not None else "",
        "cell": cell_of(source),
        "project": table.title if table is not None else None,
        "indicator": indicator,
        "finding": finding,
        "source": source,
    }
