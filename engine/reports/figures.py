"""Figures: a number as it is shown, with what stands where there is none, and the exact number behind it.

Every document shows the same texts, and a workbook holds the numbers. Amounts change from 元 to 万元 and shares to
percentages, both exactly; all else is the run's own.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from engine.quantity import EXACT, Ratio, plain

UNDECIDED = "待定"


class Figure(NamedTuple):
    """A number as it is shown, and its exact value; None where there is none to show (then the text says why)."""

    text: str
    value: Decimal | None = None

    def __str__(self) -> str:
        return self.text


NOTHING = Figure("—")


def number(value: Decimal | None) -> str:
    """A number to its last digit, or a dash where there is none."""
    return NOTHING.text if value is None else format(value, "f")


def known(value: Decimal | None) -> Figure:
    """The same as a figure."""
    return Figure(number(value), value)


def between(low: Decimal, high: Decimal) -> str:
    """The range that points lie in."""
    return f"{number(low)} ～ {number(high)}"


def points(value: Decimal | None) -> Figure:
    """Points that are known, to the run's last digit, or 待定."""
    return Figure(UNDECIDED) if value is None else known(value)


def weight(value: Decimal | None) -> Figure:
    """A weight to the run's last digit; empty where the row has none."""
    return Figure("") if value is None else known(value)


def wan(amount: Decimal | None) -> Figure:
    """An amount in 元 as 万元: exact, with as many decimals as it needs and at least two (``1080384.76`` is
    ``108.038476``)."""
    if amount is None:
        return NOTHING
    value = amount.scaleb(-4, EXACT)
    whole, _, decimals = plain(value).partition(".")
    return Figure(f"{Decimal(whole):,f}.{decimals:0<2}", value)


def percent(share: Decimal | None) -> Figure:
    """A share of 1 as a percentage, half up to two decimals; exact where rounding would claim a round 100%. The value
    is the share."""
    if share is None:
        return NOTHING
    rounded = Ratio.of(share).percent()
    if rounded == "100%" and share != 1:
        return Figure(plain(share.scaleb(2, EXACT)) + "%", share)
    return Figure(rounded, share)


def count(things: int) -> Figure:
    """A number of things."""
    return Figure(str(things), Decimal(things))
