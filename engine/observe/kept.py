"""How many of several times something was in time or reached: 12期中11期按时, 共40次，37次在24小时内, 37次按时、3次超时.

So our own tables write what is recorded period by period or event by event; no figure in it is the actual itself.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from engine.actuals.figures import read_figure
from engine.language.findings import finding
from engine.language.patterns import regex
from engine.measures import MeasureKind
from engine.observe.model import Kept, Observation, Period, from_figure
from engine.observe.punctual import PUNCTUAL
from engine.observe.recorded import RecordedRow
from engine.quantity import Dimension, Ratio, convert

_TIMES = "(?:期|次|份|起|件|单|宗|批|个月|个季度)"
_WITHIN = r"(?:之内|以内|内)"
_IN_TIME = f"(?:{PUNCTUAL})"
_RATE = regex(rf"{_IN_TIME}[^,。;，；\d]{{0,6}}率")
_LENGTH = rf"\d+(?:\.\d+)?(?:小时|分钟|个?工作日|天|日){_WITHIN}"
_GOOD = rf"(?:{_IN_TIME}|在限内|达标|在?{_LENGTH})"
_KEPT = regex(
    rf"(?<![\d.])(?P<before>\d{{1,6}}){_TIMES}[^,。;:\d未不没超逾迟晚]{{0,8}}{_GOOD}"
    rf"|(?<![未不没])(?:{_IN_TIME}|{_LENGTH})[^,。;:\d率未不没超]{{0,6}}(?P<behind>\d{{1,6}}){_TIMES}"
)
_LATE = regex(
    rf"(?<![\d.])(?P<late>\d{{1,6}}){_TIMES}[^,。;:\d]{{0,4}}"
    rf"(?:超时|超限|逾期|延[误期迟]|迟|晚|[未不没][^,。;:\d]{{0,4}}{_GOOD})"
)
_WHOLE = regex(
    rf"(?:共|总|累计|应)[^,。;:\d]{{0,6}}(?P<all>\d{{1,6}}){_TIMES}"
    rf"|(?<![\d.])(?P<among>\d{{1,6}}){_TIMES}[^,。;:\d]{{0,6}}[中里](?!旬)"
)
_LIMIT = regex(rf"(\d+(?:\.\d+)?)(小时|分钟|个?工作日|天|日){_WITHIN}")
_MEAN = regex("平均|人均|[月日年]均")
_LENGTHS = (Dimension.DURATION, Dimension.WORKDAYS)


class Counts(NamedTuple):
    """How many times it was kept, how many not, and of how many; None where that is not said. ``limit`` is the length of
    time within which, with its unit."""

    kept: int | None
    late: int | None
    total: int | None
    limit: tuple[Decimal, str] | None


def _counts(text: str) -> Counts:
    kept, late = _KEPT.search(text), _LATE.search(text)
    limit = _LIMIT.search(kept[0] if kept else "")
    start = kept.start(kept.lastgroup or 0) if kept else -1
    # 共按时报送11次 says how many were in time, and not of how many
    wholes = (one for one in _WHOLE.finditer(text) if one.start(one.lastgroup or 0) != start)
    whole = next(wholes, None)
    numbers = [int(one[one.lastgroup or 0]) if one else None for one in (kept, late, whole)]
    return Counts(numbers[0], numbers[1], numbers[2], (Decimal(limit[1]), limit[2]) if limit else None)


def kept_of(text: str) -> Kept | None:
    """How many were kept; None where a text counts nothing of the kind, or its counts contradict each other."""
    kept, late, total, _ = _counts(text)
    if kept is None and (late is None or total is None):
        return None
    kept = (total or 0) - (late or 0) if kept is None else kept
    total = kept + late if total is None and late is not None else total
    is_whole = total is None or (0 <= kept <= total and late in (None, total - kept))
    return Kept(count=kept, total=total) if is_whole else None


def each_in_time(row: RecordedRow) -> Observation | None:
    """How many periods of a deadline that returns were in time, or their rate: 12期中11期按时, 按时率91.67%."""
    if not row.target.each:
        return None
    found = kept_of(row.plain)
    return _at_rate(row) if found is None else Observation(shown=row.text, kept=found)


def _at_rate(row: RecordedRow) -> Observation | None:
    if not _RATE.search(row.plain):
        return None
    seen = from_figure(read_figure(row.text, row.year))
    return seen.model_copy(update={"kept": Kept(rate=seen.number)}) if seen.number and seen.unit == "%" else None


def times_kept(row: RecordedRow) -> Observation | None:
    """How many events kept a limit, or how many periods reached a mean; the limit beside them is not the actual."""
    if row.reading.measure.kind is MeasureKind.PERIODIC_MEAN:
        return _of_periods(row)
    found = kept_of(row.plain) if row.dimension in _LENGTHS else None
    if found is None or found.share is None:
        return None
    limit = _counts(row.plain).limit
    is_own = not _MEAN.search(row.name) and (limit is None or convert(*limit, row.unit) == row.goal)
    if row.reading.measure.kind is MeasureKind.RESPONSE and is_own:
        return Observation(shown=row.text, kept=found)
    return Observation(shown=row.text, question=finding("ask-figure", text=row.text, name=row.name))


def _of_periods(row: RecordedRow) -> Observation | None:
    """The periods of a mean: those that reached it, and the others by the figures that stand behind 未达标."""
    found = kept_of(row.plain)
    missed = [one.number for one in row.figures if one.mention.unit == row.unit]
    if (
        found is None
        or found.count is None
        or not found.total
        or row.goal is None
        or (missed and found.count == found.total)
    ):
        return None
    is_listed = (row.unit or "") not in row.plain.partition("未达标")[0]
    if len(missed) != found.total - found.count or (missed and not is_listed):
        return Observation(shown=row.text, question=finding("ask-figure", text=row.text, name=row.name))
    numbers = (*[row.goal] * found.count, *missed)
    periods = tuple(Period(label=str(count), number=Ratio.of(one)) for count, one in enumerate(numbers, 1))
    return Observation(shown=row.text, periods=periods, unit=row.unit)
