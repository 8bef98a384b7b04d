"""Texts and figures as documents can hold them: no character that XML forbids, nothing that a program would run.

A figure keeps the text that is shown and the number behind it together, so that Word shows what the workbook holds.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from engine.quantity import EXACT
from engine.reports import table
from engine.runs.record import Score

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
FORBIDDEN = dict.fromkeys(
    {*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF} - {0x09, 0x0A}, REPLACEMENT
)
"""Control characters, halves of surrogate pairs and non-characters, which XML cannot carry."""

LEADS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, when the text is typed again or saved as CSV."""

UNDECIDED = "待定"
NOT_FILLED = "未填报"


class Figure(NamedTuple):
    """A number as it is shown, and its exact value; None where there is none to show (then the text says why)."""

    text: str
    value: Decimal | None = None

    def __str__(self) -> str:
        return self.text


def legal(text: str) -> str:
    """The text with every forbidden character replaced, and line ends as ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(FORBIDDEN)


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return text.startswith(LEADS)


def points(value: Decimal | None) -> Figure:
    """Points that are known, to the run's last digit, or 待定."""
    return Figure(UNDECIDED) if value is None else Figure(table.number(value), value)


def points_of(score: Score) -> Figure:
    """The points of a row; of an open one the range they lie in, where that is known."""
    return Figure(table.spanned(score)) if score.points is None and score.points_range else points(score.points)


def weight(value: Decimal | None) -> Figure:
    """A weight to the run's last digit; empty where the row has none."""
    return Figure("") if value is None else Figure(table.number(value), value)


def wan(amount: Decimal | None) -> Figure:
    """An amount in 元 as 万元, exactly."""
    return Figure(table.wan(amount), None if amount is None else amount.scaleb(-4, EXACT))


def percent(share: Decimal | None) -> Figure:
    """A share of 1 as a percentage, rounded for the eye; the value is the share."""
    return Figure(table.percent(share), share)


def count(number: int) -> Figure:
    """A number of things."""
    return Figure(str(number), Decimal(number))


def known(value: Decimal | None) -> Figure:
    """A number to its last digit, or a dash where there is none."""
    return Figure(table.number(value), value)
