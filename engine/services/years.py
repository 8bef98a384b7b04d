"""Of which year a use case is: the one asked for, else the only or the newest one."""

from __future__ import annotations

from engine.services.ledger import Ledger
from engine.store import Chosen, choose_year, shown_year, years

__all__ = ["Chosen", "is_of_several_years", "shown_year", "year_of"]


def year_of(ledger: Ledger, wanted: int | None = None) -> Chosen:
    """The year asked for, else the newest declared (0 where it is not known), with those beside it that nobody chose.

    :raises LedgerError: if there is no declaration, or none of that year.
    """
    return choose_year(ledger, wanted)


def is_of_several_years(ledger: Ledger) -> bool:
    """Whether a command that names no year could mean another one."""
    return len(years(ledger)) > 1
