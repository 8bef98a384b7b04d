"""No points."""

from __future__ import annotations

from engine.awards.award import Award, Case, Given
from engine.quantity import ZERO, Ratio


class Zero(Award):
    """No points, whatever the figures."""

    name = "zero"
    straight = True

    def share(self, _case: Case, _given: Given) -> Ratio:
        """Nothing."""
        return ZERO

    def working(self, _case: Case, _given: Given) -> str:
        """Nothing."""
        return "0"
