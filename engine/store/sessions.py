"""Transactions: readers see one moment, writers stand in one line and wait for each other only so long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from time import monotonic, sleep
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from engine.language.findings import Findings
from engine.language.rendering import coded
from engine.store import errors

T = TypeVar("T")
BATCH = 500
"""How many projects are read or written at once."""


class Appended(NamedTuple):
    """How many entries were new, how many changed an earlier one, how many stood there already; what was withheld."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withheld: Findings = ()

    @property
    def kept(self) -> int:
        """How many entries stand in the ledger now."""
        return self.new + self.changed + self.unchanged

    def counts(self) -> dict[str, int]:
        """The numbers by their names."""
        return {"new": self.new, "changed": self.changed, "unchanged": self.unchanged}

    def counting(self, before: str | None, after: str) -> Appended:
        """The count with one more entry: ``before`` is what stood there, None where nothing did."""
        if before is None:
            return self._replace(new=self.new + 1)
        if before == after:
            return self._replace(unchanged=self.unchanged + 1)
        return self._replace(changed=self.changed + 1)

    def plus(self, other: Appended) -> Appended:
        """Both counts together."""
        numbers = {name: number + getattr(other, name) for name, number in self.counts().items()}
        return Appended(**numbers, withheld=self.withheld + other.withheld)


def batches(values: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The values, so many at a time."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def utc(moment: datetime) -> datetime:
    """The moment as the tables keep it: in UTC."""
    return moment.astimezone(UTC)


@contextmanager
def reading(ledger: Engine) -> Iterator[Connection]:
    """A connection that sees the ledger as of its first query.

    :raises LedgerFailedError: if the ledger stays locked or fails.
    :raises LedgerDamagedError: if a row holds what its column cannot hold.
    """
    try:
        with errors.of_columns(), ledger.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise errors.cannot_read(error) from error


@contextmanager
def reading_anything(ledger: Engine) -> Iterator[Connection]:
    """As :func:`reading`, where what is read may have been damaged: bytes that are no text come as other signs, so that
    they are found to be altered instead of ending the reading.

    SQLite keeps any bytes as a text.
    """
    with reading(ledger) as connection:
        if ledger.dialect.name != "sqlite":
            yield connection
            return
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.text_factory = _any_text
        try:
            yield connection
        finally:
            raw.text_factory = str


def _any_text(data: bytes) -> str:
    return data.decode(errors="replace")


def writing(ledger: Engine, work: Callable[[Connection], T]) -> T:
    """Does ``work`` in one transaction, whole or not at all, and again where another writer came between.

    :raises LedgerFailedError: if the ledger stays busy, is full, or may only be read; nothing was kept then.
    :raises LedgerDamagedError: if a row that it reads cannot be read.
    """
    until = monotonic() + errors.WAIT
    while True:
        try:
            with errors.of_columns(), ledger.connect().execution_options(writes=True) as connection:
                _wait_in_line(connection, until)
                result = work(connection)
                connection.commit()
                return result
        except DBAPIError as error:
            again = errors.is_busy(error) or isinstance(error, IntegrityError)
            if not again or monotonic() >= until:
                raise errors.explained(error) from error
            sleep(0.02)


def _wait_in_line(connection: Connection, until: float) -> None:
    """One writer after another, so that the ids of entries grow in the order in which they are accepted.

    SQLite takes its lock as the transaction begins.
    """
    if connection.dialect.name == "postgresql":
        left = max(1, int((until - monotonic()) * 1000))
        connection.execute(text(f"SET LOCAL lock_timeout = {left}"))
        # before any query, whose snapshot would be older than what the writer ahead appends
        connection.execute(text("LOCK TABLE revision IN SHARE ROW EXCLUSIVE MODE"))


def in_steps(ledger: Engine, values: Iterable[T], work: Callable[..., Appended]) -> Appended:
    """Does ``work(connection, values=…)`` with so many at a time, each step whole or not at all; adds up what it counts.

    :raises LedgerFailedError: if a step fails; it says how much was kept before.
    """
    counted = Appended()
    for batch in batches(values):
        try:
            counted = counted.plus(writing(ledger, partial(work, values=batch)))
        except errors.LedgerFailedError as error:
            if not counted.kept:
                raise
            kept = coded("kept-before", number=counted.kept)
            raise errors.LedgerFailedError("and-then", one=error.content, other=kept) from error
    return counted
