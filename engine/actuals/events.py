"""The sheets of single events of a filled-in workbook -> events by project and row, as a list of tickets gives them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from engine.actuals import layout
from engine.actuals.asked import Asked, asked_of, end_head, end_label
from engine.actuals.figures import read_figure
from engine.actuals.grid import Filled, Grid, said_of
from engine.actuals.identity import Known, Signs
from engine.actuals.match_rows import Named, declared_row
from engine.actuals.series import At, Event, make_event, read_moment
from engine.actuals.unread import outside_columns, outside_head, unread
from engine.explanations import Limit
from engine.findings import Finding, Findings, Source, finding
from engine.quantity import Dimension, convert, unit_of
from engine.workdays import add_workdays

MOST_EVENTS = 10_000
_HEAD_WITHIN = 50
HEADS = (layout.EVENT, layout.START)
"""By which a sheet of events is told."""

_OWN = (*HEADS, layout.IN_TIME, layout.NOTE)


class Recorded(NamedTuple):
    """The events of one row, and the sheet on which they stand."""

    events: tuple[Event, ...]
    source: Source


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
                grid.beside(label, above) or Filled("", grid.place(head, 0))
                for label in (layout.ROW, layout.INDICATOR, layout.LEVELS)
            )
            signs = Signs(grid.beside(layout.CODE, above), grid.beside(layout.NAME, above), name.source)
            named = Named(
                code.text, name.text, "".join(level2.text.split()[-1:]), name.source, grid.beside(layout.TARGET, above)
            )
            return EventSheet(grid, signs, named, head, columns)
    return None


def read_event_sheets(sheets: Sequence[EventSheet], known: Known) -> tuple[EventsOf, Findings]:
    """All events of the sheets; an event on a sheet that names nothing known is an error."""
    read: EventsOf = {}
    findings: list[Finding] = []
    for sheet in sheets:
        findings.extend(unread(_outside(sheet)))
        lines = [number for number in sheet.lines if _is_filled(sheet, number)]
        if not lines:
            continue
        found, said = declared_row(sheet.signs, sheet.named, known)
        findings.extend(said)
        if found is None:
            continue
        project, row = found
        asked, place = asked_of(row), sheet.grid.place(lines[0], sheet.columns[layout.plain(layout.EVENT)])
        events, said = _events(sheet, lines, asked)
        findings.extend(said)
        before = read.setdefault(project.code, {}).get(row.code)
        if before is not None:
            findings.append(finding("actual-repeated", place, name=row.name, first=before.source))
        elif events:
            read[project.code][row.code] = Recorded(events, place)
    return read, tuple(findings)


def _outside(sheet: EventSheet) -> Iterator[Filled]:
    """Cells above and beside the table; of columns with a head of their own the head is said."""
    yield from outside_head(sheet.grid, [row for row in sheet.grid.numbers if row < sheet.head])
    yield from outside_columns(sheet.grid, sheet.lines, set(sheet.columns.values()))


def _is_filled(sheet: EventSheet, number: int) -> bool:
    """Whether a line says anything; what is computed beside it does not count."""
    columns = [column for head, column in sheet.columns.items() if head != layout.plain(layout.IN_TIME)]
    cells = [sheet.grid.filled(number, column) for column in columns]
    return any(cell.text or cell.findings for cell in cells)


def _events(sheet: EventSheet, lines: Sequence[int], asked: Asked) -> tuple[tuple[Event, ...], Findings]:
    ends = {limit: sheet.column(end_head(limit)) for limit in asked.limits}
    place = sheet.grid.place(sheet.head, 0)
    known = {layout.plain(one) for one in (*_OWN, *map(end_head, asked.limits))}
    if not asked.limits:
        return (), (finding("collect-events-unasked", place, name=sheet.named.name),)
    absent = tuple(
        finding("collect-end-absent", place, column=end_head(limit)) for limit, column in ends.items() if column is None
    )
    if absent:
        return (), absent
    others = "、".join(
        sheet.grid.text(sheet.head, column) for head, column in sheet.columns.items() if head not in known
    )
    findings: list[Finding] = [finding("column-unread", place, columns=others)] if others else []
    if len(lines) >= MOST_EVENTS:
        findings.append(finding("sheet-cut", place, rows=len(lines), most=MOST_EVENTS))
    events: list[Event] = []
    for number in lines:
        event, said = _event(sheet, number, asked, ends)
        findings.extend(said)
        events.extend([event] if event else [])
    return tuple(events), tuple(findings)


def _event(
    sheet: EventSheet, number: int, asked: Asked, columns: Mapping[Limit, int | None]
) -> tuple[Event | None, Findings]:
    """The event of one line; nothing, and why, where one of its times cannot be read."""

    def at(column: int | None) -> Filled:
        return sheet.grid.filled(number, column) if column is not None else Filled("", sheet.grid.place(number, 0))

    what, start, note = (at(sheet.column(head)) for head in (layout.EVENT, layout.START, layout.NOTE))
    cells = {limit: at(column) for limit, column in columns.items()}
    findings = said_of([what, start, note, *cells.values()])
    if any(cell.findings and not cell.text for cell in (start, *cells.values())):
        return None, tuple(findings)
    begun = read_moment(start.text)
    ends: dict[str, At | timedelta] = {}
    for limit, cell in cells.items():
        took, said = _took(cell, limit, begun)
        findings.extend(said)
        ends[end_label(asked, limit)] = At(cell.text, cell.source) if took is None else took
    name = "；".join(text for text in (what.text, note.text) if text) or str(number + 1)
    event, said = make_event(name, At(start.text, start.source), ends, number + 1)
    return event, (*findings, *said)


def _took(cell: Filled, limit: Limit, begun: datetime | None) -> tuple[timedelta | None, Findings]:
    """How long an event took, where the cell says that rather than when it ended; rounded up to a full second."""
    if begun is None or not cell.text or read_moment(cell.text) is not None:
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
