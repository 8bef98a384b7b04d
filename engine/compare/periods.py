"""Periods judged one by one: a mean of their completions, or how many of them reach a part."""

from __future__ import annotations

from collections.abc import Sequence

from engine.actuals.records import number_of
from engine.compare.ends import between, opened, settled
from engine.compare.model import Comparison, Goal, goal_of, not_scored
from engine.compare.numbers import against, capped
from engine.language.findings import finding
from engine.language.rendering import coded
from engine.measures import Measure
from engine.observe import Observation, Period, shown_number
from engine.quantity import ONE, ZERO, Ratio, mean
from engine.quantity.expressions import QUOTIENT, SUM, as_number
from engine.targets import Target
from engine.terms import Direction, Outcome


def compare_periods(target: Target, measure: Measure, seen: Observation, goal: Goal) -> Comparison:
    """Each period by itself; completion is the mean of theirs, each capped at 1; those below are named."""
    compared = [
        (period, settled(against(target, measure, seen.model_copy(update={"number": period.number}), goal)))
        for period in seen.periods
    ]
    failed = next((one for _, one in compared if not one.outcome.is_known), None)
    if failed is not None:
        return failed
    unread = number_of(seen.unread)

    first = compared[0][1] if compared else not_scored(Outcome.OPEN, target, measure, seen.shown, ())

    def at(count: int) -> Comparison:
        return _mean(first, seen, goal, compared, (count, unread - count))

    shown = coded("periods-unsure", total=len(compared) + unread, unread=unread)
    return between(at, unread, seen.question, shown)


def _mean(
    first: Comparison,
    seen: Observation,
    goal: Goal,
    compared: Sequence[tuple[Period, Comparison]],
    more: tuple[int, int],
) -> Comparison:
    """The mean of the periods' completions, with so many ``more`` that count fully and so many that count nothing."""
    kept, lost = more
    shares = [*(capped(one) for _, one in compared), *[ONE] * kept, *[ZERO] * lost]
    missed = [(period, one) for period, one in compared if one.outcome is not Outcome.MET]
    names = tuple(
        coded("labelled", label=period.label, figure=shown_number(period.number, seen.unit or goal.unit))
        for period, _ in missed
    )
    total = len(shares)
    met = total - len(missed) - lost
    shown = coded("periods-missed" if missed else "periods-met", total=total, met=met, missed=names)
    completion = mean(shares)
    parts = [
        as_number(share, None, one.expression)
        for (_, one), share in zip(compared, shares[: len(compared)], strict=True)
        if share != ONE
    ]
    full = total - len(parts) - lost
    added = (SUM, *([str(full)] if full or not parts else []), *parts)
    steps = (
        finding(
            "periods-compared",
            total=total,
            met=met,
            goal=goal,
            missed=coded("missed-list", missed=names) if names else "",
        ),
    )
    return first.model_copy(
        update={
            "outcome": Outcome.MET if met == total else Outcome.PARTLY_MET if completion.num > 0 else Outcome.NOT_MET,
            "direction": Direction.HIGHER,
            "completion": completion,
            "deviation": None,
            "expression": (QUOTIENT, added, str(total)) if met < total else None,
            "shown": shown,
            "needs": coded("need-periods", goal=goal),
            "steps": steps,
        }
    )


def count_periods(target: Target, measure: Measure, seen: Observation, goal: Goal) -> Comparison:
    """How many periods reach the part, against how many must (5次及以上≥5%)."""
    part = target.parts[0]
    needed = goal_of(part)
    if not seen.has_periods and seen.number is not None and seen.unit == goal.unit:
        needs = coded("need-period-count", each=needed, goal=goal)
        return against(target, measure, seen, goal).model_copy(update={"needs": needs})
    if not seen.has_periods:
        asked = finding("periods-needed", goal=needed, text=seen.shown)
        return opened(not_scored(Outcome.OPEN, target, measure, seen.shown, ()), (), asked)
    each = [
        (period, settled(against(part, measure, seen.model_copy(update={"number": period.number}), needed)))
        for period in seen.periods
    ]
    failed = next((one for _, one in each if not one.outcome.is_known), None)
    if failed is not None:
        return failed
    reached = [period.label for period, one in each if one.outcome is Outcome.MET]
    unread = number_of(seen.unread)
    total = len(each) + unread

    def at(count: int) -> Comparison:
        number = len(reached) + count
        shown = coded("periods-of", total=total, count=number, goal=needed)
        counted = Observation(shown=shown, number=Ratio.of(number), unit=goal.unit)
        listed = tuple(reached) or coded("none")
        step = finding("periods-counted", total=total, goal=needed, count=number, reached=listed)
        compared = against(target, measure, counted, goal)
        needs = coded("need-period-count", each=needed, goal=goal)
        return compared.model_copy(update={"steps": (step, *compared.steps), "needs": needs})

    shown = coded("periods-of-unsure", total=total, count=len(reached), goal=needed, unread=unread)
    return between(at, unread, seen.question, shown, goal.value)
