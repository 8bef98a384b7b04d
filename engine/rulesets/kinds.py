"""What kinds of numbers a ruleset holds, and between which bounds each makes sense: all of it in one place.

A number outside its kind divides by zero, takes nothing off, or takes longer than anybody waits: a ruleset with one is
not read, and so never scores.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field

from engine.quantity import Number, Within, plain

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
TIMES = Decimal(1000)
TRILLION = Decimal(10**12)


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
RATIO = Kind("a ratio to compare with", Within(-TIMES, TIMES), ("%", "", "倍"))
FACTOR = Kind("how many times a core indicator weighs", Within(ZERO, HUNDRED, above=True), ("倍", "", "%"))

Name = Annotated[str, Field(pattern=r"^\w[\w-]{0,79}$")]
Text = Annotated[str, Field(max_length=2000)]
Priority = Annotated[int, Field(ge=0, le=1_000_000)]
Typed = Annotated[Number, BeforeValidator(Within(-TRILLION, TRILLION).check)]
Percent = Annotated[Number, BeforeValidator(Within(ZERO, HUNDRED).check)]
Figure = Annotated[Number, BeforeValidator(Within(-TIMES * HUNDRED, TIMES * HUNDRED).check)]
Compared = Annotated[Number, BeforeValidator(RATIO.within.check)]
Points = Annotated[Number, BeforeValidator(Within(ZERO, HUNDRED, 2).check)]
