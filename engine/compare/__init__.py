"""Target x Observation -> Comparison: what came of a target, with the exact numbers a ruleset may ask about.

In: a target, a measure and what was observed. Out: an outcome with its numbers. Nothing here knows points. Conventions of the ruleset say how a target is understood where its text leaves it open.
"""

from __future__ import annotations

from decimal import Decimal

from engine.compare.deadlines import compare_deadline
from engine.compare.ends import between, opened, settled
from engine.compare.events import compare_events, compare_limits
from engine.compare.model import BUDGET, Comparison, Goal, goal_of, not_scored, yearly
from engine.compare.numbers import against, capped, compare_range
from engine.compare.periods import compare_periods, count_periods
from engine.compare.recurring import compare_recurring
from engine.compare.words import compare_pass_fail, compare_qualitative
from engine.language.findings import Findings, finding, has_errors
from engine.language.rendering import coded
from engine.measures import Measure, MeasureKind, promise_of
from engine.observe import Observation, period_in, period_of, shown_number
from engine.quantity import ZERO, Dimension, Ratio, mean, money, plain, unit_of
from engine.quantity.expressions import QUOTIENT, SUM, as_number
from engine.rulesets import Tier
from engine.targets import Target, TargetKind
from engine.terms import Direction, Outcome

__all__ = ["BUDGET", "Comparison", "budget_comparison", "compare"]


def compare(target: Target, measure: Measure, seen: Observation | None, tiers: tuple[Tier, ...]) -> Comparison:
    """What came of a target: ``seen`` is None where nothing was recorded."""
    if target.kind is TargetKind.NOT_APPLICABLE and seen is not None and seen.verdict is not None and not seen.word:
        target = target.model_copy(update={"kind": TargetKind.QUALITATIVE})
    if target.kind is TargetKind.NOT_APPLICABLE or (seen is not None and seen.not_due):
        shown, steps = (seen.shown, seen.findings) if seen is not None and seen.not_due else (None, ())
        return not_scored(Outcome.NOT_APPLICABLE, target, measure, shown, steps)
    if target.kind is TargetKind.UNREADABLE:
        return not_scored(Outcome.UNREADABLE, target, measure, seen.shown if seen else None, target.findings)
    if seen is None:
        return not_scored(Outcome.MISSING, target, measure, None, ())
    if has_errors(seen.findings) and seen.question is None:
        return not_scored(Outcome.UNREADABLE, target, measure, seen.shown, seen.findings)
    is_graded = target.kind is TargetKind.QUALITATIVE and seen.verdict is not None
    if seen.question is not None and not seen.has_events and not seen.has_periods and not is_graded:
        compared = _partly(target, measure, seen, tiers)
    else:
        compared = _compare(target, measure, seen, tiers)
    return compared.model_copy(update={"steps": (*seen.findings, *compared.steps)})


def _partly(target: Target, measure: Measure, seen: Observation, tiers: tuple[Tier, ...]) -> Comparison:
    """One figure of several records that cannot all be read: within its bounds, where it has any."""
    partly, question = seen.partly, seen.question
    if partly is None and question is not None:
        return opened(not_scored(Outcome.OPEN, target, measure, seen.shown, ()), (), question)
    assert partly is not None

    def at(count: int) -> Comparison:
        number = partly.number(count)
        shown = coded("worked-out", result=shown_number(number, seen.unit), of=seen.shown)
        one = Observation(shown=shown, number=number, unit=seen.unit)
        return compare(target, measure, one, tiers)

    goal = target.value if isinstance(target.value, Decimal) else None
    return between(at, partly.unsure, question, seen.shown, goal)


def _compare(target: Target, measure: Measure, seen: Observation, tiers: tuple[Tier, ...]) -> Comparison:
    if target.kind is TargetKind.DEADLINE:
        return (compare_recurring if target.each else compare_deadline)(target, measure, seen)
    if target.kind is TargetKind.QUALITATIVE and measure.kind is not MeasureKind.PASS_FAIL:
        return compare_qualitative(target, measure, seen, tiers)
    if measure.kind is MeasureKind.PASS_FAIL:
        return _pass_fail(target, measure, seen)
    if target.kind is TargetKind.RANGE:
        return compare_range(target, measure, seen)
    if target.kind is TargetKind.COMPOUND and target.combine == "all":
        return _parts(target, measure, seen, tiers)
    return _number(target, measure, seen, goal_of(target))


def _pass_fail(target: Target, measure: Measure, seen: Observation) -> Comparison:
    """Pass or fail; events (3日内处理为100%，逾期为0) pass where every one kept its limit."""
    if not seen.has_events or not measure.limits or target.kind is not TargetKind.QUANTITY:
        return compare_pass_fail(target, measure, seen)
    judged = compare_events(target, measure, seen, goal_of(target))
    if judged.outcome is not Outcome.OPEN:
        return _passed(judged, target, measure, seen) if judged.outcome.is_known else judged
    ends = [
        _passed(end, target, measure, seen).model_copy(update={"assuming": end.assuming})
        for end in (judged.ends[0], judged.ends[-1])
    ]
    first = ends[0].model_copy(update={"shown": judged.shown})
    return opened(first, ends, judged.steps[0])


