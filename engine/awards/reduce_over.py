"""Points lost for what was done far beyond the target."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from engine.awards.award import Adjustment, Bends, Case, Given, completion_of
from engine.awards.kinds import RATE, START, Roles
from engine.language.rendering import Content, coded
from engine.quantity import ZERO, Ratio
from engine.quantity.expressions import DIFFERENCE, PRODUCT, Expression, as_percent


def _is_over(case: Case, given: Given) -> bool:
    return (case.completion or ZERO).cmp(given.numbers["start"]) > 0


class ReduceOver(Adjustment):
    """Share − (completion − start) × rate, where the completion is beyond ``start``."""

    name = "reduce_over"
    roles: ClassVar[Roles] = {"start": START, "rate": RATE}

    def share(self, share: Ratio, case: Case, given: Given) -> Ratio:
        """Share − (completion − start) × rate."""
        if not _is_over(case, given):
            return share
        start, rate = (Ratio(given.numbers[role], Decimal(1)).fraction() for role in ("start", "rate"))
        over = (case.completion or ZERO).fraction() - start
        return Ratio.from_fraction(share.fraction() - over * rate)

    def bends(self, _case: Case, given: Given) -> Bends:
        """``start``."""
        return {"completion": (Ratio.of(given.numbers["start"]),)}

    def working(self, part: Expression, case: Case, given: Given) -> Expression:
        """Share − (completion − start) × rate."""
        if not _is_over(case, given):
            return part
        over = DIFFERENCE, completion_of(case), as_percent(given.numbers["start"])
        return DIFFERENCE, part, (PRODUCT, over, as_percent(given.numbers["rate"]))

    def needs(self, case: Case, given: Given) -> Content | None:
        """No more than ``start``."""
        return coded("need-not-over", most=as_percent(given.numbers["start"])) if _is_over(case, given) else None
