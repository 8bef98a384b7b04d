"""Target ÷ actual × points, where less is better."""

from __future__ import annotations

from engine.awards.award import Award, Case, Given, deviation_of
from engine.quantity import EXACT, ZERO, Ratio
from engine.quantity.expressions import QUOTIENT, SUM, Expression


class Inverse(Award):
    """1 ÷ (1 + deviation) × points, which is target ÷ actual."""

    name = "inverse"
    straight = True

    def share(self, case: Case, _given: Given) -> Ratio:
        """1 ÷ (1 + deviation)."""
        over = case.deviation or ZERO
        return Ratio(over.den, EXACT.add(over.den, over.num))

    def working(self, case: Case, _given: Given) -> Expression:
        """1 ÷ (1 + deviation)."""
        return QUOTIENT, "1", (SUM, "1", deviation_of(case))

    def explains(self, case: Case) -> bool:
        """Where a limit was exceeded."""
        return case.deviation is not None
