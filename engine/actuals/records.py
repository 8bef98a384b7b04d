"""The records of a list that make one figure together: days, events, and those that could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import PurePath
from typing import Literal, NamedTuple

from engine.actuals.moments import has_time, is_unclosed, read_moment, takes_year
from engine.language.findings import Finding, Findings, Source, Value, finding

MOST_UNREAD = 100
"""Whose places are kept of one list; the others are counted."""

_NAMED = 10
_LONGEST = 24

Sort = Literal["day", "event", "period"]


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


class Unread(Value):
    """A record that counts and could not be read (or ``count`` of them): its place, and what stands there.

    ``label`` is its day or period, where that is known.
    """

    sort: Sort
    source: Source
    text: str
    label: str = ""
    count: int = 1

    def __str__(self) -> str:
        where = self.source
        location = f"{where.sheet}!{where.cell}" if where.sheet else f"{PurePath(where.file).name}:{where.line or 1}"
        text = self.text if len(self.text) <= _LONGEST else f"{self.text[:_LONGEST]}…"
        return f"{location} “{text}”"


def bounded(unread: Sequence[Unread]) -> tuple[Unread, ...]:
    """The records, of which those beyond the first hundred are only counted."""
    if len(unread) <= MOST_UNREAD:
        return tuple(unread)
    kept, rest = unread[: MOST_UNREAD - 1], unread[MOST_UNREAD - 1 :]
    more = Unread(sort=rest[0].sort, source=rest[0].source, text="…", count=number_of(rest))
    return (*kept, more)


def number_of(unread: Iterable[Unread]) -> int:
    """How many records they are."""
    return sum(one.count for one in unread)


def locations_of(unread: Sequence[Unread]) -> str:
    """The places of some records with what stands there, the first ten of them."""
    return listed(list(map(str, unread)))


def listed(names: Sequence[str]) -> str:
    """The first ten of some names."""
    return "、".join([*names[:_NAMED], "…"] if len(names) > _NAMED else names)


class At(NamedTuple):
    """A time as it is written, and where."""

    text: str
    source: Source


def make_event(
    name: str, started: At, ended: Mapping[str, At | timedelta], line: int, year: int | None = None
) -> tuple[Event | Unread, Findings]:
    """An event of a start and, by label, its ends, each the time when it came or how long it took.

    An end that has not come yet is None. Where one of the times is none, or an end comes before the start, the event
    stays unread. ``year`` is that of times without one.
    """
    start = read_moment(started.text, year)
    if start is None:
        return _unread(started, name)
    ends: dict[str, datetime | None] = {}
    findings: list[Finding] = []
    for label, one in ended.items():
        if isinstance(one, timedelta):
            ends[label] = start + one
            continue
        ends[label] = end = read_moment(one.text, year)
        if end is None and is_unclosed(one.text):
            continue
        if end is None or end < start:
            return _unread(one, name)
        if has_time(one.text) != has_time(started.text):
            alone, other = (started.text, one.text) if has_time(one.text) else (one.text, started.text)
            findings.append(finding("event-midnight", one.source, text=alone, other=other))
    return Event(name=name, start=start, ends=ends, line=line), tuple(findings)


def _unread(at: At, name: str) -> tuple[Unread, Findings]:
    """An event of which this time is none; one without any time is quoted by its name."""
    return Unread(sort="event", source=at.source, text=at.text or name), (
        finding("event-time", at.source, text=at.text),
    )


def year_taken(times: Iterable[At], year: int | None) -> Findings:
    """One note for all times that were read with the year of the record, at the first of them."""
    taken = [one for one in times if takes_year(one.text, year)]
    if not taken:
        return ()
    return (finding("date-year-taken", taken[0].source, count=len(taken), text=taken[0].text, year=year),)


__all__ = [
    "At",
    "Event",
    "Point",
    "Unread",
    "bounded",
    "listed",
    "locations_of",
    "make_event",
    "number_of",
    "year_taken",
]
