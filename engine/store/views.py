"""From where the ledger is looked at: which entries were there, as of which time, for which assessor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Engine, Table, func, select

from engine.store.errors import REMEDY, LedgerDamagedError
from engine.store.sessions import reading, utc
from engine.store.tables import ADJUSTMENT, ANSWER, DECLARATION, REVISION, TARGET


class Marks(NamedTuple):
    """The highest id of each table: which entries were there. Older runs saw no answers."""

    declaration: int
    revision: int
    adjusted_target: int
    adjustment: int
    answer: int = 0

    def to_json(self) -> str:
        """As the ledger keeps it."""
        return json.dumps(self._asdict())

    @classmethod
    def from_json(cls, text: str) -> Marks | None:
        """The marks of a run; None where the run was made before there were any.

        :raises LedgerDamagedError: if they are something else.
        """
        try:
            return cls(**json.loads(text)) if text else None
        except (ValueError, TypeError, RecursionError) as error:
            raise LedgerDamagedError("marks-damaged", remedy=REMEDY) from error


class View(NamedTuple):
    """From where the ledger is looked at: until which time and entries, with whose figures over the unit's own.

    ``as_of`` is the time asked for, None for all that is there; ``now`` is when adjustments must not have expired.
    ``year`` is that of the declarations (0 for those without one); None shows each project in its newest year.
    """

    as_of: datetime | None = None
    now: datetime | None = None
    assessor: str = ""
    until: Marks | None = None
    year: int | None = None


def seen(table: Table, view: View) -> Iterator[ColumnElement[bool]]:
    """What the entries of a table that are in a view fulfil, whoever made them."""
    if view.year is not None:
        yield table.c.year == view.year
    if view.as_of is not None:
        yield table.c.at <= utc(view.as_of)
    if view.until is not None:
        yield table.c.id <= getattr(view.until, table.name)


def marks_now(ledger: Engine) -> Marks:
    """Which entries are there now."""
    tables = (DECLARATION, REVISION, TARGET, ADJUSTMENT, ANSWER)
    with reading(ledger) as connection:
        return Marks(*(connection.scalar(select(func.max(table.c.id))) or 0 for table in tables))
