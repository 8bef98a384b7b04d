"""At most a share of the points."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from engine.awards.award import Adjustment, Bends, Case, Given
from engine.awards.kinds import SHARE, Roles
from engine.quantity import Ratio
from engine.quantity.expressions import LEAST, Expression, as_percent


class Cap(Adjustment):
    """The share, or ``at`` where it is above."""

    name = "cap"
    roles: ClassVar[Roles] = {"at": SHARE}

    def share(self, share: Ratio, _case: Case, given: Given) -> Ratio:
        """The smaller of the two."""
        at = given.numbers["at"]
        return share if share.cmp(at) <= 0 else Ratio(at, Decimal(1))

    def bends(self, _case: Case, given: Given) -> Bends:
        """``at``, of the share before."""
        return {"share": (Ratio.of(given.numbers["at"]),)}

    def working(self, part: Expression, _case: Case, given: Given) -> Expression:
        """The smaller of the two."""
        return LEAST, part, as_percent(given.numbers["at"])
