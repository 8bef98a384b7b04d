"""All points."""

from __future__ import annotations

from engine.awards.award import FULL, Award, Case, Given
from engine.quantity import ONE, Ratio


class Full(Award):
    """All points, whatever the figures."""

    name = "full"
    straight = True

    def share(self, _case: Case, _given: Given) -> Ratio:
        """One."""
        return ONE

    def working(self, _case: Case, _given: Given) -> str:
        """One."""
        return FULL
