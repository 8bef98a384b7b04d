"""Series and events from CSV: daily rates (date, value) and tickets (opened, and when what was done)."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, model_validator

from engine.actuals.kinds import EventList, Series
from engine.actuals.moments import is_summary, read_date, read_moment
from engine.actuals.records import At, Event, Point, Unread, bounded, make_event, year_taken
from engine.files.csvlines import CsvLines
from engine.files.text import read_text, shown
from engine.language.errors import CodedValueError
from engine.language.findings import Finding, Findings, Source, Value, finding, has_errors
from engine.language.patterns import regex
from engine.language.rendering import coded

WIDE = "，"
MOST_ROWS = 100_000
"""Of a list; a ticket every five minutes of a year."""
MOST_LINES = 10 * MOST_ROWS
# a number whose thousands are parted by a full-width comma; the last digits of a date before one are none
_THOUSANDS = regex(rf"(?<![\d./:：月日-])\d{{1,3}}{WIDE}\d{{3}}(?!\d)")
_LIKE_A_DATE = regex(r"(?:\d{2,4}\D)?\d{1,2}\D\d{1,2}\D?")


class SeriesFile(Value):
    """A CSV of dated values: the file beside the actuals, and its two columns (the first two where not named)."""

    file: str
    date: str | None = None
    value: str | None = None


class EventsFile(Value):
    """A CSV of events: the column of the start, and the column of each end (one limit may be just ``end``).

    ``until`` is the day or time up to which the list was kept.
    """

    file: str
    start: str
    end: str | None = None
    ends: dict[str, str] | None = Field(default=None, min_length=1)
    name: str | None = None
    until: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> EventsFile:
        if self.end is not None and self.ends is not None:
            raise CodedValueError("end-or-ends")
        if self.until is not None and read_moment(self.until) is None:
            raise CodedValueError("until-no-day", given=self.until)
        return self


class _Row(NamedTuple):
    """A row by column name, and its place; ``cells`` is None where they are more than the head has."""

    location: Source
    cells: dict[str, str] | None
    text: str


class _Table(NamedTuple):
    """A CSV file: the names in its head, and its rows, each with its place."""

    file: str
    columns: tuple[str, ...]
    lines: tuple[tuple[Source, list[str]], ...]

    def lacks(self, names: Sequence[str], given: Sequence[str | None]) -> Findings:
        """A finding for each named column that the file does not have, or has twice.

        A file that has nothing like the names that were ``given`` is another one: nothing of it is shown.
        """
        location = Source(file=self.file, line=1)
        missing = [name for name in names if name not in self.columns]
        doubled = [name for name in dict.fromkeys(names) if self.columns.count(name) > 1]
        if missing and not any(difflib.get_close_matches(name, self.columns) for name in given if name):
            return (finding("table-other", location, columns=list(dict.fromkeys(missing))),)
        columns = list(self.columns)
        return (
            *(finding("column-missing", location, column=name, columns=columns) for name in missing),
            *(finding("column-repeated", location, column=name) for name in doubled),
        )

    def rows(self, dated: str, findings: list[Finding]) -> Iterator[_Row]:
        """The rows; one with more cells than the head is a finding, since a comma may have split one.

        A row that says in the column ``dated`` that it adds the others up is none of them, which is said.
        """
        for location, cells in self.lines:
            text = ",".join(cells)
            if any(cells[len(self.columns) :]):
                findings.append(finding("csv-cells", location, found=len(cells), expected=len(self.columns)))
                yield _Row(location, None, text)
                continue
            padded = cells + [""] * (len(self.columns) - len(cells))
            row = dict(zip(self.columns, padded, strict=False))
            if is_summary(day := row[dated] or padded[0]):
                findings.append(finding("csv-summary", location, text=day))
            else:
                yield _Row(location, row, text)


def _read_table(path: Path) -> tuple[_Table | None, Findings]:
    """The table in a file; nothing where it has no rows, or where its quotation marks swallow some."""
    text, findings = read_text(path)
    if text is None:
        return None, findings
    file, line = shown(path), 1
    lines: list[tuple[Source, list[str]]] = []
    signs = CsvLines(text)
    reader = csv.reader(signs, strict=True)
    try:
        for cells in reader:
            signs.begin()
            if len(lines) > MOST_ROWS or line > MOST_LINES:
                return None, (*findings, finding("csv-long", Source(file=file, line=line), most=MOST_ROWS))
            if any(cell.strip() for cell in cells):
                lines.append((Source(file=file, line=line), [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        return None, (
            *findings,
            finding("csv-syntax", Source(file=file, line=line), problem=coded("system-says", text=error)),
        )
    if len(lines) < 2:
        return None, (*findings, finding("csv-empty", Source(file=file, line=1)))
    lines, new_findings = _parted(lines)
    return _Table(file, tuple(lines[0][1]), tuple(lines[1:])), (*findings, *new_findings)


def _parted(lines: list[tuple[Source, list[str]]]) -> tuple[list[tuple[Source, list[str]]], Findings]:
    """The rows with those apart whose cells are parted by full-width commas, which is said."""
    head = _cells(lines[0][1]) if len(lines[0][1]) == 1 else lines[0][1]
    rows = [(location, _in_cells(cells, len(head))) for location, cells in lines[1:]]
    parted = [location for (location, new), (_, old) in zip(rows, lines[1:], strict=True) if new != old]
    parted = [lines[0][0], *parted] if head != lines[0][1] else parted
    findings = (finding("csv-commas", parted[0], count=len(parted)),) if parted else ()
    return [(lines[0][0], head), *rows], findings


def _in_cells(cells: list[str], columns: int) -> list[str]:
    """A row that has fewer cells than columns, parted at its full-width commas too, where they fit and are no number's."""
    if len(cells) >= columns or not any(WIDE in cell for cell in cells) or any(map(_THOUSANDS.search, cells)):
        return cells
    parted = _cells(cells)
    return parted if len(parted) <= columns else cells


