"""Deadlines of every period (每月25日前, 每季度末): each day against its own, the share in time as the completion."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

from engine.compare.ends import opened
from engine.compare.model import Comparison
from engine.language.findings import Findings, finding
from engine.language.patterns import regex
from engine.language.rendering import coded, coded_day
from engine.measures import Measure
from engine.observe import Observation
from engine.quantity import ONE, Ratio
from engine.quantity.expressions import QUOTIENT, Expression
from engine.targets import Target, TargetKind
from engine.terms import Direction, Outcome

_MONTH = regex(r"(\d{4})-(0[1-9]|1[0-2])")
_QUARTER = regex(r"(\d{4})-?Q([1-4])")
_PERIODS = {"month": 12, "quarter": 4, "half-year": 2, "week": 52}


def due_in(target: Target, label: str) -> date | None:
    """The day by which something is due in a period (``2024-03``, ``2024-Q1``); None where that cannot be told."""
    month, quarter = _MONTH.fullmatch(label), _QUARTER.fullmatch(label)
    found = month or quarter
    if found is None or target.per is None:
        return None
    year, last = int(found[1]), int(found[2]) * (3 if quarter else 1)
    if "次月" in target.per:
        year, last = (year, last + 1) if last < 12 else (year + 1, 1)
    length = calendar.monthrange(year, last)[1]
    return date(year, last, min(target.day or length, length))


def compare_recurring(target: Target, measure: Measure, seen: Observation) -> Comparison:
    """The days of the periods, each against its own deadline; a record in words, or one day that stands for all."""
    base = Comparison(
        outcome=Outcome.UNREADABLE,
        kind=target.kind,
        operator=target.operator,
        measure=measure.kind,
        shown=seen.shown,
        needs=coded("need-each-in-time", target=target.text.strip()),
    )
    if seen.days:
        return _each(target, base, seen)
    if seen.kept is not None and seen.kept.share is not None:
        return _share(base, seen.kept.share, seen.kept.expression)
    steps: Findings = ()
    if seen.number is not None and target.within is not None and seen.unit == target.unit:
        is_in_time = seen.number.cmp(target.within) <= 0
    else:
        is_in_time = seen.in_time and not _is_short(target, seen)
        steps = (finding("each-in-time-stated", text=seen.shown),)
    if not is_in_time:
        return opened(base, (), finding("ask-periods", text=seen.shown, target=target.text.strip()))
    return base.model_copy(update={"outcome": Outcome.MET, "completion": ONE, "steps": steps})


def _is_short(target: Target, seen: Observation) -> bool:
    """Whether a text counts fewer times in time than there are periods (11次按时), and so says nothing of the others."""
    count = seen.kept.count if seen.kept else None
    return count is not None and count < _PERIODS.get(target.each or "", 0)


def _each(target: Target, base: Comparison, seen: Observation) -> Comparison:
    """The share of the periods in time; those that were late are named."""
    due = {label: due_in(target, label) for label, _ in seen.days}
    unknown = [label for label, day in due.items() if day is None]
    if unknown:
        step = finding("period-unknown", name=unknown[0])
        return base.model_copy(update={"steps": (step,)})
    late = [(label, day, by) for label, day in seen.days if (by := due[label]) is not None and day > by]
    total, kept = len(seen.days), len(seen.days) - len(late)
    names = tuple(coded("labelled", label=label, figure=coded_day(day)) for label, day, _ in late)
    step = finding("periods-in-time", total=total, count=kept, late=names or coded("none"))
    shown = coded("periods-late" if late else "periods-all-in-time", total=total, kept=kept, late=names)
    counted = _share(base, Ratio.of(kept, total), (QUOTIENT, str(kept), str(total)))
    return counted.model_copy(update={"shown": shown, "steps": (step,)})


def _share(base: Comparison, share: Ratio, expression: Expression) -> Comparison:
    """So many of the periods in time."""
    part = Outcome.PARTLY_MET if share.num else Outcome.NOT_MET
    return base.model_copy(
        update={
            "kind": TargetKind.QUANTITY,
            "direction": Direction.HIGHER,
            "outcome": Outcome.MET if share.cmp(Decimal(1)) >= 0 else part,
            "completion": share,
            "expression": expression,
        }
    )
