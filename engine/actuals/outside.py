"""Records of another year than the one they are recorded for: often last year's list, given once more."""

from __future__ import annotations

from collections.abc import Iterator

from engine.actuals.kinds import EventList, Periods, Series
from engine.actuals.model import Actual, ProjectActuals
from engine.actuals.records import Event
from engine.language.findings import Findings, finding
from engine.language.patterns import regex

_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def of_other_years(recorded: ProjectActuals) -> Findings:
    """A warning for each row of which days, events or periods lie wholly outside the year that they are recorded for.

    They count all the same: a list may be kept over the turn of the year.
    """
    findings = []
    for actual in recorded.actuals if recorded.of_year else ():
        lie = list(_lie_in(actual, recorded.of_year))
        outside = [text for text, is_in in lie if not is_in]
        if outside:
            counts = {"count": len(outside), "all": len(lie)}
            values = {"indicator": actual.indicator, "text": outside[0], "year": recorded.of_year}
            findings.append(finding("records-other-year", actual.source, **counts, **values))
    return tuple(findings)


def _lie_in(actual: Actual, year: int) -> Iterator[tuple[str, bool]]:
    """Each dated record as text, and whether some of it lies in the year."""
    match actual.record:
        case Series(series=points):
            yield from ((str(point.at), point.at.year == year) for point in points)
        case EventList(events=events):
            yield from ((f"{event.start:%Y-%m-%d}", _reaches(event, year)) for event in events)
        case Periods(periods=periods):
            years = {label: {int(one) for one in _YEAR.findall(label)} for label in periods}
            yield from ((label, not found or year in found) for label, found in years.items())


def _reaches(event: Event, year: int) -> bool:
    """Whether an event that began in or before a year was still open in it; one without an end goes on."""
    last = max((year if end is None else end.year for end in event.ends.values()), default=event.start.year)
    return event.start.year <= year <= last