def _cells(cells: list[str]) -> list[str]:
    return [part.strip() for cell in cells for part in cell.split(WIDE)]


def read_series(named: SeriesFile, folder: Path, year: int | None = None) -> tuple[Series, Findings]:
    """The points of a series; a row without a date, and a date that stands twice, stay unread and are findings.

    ``year`` is that of dates without one.
    """
    table, new_findings = _read_table(folder / named.file)
    if table is None:
        return Series(), new_findings
    # without a head, the first day would be taken for one
    columns = ("date", "value") if read_date(table.columns[0]) else (*table.columns, "value")
    day_column, value_column = named.date or columns[0], named.value or columns[1]
    findings: list[Finding] = [*new_findings, *table.lacks([day_column, value_column], _given(named, table.columns[0]))]
    if has_errors(findings):
        return Series(), tuple(findings)
    points: dict[date, Point] = {}
    unread: list[Unread] = []
    times: list[At] = []
    undated: list[Finding] = []
    days: list[str] = []
    for location, cells, text in table.rows(day_column, findings):
        day = None if cells is None else read_date(cells[day_column], year)
        if cells is None or day is None:
            undated += [] if cells is None else [finding("series-date", location, text=cells[day_column])]
            days += [] if cells is None else [cells[day_column]]
            unread.append(Unread(sort="day", source=location, text=text))
            continue
        times.append(At(cells[day_column], location))
        point = Point(at=day, value=cells[value_column], line=location.line or 0)
        first = points.setdefault(day, point)
        if first is not point:
            findings.append(_again(first, point, location))
            if first.value != point.value:
                unread.append(Unread(sort="day", source=location, text=f"{first.value}、{point.value}", label=str(day)))
    if not points and named.date is None and not any(_LIKE_A_DATE.fullmatch(text) for text in days):
        # of what may be another file nothing is shown
        unread = [one.model_copy(update={"text": ""}) for one in unread]
        undated = [finding("series-dateless", Source(file=table.file), count=len(unread))]
    doubtful = {one.label for one in unread}
    kept = tuple(points[day] for day in sorted(points) if str(day) not in doubtful)
    return Series(series=kept, unread=bounded(unread)), (*findings, *undated, *year_taken(times, year))


def _given(named: SeriesFile, head: str) -> list[str | None]:
    """The columns that were named, and the head itself where it is a date: a table without one."""
    return [named.date, named.value, head if read_date(head) else None]


def _again(first: Point, again: Point, location: Source) -> Finding:
    """What is said of a day that stands twice: with one value it counts once, with two it is not known."""
    code = "series-twice" if first.value == again.value else "series-repeated"
    return finding(code, location, date=again.at, first=first.line)


def read_events(named: EventsFile, folder: Path, year: int | None = None) -> tuple[EventList, Findings]:
    """The events of a ticket list; one with a time that is none stays unread and is a finding, an end that has not come
    is None. ``year`` is that of times without one."""
    table, new_findings = _read_table(folder / named.file)
    if table is None:
        return EventList(), new_findings
    ends = named.ends or {"": named.end or "end"}
    wanted = [named.start, *ends.values(), *([named.name] if named.name else [])]
    findings: list[Finding] = [*new_findings, *table.lacks(wanted, wanted)]
    if has_errors(findings):
        return EventList(), tuple(findings)
    events: list[Event] = []
    unread: list[Unread] = []
    times: list[At] = []
    for location, cells, text in table.rows(named.start, findings):
        if cells is None:
            unread.append(Unread(sort="event", source=location, text=text))
            continue
        name = cells[named.name] if named.name else ""
        start, at = (
            At(cells[named.start], location),
            {label: At(cells[column], location) for label, column in ends.items()},
        )
        event, found = make_event(name or str(location.line), start, at, location.line or 0, year)
        findings.extend(found)
        times += [start, *at.values()]
        if isinstance(event, Event):
            events.append(event)
        else:
            unread.append(event)
    return EventList(events=tuple(events), unread=bounded(unread)), (*findings, *year_taken(times, year))


__all__ = ["EventsFile", "SeriesFile", "read_events", "read_series"]
