"""Periods judged one by one: a mean of their completions, or how many of them reach a part."""

from __future__ import annotations

from collections.abc import Sequence

from engine.actuals.records import number_of
from engine.compare.ends import between
from engine.compare.model import Comparison, Goal, goal_of, not_scored
from engine.compare.numbers import against, capped, written_number
from engine.language.findings import finding
from engine.measures import Measure
from engine.observe import Observation, Period, shown_number
from engine.quantity import ONE, ZERO, Ratio, mean
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
    unread = number_of(seen.unread)

    first = compared[0][1] if compared else not_scored(Outcome.OPEN, target, measure, seen.shown, ())

    def at(count: int) -> Comparison:
        return _mean(first, seen, goal, compared, (count, unread - count))

    shown = f"{len(compared) + unread}期中{unread}期待核实"
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
    names = "、".join(
        f"{period.label}（{shown_number(period.number, seen.unit or goal.unit)}）" for period, _ in missed
    )
    total = len(shares)
    met = total - len(missed) - lost
    shown = f"{total}期中{met}期达标" + (f"，未达标：{names}" if missed else "")
    completion = mean(shares)
    parts = [
        written_number(share, None, one.expression)
        for (_, one), share in zip(compared, shares[: len(compared)], strict=True)
        if share != ONE
    ]
    full = total - len(parts) - lost
    expression = f"({' + '.join([*([str(full)] if full or not parts else []), *parts])}) ÷ {total}"
    steps = (
        finding(
            "periods-compared",
            total=total,
            met=met,
            goal=goal,
            missed=f"，未达到：{names}" if names else "",
        ),
    )
    return first.model_copy(
        update={
            "outcome": Outcome.MET if met == total else Outcome.PARTLY_MET if completion.num > 0 else Outcome.NOT_MET,
            "direction": Direction.HIGHER,
            "completion": completion,
            "deviation": None,
            "expression": expression if met < total else "",
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
    if not seen.has_periods:
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
    unread = number_of(seen.unread)
    total = len(each) + unread

    def at(count: int) -> Comparison:
        number = len(reached) + count
        counted = Observation(shown=f"{total}期中{number}期{needed}", number=Ratio.of(number), unit=goal.unit)
        step = finding("periods-counted", total=total, goal=needed, count=number, reached="、".join(reached) or "无")
        compared = against(target, measure, counted, goal)
        return compared.model_copy(update={"steps": (step, *compared.steps), "needs": f"达到{needed}的期数{goal}"})

    shown = f"{total}期中{len(reached)}期{needed}，{unread}期待核实"
    return between(at, unread, seen.question, shown, goal.value)
