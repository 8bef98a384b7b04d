"""What a name says of one figure: its words may speak of another one than the target's unit does."""

from __future__ import annotations

from engine.lexicon.entries import Measure
from engine.lexicon.sense import NameSense
from engine.quantity import Dimension
from engine.terms import Direction

TIMES = frozenset([Dimension.DURATION, Dimension.WORKDAYS, Dimension.MONTHS])
_AMOUNTS = frozenset([Dimension.MONEY, Dimension.RATE, Dimension.SHARE, Dimension.POINTS, Dimension.NONE])


def about(said: NameSense, dimension: Dimension) -> NameSense:
    """What a name says of a figure that measures this; nothing where it speaks of another figure.

    ``响应时间 100%`` is a share of the events, ``维护及时性 24小时`` a time, ``设备采购 50万元`` what it costs, and
    ``完成决算费用 6项`` a number of things.
    """
    return said if _speaks_of(said, dimension) else NameSense(measure=said.measure)


def _speaks_of(said: NameSense, dimension: Dimension) -> bool:
    is_timed = said.measure is Measure.TIME or said.is_wait or said.is_service
    if dimension in TIMES:
        return is_timed or (said.measure is Measure.NONE and said.direction is Direction.LOWER and not said.is_money)
    if is_timed:
        return dimension is Dimension.NONE or (dimension is Dimension.COUNT and said.measure is Measure.COUNT)
    if dimension is Dimension.MONEY:
        return said.is_money or said.is_decrease or said.direction is not Direction.HIGHER
    return dimension in _AMOUNTS if said.is_money else True


__all__ = ["TIMES", "about"]
