"""Decision x weight -> points: the arithmetic of awards and adjustments, exact, without clock or I/O.

An award turns a comparison into a share of the weight, an adjustment changes the share, and the share becomes points
at one place (:func:`engine.quantity.numbers.points`). The sources of the formulas stand in the rules that use them.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from engine.compare import Comparison
from engine.quantity import EXACT, ONE, ZERO, Ratio, plain, points
from engine.quantity.expressions import BRACKETS, DIFFERENCE, PRODUCT, written
from engine.rulesets import Bands, Rule, Ruleset
from engine.scoring.inference import Decision

Award = Callable[[Comparison, Rule, Ruleset], Ratio]


class Points(NamedTuple):
    """The points of one row and what is lacking to the weight, in hundredths; None where nothing is scored."""

    points: Decimal | None
    deduction: Decimal | None


UNSCORED = Points(None, None)


def clamp(share: Ratio) -> Ratio:
    """A share of the weight is never below 0 nor above 1."""
    if share.num <= 0:
        return ZERO
    return ONE if share.num >= share.den else share


def _full(_compared: Comparison, _rule: Rule, _ruleset: Ruleset) -> Ratio:
    return ONE


def _zero(_compared: Comparison, _rule: Rule, _ruleset: Ruleset) -> Ratio:
    return ZERO


def _proportional(compared: Comparison, _rule: Rule, _ruleset: Ruleset) -> Ratio:
    return compared.completion or ZERO


def _linear(compared: Comparison, _rule: Rule, _ruleset: Ruleset) -> Ratio:
    over = compared.deviation or ZERO
    return Ratio(EXACT.subtract(over.den, over.num), over.den)


def _inverse(compared: Comparison, _rule: Rule, _ruleset: Ruleset) -> Ratio:
    over = compared.deviation or ZERO
    return Ratio(over.den, EXACT.add(over.den, over.num))


def _pass_line(compared: Comparison, rule: Rule, ruleset: Ruleset) -> Ratio:
    line, done = ruleset.value(rule, "line"), compared.completion or ZERO
    return Ratio(EXACT.subtract(done.num, EXACT.multiply(line, done.den)), EXACT.multiply(1 - line, done.den))


def banded(table: Bands, compared: Comparison) -> Decimal:
    """The share of the points, in percent, that a table of bands gives."""
    figure = compared.completion if table.of == "completion" else compared.actual
    if figure is None:
        return Decimal(0)
    scale = Decimal(100) if table.of == "completion" else Decimal(1)  # an actual in % already is percent
    reached = (band.share for band in table.steps if figure.compare(band.at_least / scale) >= 0)
    return next(reached, Decimal(0))


def _bands(compared: Comparison, rule: Rule, ruleset: Ruleset) -> Ratio:
    return Ratio(banded(ruleset.bands_of(rule), compared), Decimal(100))


def late_steps(compared: Comparison, step: Decimal) -> Decimal:
    """How many whole steps fit into the lateness."""
    late = compared.lateness or ZERO
    return EXACT.divide_int(late.num, EXACT.multiply(step, late.den))


def _late_steps(compared: Comparison, rule: Rule, ruleset: Ruleset) -> Ratio:
    return Ratio(1 - late_steps(compared, ruleset.value(rule, "step")) * ruleset.value(rule, "deduct"), Decimal(1))


def _late_days(compared: Comparison, rule: Rule, ruleset: Ruleset) -> Ratio:
    return Ratio(1 - (compared.late_days or 0) * ruleset.value(rule, "deduct"), Decimal(1))


def _per_occurrence(compared: Comparison, rule: Rule, ruleset: Ruleset) -> Ratio:
    over = compared.excess or ZERO
    return Ratio(EXACT.subtract(over.den, EXACT.multiply(over.num, ruleset.value(rule, "deduct"))), over.den)


SHARES: dict[str, Award] = {
    "full": _full,
    "zero": _zero,
    "proportional": _proportional,
    "tier": _proportional,
    "linear": _linear,
    "inverse": _inverse,
    "pass_line": _pass_line,
    "bands": _bands,
    "late_steps": _late_steps,
    "late_days": _late_days,
    "per_occurrence": _per_occurrence,
}


def _cap(share: Ratio, _compared: Comparison, rule: Rule, ruleset: Ruleset) -> Ratio:
    at = ruleset.value(rule, "at")
    return share if share.compare(at) <= 0 else Ratio(at, Decimal(1))


def _reduce_over(share: Ratio, compared: Comparison, rule: Rule, ruleset: Ruleset) -> Ratio:
    """Share − (completion − start) x rate, where completion is beyond start."""
    done = compared.completion or ZERO
    over = done.fraction() - Ratio(ruleset.value(rule, "start"), Decimal(1)).fraction()
    lost = max(over, over * 0) * Ratio(ruleset.value(rule, "rate"), Decimal(1)).fraction()
    return Ratio.from_fraction(share.fraction() - lost)


ADJUSTS: dict[str, Callable[[Ratio, Comparison, Rule, Ruleset], Ratio]] = {"cap": _cap, "reduce_over": _reduce_over}


def score_points(weight: Decimal, compared: Comparison, decision: Decision, ruleset: Ruleset) -> Points:
    """The points of a decided case: none where no rule awards, or the award is ``none``.

    :raises KeyError: if an award is unknown or its rule lacks a parameter.
    """
    rule = decision.award
    if rule is None or rule.award is None or rule.award == "none":
        return UNSCORED
    share = clamp(SHARES[rule.award](compared, rule, ruleset))
    for adjustment in decision.adjustments:
        share = clamp(ADJUSTS[adjustment.adjust or ""](share, compared, adjustment, ruleset))
    got = weight if share is ONE else points(weight, share)
    return Points(got, weight - got)


class Judged(NamedTuple):
    """A case with all that its points come from; ``weight`` is None where the row has none.

    ``ends`` are what an open case may come to.
    """

    compared: Comparison
    decision: Decision
    ruleset: Ruleset
    weight: Decimal | None
    got: Points
    ends: tuple[Judged, ...] = ()


def judge(compared: Comparison, decision: Decision, ruleset: Ruleset, weight: Decimal | None) -> Judged:
    """The case with its points."""
    got = UNSCORED if weight is None else score_points(weight, compared, decision, ruleset)
    return Judged(compared, decision, ruleset, weight, got)


def percent(value: Decimal) -> str:
    """A plain number as a percentage."""
    return f"{plain(value * 100)}%"


def _role(judged: Judged, rule: Rule, role: str) -> str:
    return percent(judged.ruleset.value(rule, role))


def _completion_term(judged: Judged, _rule: Rule) -> str:
    compared = judged.compared
    return written(compared.expression) or percent((compared.completion or ZERO).decimal())


def _pass_line_term(judged: Judged, rule: Rule) -> str:
    line = _role(judged, rule, "line")
    return f"({_completion_term(judged, rule)} − {line}) ÷ (1 − {line})"


def _late_steps_term(judged: Judged, rule: Rule) -> str:
    times = late_steps(judged.compared, judged.ruleset.value(rule, "step"))
    return f"(1 − {times} × {_role(judged, rule, 'deduct')})"


def _per_occurrence_term(judged: Judged, rule: Rule) -> str:
    lost = PRODUCT, judged.compared.expression or "0", _role(judged, rule, "deduct")
    return written((BRACKETS, (DIFFERENCE, "1", lost)))


# the share of each award as a formula with its numbers
TERMS: dict[str, Callable[[Judged, Rule], str]] = {
    "full": lambda _judged, _rule: "1",
    "zero": lambda _judged, _rule: "0",
    "proportional": _completion_term,
    "tier": _completion_term,
    "linear": lambda judged, _rule: f"(1 − {written(judged.compared.expression)})",
    "inverse": lambda judged, _rule: f"1 ÷ (1 + {written(judged.compared.expression)})",
    "pass_line": _pass_line_term,
    "bands": lambda judged, rule: f"{plain(banded(judged.ruleset.bands_of(rule), judged.compared))}%",
    "late_steps": _late_steps_term,
    "late_days": lambda judged, rule: f"(1 − {judged.compared.late_days} × {_role(judged, rule, 'deduct')})",
    "per_occurrence": _per_occurrence_term,
}


def _adjusted(term: str, judged: Judged, adjustment: Rule) -> str:
    if adjustment.adjust == "cap":
        return f"min({term}, {_role(judged, adjustment, 'at')})"
    start, rate = (_role(judged, adjustment, role) for role in ("start", "rate"))
    return f"({term} − ({_completion_term(judged, adjustment)} − {start}) × {rate})"


def formula(judged: Judged) -> str:
    """The award as a formula that can be redone on paper: ``12.50 × 20 ÷ 33 = 7.58``; empty where nothing is scored."""
    compared, decision, ruleset, weight, got, _ = judged
    rule = decision.award
    if rule is None or rule.award is None or got.points is None:
        return ""
    if rule.award == "full" and not decision.adjustments:
        return f"{weight}"
    raw = SHARES[rule.award](compared, rule, ruleset)
    bound = "（不低于0）" if raw.num < 0 else "（不超过分值）" if raw.num > raw.den else ""
    term = TERMS[rule.award](judged, rule)
    for adjustment in decision.adjustments:
        term = _adjusted(term, judged, adjustment)
    return f"{weight} × {term} = {got.points}{bound}"
