"""Which earlier run a new one can build on, and which projects the ledger says something new of since.

Entries are only ever appended, so a project without entries after the marks of a run is known exactly as it was then.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select

from engine.runs.binding import RunHead
from engine.store.errors import LedgerDamagedError
from engine.store.kept import head_kept, load_kept
from engine.store.sessions import reading, utc
from engine.store.tables import ADJUSTMENT, RUN, RunRow, rows, table_of
from engine.store.views import Marks, View


class Base(NamedTuple):
    """A run of all projects that a new one builds on: its head, and the projects that are to be scored again."""

    head: RunHead
    changed: tuple[str, ...]


def base_run(ledger: Engine, head: RunHead, view: View, program: str) -> Base | None:
    """The newest run of all projects of the year that the same code made for the same assessor by the same ruleset.

    None where there is no such run, or where what was known at another time is asked for. ``head`` is that of the new
    run, not bound yet; ``view`` has its marks.
    """
    if view.as_of is not None or view.until is None or view.year is None:
        return None
    found = _newest(ledger, head, view.year, program)
    marks = Marks.from_json(found.marks) if found else None
    if found is None or marks is None:
        return None
    try:
        before = head_kept(load_kept(ledger, found.run))
    except LedgerDamagedError:  # nothing is built on what was changed
        return None
    if (before.packages, before.inputs, before.has_lines) != (head.packages, head.inputs, head.has_lines):
        return None
    with reading(ledger) as connection:
        changed = _touched(connection, marks, view) | _expired(connection, view, found.at)
    return Base(before, tuple(sorted(changed)))


def _newest(ledger: Engine, head: RunHead, year: int, program: str) -> RunRow | None:
    query = select(RUN).where(RUN.c.ruleset == head.ruleset, RUN.c.assessor == head.assessor, RUN.c.year == year)
    query = query.where(RUN.c.program == program, RUN.c.everything, RUN.c.as_of.is_(None))
    with reading(ledger) as connection:
        return next(iter(rows(connection, RunRow, query.order_by(RUN.c.id.desc()).limit(1))), None)


def _touched(connection: Connection, after: Marks, view: View) -> set[str]:
    """The projects with entries of the view's year between two marks."""
    found: set[str] = set()
    tables = [table_of(name) for name in Marks._fields]
    for table, low, high in zip(tables, after, view.until or after, strict=True):
        query = (
            select(table.c.project).where(table.c.id > low, table.c.id <= high, table.c.year == view.year).distinct()
        )
        found |= set(connection.execute(query).scalars())
    return found


def _expired(connection: Connection, view: View, before: datetime) -> set[str]:
    """The projects with adjustments that ended by themselves since; or that count again, by a clock that was set back."""
    now = view.now or before
    first, last = sorted((utc(before), utc(now)))
    query = select(ADJUSTMENT.c.project).where(ADJUSTMENT.c.assessor == view.assessor)
    query = query.where(ADJUSTMENT.c.year == view.year)
    query = query.where(ADJUSTMENT.c.expires >= first, ADJUSTMENT.c.expires < last)
    return set(connection.scalars(query.distinct()))
