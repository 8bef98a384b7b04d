"""One figure of several: means, sums, extremes, percentiles, counts, the share within a limit.

Where some of the numbers cannot be read, a count and a share have bounds; nothing bounds the others.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from engine.language.findings import Finding, finding
from engine.language.patterns import regex
from engine.language.rendering import Content, coded
from engine.observe.model import Observation, Partly, shown_number
from engine.quantity import EXACT, Ratio, convert, mean
from engine.targets import Operator, TargetKind, read_target

MONTHLY_MEAN = "monthly_mean"
LAST, SUM = "last", "sum"
KNOWN = ("mean", MONTHLY_MEAN, SUM, LAST, "count", "max", "min", "percentile 95", "share <= 24小时")
_PERCENTILE = regex(r"percentile\s+(\d{1,3})")


class Numbers(NamedTuple):
    """Several numbers of one unit; ``growing`` are those that may only become more (how long an event that is not
    closed took up to now), ``unread`` how many more there are of which nothing is known."""

    values: tuple[Ratio, ...]
    unit: str | None
    growing: tuple[Ratio, ...] = ()
    unread: int = 0


def _least(numbers: Numbers) -> Ratio:
    return min(numbers.values, key=Ratio.fraction)


def _most(numbers: Numbers) -> Ratio:
    return max(numbers.values, key=Ratio.fraction)


def _sum(numbers: Numbers) -> Ratio:
    total = mean(numbers.values)
    return Ratio(EXACT.multiply(total.num, Decimal(len(numbers.values))), total.den)


_SIMPLE: dict[str, Callable[[Numbers], Ratio]] = {
    "mean": lambda numbers: mean(numbers.values),
    SUM: _sum,
    LAST: lambda numbers: numbers.values[-1],
    "max": _most,
    "min": _least,
}


def is_cumulative(name: str) -> bool:
    """Whether figures of this name hold all that came before (累计培训人次), so that the last is that of the year."""
    return "累计" in name


def _percentile(numbers: Numbers, percent: int) -> Ratio:
    """The nearest-rank percentile: the smallest figure that at least so many percent do not exceed."""
    ordered = sorted(numbers.values, key=Ratio.fraction)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(rank, 1) - 1]


def _kept(number: Ratio, operator: Operator | None, bound: Decimal) -> bool:
    order = number.cmp(bound)
    return {
        Operator.LE: order <= 0,
        Operator.LT: order < 0,
        Operator.GE: order >= 0,
        Operator.GT: order > 0,
    }.get(operator or Operator.EQ, order == 0)


def _verdict(number: Ratio, operator: Operator | None, bound: Decimal) -> bool | None:
    """Whether a number that may only become more will keep a limit; None where both may be."""
    kept = _kept(number, operator, bound)
    if operator in (Operator.GE, Operator.GT):
        return True if kept else None
    return None if kept or (operator not in (Operator.LE, Operator.LT) and number.cmp(bound) < 0) else False


def _share(numbers: Numbers, limit: str) -> Partly | None:
    """How many of the figures keep a limit (``<= 24小时``), None where the limit cannot be read."""
    target = read_target(limit)
    if target.kind is not TargetKind.QUANTITY or not isinstance(target.value, Decimal):
        return None
    bound = convert(target.value, target.unit, numbers.unit)
    if bound is None:
        return None
    later = [_verdict(one, target.operator, bound) for one in numbers.growing]
    kept = sum(_kept(one, target.operator, bound) for one in numbers.values) + later.count(True)
    total = len(numbers.values) + len(numbers.growing) + numbers.unread
    return Partly(kept=kept, unsure=later.count(None) + numbers.unread, total=total)


def aggregate(how: str, numbers: Numbers) -> tuple[Ratio | Partly | None, str | None] | Finding:
    """One figure of several, with its unit; its bounds, or None, where some of the numbers are not known."""
    is_whole = not numbers.growing and not numbers.unread
    if how in _SIMPLE:
        return _SIMPLE[how](numbers) if is_whole else None, numbers.unit
    if how == "count":
        return Partly(kept=len(numbers.values), unsure=numbers.unread), None
    percentile = _PERCENTILE.fullmatch(how)
    if percentile and 0 < int(percentile[1]) <= 100:
        return _percentile(numbers, int(percentile[1])) if is_whole else None, numbers.unit
    if how.startswith("share "):
        share = _share(numbers, how.removeprefix("share "))
        if share is not None:
            return share, "%"
    return finding("aggregate-unknown", how=how, known=", ".join(KNOWN))


def aggregated(how: str, numbers: Numbers, shown: Content, question: Finding | None = None) -> Observation:
    """The observation of that figure; ``question`` is what is asked where it is not known."""
    result = aggregate(how, numbers)
    if isinstance(result, Finding):
        return Observation(shown=shown, findings=(result,))
    number, unit = result
    if isinstance(number, Partly) and not number.unsure:
        number = number.number(0)
    if not isinstance(number, Ratio):
        return Observation(shown=shown, unit=unit, question=question, partly=number)
    text = shown_number(number, unit)
    total = len(numbers.values) + len(numbers.growing) + numbers.unread
    step = finding("aggregated", how=how, count=total, result=text)
    return Observation(shown=coded("worked-out", result=text, of=shown), number=number, unit=unit, findings=(step,))
