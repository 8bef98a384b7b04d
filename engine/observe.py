"""Measure x Actual -> Observation: the figure that is held against the target, and how it was obtained."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby

from engine.actuals import Actual
from engine.actuals.figures import Figure, read_figure
from engine.actuals.series import Event, Point
from engine.explanations import evaluate
from engine.findings import Finding, Findings, Value, finding, has_errors
from engine.measures import Measure, MeasureKind
from engine.quantity import Ratio, in_wan, plain

BASELINE, CURRENT = "基期值", "当期值"


class Period(Value):
    """One period's figure: ``2024-01`` and its number in the unit of the observation."""

    label: str
    number: Ratio


class Observation(Value):
    """The actual as it is held against the target; one of the figures is set, or the findings say why none is.

    ``number`` with ``unit``; ``day``; ``verdict``; ``word``; ``periods`` (numbers in ``unit``); ``events``; ``parts``
    (figures by what they apply to); ``baseline`` and ``current`` of an improvement. ``shown`` is the text for the
    table, ``expression`` how a computed number came about.
    """

    shown: str
    number: Ratio | None = None
    unit: str | None = None
    expression: str = ""
    day: date | None = None
    verdict: bool | None = None
    word: str = ""
    periods: tuple[Period, ...] = ()
    events: tuple[Event, ...] = ()
    parts: dict[str, Figure] = {}
    findings: Findings = ()


def shown_number(number: Ratio, unit: str | None) -> str:
    """A number for people: exact where it has at most 2 decimals, else rounded to 2 and said to be."""
    exact = number.decimal(2)
    text = in_wan(exact) if number.compare(exact) == 0 else "约" + plain(exact)
    return f"{text}{unit or ''}"


def observe(measure: Measure, actual: Actual, year: int | None) -> Observation:
    """The observation that an actual gives under a measure; never raises on what people recorded."""
    if actual.inputs:
        return _from_inputs(measure, actual, year)
    if actual.periods:
        return _from_periods(actual)
    if actual.series:
        return _from_series(measure, actual.series)
    if actual.events:
        return Observation(shown=f"{len(actual.events)}次记录", events=actual.events)
    text = (actual.value or "").strip()
    return _from_figure(read_figure(text, year))


def _from_figure(figure: Figure) -> Observation:
    number = None if figure.number is None else Ratio.of(figure.number)
    return Observation(
        shown=figure.text.strip(),
        number=number,
        unit=figure.unit,
        day=figure.day,
        verdict=figure.verdict,
        word=figure.word,
        findings=figure.findings,
    )


def _figures(inputs: Mapping[str, str], year: int | None) -> tuple[dict[str, Figure], Findings]:
    figures = {name: read_figure(text, year) for name, text in inputs.items()}
    said = [found for figure in figures.values() for found in figure.findings]
    return figures, tuple(said)


def _numbers(figures: Mapping[str, Figure]) -> tuple[dict[str, Decimal], Findings]:
    unread = [
        finding("input-unreadable", name=name, text=one.text) for name, one in figures.items() if one.number is None
    ]
    return {name: one.number for name, one in figures.items() if one.number is not None}, tuple(unread)


def _from_inputs(measure: Measure, actual: Actual, year: int | None) -> Observation:
    figures, said = _figures(actual.inputs, year)
    shown = "，".join(f"{name} {text}" for name, text in actual.inputs.items())
    if measure.kind is MeasureKind.CHANGE:
        return _change(figures, shown, said)
    if measure.formula is None or set(figures) == {one.label for one in measure.limits}:
        return Observation(shown=shown, parts=figures, findings=said)
    numbers, unread = _numbers(figures)
    if unread:
        return Observation(shown=shown, findings=(*said, *unread))
    result, found = evaluate(measure.formula, numbers)
    if result is None:
        return Observation(shown=shown, findings=(*said, *found))
    unit = "%" if measure.formula.percent else None
    expression = _substitute(measure.formula.expression, numbers)
    step = finding(
        "computed", formula=measure.formula.expression, expression=expression, result=shown_number(result, unit)
    )
    return Observation(
        shown=f"{shown_number(result, unit)}（{shown}）",
        number=result,
        unit=unit,
        expression=expression,
        findings=(*said, *found, step),
    )


