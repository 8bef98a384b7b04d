"""Points lost for every one by which a limit was exceeded."""

from __future__ import annotations

from typing import ClassVar

from engine.awards.award import Award, Case, Given
from engine.awards.kinds import SHARE, Roles
from engine.quantity import EXACT, ZERO, Ratio
from engine.quantity.expressions import DIFFERENCE, PRODUCT, Expression, as_number, as_percent


class PerOccurrence(Award):
    """(1 − number beyond the limit × deduct) × points."""

    name = "per_occurrence"
    straight = True
    roles: ClassVar[Roles] = {"deduct": SHARE}

    def share(self, case: Case, given: Given) -> Ratio:
        """1 − excess × deduct."""
        over = case.excess or ZERO
        return Ratio(EXACT.subtract(over.den, EXACT.multiply(over.num, given.numbers["deduct"])), over.den)

    def working(self, case: Case, given: Given) -> Expression:
        """1 − excess × deduct; beyond a limit that is not 0 the expression is that of the deviation."""
        made = case.expression if case.excess and case.deviation is None else None
        over = made or as_number(case.excess or ZERO, None)
        return DIFFERENCE, "1", (PRODUCT, over, as_percent(given.numbers["deduct"]))
