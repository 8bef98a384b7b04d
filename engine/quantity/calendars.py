"""Lengths of time that no table of units converts: months and days, days and working days.

So many months have a least and a most number of days, whichever month they begin in; so many days hold a least and a
most number of working days, whichever day they begin on.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from engine.quantity.numbers import Dimension, Ratio, unit_of

_YEAR = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_YEAR = (31, 29, *_YEAR[2:])
_FOUR_YEARS = (*_YEAR, *_YEAR, *_LEAP_YEAR, *_YEAR)
_WEEK, _REST = 7, 2
_LONGEST = 1200
_DAY = 86_400


class Between(NamedTuple):
    """The least and the most that something may be."""

    least: Ratio
    most: Ratio


@cache
def days_of_months(months: int) -> tuple[int, int]:
    """The fewest and the most days of so many months in a row: 4 months have 120 to 123."""
    around = _FOUR_YEARS * (2 + months // len(_FOUR_YEARS))
    lengths = [sum(around[first : first + months]) for first in range(len(_FOUR_YEARS))]
    return min(lengths), max(lengths)


def length_between(number: Ratio, unit: str | None, to: str | None, target: Decimal) -> Between | None:
    """What a length of time may be in another unit, beside a ``target`` in that unit; None where they do not convert so.

    121天 beside 4个月 is 121 × 4 ÷ 123 to 121 × 4 ÷ 120 months: at most 4 of them in some, more in others.
    """
    kinds = unit_of(unit).dimension, unit_of(to).dimension
    counted = number.fraction() * Fraction(unit_of(unit).factor)  # in seconds, working days or months
    size = Fraction(unit_of(to).factor)
    if kinds == (Dimension.DURATION, Dimension.WORKDAYS):
        return _working_days(counted / _DAY)
    if kinds == (Dimension.WORKDAYS, Dimension.DURATION):
        return _of(*(one * _DAY / size for one in (counted, counted + _REST * -(-counted // (_WEEK - _REST)))))
    if kinds == (Dimension.DURATION, Dimension.MONTHS):
        return _in_months(counted / _DAY, Fraction(target) * size, Fraction(target))
    if kinds == (Dimension.MONTHS, Dimension.DURATION):
        return _in_days(counted, _DAY / size)
    return None


def _of(least: Fraction, most: Fraction) -> Between:
    return Between(Ratio.from_fraction(least), Ratio.from_fraction(most))


def _working_days(days: Fraction) -> Between:
    """Working days in so many days in a row: two of seven are free at most, one at least; holidays apart."""
    return _of(max(days - _REST * -(-days // _WEEK), Fraction(0)), days - days // _WEEK)


def _in_months(days: Fraction, months: Fraction, target: Fraction) -> Between | None:
    """So many days of a target of whole months, by the longest and the shortest such months."""
    if months.denominator != 1 or not 0 < months <= _LONGEST:
        return None
    fewest, most = days_of_months(int(months))
    return _of(days * target / most, days * target / fewest)


def _in_days(months: Fraction, day: Fraction) -> Between | None:
    if months.denominator != 1 or not 0 < months <= _LONGEST:
        return None
    fewest, most = days_of_months(int(months))
    return _of(fewest * day, most * day)
