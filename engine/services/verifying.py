"""Whether a run still comes out of the ledger as it was made: the first difference, and what happened to its evidence.

Pure but for reading the evidence files; who calls it loads the cases that the run was computed from.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.actuals.evidence import files_named, read_evidence
from engine.files.allowed_folders import AllowedFolders
from engine.files.opening import reason_of
from engine.language.findings import Finding, Findings, Source, Value, finding
from engine.language.rendering import Coded, coded
from engine.rulesets import Ruleset
from engine.runs.binding import RunHead, has_facts, sheet_text
from engine.runs.lines import Line, line_of
from engine.runs.record import AdjustedTarget, Assessor, ProjectScore
from engine.runs.wording import first_version
from engine.scoring.evaluate import Case, head_under, score_project
from engine.scoring.inference import RuleBase
from engine.terms import Answer

ABSENT = "nothing"


class Difference(Value):
    """The first place where two records are not the same; the values as JSON, or ``nothing``."""

    path: str
    before: str
    after: str


class Verified(Value):
    """What came of verifying a run; ``entries`` is how many of the chain were walked, those up to the run."""

    run: str
    same: bool
    difference: Difference | None = None
    evidence: int = 0
    signatures: int = 0
    entries: int = 0
    findings: Findings = ()


def first_difference(before: object, after: object, path: str = "") -> Difference | None:
    """The first difference of two JSON values, depth first in the order of the record."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = dict.fromkeys((*before, *after))
        pairs = (
            (f"{path}.{name}" if path else name, before.get(name, _NONE), after.get(name, _NONE)) for name in names
        )
        return next(filter(None, (first_difference(old, new, key) for key, old, new in pairs)), None)
    if isinstance(before, list) and isinstance(after, list):
        rows = enumerate(zip_longest(before, after, fillvalue=_NONE))
        named = ((f"{path}[{_label(index, old)}]", old, new) for index, (old, new) in rows)
        return next(filter(None, (first_difference(old, new, key) for key, old, new in named)), None)
    return None if before == after else Difference(path=path, before=_shown(before), after=_shown(after))


_NONE = object()


def _label(index: int, item: object) -> str:
    """A row by its code rather than its number, where it has one."""
    return str(item.get("code", index)) if isinstance(item, dict) else str(index)


def _shown(value: object) -> str:
    return ABSENT if value is _NONE else json.dumps(value, ensure_ascii=False)


Pair = tuple[ProjectScore | Line, Case | None]
"""A sheet or a line as it was kept, and what the ledger knows of its project; None where it knows nothing of it."""


def verify_run(  # noqa: PLR0913, PLR0917 (what was kept, what is known, what is here)
    name: str,
    head: RunHead,
    pairs: Iterable[Pair],
    declared: int | None,
    packages: Mapping[str, str],
    installed: Ruleset | None,
    folders: tuple[Path, ...],
    progress: Callable[[], None] = lambda: None,
) -> Verified:
    """Scores every project of a run again with the ruleset it carries, and compares the sheets, byte for byte.

    ``declared`` is how many projects there were where all were asked for, ``installed`` the ruleset of that id here,
    None where there is none, ``folders`` those in which evidence is looked for: the ledger's, and what is allowed. One sheet is looked at after another. What the record of an
    older version did not say is not compared.
    """
    findings = [
        finding("run-packages", name=package, before=version, after=packages.get(package, ABSENT))
        for package, version in head.packages.items()
        if packages.get(package) != version
    ]
    ruleset, why = carried_rules(head)
    if ruleset is None:
        made_with = ", ".join(f"{package} {version}" for package, version in head.packages.items())
        findings.append(finding("run-ruleset-unreadable", why=why, packages=made_with))
        return Verified(run=name, same=False, findings=tuple(findings))
    if installed is None or installed.digest != ruleset.digest:
        findings.append(finding("run-ruleset-installed", ruleset=head.ruleset))
    difference = _head_difference(head, ruleset)
    checked, faults = 0, list[Finding]()
    base = RuleBase(ruleset)
    for sheet, case in pairs:
        if difference is None:
            difference = _sheet_difference(sheet, case, base)
        number, found = check_evidence(case, folders) if case else (0, ())
        checked += number
        faults += found
        progress()
    difference = difference or _number_difference(head, declared)
    if difference is not None:
        findings.append(finding("run-differs", **dict(difference)))
    return Verified(
        run=name, same=difference is None, difference=difference, evidence=checked, findings=(*findings, *faults)
    )


