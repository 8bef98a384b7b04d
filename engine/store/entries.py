"""Declarations and recorded actuals: appended where they say something new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple, TypeVar

from sqlalchemy import Engine, insert
from sqlmodel import Session, col, select

from engine.actuals.model import Actual, ProjectActuals
from engine.findings import Source, Value
from engine.store.sessions import BATCH, Appended, writing
from engine.store.tables import DeclarationRow, RevisionRow
from engine.terms import Project

T = TypeVar("T")
HEAD = "项目"


class Entry(NamedTuple):
    """What is recorded for a row of a project, as JSON."""

    project: str
    code: str
    indicator: str
    content: str


class Head(Value):
    """What a file of actuals says of the project itself."""

    year: int | None = None
    achieved: str = ""
    source: Source


def batches(values: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The values, so many at a time."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


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


def utc(moment: datetime) -> datetime:
    """The moment as the tables keep it: in UTC."""
    return moment.astimezone(UTC)


def append_declarations(ledger: Engine, projects: Iterable[Project], at: datetime) -> Appended:
    """Appends each form that differs from the newest one of its project; all of them or none."""
    chosen = list(projects)

    def work(session: Session) -> Appended:
        counted = Appended()
        for batch in batches(chosen):
            counted = _append_forms(session, batch, at, counted)
        return counted

    return writing(ledger, work)


def _append_forms(session: Session, projects: Sequence[Project], at: datetime, counted: Appended) -> Appended:
    newest = {
        code: (row.number, row.content)
        for code, row in newest_declarations(session, [one.code for one in projects]).items()
    }
    rows = []
    for project in projects:
        content = project.model_dump_json()
        number, before = newest.get(project.code, (0, None))
        counted = counted.counting(before, content)
        if before != content:
            newest[project.code] = (number + 1, content)
            rows.append(
                {
                    "project": project.code,
                    "number": number + 1,
                    "sha256": hashlib.sha256(content.encode()).hexdigest(),
                    "content": content,
                    "at": utc(at),
                }
            )
    _insert(session, DeclarationRow, rows)
    return counted


def _insert(session: Session, table: type[DeclarationRow | RevisionRow], rows: list[dict[str, object]]) -> None:
    session.expunge_all()  # what was read for comparison is not needed again
    if rows:
        session.execute(insert(table), rows)


def _entries(recorded: ProjectActuals, assessor: str) -> Iterable[tuple[str, str, str]]:
    """The code, the indicator and the content of everything that is recorded."""
    head = Head(year=recorded.year, achieved=recorded.achieved, source=recorded.source)
    if not assessor or head.year is not None or head.achieved:
        yield HEAD, HEAD, head.model_dump_json()
    for actual in recorded.actuals:
        yield actual.code, actual.indicator, actual.model_dump_json()


def same(before: str, after: str) -> bool:
    """Whether two contents say the same; where it stood does not matter."""
    return before == after or {**json.loads(before), "source": None} == {**json.loads(after), "source": None}


def append_actuals(  # noqa: PLR0913 (who, why and when are said by name)
    ledger: Engine, recorded: Iterable[ProjectActuals], *, by: str, reason: str, at: datetime, assessor: str = ""
) -> Appended:
    """Appends a revision for each entry that says something new; what stands there already is not repeated.

    With an ``assessor`` they count in that assessor's runs only, and the unit's own stay as they are.
    """
    chosen = list(recorded)
    added = {"by": by, "reason": reason, "at": utc(at), "assessor": assessor}

    def work(session: Session) -> Appended:
        counted = Appended()
        for batch in batches(chosen):
            entries = [Entry(one.project, *entry) for one in batch for entry in _entries(one, assessor)]
            counted = _append_revisions(session, entries, added, counted)
        return counted

    return writing(ledger, work)


def append_actual(  # noqa: PLR0913 (who, why and when are said by name)
    ledger: Engine, project: str, actual: Actual, *, by: str, reason: str, at: datetime, assessor: str = ""
) -> Appended:
    """Appends one revision, as :func:`append_actuals` does, and nothing about the project itself."""
    added = {"by": by, "reason": reason, "at": utc(at), "assessor": assessor}
    entry = Entry(project, actual.code, actual.indicator, actual.model_dump_json())
    return writing(ledger, lambda session: _append_revisions(session, [entry], added, Appended()))


def _append_revisions(
    session: Session, entries: Sequence[Entry], added: dict[str, object], counted: Appended
) -> Appended:
    query = select(RevisionRow).where(col(RevisionRow.project).in_({one.project for one in entries}))
    query = query.where(col(RevisionRow.assessor) == added["assessor"]).order_by(col(RevisionRow.number))
    newest = {(row.project, row.code): (row.number, row.content) for row in session.exec(query)}
    rows: list[dict[str, object]] = []
    for one in entries:
        number, before = newest.get((one.project, one.code), (0, None))
        is_same = before is not None and same(before, one.content)
        counted = counted.counting(before, before if is_same and before is not None else one.content)
        if not is_same:
            newest[one.project, one.code] = (number + 1, one.content)
            rows.append({**one._asdict(), "number": number + 1, **added})
    _insert(session, RevisionRow, rows)
    return counted
