"""Actuals from several figures: periods, a series by the day, events; with those of them that could not be read."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from engine.actuals import Actual, EventList, Periods, Series
from engine.actuals.figures import Figure, read_day, read_figure
from engine.actuals.records import Event, Point, Unread, listed, number_of
from engine.language.findings import Findings, Source, finding, has_errors
from engine.language.patterns import regex
from engine.language.rendering import Coded, coded
from engine.measures import Measure, MeasureKind
from engine.observe.aggregates import KNOWN, LAST, MONTHLY_MEAN, SUM, Numbers, aggregated, is_cumulative
from engine.observe.inputs import evaluated, pooled
from engine.observe.model import Observation, Period, events_unclosed, records_unread
from engine.quantity import Dimension, Ratio, unit_of

_MONTH = regex(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_YEAR = regex(r"\d{4}(?=-)", re.ASCII)
_LONGEST = 120
"""Months between which gaps are looked for."""


def _one_unit(units: set[str | None]) -> Findings:
    if len(units) <= 1:
        return ()
    return (finding("periods-units", units=[unit or coded("without-unit") for unit in sorted(units, key=str)]),)


def _period(
    label: str, recorded: object, measure: Measure, locations: Mapping[str, Source]
) -> tuple[Period | None, str | None, Findings]:
    """One period's figure: a text, or the inputs of the formula for that period."""
    if isinstance(recorded, dict):
        if measure.formula is None:
            return None, None, (finding("period-formula", name=label),)
        own = {name: locations[part] for name in recorded if (part := f"{label} {name}") in locations}
        seen = evaluated(measure.formula, recorded, None, own)
        number, unit = seen.number, seen.unit
        notes = (*seen.findings, *([seen.question] if seen.question else []))
        period = None if number is None else Period(label=label, number=number, expression=seen.expression)
        return period, unit, notes
    figure = read_figure(str(recorded))
    new_findings = tuple(one.at(locations.get(label)) for one in figure.findings)
    if figure.number is None:
        return (
            None,
            None,
            (*new_findings, finding("input-unreadable", locations.get(label), name=label, text=figure.text)),
        )
    return Period(label=label, number=Ratio.of(figure.number)), figure.unit, new_findings


def from_periods(measure: Measure, record: Periods, actual: Actual) -> Observation:
    """Periods as they are recorded, or one figure made of them: as the record says, else pooled by the formula."""
    locations = actual.locations
    if measure.kind is MeasureKind.DEADLINE:
        return _days_by_period(measure, record, actual)
    if _is_pooled(measure, record, actual.aggregate) and measure.formula is not None:
        recorded = {label: some for label, some in record.periods.items() if isinstance(some, dict)}
        return pooled(measure.formula, recorded, locations)
    read = {label: _period(label, recorded, measure, locations) for label, recorded in record.periods.items()}
    findings = tuple(one for _, _, new_findings in read.values() for one in new_findings)
    mixed = _one_unit({unit for period, unit, _ in read.values() if period is not None})
    periods = tuple(
        period for period, _, new_findings in read.values() if period is not None and not has_errors(new_findings)
    )
    bad = [
        Unread(
            sort="period", source=locations.get(label, actual.source), text=_quote(record.periods[label]), label=label
        )
        for label, (period, _, new_findings) in read.items()
        if period is None or has_errors(new_findings)
    ]
    unread = (*bad, *record.unread)
    shown = _shown("periods-recorded", unread, total=len(read) + number_of(unread) - len(bad))
    if mixed or (bad and not periods):
        return Observation(shown=shown, findings=(*findings, *mixed))
    unit = next((unit for period, unit, _ in read.values() if period in periods), None)
    gaps = _months_between([*read, *(one.label for one in unread)]) if measure.period in (None, "月") else ()
    findings += (finding("periods-gaps", months=listed(gaps)),) if gaps else ()
    seen = Observation(shown=shown, periods=periods, unit=unit, unread=unread, findings=findings)
    return _made(measure, actual.aggregate, seen, actual.indicator)


