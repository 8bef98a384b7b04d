"""Which formula of an explanation measures the target: the indicator's own, and only where the units agree."""

from __future__ import annotations

from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from engine.explanations import Explanation, Formula
from engine.explanations.expressions import has_factor, parse, walk
from engine.explanations.names import is_count, is_rate
from engine.explanations.prose import tidy
from engine.language.findings import Findings, finding
from engine.language.patterns import regex
from engine.quantity import Dimension, unit_of
from engine.targets import Target, TargetKind


class Choice(NamedTuple):
    """The formula that measures the target (None where none does), the others, and why they are not used."""

    formula: Formula | None
    others: tuple[Formula, ...]
    findings: Findings


ALIKE = 0.6
# A number without a unit above this is no percentage.
LARGEST_PERCENT = 200
_COUNTS = regex(r"(?:反映|考察|考核|衡量|统计)[^,。;:!?]{0,60}(?:数量|个数|次数|频次|情况数)(?=[,。;!?]|$)")
_CHANGE = regex(r"增长率|提升率|提高率|增幅|下降率|降低率|减少率|降幅|增长幅度|节约率")


def _likeness(name: str, formula: Formula) -> tuple[bool, bool, float]:
    """How near a formula's name is to the indicator's, to be compared with those of other formulas."""
    own = formula.name or ""
    return own == name, bool(own) and (own in name or name in own), SequenceMatcher(None, own, name).ratio()


def is_alike(name: str, formula: Formula) -> bool:
    """Whether a formula bears the indicator's name, or nearly."""
    equal, within, ratio = _likeness(name, formula)
    return equal or within or ratio >= ALIKE


def is_change_formula(formula: Formula) -> bool:
    """Whether a formula computes a change itself: (本年-上年)/上年."""
    read = parse(formula.expression)
    subtracts = read is not None and any(node.op == "-" for node in walk(read.expression))
    return subtracts or bool(_CHANGE.search(formula.name or ""))


def says_count(name: str, explanation: Explanation) -> bool:
    """Whether the indicator counts something, by its name or by the words 反映…数量 of its explanation."""
    return is_count(name) or (not is_rate(name) and bool(_COUNTS.search(tidy(explanation.text))))


class _Indicator(NamedTuple):
    """What decides whether a formula fits."""

    name: str
    target: Target
    counts: bool


def _fits_number(case: _Indicator, formula: Formula) -> bool:
    """Whether a formula's result is in the target's unit: a share for %, the indicator's own figure for the rest."""
    dimension = unit_of(case.target.unit).dimension
    if dimension is Dimension.POINTS:
        return True
    if dimension is Dimension.SHARE:
        return formula.percent or "÷" in formula.expression
    if not formula.percent:
        return is_alike(case.name, formula)
    too_large = isinstance(case.target.value, Decimal) and case.target.value > LARGEST_PERCENT
    return dimension is Dimension.NONE and not case.counts and not too_large


def _fits(case: _Indicator, formula: Formula) -> bool:
    """Whether the formula can measure the target."""
    if case.target.kind is TargetKind.CHANGE:
        return is_change_formula(formula)
    if case.target.kind is TargetKind.COMPOUND:
        return any(_fits(case._replace(target=part), formula) for part in case.target.parts)
    return case.target.kind in (TargetKind.QUANTITY, TargetKind.RANGE) and _fits_number(case, formula)


def choose(name: str, target: Target, explanation: Explanation) -> Choice:
    """The formula that measures the target; where several could, the one whose name is nearest the indicator's."""
    distinct = tuple({one.expression: one for one in reversed(explanation.formulas)}.values())[::-1]
    case = _Indicator(name, target, says_count(name, explanation))
    fitting = [one for one in distinct if _fits(case, one)]
    best = max(fitting, key=lambda one: _likeness(name, one), default=None)
    others = tuple(one for one in distinct if one is not best)
    findings = tuple(finding("formula-not-used", formula=shown(one), target=target.text) for one in others)
    return Choice(best, others, findings)


def shown(formula: Formula) -> str:
    """A formula as one line: ``采纳率 = 已采纳 ÷ 总数 × 100%``."""
    return f"{formula.name} = {formula.expression}" if formula.name else formula.expression


def as_percent(formula: Formula) -> Formula:
    """The same formula with its result in percent points."""
    return formula if formula.percent else formula.model_copy(update={"percent": True})


def computation(formula: Formula) -> str:
    """The expression as it is computed, with the ×100% that the explanation may have left out."""
    read = parse(formula.expression)
    if read is None or not formula.percent or any(has_factor(read.expression, sign) for sign in ("100%", "100")):
        return formula.expression
    whole = formula.expression if read.expression.op in "×÷()" else f"({formula.expression})"
    return f"{whole} × 100%"
