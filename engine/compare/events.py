"""Responses: every event against its limits, or one figure for each limit."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from engine.actuals.records import Event, number_of
from engine.compare.ends import between, settled
from engine.compare.model import HUNDRED, Comparison, Goal, not_scored
from engine.compare.numbers import against
from engine.language.findings import Findings, finding
from engine.language.rendering import Coded, coded
from engine.measures import Limit, Measure
from engine.observe import Observation, events_unclosed, shown_number
from engine.quantity import Dimension, Ratio, convert, plain, unit_of
from engine.quantity.expressions import QUOTIENT
from engine.quantity.workdays import workdays_after
from engine.targets import Operator, Target
from engine.terms import Direction, Outcome

_ALL = Goal(Operator.GE, Direction.HIGHER, HUNDRED, "%")


def _limits_of(measure: Measure, goal: Goal) -> tuple[Limit, ...]:
    """The limits an event must keep: the target's own where it is a duration, else the explanation's."""
    if unit_of(goal.unit).dimension in (Dimension.DURATION, Dimension.WORKDAYS):
        label = measure.limits[0].label if len(measure.limits) == 1 else ""
        return (Limit(label=label, value=goal.value, unit=goal.unit or ""),)
    return measure.limits


def compare_events(target: Target, measure: Measure, seen: Observation, goal: Goal) -> Comparison:
    """Every event judged; completion is the share within all limits (against the target, where that is a share)."""
    limits = _limits_of(measure, goal)
    if seen.kept is not None:
        return _counted(target, measure, seen, limits)
    labels = list(seen.events[0].ends) if seen.events else [one.label for one in limits]
    if not limits or ((len(labels) > 1 or len(limits) > 1) and {one.label for one in limits} != set(labels)):
        expected = tuple(one.label for one in limits) or coded("none")
        steps = (finding("event-limits", expected=expected, found=labels),)
        return not_scored(Outcome.UNREADABLE, target, measure, seen.shown, steps)
    verdicts = [_verdict(event, limits, labels, seen.until) for event in seen.events]
    kept, unclosed = verdicts.count(True), verdicts.count(None)
    unread = number_of(seen.unread)
    total = len(seen.events) + unread
    durations = [end - event.start for event in seen.events for end in event.ends.values() if end is not None]
    longest = _duration(int(max(durations).total_seconds()) if durations else 0)
    unfinished = sum(end is None for event in seen.events for end in event.ends.values())
    written = _written(limits)
    tail = coded("longest-unfinished" if unfinished else "longest", longest=longest, unfinished=unfinished)
    late = _late_by(seen, verdicts)
    names = [event.name for event, one in zip(seen.events, verdicts, strict=True) if one is None]
    question = seen.question or events_unclosed(unclosed, total, names)
    is_share = unit_of(goal.unit).dimension is Dimension.SHARE
    wanted = goal if is_share else _ALL
    needs = coded("need-events" if wanted.value == HUNDRED else "need-event-share", limits=written, goal=wanted)

    def at(count: int) -> Comparison:
        share = Ratio.of((kept + count) * 100, total)
        figures = {"total": total, "kept": kept + count, "share": shown_number(share, "%")}
        expression = QUOTIENT, str(kept + count), str(total)
        shown = coded("events-kept", **figures, tail=tail)
        observed = Observation(shown=shown, number=share, unit="%", expression=expression)
        compared = against(target, measure, observed, wanted)
        step = finding("events-judged", total=total, kept=kept + count, limits=written, longest=longest)
        findings = compared.steps if is_share else ()
        return compared.model_copy(update={"steps": (step, *late, *findings), "needs": needs})

    unsure = unclosed + unread
    shown = coded("events-unsure", total=total, kept=kept, unsure=unsure, tail=tail)
    return between(at, unsure, question, shown, wanted.value)


def _counted(target: Target, measure: Measure, seen: Observation, limits: tuple[Limit, ...]) -> Comparison:
    """Events of which a text says how many kept the limit; completion is their share."""
    kept = seen.kept
    share = kept.share if kept else None
    number = Ratio(share.num * 100, share.den) if share else None
    observed = Observation(shown=seen.shown, number=number, unit="%", expression=kept.expression if kept else None)
    compared = against(target, measure, observed, _ALL)
    return compared.model_copy(update={"needs": coded("need-events", limits=_written(limits), goal=_ALL)})


def _written(limits: tuple[Limit, ...]) -> tuple[str, ...]:
    return tuple(f"{one.label}≤{plain(one.value)}{one.unit}" for one in limits)


def _late_by(seen: Observation, verdicts: list[bool | None]) -> Findings:
    """A note where events that are not closed had certainly outlasted their limits already."""
    pairs = zip(seen.events, verdicts, strict=True)
    late = [event.name for event, kept in pairs if kept is False and None in event.ends.values()]
    return (finding("events-late-unclosed", count=len(late), until=f"{seen.until:%Y-%m-%d %H:%M}"),) if late else ()


def _duration(seconds: int) -> Coded:
    """A length of time as people say it: 38分钟, 30小时20分钟."""
    hours, minutes = divmod((seconds + 59) // 60, 60)
    code = "minutes" if not hours else "hours-minutes" if minutes else "hours"
    return coded(code, hours=hours, minutes=minutes)


def _kept(limit: Limit, start: datetime, end: datetime) -> bool:
    """Whether one end came within its limit; a limit in working days counts the days of the calendar after the start."""
    if unit_of(limit.unit).dimension is Dimension.WORKDAYS:
        days = workdays_after(start.date(), end.date())
        return days is not None and days <= limit.value
    seconds = convert(limit.value, limit.unit, "秒")
    return seconds is not None and Decimal(int((end - start).total_seconds())) <= seconds


def _verdict(event: Event, limits: tuple[Limit, ...], labels: list[str], until: datetime | None) -> bool | None:
    """Whether an event kept all its limits; None where one is not reached yet and had not passed by ``until``."""
    ends = [event.ends[limit.label] if limit.label in event.ends else event.ends[labels[0]] for limit in limits]
    by_then = [max(until or event.start, event.start) if end is None else end for end in ends]
    if not all(_kept(limit, event.start, end) for limit, end in zip(limits, by_then, strict=True)):
        return False
    return None if None in ends else True


def compare_limits(target: Target, measure: Measure, seen: Observation) -> Comparison:
    """Figures for several limits (响应 12分钟, 赶到现场 26分钟): met where each is kept, else the share that is."""
    kept, steps = 0, []
    for limit in measure.limits:
        figure = seen.parts.get(limit.label)
        goal = Goal(Operator.LE, Direction.LOWER, limit.value, limit.unit)
        number = None if figure is None or figure.number is None else Ratio.of(figure.number)
        one = Observation(shown=figure.text if figure else "", number=number, unit=figure.unit if figure else None)
        compared = settled(against(target, measure, one, goal))
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
        expression=(QUOTIENT, str(kept), str(total)),
        shown=seen.shown,
        needs=coded("need-limits"),
        steps=tuple(steps),
    )
