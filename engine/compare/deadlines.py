"""Deadlines: done in time, late by a share of the planned time, or not done."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from engine.compare.ends import opened
from engine.compare.model import Comparison
from engine.language.findings import Finding, Findings, finding
from engine.language.rendering import coded, coded_day
from engine.measures import Measure
from engine.observe import Observation
from engine.quantity import ONE, ZERO, Dimension, Ratio, convert, plain, unit_of
from engine.quantity.expressions import QUOTIENT
from engine.quantity.workdays import add_workdays
from engine.targets import Target
from engine.terms import Outcome


def _months_later(start: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _later(start: date, within: Decimal, unit: str | None) -> date | Finding:
    """The day that lies a number of days, working days or months after another."""
    unknown = finding(
        "calendar-unknown", text=coded("after-day", start=coded_day(start), within=plain(within), unit=unit or "")
    )
    dimension = unit_of(unit).dimension
    try:
        if dimension is Dimension.WORKDAYS:
            return add_workdays(start, int(within)) or unknown
        if dimension is Dimension.MONTHS:
            return _months_later(start, int(convert(within, unit, "个月") or 0))
        return start + timedelta(days=int(convert(within, unit, "天") or 0))
    except (OverflowError, ValueError):
        return unknown


class _Term(NamedTuple):
    """A deadline that is counted from an event: when it is due, when it was done, and what the planned time starts with."""

    due: date | None = None
    day: date | None = None
    start: date | None = None
    findings: Findings = ()


def _relative(target: Target, seen: Observation) -> _Term:
    """合同签订后30日内 with both days from the recorded parts; the planned time is the term itself."""
    after, names = target.after or "", _start_names(target)
    start = next((figure for name, figure in seen.parts.items() if name in names), None)
    done = _done(target, seen)
    if target.within is None or start is None or start.day is None or done is None:
        wanted = after or coded("start-day"), coded("done-day")
        return _Term(findings=(finding("deadline-relative-needed", text=target.text.strip(), names=wanted),))
    if done < start.day:
        reversed_ = finding("days-reversed", start=coded_day(start.day), done=coded_day(done), after=after)
        return _Term(findings=(reversed_,))
    due = _later(start.day, target.within, target.unit)
    if isinstance(due, Finding):
        return _Term(findings=(due,))
    step = finding(
        "relative-deadline",
        after=after,
        start=coded_day(start.day),
        within=plain(target.within),
        unit=target.unit or "",
        due=coded_day(due),
    )
    return _Term(due, done, start.day + timedelta(days=1), (step,))


def _start_names(target: Target) -> tuple[str, ...]:
    """What the day is called that a term is counted from: as the target says it, or as the measure asks for it."""
    after = target.after or ""
    return after, f"{after}日期", "起算日", "起算日期"


def _term_start(target: Target, seen: Observation) -> date | None:
    """The first day of a term: that after the event, where its day was recorded."""
    days = (figure.day for name, figure in seen.parts.items() if name in _start_names(target))
    start = next(days, None)
    return start and start + timedelta(days=1)


def _done(target: Target, seen: Observation) -> date | None:
    """The day of completion among several that were recorded."""
    names = _start_names(target)
    return next((figure.day for name, figure in seen.parts.items() if name not in names), None)


def _says_in_time(seen: Observation) -> bool:
    """Whether a record without a day claims punctuality itself: 按时完成, or the 100% the form itself speaks of."""
    is_full = seen.unit == "%" and seen.number is not None and seen.number.cmp(Decimal(100)) >= 0
    return is_full or (seen.verdict is not False and seen.in_time)


def _undated(seen: Observation, due: date, base: Comparison) -> Comparison:
    """What a record without a day says."""
    if _says_in_time(seen):
        step = finding("in-time-said", text=seen.shown, due=coded_day(due))
        return base.model_copy(update={"outcome": Outcome.MET, "completion": ONE, "steps": (step,)})
    if seen.verdict is False:
        step = finding("not-done", due=coded_day(due))
        return base.model_copy(update={"outcome": Outcome.NOT_MET, "completion": ZERO, "steps": (step,)})
    return opened(base, (), finding("date-needed", text=seen.shown, due=coded_day(due)))


def _dated(day: date, due: date, first: date, base: Comparison) -> Comparison:
    """A day held against the due day; ``first`` is where the planned time starts."""
    late = (day - due).days
    if late <= 0:
        step = finding("in-time", day=coded_day(day), due=coded_day(due))
        return base.model_copy(update={"outcome": Outcome.MET, "completion": ONE, "steps": (*base.steps, step)})
    start = first if first <= due else date(due.year, 1, 1)
    planned = (due - start).days + 1
    lateness = Ratio.of(late, planned)
    step = finding(
        "late",
        day=coded_day(day),
        due=coded_day(due),
        late=late,
        start=coded_day(start),
        planned=planned,
        share=lateness.percent(),
    )
    update = {
        "outcome": Outcome.PARTLY_MET,
        "lateness": lateness,
        "late_days": late,
        "expression": (QUOTIENT, str(late), str(planned)),
        "steps": (*base.steps, step),
    }
    return base.model_copy(update=update)


def compare_deadline(target: Target, measure: Measure, seen: Observation) -> Comparison:
    """A recorded day against a deadline.

    The planned time runs from the given start, else 1 January of the deadline's year, to the deadline, both included.
    A deadline relative to an event takes both days as inputs, and its planned time is the term: the days after the event.
    """
    due = target.value if isinstance(target.value, date) else measure.deadline
    day, first = seen.day, target.start or measure.start
    if due is not None and target.after is not None:  # a term of which somebody settled the last day
        day, first = day or _done(target, seen), first or _term_start(target, seen)
    findings: Findings = ()
    if due is None and target.within is not None:
        due, day, first, findings = _relative(target, seen)
    base = Comparison(
        outcome=Outcome.UNREADABLE,
        kind=target.kind,
        operator=target.operator,
        measure=measure.kind,
        shown=seen.shown,
        needs=coded("need-day", due=coded_day(due)) if due else None,
        steps=findings,
    )
    if due is None:
        unknown = () if findings else (finding("deadline-unknown", text=target.text.strip()),)
        return base.model_copy(update={"steps": (*findings, *unknown)})
    if day is None:
        return _undated(seen, due, base)
    return _dated(day, due, first or date(due.year, 1, 1), base)
