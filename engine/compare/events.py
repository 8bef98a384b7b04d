"""Responses: every event against its limits, or one figure for each limit."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from engine.compare.model import HUNDRED, Comparison, Goal, not_scored
from engine.compare.numbers import against
from engine.findings import finding
from engine.measures import Limit, Measure
from engine.observe import Observation, shown_number
from engine.quantity import Dimension, Ratio, convert, plain, unit_of
from engine.targets import Operator, Target
from engine.terms import Direction, Outcome
from engine.workdays import workdays_after


def _limits_of(measure: Measure, goal: Goal) -> tuple[Limit, ...]:
    """The limits an event must keep: the target's own where it is a duration, else the explanation's."""
    if unit_of(goal.unit).dimension in (Dimension.DURATION, Dimension.WORKDAYS):
        label = measure.limits[0].label if len(measure.limits) == 1 else ""
        return (Limit(label=label, value=goal.value, unit=goal.unit or ""),)
    return measure.limits


def compare_events(target: Target, measure: Measure, seen: Observation, goal: Goal) -> Comparison:
    """Every event judged; completion is the share within all limits (against the target, where that is a share)."""
    limits = _limits_of(measure, goal)
    labels = list(seen.events[0].ends)
    if not limits or ((len(labels) > 1 or len(limits) > 1) and {one.label for one in limits} != set(labels)):
        expected = "、".join(one.label for one in limits) or "无"
        steps = (finding("event-limits", expected=expected, found="、".join(labels)),)
        return not_scored(Outcome.UNREADABLE, target, measure, seen.shown, steps)
    within = [event for event in seen.events if _is_within(event.ends, event.start, limits, labels)]
    total, kept = len(seen.events), len(within)
    durations = [end - event.start for event in seen.events for end in event.ends.values() if end is not None]
    longest = _duration(int(max(durations).total_seconds()) if durations else 0)
    unfinished = sum(end is None for event in seen.events for end in event.ends.values())
    text = "、".join(f"{one.label}≤{plain(one.value)}{one.unit}" for one in limits)
    share = Ratio.of(kept * 100, total)
    shown = f"{total}次中{kept}次在限内（{shown_number(share, '%')}），最长 {longest}"
    shown += f"，{unfinished}次未记录完成" if unfinished else ""
    step = finding("events-judged", total=total, kept=kept, limits=text, longest=longest)
    is_share = unit_of(goal.unit).dimension is Dimension.SHARE
    wanted = goal if is_share else Goal(Operator.GE, Direction.HIGHER, HUNDRED, "%")
    observed = Observation(shown=shown, number=share, unit="%", expression=f"{kept} ÷ {total}")
    compared = against(target, measure, observed, wanted)
    needs = f"每次均在限内（{text}）" if wanted.value == HUNDRED else f"在限内（{text}）的比例{wanted}"
    said = tuple(one for one in compared.steps if one.code == "compared" and is_share)
    return compared.model_copy(update={"steps": (step, *said), "needs": needs})


def _duration(seconds: int) -> str:
    """A length of time as people say it: 38分钟, 30小时20分钟."""
    hours, minutes = divmod((seconds + 59) // 60, 60)
    return "".join(
        part for part, is_there in ((f"{hours}小时", hours), (f"{minutes}分钟", minutes or not hours)) if is_there
    )


def _kept(limit: Limit, start: datetime, end: datetime | None) -> bool:
    """Whether one end came within its limit; a limit in working days counts the days of the calendar after the start."""
    if end is None:
        return False
    if unit_of(limit.unit).dimension is Dimension.WORKDAYS:
        days = workdays_after(start.date(), end.date())
        return days is not None and days <= limit.value
    seconds = convert(limit.value, limit.unit, "秒")
    return seconds is not None and Decimal(int((end - start).total_seconds())) <= seconds


def _is_within(ends: dict[str, datetime | None], start: datetime, limits: tuple[Limit, ...], labels: list[str]) -> bool:
    return all(_kept(limit, start, ends[limit.label] if limit.label in ends else ends[labels[0]]) for limit in limits)


def compare_limits(target: Target, measure: Measure, seen: Observation) -> Comparison:
    """Figures for several limits (响应 12分钟, 赶到现场 26分钟): met where each is kept, else the share that is."""
    kept, steps = 0, []
    for limit in measure.limits:
        figure = seen.parts.get(limit.label)
        goal = Goal(Operator.LE, Direction.LOWER, limit.value, limit.unit)
        number = None if figure is None or figure.number is None else Ratio.of(figure.number)
        one = Observation(shown=figure.text if figure else "", number=number, unit=figure.unit if figure else None)
        compared = against(target, measure, one, goal)
        if not compared.outcome.is_known:
            return compared
        steps += [finding("part-compared", part=limit.label), *compared.steps]
        kept += compared.outcome is Outcome.MET
    total = len(measure.limits)
    share = Ratio.of(kept, total)
    outcome = Outcome.MET if kept == total else Outcome.PARTLY_MET if kept else Outcome.NOT_MET
    return Comparison(
        outcome=outcome,
        kind=target.kind,
        operator=target.operator,
        direction=Direction.HIGHER,
        measure=measure.kind,
        completion=share,
        expression=f"{kept} ÷ {total}",
        shown=seen.shown,
        needs="每项均在时限内",
        steps=tuple(steps),
    )
