"""What is left before a set can be handed in: read off how its rows were scored, with what mends each.

Nothing is decided anew: open questions, missing and unreadable actuals, values that cannot be true, points that were lost
without a cause, figures without evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from shlex import quote

from engine.language.findings import Ask, Finding, Source, Value
from engine.language.rendering import Coded, coded
from engine.reports.words import unexplained, unproved
from engine.runs.record import ProjectScore, Score
from engine.scoring.evaluate import score_project
from engine.scoring.inference import RuleBase
from engine.services.effects import used_rules
from engine.services.ledger import Ledger
from engine.services.names import find_project
from engine.services.years import Chosen, year_of
from engine.store import View, all_codes, each_case, marks_now
from engine.targets import TargetKind, read_target
from engine.terms import BUDGET_EXECUTION, Outcome
from engine.workbooks import layout

__all__ = ["Left", "Matter", "Remaining", "Wanted", "counted", "each_remaining", "remaining_of", "settling"]

_ANSWERS = {Ask.DIRECTION: "--direction higher|lower|exact", Ask.UNIT: "--unit UNIT", Ask.DATE: "--deadline DAY"}
_FIGURE = f"{layout.FIGURE}1"


class Matter(StrEnum):
    """What is left, in the order in which it is best mended."""

    READING = "reading"
    """a question about the target or the record must be answered"""
    MISSING = "missing"
    UNREADABLE = "unreadable"
    IMPOSSIBLE = "impossible"
    FAILED = "failed"
    CAUSE = "cause"
    """points were lost and no 偏差原因 is written down"""
    EVIDENCE = "evidence"


class Left(Value):
    """One thing that is left of a row: why, where it stands now, and what mends it.

    ``column`` is the head of the cell in the workbook of ``jixiao collect``, ``command`` what does it without a workbook.
    """

    matter: Matter
    project: str
    project_name: str
    year: int | None = None
    code: str
    name: str
    why: Coded
    location: Source | None = None
    column: str
    command: str

    @property
    def words(self) -> Coded:
        """The matter in words."""
        return coded(f"left-{self.matter}")


class Wanted(Value):
    """Of which projects, by their codes or names (none: all), of which year, at what time."""

    names: tuple[str, ...] = ()
    year: int | None = None
    at: datetime


class Remaining(Value):
    """What is left of one project."""

    project: str
    project_name: str
    year: int | None
    left: tuple[Left, ...]


def each_remaining(ledger: Ledger, wanted: Wanted) -> tuple[tuple[Chosen, ...], Iterator[Remaining]]:
    """The years that are meant, and what is left of each project, scored as it stands under the rules in use.

    :raises RequestError: if a name means no project, or several.
    :raises LedgerError: if nothing is declared, or nothing of that year.
    """
    if wanted.names:
        named = [find_project(ledger, name, wanted.year) for name in wanted.names]
        years = tuple(dict.fromkeys(one.year for one in named))
        codes = {year.year: [one.project.code for one in named if one.year == year] for year in years}
    else:
        years = (year_of(ledger, wanted.year),)
        codes = {years[0].year: list(all_codes(ledger, View(year=years[0].year)))}
    return years, (one for year, some in codes.items() for one in _of_year(ledger, year, some, wanted.at))


def _of_year(ledger: Ledger, year: int, codes: list[str], at: datetime) -> Iterator[Remaining]:
    base = RuleBase(used_rules(ledger, year or None))
    view = View(now=at, until=marks_now(ledger), year=year)
    for case in each_case(ledger, dict.fromkeys(codes), view):
        sheet = score_project(case, base)
        yield Remaining(project=sheet.code, project_name=sheet.name, year=sheet.year, left=remaining_of(sheet))


def remaining_of(sheet: ProjectScore) -> tuple[Left, ...]:
    """What is left of a project that was scored, row by row."""
    return tuple(one for score in sheet.scores if score.weight is not None for one in _of_row(sheet, score))


def counted(left: Iterable[Left]) -> dict[Matter, int]:
    """How many there are of each matter that occurs."""
    counts = Counter(one.matter for one in left)
    return {matter: counts[matter] for matter in Matter if counts[matter]}


def _of_row(sheet: ProjectScore, score: Score) -> Iterator[Left]:
    asked = _question(score)
    if asked is not None:
        yield _left(sheet, score, Matter.READING, asked)
    if score.outcome is Outcome.MISSING:
        yield _left(sheet, score, Matter.MISSING, None)
    elif score.outcome is Outcome.UNREADABLE:
        yield _unreadable(sheet, score)
    elif score.outcome is Outcome.ERROR:
        yield _left(sheet, score, Matter.FAILED, None)
    if unexplained(score):
        yield _left(sheet, score, Matter.CAUSE, None)
    if unproved(score) and score.code != BUDGET_EXECUTION:  # the funds block has no place for it
        yield _left(sheet, score, Matter.EVIDENCE, None)


def _question(score: Score) -> Finding | None:
    """What a row without points asks a person."""
    if score.points is not None:
        return None
    return score.question or next((one for one in score.findings if one.asks is not None), None)


def _unreadable(sheet: ProjectScore, score: Score) -> Left:
    """A target, or what was recorded, of which nothing can be made."""
    if read_target(score.target_text, sheet.year).kind is TargetKind.UNREADABLE:
        of_target = (one for one in score.findings if one.source == score.declared_at)
        return _left(sheet, score, Matter.READING, next(of_target, None))
    found = (
        score.findings if score.origin is None else [one for one in score.findings if one.source != score.declared_at]
    )
    impossible = next((one for one in found if one.is_impossible), None)
    matter = Matter.UNREADABLE if impossible is None else Matter.IMPOSSIBLE
    return _left(sheet, score, matter, impossible or next(iter(found), None))


def _left(sheet: ProjectScore, score: Score, matter: Matter, found: Finding | None) -> Left:
    recorded = score.origin.source if score.origin else None
    return Left(
        matter=matter,
        project=sheet.code,
        project_name=sheet.name,
        year=sheet.year,
        code=score.code,
        name=score.name,
        why=found.coded if found is not None else _why(score, matter),
        location=(found.source if found is not None else None) or recorded or score.declared_at,
        column=_column(score, matter, found),
        command=_command(sheet, score, matter, found),
    )


def _why(score: Score, matter: Matter) -> Coded:
    if matter is Matter.CAUSE:
        return coded("left-why-cause", points=score.points, weight=score.weight)
    known = (Matter.MISSING, Matter.EVIDENCE, Matter.FAILED)
    return coded(f"left-why-{matter if matter in known else Matter.MISSING}")


def _is_of_target(score: Score, found: Finding | None) -> bool:
    """Whether a question is about the target: it then stands where that was declared, or nothing is recorded yet."""
    return score.origin is None or (
        found is not None and (found.source == score.declared_at or found.asks is Ask.DIRECTION)
    )


def _column(score: Score, matter: Matter, found: Finding | None) -> str:
    """The head of the cell that mends it in a workbook."""
    is_budget = score.code == BUDGET_EXECUTION
    if matter is Matter.CAUSE:
        return "资金偏差原因" if is_budget else layout.CAUSE
    if matter is Matter.EVIDENCE:
        return layout.EVIDENCE
    if is_budget:
        return "全年执行数（元）"
    if matter is not Matter.READING or not _is_of_target(score, found):
        return _FIGURE
    return layout.ANSWER if found is not None and found.asks in (Ask.DIRECTION, Ask.UNIT) else ""


def _command(sheet: ProjectScore, score: Score, matter: Matter, found: Finding | None) -> str:
    of = f"{quote(sheet.code)} {score.code}"
    year = f" --year {sheet.year}" if sheet.year else ""
    if matter in (Matter.CAUSE, Matter.EVIDENCE):
        return f"jixiao record FILE --by WHO{year}"
    if matter is Matter.READING and _is_of_target(score, found):
        return settling(of, found, year)
    is_monthly = read_target(score.target_text, sheet.year).each in ("month", "quarter")
    each = f"--input {sheet.year or 'YEAR'}-MM=DAY" if is_monthly else "VALUE"  # a day of each month, 每月25日前
    value = "executed=AMOUNT" if score.code == BUDGET_EXECUTION else each
    return f"jixiao correct {of} {value} --reason WHY{year}"


def settling(of: str, asked: Finding | None, year: str) -> str:
    """The command that answers what a target asks: ``of`` names project and row, ``year`` is the option."""
    answer = _ANSWERS.get(asked.asks) if asked is not None and asked.asks is not None else None
    if answer is None:
        return f"jixiao adjust-target {of} TARGET --reason WHY{year}"
    return f"jixiao confirm {of} {answer} --by WHO{year}"
