"""Points lost for every whole step of the planned time that a deadline was missed by."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from engine.awards.award import Award, Bends, Case, Given
from engine.awards.kinds import SHARE, STEP, Roles
from engine.quantity import EXACT, ZERO, Ratio, plain
from engine.quantity.expressions import DIFFERENCE, PRODUCT, Expression, as_percent


def _times(case: Case, given: Given) -> Decimal:
    """How many whole steps fit into the lateness."""
    late = case.lateness or ZERO
    return EXACT.divide_int(late.num, EXACT.multiply(given.numbers["step"], late.den))


class LateSteps(Award):
    """(1 − steps × deduct) × points."""

    name = "late_steps"
    roles: ClassVar[Roles] = {"step": STEP, "deduct": SHARE}

    def share(self, case: Case, given: Given) -> Ratio:
        """1 − steps × deduct."""
        return Ratio(1 - _times(case, given) * given.numbers["deduct"], Decimal(1))

    def bends(self, _case: Case, given: Given) -> Bends:
        """Every step, until there is nothing left to lose."""
        step, deduct = given.numbers["step"], given.numbers["deduct"]
        most = int(1 / deduct) + 1 if deduct else 0
        return {"lateness": tuple(Ratio.of(step * number) for number in range(1, most + 1))}

    def working(self, case: Case, given: Given) -> Expression:
        """1 − steps × deduct."""
        lost = PRODUCT, plain(_times(case, given)), as_percent(given.numbers["deduct"])
        return DIFFERENCE, "1", lost
