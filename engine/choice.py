"""Which formula of an explanation measures the target: the indicator's own, and only where the units agree."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from engine.explanations import Explanation, Formula
from engine.expressions import has_factor, parse, walk
from engine.findings import Findings, finding
from engine.names import is_count, is_rate
from engine.prose import tidy
from engine.quantity import Dimension, unit_of
from engine.targets import Target, TargetKind


class Choice(NamedTuple):
    """The formula that measures the target (None where none does), the others, and why they are not used."""

    formula: Formula | None
    others: tuple[Formula, ...]
    findings: Findings


_COUNTS = re.compile(r"(?:反映|考察|考核|衡量|统计)[^,。;:!?]{0,60}(?:数量|个数|次数|频次|情况数)(?=[,。;!?]|$)")
_CHANGE = re.compile(r"增长率|提升率|提高率|增幅|下降率|降低率|减少率|降幅|增长幅度|节约率")


def _likeness(name: str, formula: Formula) -> tuple[bool, bool, float]:
    """How near a formula's name is to the indicator's, to be compared with those of other formulas."""
    own = formula.name or ""
    return own == name, bool(own) and (own in name or name in own), SequenceMatcher(None, own, name).ratio()


def is_change_formula(formula: Formula) -> bool:
    """Whether a formula computes a change itself: (本年-上年)/上年."""
    read = parse(formula.expression)
    return bool(_CHANGE.search(formula.name or "")) or (
        read is not None and any(node.op == "-" for node in walk(read.expression))
    )


def says_count(name: str, explanation: Explanation) -> bool:
    """Whether the indicator counts something, by its name or by the words 反映…数量 of its explanation."""
    return is_count(name) or (not is_rate(name) and bool(_COUNTS.search(tidy(explanation.text))))


def _fits_quantity(name: str, target: Target, formula: Formula, explanation: Explanation) -> bool:
    """Whether a formula's result is in the target's unit."""
    dimension = unit_of(target.unit).dimension
    if not formula.percent and dimension in (Dimension.SHARE, Dimension.POINTS, Dimension.NONE):
        return True
    if dimension in (Dimension.SHARE, Dimension.POINTS):
        return True
    if dimension is Dimension.NONE:
        too_large = isinstance(target.value, Decimal) and target.value > 200
        return not says_count(name, explanation) and not too_large
    return not formula.percent and dimension is not Dimension.DURATION


def fits(name: str, target: Target, formula: Formula, explanation: Explanation) -> bool:
    """Whether the formula can measure the target."""
    if target.kind is TargetKind.CHANGE:
        return is_change_formula(formula)
    if target.kind is TargetKind.COMPOUND:
        return any(fits(name, part, formula, explanation) for part in target.parts)
    if target.kind is TargetKind.QUANTITY:
        return _fits_quantity(name, target, formula, explanation)
    if target.kind is TargetKind.RANGE:
        return _fits_quantity(name, target, formula, explanation)
    return False


def choose(name: str, target: Target, explanation: Explanation) -> Choice:
    """The formula that measures the target; where several could, the one whose name is nearest the indicator's."""
    distinct = tuple({one.expression: one for one in reversed(explanation.formulas)}.values())[::-1]
    fitting = [one for one in distinct if fits(name, target, one, explanation)]
    best = max(fitting, key=lambda one: _likeness(name, one), default=None)
    others = tuple(one for one in distinct if one is not best)
    said = tuple(finding("formula-not-used", formula=shown(one), target=target.text) for one in others)
    return Choice(best, others, said)


def shown(formula: Formula) -> str:
    """A formula as one line: ``采纳率 = 已采纳 ÷ 总数 × 100%``."""
    return f"{formula.name} = {formula.expression}" if formula.name else formula.expression


def as_percent(formula: Formula) -> Formula:
    """The same formula with its result in percent points."""
    return formula if formula.percent else formula.model_copy(update={"percent": True})


def computation(formula: Formula) -> str:
    """The expression as it is computed, with the ×100% that the explanation may have left out."""
    read = parse(formula.expression)
    has_hundred = read is not None and any(has_factor(read.expression, factor) for factor in ("100%", "100"))
    return formula.expression if has_hundred or not formula.percent else f"({formula.expression}) × 100%"
