"""One sentence for each measure: what to record, and how it becomes the actual."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import repeat

from engine.explanations import Input, Limit
from engine.language.rendering import Coded, coded, coded_day
from engine.measures.choice import computation
from engine.measures.deadlines import day_name
from engine.measures.model import Measure, MeasureKind
from engine.measures.parts import in_parts, promise_of
from engine.quantity import plain
from engine.targets import Target, TargetKind
from engine.targets.printing import SIGNS, multiplier_beside

_WIDE = str.maketrans("<=>", "＜＝＞")


def goal(target: Target) -> str:
    """The goal of a quantity in signs (``≥90%``)."""
    if not isinstance(target.value, Decimal):
        return target.text
    return f"{SIGNS[target.operator].translate(_WIDE)}{plain(target.value)}{target.unit or target.unit_inferred or ''}"


def _all(inputs: tuple[Input, ...]) -> Coded:
    """The inputs with their units: ``“支出”（元）与“预算”（元）``."""
    *others, last = map(_one, inputs)
    return coded("inputs", others=tuple(others), last=last) if others else last


def _one(one: Input) -> Coded:
    if one.unit and not one.name.endswith((f"（{one.unit}）", f"({one.unit})")):
        return coded("input-in-unit", name=one.name, unit=one.unit)
    return coded("in-quotes", text=one.name)


def _computed(measure: Measure) -> Coded:
    if not measure.formula:
        return coded("measure-inputs", inputs=_all(measure.inputs))
    return coded("measure-computed", inputs=_all(measure.inputs), formula=computation(measure.formula))


def _direct(name: str, target: Target, measure: Measure) -> Coded:
    if target.kind is TargetKind.QUALITATIVE:
        return coded("measure-tier", name=name)
    if target.kind is TargetKind.UNREADABLE:
        return coded("measure-unreadable", target=target.text, name=name)
    if target.kind is TargetKind.NOT_APPLICABLE:
        return coded("measure-not-applicable")
    if target.kind is TargetKind.COMPOUND and measure.formula is not None:
        return coded("measure-parts", inputs=_all(measure.inputs), formula=computation(measure.formula))
    asked = map(promise_of, target.parts) if in_parts(target) else repeat(target)
    inputs = _all(tuple(map(_as_written, measure.inputs, asked)))
    return (
        coded("measure-each", per=_period(target.per), inputs=inputs)
        if target.per
        else coded("measure-direct", inputs=inputs)
    )


def _as_written(one: Input, target: Target) -> Input:
    """The figure in the target's own unit: in 万元 beside ≤60万元."""
    return one.model_copy(update={"unit": f"{multiplier_beside(one.unit, target)}{one.unit}"}) if one.unit else one


def _period(period: str) -> Coded:
    return coded("period", period=period)


def _deadline(name: str, target: Target, due: date | None) -> Coded:
    day = day_name(name, target.text)
    if due is not None:
        return coded("measure-deadline", day=day, due=coded_day(due))
    if target.after and target.within is not None:
        within = f"{plain(target.within)}{target.unit or '日'}"
        return coded("measure-deadline-after", day=day, after=target.after, within=within)
    if target.each in ("month", "quarter"):
        period = _period("月" if target.each == "month" else "季度")
        return coded("measure-deadline-each", period=period, day=day, target=target.text)
    return coded("measure-deadline-text", day=day, target=target.text)


def _period_count(target: Target, measure: Measure) -> Coded:
    each = tuple(goal(part) for part in target.parts) or target.text
    asked = {
        "period": _period(measure.period or "月"),
        "inputs": _all(measure.inputs),
        "each": each,
        "goal": goal(target),
    }
    if not measure.formula:
        return coded("measure-period-count", **asked)
    return coded("measure-period-count-computed", **asked, formula=computation(measure.formula))


def _response(limits: tuple[Limit, ...]) -> Coded:
    kept = [coded("within-limit", limit=f"{plain(one.value)}{one.unit}", label=one.label) for one in limits]
    if len(kept) == 1:
        return coded("measure-response", kept=kept[0])
    return coded("measure-responses", kept=reduce(lambda one, other: coded("both", one=one, other=other), kept))


def _change(target: Target, measure: Measure) -> Coded:
    if measure.formula is not None:
        return _computed(measure)
    points = target.unit is not None and target.unit != "%"
    share = "当期值 - 基期值" if points else "(当期值 - 基期值) ÷ 基期值 × 100%"
    return coded("measure-change", inputs=_all(measure.inputs), share=share, target=target.text)


def _score_sheet(measure: Measure) -> Coded:
    marks = (
        "" if measure.full_marks is None or measure.formula else coded("full-marks", marks=plain(measure.full_marks))
    )
    return coded("measure-score-sheet", what=_computed(measure), marks=marks)


def _pass_fail(name: str, measure: Measure) -> Coded:
    asked = {"name": name, "condition": measure.pass_condition or name}
    if not measure.fail_condition:
        return coded("measure-pass", **asked)
    return coded("measure-pass-or-fail", **asked, fails=measure.fail_condition)


def _mean(measure: Measure) -> Coded:
    code = "measure-each-period" if measure.formula is None else "measure-daily-mean"
    return coded(code, period=_period(measure.period or "月"), inputs=_all(measure.inputs))


def describe(name: str, target: Target, measure: Measure) -> Coded:
    """The sentence for a measure whose other fields are settled."""
    sentences: dict[MeasureKind, Callable[[], Coded]] = {
        MeasureKind.DIRECT: lambda: _direct(name, target, measure),
        MeasureKind.RATIO: lambda: _computed(measure),
        MeasureKind.RATING: lambda: _computed(measure),
        MeasureKind.DEADLINE: lambda: _deadline(name, target, measure.deadline),
        MeasureKind.PASS_FAIL: lambda: _pass_fail(name, measure),
        MeasureKind.RESPONSE: lambda: _response(measure.limits),
        MeasureKind.SCORE_SHEET: lambda: _score_sheet(measure),
        MeasureKind.PERIODIC_MEAN: lambda: _mean(measure),
        MeasureKind.PERIOD_COUNT: lambda: _period_count(target, measure),
        MeasureKind.CHANGE: lambda: _change(target, measure),
    }
    return coded("to-record", what=sentences[measure.kind]())