def _days_by_period(measure: Measure, record: Periods, actual: Actual) -> Observation:
    """The day on which something was done in each period; one without its year is of the period's."""
    read = {label: read_day(_quote(recorded), _year_of(label)) for label, recorded in record.periods.items()}
    shown = coded("periods-recorded", total=len(read))
    unread = [
        finding("period-no-day", actual.locations.get(label), name=label, text=one.text)
        for label, one in read.items()
        if one.day is None
    ]
    unread += [
        finding("period-day-early", actual.locations.get(label), name=label, text=one.text)
        for label, one in read.items()
        if one.day is not None and one.day.year < (_year_of(label) or one.day.year) - 1
    ]
    days = tuple((label, one.day) for label, one in read.items() if one.day is not None)
    absent = _absent(measure, read)
    notes = (finding("periods-absent", periods=listed(absent), total=len(read)),) if absent else ()
    return (
        Observation(shown=shown, findings=(*unread, *notes))
        if unread
        else Observation(shown=shown, days=days, findings=notes)
    )


def _year_of(label: str) -> int | None:
    found = _YEAR.match(label)
    return int(found[0]) if found else None


def _absent(measure: Measure, labels: Iterable[str]) -> list[str]:
    """The months or quarters of the year that have no record."""
    there = set(labels)
    years = {_year_of(one) for one in there}
    if len(years) != 1 or None in years:
        return []
    (year,) = years
    parts = (
        [f"Q{number}" for number in range(1, 5)]
        if measure.period == "季度"
        else [f"{number:02}" for number in range(1, 13)]
    )
    return [label for part in parts if (label := f"{year}-{part}") not in there]


def _is_pooled(measure: Measure, record: Periods, aggregate: str) -> bool:
    """Whether one ratio is to be made of the inputs of all periods, of which none is unread."""
    by_inputs = all(isinstance(one, dict) for one in record.periods.values())
    return by_inputs and not (aggregate or record.unread or _is_each(measure))


def _is_each(measure: Measure) -> bool:
    """Whether each period is judged by itself."""
    return measure.kind in (MeasureKind.PERIODIC_MEAN, MeasureKind.PERIOD_COUNT)


def _months_between(labels: Sequence[str]) -> list[str]:
    """The months that are missing between the first and the last, where the periods are months (``2024-03``)."""
    months = [_MONTH.fullmatch(label) for label in labels]
    numbers = {int(one[1]) * 12 + int(one[2]) - 1 for one in months if one is not None}
    if not numbers or None in months or max(numbers) - min(numbers) > _LONGEST:
        return []
    return [f"{at // 12}-{at % 12 + 1:02}" for at in range(min(numbers), max(numbers)) if at not in numbers]


def _quote(recorded: str | dict[str, str]) -> str:
    return recorded if isinstance(recorded, str) else "，".join(f"{name} {text}" for name, text in recorded.items())


def _shown(code: str, unread: Sequence[Unread], **values: object) -> Coded:
    return coded(f"{code}-unread", **values, unread=number_of(unread)) if unread else coded(code, **values)


def _made(measure: Measure, aggregate: str, seen: Observation, name: str = "") -> Observation:
    """Periods for a measure that judges each; otherwise the one figure that the record says how to make of them."""
    unread = number_of(seen.unread)
    question = records_unread(seen.unread, len(seen.periods) + unread)
    if _is_each(measure) and not aggregate:
        return seen.model_copy(update={"question": question})
    is_share = unit_of(seen.unit).dimension is Dimension.SHARE
    how = aggregate or (LAST if is_cumulative(name) else "")
    if not how or (how == SUM and is_share):
        known = ", ".join(one for one in KNOWN if one != SUM or not is_share)
        code = "aggregate-sum-of-shares" if how else "aggregate-needed"
        return Observation(shown=seen.shown, findings=(*seen.findings, finding(code, known=known)))
    numbers = Numbers(tuple(one.number for one in seen.periods), seen.unit, unread=unread)
    made = aggregated(how, numbers, seen.shown, question)
    return made.model_copy(update={"findings": (*seen.findings, *made.findings)})


def from_series(measure: Measure, record: Series, aggregate: str) -> Observation:
    """A daily series: monthly means for a measure that judges each month, else one figure of all its days."""
    figures = [(point, read_figure(point.value)) for point in record.series]
    days = [(point, one.number) for point, one in figures if one.number is not None]
    unread = (*_unread_days(record.data_file, figures), *record.unread)
    shown = _shown(
        "days-recorded" if record.series else "days-undated",
        unread,
        **_span(record.series),
        total=len(days) + number_of(unread),
    )
    mixed = _one_unit({one.unit for _, one in figures if one.number is not None})
    if mixed or not days:
        findings = [finding("input-unreadable", name=one.label or "—", text=one.text) for one in unread]
        return Observation(shown=shown, findings=(*findings, *mixed))
    unit = next(one.unit for _, one in figures if one.number is not None)
    is_monthly = aggregate == MONTHLY_MEAN or (
        not aggregate and measure.kind is MeasureKind.PERIODIC_MEAN and measure.period in (None, "月")
    )
    if is_monthly:
        periods, gaps = monthly_means(days)
        sure, open_months = _months(periods, days, unread)
        question = records_unread(unread, len(days) + number_of(unread))
        return Observation(shown=shown, periods=sure, unit=unit, unread=open_months, question=question, findings=gaps)
    single = tuple(Period(label=str(point.at), number=Ratio.of(number)) for point, number in days)
    as_periods = tuple(one.model_copy(update={"sort": "period"}) for one in unread)
    return _made(measure, aggregate, Observation(shown=shown, periods=single, unit=unit, unread=as_periods))