def _passed(judged: Comparison, target: Target, measure: Measure, seen: Observation) -> Comparison:
    """A pass where all the events kept their limits, with how they were judged."""
    verdict = judged.completion is not None and judged.completion.cmp(Decimal(1)) >= 0
    kept = Observation(shown=judged.shown or seen.shown, verdict=verdict)
    compared = compare_pass_fail(target, measure, kept)
    return compared.model_copy(update={"steps": (*judged.steps, *compared.steps)})


def _number(target: Target, measure: Measure, seen: Observation, goal: Goal) -> Comparison:
    if seen.has_events or seen.kept is not None:
        return compare_events(target, measure, seen, goal)
    if target.kind is TargetKind.COMPOUND:
        return count_periods(target, measure, seen, goal)
    if seen.has_periods:
        return compare_periods(target, measure, seen, goal)
    per = period_in(target.per) or period_of(goal.unit)
    is_each = seen.per == target.per if target.per else per in (seen.per, period_of(seen.unit))
    if per is not None and not is_each and unit_of(seen.unit).dimension in (Dimension.COUNT, Dimension.NONE):
        return _frequency(target, measure, seen, goal, per)
    if seen.parts and len(measure.limits) > 1:
        return compare_limits(target, measure, seen)
    return against(target, measure, seen, goal)


def _frequency(target: Target, measure: Measure, seen: Observation, goal: Goal, per: str) -> Comparison:
    """A figure for the year against a frequency (每季度1次): against so many times the goal, which is said."""
    whole = yearly(goal, per)
    if whole is None:
        asked = finding("frequency-periods", per=per, goal=goal, text=seen.shown)
        return opened(not_scored(Outcome.OPEN, target, measure, seen.shown, ()), (), asked)
    compared = against(target, measure, seen, whole)
    step = finding("frequency-year", per=per, goal=goal, whole=whole, text=seen.shown)
    return compared.model_copy(update={"steps": (step, *compared.steps)})


def _parts(target: Target, measure: Measure, seen: Observation, tiers: tuple[Tier, ...]) -> Comparison:
    """Several targets in one cell, each with its own figure; completion is the mean of theirs, each capped at 1."""
    names = [one.name for one in measure.inputs]
    lacking = [name for name in names if name not in seen.parts]
    if lacking:
        needed = finding("parts-needed", names=names, lacking=lacking)
        return opened(not_scored(Outcome.OPEN, target, measure, seen.shown, ()), (), needed)
    compared: list[Comparison] = []
    steps: Findings = ()
    for name, part in zip(names, target.parts, strict=True):
        figure = seen.parts[name]
        number = None if figure.number is None else Ratio.of(figure.number)
        one = Observation(shown=figure.text, number=number, unit=figure.unit, day=figure.day, verdict=figure.verdict)
        compared.append(settled(compare(promise_of(part), measure, one, tiers)))
        steps = (*steps, finding("part-compared", part=name), *compared[-1].steps)
        if not compared[-1].outcome.is_known:
            failed = not_scored(compared[-1].outcome, target, measure, seen.shown, steps)
            return failed.model_copy(update={"question": compared[-1].question})
    shares = [capped(one) for one in compared]
    met = all(one.outcome is Outcome.MET for one in compared)
    completion = mean(shares)
    return Comparison(
        outcome=Outcome.MET if met else Outcome.PARTLY_MET if completion.num > 0 else Outcome.NOT_MET,
        kind=target.kind,
        direction=Direction.HIGHER,
        measure=measure.kind,
        completion=completion,
        expression=(QUOTIENT, (SUM, *(as_number(share, None) for share in shares)), str(len(shares))),
        shown=seen.shown,
        needs=coded("need-parts"),
        steps=steps,
    )


def budget_comparison(executed: Decimal | None, budget: Decimal | None) -> Comparison:
    """The budget execution row: executed ÷ budget; a budget of 0 gives 0 (财预〔2020〕10号)."""
    base = Comparison(outcome=Outcome.MISSING, kind=BUDGET, direction=Direction.HIGHER, dimension=Dimension.MONEY)
    if executed is None or budget is None:
        return base
    needs = coded("need-budget", budget=money(budget))
    if budget <= 0:
        step = finding("budget-zero")
        return base.model_copy(
            update={"outcome": Outcome.NOT_MET, "completion": ZERO, "steps": (step,), "needs": needs}
        )
    rate = Ratio.of(executed, budget)
    percent = shown_number(Ratio(rate.num * 100, rate.den), "%")
    met = executed >= budget
    outcome = Outcome.MET if met else Outcome.PARTLY_MET if executed > 0 else Outcome.NOT_MET
    update = {
        "outcome": outcome,
        "completion": rate,
        "expression": (QUOTIENT, plain(executed), plain(budget)),
        "shown": coded("executed-of", rate=percent, executed=money(executed), budget=money(budget)),
        "needs": needs,
        "steps": (finding("budget-over", executed=money(executed), budget=money(budget)),) if executed > budget else (),
    }
    return base.model_copy(update=update)
