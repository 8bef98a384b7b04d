"""Formulas with their numbers in them, as data: what was divided by what, to be redone on paper."""

from __future__ import annotations

from decimal import Decimal

from typing_extensions import TypeAliasType

from engine.quantity.numbers import Ratio, plain

Expression = TypeAliasType("Expression", "str | tuple[Expression, ...]")
"""A number as it is written (``20``, ``60%``), or a sign and what it stands between: ``("÷", "20", "33")``.

The signs are + − × ÷, ``|−|`` (a distance), ``()`` (brackets), ``−[]`` (the negative of a whole formula), ``min``, ``max``. A formula
that was recorded with its numbers (``9 ÷ 10 × 100%``) is a number as it is written.
"""
SUM, DIFFERENCE, PRODUCT, QUOTIENT = "+", "−", "×", "÷"
DISTANCE, BRACKETS, NEGATIVE, LEAST, MOST = "|−|", "()", "−[]", "min", "max"
_LOOSE, _TIGHT = (SUM, DIFFERENCE), (PRODUCT, QUOTIENT)
_AROUND = {
    DISTANCE: ("|", " − ", "|"),
    BRACKETS: ("(", "", ")"),
    NEGATIVE: ("−[", "", "]"),
    LEAST: ("min(", ", ", ")"),
    MOST: ("max(", ", ", ")"),
}


def written(expression: Expression | None) -> str:
    """The expression as people write it: ``(35 − 30) ÷ 30``; empty where there is none."""
    if expression is None or isinstance(expression, str):
        return expression or ""
    sign, *parts = expression
    assert isinstance(sign, str)
    if sign in (*_LOOSE, *_TIGHT):
        return f" {sign} ".join(_operand(sign, part, is_first=not at) for at, part in enumerate(parts))
    before, between, after = _AROUND[sign]
    return before + between.join(map(written, parts)) + after


def _operand(sign: str, part: Expression, *, is_first: bool) -> str:
    """What stands at a sign: in brackets where it binds less, or as much and would be taken apart (1 − (2 − 3))."""
    own = "" if isinstance(part, str) else part[0]
    is_weaker = own in _LOOSE and sign in _TIGHT
    is_parted = not is_first and ((sign == DIFFERENCE and own in _LOOSE) or (sign == QUOTIENT and own in _TIGHT))
    return f"({written(part)})" if is_weaker or is_parted else written(part)


def as_number(number: Ratio, unit: str | None, made: Expression | None = None) -> Expression:
    """A number inside a formula: as it is where its decimals end, else as the formula that it was ``made`` by."""
    exact, percent = number.decimal(12), "%" if unit == "%" else ""
    if number.cmp(exact) == 0:
        return f"{plain(exact)}{percent}"
    return BRACKETS, made or (QUOTIENT, f"{plain(number.num)}{percent}", plain(number.den))


def as_percent(value: Decimal) -> str:
    """A share as a percentage."""
    return f"{plain(value * 100)}%"
