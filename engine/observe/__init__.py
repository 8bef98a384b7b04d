"""Reading x Actual -> Observation: the figure that is held against the target, and how it was obtained.

In: a row as it is read and a recorded actual. Out: a number with its unit, periods or events, and findings.
"""

from __future__ import annotations

from engine.actuals import Actual, EventList, Inputs, Periods, Series, Stated
from engine.language.findings import Findings, finding
from engine.measures import Measure, MeasureKind, Reading
from engine.observe.changes import as_change
from engine.observe.frequencies import PER_YEAR, period_in, period_of
from engine.observe.impossible import checked
from engine.observe.inputs import BASELINE, CURRENT, from_inputs
from engine.observe.model import Observation, Period, events_unclosed, shown_number
from engine.observe.recorded import RecordedRow
from engine.observe.series import from_events, from_periods, from_series
from engine.observe.texts import read_text
from engine.observe.trends import two_years

__all__ = [
    "BASELINE",
    "CURRENT",
    "PER_YEAR",
    "Observation",
    "Period",
    "events_unclosed",
    "observe",
    "period_in",
    "period_of",
    "read_text",
    "shown_number",
]


def observe(reading: Reading, actual: Actual, year: int | None) -> Observation:
    """The observation that an actual gives of a row; never raises on what people recorded."""
    measure = reading.measure
    match actual.record:
        case Inputs(inputs=inputs):
            return checked(as_change(from_inputs(reading, inputs, actual.locations, year), reading), reading)
        case Periods() as record:
            return checked(from_periods(measure, record, actual), reading)
        case Series() as record if record.series or record.unread:
            return checked(from_series(measure, record, actual.aggregate), reading)
        case EventList() as record if record.events or record.unread:
            return from_events(record, actual.aggregate)
        case Stated(value=text):
            return _from_text(reading, text.strip(), year)
    return _from_text(reading, "", year)


def _from_text(reading: Reading, text: str, year: int | None) -> Observation:
    measure = reading.measure
    if years := two_years(RecordedRow(text, reading, year)):
        inputs = dict(zip((BASELINE, CURRENT), years, strict=True))
        return checked(as_change(from_inputs(reading, inputs, {}, year), reading), reading)
    seen = read_text(text, reading, year)
    return seen.model_copy(update={"findings": (*seen.findings, *_beside_formula(measure, seen))})


def _beside_formula(measure: Measure, seen: Observation) -> Findings:
    """A note where a figure was recorded as it is although the form says how it is computed."""
    if seen.number is None:
        return ()
    if measure.kind is MeasureKind.PERIODIC_MEAN:
        return (finding("periods-not-recorded", text=seen.shown),)
    if measure.formula is not None:
        return (finding("computation-not-recorded", text=seen.shown, formula=measure.formula.expression),)
    return ()
