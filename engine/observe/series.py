"""Actuals from several figures: periods, a series by the day, events; and the ways of making one figure of them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from engine.actuals import Actual
from engine.actuals.figures import read_figure
from engine.actuals.series import Event, Point
from engine.findings import Finding, Findings, Source, finding, has_errors
from engine.measures import Measure, MeasureKind
from engine.observe.inputs import computed
from engine.observe.model import Observation, Period, shown_number
from engine.quantity import EXACT, Ratio, convert, mean
from engine.targets import Operator, TargetKind, read_target

MONTHLY_MEAN = "monthly_mean"
KNOWN = ("mean", MONTHLY_MEAN, "sum", "count", "max", "min", "percentile 95", "share <= 24小时")
_PERCENTILE = re.compile(r"percentile\s+(\d{1,3})")


class _Numbers(NamedTuple):
    """Several numbers of one unit, and how one of them came about where it was computed."""

    values: tuple[Ratio, ...]
    unit: str | None


def _least(numbers: _Numbers) -> Ratio:
    return min(numbers.values, key=Ratio.fraction)


def _most(numbers: _Numbers) -> Ratio:
    return max(numbers.values, key=Ratio.fraction)


def _sum(numbers: _Numbers) -> Ratio:
    total = mean(numbers.values)
    return Ratio(EXACT.multiply(total.num, Decimal(len(numbers.values))), total.den)


_SIMPLE: dict[str, Callable[[_Numbers], Ratio]] = {
    "mean": lambda numbers: mean(numbers.values),
    "sum": _sum,
    "max": _most,
    "min": _least,
}


def _percentile(numbers: _Numbers, percent: int) -> Ratio:
    """The nearest-rank percentile: the smallest figure that at least so many percent do not exceed."""
    ordered = sorted(numbers.values, key=Ratio.fraction)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(rank, 1) - 1]


def _kept(number: Ratio, operator: Operator | None, bound: Decimal) -> bool:
    order = number.compare(bound)
    return {
        Operator.LE: order <= 0,
        Operator.LT: order < 0,
        Operator.GE: order >= 0,
        Operator.GT: order > 0,
    }.get(operator or Operator.EQ, order == 0)


def _share(numbers: _Numbers, limit: str) -> Ratio | None:
    """The percentage of the figures that keep a limit (``<= 24小时``), None where the limit cannot be read."""
    target = read_target(limit)
    if target.kind is not TargetKind.QUANTITY or not isinstance(target.value, Decimal):
        return None
    bound = convert(target.value, target.unit, numbers.unit)
    if bound is None:
        return None
    return Ratio.of(sum(_kept(one, target.operator, bound) for one in numbers.values) * 100, len(numbers.values))


def aggregate(how: str, numbers: _Numbers) -> tuple[Ratio, str | None] | Finding:
    """One figure of several, with its unit: a mean, sum, count, extreme, percentile, or the share within a limit."""
    if how in _SIMPLE:
        return _SIMPLE[how](numbers), numbers.unit
    if how == "count":
        return Ratio.of(len(numbers.values)), None
    percentile = _PERCENTILE.fullmatch(how)
    if percentile and 0 < int(percentile[1]) <= 100:
        return _percentile(numbers, int(percentile[1])), numbers.unit
    if how.startswith("share "):
        share = _share(numbers, how.removeprefix("share "))
        if share is not None:
            return share, "%"
    return finding("aggregate-unknown", how=how, known=", ".join(KNOWN))


def _aggregated(how: str, numbers: _Numbers, shown: str) -> Observation:
    result = aggregate(how, numbers)
    if isinstance(result, Finding):
        return Observation(shown=shown, findings=(result,))
    number, unit = result
    text = shown_number(number, unit)
    step = finding("aggregated", how=how, count=len(numbers.values), result=text)
    return Observation(shown=f"{text}（{shown}）", number=number, unit=unit, findings=(step,))


def _one_unit(units: set[str | None]) -> Findings:
    if len(units) <= 1:
        return ()
    return (finding("periods-units", units="、".join(sorted(str(unit or "无单位") for unit in units))),)


def _period(
    label: str, recorded: object, measure: Measure, places: Mapping[str, Source]
) -> tuple[Period | None, str | None, Findings]:
    """One period's figure: a text, or the inputs of the formula for that period."""
    if isinstance(recorded, dict):
        if measure.formula is None:
            return None, None, (finding("period-formula", name=label),)
        own = {name: places[part] for name in recorded if (part := f"{label} {name}") in places}
        seen = computed(measure.formula, recorded, None, own)
        number, unit, findings = seen.number, seen.unit, seen.findings
        notes = tuple(one for one in findings if one.code != "computed")
        period = None if number is None else Period(label=label, number=number, expression=seen.expression)
        return period, unit, notes
    figure = read_figure(str(recorded))
    said = tuple(one.at(places.get(label)) for one in figure.findings)
    if figure.number is None:
        return None, None, (*said, finding("input-unreadable", places.get(label), name=label, text=figure.text))
    return Period(label=label, number=Ratio.of(figure.number)), figure.unit, said


