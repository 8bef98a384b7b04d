"""Declarations: appended where they say something new, found by year and the code or the name of their project."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import ColumnElement, Engine, func, or_
from sqlmodel import Session, col, select

from engine.runs.tree import tree_key
from engine.store.chained import append_rows
from engine.store.damage import parsed
from engine.store.errors import LedgerError
from engine.store.sessions import BATCH, Appended, in_steps, reading, utc
from engine.store.tables import DeclarationRow
from engine.store.views import Marks, View
from engine.terms import Project, contents_of

NOW = View()


def newest_declarations(
    session: Session, view: View = NOW, projects: Sequence[str] | None = None
) -> dict[str, DeclarationRow]:
    """The newest form in a view of each project, or of those named, by its code."""
    query = select(DeclarationRow).where(*_seen(view)).order_by(col(DeclarationRow.year), col(DeclarationRow.number))
    if projects is not None:
        query = query.where(col(DeclarationRow.project).in_(projects))
    return {row.project: row for row in session.exec(query)}


def load_projects(
    ledger: Engine, as_of: datetime | None = None, projects: Sequence[str] | None = None, year: int | None = None
) -> dict[str, Project]:
    """The newest form of each project, or of those named, by its code; of a year, or of each one's newest."""
    with reading(ledger) as session:
        rows = newest_declarations(session, View(as_of=as_of, year=year), projects)
    return {code: declared_as(row) for code, row in rows.items()}


def declared_as(row: DeclarationRow) -> Project:
    """A form with the year it counts for, which older forms do not say themselves."""
    return parsed(row, Project).model_copy(update={"year": row.year or None})


def years(ledger: Engine, view: View = NOW) -> tuple[int, ...]:
    """The years of which there are declarations, the earliest first; 0 stands for those without one."""
    query = select(DeclarationRow.year).where(*_seen(view)).distinct()
    with reading(ledger) as session:
        return tuple(sorted(session.exec(query)))


class Chosen(NamedTuple):
    """A year that was taken, 0 for not known; ``others`` are those beside it where nobody chose."""

    year: int
    others: tuple[int, ...] = ()


def choose_year(ledger: Engine, wanted: int | None = None, view: View = NOW) -> Chosen:
    """The year that is asked for, else the newest of which there are declarations.

    :raises LedgerError: if there is no declaration, or none of that year.
    """
    return chosen(years(ledger, view), wanted, "the ledger holds", "jixiao import FORM...")


def chosen(known: Sequence[int], wanted: int | None, holds: str, remedy: str) -> Chosen:
    """The year that is asked for, else the newest of those known (ascending); ``holds`` begins the refusal.

    :raises LedgerError: if there is none, or not the one asked for.
    """
    if not known:
        raise LedgerError(f"{holds} no declaration; import forms first: {remedy}")
    if wanted is not None and wanted not in known:
        there = ", ".join(map(shown_year, known))
        raise LedgerError(
            f"{holds} no declaration of {shown_year(wanted)}, but of {there}; import its form, or name one of those with --year"
        )
    return Chosen(known[-1], tuple(known[:-1])) if wanted is None else Chosen(wanted)


def shown_year(year: int) -> str:
    """A year as people read it."""
    return str(year) if year else "no known year (--year 0)"


def years_of(ledger: Engine, project: str) -> tuple[int, ...]:
    """The years in which a project is declared, the earliest first."""
    query = select(DeclarationRow.year).where(DeclarationRow.project == project).distinct()
    with reading(ledger) as session:
        return tuple(sorted(session.exec(query)))


def declared_since(ledger: Engine, before: Marks, until: Marks) -> dict[int, list[str]]:
    """The projects, by year, of which a form was there before some marks and another came until others."""
    table = DeclarationRow
    query = select(table.year, table.project).where(col(table.id) > before.declaration, col(table.number) > 1)
    query = query.where(col(table.id) <= until.declaration).distinct().order_by(col(table.year), col(table.project))
    found: dict[int, list[str]] = {}
    with reading(ledger) as session:
        for year, project in session.exec(query):
            found.setdefault(year, []).append(project)
    return found


def projects_as_of(ledger: Engine, projects: Sequence[str], year: int | None) -> dict[str, Project]:
    """The forms of projects in a year; of one not declared then, that of no known year, else the newest."""
    found = load_projects(ledger, projects=projects)
    for one in () if year is None else (0, year):
        found |= load_projects(ledger, projects=projects, year=one)
    return found


def all_codes(ledger: Engine, view: View = NOW) -> Iterator[str]:
    """The codes of the projects that were declared, in the order of their places, some hundred at a time."""
    last = ""
    while True:
        query = select(DeclarationRow.place, DeclarationRow.project).where(*_first_ones(view)).distinct()
        query = query.where(col(DeclarationRow.place) > last).order_by(col(DeclarationRow.place)).limit(BATCH)
        with reading(ledger) as session:
            rows = session.exec(query).all()
        yield from (code for _, code in rows)
        if len(rows) < BATCH:
            return
        last, _ = rows[-1]


def count_projects(ledger: Engine, view: View = NOW) -> int:
    """How many projects were declared."""
    with reading(ledger) as session:
        counted = func.count(col(DeclarationRow.project).distinct())
        return session.exec(select(counted).where(*_first_ones(view))).one()


def _first_ones(view: View) -> Iterator[ColumnElement[bool]]:
    """What the first version of each project's form fulfils."""
    yield col(DeclarationRow.number) == 1
    yield from _seen(view)


def _seen(view: View) -> Iterator[ColumnElement[bool]]:
    """What the forms in a view fulfil."""
    if view.year is not None:
        yield col(DeclarationRow.year) == view.year
    if view.as_of is not None:
        yield col(DeclarationRow.at) <= utc(view.as_of)
    if view.until is not None:
        yield col(DeclarationRow.id) <= view.until.declaration


def named(ledger: Engine, part: str = "", year: int | None = None) -> tuple[tuple[str, str], ...]:
    """The codes and names of the projects (of a year) whose code, or whose name as declared last, holds a text."""
    table = DeclarationRow
    like = or_(col(table.project).contains(part, autoescape=True), col(table.name).contains(part, autoescape=True))
    some = select(table.project).where(like)
    query = select(table.project, table.name).where(col(table.project).in_(some), *_seen(View(year=year)))
    query = query.order_by(col(table.year), col(table.number))
    with reading(ledger) as session:
        newest = dict(session.exec(query).all())
    return tuple(sorted((code, name) for code, name in newest.items() if part in code or part in name))


def append_declarations(ledger: Engine, projects: Iterable[Project], at: datetime) -> Appended:
    """Appends each form that says something else than the newest one of its project and year.

    Where it stood does not matter.
    """
    return in_steps(ledger, projects, partial(_append_forms, at=at))


def _append_forms(session: Session, values: Sequence[Project], at: datetime) -> Appended:
    newest = {
        (row.project, row.year): (row.number, contents_of(parsed(row, Project)))
        for year in {one.year or 0 for one in values}
        for row in newest_declarations(session, View(year=year), [one.code for one in values]).values()
    }
    counted = Appended()
    rows = []
    for project in values:
        year = project.year or 0
        number, before = newest.get((project.code, year), (0, None))
        after = contents_of(project)
        counted = counted.counting(before, after)
        if before != after:
            newest[project.code, year] = (number + 1, after)
            content = project.model_dump_json()
            rows.append(
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
    session.expunge_all()  # what was read for comparison is not needed again
    append_rows(session, "declaration", rows)
    return counted
