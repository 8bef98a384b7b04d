"""Dates of a target text: ``2024年12月31日前``, ``12月底``, ``第三季度``, ``1-12月`` as the last day they allow."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from engine.language.patterns import regex
from engine.quantity.numerals import chinese_number
from engine.targets.draft import Draft
from engine.targets.grammar import Node, Tokens
from engine.targets.model import DatePart, Operator, TargetKind
from engine.targets.words import months_operator

_YEAR = (
    r"(?:(?P<year>(?:19|20)?[0-9]{2})年度?年?|(?P<words>二[〇零○一二三四五六七八九]{3})年度?"
    r"|(?P<relative>下一|[当本今次翌明下来])年?度?|(?P<iso>(?:19|20)[0-9]{2})[-.\/])?"
)
_N = "[0-9一二三四五六七八九十]+"
_TO = "[^0-9一二三四五六七八九十第]+"
_PATTERNS = {
    "DAY": (
        regex(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
        regex(_YEAR + rf"(?P<month>{_N})[月\-.\/](?P<day>{_N})[日号]?"),
    ),
    "MONTH": (regex(_YEAR + rf"(?P<month>{_N})(?:月?份?(?P<third>[上中下]旬|底|末|初)?)?"),),
    "QUARTER": (
        regex(_YEAR + r"(?P<all>前)?第?(?P<quarter>[一二三四1-4])季度[末底]?"),
        regex(r"(?:(?P<year>[0-9]{4})年?)?Q(?P<quarter>[1-4])"),
    ),
    "HALF": (regex(_YEAR + r"(?P<half>[上下])半年度?[末底]?"),),
    "YEAR_END": (regex(_YEAR + r"年?度?[底末终内]?"),),
    "YEAR": (regex(_YEAR + "度?"),),
    "SPAN": (
        regex(rf"(?P<year>[0-9]{{4}})(?P<month>[0-9]{{2}}){_TO}(?P<year_end>[0-9]{{4}})(?P<month_end>[0-9]{{2}})"),
        regex(rf"(?P<year>[0-9]{{4}})年?{_TO}(?P<year_end>[0-9]{{4}})(?:年度?)?"),
        regex(_YEAR + rf"(?P<month>{_N})月(?P<day>{_N})日?{_TO}(?P<day_end>{_N})日"),
        regex(_YEAR + rf"第?(?P<quarter>[一二三四1-4]){_TO}第?(?P<quarter_end>[一二三四1-4])季度"),
        regex(_YEAR + rf"(?P<month>{_N}){_TO}(?P<month_end>{_N})月份?"),
    ),
}
_STARTS = {"中旬": 11, "下旬": 21}
_ENDS = {"上旬": 10, "中旬": 20, "初": 10}
_WORD_YEARS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
WEEKDAYS = "一二三四五六日"
NEXT_YEAR = frozenset({"次", "翌", "明", "下", "来", "下一"})
COMPARED = regex("(?:[高低多少大小优好]于|超过)$")
_MONTHLY = regex(r"(?P<per>[每次按逐])个?月[的于前]?(?P<day>[0-9]+)[日号]")
_THIRDS = regex("(?P<per>[每次])个?月(?P<day>[上中])旬")
_QUARTERLY = regex(r"每个?季度?(?P<month>次月|首月|末|最后|第[一二三123])(?:一?个?月)?(?P<day>[0-9]+)[日号]")
_WEEKLY = regex("每(?:周|个?星期)(?P<day>[一二三四五六日天])")
_YEARLY = regex(r"每年(?:(?P<month>[0-9]+)月(?:底|末|(?P<day>[0-9]+)[日号])?|年?度?[底末])")
_PERIOD_END = regex(r"(?P<next>次)?每?个?(?P<per>月|季|年|学期|半年)[度月年]?[底末]")
_MONTH_OF_QUARTER = {"最后": "末月", "末": "末月", "第一": "首月", "第1": "首月", "第三": "末月", "第3": "末月"} | {
    "第2": "第二个月",
    "第二": "第二个月",
}


class YearFrom(StrEnum):
    """How a date came by its year."""

    WRITTEN = "written"
    SHORT = "short"
    INFERRED = "inferred"
    MISSING = "missing"
    NEXT = "next"
    """the year after one that is not known"""


YEAR_SAYS = {
    YearFrom.SHORT: "target-year-short",
    YearFrom.INFERRED: "target-year-inferred",
    YearFrom.MISSING: "target-year-missing",
}
"""What is said of a year that is not as it was written."""


class DateRead(NamedTuple):
    """What one date text says: the first and last day it allows, or the last day without its year.

    ``is_whole`` says that it names a whole month, quarter or year, of which the last day is taken. ``last`` and
    ``yearless`` both None: there is no such day.
    """

    first: date | None
    last: date | None
    yearless: str | None
    year_from: YearFrom = YearFrom.WRITTEN
    is_whole: bool = False

    @property
    def inferred(self) -> tuple[DatePart, ...]:
        """The parts of the day that the text does not have."""
        parts = (DatePart.YEAR, self.year_from is YearFrom.INFERRED), (DatePart.DAY, self.is_whole)
        return tuple(part for part, is_inferred in parts if is_inferred)

    def says(self) -> Iterator[str]:
        """The codes of what is to be said of it."""
        if self.year_from in YEAR_SAYS:
            yield YEAR_SAYS[self.year_from]
        if self.is_whole:
            yield "target-last-day"


INVALID = DateRead(None, None, None)


def _year(found: dict[str, str | None], year: int | None) -> tuple[int | None, YearFrom]:
    """The year a date text names or, failing that, the one that was given."""
    written = found.get("year") or found.get("iso")
    if written:
        return (int(written), YearFrom.WRITTEN) if len(written) == 4 else (2000 + int(written), YearFrom.SHORT)
    if words := found.get("words"):
        return int(words.translate(_WORD_YEARS)), YearFrom.WRITTEN
    if found.get("relative") in NEXT_YEAR:
        return (None, YearFrom.NEXT) if year is None else (year + 1, YearFrom.INFERRED)
    return year, YearFrom.MISSING if year is None else YearFrom.INFERRED


def _number(text: str | None) -> int:
    """A day, month or quarter in digits or words; 0 where there is none."""
    value = chinese_number(text) if text and not text.isdigit() else Decimal(text or 0)
    return int(value or 0)


def _bounds(name: str, found: dict[str, str | None]) -> tuple[tuple[int, int], tuple[int, int], bool]:
    """First and last (month, day) of a date text, 0 for the last day of a month, and whether that was inferred."""
    if name == "DAY":
        month_day = _number(found["month"]), _number(found["day"])
        return month_day, month_day, False
    if name == "MONTH":
        month, third = _number(found["month"]), found["third"] or ""
        return (month, _STARTS.get(third, 1)), (month, _ENDS.get(third, 0)), True
    if name == "QUARTER":
        quarter = _number(found["quarter"])
        return (1 if found.get("all") else 3 * quarter - 2, 1), (3 * quarter, 0), True
    if name == "HALF":
        return ((1, 1), (6, 0), True) if found["half"] == "上" else ((7, 1), (12, 0), True)
    return (1, 1), (12, 31), True


def _span_bounds(found: dict[str, str | None]) -> tuple[tuple[int, int], tuple[int, int], bool]:
    """First and last (month, day) of a period written as one token."""
    if found.get("day_end"):
        month = _number(found["month"])
        return (month, _number(found["day"])), (month, _number(found["day_end"])), False
    if found.get("quarter_end"):
        return (3 * _number(found["quarter"]) - 2, 1), (3 * _number(found["quarter_end"]), 0), True
    return (_number(found["month"]), 1), (_number(found["month_end"]), 0), True


def _resolve(year: int | None, first: tuple[int, int], last: tuple[int, int]) -> DateRead:
    """The days in their year; without one the last day alone, as ``--12-31``."""
    month, day = last
    try:
        if year is None:
            end = day or monthrange(2001, month)[1]
            date(2000, month, end)
            return DateRead(None, None, "--02" if month == 2 and not day else f"--{month:02d}-{end:02d}")
        return DateRead(date(year, *first), date(year, month, day or monthrange(year, month)[1]), None)
    except ValueError:
        return INVALID


def read_date(name: str, text: str, year: int | None) -> DateRead:
    """The days that a token of the grammar's date terminals allows; ``year`` completes one written without."""
    match = next((match for pattern in _PATTERNS[name] if (match := pattern.fullmatch(text))), None)
    if match is None:
        return INVALID
    found = match.groupdict()
    known, year_from = _year(found, year)
    if found.get("year_end"):
        return _years(found)
    first, last, is_whole = _span_bounds(found) if name == "SPAN" else _bounds(name, found)
    if name == "SPAN" and (first > last if last[1] else first[0] > last[0]):
        return INVALID
    read = _resolve(known, first, last)
    return read if read is INVALID else read._replace(year_from=year_from, is_whole=is_whole)


