"""One recorded text (``93.2%``, ``36小时``, ``2024-11-20``, ``已完成``) read into a figure.

The grammar of targets reads it; an operator copied from the target is a finding, and the figure behind it is taken.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache

from engine.actuals.moments import read_moment
from engine.language.findings import Findings, Value, finding
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.quantity import Dimension, in_wan, unit_of
from engine.targets import Target, TargetKind, read_target
from engine.targets.model import DatePart

_DONE = "(?:通过|完成|达标|合格|符合|达成|实现|落实|达到|验收)"
_NO = regex(
    rf"^(?:否|无法)|(?:未|不|没|没有)(?:能|能够|按时|按期|如期|及时|全部|完全|按要求)*{_DONE}|(?<![未无没有不])逾期|失败"
)
_YES = regex(rf"^是$|{_DONE}(?!率|度)")
# half done, to be done, or one of several: a person must say which it is
_DOUBT = regex(
    "基本|部分|一半|大半|多数|即将|接近|将近|计划|预计|正在|进行|待|拟|将于|初步|几乎|仅|个别|但|除|是否|有无|如果|[0-9０-９]"
)
_TIME = regex(r"(?:(\d+)(?:个)?小时)(\d+)分钟?|(\d+)(?:天|日)(\d+)(?:个)?小时")
# a rate of change may be below zero; a count or a length of time below it is a slip
_BELOW_ZERO = regex(r"[-－−]\s*(\d[\d.．]*\s*[%％])")
_NEVER_BELOW_ZERO = frozenset(
    {Dimension.NONE, Dimension.COUNT, Dimension.DURATION, Dimension.WORKDAYS, Dimension.MONTHS}
)
_BARE_DAY = regex(r"(?P<month>\d{1,2})(?P<mark>[./])(?P<day>\d{1,2})")
_BOUNDED_DAY = regex("[≤<≦≥>≧]|[前内]$")


class Figure(Value):
    """A recorded text, read: a number with its unit, or a day, or else only the word. A number of a ``change`` (下降4.6%) is
    below zero where that is down."""

    text: str
    number: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    change: str | None = None
    day: date | None = None
    word: str = ""
    findings: Findings = ()

    @property
    def verdict(self) -> bool | None:
        """Yes or no, where the word says so and says nothing that leaves it open."""
        if not self.word or _DOUBT.search(self.word):
            return None
        if _NO.search(self.word):
            return False
        return True if _YES.search(self.word) else None


def _two_part_time(text: str) -> tuple[Decimal, str] | None:
    """A length of time said in two units (1小时20分钟, 2天3小时), in the smaller one."""
    match = _TIME.fullmatch(unicodedata.normalize("NFKC", "".join(text.split())))
    if match is None:
        return None
    hours, minutes, days, rest = match.groups()
    return (Decimal(hours) * 60 + Decimal(minutes), "分钟") if hours else (Decimal(days) * 24 + Decimal(rest), "小时")


def read_figure(text: str, year: int | None = None) -> Figure:
    """The figure a text holds; a text that holds neither number nor day keeps only its word.

    ``year`` completes a day written without one, which the findings say, as they say all that was inferred. Answers for
    texts of usual length are remembered: figures repeat from day to day, and from unit to unit.
    """
    return _remembered(text, year) if len(text) <= USUAL else _read(text, year)


def _read(text: str, year: int | None) -> Figure:
    plain = text.strip()
    moment = read_moment(plain)
    if moment is not None:
        return Figure(text=text, day=moment.date())
    below_zero = _BELOW_ZERO.fullmatch(plain)
    if below_zero is not None:
        figure = read_figure(below_zero[1], year)
        return figure.model_copy(update={"text": text, "number": None if figure.number is None else -figure.number})
    time = _two_part_time(plain)
    if time is not None:
        return Figure(text=text, number=time[0], unit=time[1])
    target = read_target(plain, year)
    inferred = tuple(one for one in target.findings if one.of_writing)
    copied = (finding("actual-operator", text=plain),)
    if target.kind is TargetKind.DEADLINE and isinstance(target.value, date):
        is_last = DatePart.DAY in target.inferred
        last = (finding("actual-month-only", text=plain, day=target.value),) if is_last else ()
        bound = copied if _BOUNDED_DAY.search(plain) else ()
        return Figure(text=text, day=target.value, findings=(*bound, *inferred, *last))
    number = _number_in(target, plain)
    if number is None:
        return Figure(text=text, word=plain.rstrip("。"))
    if target.approximate:
        shown = f"{in_wan(number)}{target.unit or ''}"
        inferred = (finding("actual-approximate", text=plain, figure=shown), *inferred)
    findings = inferred if target.operator is None or target.within is not None else (*copied, *inferred)
    return Figure(
        text=text, number=number, unit=target.unit, per=target.per, change=target.direction, findings=findings
    )


def read_day(text: str, year: int | None = None) -> Figure:
    """The figure of a text where a day is asked for: of one without its words (``4.8``) in the ``year`` that is known."""
    days = bare_days(text, year)
    return Figure(text=text, day=days[0]) if len(days) == 1 else read_figure(text, year)


def bare_days(text: str, year: int | None) -> tuple[date, ...]:
    """The days that a bare month and day may be (``11.28``, ``4/8``); ``11.3`` may be a number that was typed as 11.30."""
    found = _BARE_DAY.fullmatch(squeeze(text))
    if found is None or year is None:
        return ()
    month, day = int(found["month"]), int(found["day"])
    is_cut = found["mark"] == "." and len(found["day"]) == 1
    read = (_day(year, month, one) for one in ((day, day * 10) if is_cut else (day,)))
    return tuple(one for one in read if one is not None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number_in(target: Target, plain: str) -> Decimal | None:
    """The number of a recorded text as the grammar of targets reads it; None where it holds none that can be true."""
    if target.within is not None and target.per and not {"前", "内"} & set(plain):  # 每月10日: a day of every month
        return target.within
    if target.kind not in (TargetKind.QUANTITY, TargetKind.CHANGE) or not isinstance(target.value, Decimal):
        return None
    if target.value < 0 and unit_of(target.unit).dimension in _NEVER_BELOW_ZERO:
        return None
    return -target.value if target.direction == "down" else target.value


USUAL = 40
_remembered = lru_cache(maxsize=8192)(_read)
