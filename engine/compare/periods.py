"""Periods judged one by one: a mean of their completions, or how many of them reach a part."""

from __future__ import annotations

from engine.compare.model import Comparison, Goal, goal_of, not_scored
from engine.compare.numbers import against, capped, written_number
from engine.findings import finding
from engine.measures import Measure
from engine.observe import Observation, shown_number
from engine.quantity import ONE, Ratio, mean
from engine.rulesets import Conventions
from engine.targets import Target
from engine.terms import Direction, Outcome


def compare_periods(target: Target, measure: Measure, seen: Observation, goal: Goal) -> Comparison:
    """Each period by itself; completion is the mean of theirs, each capped at 1; those below are named."""
    compared = [
        (period, against(target, measure, seen.model_copy(update={"number": period.number}), goal))
        for period in seen.periods
    ]
    failed = next((one for _, one in compared if not one.outcome.is_known), None)
    if failed is not None:
        return failed
    shares = [capped(one) for _, one in compared]
    missed = [(period, one) for period, one in compared if one.outcome is not Outcome.MET]
    names = "、".join(
        f"{period.label}（{shown_number(period.number, seen.unit or goal.unit)}）" for period, _ in missed
    )
    total = len(compared)
    shown = f"{total}期中{total - len(missed)}期达标" + (f"，未达标：{names}" if missed else "")
    completion = mean(shares)
    parts = [
        written_number(share, None, one.expression)
        for (_, one), share in zip(compared, shares, strict=True)
        if share != ONE
    ]
    full = total - len(parts)
    expression = f"({' + '.join([*([str(full)] if full else []), *parts])}) ÷ {total}"
    steps = (
        finding(
            "periods-compared",
            total=total,
            met=total - len(missed),
            goal=goal,
            missed=f"，未达到：{names}" if names else "",
        ),
    )
    return compared[0][1].model_copy(
        update={
            "outcome": Outcome.MET if not missed else Outcome.PARTLY_MET if completion.num > 0 else Outcome.NOT_MET,
            "direction": Direction.HIGHER,
            "completion": completion,
            "deviation": None,
            "expression": expression if missed else "",
            "shown": shown,
            "needs": f"各期均达到{goal}",
            "steps": steps,
        }
    )


def count_periods(
    target: Target, measure: Measure, seen: Observation, goal: Goal, conventions: Conventions
) -> Comparison:
    """How many periods reach the part, against how many must (5次及以上≥5%)."""
    part = target.parts[0]
    needed = goal_of(part, conventions)
    if not seen.periods:
        return not_scored(
            Outcome.UNREADABLE, target, measure, seen.shown, (finding("periods-needed", goal=needed, text=seen.shown),)
        )
    each = [
        (period, against(part, measure, seen.model_copy(update={"number": period.number}), needed))
        for period in seen.periods
    ]
    failed = next((one for _, one in each if not one.outcome.is_known), None)
    if failed is not None:
        return failed
    reached = [period.label for period, one in each if one.outcome is Outcome.MET]
    counted = Observation(
        shown=f"{len(each)}期中{len(reached)}期{needed}", number=Ratio.of(len(reached)), unit=goal.unit
    )
    step = finding(
        "periods-counted", total=len(each), goal=needed, count=len(reached), reached="、".join(reached) or "无"
    )
    compared = against(target, measure, counted, goal)
    needs = f"达到{needed}的期数{goal}"
    return compared.model_copy(update={"steps": (step, *compared.steps), "needs": needs})
