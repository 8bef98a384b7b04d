"""What a person names: a project or a row by its code, its name, or an unambiguous part of either."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeVar

from engine.language.findings import Value
from engine.language.rendering import coded
from engine.rulesets import load_ruleset, ruleset_ids
from engine.runs.record import ProjectScore, Score
from engine.scoring.evaluate import items_of
from engine.services.errors import AmbiguousNameError, Names, NothingDeclaredError, RequestError, UnknownNameError
from engine.services.ledger import Ledger
from engine.store import Chosen, chosen, load_projects, named, years_of
from engine.terms import BUDGET_EXECUTION, Indicator, Project, RowNames, budget_row, row_names
from engine.terms.levels import key_of

Key = TypeVar("Key")


class Found(Value):
    """A project of the ledger with all rows that it may have, and the year that was taken."""

    project: Project
    year: Chosen


def find_project(ledger: Ledger, name: str, year: int | None = None) -> Found:
    """A project by its code, its name, or an unambiguous part of either, as declared for a year.

    That is the year asked for, else the only or the newest one; the rows that rulesets add are among its own.

    :raises RequestError: if the name means no project of the ledger, or several.
    :raises LedgerError: if the project is not declared for that year.
    """
    code = _code_of(ledger, name)
    of = chosen(years_of(ledger, code), year, coded("project-has", project=code))
    return Found(project=with_items(load_projects(ledger, projects=[code], year=of.year))[code], year=of)


def codes_named(ledger: Ledger, names: Iterable[str]) -> tuple[str, ...]:
    """The codes of the projects that are named by their codes, their names or unambiguous parts of either, each once.

    :raises RequestError: if a name means no project of the ledger, or several.
    """
    return tuple(dict.fromkeys(_code_of(ledger, name) for name in names))


def _code_of(ledger: Ledger, name: str) -> str:
    name = name.strip()
    if years_of(ledger, name):
        return name
    part = named(ledger, name) if name else ()
    part = tuple(one for one in part if name == one[1]) or part
    if len(part) == 1:
        return part[0][0]
    known = named(ledger)
    raise _not_one(name, "project", part, known) if known else NothingDeclaredError


def _not_one(name: str, kind: str, found: Names, known: Names) -> RequestError:
    return AmbiguousNameError(name, kind, found) if found else UnknownNameError(name, kind, known)


def find_row(project: Project, name: str) -> Indicator:
    """A live row by its code, its name, or an unambiguous part of its name; the row 预算执行 too, as 预算执行率.

    :raises RequestError: if the name means no row of the project, or several.
    """
    live, budget = _live(project)
    exact = [row for row in live if name in (row.code, row.name) or (row is budget and name == row.level2)]
    exact = exact or [row for row in live if name.isdigit() and row.code == name.zfill(2)]
    exact = exact or [row for row in live if key_of(row.name) == key_of(name)]
    part = exact or [row for row in live if name and name in row.name]
    if len(part) == 1:
        return part[0]
    known = [(row.code, row.name) for row in live]
    raise _not_one(name, "indicator", [(row.code, f"{row.level2} {row.name}") for row in part], known)


def _live(project: Project) -> tuple[list[Indicator], Indicator]:
    """The rows that may be meant, the row 预算执行 last, which is given again."""
    # what is recorded of the budget bears the row's code as its name
    budget = budget_row(project.source).model_copy(update={"name": BUDGET_EXECUTION})
    return [*(row for row in project.indicators if row.is_live), budget], budget


def names_in(project: Project) -> RowNames:
    """By what the rows of a project are shown and typed, so that :func:`find_row` finds them; of those that rulesets add
    too."""
    rows, _ = _live(project)
    return row_names((row.code, row.name) for row in (*rows, *_items()))


def find_sheet(sheets: Iterable[ProjectScore], name: str, others: Callable[[], Names] = tuple) -> ProjectScore:
    """A project of a run by its code, its name, or an unambiguous part of either; ``others`` are proposed beside them.

    :raises RequestError: if the name means none of them, or several.
    """
    known: list[tuple[str, str]] = []
    held: list[ProjectScore] = []  # the others are many
    for one in sheets:
        known.append((one.code, one.name))
        if name and (name in one.code or name in one.name):
            held.append(one)
    part = [one for one in held if name in (one.code, one.name)] or held
    if len(part) == 1:
        return part[0]
    raise _not_one(name, "run-project", [(one.code, one.name) for one in part], [*known, *others()])


def find_scores(project: ProjectScore, name: str) -> tuple[Score, ...]:
    """The rows an indicator's code, name or part of a name means: several only where they bear the same name.

    :raises RequestError: if the name means no row, or rows of several names.
    """
    exact = [one for one in project.scores if name in (one.code, one.name)]
    exact = exact or [one for one in project.scores if key_of(one.name) == key_of(name)]
    part = exact or [one for one in project.scores if name and name in one.name]
    if part and len({one.name for one in part}) == 1:
        return tuple(part)
    known = [(one.code, one.name) for one in project.scores if one.weight is not None]
    raise _not_one(name, "indicator", [(one.code, one.name) for one in part], known)


def with_items(projects: Mapping[Key, Project]) -> dict[Key, Project]:
    """The projects with the rows that rulesets add, so that an evaluator can record them too."""
    items = _items()
    return {key: one.model_copy(update={"indicators": (*one.indicators, *items)}) for key, one in projects.items()}


@cache
def _items() -> tuple[Indicator, ...]:
    rulesets = [load_ruleset(name)[0] for name in ruleset_ids()]
    return tuple(row for ruleset in rulesets if ruleset is not None for row in items_of(ruleset))
