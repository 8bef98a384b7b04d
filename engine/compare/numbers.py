"""One number against one goal: in the goal's unit, with completion or deviation exact."""

from __future__ import annotations

import re
from decimal import Decimal

from engine.compare.model import DIRECTIONS, HUNDRED, Comparison, Goal
from engine.language.findings import Findings, finding
from engine.language.rendering import Coded, coded
from engine.measures import Measure, MeasureKind
from engine.observe import Observation, shown_number
from engine.quantity import EXACT, ONE, ZERO, Dimension, Ratio, convert_ratio, plain, unit_of
from engine.quantity.expressions import BRACKETS, DIFFERENCE, DISTANCE, QUOTIENT, Expression, as_number
from engine.targets import Operator, Target
from engine.terms import Direction, Outcome

_MULTIPLIERS = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
POINTS_ARE_SHARES = (MeasureKind.SCORE_SHEET, MeasureKind.RATIO, MeasureKind.RATING)
Converted = tuple[Ratio | None, Findings]


def in_unit(seen: Observation, unit: str | None, measure: Measure, multiplier: str = "") -> Converted:
    """The observed number in the target's unit, and what had to be assumed or converted on the way.

    ``multiplier`` is the 万 or 亿 that the target is written with.
    """
    if seen.number is None:
        return None, (finding("actual-no-number", text=seen.shown, unit=unit or coded("number")),)
    if seen.unit == unit:
        return seen.number, ()
    if seen.unit is None:
        return _assumed(seen, seen.number, unit, multiplier)
    if {seen.unit, unit} == {"%", "分"} and measure.kind in POINTS_ARE_SHARES:
        return _points_as_share(seen, seen.number, unit, measure.full_marks or HUNDRED)
    return _converted(seen, seen.number, unit)


def _assumed(seen: Observation, number: Ratio, unit: str | None, multiplier: str) -> Converted:
    """A number without a unit is in the target's, unless it may be a share of 1 beside a percentage, or 万 left out."""
    if multiplier and not seen.expression and number.num > 0 and number.cmp(_MULTIPLIERS[multiplier]) < 0:
        return None, (finding("multiplier-ambiguous", text=seen.shown, unit=f"{multiplier}{unit or ''}"),)
    is_share = unit_of(unit).dimension is Dimension.SHARE
    if is_share and number.cmp(Decimal(0)) > 0 and number.cmp(Decimal(1)) <= 0:
        return None, (finding("share-ambiguous", text=seen.shown),)
    return number, (finding("unit-assumed", text=seen.shown, unit=unit),)


def _points_as_share(seen: Observation, number: Ratio, unit: str | None, full: Decimal) -> Converted:
    """Points of the full marks as percent, or percent as points."""
    to, of = (HUNDRED, full) if unit == "%" else (full, HUNDRED)
    return Ratio(EXACT.multiply(number.num, to), EXACT.multiply(number.den, of)), (
        finding("points-as-share", text=seen.shown, full=plain(full)),
    )


def _converted(seen: Observation, number: Ratio, unit: str | None) -> Converted:
    """The number by the table of units; a counter stands for any other, but nothing for another dimension."""
    if unit == f"{seen.unit}/年":  # a year's figure against so many a year
        return number, (finding("counter-differs", text=seen.shown, unit=unit),)
    is_count = unit_of(seen.unit).dimension is Dimension.COUNT
    if unit is None and is_count:
        return number, ()
    converted = None if unit is None else convert_ratio(number, seen.unit, unit)
    if converted is None:
        return None, (finding("units-differ", text=seen.shown, unit=unit or coded("no-unit")),)
    if is_count:
        return converted, (finding("counter-differs", text=seen.shown, unit=unit),)
    return converted, (finding("converted", text=seen.shown, result=shown_number(converted, unit)),)


def against(target: Target, measure: Measure, seen: Observation, goal: Goal) -> Comparison:
    """One number against one goal."""
    number, steps = in_unit(seen, goal.unit, measure, _multiplier(target.text))
    base = Comparison(
        outcome=Outcome.ERROR,
        kind=target.kind,
        operator=target.operator,
        direction=goal.direction,
        dimension=unit_of(goal.unit).dimension,
        measure=measure.kind,
        shown=seen.shown,
        needs=_needs(goal),
        steps=steps,
    )
    if number is None:
        is_error = any(one.code == "units-differ" for one in steps)
        return base.model_copy(update={"outcome": Outcome.ERROR if is_error else Outcome.UNREADABLE})
    made = seen.expression if number is seen.number else None  # a converted number is no longer its expression
    actual, bound = as_number(number, goal.unit, made), as_number(Ratio.of(goal.value), goal.unit)
    met = goal.is_met(number)
    steps = (*steps, *_comparison_step(target, goal, number, met))
    return base.model_copy(update={**_held(goal, number, met, actual, bound), "steps": steps, "actual": number})


