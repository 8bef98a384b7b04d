"""Declarations: appended where they say something new, found by year and the code or the name of their project."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, func, or_, select

from engine.language.rendering import Coded, coded
from engine.runs.tree import tree_key
from engine.store.chained import append_rows
from engine.store.damage import parsed
from engine.store.errors import LedgerError
from engine.store.sessions import BATCH, Appended, batches, in_steps, reading, utc
from engine.store.tables import DECLARATION, DeclarationRow, rows
from engine.store.views import Marks, View, seen
from engine.terms import Project, contents_of

NOW = View()


def newest_declarations(
    connection: Connection, view: View = NOW, projects: Sequence[str] | None = None
) -> dict[str, DeclarationRow]:
    """The newest form in a view of each project, or of those named, by its code."""
    query = select(DECLARATION).where(*seen(DECLARATION, view)).order_by(DECLARATION.c.year, DECLARATION.c.number)
    if projects is not None:
        query = query.where(DECLARATION.c.project.in_(projects))
    return {row.project: row for row in rows(connection, DeclarationRow, query)}


def load_projects(
    ledger: Engine, as_of: datetime | None = None, projects: Sequence[str] | None = None, year: int | None = None
) -> dict[str, Project]:
    """The newest form of each project, or of those named, by its code; of a year, or of each one's newest."""
    with reading(ledger) as connection:
        found = newest_declarations(connection, View(as_of=as_of, year=year), projects)
    return {code: declared_as(row) for code, row in found.items()}


def each_project(ledger: Engine, view: View) -> Iterator[Project]:
    """The newest form of every project in a view, in the order of their codes; some hundred are held at once."""
    for batch in batches(sorted(all_codes(ledger, view))):
        with reading(ledger) as connection:
            found = newest_declarations(connection, view, batch)
        yield from (declared_as(found[code]) for code in batch)


def declared_as(row: DeclarationRow) -> Project:
    """A form with the year it counts for, which older forms do not say themselves."""
    return parsed(row, Project).model_copy(update={"year": row.year or None})


def years(ledger: Engine, view: View = NOW) -> tuple[int, ...]:
    """The years of which there are declarations, the earliest first; 0 stands for those without one."""
    query = select(DECLARATION.c.year).where(*seen(DECLARATION, view)).distinct()
    with reading(ledger) as connection:
        return tuple(sorted(connection.scalars(query)))


class Chosen(NamedTuple):
    """A year that was taken, 0 for not known; ``others`` are those beside it where nobody chose."""

    year: int
    others: tuple[int, ...] = ()


def choose_year(ledger: Engine, wanted: int | None = None, view: View = NOW) -> Chosen:
    """The year that is asked for, else the newest of which there are declarations.

    :raises LedgerError: if there is no declaration, or none of that year.
    """
    return chosen(years(ledger, view), wanted, coded("ledger-holds"))


def chosen(known: Sequence[int], wanted: int | None, holds: Coded) -> Chosen:
    """The year that is asked for, else the newest of those known (ascending); ``holds`` begins the refusal.

    :raises LedgerError: if there is none, or not the one asked for.
    """
    if not known:
        raise LedgerError("no-declaration", holds=holds)
    if wanted is not None and wanted not in known:
        there = tuple(map(shown_year, known))
        raise LedgerError("no-declaration-of-year", holds=holds, year=shown_year(wanted), there=there)
    return Chosen(known[-1], tuple(known[:-1])) if wanted is None else Chosen(wanted)


def shown_year(year: int) -> str | Coded:
    """A year as people read it."""
    return str(year) if year else coded("no-known-year")


def years_of(ledger: Engine, project: str) -> tuple[int, ...]:
    """The years in which a project is declared, the earliest first."""
    query = select(DECLARATION.c.year).where(DECLARATION.c.project == project).distinct()
    with reading(ledger) as connection:
        return tuple(sorted(connection.scalars(query)))


