"""Dates of a target text: ``2024年12月31日``, ``12月底``, ``第三季度``, ``2024.10`` as the last day they allow."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from engine.numerals import chinese_number

_YEAR = r"(?:(?P<year>(?:19|20)?[0-9]{2})年度?年?|(?P<relative>[当本今次翌明])年度?|(?P<iso>(?:19|20)[0-9]{2})[-.\/])?"
_DAY = re.compile(_YEAR + r"(?P<month>[0-9一二三四五六七八九十]+)[月\-.\/](?P<day>[0-9一二三四五六七八九十]+)[日号]?")
_SOLID = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_MONTH = re.compile(_YEAR + r"(?P<month>[0-9一二三四五六七八九十]+)(?:月份?(?P<third>[上中下]旬|底|末|初)?)?")
_QUARTER = re.compile(_YEAR + r"[第前]?(?P<quarter>[一二三四1-4])季度[末底]?")
_HALF = re.compile(_YEAR + r"(?P<half>[上下])半年度?[末底]?")
_YEAR_END = re.compile(_YEAR + r"(?:[年底末终内当本今度]*)")
_THIRDS = {"上旬": 10, "中旬": 20, "初": 10}


class DateRead(NamedTuple):
    """What one date text says: the first and last day it allows, or the last day without its year.

    ``notes`` are codes of findings. ``last`` and ``yearless`` both None: no such day.
    """

    first: date | None
    last: date | None
    yearless: str | None
    notes: tuple[str, ...] = ()


def _year(match: re.Match[str], year: int | None) -> tuple[int | None, tuple[str, ...]]:
    """The year a date text names or, failing that, the one that was given."""
    groups = match.groupdict()
    written = groups.get("year") or groups.get("iso")
    if written:
        return (int(written), ()) if len(written) == 4 else (2000 + int(written), ("target-year-short",))
    relative = groups.get("relative")
    if relative in ("次", "翌", "明"):
        return (None if year is None else year + 1), ("target-year-inferred",)
    return year, ("target-year-missing" if year is None else "target-year-inferred",)


def _number(text: str) -> int:
    value = int(text) if text.isdigit() else chinese_number(text)
    return int(value) if value is not None else 0


def _days(year: int | None, first: tuple[int, int], last: tuple[int, int], notes: tuple[str, ...]) -> DateRead:
    """The span from a first to a last (month, day); a last day of 0 is the month's last."""
    month, day = last
    try:
        length = monthrange(year if year is not None else 2001, month)[1]
        if year is None:
            leap = month == 2 and day == 0
            yearless = "--02" if leap else f"--{month:02d}-{day or length:02d}"
            date(2000, month, day or length)
            return DateRead(None, None, yearless, notes)
        return DateRead(date(year, *first), date(year, month, day or length), None, notes)
    except ValueError:
        return DateRead(None, None, None, ("target-date-invalid",))


def _read_day(text: str, year: int | None) -> DateRead:
    match = _SOLID.fullmatch(text) or _DAY.fullmatch(text)
    if not match:
        return DateRead(None, None, None, ("target-date-invalid",))
    found, notes = _year(match, year)
    place = _number(match["month"]), _number(match["day"])
    return _days(found, place, place, notes)


def _read_month(text: str, year: int | None) -> DateRead:
    match = _MONTH.fullmatch(text)
    if not match:
        return DateRead(None, None, None, ("target-date-invalid",))
    found, notes = _year(match, year)
    month, third = _number(match["month"]), match["third"]
    first = {"中旬": 11, "下旬": 21}.get(third or "", 1)
    return _days(found, (month, first), (month, _THIRDS.get(third or "", 0)), (*notes, "target-last-day"))


def _read_quarter(text: str, year: int | None) -> DateRead:
    match = _QUARTER.fullmatch(text)
    if not match:
        return DateRead(None, None, None, ("target-date-invalid",))
    found, notes = _year(match, year)
    quarter = _number(match["quarter"])
    return _days(found, (1 if "前" in text else 3 * quarter - 2, 1), (3 * quarter, 0), (*notes, "target-last-day"))


def _read_half(text: str, year: int | None) -> DateRead:
    match = _HALF.fullmatch(text)
    if not match:
        return DateRead(None, None, None, ("target-date-invalid",))
    found, notes = _year(match, year)
    upper = match["half"] == "上"
    return _days(found, (1 if upper else 7, 1), (6 if upper else 12, 0), (*notes, "target-last-day"))


def _read_year(text: str, year: int | None) -> DateRead:
    match = _YEAR_END.fullmatch(text)
    if not match:
        return DateRead(None, None, None, ("target-date-invalid",))
    found, notes = _year(match, year)
    return _days(found, (1, 1), (12, 31), (*notes, "target-last-day"))


_READERS = {
    "DAY": _read_day,
    "MONTH": _read_month,
    "QUARTER": _read_quarter,
    "HALF": _read_half,
    "YEAR_END": _read_year,
    "YEAR": _read_year,
}
_SPAN = re.compile(_YEAR + r"(?P<low>[0-9]+)[^0-9]+(?P<high>[0-9]+)(?P<unit>[月年]).*")


def read_date(name: str, text: str, year: int | None) -> DateRead:
    """The days that a token of the grammar's date terminals allows; ``year`` completes one written without."""
    return _READERS[name](text, year)


def read_span(text: str, year: int | None) -> DateRead:
    """A period written as one token: ``2024年1-12月``, ``2024-2026年``."""
    match = _SPAN.fullmatch(text)
    if not match:
        return DateRead(None, None, None, ("target-date-invalid",))
    low, high = int(match["low"]), int(match["high"])
    if match["unit"] == "年":
        first, last = _days(low, (1, 1), (1, 1), ()), _days(high, (12, 31), (12, 31), ())
        return DateRead(first.first, last.last, None, ("target-last-day",))
    found, notes = _year(match, year)
    return _days(found, (low, 1), (high, 0), (*notes, "target-last-day"))
