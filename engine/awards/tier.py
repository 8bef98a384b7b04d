"""Points by the tier of a qualitative target."""

from __future__ import annotations

from engine.awards.award import Award, Case, Given, completion_of
from engine.quantity import ZERO, Ratio
from engine.quantity.expressions import Expression


class Tier(Award):
    """The share that was recorded with the tier, or the tier's default, which the comparison has as its completion."""

    name = "tier"
    straight = True

    def share(self, case: Case, _given: Given) -> Ratio:
        """The share within the tier."""
        return case.completion or ZERO

    def working(self, case: Case, _given: Given) -> Expression:
        """The share within the tier."""
        return completion_of(case)