def declared_since(ledger: Engine, before: Marks, until: Marks) -> dict[int, list[str]]:
    """The projects, by year, of which a form was there before some marks and another came until others."""
    table = DECLARATION.c
    query = select(table.year, table.project).where(table.id > before.declaration, table.number > 1)
    query = query.where(table.id <= until.declaration).distinct().order_by(table.year, table.project)
    found: dict[int, list[str]] = {}
    with reading(ledger) as connection:
        for year, project in connection.execute(query):
            found.setdefault(year, []).append(project)
    return found


def forms_of(ledger: Engine, projects: Sequence[str]) -> dict[str, dict[int, Project]]:
    """The newest form of each year of projects, by their codes and its year."""
    query = select(DECLARATION).where(DECLARATION.c.project.in_(projects)).order_by(DECLARATION.c.number)
    with reading(ledger) as connection:
        newest = {(row.project, row.year): row for row in rows(connection, DeclarationRow, query)}
    found: dict[str, dict[int, Project]] = {}
    for (code, year), row in newest.items():
        found.setdefault(code, {})[year] = declared_as(row)
    return found


def all_codes(ledger: Engine, view: View = NOW) -> Iterator[str]:
    """The codes of the projects that were declared, in the order of their places, some hundred at a time."""
    last = ""
    while True:
        query = select(DECLARATION.c.place, DECLARATION.c.project).where(*_first_ones(view)).distinct()
        query = query.where(DECLARATION.c.place > last).order_by(DECLARATION.c.place).limit(BATCH)
        with reading(ledger) as connection:
            found = connection.execute(query).all()
        yield from (code for _, code in found)
        if len(found) < BATCH:
            return
        last, _ = found[-1]


def count_projects(ledger: Engine, view: View = NOW) -> int:
    """How many projects were declared."""
    with reading(ledger) as connection:
        counted = func.count(DECLARATION.c.project.distinct())
        count: int = connection.execute(select(counted).where(*_first_ones(view))).scalar_one()
        return count


def _first_ones(view: View) -> Iterator[ColumnElement[bool]]:
    """What the first version of each project's form fulfils."""
    yield DECLARATION.c.number == 1
    yield from seen(DECLARATION, view)


def named(ledger: Engine, part: str = "", year: int | None = None) -> tuple[tuple[str, str], ...]:
    """The codes and names of the projects (of a year) whose code, or whose name as declared last, holds a text."""
    table = DECLARATION.c
    like = or_(table.project.contains(part, autoescape=True), table.name.contains(part, autoescape=True))
    some = select(table.project).where(like)
    query = select(table.project, table.name).where(table.project.in_(some), *seen(DECLARATION, View(year=year)))
    query = query.order_by(table.year, table.number)
    with reading(ledger) as connection:
        newest = dict(connection.execute(query).all())
    return tuple(sorted((code, name) for code, name in newest.items() if part in code or part in name))


def append_declarations(ledger: Engine, projects: Iterable[Project], at: datetime) -> Appended:
    """Appends each form that says something else than the newest one of its project and year.

    Where it stood does not matter.
    """
    return in_steps(ledger, projects, partial(_append_forms, at=at))


def _append_forms(connection: Connection, values: Sequence[Project], at: datetime) -> Appended:
    newest = {
        (row.project, row.year): (row.number, contents_of(parsed(row, Project)))
        for year in {one.year or 0 for one in values}
        for row in newest_declarations(connection, View(year=year), [one.code for one in values]).values()
    }
    counted = Appended()
    new = []
    for project in values:
        year = project.year or 0
        number, before = newest.get((project.code, year), (0, None))
        after = contents_of(project)
        counted = counted.counting(before, after)
        if before != after:
            newest[project.code, year] = (number + 1, after)
            content = project.model_dump_json(exclude_defaults=True)
            new.append(
                {
                    "project": project.code,
                    "number": number + 1,
                    "sha256": hashlib.sha256(content.encode()).hexdigest(),
                    "content": content,
                    "at": utc(at),
                    "place": tree_key(project.code),
                    "name": project.name,
                    "year": year,
                }
            )
    append_rows(connection, "declaration", new)
    return counted
