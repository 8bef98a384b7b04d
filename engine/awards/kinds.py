"""What kinds of numbers a rule gives its award, and between which bounds each makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from engine.language.rendering import Coded, coded, either
from engine.quantity import Within, plain

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
TIMES = Decimal(1000)


class Kind(NamedTuple):
    """A kind of parameter: the code of its name, the plain numbers that it may be (5 % is 0.05), and its units."""

    name: str
    within: Within
    units: tuple[str, ...] = ("%", "")

    def holds(self, number: Decimal, unit: str) -> bool:
        """Whether a parameter may be used as one of this kind."""
        return unit in self.units and self.within.holds(number)

    @property
    def content(self) -> Coded:
        """What it must be, in words."""
        low, high = (plain(bound * HUNDRED) + "%" for bound in (self.within.low, self.within.high))
        units = either(*(coded("in-quotes", text=unit) if unit else coded("none") for unit in self.units))
        return coded("kind-of-number", name=coded(self.name), **self.within.bounds(low, high), units=units)


SHARE = Kind("kind-share", Within(ZERO, ONE))
LINE = Kind("kind-pass-line", Within(ZERO, ONE, below=True))
STEP = Kind("kind-step", Within(ZERO, ONE, above=True))
START = Kind("kind-completion", Within(ZERO, TIMES))
RATE = Kind("kind-rate", Within(ZERO, HUNDRED))
Roles = Mapping[str, Kind | None]
TABLE = None
"""In place of a kind: a table of bands."""
