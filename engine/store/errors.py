"""What goes wrong with a ledger, in sentences for the person at the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from traceback import walk_tb

from sqlalchemy.exc import DBAPIError

from engine.files.crashes import without_password

WAIT = 20
"""Seconds that a writer waits for another one before it gives up and says so."""

REMEDY = "jixiao verify names what was changed; use a copy of the ledger from before"
"""What to do with a ledger that was damaged."""

_BUSY = ("database is locked", "database table is locked", "lock timeout", "deadlock detected", "could not serialize")
_FULL = ("database or disk is full", "no space left", "disk full", "could not extend file", "disk i/o error")

_DAMAGED = ("could not decode", "malformed")


class LedgerError(Exception):
    """The ledger cannot be used; the message says why and what to do."""


class LedgerFailedError(LedgerError):
    """The ledger stopped in the middle of a step: nothing of the step was kept, all before it was."""


class LedgerDamagedError(LedgerError):
    """What the ledger holds is not what was put there: it was changed outside the program."""


def one_line(error: Exception) -> str:
    """The database's own words, the first line of them."""
    return str(getattr(error, "orig", None) or error).strip().split("\n", 1)[0]


def is_busy(error: DBAPIError) -> bool:
    """Whether another program holds the ledger, so that a later try may do."""
    return any(sign in one_line(error).lower() for sign in _BUSY)


def _remedy(error: Exception) -> str:
    """What the person can do about it; empty where nothing is known."""
    reason = one_line(error).lower()
    if isinstance(error, DBAPIError) and is_busy(error):
        return f"another program has held it for {WAIT} seconds; run the command again"
    if any(sign in reason for sign in _FULL):
        return "the disk is full or failing; make room and run the command again"
    if any(sign in reason for sign in _DAMAGED):
        return REMEDY
    return "copy the ledger to a folder that you may write" if "readonly" in reason else ""


def explained(error: DBAPIError) -> LedgerFailedError:
    """The failure of a step as a message that says what was kept and what to do."""
    kept = f"the ledger failed: {one_line(error)}; nothing of this step was kept"
    return LedgerFailedError("; ".join(filter(None, (kept, _remedy(error)))))


def cannot_read(error: DBAPIError) -> LedgerFailedError:
    """The failure of reading as a message that says what to do."""
    return LedgerFailedError("; ".join(filter(None, (f"the ledger cannot be read: {one_line(error)}", _remedy(error)))))


@contextmanager
def of_columns() -> Iterator[None]:
    """Names as damaged a row that holds what its column cannot hold, as a time that is none.

    SQLite keeps a number or bytes as a time too, of which the database's library tells by a ``TypeError`` of its own.

    :raises LedgerDamagedError: if such a row is read.
    """
    try:
        yield
    except (ValueError, TypeError) as error:
        *_, (last, _) = walk_tb(error.__traceback__)
        if isinstance(error, TypeError) and "sqlalchemy" not in last.f_code.co_filename:
            raise
        raise LedgerDamagedError(f"an entry of the ledger is damaged ({one_line(error)}); {REMEDY}") from error


def not_upgraded(error: ValueError) -> LedgerDamagedError:
    """That an older ledger holds what cannot be read; it stays as it was."""
    return LedgerDamagedError(
        f"an entry of the ledger is damaged ({one_line(error)}), and nothing was upgraded; "
        "use a copy of the ledger from before the damage"
    )


def cannot_open(url: str, error: Exception) -> LedgerError:
    """That a database cannot be opened, why, and what to do."""
    is_file = not url.startswith("postgresql")
    hint = (
        "check --db and the folder's rights" if is_file else "check --db, and that the server runs and can be reached"
    )
    remedy = _remedy(error) or hint
    return LedgerError(f"the ledger {url} cannot be opened: {without_password(one_line(error))}; {remedy}")
