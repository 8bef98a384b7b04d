"""Declarations: appended where they say something new, found by the code or the name of their project."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, Engine, func, insert, or_
from sqlmodel import Session, col, select

from engine.pages import place
from engine.store.sessions import BATCH, Appended, in_steps, reading, utc
from engine.store.tables import DeclarationRow
from engine.store.views import View
from engine.terms import Project

NOW = View()


def newest_declarations(
    session: Session, projects: Sequence[str] | None = None, as_of: datetime | None = None, until: int | None = None
) -> dict[str, DeclarationRow]:
    """The newest form of each project, or of those named, until a time and an id."""
    query = select(DeclarationRow).order_by(col(DeclarationRow.number))
    if projects is not None:
        query = query.where(col(DeclarationRow.project).in_(projects))
    if as_of is not None:
        query = query.where(col(DeclarationRow.at) <= utc(as_of))
    if until is not None:
        query = query.where(col(DeclarationRow.id) <= until)
    return {row.project: row for row in session.exec(query)}


def load_projects(
    ledger: Engine, as_of: datetime | None = None, projects: Sequence[str] | None = None
) -> dict[str, Project]:
    """The newest form of each project, or of those named, by its code."""
    with reading(ledger) as session:
        rows = newest_declarations(session, projects, as_of)
    return {code: Project.model_validate_json(row.content) for code, row in rows.items()}


def all_codes(ledger: Engine, view: View = NOW) -> Iterator[str]:
    """The codes of the projects that were declared, in the order of their places, some hundred at a time."""
    last = ""
    while True:
        query = select(DeclarationRow.place, DeclarationRow.project).where(*_first_ones(view))
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
        return session.exec(select(func.count(col(DeclarationRow.id))).where(*_first_ones(view))).one()


def _first_ones(view: View) -> Iterator[ColumnElement[bool]]:
    """What the first version of each project's form fulfils."""
    yield col(DeclarationRow.number) == 1
    if view.as_of is not None:
        yield col(DeclarationRow.at) <= utc(view.as_of)
    if view.until is not None:
        yield col(DeclarationRow.id) <= view.until.declaration


def named(ledger: Engine, part: str = "") -> tuple[tuple[str, str], ...]:
    """The codes and names of the projects whose code, or whose name as declared last, holds a text."""
    table = DeclarationRow
    like = or_(col(table.project).contains(part, autoescape=True), col(table.name).contains(part, autoescape=True))
    some = select(table.project).where(like)
    query = select(table.project, table.name).where(col(table.project).in_(some)).order_by(col(table.number))
    with reading(ledger) as session:
        newest = dict(session.exec(query).all())
    return tuple(sorted((code, name) for code, name in newest.items() if part in code or part in name))


def append_declarations(ledger: Engine, projects: Iterable[Project], at: datetime) -> Appended:
    """Appends each form that says something else than the newest one of its project; where it stood does not matter."""
    return in_steps(ledger, projects, partial(_append_forms, at=at))


def said(project: Project) -> str:
    """What a form says, without the places where it says it, as JSON."""
    return project.model_dump_json(
        exclude={"source": True, "lines": True, "places": True, "indicators": {"__all__": {"source"}}}
    )


def _append_forms(session: Session, values: Sequence[Project], at: datetime) -> Appended:
    newest = {
        code: (row.number, said(Project.model_validate_json(row.content)))
        for code, row in newest_declarations(session, [one.code for one in values]).items()
    }
    counted = Appended()
    rows = []
    for project in values:
        number, before = newest.get(project.code, (0, None))
        after = said(project)
        counted = counted.counting(before, after)
        if before != after:
            newest[project.code] = (number + 1, after)
            content = project.model_dump_json()
            rows.append(
                {
                    "project": project.code,
                    "number": number + 1,
                    "sha256": hashlib.sha256(content.encode()).hexdigest(),
                    "content": content,
                    "at": utc(at),
                    "place": place(project.code),
                    "name": project.name,
                }
            )
    session.expunge_all()  # what was read for comparison is not needed again
    if rows:
        session.execute(insert(DeclarationRow), rows)
    return counted
