"""What kinds of numbers a rule gives its award, and between which bounds each makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from engine.quantity import Within, plain

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
TIMES = Decimal(1000)


class Kind(NamedTuple):
    """A kind of parameter: what it is called, the plain numbers that it may be (5 % is 0.05), and its units."""

    name: str
    within: Within
    units: tuple[str, ...] = ("%", "")

    def holds(self, number: Decimal, unit: str) -> bool:
        """Whether a parameter may be used as one of this kind."""
        return unit in self.units and self.within.holds(number)

    def __str__(self) -> str:
        low, high = (plain(bound * HUNDRED) + "%" for bound in (self.within.low, self.within.high))
        above = "above" if self.within.above else "from"
        below = "below" if self.within.below else "up to"
        units = " or ".join(f"“{unit}”" if unit else "none" for unit in self.units)
        return f"{self.name}, {above} {low} {below} {high}, with the unit {units}"


SHARE = Kind("a share of the points", Within(ZERO, ONE))
LINE = Kind("a pass line", Within(ZERO, ONE, below=True))
STEP = Kind("a step of the planned time", Within(ZERO, ONE, above=True))
START = Kind("a completion", Within(ZERO, TIMES))
RATE = Kind("a rate", Within(ZERO, HUNDRED))
Roles = Mapping[str, Kind | None]
TABLE = None
"""In place of a kind: a table of bands."""
