"""What is left before a set can be handed in: of each row as it is scored now, with what mends it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pydantic import Field

from engine.language.findings import Source, Value
from engine.language.rendering import Coded, coded
from engine.quantity import Number
from engine.runs.record import ProjectScore
from engine.scoring.evaluate import Case, items_of, score_project
from engine.scoring.inference import RuleBase
from engine.services.effects import used_rules
from engine.services.ledger import Ledger
from engine.services.matters import Lack, Matter, counted, lacks_of
from engine.services.mending import Mend, Row, mended
from engine.services.names import find_project, names_in
from engine.services.years import Chosen, year_of
from engine.store import View, all_codes, each_case, marks_now
from engine.terms import BUDGET_EXECUTION, Indicator, RowNames
from engine.workbooks.requested import requested_of

__all__ = ["Admitted", "Left", "Matter", "Remaining", "Wanted", "counted", "each_remaining", "remaining_of"]


class Admitted(Value):
    """A figure that a record may mean, and the points that it would give."""

    figure: str
    points: Number


class Left(Mend):
    """One thing that is left of a row: why, where it stands now, and what mends it; of a record that may mean several
    figures these are ``admitted``. ``label`` is the row as people are shown it."""

    matter: Matter
    project: str
    project_name: str
    year: int | None = None
    code: str
    name: str
    label: str = Field("", exclude=True)
    why: Coded
    location: Source | None = None
    admitted: tuple[Admitted, ...] = ()

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
        yield remaining_of(case, base)


def remaining_of(case: Case, base: RuleBase) -> Remaining:
    """What is left of a project under a ruleset, row by row."""
    sheet = score_project(case, base)
    rows = {one.code: one for one in (*items_of(base.ruleset), *case.project.indicators)}
    names = names_in(case.project)
    left = tuple(
        _left(sheet, lack, _row(case, rows.get(lack.score.code), lack, names), names) for lack in lacks_of(sheet)
    )
    return Remaining(project=sheet.code, project_name=sheet.name, year=sheet.year, left=left)


def _row(case: Case, declared: Indicator | None, lack: Lack, names: RowNames) -> Row:
    """The row with what is asked for it, by the target that counts; of the budget the amounts are."""
    score, recorded = lack.score, case.recorded.get(lack.score.code)
    requested = None
    if declared is not None and score.code != BUDGET_EXECUTION:
        indicator = declared.model_copy(update={"target_text": score.target_text})
        requested = requested_of(indicator, case.year, case.answers.get(score.code, ()))
    record = recorded.actual.record if recorded else None
    is_own = declared in case.project.indicators or score.code == BUDGET_EXECUTION
    typed = names.typed(score.code, score.name)
    return Row(case.project.code, score.code, typed, case.project.year or case.year, requested, record, is_own)


def _left(sheet: ProjectScore, lack: Lack, row: Row, names: RowNames) -> Left:
    score, found = lack.score, lack.found
    recorded = score.origin.source if score.origin else None
    return Left(
        matter=lack.matter,
        project=sheet.code,
        project_name=sheet.name,
        year=sheet.year,
        code=score.code,
        name=score.name,
        label=names.shown(score.code, score.name),
        why=found.coded if found is not None else _why(lack, row),
        location=(found.source if found is not None else None) or recorded or score.declared_at,
        admitted=_admitted(lack),
        **dict(mended(row, lack)),
    )


def _admitted(lack: Lack) -> tuple[Admitted, ...]:
    """The figures of the ends of an open row, where each is one."""
    facts = lack.score.facts
    if lack.matter is not Matter.READING or lack.is_of_target or facts is None:
        return ()
    figures = [one.assuming.values.get("figure") if one.assuming is not None else None for one in facts.counted]
    ends = [(figure, end.points) for figure, end in zip(figures, facts.counted, strict=True)]
    known = [Admitted(figure=one, points=of) for one, of in ends if isinstance(one, str) and of is not None]
    return tuple(known) if len(known) == len(ends) else ()


def _why(lack: Lack, row: Row) -> Coded:
    if lack.matter is Matter.CAUSE:
        return coded("left-why-cause", points=lack.score.points, weight=lack.score.weight)
    if lack.matter in (Matter.EVIDENCE, Matter.FAILED):
        return coded(f"left-why-{lack.matter}")
    if row.requested is None:
        return coded("left-why-missing")
    return coded("left-why-record", record=row.requested.measure.description)