def from_periods(measure: Measure, actual: Actual) -> Observation:
    """Periods as they are recorded, or one figure made of them where the record says how."""
    places = actual.places
    read = [_period(label, recorded, measure, places) for label, recorded in actual.periods.items()]
    findings = tuple(one for _, _, said in read for one in said)
    findings += _one_unit({unit for period, unit, _ in read if period is not None})
    shown = f"{len(read)}期记录"
    if has_errors(findings):
        return Observation(shown=shown, findings=findings)
    periods = tuple(period for period, _, _ in read if period is not None)
    return _made(measure, actual, Observation(shown=shown, periods=periods, unit=read[0][1], findings=findings))


def _made(measure: Measure, actual: Actual, seen: Observation) -> Observation:
    """Periods for a measure that judges each; otherwise the one figure that the record says how to make of them."""
    is_each = measure.kind in (MeasureKind.PERIODIC_MEAN, MeasureKind.PERIOD_COUNT)
    if is_each and not actual.aggregate:
        return seen
    if not actual.aggregate:
        needed = finding("aggregate-needed", known=", ".join(KNOWN))
        return Observation(shown=seen.shown, findings=(*seen.findings, needed))
    numbers = _Numbers(tuple(one.number for one in seen.periods), seen.unit)
    made = _aggregated(actual.aggregate, numbers, seen.shown)
    return made.model_copy(update={"findings": (*seen.findings, *made.findings)})


def from_series(measure: Measure, actual: Actual) -> Observation:
    """A daily series: monthly means for a measure that judges each month, else one figure of all its days."""
    series = actual.series
    shown = f"{series[0].at}至{series[-1].at}共{len(series)}日记录"
    figures = [(point, read_figure(point.value)) for point in series]
    findings: list[Finding] = [
        finding("input-unreadable", name=point.at, text=point.value) for point, one in figures if one.number is None
    ]
    units = {one.unit for _, one in figures}
    findings += _one_unit(units)
    if findings:
        return Observation(shown=shown, findings=tuple(findings))
    days = [(point, one.number) for point, one in figures if one.number is not None]
    unit = units.pop()
    is_monthly = actual.aggregate == MONTHLY_MEAN or (
        not actual.aggregate and measure.kind is MeasureKind.PERIODIC_MEAN and measure.period in (None, "月")
    )
    if is_monthly:
        periods, said = monthly_means(days)
        return Observation(shown=shown, periods=periods, unit=unit, findings=said)
    single = tuple(Period(label=str(point.at), number=Ratio.of(number)) for point, number in days)
    return _made(measure, actual, Observation(shown=shown, periods=single, unit=unit))


def monthly_means(days: Sequence[tuple[Point, Decimal]]) -> tuple[tuple[Period, ...], Findings]:
    """The sum of each month's daily figures over the days of that month (日在线率合计/每月天数); gaps are named."""
    periods: list[Period] = []
    gaps: list[str] = []
    for (year, month), some in groupby(days, key=lambda pair: (pair[0].at.year, pair[0].at.month)):
        numbers = [number for _, number in some]
        length = calendar.monthrange(year, month)[1]
        label = f"{year}-{month:02}"
        periods.append(Period(label=label, number=Ratio.of(sum(numbers, Decimal(0)), length)))
        if len(numbers) < length:
            gaps.append(f"{label}缺{length - len(numbers)}日")
    return tuple(periods), (finding("series-gaps", gaps="、".join(gaps)),) if gaps else ()


def from_events(actual: Actual) -> Observation:
    """Events to be judged one by one; or one figure of how long they took, in hours, where the record says how."""
    events = actual.events
    shown = f"{len(events)}次记录"
    if not actual.aggregate:
        return Observation(shown=shown, events=events)
    durations = tuple(duration for event in events for duration in _durations(event))
    if not durations:
        return Observation(shown=shown, findings=(finding("events-open", total=len(events)),))
    return _aggregated(actual.aggregate, _Numbers(durations, "小时"), shown)


def _durations(event: Event) -> list[Ratio]:
    """How long each end of an event took, in hours."""
    ends = [end for end in event.ends.values() if end is not None]
    return [Ratio.of(Decimal(int((end - event.start).total_seconds())), 3600) for end in ends]
