"""A ledger opened and closed, brought to this version, and the folders around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Engine

from engine.files.crashes import during, without_password
from engine.language.findings import Findings, Value
from engine.language.rendering import Worded
from engine.store import (
    LedgerDamagedError,
    LedgerError,
    LedgerFailedError,
    drop_foreign,
    folder_of,
    guard_findings,
    open_ledger,
    restore_guards,
    upgrade_ledger,
)

__all__ = [
    "Ledger",
    "LedgerDamagedError",
    "LedgerError",
    "LedgerFailedError",
    "Upgraded",
    "allowed_folders",
    "opened",
    "tops_of",
    "unguarded",
    "upgrade",
]

Ledger: TypeAlias = Engine
"""An open ledger, as every use case takes it."""


@contextmanager
def opened(url: str, is_new: bool = False) -> Iterator[Ledger]:
    """The ledger at an address or in a file, made where ``is_new``; its connections are closed at the end.

    :raises LedgerError: if there is none, it is of another version, or it cannot be opened or read.
    """
    with during(f"the ledger {without_password(url)}"):
        ledger = open_ledger(url, is_new)
        try:
            yield ledger
        finally:
            ledger.dispose()


def unguarded(ledger: Ledger) -> Findings:
    """A warning where guards of the database are missing."""
    return guard_findings(ledger, "ledger-unguarded")


class Upgraded(Value):
    """From which version to which, what was done on the way, the guards that were put back and what was taken away."""

    before: str
    after: str
    messages: tuple[Worded, ...]
    guards: tuple[str, ...]
    dropped: tuple[str, ...] = ()


def upgrade(url: str, at: datetime, year: int | None = None) -> Upgraded:
    """Brings the ledger of an older version to this one; ``year`` is that of declarations with which none was recorded.

    :raises LedgerError: if there is none, or it cannot be read.
    """
    before, after, messages = upgrade_ledger(url, at, year or 0)
    with opened(url) as ledger:
        guards, dropped = restore_guards(ledger), tuple(one.name for one in drop_foreign(ledger))
    return Upgraded(before=before, after=after, messages=tuple(messages), guards=tuple(guards), dropped=dropped)


def allowed_folders(ledger: Ledger, allowed: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders below which files that the data names may be, beside the folder of what names them."""
    home = folder_of(ledger)
    return allowed if home is None else (home, *allowed)


def tops_of(ledger: Ledger, named: Iterable[str | Path] = ()) -> tuple[Path, ...]:
    """The folders from which files are told in what is kept: the ledger's, the present one, those of what was named."""
    home = folder_of(ledger)
    return (*(() if home is None else (home,)), Path(), *(Path(one).parent for one in named))
