"""How every target was understood, to be checked before anything is scored: of a ledger, or of forms that were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from engine.forms import forms_without_duplicates
from engine.language.findings import Finding, Findings, Value
from engine.measures import SHIPPED, Understanding, read_indicator
from engine.measures.checklist import ReadRow, Standing
from engine.scoring.assessing import replaced
from engine.scoring.evaluate import Case
from engine.services.effects import used_rules
from engine.services.ledger import Ledger
from engine.services.mending import Row
from engine.services.mending import settling as command
from engine.services.names import find_project, names_in
from engine.services.years import Chosen, year_of
from engine.store import View, all_codes, each_case
from engine.workbooks.requested import requested_of

__all__ = ["Query", "ReadRow", "Readings", "Standing", "readings_in", "readings_of", "settling"]


class Query(Value):
    """Which rows are wanted: of projects by their codes or names (none: all), of a year, of some standings."""

    names: tuple[str, ...] = ()
    year: int | None = None
    standings: tuple[Standing, ...] = tuple(Standing)


class Readings(Value):
    """The rows that are wanted, the least sure first, else in the order of the forms; how many there are of each
    standing in how many projects; of a ledger the years that were taken."""

    rows: tuple[ReadRow, ...]
    counts: dict[Standing, int]
    projects: int
    years: tuple[Chosen, ...] = ()


def readings_of(ledger: Ledger, query: Query) -> Readings:
    """How the projects of a ledger are understood, with adjusted targets, answers, and the words of the rules in use.

    :raises RequestError: if a name means no project, or several.
    :raises LedgerError: if nothing is declared, or nothing of that year.
    """
    if query.names:
        named = [find_project(ledger, name, query.year) for name in query.names]
        years = tuple(dict.fromkeys(one.year for one in named))
        wanted = [(one.project.code, one.project.year or 0) for one in named]
    else:
        years = (year_of(ledger, query.year),)
        wanted = [(code, years[0].year) for code in all_codes(ledger, View(year=years[0].year))]
    found = _gathered(_of_ledger(ledger, dict.fromkeys(wanted)), query)
    return found.model_copy(update={"years": years})


def _of_ledger(ledger: Ledger, wanted: Iterable[tuple[str, int]]) -> Iterator[Sequence[ReadRow]]:
    by_year: dict[int, list[str]] = {}
    for code, year in wanted:
        by_year.setdefault(year, []).append(code)
    for year, codes in by_year.items():
        by = used_rules(ledger, year or None).understanding
        for case in each_case(ledger, codes, View(year=year)):
            yield _rows(case, by)


def readings_in(forms: Sequence[str], query: Query) -> tuple[Readings, Findings]:
    """How the projects of forms (files and folders) are understood; no ledger is needed."""
    findings: list[Finding] = []
    projects = forms_without_duplicates(forms, findings)
    cases = (Case(project=one, year=one.year or query.year) for one in projects)
    return _gathered((_rows(case, SHIPPED) for case in cases), query), tuple(findings)


def _rows(case: Case, by: Understanding) -> tuple[ReadRow, ...]:
    rows, project = list[ReadRow](), case.project
    of = {"project": project.code, "project_name": project.name, "year": case.year, "names": names_in(project)}
    for declared in (one for one in case.project.indicators if one.is_live):
        row, _ = replaced(declared, case.targets.get(declared.code))
        reading = read_indicator(row, case.year, by, case.answers.get(row.code, ()))
        rows.append(ReadRow(**of, indicator=row, reading=reading))
    return tuple(rows)


def _gathered(projects: Iterable[Sequence[ReadRow]], query: Query) -> Readings:
    """What is wanted of all; of the rest only the number is held."""
    counts: Counter[Standing] = Counter()
    rows: list[ReadRow] = []
    number = 0
    for number, some in enumerate(projects, 1):  # noqa: B007 (how many there were)
        counts.update(one.standing for one in some)
        rows += [one for one in some if one.standing in query.standings]
    order = list(Standing)
    rows.sort(key=lambda one: order.index(one.standing))
    return Readings(rows=tuple(rows), counts={one: counts[one] for one in order}, projects=number)


def settling(row: ReadRow) -> str:
    """The command that settles an open reading; empty where nothing is asked."""
    if row.standing is not Standing.OPEN:
        return ""
    requested = requested_of(row.indicator, row.year, row.reading.answers)
    typed = row.names.typed(row.indicator.code, row.indicator.name)
    return command(Row(row.project, row.indicator.code, typed, row.year, requested), row.reading.question)
