"""Measure x Actual -> Observation: the figure that is held against the target, and how it was obtained.

In: a measure and a recorded actual. Out: a number with its unit, periods or events, and findings.
"""

from __future__ import annotations

from engine.actuals import Actual, EventList, Inputs, Periods, Series, Stated
from engine.actuals.figures import read_figure
from engine.language.findings import Findings, finding
from engine.measures import Measure, MeasureKind
from engine.observe.inputs import BASELINE, CURRENT, from_inputs
from engine.observe.model import Observation, Period, events_unclosed, from_figure, shown_number
from engine.observe.series import from_events, from_periods, from_series

__all__ = ["BASELINE", "CURRENT", "Observation", "Period", "events_unclosed", "observe", "shown_number"]


def observe(measure: Measure, actual: Actual, year: int | None) -> Observation:
    """The observation that an actual gives under a measure; never raises on what people recorded."""
    match actual.record:
        case Inputs(inputs=inputs):
            return from_inputs(measure, inputs, actual.locations, year)
        case Periods() as record:
            return from_periods(measure, record, actual)
        case Series() as record if record.series or record.unread:
            return from_series(measure, record, actual.aggregate)
        case EventList() as record if record.events or record.unread:
            return from_events(record, actual.aggregate)
        case Stated(value=text):
            return _from_text(measure, text.strip(), year)
    return _from_text(measure, "", year)


def _from_text(measure: Measure, text: str, year: int | None) -> Observation:
    seen = from_figure(read_figure(text, year))
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
