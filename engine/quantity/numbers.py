"""Exact numbers: decimals as text, ratios that are never divided too early, units that convert exactly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, NamedTuple

from pydantic import PlainSerializer

from engine.language.errors import CodedValueError
from engine.language.rendering import Coded, coded

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
CENT = Decimal("0.01")


def plain(value: Decimal) -> str:
    """A decimal as people write it: no exponent, no trailing zeros after the point."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def in_wan(value: Decimal) -> str:
    """A number as people read it: whole ten thousands with 万 (20000000 is 2000万), all else plain."""
    if abs(value) >= 10_000 and value % 10_000 == 0:
        return f"{plain(value / 10_000)}万"
    return plain(value)


def money(value: Decimal) -> str:
    """An amount in 元 with separators and at least its cents: ``2,115,337.50``."""
    exponent = value.normalize().as_tuple().exponent
    locations = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{value:,.{locations}f}"


Number = Annotated[Decimal, PlainSerializer(lambda value: format(value, "f"), return_type=str)]


_WRITTEN = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{1,15})?|\.[0-9]{1,15})")


class Within(NamedTuple):
    """The numbers that a place takes: from ``low`` to ``high``, with at most so many places where these matter.

    ``above`` leaves out ``low`` itself, ``below`` leaves out ``high``.
    """

    low: Decimal
    high: Decimal
    places: int | None = None
    above: bool = False
    below: bool = False

    def holds(self, value: Decimal) -> bool:
        """Whether a number is one of these; infinity and what is no number never are."""
        if not value.is_finite() or not self.low <= value <= self.high:
            return False
        exponent = value.as_tuple().exponent
        is_short = self.places is None or (isinstance(exponent, int) and -exponent <= self.places)
        return is_short and not (self.above and value == self.low) and not (self.below and value == self.high)

    def read(self, text: str) -> Decimal | None:
        """The number that a text writes in plain digits, full-width ones too; None where it is none of these.

        ``1e3``, ``1_000``, ``NaN`` and digits of other scripts are no way of writing a number here.
        """
        short = unicodedata.normalize("NFKC", text[:64]).replace("−", "-").strip() if len(text) <= 64 else ""
        value = Decimal(short) if _WRITTEN.fullmatch(short) else None
        return value if value is not None and self.holds(value) else None

    def check(self, value: object) -> Decimal:
        """The number in a value of a file, for models.

        :raises CodedValueError: if it is none of these; it says which are.
        """
        number = value if isinstance(value, Decimal) else self.read(str(value))
        if number is None or not self.holds(number):
            raise CodedValueError("expected", what=self.content)
        return number

    @property
    def content(self) -> Coded:
        """Which numbers they are, in words."""
        bounds = self.bounds(plain(self.low), plain(self.high))
        if self.places is None:
            return coded("number-in-digits", **bounds)
        return coded("number-in-digits-places", **bounds, places=self.places)

    def bounds(self, low: str, high: str) -> dict[str, Coded]:
        """Its ends in words, as they are written."""
        return {
            "low": coded("above-number" if self.above else "from-number", number=low),
            "high": coded("below-number" if self.below else "to-number", number=high),
        }


class Ratio(NamedTuple):
    """``num / den``, kept apart so that nothing is lost before the one rounding; ``den`` is positive."""

    num: Decimal
    den: Decimal

    @classmethod
    def of(cls, num: Decimal | int, den: Decimal | int = 1) -> Ratio:
        """The ratio of two numbers.

        :raises ZeroDivisionError: if ``den`` is zero.
        """
        top, bottom = Decimal(num), Decimal(den)
        if not bottom:
            raise ZeroDivisionError("a ratio needs a denominator that is not zero")
        return cls(top, bottom) if bottom > 0 else cls(-top, -bottom)

    @classmethod
    def from_fraction(cls, value: Fraction) -> Ratio:
        """The same number as two whole decimals."""
        return cls(Decimal(value.numerator), Decimal(value.denominator))

    def fraction(self) -> Fraction:
        """The same number, for sums and products of several ratios."""
        return Fraction(self.num) / Fraction(self.den)

    def cmp(self, other: Decimal) -> int:
        """-1, 0 or 1 as the ratio is below, equal to or above ``other``, exactly."""
        left, right = self.num, EXACT.multiply(other, self.den)
        return (left > right) - (left < right)

    def decimal(self, locations: int = 12) -> Decimal:
        """The quotient, half up to ``places`` decimals: for display, never for further arithmetic."""
        return EXACT.quantize(EXACT.divide(self.num, self.den), Decimal(1).scaleb(-locations))

    def percent(self, locations: int = 2) -> str:
        """The quotient as a percentage, half up: ``60.61%``."""
        return plain(Ratio(EXACT.multiply(self.num, Decimal(100)), self.den).decimal(locations)) + "%"


ZERO = Ratio(Decimal(0), Decimal(1))
ONE = Ratio(Decimal(1), Decimal(1))


def mean(ratios: Iterable[Ratio]) -> Ratio:
    """The exact mean of at least one ratio."""
    fractions = [ratio.fraction() for ratio in ratios]
    return Ratio.from_fraction(sum(fractions, Fraction()) / len(fractions))


def points(weight: Decimal, share: Ratio) -> Decimal:
    """``weight x share`` rounded half up to 0.01: the one place where points are rounded."""
    return EXACT.quantize(EXACT.divide(EXACT.multiply(weight, share.num), share.den), CENT)


class Dimension(StrEnum):
    """What a unit measures; two quantities compare only within one dimension."""

    NONE = "none"
    COUNT = "count"
    SHARE = "share"
    POINTS = "points"
    DURATION = "duration"
    WORKDAYS = "workdays"
    MONTHS = "months"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    MASS = "mass"
    DATA = "data"
    MONEY = "money"
    RATE = "rate"


