"""Points in proportion to the completion."""

from __future__ import annotations

from engine.awards.award import Award, Case, Given, completion_of
from engine.quantity import ZERO, Ratio
from engine.quantity.expressions import Expression
from engine.terms import Direction


def falls_short(case: Case) -> bool:
    """Whether a case is one that missed a floor, with a completion."""
    return case.deviation is None and case.completion is not None and case.direction is not Direction.LOWER


class Proportional(Award):
    """Completion × points."""

    name = "proportional"
    straight = True

    def share(self, case: Case, _given: Given) -> Ratio:
        """The completion."""
        return case.completion or ZERO

    def working(self, case: Case, _given: Given) -> Expression:
        """The completion."""
        return completion_of(case)

    def explains(self, case: Case) -> bool:
        """Where a floor was missed."""
        return falls_short(case)