def carried_rules(head: RunHead) -> tuple[Ruleset | None, str | Coded]:
    """The ruleset that a run carries; None with the reason where this version cannot read it."""
    try:
        return Ruleset.model_validate_json(head.ruleset_content), ""
    except ValidationError as error:
        return None, coded("original", text=error.errors()[0]["msg"])


NOT_OF_RULES = {"pages", "tally", "inputs", "ruleset_content"}
"""What of a head does not follow from the ruleset that it carries; how that is written is bound by its digest."""


def _head_difference(head: RunHead, ruleset: Ruleset) -> Difference | None:
    again = head_under(ruleset, Assessor(name=head.assessor, role=head.role), head.packages)
    again = again.model_copy(update={"schema_": head.schema_})
    before, after = (one.model_dump(mode="json", exclude=NOT_OF_RULES) for one in (head, again))
    return first_difference(before, after)


def _number_difference(head: RunHead, declared: int | None) -> Difference | None:
    """All declared projects were asked for, and the run has as many."""
    projects = head.tally.projects
    if declared in (None, projects):
        return None
    return Difference(path="projects", before=f"{projects} projects", after=f"{declared} projects")


def _sheet_difference(before: ProjectScore | Line, case: Case | None, base: RuleBase) -> Difference | None:
    path = f"projects[{before.code}]"
    if case is None:
        return Difference(path=path, before=_shown(getattr(before, "name", before.code)), after=ABSENT)
    after = score_project(case, base)
    if isinstance(before, Line):
        return first_difference(before.told(), line_of(after, case.sha256).told(), path)
    if has_facts(before):
        old, new = (json.loads(sheet_text(one)) for one in (before, after))
        return first_difference(old, new, path)
    after, fields = first_version(after, base.ruleset), before.model_fields_set
    old, new = (one.model_dump(mode="json", include=fields, exclude=_SAID_AGAIN) for one in (before, after))
    return first_difference(old, new, path)


_VALUES: Any = {"findings": {"__all__": {"values"}}}
_SAID_AGAIN: Any = {**_VALUES, "scores": {"__all__": _VALUES}}
"""The values of findings in sheets of version 1, which had some of them as finished words; their sentences hold them."""


def check_evidence(case: Case, folders: tuple[Path, ...]) -> tuple[int, Findings]:
    """How many entries with files of evidence were checked, and the files that are gone or not what was recorded. A paper that
    is only named (村委会登记表) is none.

    A path is taken from the folder of the file that named it; where that leads nowhere from the present folder, from
    the ``folders``: the ledger's and those that are allowed. What leads out of all of them is not looked at.
    """
    rows = {row.code: row.name for row in case.project.indicators}
    files = [
        (one.actual.source, one.actual.indicator, one.actual.evidence, one.actual.evidence_sha256)
        for one in case.recorded.values()
    ]
    laid_over: list[tuple[str, AdjustedTarget | Answer]] = [
        *case.targets.items(),
        *((code, one) for code, those in case.answers.items() for one in those),
    ]
    files += [(Source(file=""), rows.get(code, code), one.evidence, one.evidence_sha256) for code, one in laid_over]
    named = [one for one in files if one[3] or files_named(one[2])]
    faults = (
        _fault(_near(source, folders), evidence, recorded, (case.project.name, indicator))
        for source, indicator, evidence, recorded in named
    )
    return len(named), tuple(chain.from_iterable(faults))


def _near(source: Source, folders: tuple[Path, ...]) -> AllowedFolders:
    """Where a file is looked for that was named by the one at ``source``, whose own place is told from here or there."""
    own_folder = Path(source.file).parent
    return AllowedFolders(own_folder, (*(folder / own_folder for folder in folders), *folders))


def _fault(folders: AllowedFolders, evidence: str, recorded: str, row: tuple[str, str]) -> Findings:
    project, indicator = row
    now, lacking = read_evidence(folders, evidence, is_file=bool(recorded))
    row_names = {"project": project, "indicator": indicator}
    if lacking:
        gone = ({"file": one.file, "reason": reason_of(one.error)} for one in lacking)
        return tuple(finding("evidence-gone", **row_names, **one) for one in gone)
    if now == recorded:
        return ()
    return (finding("evidence-changed" if recorded else "evidence-unhashed", **row_names, file=evidence),)
