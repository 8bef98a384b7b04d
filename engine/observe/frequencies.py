"""How often something was done (每周1次, 每半年1次): what that comes to in a year."""

from __future__ import annotations

import re
from decimal import Decimal

from engine.language.findings import finding
from engine.language.rendering import coded
from engine.observe import phrases as p
from engine.observe.model import Observation, shown_number
from engine.observe.recorded import Figure, RecordedRow, Role
from engine.quantity import EXACT, Dimension, Ratio, unit_of
from engine.quantity.numerals import chinese_number

PER_YEAR = {"年": 1, "半年": 2, "季度": 4, "月": 12, "半月": 24, "旬": 36, "周": 52}
"""How often a period comes in a year; days and terms are not counted."""
_OTHERS = frozenset(["天", "日", "学期", "学年", "工作日"])
_NAMES = {"季": "季度", "星期": "周", "季度": "季度"}


def period_of(unit: str | None) -> str | None:
    """The period of a unit such as 次/月."""
    if unit is None or "/" not in unit:
        return None
    per = unit.split("/", 1)[1].removesuffix("度") if unit.endswith(("月度", "年度")) else unit.split("/", 1)[1]
    per = _NAMES.get(per.removeprefix("个"), per.removeprefix("个"))
    return per if per in PER_YEAR or per in _OTHERS else None


def period_in(per: str | None) -> str | None:
    """The period of a frequency; of one for each of several things (人·月) all of it, since none of them is the year's
    part alone."""
    if per is None:
        return None
    parts = [_NAMES.get(one, one) for one in per.split("·")]
    known = [one for one in parts if one in PER_YEAR or one in _OTHERS]
    return None if not known else known[0] if len(parts) == 1 else per


def frequency(row: RecordedRow) -> Observation | None:
    """A figure for each of so many periods: as it is against a target of the same period, else what it makes in a year."""
    each = [one for one in row.figures if one.role is Role.EACH or period_of(one.mention.unit)]
    if len(each) != 1 or any(one.is_live for one in row.figures if one not in each):
        return None
    figure = each[0]
    found = _each(figure)
    if found is None or unit_of(_counter(figure)).dimension is not Dimension.COUNT:
        return None
    return _of_year(row, figure, found)


def _counter(figure: Figure) -> str | None:
    unit = figure.mention.unit
    return unit.split("/", 1)[0] or None if unit and period_of(unit) else unit


def _each(figure: Figure) -> tuple[str, Decimal] | None:
    """The period of a figure, and for how many of them it stands (每两周1次: two weeks)."""
    per = period_of(figure.mention.unit)
    if per is not None:
        return per, Decimal(1)
    found = p.EACH.search(figure.mention.before)
    if found is None:
        return None
    name = found["period"] or found["mean"] or found["of"] or found["months"] or found["single"]
    many = found["many"] or (found["once"] if found["once"] not in (None, "一", "半") else None)
    if found["once"] == "半":
        name = "半年" if name == "年" else "半月" if name == "月" else name
    count = Decimal(1) if many is None else Decimal(many) if many.isdigit() else chinese_number(many) or Decimal(1)
    return _NAMES.get(name, name), count + 1 if found["gap"] == "隔" else count


def _of_year(row: RecordedRow, figure: Figure, each: tuple[str, Decimal]) -> Observation | None:
    period, many = each
    own = period_of(row.unit) or (_NAMES.get(row.target.per or "", row.target.per))
    unit, number = _counter(figure), figure.number
    if figure.mention.upper is not None:
        return Observation(shown=row.text, question=finding("ask-interval", text=row.text))
    if own == period and many == 1:
        return Observation(
            shown=row.text,
            number=Ratio.of(number),
            unit=row.unit if period_of(row.unit) else unit,
            per=row.target.per,
        )
    if _in_name(row.name, period) and own is None:
        return Observation(shown=row.text, number=Ratio.of(number), unit=unit)
    times = PER_YEAR.get(period)
    if times is None:
        return Observation(shown=row.text, question=finding("ask-frequency", text=row.text))
    whole = Ratio.of(EXACT.multiply(number, Decimal(times)), many)
    result = shown_number(whole, unit)
    note = finding(
        "actual-of-year", text=row.text, times=Ratio.of(Decimal(times), many).decimal(2).normalize(), result=result
    )
    return Observation(shown=coded("worked-out", result=result, of=row.text), number=whole, unit=unit, findings=(note,))


def _in_name(name: str, period: str) -> bool:
    found = p.EACH.search(name) or re.search("(?P<period>月|周|季|年|日)均", name)
    return found is not None and _NAMES.get(found["period"], found["period"]) == period
