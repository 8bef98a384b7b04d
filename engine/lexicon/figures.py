"""What a name says of one figure: its words may speak of another one than the target's unit does."""

from __future__ import annotations

from engine.lexicon.entries import Measure
from engine.lexicon.meaning import NameMeaning
from engine.quantity import Dimension
from engine.terms import Direction

TIMES = frozenset([Dimension.DURATION, Dimension.WORKDAYS, Dimension.MONTHS])
_AMOUNTS = frozenset([Dimension.MONEY, Dimension.RATE, Dimension.SHARE, Dimension.POINTS, Dimension.NONE])


def about(findings: NameMeaning, dimension: Dimension) -> NameMeaning:
    """What a name says of a figure that measures this; nothing where it speaks of another figure.

    ``响应时间 100%`` is a share of the events, ``维护及时性 24小时`` a time, ``设备采购 50万元`` what it costs, and
    ``完成决算费用 6项`` a number of things.
    """
    return findings if _speaks_of(findings, dimension) else NameMeaning(measure=findings.measure)


def _speaks_of(findings: NameMeaning, dimension: Dimension) -> bool:
    is_timed = findings.measure is Measure.TIME or findings.is_wait or findings.is_service
    if dimension in TIMES:
        return is_timed or (
            findings.measure is Measure.NONE and findings.direction is Direction.LOWER and not findings.is_money
        )
    if is_timed:
        return dimension is Dimension.NONE or (dimension is Dimension.COUNT and findings.measure is Measure.COUNT)
    if dimension is Dimension.MONEY:
        return findings.is_money or findings.is_decrease or findings.direction is not Direction.HIGHER
    return dimension in _AMOUNTS if findings.is_money else True


__all__ = ["TIMES", "about"]