class Unit(NamedTuple):
    """A unit's dimension and its size in the dimension's base unit."""

    dimension: Dimension
    factor: Decimal


def _units() -> dict[str, Unit]:
    """The table of units, each with its exact size; months do not convert to days, nor working days to days."""
    table: dict[Dimension, dict[str, str]] = {
        Dimension.SHARE: {"%": "1", "‰": "0.1", "个百分点": "1", "百分点": "1", "成": "10"},
        Dimension.POINTS: {"分": "1"},
        Dimension.DURATION: {"秒": "1", "秒钟": "1", "分钟": "60", "小时": "3600", "个小时": "3600", "h": "3600"}
        | {"天": "86400", "日": "86400", "周": "604800", "个星期": "604800", "星期": "604800"}
        | {
            "自然日": "86400",
            "个自然日": "86400",
            "日历天": "86400",
            "个日历天": "86400",
            "日历日": "86400",
            "个日历日": "86400",
        }
        | {"min": "60", "s": "1", "毫秒": "0.001", "ms": "0.001"},
        Dimension.WORKDAYS: {"工作日": "1", "个工作日": "1"},
        Dimension.MONTHS: {"月": "1", "个月": "1", "季度": "3", "个季度": "3", "年": "12", "周年": "12"},
        Dimension.LENGTH: {"mm": "0.001", "毫米": "0.001", "cm": "0.01", "厘米": "0.01", "m": "1", "米": "1"}
        | {"km": "1000", "公里": "1000", "千米": "1000", "里": "500", "延米": "1"},
        # in thirds of a square metre: 15亩 are exactly one 公顷
        Dimension.AREA: {"平方米": "3", "m2": "3", "㎡": "3", "平方公里": "3000000", "km2": "3000000", "亩": "2000"}
        | {"公顷": "30000", "平米": "3", "平方": "3", "平方千米": "3000000", "平方厘米": "0.0003"},
        Dimension.VOLUME: {
            "立方米": "1",
            "立方": "1",
            "m3": "1",
            "方": "1",
            "升": "0.001",
            "L": "0.001",
            "毫升": "0.000001",
        },
        Dimension.MASS: {"克": "0.001", "g": "0.001", "公斤": "1", "千克": "1", "kg": "1", "斤": "0.5", "吨": "1000"}
        | {"t": "1000", "毫克": "0.000001", "mg": "0.000001"},
        Dimension.DATA: {"B": "1", "KB": "1024", "MB": "1048576", "GB": "1073741824", "TB": "1099511627776"},
        Dimension.MONEY: {"元": "1", "角": "0.1", "万元": "10000", "亿元": "100000000", "千元": "1000"},
    }
    return {
        name: Unit(dimension, Decimal(factor)) for dimension, names in table.items() for name, factor in names.items()
    }


UNITS = _units()


def unit_of(name: str | None) -> Unit:
    """The unit a text names: from the table, a unit per something or of a ratio, or else a counter (个, 台, 株 …)."""
    if name is None:
        return Unit(Dimension.NONE, Decimal(1))
    if name in UNITS:
        return UNITS[name]
    if name.startswith("比"):  # 3:1 is 3 比1, and compares with nothing but another 比1
        return Unit(Dimension.RATE, Decimal(1))
    if "/" in name:
        top = UNITS.get(name.split("/", 1)[0])
        return Unit(Dimension.RATE, top.factor if top else Decimal(1))
    return Unit(Dimension.COUNT, Decimal(1))


def convert_ratio(number: Ratio, unit: str | None, to: str | None) -> Ratio | None:
    """A ratio of one unit in another, without any division (90分钟 is 90 x 60 ÷ 3600 小时); None as for convert."""
    if convert(Decimal(1), unit, to) is None:
        return None
    if unit == to or unit is None or to is None:
        return number
    return Ratio(EXACT.multiply(number.num, unit_of(unit).factor), EXACT.multiply(number.den, unit_of(to).factor))


def convert(value: Decimal, unit: str | None, to: str | None) -> Decimal | None:
    """``value`` of one unit in another, exactly; None where the two do not measure the same.

    A number without a unit is taken as already being in the other unit, any counter as any other: whoever calls
    says so, or asks. Percentages and points of a hundred convert only where the measure says so, not here.
    """
    if unit == to or unit is None or to is None:
        return value
    source, target = unit_of(unit), unit_of(to)
    if source.dimension is not target.dimension:
        return None
    if source.dimension is Dimension.RATE and unit.split("/", 1)[-1] != to.split("/", 1)[-1]:
        return None
    return EXACT.divide(EXACT.multiply(value, source.factor), target.factor)


_AMOUNT = re.compile(
    r"(?:人民币|RMB|[¥￥])?(-?(?:[0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(?:\.[0-9]{1,6})?)([万亿千]?元|[万亿])?[整正]?"
)
_IN_YUAN = {"元": 1, "千元": 1_000, "万": 10_000, "万元": 10_000, "亿": 100_000_000, "亿元": 100_000_000}


def read_amount(text: str, note: str = "") -> Decimal | None:
    """An amount in 元 from its text (``1,544,174.00``, ``85.2万``, ``人民币86.5万元整``) and the bracketed note of its label
    (``(中期规划,元)``, ``(万元)``).

    None where the text is no number as people write amounts, or says 元 under a label in 万元.
    """
    match = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if match is None or ("万元" in note and match[2] == "元"):
        return None
    value = Decimal(match[1].replace(",", ""))
    return value * _IN_YUAN[match[2] or ("万元" if "万元" in note else "元")]
