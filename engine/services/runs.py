"""Which run is meant, what it holds, and what is known around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.language.catalogue import Language
from engine.language.findings import Findings, Value
from engine.runs.assessors import Assessors, assessors_side_by_side, lines_of
from engine.runs.differences import Differences, differences
from engine.runs.outlines import OutlinedRun, abreast
from engine.runs.record import ProjectScore, Run, Score
from engine.services.errors import SameRunsError
from engine.services.ledger import Ledger
from engine.services.names import find_scores, find_sheet
from engine.services.superseding import after_signed
from engine.store import (
    Kept,
    RunSummary,
    entry_of_run,
    kept_sheets,
    list_runs,
    load_kept,
    load_run,
    load_sheets,
    named,
    outlined_runs,
    run_numbers,
    shown_sheet,
    signatures,
    years,
)
from engine.terms import RowNames, row_names

__all__ = [
    "Explained",
    "Listed",
    "Shown",
    "changes",
    "entries_of",
    "explain",
    "lines_of",
    "listed",
    "load_run",
    "names_of_rows",
    "run_numbers",
    "shown",
    "side_by_side",
]


class Listed(Value):
    """A run of the ledger in a line, and whether it was signed."""

    run: RunSummary
    is_signed: bool


def listed(ledger: Ledger, year: int | None = None) -> tuple[Listed, ...]:
    """The runs of the ledger (of a year), the newest first."""
    signed = {one.run for one in signatures(ledger)}
    found = [one for one in list_runs(ledger) if year in (None, one.year)]
    return tuple(Listed(run=one, is_signed=one.run in signed) for one in found)


def _sheet_named(ledger: Ledger, kept: Kept, name: str) -> ProjectScore:
    """The sheet of a project by a part of what it is called: in a large set as the ledger calls it now."""
    if not kept.has_lines:
        return find_sheet(kept_sheets(ledger, kept), name)
    some = load_sheets(ledger, kept, [code for code, _ in named(ledger, name)])
    return find_sheet(some, name, lambda: named(ledger))


class Explained(Value):
    """Rows of a project in a run, each with its reason."""

    run: str
    project: ProjectScore
    scores: tuple[Score, ...]


def explain(
    ledger: Ledger, run: str, project: str, indicator: str | None = None, language: Language = Language.CHINESE
) -> Explained:
    """Why each row of a project, or one of them, has its points, in a language; a signed run keeps the words it has.

    ``run`` is a run's number (``2024-3``), its name, the start of it, ``latest`` or ``latest-2024``; project and row are
    codes, names or unambiguous parts.

    :raises RequestError: if a name means nothing, or several.
    :raises LedgerError: if no run, or more than one, is meant, or it is not what it was.
    """
    kept = load_kept(ledger, run)
    found = next(load_sheets(ledger, kept, [project]), None) or _sheet_named(ledger, kept, project)
    sheet = shown_sheet(ledger, kept, found, language)
    scores = sheet.scores if indicator is None else find_scores(sheet, indicator)
    return Explained(run=kept.run, project=sheet, scores=scores)


class Shown(Value):
    """A run as documents show it: the ledger's entry of it for their foot, and the years the ledger holds."""

    run: Run
    entry: str
    years: tuple[int, ...]


def shown(ledger: Ledger, name: str) -> tuple[Shown, Findings]:
    """A run to be shown; that it comes after signed ones is a finding.

    :raises LedgerError: if no run, or more than one, is meant, or it is not what it was.
    """
    kept = load_kept(ledger, name)
    run, entry = load_run(ledger, kept.run), entry_of_run(ledger, kept.run)
    found = Shown(run=run, entry=entry.mark if entry else "", years=years(ledger))
    return found, after_signed(ledger, kept)


def entries_of(ledger: Ledger, runs: Iterable[Run]) -> dict[str, str]:
    """The ledger's entries of runs by their names, for the foot of a document."""
    found = {run.run: entry_of_run(ledger, run.run) for run in runs}
    return {name: entry.mark for name, entry in found.items() if entry is not None}


def changes(
    ledger: Ledger, before: str, after: str, language: Language = Language.CHINESE
) -> tuple[tuple[OutlinedRun, OutlinedRun], Differences]:
    """Two runs, and what changed from the one to the other, by whom, why, and what each change did.

    :raises LedgerError: if a name means no run, or several.
    """
    old, new = outlined_runs(ledger, (before, after), language)
    return (old, new), differences(old, new)


def names_of_rows(runs: Sequence[OutlinedRun], found: Differences) -> dict[str, RowNames]:
    """By what people are shown the rows of the projects in which rows differ."""
    codes = [one.code for one in found.projects if one.rows]
    sides = zip(codes, abreast(runs, codes), strict=True)
    return {code: row_names(*(_coded_names(one) for one in sheets if one)) for code, sheets in sides}


def _coded_names(project: ProjectScore) -> list[tuple[str, str]]:
    return [(score.code, score.name) for score in project.scores]


def side_by_side(
    ledger: Ledger, names: Sequence[str], language: Language = Language.CHINESE
) -> tuple[tuple[OutlinedRun, ...], Assessors]:
    """Runs of several assessors, and how they stand to each other.

    :raises SameRunsError: if they are fewer than two different ones.
    :raises LedgerError: if a name means no run, or several.
    """
    runs = outlined_runs(ledger, names, language)
    if len({run.head.run for run in runs}) < max(2, len(runs)):
        raise SameRunsError
    return runs, assessors_side_by_side(runs)
