"""What kinds of numbers a ruleset holds besides those of its awards, and between which bounds each makes sense.

A number outside its kind divides by zero, takes nothing off, or takes longer than anybody waits: a ruleset with one is
not read, and so never scores.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticKnownError

from engine.awards.kinds import HUNDRED, TIMES, ZERO, Kind
from engine.quantity import Number, Within

TRILLION = Decimal(10**12)


NAME = r"^\w[\w-]*$"
LONGEST_NAME = 80


def _no_longer(name: str) -> str:
    """The name within its length: counted in the pattern it would take longer to compile than all others together."""
    if len(name) > LONGEST_NAME:
        raise PydanticKnownError("string_pattern_mismatch", {"pattern": NAME})
    return name


RATIO = Kind("kind-ratio", Within(-TIMES, TIMES), ("%", "", "倍"))
FACTOR = Kind("kind-factor", Within(ZERO, HUNDRED, above=True), ("倍", "", "%"))

Name = Annotated[str, Field(pattern=NAME), AfterValidator(_no_longer)]
Text = Annotated[str, Field(max_length=2000)]
Priority = Annotated[int, Field(ge=0, le=1_000_000)]
Typed = Annotated[Number, BeforeValidator(Within(-TRILLION, TRILLION).check)]
Percent = Annotated[Number, BeforeValidator(Within(ZERO, HUNDRED).check)]
Figure = Annotated[Number, BeforeValidator(Within(-TIMES * HUNDRED, TIMES * HUNDRED).check)]
Compared = Annotated[Number, BeforeValidator(RATIO.within.check)]
Points = Annotated[Number, BeforeValidator(Within(ZERO, HUNDRED, 2).check)]
