"""Points lost for every day that a deadline was missed by."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from engine.awards.award import Award, Case, Given
from engine.awards.kinds import SHARE, Roles
from engine.quantity import Ratio
from engine.quantity.expressions import DIFFERENCE, PRODUCT, Expression, as_percent


class LateDays(Award):
    """(1 − days × deduct) × points."""

    name = "late_days"
    straight = True
    roles: ClassVar[Roles] = {"deduct": SHARE}

    def share(self, case: Case, given: Given) -> Ratio:
        """1 − days × deduct."""
        return Ratio(1 - (case.late_days or 0) * given.numbers["deduct"], Decimal(1))

    def working(self, case: Case, given: Given) -> Expression:
        """1 − days × deduct."""
        return DIFFERENCE, "1", (PRODUCT, str(case.late_days or 0), as_percent(given.numbers["deduct"]))
