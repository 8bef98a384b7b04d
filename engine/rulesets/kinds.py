"""What kinds of numbers a ruleset holds besides those of its awards, and between which bounds each makes sense.

A number outside its kind divides by zero, takes nothing off, or takes longer than anybody waits: a ruleset with one is
not read, and so never scores.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from engine.awards.kinds import HUNDRED, TIMES, ZERO, Kind
from engine.quantity import Number, Within

TRILLION = Decimal(10**12)


RATIO = Kind("a ratio to compare with", Within(-TIMES, TIMES), ("%", "", "倍"))
FACTOR = Kind("how many times a core indicator weighs", Within(ZERO, HUNDRED, above=True), ("倍", "", "%"))

Name = Annotated[str, Field(pattern=r"^\w[\w-]*$", max_length=80)]  # {0,79} takes long to compile
Text = Annotated[str, Field(max_length=2000)]
Priority = Annotated[int, Field(ge=0, le=1_000_000)]
Typed = Annotated[Number, BeforeValidator(Within(-TRILLION, TRILLION).check)]
Percent = Annotated[Number, BeforeValidator(Within(ZERO, HUNDRED).check)]
Figure = Annotated[Number, BeforeValidator(Within(-TIMES * HUNDRED, TIMES * HUNDRED).check)]
Compared = Annotated[Number, BeforeValidator(RATIO.within.check)]
Points = Annotated[Number, BeforeValidator(Within(ZERO, HUNDRED, 2).check)]