def _span(series: Sequence[Point]) -> dict[str, str]:
    return {"first": f"{series[0].at}", "last": f"{series[-1].at}"} if series else {}


def _unread_days(file: str, figures: Sequence[tuple[Point, Figure]]) -> list[Unread]:
    """The days whose value is no number."""
    return [
        Unread(
            sort="day",
            source=Source(file=file, line=point.line),
            text=f"{point.at} {point.value}".strip(),
            label=str(point.at),
        )
        for point, one in figures
        if one.number is None
    ]


def _months(
    periods: Sequence[Period], days: Sequence[tuple[Point, Decimal]], unread: Sequence[Unread]
) -> tuple[tuple[Period, ...], tuple[Unread, ...]]:
    """The months that are known, and those that unread days leave open.

    A record whose day cannot be read may belong into any month that lacks one; where none does, it is a month more.
    """
    lengths = {label: len(list(some)) for label, some in groupby(days, key=lambda pair: f"{pair[0].at:%Y-%m}")}
    touched = {one.label[:7]: one for one in unread if one.label}
    loose = [one for one in unread if not one.label]
    for label, number in lengths.items():
        if loose and number < calendar.monthrange(int(label[:4]), int(label[5:]))[1]:
            touched.setdefault(label, loose[0])
    if loose and not touched:
        touched["日期不明"] = loose[0]
    sure = tuple(one for one in periods if one.label not in touched)
    months = (one.model_copy(update={"sort": "period", "label": label, "count": 1}) for label, one in touched.items())
    return sure, tuple(months)


def monthly_means(days: Sequence[tuple[Point, Decimal]]) -> tuple[tuple[Period, ...], Findings]:
    """The sum of each month's daily figures over the days of that month (日在线率合计/每月天数); gaps are named."""
    periods: list[Period] = []
    gaps: list[Coded] = []
    for (year, month), some in groupby(days, key=lambda pair: (pair[0].at.year, pair[0].at.month)):
        numbers = [number for _, number in some]
        length = calendar.monthrange(year, month)[1]
        label = f"{year}-{month:02}"
        periods.append(Period(label=label, number=Ratio.of(sum(numbers, Decimal(0)), length)))
        if len(numbers) < length:
            gaps.append(coded("days-lacking", month=label, days=length - len(numbers)))
    return tuple(periods), (finding("series-gaps", gaps=gaps),) if gaps else ()


def from_events(record: EventList, aggregate: str) -> Observation:
    """Events to be judged one by one; or one figure of how long they took, in hours, where the record says how."""
    events, unread = record.events, record.unread
    total = len(events) + number_of(unread)
    until = record.until or _latest(events)
    shown = _shown("events-recorded", unread, total=total)
    question = records_unread(unread, total)
    if not aggregate:
        return Observation(shown=shown, events=events, unread=unread, until=until, question=question)
    durations = tuple(_hours(event.start, end) for event in events for end in event.ends.values() if end is not None)
    growing = tuple(
        _hours(event.start, max(until or event.start, event.start))
        for event in events
        for end in event.ends.values()
        if end is None
    )
    if not durations and not unread:
        return Observation(shown=shown, findings=(finding("events-open", total=len(events)),))
    ends = len(events[0].ends) if events else 1
    numbers = Numbers(durations, "小时", growing, number_of(unread) * ends)
    return aggregated(aggregate, numbers, shown, question or events_unclosed(len(growing), total))


def _latest(events: Sequence[Event]) -> datetime | None:
    """The latest time in a list, up to which it was kept at least."""
    times = [time for event in events for time in (event.start, *event.ends.values()) if time is not None]
    return max(times, default=None)


def _hours(start: datetime, end: datetime) -> Ratio:
    return Ratio.of(Decimal(int((end - start).total_seconds())), 3600)
