"""The sheets of single events of a filled-in workbook -> events by project and row, as a list of tickets gives them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from engine.actuals.figures import read_figure
from engine.actuals.kinds import EventList
from engine.actuals.moments import read_moment
from engine.actuals.records import At, Event, Unread, bounded, make_event, year_taken
from engine.explanations import Limit
from engine.language.findings import Finding, Findings, Source, finding
from engine.quantity import Dimension, convert, unit_of
from engine.quantity.workdays import add_workdays
from engine.workbooks import layout
from engine.workbooks.grid import Filled, Grid, findings_of
from engine.workbooks.identity import Known, Signs
from engine.workbooks.match_rows import Named, declared_row
from engine.workbooks.requested import Requested, end_head, end_label, requested_of
from engine.workbooks.unread import outside_columns, outside_head, unread

MOST_EVENTS = 10_000
_HEAD_WITHIN = 50
HEADS = (layout.EVENT, layout.START)
"""By which a sheet of events is told."""

_OWN = (*HEADS, layout.IN_TIME, layout.NOTE)


class Recorded(NamedTuple):
    """The events of one row, those that could not be read, and the sheet on which they stand."""

    events: tuple[Event, ...]
    source: Source
    unread: tuple[Unread, ...] = ()


EventsOf = dict[str, dict[str, Recorded]]
"""By project and row code."""


class EventSheet(NamedTuple):
    """A sheet with a table of events: what it says of itself, its row of heads, the columns by head."""

    grid: Grid
    signs: Signs
    named: Named
    head: int
    columns: Mapping[str, int]

    def column(self, head: str) -> int | None:
        """The column under a head."""
        return self.columns.get(layout.plain(head))

    @property
    def lines(self) -> list[int]:
        """The rows under the heads, as far as they are read."""
        return [number for number in self.grid.numbers if number > self.head][:MOST_EVENTS]

    @property
    def beyond(self) -> list[int]:
        """The rows below those that are read."""
        return [number for number in self.grid.numbers if number > self.head][MOST_EVENTS:]


def event_sheets(grids: Sequence[Grid]) -> list[EventSheet]:
    """The sheets that hold single events, told by the heads in them."""
    return [sheet for grid in grids if (sheet := _sheet(grid)) is not None]


def _sheet(grid: Grid) -> EventSheet | None:
    wanted = {layout.plain(one) for one in HEADS}
    for head in grid.numbers[:_HEAD_WITHIN]:
        columns: dict[str, int] = {}
        for text, column in grid.heads(head):
            columns.setdefault(layout.plain(text), column)
        if wanted <= set(columns):
            above = [row for row in grid.numbers if row < head]
            code, name, level2 = (
                grid.value_of_label(label, above) or Filled("", grid.location(head, 0))
                for label in (layout.ROW, layout.INDICATOR, layout.LEVELS)
            )
            signs = Signs(grid.value_of_label(layout.CODE, above), grid.value_of_label(layout.NAME, above), name.source)
            named = Named(
                code.text,
                name.text,
                "".join(level2.text.split()[-1:]),
                name.source,
                grid.value_of_label(layout.TARGET, above),
            )
            return EventSheet(grid, signs, named, head, columns)
    return None


def read_event_sheets(
    sheets: Sequence[EventSheet], known: Known, years: Mapping[str, int | None]
) -> tuple[EventsOf, Findings]:
    """All events of the sheets; an event on a sheet that names nothing known is an error. ``years`` are by project."""
    read: EventsOf = {}
    findings: list[Finding] = []
    for sheet in sheets:
        findings.extend(unread(_outside(sheet)))
        lines = [number for number in sheet.lines if _is_filled(sheet, number)]
        if not lines:
            continue
        found, new_findings = declared_row(sheet.signs, sheet.named, known)
        findings.extend(new_findings)
        if found is None:
            continue
        project, row = found
        requested = requested_of(row, answers=known.answers(project, row))
        location = sheet.grid.location(lines[0], sheet.columns[layout.plain(layout.EVENT)])
        found_here, new_findings = _events(sheet, lines, requested, years.get(project.code) or project.year)
        findings.extend(new_findings)
        here = Recorded(found_here.events, location, found_here.unread)
        before = read.setdefault(project.code, {}).get(row.code)
        if before is not None:
            findings.append(finding("actual-repeated", location, name=row.name, first=before.source))
            read[project.code][row.code] = _with_second(before, here)
        elif here.events or here.unread:
            read[project.code][row.code] = here
    return read, tuple(findings)


def _with_second(first: Recorded, second: Recorded) -> Recorded:
    """A list and another of the same row: what only the second has is not known to count."""
    known = {_identity(event) for event in first.events}
    more = [event for event in second.events if _identity(event) not in known]
    if not more and not second.unread:
        return first
    text = more[0].name if more else second.unread[0].text
    lost = Unread(sort="event", source=second.source, text=text, count=max(len(more), 1))
    return first._replace(unread=bounded((*first.unread, lost, *(second.unread if more else second.unread[1:]))))


def _identity(event: Event) -> tuple[object, ...]:
    return event.name, event.start, *event.ends.items()


def _outside(sheet: EventSheet) -> Iterator[Filled]:
    """Cells above and beside the table; of columns with a head of their own the head is said."""
    yield from outside_head(sheet.grid, [row for row in sheet.grid.numbers if row < sheet.head])
    yield from outside_columns(sheet.grid, sheet.lines, set(sheet.columns.values()))


def _is_filled(sheet: EventSheet, number: int) -> bool:
    """Whether a line says anything; what is computed beside it does not count."""
    columns = [column for head, column in sheet.columns.items() if head != layout.plain(layout.IN_TIME)]
    cells = [sheet.grid.filled(number, column) for column in columns]
    return any(cell.text or cell.findings for cell in cells)


def _events(
    sheet: EventSheet, lines: Sequence[int], requested: Requested, year: int | None
) -> tuple[EventList, Findings]:
    ends = {limit: sheet.column(end_head(limit)) for limit in requested.limits}
    location = sheet.grid.location(sheet.head, 0)
    known = {layout.plain(one) for one in (*_OWN, *map(end_head, requested.limits))}
    if not requested.limits:
        return EventList(), (finding("collect-events-unasked", location, name=sheet.named.name),)
    absent = tuple(
        finding("collect-end-absent", location, column=end_head(limit))
        for limit, column in ends.items()
        if column is None
    )
    if absent:
        return EventList(), absent
    others = "、".join(
        sheet.grid.text(sheet.head, column) for head, column in sheet.columns.items() if head not in known
    )
    findings: list[Finding] = [finding("column-unread", location, columns=others)] if others else []
    events: list[Event] = []
    unread: list[Unread] = []
    times: list[At] = []
    for number in lines:
        event, new_findings = _event(sheet, number, requested, ends, year)
        findings.extend(new_findings)
        columns = (sheet.column(layout.START), *ends.values())
        times += [At(cell.text, cell.source) for cell in _cells(sheet, number, columns)]
        if isinstance(event, Event):
            events.append(event)
        else:
            unread.append(event)
    if beyond := sheet.beyond:
        findings.append(finding("sheet-cut", location, rows=len(lines) + len(beyond), most=MOST_EVENTS))
        first = sheet.grid.location(beyond[0], 0)
        unread.append(Unread(sort="event", source=first, text="…", count=len(beyond)))
    return EventList(events=tuple(events), unread=bounded(unread)), (*findings, *year_taken(times, year))


def _cells(sheet: EventSheet, number: int, columns: Iterable[int | None]) -> list[Filled]:
    return [
        sheet.grid.filled(number, column) if column is not None else Filled("", sheet.grid.location(number, 0))
        for column in columns
    ]


def _event(
    sheet: EventSheet, number: int, requested: Requested, columns: Mapping[Limit, int | None], year: int | None
) -> tuple[Event | Unread, Findings]:
    """The event of one line; that it is unread, and why, where one of its times cannot be read."""
    what, start, note = _cells(sheet, number, map(sheet.column, (layout.EVENT, layout.START, layout.NOTE)))
    cells = dict(zip(columns, _cells(sheet, number, columns.values()), strict=True))
    findings = findings_of([what, start, note, *cells.values()])
    bad = next((cell for cell in (start, *cells.values()) if cell.findings and not cell.text), None)
    if bad is not None:
        text = bad.findings[0].text("text") or what.text
        return Unread(sort="event", source=bad.source, text=text), tuple(findings)
    begun = read_moment(start.text, year)
    ends: dict[str, At | timedelta] = {}
    for limit, cell in cells.items():
        took, new_findings = _took(cell, limit, begun, year)
        findings.extend(new_findings)
        ends[end_label(requested, limit)] = At(cell.text, cell.source) if took is None else took
    name = "；".join(text for text in (what.text, note.text) if text) or str(number + 1)
    event, new_findings = make_event(name, At(start.text, start.source), ends, number + 1, year)
    return event, (*findings, *new_findings)


def _took(cell: Filled, limit: Limit, begun: datetime | None, year: int | None) -> tuple[timedelta | None, Findings]:
    """How long an event took, where the cell says that rather than when it ended; rounded up to a full second."""
    if begun is None or not cell.text or read_moment(cell.text, year) is not None:
        return None, ()
    figure = read_figure(cell.text)
    if figure.number is None or figure.number < 0:
        return None, ()
    unit = figure.unit or limit.unit
    if unit_of(unit).dimension is Dimension.WORKDAYS:
        return _workdays(begun, figure.number), figure.findings
    seconds = convert(figure.number, unit, "秒")
    took = None if seconds is None or seconds > _LONGEST else timedelta(seconds=math.ceil(seconds))
    return took, tuple(one.at(cell.source) for one in figure.findings)


_LONGEST = Decimal(10 * 366 * 24 * 3600)


def _workdays(begun: datetime, days: Decimal) -> timedelta | None:
    """The time until so many working days are over; None for parts of a day, which no calendar counts."""
    end = add_workdays(begun.date(), int(days)) if days == int(days) and days < 1000 else None
    return None if end is None else datetime.combine(end, time.max.replace(microsecond=0)) - begun
