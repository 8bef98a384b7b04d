"""Decision x weight -> points: the arithmetic of the awards, exact, without clock or I/O.

An award turns a comparison into a share of the weight; the share becomes points at one place
(:func:`engine.quantity.points`). Sources of the formulas stand in the rules that use them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from engine.compare import Comparison
from engine.findings import Value
from engine.quantity import EXACT, ONE, ZERO, Number, Ratio, plain, points

Parameters = Mapping[str, Decimal]


class Points(Value):
    """The points of one row: None where nothing is scored. ``formula`` holds the numbers of the award."""

    points: Number | None
    deduction: Number | None
    formula: str = ""


def clamp(share: Ratio) -> Ratio:
    """A share of the weight is never below 0 nor above 1."""
    if share.num <= 0:
        return ZERO
    return ONE if share.num >= share.den else share


def _full(_compared: Comparison, _parameters: Parameters) -> Ratio:
    return ONE


def _zero(_compared: Comparison, _parameters: Parameters) -> Ratio:
    return ZERO


def _proportional(compared: Comparison, _parameters: Parameters) -> Ratio:
    return compared.completion or ZERO


def _linear(compared: Comparison, _parameters: Parameters) -> Ratio:
    over = compared.deviation or ZERO
    return Ratio(over.den - over.num, over.den)


def _inverse(compared: Comparison, _parameters: Parameters) -> Ratio:
    over = compared.deviation or ZERO
    return Ratio(over.den, over.den + over.num)


def _pass_line(compared: Comparison, parameters: Parameters) -> Ratio:
    line, done = parameters["line"], compared.completion or ZERO
    if done.compare(line) < 0:
        return ZERO
    return Ratio(done.num - EXACT.multiply(line, done.den), EXACT.multiply(1 - line, done.den))


def late_steps(compared: Comparison, step: Decimal) -> Decimal:
    """How many whole steps fit into the lateness."""
    late = compared.lateness or ZERO
    return EXACT.divide_int(late.num, EXACT.multiply(step, late.den))


def _late_steps(compared: Comparison, parameters: Parameters) -> Ratio:
    return Ratio(1 - late_steps(compared, parameters["step"]) * parameters["deduct"], Decimal(1))


SHARES: dict[str, Callable[[Comparison, Parameters], Ratio]] = {
    "full": _full,
    "zero": _zero,
    "proportional": _proportional,
    "tier": _proportional,
    "linear": _linear,
    "inverse": _inverse,
    "pass_line": _pass_line,
    "late_steps": _late_steps,
}


def _percent(value: Decimal) -> str:
    return f"{plain(value * 100)}%"


def _term(award: str, compared: Comparison, parameters: Parameters) -> str:
    """The share of an award as a formula with its numbers."""
    if award == "linear":
        return f"(1 − {compared.expression})"
    if award == "inverse":
        return f"1 ÷ (1 + {compared.expression})"
    if award == "pass_line":
        line = _percent(parameters["line"])
        return f"({compared.expression} − {line}) ÷ (1 − {line})"
    if award == "late_steps":
        return f"(1 − {late_steps(compared, parameters['step'])} × {_percent(parameters['deduct'])})"
    return compared.expression or _percent((compared.completion or ZERO).decimal())


def award_points(award: str, weight: Decimal, compared: Comparison, parameters: Parameters) -> Points:
    """The points an award gives.

    :raises KeyError: if the award is unknown or lacks a parameter.
    """
    if award == "none":
        return Points(points=None, deduction=None)
    raw = SHARES[award](compared, parameters)
    got = points(weight, clamp(raw))
    return Points(points=got, deduction=weight - got, formula=_formula(award, weight, compared, parameters, raw, got))


def _formula(
    award: str, weight: Decimal, compared: Comparison, parameters: Parameters, raw: Ratio, got: Decimal
) -> str:
    if award == "full":
        return f"{weight}"
    if award == "zero":
        return f"{weight} × 0 = {got}"
    bound = "（不低于0）" if raw.num < 0 else "（不超过分值）" if raw.num > raw.den else ""
    return f"{weight} × {_term(award, compared, parameters)} = {got}{bound}"
