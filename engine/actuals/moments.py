"""Days and times as people and systems write them, and the words that stand where none came yet."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time

from engine.language.patterns import regex

_DATE = regex(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?")
_IN_YEAR = regex(r"(\d{1,2})(?:月(\d{1,2})[日号]?|[-/](\d{1,2}))")
_MOMENT = regex(r"(.*?)(?:(?:[ T]+|(?<=[日号]))(\d{1,2})[:时点](?:(\d{1,2})(?:分|:(\d{2})(?:\.0+)?)?)?)?")
_DONE = (
    "(?:处理|处置|完成|完工|办结|办理|解决|修复|维修|恢复|响应|到场|到达|赶到|关闭|闭环|结束|反馈|回复|销号|整改|验收)"
)
_UNCLOSED = regex(
    rf"(?:目前)?(?:(?:尚|还|暂|仍)?(?:未|没有?|待)(?:能|予)?{_DONE}完?(?:完成|完毕|完)?"
    rf"|(?:正在|仍在|尚在)?(?:{_DONE}|进行|跟进)之?中|正在{_DONE}|在办|[-—–－/／]+)"
)
_SUMMARY = regex("(?:合|总|小|共)计|总数|总和|平均值?|均值|汇总")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def read_date(text: str, year: int | None = None) -> date | None:
    """A full date as people write it: 2024-03-01, 2024/3/1, 2024.3.1, 2024年3月1日.

    One without a year (3月1日, 3-1) is read only where the ``year`` it belongs to is given.
    """
    plain = _plain(text)
    match = _DATE.fullmatch(plain)
    if match is not None:
        return _day(*(int(part) for part in match.groups()))
    match = None if year is None else _IN_YEAR.fullmatch(plain)
    if match is None or year is None:
        return None
    return _day(year, int(match[1]), int(match[2] or match[3]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_moment(text: str, year: int | None = None) -> datetime | None:
    """A date with a time of day to the minute or second (08:30, 8时30分, 8点); a date alone is its midnight."""
    match = _MOMENT.fullmatch(_plain(text))
    day = read_date(match[1], year) if match else None
    if match is None or day is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups()[1:])
    try:
        return datetime.combine(day, time(hour, minute, second))
    except ValueError:
        return None


def kept_until(text: str) -> datetime | None:
    """The last moment of a day, or the time, up to which a list was kept."""
    moment = read_moment(text)
    return moment if moment is None or has_time(text) else datetime.combine(moment, time.max.replace(microsecond=0))


def takes_year(text: str, year: int | None) -> bool:
    """Whether a date is one only by the year that was given for it."""
    return read_moment(text) is None and read_moment(text, year) is not None


def has_time(text: str) -> bool:
    """Whether a date says a time of day."""
    return any(sign in _plain(text) for sign in ":时点")


def is_unclosed(text: str) -> bool:
    """Whether a cell says that something is not done yet: 尚未处理, 处理中, a dash, or nothing at all."""
    plain = _plain(text)
    return not plain or _UNCLOSED.fullmatch(plain) is not None


def is_summary(text: str) -> bool:
    """Whether a cell in the place of a date says that its row adds the others up (合计, 平均)."""
    return _SUMMARY.fullmatch("".join(_plain(text).split())) is not None


__all__ = ["has_time", "is_summary", "is_unclosed", "kept_until", "read_date", "read_moment", "takes_year"]
