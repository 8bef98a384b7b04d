"""Points lost in proportion to how far a limit was exceeded."""

from __future__ import annotations

from engine.awards.award import Award, Case, Given, deviation_of
from engine.quantity import EXACT, ZERO, Ratio
from engine.quantity.expressions import DIFFERENCE, Expression


class Linear(Award):
    """(1 − deviation) × points."""

    name = "linear"
    straight = True

    def share(self, case: Case, _given: Given) -> Ratio:
        """1 − deviation."""
        over = case.deviation or ZERO
        return Ratio(EXACT.subtract(over.den, over.num), over.den)

    def working(self, case: Case, _given: Given) -> Expression:
        """1 − deviation."""
        return DIFFERENCE, "1", deviation_of(case)

    def explains(self, case: Case) -> bool:
        """Where a limit was exceeded."""
        return case.deviation is not None