def _multiplier(text: str) -> str:
    """The multiplier that a target's figure is written with (≤50万元), if any."""
    match = re.search(r"\d\s*(万|亿)", text)
    return match[1] if match else ""


def _needs(goal: Goal) -> Coded:
    """What full points take."""
    if goal.direction is Direction.LOWER and not goal.value:
        return coded("need-nothing", unit=goal.unit or "")
    return coded("need-goal", goal=goal)


def _comparison_step(target: Target, goal: Goal, number: Ratio, met: bool) -> Findings:
    """How the number was held against the goal, and what a person should notice about it."""
    steps: Findings = (
        finding(
            "compared",
            actual=shown_number(number, goal.unit),
            goal=goal,
            verdict=coded("reached" if met else "not-reached"),
        ),
    )
    if target.operator is None and goal.direction is not Direction.EXACT:
        how = coded("at-most" if goal.direction is Direction.LOWER else "at-least")
        steps = (finding("bare-value", text=target.text.strip(), how=how), *steps)
    if not met and target.operator in (Operator.GT, Operator.LT) and number.cmp(goal.value) == 0:
        steps = (*steps, finding("strict-equal", goal=goal))
    return steps


def _held(goal: Goal, number: Ratio, met: bool, actual: Expression, bound: Expression) -> dict[str, object]:
    """Outcome, completion and deviation of a number against a goal."""
    outcome = Outcome.MET if met else Outcome.PARTLY_MET
    if goal.direction is Direction.LOWER:
        if met:
            return {"outcome": outcome, "completion": ONE}
        excess = EXACT.subtract(number.num, EXACT.multiply(goal.value, number.den))
        over = {"excess": Ratio(excess, number.den)}
        if goal.value <= 0:
            return {"outcome": Outcome.NOT_MET, "completion": ZERO, "expression": (DIFFERENCE, actual, bound), **over}
        deviation = Ratio(excess, EXACT.multiply(goal.value, number.den))
        expression: Expression = (QUOTIENT, (DIFFERENCE, actual, bound), bound)
        return {"outcome": outcome, "deviation": deviation, "expression": expression, **over}
    if goal.value <= 0:
        return {"outcome": outcome if met else Outcome.NOT_MET, "completion": ONE if met else ZERO}
    if goal.direction is Direction.EXACT and not met:
        gap = abs(EXACT.subtract(number.num, EXACT.multiply(goal.value, number.den)))
        whole = EXACT.multiply(goal.value, number.den)
        share = Ratio(max(EXACT.subtract(whole, gap), Decimal(0)), whole)
        expression = (BRACKETS, (DIFFERENCE, "1", (QUOTIENT, (DISTANCE, actual, bound), bound)))
    else:
        share = Ratio(number.num, EXACT.multiply(goal.value, number.den))
        expression = (QUOTIENT, actual, bound)
    if not met and share.num <= 0:
        outcome = Outcome.NOT_MET
    return {"outcome": outcome, "completion": share, "expression": expression}


def compare_range(target: Target, measure: Measure, seen: Observation) -> Comparison:
    """Inside is met; below is held against the lower bound, above against the upper one."""
    lower, upper = target.lower or Decimal(0), target.upper or Decimal(0)
    unit = target.unit or target.unit_inferred
    number, _ = in_unit(seen, unit, measure)
    above = number is not None and number.cmp(upper) > 0
    operator = Operator.LE if above else Operator.GE
    goal = Goal(operator, DIRECTIONS[operator], upper if above else lower, unit)
    compared = against(target, measure, seen, goal)
    needs = coded("need-range", lower=plain(lower), upper=plain(upper), unit=unit or "")
    return compared.model_copy(update={"needs": needs})


def capped(compared: Comparison) -> Ratio:
    """A period's completion, at most 1 and at least 0; a broken ceiling counts 1 − deviation."""
    if compared.outcome is Outcome.MET:
        return ONE
    if compared.deviation is not None:
        rest = EXACT.subtract(compared.deviation.den, compared.deviation.num)
        return Ratio(max(rest, Decimal(0)), compared.deviation.den)
    share = compared.completion or ZERO
    return ZERO if share.num < 0 else ONE if share.num > share.den else share
