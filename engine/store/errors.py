"""What goes wrong with a ledger, in sentences for the person at the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from traceback import walk_tb

from sqlalchemy.exc import DBAPIError

from engine.files.crashes import without_password
from engine.language.errors import CodedError
from engine.language.rendering import Coded, coded

WAIT = 20
"""Seconds that a writer waits for another one before it gives up and says so."""

REMEDY = coded("remedy-damaged")
"""What to do with a ledger that was damaged."""

_BUSY = ("database is locked", "database table is locked", "lock timeout", "deadlock detected", "could not serialize")
_FULL = ("database or disk is full", "no space left", "disk full", "could not extend file", "disk i/o error")

_DAMAGED = ("could not decode", "malformed")


class LedgerError(CodedError):
    """The ledger cannot be used; what it says is why and what to do."""


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


def quoted(error: Exception) -> Coded:
    """What an error says: the database's own words are quoted."""
    return error.content if isinstance(error, CodedError) else coded("system-says", text=one_line(error))


def _remedy(error: Exception) -> Coded | None:
    """What the person can do about it; None where nothing is known."""
    reason = one_line(error).lower()
    if isinstance(error, DBAPIError) and is_busy(error):
        return coded("remedy-busy", seconds=WAIT)
    if any(sign in reason for sign in _FULL):
        return coded("remedy-full")
    if any(sign in reason for sign in _DAMAGED):
        return REMEDY
    return coded("remedy-readonly") if "readonly" in reason else None


def explained(error: DBAPIError) -> LedgerFailedError:
    """The failure of a step as a message that says what was kept and what to do."""
    return LedgerFailedError(_with(coded("ledger-failed", reason=quoted(error)), _remedy(error)))


def _with(what: Coded, remedy: Coded | None) -> Coded:
    return what if remedy is None else coded("and-then", one=what, other=remedy)


def cannot_read(error: DBAPIError) -> LedgerFailedError:
    """The failure of reading as a message that says what to do."""
    return LedgerFailedError(_with(coded("ledger-not-read", reason=quoted(error)), _remedy(error)))


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
        raise LedgerDamagedError("entry-damaged", reason=quoted(error), remedy=REMEDY) from error


def not_upgraded(error: ValueError) -> LedgerDamagedError:
    """That an older ledger holds what cannot be read; it stays as it was."""
    return LedgerDamagedError("not-upgraded", reason=quoted(error))


def cannot_open(url: str, error: Exception, blotted: Callable[[str], str] = without_password) -> LedgerError:
    """That a database cannot be opened, why, and what to do; ``blotted`` takes the password out of what is quoted."""
    hint = coded("check-server" if url.startswith("postgresql") else "check-file")
    reason = coded("system-says", text=blotted(one_line(error)))
    return LedgerError("ledger-not-opened", ledger=url, reason=reason, remedy=_remedy(error) or hint)