def _years(found: dict[str, str | None]) -> DateRead:
    """2024-2026年, 202401-202412."""
    begin, end = int(found["year"] or 0), int(found["year_end"] or 0)
    first, last = _number(found.get("month")) or 1, _number(found.get("month_end")) or 12
    if (begin, first) > (end, last):
        return INVALID
    return DateRead(date(begin, first, 1), date(end, last, monthrange(end, last)[1]), None, is_whole=True)


def read_deadline(node: Node, tokens: Tokens, year: int | None) -> Draft:
    """A deadline: ``2024年12月31日前``, ``≤12月底``, ``第三季度``; of a time that begins (5月起), the first day."""
    draft, words = _draft(node, tokens)
    (name, text) = next(word for word in words if word[0] in _PATTERNS)
    read = read_date(name, text, year)
    if "SINCE" in node.marks and read.first is not None:
        read = read._replace(last=read.first, is_whole=False)
    _fill(draft, read, text)
    return _say_edges(draft, words, tokens.written(node.first, node.last))


def read_period(node: Node, tokens: Tokens, year: int | None) -> Draft:
    """From one date to another; an end without a year lies in the year of the beginning."""
    draft, words = _draft(node, tokens)
    dates = [word for word in words if word[0] in _PATTERNS]
    begin = read_date(*dates[0], year)
    end = begin
    if len(dates) == 2:
        end = read_date(*dates[1], begin.first.year if begin.first else year)
        if begin.last is None and end.first is not None:
            begin = read_date(*dates[0], end.first.year)
    written = tokens.written(node.first, node.last)
    _fill(draft, end, written)
    if not draft.is_lost:
        draft.start = begin.first
        if end.last and begin.first and end.last < begin.first:
            return draft.fail("target-date-invalid", text=written)
    return _say_edges(draft, words, written)


