"""Formulas with their inputs, and their exact results on recorded figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from itertools import repeat

from engine.explanations.expressions import Node, canonical, has_factor, names, operand, parse
from engine.explanations.names import input_unit, is_rate
from engine.explanations.prose import tidy
from engine.language.findings import Finding, Findings, Value, finding
from engine.quantity import Dimension, Ratio, unit_of

# Beyond this many digits a figure is damage, and exact arithmetic on it would take memory without bound.
DIGITS = 60
HUNDRED = Fraction(100)

Figure = Decimal | tuple[Decimal, ...]


class Input(Value):
    """One figure to be recorded: its name as the explanation has it, and its unit where one is known."""

    name: str
    unit: str | None = None


class Formula(Value):
    """A definition ``name = expression``.

    ``name`` is None where the explanation gives the expression alone (考核总分/满分*100%). ``expression`` is the
    formula in a canonical notation (``已采纳 ÷ 总数 × 100%``); ``percent`` says whether its result is a percentage
    (a ``*100%``, a ``(%)`` after the name, or a name that ends in 率). ``bound`` is a limit written after it.
    """

    text: str
    name: str | None = None
    expression: str
    inputs: tuple[Input, ...]
    percent: bool = False
    bound: str | None = None


def formula_of(text: str, name: str | None, expression: Node, *, percent: bool, bound: str | None = None) -> Formula:
    """The formula of a parsed expression: its inputs with the units that their names give."""
    inputs = tuple(Input(name=one.text, unit=one.unit or input_unit(one.text)) for one in names(expression))
    shares = percent or has_factor(expression, "100%") or (name is not None and is_rate(name))
    return Formula(text=text, name=name, expression=canonical(expression), inputs=inputs, percent=shares, bound=bound)


class _StopError(Exception):
    """Ends one evaluation with the finding that explains it; never leaves this module."""

    def __init__(self, reason: Finding) -> None:
        super().__init__(reason.code)
        self.reason = reason


Number = Fraction | tuple[Fraction, ...]
_OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "×": lambda left, right: left * right,
    "÷": lambda left, right: left / right,
}


def input_key(name: str) -> str:
    """A name as it is compared: width, blanks and a unit in brackets do not count."""
    return operand(tidy(name).replace(" ", "")).text


def literal(text: str) -> Fraction:
    """The value of a number in a formula: ``100%`` is one, a unit after it changes nothing but 万."""
    digits = re.match(r"[\d,.]+", text)
    value = Fraction(digits.group().replace(",", "")) if digits else Fraction(0)
    scale = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}.get(text[-1], Fraction(1))
    return value * (10000 * scale if "万" in text else scale)


def scales(formula: Formula) -> dict[str, Fraction]:
    """What each input is multiplied with: percent points become shares, money 元, and units that differ their base.

    Figures of one unit stay as they are, so that a mean of hours is in hours.
    """
    units = {one.name: unit_of(one.unit) for one in formula.inputs}
    factors: dict[Dimension, set[Fraction]] = {}
    for unit in units.values():
        factors.setdefault(unit.dimension, set()).add(Fraction(unit.factor))
    found = {}
    for name, unit in units.items():
        mixed = unit.dimension is Dimension.MONEY or len(factors[unit.dimension]) > 1
        share = unit.dimension is Dimension.SHARE
        found[name] = Fraction(unit.factor) / (HUNDRED if share else 1) if mixed or share else Fraction(1)
    return found


def _exact(name: str, scale: Fraction, figure: Figure) -> Number:
    """A recorded figure as fractions, in the unit that the formula computes with."""
    for one in figure if isinstance(figure, tuple) else (figure,):
        if not one.is_finite() or abs(one.adjusted()) > DIGITS or len(one.as_tuple().digits) > DIGITS:
            raise _StopError(finding("formula-input-number", name=name, value=one))
    if isinstance(figure, tuple):
        return tuple(Fraction(one) * scale for one in figure)
    return Fraction(figure) * scale


def _combine(node: Node, left: Number, right: Number) -> Number:
    """One operation, on single figures or figure by figure."""
    operation = _OPERATIONS[node.op]
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return operation(left, right)
    pairs = zip(
        left if isinstance(left, tuple) else repeat(left),
        right if isinstance(right, tuple) else repeat(right),
        strict=False,
    )
    if isinstance(left, tuple) and isinstance(right, tuple) and len(left) != len(right):
        raise _StopError(
            finding("formula-series-length", first=canonical(node.parts[0]), second=canonical(node.parts[1]))
        )
    return tuple(operation(first, second) for first, second in pairs)


def _total(number: Number) -> Fraction:
    return sum(number, Fraction()) if isinstance(number, tuple) else number


def _value(node: Node, figures: Mapping[str, Number], each: bool) -> Number:
    """The value of a node; ``each`` inside ∑, where a series stays a series. Elsewhere it stands for its sum."""
    if node.op == "number":
        return literal(node.text)
    if node.op == "name":
        number = figures[input_key(node.text)]
        return number if each else _total(number)
    if node.op == "∑":
        return _total(_value(node.parts[0], figures, True))
    if node.op == "()":
        return _value(node.parts[0], figures, each)
    left, right = (_value(part, figures, each) for part in node.parts)
    try:
        return _combine(node, left, right)
    except ZeroDivisionError:
        raise _StopError(finding("formula-zero", name=canonical(node.parts[1]))) from None


def _matched(formula: Formula, inputs: Mapping[str, Figure]) -> tuple[dict[str, Figure], list[Finding]]:
    """The recorded figures by the formula's names; missing and unknown names as findings."""
    given = {input_key(name): figure for name, figure in inputs.items()}
    wanted = {input_key(one.name): one.name for one in formula.inputs}
    findings = [finding("formula-input-missing", name=name) for key, name in wanted.items() if key not in given]
    for name in inputs:
        if input_key(name) not in wanted:
            near = get_close_matches(input_key(name), wanted, n=1, cutoff=0.4)
            known = wanted[near[0]] if near else "、".join(wanted.values())
            findings.append(finding("formula-input-unknown", name=name, known=known))
    return {key: given[key] for key in wanted if key in given}, findings


def _scaled(formula: Formula, expression: Node, value: Fraction) -> Fraction:
    """A percentage in percent points, unless the formula multiplies by 100 itself."""
    return value * HUNDRED if formula.percent and not has_factor(expression, "100") else value


def evaluate(formula: Formula, inputs: Mapping[str, Figure]) -> tuple[Ratio | None, Findings]:
    """The exact result of a formula on recorded inputs.

    Figures are given in the unit of their input: percent points for %, and a percentage formula gives percent points
    (9 of 10 is 90); 万元 beside 元 are put right, and a result in money is in 元. Names are compared without width, blanks and units in
    brackets. A series stands figure by figure inside ∑, and for its sum elsewhere. A missing input, an unknown name, a
    zero denominator or series of different lengths is a finding, and no number.
    """
    read = parse(formula.expression)
    if read is None:
        return None, (finding("formula-unreadable", text=formula.text),)
    matched, findings = _matched(formula, inputs)
    if findings:
        return None, tuple(findings)
    try:
        figures = {
            input_key(name): _exact(name, scale, matched[input_key(name)]) for name, scale in scales(formula).items()
        }
        value = _total(_value(read.expression, figures, False))
    except _StopError as stop:
        return None, (stop.reason,)
    return Ratio.from_fraction(_scaled(formula, read.expression, value)), ()


__all__ = ["Figure", "Formula", "Input", "evaluate", "formula_of", "input_key", "literal", "scales"]