def _substitute(expression: str, numbers: Mapping[str, Decimal]) -> str:
    """The formula with its numbers in the place of its names, the longest names first."""
    for name in sorted(numbers, key=len, reverse=True):
        expression = expression.replace(name, plain(numbers[name]))
    return expression


def _change(figures: dict[str, Figure], shown: str, said: Findings) -> Observation:
    """(current − baseline) ÷ baseline, in percent (domain: 提升20%)."""
    numbers, unread = _numbers(figures)
    lacking = [name for name in (BASELINE, CURRENT) if name not in numbers]
    if unread or lacking:
        found = unread or (finding("input-missing", names="、".join(lacking)),)
        return Observation(shown=shown, findings=(*said, *found))
    before, after = numbers[BASELINE], numbers[CURRENT]
    if before <= 0:
        return Observation(shown=shown, findings=(*said, finding("baseline-zero", baseline=plain(before))))
    change = Ratio.of((after - before) * 100, before)
    expression = f"({plain(after)} − {plain(before)}) ÷ {plain(before)}"
    result = shown_number(change, "%")
    step = finding("computed", formula=f"({CURRENT} − {BASELINE}) ÷ {BASELINE}", expression=expression, result=result)
    return Observation(
        shown=f"{result}（{shown}）", number=change, unit="%", expression=expression, findings=(*said, step)
    )


def _from_periods(actual: Actual) -> Observation:
    periods: list[Period] = []
    findings: list[Finding] = []
    units: set[str | None] = set()
    for label, text in actual.periods.items():
        figure = read_figure(text)
        findings.extend(figure.findings)
        if figure.number is None:
            findings.append(finding("input-unreadable", name=label, text=text))
        else:
            units.add(figure.unit)
            periods.append(Period(label=label, number=Ratio.of(figure.number)))
    if len(units) > 1:
        findings.append(finding("periods-units", units="、".join(str(unit or "无单位") for unit in units)))
    if has_errors(findings):
        return Observation(shown=f"{len(actual.periods)}期记录", findings=tuple(findings))
    unit = units.pop() if units else None
    return Observation(shown=f"{len(periods)}期记录", periods=tuple(periods), unit=unit, findings=tuple(findings))


def _from_series(measure: Measure, series: tuple[Point, ...]) -> Observation:
    """Monthly means of a daily series: the sum of the days' figures over the days of the month (…合计/每月天数)."""
    shown = f"{series[0].at}至{series[-1].at}共{len(series)}日记录"
    if measure.kind is not MeasureKind.PERIODIC_MEAN or measure.period not in (None, "月"):
        return Observation(shown=shown, findings=(finding("series-unexpected", kind=measure.kind),))
    figures = [(point, read_figure(point.value)) for point in series]
    unread = [
        finding("input-unreadable", name=str(point.at), text=point.value)
        for point, one in figures
        if one.number is None
    ]
    units = {one.unit for _, one in figures}
    if len(units) > 1:
        unread.append(finding("periods-units", units="、".join(str(unit or "无单位") for unit in units)))
    if unread:
        return Observation(shown=shown, findings=tuple(unread))
    periods: list[Period] = []
    gaps: list[str] = []
    for (year, month), days in groupby(figures, key=lambda pair: (pair[0].at.year, pair[0].at.month)):
        numbers = [one.number for _, one in days if one.number is not None]
        length = calendar.monthrange(year, month)[1]
        periods.append(Period(label=f"{year}-{month:02}", number=Ratio.of(sum(numbers, Decimal(0)), length)))
        if len(numbers) < length:
            gaps.append(f"{year}-{month:02}缺{length - len(numbers)}日")
    findings = (finding("series-gaps", gaps="、".join(gaps)),) if gaps else ()
    return Observation(shown=shown, periods=tuple(periods), unit=units.pop(), findings=findings)
