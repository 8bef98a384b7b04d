"""Transactions: readers see one moment, writers stand in one line and wait for each other only so long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import NamedTuple, TypeVar

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session

from engine.store import errors

T = TypeVar("T")
BATCH = 500
"""How many projects are read or written at once."""


class Appended(NamedTuple):
    """How many entries were new, how many changed an earlier one, how many stood there already."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def counting(self, before: str | None, after: str) -> Appended:
        """The count with one more entry: ``before`` is what stood there, None where nothing did."""
        if before is None:
            return self._replace(new=self.new + 1)
        if before == after:
            return self._replace(unchanged=self.unchanged + 1)
        return self._replace(changed=self.changed + 1)


@contextmanager
def reading(ledger: Engine) -> Iterator[Session]:
    """A session that sees the ledger as of its first query."""
    try:
        with Session(ledger) as session:
            yield session
    except DBAPIError as error:
        raise errors.explained(error) from error


def writing(ledger: Engine, work: Callable[[Session], T]) -> T:
    """Does ``work`` in one transaction, whole or not at all, and again where another writer came between.

    :raises LedgerFailedError: if the ledger stays busy, is full, or may only be read; nothing was kept then.
    """
    until = monotonic() + errors.WAIT
    while True:
        try:
            with Session(ledger.execution_options(writes=True)) as session:
                _wait_in_line(session, until)
                result = work(session)
                session.commit()
                return result
        except DBAPIError as error:
            again = errors.is_busy(error) or isinstance(error, IntegrityError)
            if not again or monotonic() >= until:
                raise errors.explained(error) from error
            sleep(0.02)


def _wait_in_line(session: Session, until: float) -> None:
    """One writer after another, so that the ids of entries grow in the order in which they are accepted.

    SQLite takes its lock as the transaction begins.
    """
    if session.get_bind().dialect.name == "postgresql":
        left = max(1, int((until - monotonic()) * 1000))
        session.execute(text(f"SET LOCAL lock_timeout = {left}"))
        # before any query, whose snapshot would be older than what the writer ahead appends
        session.execute(text("LOCK TABLE revision IN SHARE ROW EXCLUSIVE MODE"))