def read_monthly(node: Node, tokens: Tokens) -> Draft:
    """A day of every month (每月10日前) or year (每年3月底前), or the end of every period (每季度末前)."""
    draft, _ = _draft(node, tokens)
    text = tokens.texts[node.first]
    draft.say("target-recurring", text=text)
    if match := _MONTHLY.fullmatch(text):
        draft.within, draft.unit, draft.per = Decimal(match["day"]), "日", "次月" if text[0] == "次" else "月"
    elif match := _THIRDS.fullmatch(text):
        draft.within, draft.unit = Decimal(10 if match["day"] == "上" else 20), "日"
        draft.per = "次月" if match["per"] == "次" else "月"
    elif match := _QUARTERLY.fullmatch(text):
        month = _MONTH_OF_QUARTER.get(match["month"], match["month"])
        draft.within, draft.unit, draft.per = Decimal(match["day"]), "日", f"季度{month}"
    elif match := _WEEKLY.fullmatch(text):
        draft.within, draft.unit, draft.per = Decimal(WEEKDAYS.index(match["day"].replace("天", "日")) + 1), "日", "周"
    elif match := _YEARLY.fullmatch(text):
        month_day = _number(match["month"] or "12"), _number(match["day"])
        draft.per, draft.yearless = "年", _resolve(None, month_day, month_day).yearless
        return draft if draft.yearless else draft.fail("target-date-invalid", text=text)
    else:
        draft.per = _PERIOD_END.sub(_per_of_end, text)
    return draft


def _per_of_end(match: re.Match[str]) -> str:
    """每季度末 as 季度, 次年底 as 次年."""
    return (match["next"] or "") + match["per"].replace("季", "季度")


def _months(draft: Draft, number: Decimal, operator: Operator, written: str) -> Draft:
    """≤12月: twelve months, as a sign stands before a length of time and not before a date."""
    draft.kind, draft.operator, draft.value, draft.unit = TargetKind.QUANTITY, operator, number, "个月"
    draft.yearless, draft.inferred, draft.findings, draft.marks = None, (), [], draft.marks - {"MONTH", "DUE"}
    draft.say("target-month-or-months", text=written)
    return draft


def _draft(node: Node, tokens: Tokens) -> tuple[Draft, list[tuple[str, str]]]:
    draft = Draft(TargetKind.DEADLINE, node.first, node.last, node.marks, Operator.LE)
    return draft, [(tokens.names[one], tokens.texts[one]) for one in node.words]


def _fill(draft: Draft, read: DateRead, text: str) -> None:
    """The last day of a date as the draft's value."""
    if read.last is None and (read.yearless is None or read.year_from is YearFrom.NEXT):
        draft.fail("target-next-year" if read.yearless else "target-date-invalid", text=text)
        return
    draft.value, draft.yearless, draft.inferred = read.last, read.yearless, read.inferred
    for code in read.says():
        draft.say(code, text=text, date=read.last.isoformat() if read.last else (read.yearless or "").lstrip("-"))


def _say_edges(draft: Draft, words: list[tuple[str, str]], written: str) -> Draft:
    """What the words before and after a date say besides."""
    if draft.is_lost:
        return draft
    if "SINCE" in draft.marks and draft.start is None:
        draft.say("target-start-date", text=written)
    signs = "".join(text for name, text in words if name == "DUE")
    if "YEAR" in draft.marks and COMPARED.search(signs):
        return draft.fail("target-baseline", text=written)
    bare = re.fullmatch(r"([0-9]{1,2})月", words[-1][1]) if len(words) == 2 else None
    if bare and (operator := months_operator(signs)):
        return _months(draft, Decimal(bare[1]), operator, written)
    if re.search("[≥>≧]|[多高大]于|至少|超过|达到", signs):
        draft.say("target-deadline-operator", text=written)
    return draft
