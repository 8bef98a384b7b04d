"""One number against one goal: in the goal's unit, with completion or deviation exact."""

from __future__ import annotations

from decimal import Decimal

from engine.compare.ends import opened
from engine.compare.model import Comparison, Goal
from engine.compare.units import in_unit
from engine.language.findings import finding
from engine.language.rendering import Coded, coded
from engine.measures import Measure
from engine.observe import Observation, shown_number
from engine.quantity import EXACT, ONE, ZERO, Ratio, plain, unit_of
from engine.quantity.expressions import DIFFERENCE, QUOTIENT, Expression, as_number
from engine.targets import Operator, Target
from engine.terms import Direction, Outcome


def against(target: Target, measure: Measure, seen: Observation, goal: Goal) -> Comparison:
    """One number against one goal; open where its unit leaves open which number it is."""
    found = in_unit(seen, goal, measure, target.multiplier)
    base = _base(target, measure, seen, goal).model_copy(update={"steps": found.steps})
    if found.question is not None:
        ends = [_assumed(base, goal, number) for number in found.admitted]
        return opened(base, ends, found.question)
    if found.number is None:
        return base
    made = seen.expression if found.number is seen.number else None  # a converted number is no longer its expression
    return _met_or_missed(base, goal, found.number, made)


def _base(target: Target, measure: Measure, seen: Observation, goal: Goal) -> Comparison:
    """A comparison with a goal of which nothing is known yet."""
    return Comparison(
        outcome=Outcome.UNREADABLE,
        kind=target.kind,
        operator=target.operator,
        direction=goal.direction,
        dimension=unit_of(goal.unit).dimension,
        unit=goal.unit,
        measure=measure.kind,
        shown=seen.shown,
        needs=_needs(goal),
    )


def _assumed(base: Comparison, goal: Goal, number: Ratio) -> Comparison:
    """What comes of it if this is the number that is meant."""
    compared = _met_or_missed(base, goal, number, None)
    return compared.model_copy(update={"assuming": coded("assume-figure", figure=shown_number(number, goal.unit))})


def _met_or_missed(base: Comparison, goal: Goal, number: Ratio, made: Expression | None) -> Comparison:
    """A number in the goal's unit against the goal; ``made`` is how it was computed."""
    met = goal.is_met(number)
    if not met and goal.operator in (Operator.GT, Operator.LT) and number.cmp(goal.value) == 0:
        return opened(base, (), finding("ask-strict", goal=goal, text=base.shown), base.steps)
    verdict = coded("reached" if met else "not-reached")
    step = finding("compared", actual=shown_number(number, goal.unit), goal=goal, verdict=verdict)
    compared = base.model_copy(update={"steps": (*base.steps, step), "actual": number})
    actual, bound = as_number(number, goal.unit, made), as_number(Ratio.of(goal.value), goal.unit)
    if goal.direction is Direction.LOWER and met:
        return compared.model_copy(update={"outcome": Outcome.MET, "completion": ONE})
    if goal.direction is Direction.LOWER:
        return _broken(compared, goal, number, (DIFFERENCE, actual, bound), bound)
    if goal.value <= 0:
        outcome, share = (Outcome.MET, ONE) if met else (Outcome.NOT_MET, ZERO)
        return compared.model_copy(update={"outcome": outcome, "completion": share})
    share = Ratio(number.num, EXACT.multiply(goal.value, number.den))
    if goal.direction is Direction.EXACT and number.cmp(goal.value) > 0:
        met, compared = True, _exceeded(compared, goal, number)
    outcome = Outcome.MET if met else Outcome.PARTLY_MET if share.num > 0 else Outcome.NOT_MET
    return compared.model_copy(
        update={"outcome": outcome, "completion": share, "expression": (QUOTIENT, actual, bound)}
    )


def _exceeded(compared: Comparison, goal: Goal, number: Ratio) -> Comparison:
    """More than ``=`` asks for: no clause takes points for it (财预〔2020〕10号), so it is done, and a person is told."""
    findings = finding("exact-exceeded", goal=goal, actual=shown_number(number, goal.unit))
    return compared.model_copy(update={"steps": (*compared.steps, findings)})


def _broken(compared: Comparison, goal: Goal, number: Ratio, over: Expression, bound: Expression) -> Comparison:
    """A ceiling that a number broke, by a share of the ceiling; one of nothing is not kept at all."""
    excess = EXACT.subtract(number.num, EXACT.multiply(goal.value, number.den))
    if goal.value <= 0:
        none = {"outcome": Outcome.NOT_MET, "completion": ZERO, "expression": over}
        return compared.model_copy(update={**none, "excess": Ratio(excess, number.den)})
    return compared.model_copy(
        update={
            "outcome": Outcome.PARTLY_MET,
            "excess": Ratio(excess, number.den),
            "deviation": Ratio(excess, EXACT.multiply(goal.value, number.den)),
            "expression": (QUOTIENT, over, bound),
        }
    )


def _needs(goal: Goal) -> Coded:
    """What full points take."""
    if goal.direction is Direction.LOWER and not goal.value:
        return coded("need-nothing", unit=goal.unit or "")
    return coded("need-goal", goal=goal)


def compare_range(target: Target, measure: Measure, seen: Observation) -> Comparison:
    """Inside is met; outside is held against the nearer bound, a negative one as far below 0 as above (±5%)."""
    upper = Goal(Operator.LE, Direction.LOWER, target.upper or Decimal(0), target.unit or target.unit_inferred)
    found = in_unit(seen, upper, measure, target.multiplier)
    if found.question is not None and found.admitted:
        ends = [_in_range(target, measure, seen, number) for number in found.admitted]
        compared = opened(ends[0], ends, found.question)
    else:
        goal, is_mirrored = _nearer(target, found.number)
        if is_mirrored and seen.number is not None:
            seen = seen.model_copy(update={"number": _negative(seen.number), "expression": None})
        compared = against(target, measure, seen, goal)
    needs = coded(
        "need-range", lower=plain(target.lower or Decimal(0)), upper=plain(upper.value), unit=upper.unit or ""
    )
    return compared.model_copy(update={"needs": needs})


def _in_range(target: Target, measure: Measure, seen: Observation, number: Ratio) -> Comparison:
    """What comes of a range if this is the number that is meant."""
    goal, is_mirrored = _nearer(target, number)
    return _assumed(_base(target, measure, seen, goal), goal, _negative(number) if is_mirrored else number)


def _negative(number: Ratio) -> Ratio:
    return Ratio(-number.num, number.den)


def _nearer(target: Target, number: Ratio | None) -> tuple[Goal, bool]:
    """The bound that a number is held against, the lower one inside; whether it is as far below 0 as one above."""
    lower, upper = target.lower or Decimal(0), target.upper or Decimal(0)
    unit = target.unit or target.unit_inferred
    if number is not None and lower < 0 and number.cmp(lower) < 0:
        return Goal(Operator.LE, Direction.LOWER, -lower, unit), True
    if number is not None and number.cmp(upper) > 0:
        return Goal(Operator.LE, Direction.LOWER, upper, unit), False
    return Goal(Operator.GE, Direction.HIGHER, lower, unit), False


def capped(compared: Comparison) -> Ratio:
    """A period's completion, at most 1 and at least 0; a broken ceiling counts 1 − deviation."""
    if compared.outcome is Outcome.MET:
        return ONE
    if compared.deviation is not None:
        rest = EXACT.subtract(compared.deviation.den, compared.deviation.num)
        return Ratio(max(rest, Decimal(0)), compared.deviation.den)
    share = compared.completion or ZERO
    return ZERO if share.num < 0 else ONE if share.num > share.den else share
