"""Formulas with their numbers in them, as data: what was divided by what, to be redone on paper."""

from __future__ import annotations

from decimal import Decimal

from typing_extensions import TypeAliasType

from engine.quantity.numbers import Ratio, plain

Expression = TypeAliasType("Expression", "str | tuple[Expression, ...]")
"""A number as it is written (``20``, ``60%``), or a sign and what it stands between: ``("÷", "20", "33")``.

The signs are + − × ÷, ``|−|`` (a distance), ``()`` (brackets), ``−[]`` (the negative of a whole formula), ``min``. A formula
that was recorded with its numbers (``9 ÷ 10 × 100%``) is a number as it is written.
"""
SUM, DIFFERENCE, PRODUCT, QUOTIENT = "+", "−", "×", "÷"
DISTANCE, BRACKETS, NEGATIVE, LEAST = "|−|", "()", "−[]", "min"
_LOOSE = (SUM, DIFFERENCE)
_AROUND = {
    SUM: ("", " + ", ""),
    DIFFERENCE: ("", " − ", ""),
    DISTANCE: ("|", " − ", "|"),
    BRACKETS: ("(", "", ")"),
    NEGATIVE: ("−[", "", "]"),
    LEAST: ("min(", ", ", ")"),
}


def written(expression: Expression | None) -> str:
    """The expression as people write it: ``(35 − 30) ÷ 30``; empty where there is none."""
    if expression is None or isinstance(expression, str):
        return expression or ""
    sign, *parts = expression
    assert isinstance(sign, str)
    if sign in (PRODUCT, QUOTIENT):
        return f" {sign} ".join(_factor(part) for part in parts)
    before, between, after = _AROUND[sign]
    return before + between.join(map(written, parts)) + after


def _factor(part: Expression) -> str:
    """A factor, in brackets where it is a sum or a difference."""
    is_loose = not isinstance(part, str) and part[0] in _LOOSE
    return f"({written(part)})" if is_loose else written(part)


def as_number(number: Ratio, unit: str | None, made: Expression | None = None) -> Expression:
    """A number inside a formula: as it is where its decimals end, else as the formula that it was ``made`` by."""
    exact, percent = number.decimal(12), "%" if unit == "%" else ""
    if number.compare(exact) == 0:
        return f"{plain(exact)}{percent}"
    return BRACKETS, made or (QUOTIENT, f"{plain(number.num)}{percent}", plain(number.den))


def as_percent(value: Decimal) -> str:
    """A share as a percentage."""
    return f"{plain(value * 100)}%"
