"""Series and events from CSV: daily rates (date, value) and tickets (opened, and when what was done)."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, model_validator

from engine.findings import Finding, Findings, Source, Value, finding, has_errors
from engine.textfiles import read_text, shown

_DATE = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?")
_MOMENT = re.compile(r"(.*?)(?:(?:[ T]+|(?<=日))(\d{1,2})[:时点](?:(\d{1,2})(?:分|:(\d{2})(?:\.0+)?)?)?)?")


class SeriesFile(Value):
    """A CSV of dated values: the file beside the actuals, and its two columns (the first two where not named)."""

    file: str
    date: str | None = None
    value: str | None = None


class EventsFile(Value):
    """A CSV of events: the column of the start, and the column of each end (one limit may be just ``end``)."""

    file: str
    start: str
    end: str | None = None
    ends: dict[str, str] | None = Field(default=None, min_length=1)
    name: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> EventsFile:
        if self.end is not None and self.ends is not None:
            raise ValueError("expected one of end, ends; given both")
        return self


class Point(Value):
    """One dated value of a series, the value as written."""

    at: date
    value: str
    line: int


class Event(Value):
    """One event: when it started and when each end came, None where it did not."""

    name: str
    start: datetime
    ends: dict[str, datetime | None]
    line: int


def read_date(text: str) -> date | None:
    """A full date as people write it: 2024-03-01, 2024/3/1, 2024.3.1, 2024年3月1日."""
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def read_moment(text: str) -> datetime | None:
    """A date with a time of day to the minute or second (08:30, 8时30分, 8点); a date alone is its midnight."""
    match = _MOMENT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    day = read_date(match[1]) if match else None
    if match is None or day is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups()[1:])
    try:
        return datetime.combine(day, time(hour, minute, second))
    except ValueError:
        return None


class _Table(NamedTuple):
    """A CSV file: the names in its head, and its rows, each with its place."""

    file: str
    columns: tuple[str, ...]
    lines: tuple[tuple[Source, list[str]], ...]

    def lacks(self, names: Sequence[str]) -> Findings:
        """A finding for each named column that the file does not have, or has twice."""
        place = Source(file=self.file, line=1)
        missing = [name for name in names if name not in self.columns]
        doubled = [name for name in dict.fromkeys(names) if self.columns.count(name) > 1]
        columns = "、".join(self.columns)
        return (
            *(finding("column-missing", place, column=name, columns=columns) for name in missing),
            *(finding("column-repeated", place, column=name) for name in doubled),
        )

    def rows(self, findings: list[Finding]) -> Iterator[tuple[Source, dict[str, str]]]:
        """The rows by column name; one with more cells than the head is a finding, since a comma may have split one."""
        for place, cells in self.lines:
            if any(cells[len(self.columns) :]):
                findings.append(finding("csv-cells", place, found=len(cells), expected=len(self.columns)))
            else:
                padded = cells + [""] * (len(self.columns) - len(cells))
                yield place, dict(zip(self.columns, padded, strict=False))


def _read_table(path: Path) -> tuple[_Table | None, Findings]:
    """The table in a file; nothing where it has no rows, or where its quotation marks swallow some."""
    text, findings = read_text(path)
    if text is None:
        return None, findings
    file, line = shown(path), 1
    lines: list[tuple[Source, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((Source(file=file, line=line), [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        return None, (*findings, finding("csv-syntax", Source(file=file, line=line), problem=error))
    if len(lines) < 2:
        return None, (*findings, finding("csv-empty", Source(file=file, line=1)))
    return _Table(file, tuple(lines[0][1]), tuple(lines[1:])), findings


def read_series(named: SeriesFile, beside: Path) -> tuple[tuple[Point, ...], Findings]:
    """The points of a series in date order; a row without a date, and a date that stands twice, are findings."""
    table, said = _read_table(beside / named.file)
    if table is None:
        return (), said
    # without a head, the first day would be taken for one
    columns = ("date", "value") if read_date(table.columns[0]) else (*table.columns, "value")
    day_column, value_column = named.date or columns[0], named.value or columns[1]
    findings: list[Finding] = [*said, *table.lacks([day_column, value_column])]
    points: dict[date, Point] = {}
    for place, row in table.rows(findings) if not has_errors(findings) else ():
        day = read_date(row[day_column])
        if day is None:
            findings.append(finding("series-date", place, text=row[day_column]))
        elif day in points:
            findings.append(finding("series-repeated", place, date=day, first=points[day].line))
        else:
            points[day] = Point(at=day, value=row[value_column], line=place.line or 0)
    return tuple(points[day] for day in sorted(points)), tuple(findings)


def read_events(named: EventsFile, beside: Path) -> tuple[tuple[Event, ...], Findings]:
    """The events of a ticket list in file order; an unreadable start is a finding, an empty end is None."""
    table, said = _read_table(beside / named.file)
    if table is None:
        return (), said
    ends = named.ends or {"": named.end or "end"}
    wanted = [named.start, *ends.values(), *([named.name] if named.name else [])]
    findings: list[Finding] = [*said, *table.lacks(wanted)]
    events: list[Event] = []
    for place, row in table.rows(findings) if not has_errors(findings) else ():
        name = row[named.name] if named.name else ""
        texts = {label: row[column] for label, column in ends.items()}
        at = {label: At(text, place) for label, text in texts.items()}
        event, found = make_event(name or str(place.line), At(row[named.start], place), at, place.line or 0)
        findings.extend(found)
        events.extend([event] if event else [])
    return tuple(events), tuple(findings)


class At(NamedTuple):
    """A time as it is written, and where."""

    text: str
    source: Source


def make_event(name: str, started: At, ended: Mapping[str, At | timedelta], line: int) -> tuple[Event | None, Findings]:
    """An event of a start and, by label, its ends, each the time when it came or how long it took.

    Nothing where one of the times is none, or an end comes before the start.
    """
    start = read_moment(started.text)
    if start is None:
        return None, (finding("event-time", started.source, text=started.text),)
    ends: dict[str, datetime | None] = {}
    findings: list[Finding] = []
    for label, one in ended.items():
        if isinstance(one, timedelta):
            ends[label] = start + one
            continue
        ends[label] = end = read_moment(one.text)
        if one.text and (end is None or end < start):
            return None, (finding("event-time", one.source, text=one.text),)
        if one.text and _has_time(one.text) != _has_time(started.text):
            alone, other = (started.text, one.text) if _has_time(one.text) else (one.text, started.text)
            findings.append(finding("event-midnight", one.source, text=alone, other=other))
    return Event(name=name, start=start, ends=ends, line=line), tuple(findings)


def _has_time(text: str) -> bool:
    return any(sign in unicodedata.normalize("NFKC", text) for sign in ":时点")
