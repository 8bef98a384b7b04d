"""What cannot be true: more than the whole of a whole, less than nothing of what is counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.language.findings import Finding, finding
from engine.language.rendering import coded_day
from engine.lexicon import Measure
from engine.measures import Reading
from engine.observe.model import Observation, shown_number
from engine.quantity import Dimension, Ratio, unit_of
from engine.targets import TargetKind

HUNDRED = Decimal(100)


def checked(seen: Observation, reading: Reading) -> Observation:
    """The observation, with an error where its number cannot be true."""
    if not seen.admitted and not seen.periods and (seen.number is None or _is_usual(seen.number, seen.unit)):
        return seen
    numbers = [(seen.number, seen.unit)] if seen.number is not None else []
    numbers += [(one.number, seen.unit) for one in seen.periods]
    numbers += [(one.number, one.unit) for one in seen.admitted if one.number is not None]
    found = next((error for number, unit in numbers if (error := _error(number, unit, seen, reading))), None)
    if found is None:
        return _noted(seen, reading)
    return Observation(shown=seen.shown, findings=(*seen.findings, found))


def checked_day(seen: Observation, reading: Reading, year: int | None) -> Observation:
    """The observation of a day, asked about where it lies long before the year in which it was to be (2014 for 2024, or a
    number that a cell for dates made 1900), and noted where it lies in the year before."""
    due = reading.target.value
    days = [one.day for one in (seen, *seen.admitted) if one.day is not None]
    if not days or year is None:
        return seen
    first, earliest = min(year, due.year) if isinstance(due, date) else year, min(days)
    if earliest.year >= first:
        return seen
    if earliest.year == first - 1:
        note = finding("actual-day-year-before", text=seen.shown, day=coded_day(earliest), year=first)
        return seen.model_copy(update={"findings": (*seen.findings, note)})
    asked = finding("ask-day-early", text=seen.shown, day=coded_day(earliest), year=first)
    return Observation(shown=seen.shown, question=asked)


def _is_usual(number: Ratio, unit: str | None) -> bool:
    """Whether a number lies between 0 and 100, where it is possible whatever it is of."""
    return 0 <= number.num <= number.den * 100 and unit != "成"


def _error(number: Ratio, unit: str | None, seen: Observation, reading: Reading) -> Finding | None:
    named, target = reading.named, reading.target
    unit = unit or target.unit or target.unit_inferred
    dimension = unit_of(unit).dimension
    is_share = dimension is Dimension.SHARE and unit != "个百分点" and named.is_share and not named.may_exceed
    is_level = _is_level(reading)
    if is_share and is_level and _is_above_whole(number, unit):
        return finding("actual-impossible", text=seen.shown, value=shown_number(number, unit), name=reading.name)
    is_counted = dimension in (Dimension.COUNT, Dimension.LENGTH, Dimension.AREA, Dimension.MASS)
    if number.num < 0 and is_level and target.kind is not TargetKind.RANGE and (is_share or is_counted):
        return finding("actual-below-nothing", text=seen.shown, value=shown_number(number, unit), name=reading.name)
    return None


def _noted(seen: Observation, reading: Reading) -> Observation:
    """The observation, with a warning where it is more than the whole of what nobody knows to end or not to end there."""
    named, unit = reading.named, seen.unit or reading.target.unit or reading.target.unit_inferred
    is_known = named.may_exceed or named.measure is not Measure.RATE or not _is_level(reading)
    is_percent = unit_of(unit).dimension is Dimension.SHARE and unit != "个百分点"
    if seen.number is None or is_known or not is_percent or not _is_above_whole(seen.number, unit):
        return seen
    note = finding("actual-above-whole", text=seen.shown, value=shown_number(seen.number, unit), name=reading.name)
    return seen.model_copy(update={"findings": (*seen.findings, note)})


def _is_level(reading: Reading) -> bool:
    return reading.target.kind is not TargetKind.CHANGE and not reading.named.is_decrease


def _is_above_whole(number: Ratio, unit: str | None) -> bool:
    return number.cmp(HUNDRED / unit_of(unit).factor) > 0
