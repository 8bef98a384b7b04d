"""Points in proportion to what was done beyond a pass line."""

from __future__ import annotations

from typing import ClassVar

from engine.awards.award import Award, Case, Given, completion_of
from engine.awards.kinds import LINE, Roles
from engine.awards.proportional import falls_short
from engine.quantity import EXACT, ZERO, Ratio
from engine.quantity.expressions import DIFFERENCE, QUOTIENT, Expression, as_percent


class PassLine(Award):
    """(completion − line) ÷ (1 − line) × points: nothing up to the line."""

    name = "pass_line"
    straight = True
    roles: ClassVar[Roles] = {"line": LINE}

    def share(self, case: Case, given: Given) -> Ratio:
        """(completion − line) ÷ (1 − line)."""
        line, done = given.numbers["line"], case.completion or ZERO
        return Ratio(EXACT.subtract(done.num, EXACT.multiply(line, done.den)), EXACT.multiply(1 - line, done.den))

    def working(self, case: Case, given: Given) -> Expression:
        """(completion − line) ÷ (1 − line)."""
        line = as_percent(given.numbers["line"])
        return QUOTIENT, (DIFFERENCE, completion_of(case), line), (DIFFERENCE, "1", line)

    def explains(self, case: Case) -> bool:
        """Where a floor was missed."""
        return falls_short(case)
