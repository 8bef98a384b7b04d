"""Series and events from CSV: daily rates (date, value) and tickets (opened, and when what was done)."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from engine.findings import Finding, Findings, Source, Value, finding
from engine.textfiles import read_text

_DATE = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?")
_TIME = re.compile(r"[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?")


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
    ends: dict[str, str] | None = None
    name: str | None = None


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
    """A date with a time of day to the minute or second; a date alone is its midnight."""
    plain = unicodedata.normalize("NFKC", text).strip()
    time = _TIME.search(plain)
    day = read_date(plain[: time.start()] if time else plain)
    if day is None:
        return None
    try:
        hour, minute, second = (int(part or 0) for part in time.groups()) if time else (0, 0, 0)
        return datetime(day.year, day.month, day.day, hour, minute, second)
    except ValueError:
        return None


class _Table:
    """A CSV file with its head: rows as dicts, each with its line."""

    def __init__(self, path: Path) -> None:
        text, self.findings = read_text(path)
        self.file = path.as_posix()
        self.reader = csv.DictReader(io.StringIO(text or "", newline=""), restval="", restkey="")
        self.columns = [(name or "").strip() for name in self.reader.fieldnames or []]
        self.reader.fieldnames = self.columns

    def lacks(self, names: list[str]) -> Findings:
        """A finding for each named column that the file does not have."""
        place = Source(file=self.file, line=1)
        return tuple(
            finding("column-missing", place, column=name, columns="、".join(self.columns))
            for name in names
            if name not in self.columns
        )

    def rows(self) -> Iterator[tuple[Source, dict[str, str]]]:
        for row in self.reader:
            yield Source(file=self.file, line=self.reader.line_num), row


def read_series(named: SeriesFile, beside: Path) -> tuple[tuple[Point, ...], Findings]:
    """The points of a series in date order; a row without a date, and a date that stands twice, are findings."""
    table = _Table(beside / named.file)
    columns = [*table.columns, "", ""]
    day_column, value_column = named.date or columns[0], named.value or columns[1]
    findings: list[Finding] = [*table.findings, *table.lacks([day_column, value_column])]
    points: dict[date, Point] = {}
    for source, row in table.rows() if not findings else ():
        day = read_date(row[day_column])
        if day is None:
            findings.append(finding("series-date", source, text=row[day_column]))
        elif day in points:
            findings.append(finding("series-repeated", source, date=day, first=points[day].line))
        else:
            points[day] = Point(at=day, value=row[value_column].strip(), line=source.line or 0)
    return tuple(points[day] for day in sorted(points)), tuple(findings)


def read_events(named: EventsFile, beside: Path) -> tuple[tuple[Event, ...], Findings]:
    """The events of a ticket list in file order; an unreadable start is a finding, an empty end is None."""
    table = _Table(beside / named.file)
    ends = named.ends or {"": named.end or "end"}
    findings: list[Finding] = [*table.findings, *table.lacks([named.start, *ends.values()])]
    events: list[Event] = []
    for source, row in table.rows() if not findings else ():
        start = read_moment(row[named.start])
        moments = {label: read_moment(row[column]) for label, column in ends.items()}
        faults = [row[column] for label, column in ends.items() if row[column].strip() and moments[label] is None]
        faults += [label for label, moment in moments.items() if start and moment and moment < start]
        if start is None or faults:
            text = row[named.start] if start is None else "、".join(faults)
            findings.append(finding("event-time", source, text=text))
            continue
        name = (row.get(named.name or "") or str(source.line)).strip()
        events.append(Event(name=name, start=start, ends=moments, line=source.line or 0))
    return tuple(events), tuple(findings)
