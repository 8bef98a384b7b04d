"""A declared row read: its target as its explanation and name settle it, which way it is better, how its actual is obtained.

In: an indicator as text. Out: a reading, the same for every command: target, direction with its evidence, measure, the
question that is left open.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from engine.explanations import Explanation, Formula, Input, Limit, read_explanation
from engine.explanations.names import input_unit, is_rate
from engine.explanations.prose import storable
from engine.language.findings import Findings, finding
from engine.language.patterns import regex
from engine.measures.adjust import check_stated, settle_unit
from engine.measures.answers import answered, objection, stated
from engine.measures.choice import as_percent, choose
from engine.measures.deadlines import check_year, day_name, read_as_day, settle_deadline
from engine.measures.describe import describe
from engine.measures.direction import (
    BareValue,
    DirectionReading,
    Evidence,
    Row,
    Understanding,
    asked_of,
    directed,
    doubted,
    how_found,
)
from engine.measures.doubts import check_name, check_other_name, check_possible, is_rating, settle_rating
from engine.measures.model import Measure, MeasureKind, Reading
from engine.measures.parts import in_parts, part_inputs, promise_of
from engine.quantity import Dimension, convert, plain, unit_of
from engine.targets import Operator, Target, TargetKind, read_target
from engine.terms import AnswerKind, Answers, Indicator

_TIMED = (Dimension.DURATION, Dimension.WORKDAYS)
_RESPONSE = regex(r"响应|修复|恢复|到场|到达|处理|处置|办理|办结|解决|审核|审批|受理|反馈|回复|等待|等候|救援|排除")
# A condition with a number in it is graded by that number: 满意度达到90%得满分.
_GRADED = regex(r"计划完成|递减|比例计算|按比例|[≥≤<>]|\d%.|\d分.")
_PASSES = regex(r"^(?:是否)?(?:获得|取得|通过).{1,30}$|.{1,30}(?:通过|达标|合格|取得|获得)$|^通过$|^达标$")
_YES = regex(
    r"^(?:是|否|通过|已?通过.*|.{0,12}通过|达标|达到标准|合格|全部合格|完成|已完成|按时完成|按期完成|符合.*|有|无|达成)$"
)
_MEAN = regex(r"(?P<period>月|季度?|周|日|年)度?(?:平均|均)")
_SUMMED = regex(r"的?(?:合计|总和|之和|累计)$")
_TIME_WORD = regex(r"(?:平均)?(?:时间|时长|时限|耗时)$")
_DAYS = regex(r"天数|日数")
# A longer name is no name; what decides stands in its beginning.
LONGEST_NAME = 200
_PERIODS = {"季": "季度"}
_TARGET_KINDS = {
    TargetKind.DEADLINE: MeasureKind.DEADLINE,
    TargetKind.CHANGE: MeasureKind.CHANGE,
    TargetKind.COMPOUND: MeasureKind.DIRECT,
    TargetKind.NOT_APPLICABLE: MeasureKind.DIRECT,
    TargetKind.UNREADABLE: MeasureKind.DIRECT,
}


class _Case(NamedTuple):
    """Everything about one indicator that decides its measure."""

    name: str
    target: Target
    explanation: Explanation
    formula: Formula | None

    @property
    def is_share(self) -> bool:
        """Whether the target is in percent or points, as the result of a formula or a sheet is."""
        units = (self.target.unit, self.target.unit_inferred)
        return self.target.kind in (TargetKind.QUANTITY, TargetKind.RANGE) and bool({"%", "分"} & set(units))


def _is_mean(case: _Case) -> bool:
    named = _MEAN.search(case.formula.name or case.name) if case.formula else _MEAN.search(case.name)
    if not (named and case.is_share):
        return False
    if case.formula is None:
        return True
    return any(_DAYS.search(one.name) for one in case.formula.inputs)


def _is_response(case: _Case) -> bool:
    timed = case.target.kind is TargetKind.QUANTITY and unit_of(case.target.unit).dimension in _TIMED
    if timed and case.target.operator not in (Operator.GE, Operator.GT):
        return bool(case.explanation.limits) or bool(_RESPONSE.search(case.name))
    return case.is_share and case.formula is None and bool(case.explanation.limits)


def _is_pass_fail(case: _Case) -> bool:
    if case.target.kind is TargetKind.QUALITATIVE:
        return bool(_YES.match(case.target.text.strip()))
    if not case.is_share or case.formula is not None:
        return False
    condition = case.explanation.pass_condition
    if condition and not _GRADED.search(condition):
        return True
    return bool(_PASSES.match(case.name)) and not is_rate(case.name) and case.target.value == Decimal(100)


def _formula_kind(case: _Case, formula: Formula) -> MeasureKind:
    if is_rating(formula):
        return MeasureKind.RATING
    points = any(one.unit == "分" for one in formula.inputs)
    return MeasureKind.SCORE_SHEET if points and case.explanation.score_sheet else MeasureKind.RATIO


def _by_target(case: _Case) -> MeasureKind | None:
    """The kind that the target alone decides."""
    counted = case.target.kind is TargetKind.COMPOUND and case.target.combine == "count"
    return MeasureKind.PERIOD_COUNT if counted else _TARGET_KINDS.get(case.target.kind)


def _kind(case: _Case) -> MeasureKind:
    """The way the actual is obtained; the first that applies."""
    by_target = _by_target(case)
    if by_target is not None:
        return by_target
    if _is_mean(case):
        return MeasureKind.PERIODIC_MEAN
    if case.formula is not None:
        return _formula_kind(case, case.formula)
    if _is_pass_fail(case):
        return MeasureKind.PASS_FAIL
    if _is_response(case):
        return MeasureKind.RESPONSE
    return MeasureKind.SCORE_SHEET if case.explanation.score_sheet and case.is_share else MeasureKind.DIRECT


def _limits(case: _Case) -> tuple[tuple[Limit, ...], Findings]:
    """The limits of a response: the explanation's, or the target's own where the explanation has none or others."""
    target = case.target
    if case.is_share or not isinstance(target.value, Decimal) or target.unit is None:
        return case.explanation.limits, ()
    own = (Limit(label=_TIME_WORD.sub("", case.name) or case.name, value=target.value, unit=target.unit),)
    if not case.explanation.limits:
        return own, ()
    if any(convert(one.value, one.unit, target.unit) == target.value for one in case.explanation.limits):
        return case.explanation.limits, ()
    listed = "、".join(f"{plain(one.value)}{one.unit}{one.label}" for one in case.explanation.limits)
    return own, (finding("limit-contradicts", target=target.text, limits=listed),)


def _period(case: _Case, kind: MeasureKind) -> str | None:
    if kind is MeasureKind.DEADLINE:
        return {"month": "月", "quarter": "季度"}.get(case.target.each or "")
    if kind not in (MeasureKind.PERIODIC_MEAN, MeasureKind.PERIOD_COUNT):
        return None
    named = _MEAN.search((case.formula.name if case.formula else None) or case.name)
    period = named["period"] if named else case.explanation.period or ("月" if "月" in case.name else None)
    return _PERIODS.get(period, period) if period else None


def _mean_input(case: _Case) -> Input:
    """What is recorded for a periodic mean: the daily figure whose sum stands in the formula."""
    for one in case.formula.inputs if case.formula else ():
        if _SUMMED.search(one.name):
            name = _SUMMED.sub("", one.name)
            return Input(name=name, unit=input_unit(name) or case.target.unit)
    return Input(name=case.name, unit=case.target.unit or case.target.unit_inferred)


def _direct_inputs(case: _Case) -> tuple[Input, ...]:
    """The indicator's own figure; of a target in parts, one figure per part."""
    if case.target.kind is TargetKind.NOT_APPLICABLE:
        return ()
    if in_parts(case.target):
        return part_inputs(case.target, case.name)
    return (Input(name=case.name, unit=case.target.unit or case.target.unit_inferred),)


def _deadline_inputs(case: _Case) -> tuple[Input, ...]:
    """The day to be recorded, with the day it is counted from where the deadline is relative."""
    own = Input(name=day_name(case.name, case.target.text))
    return (Input(name=f"{case.target.after}日期"), own) if case.target.after else (own,)


def _inputs(case: _Case, kind: MeasureKind, limits: tuple[Limit, ...]) -> tuple[Input, ...]:
    """Everything to be recorded, with its unit."""
    fixed: dict[MeasureKind, tuple[Input, ...]] = {
        MeasureKind.PERIODIC_MEAN: (_mean_input(case),),
        MeasureKind.RESPONSE: tuple(Input(name=one.label, unit=one.unit) for one in limits),
        MeasureKind.DEADLINE: _deadline_inputs(case),
        MeasureKind.PASS_FAIL: (Input(name=case.name),),
    }
    if kind in fixed:
        return fixed[kind]
    if in_parts(case.target):
        return _direct_inputs(case)
    if case.formula is not None:
        return case.formula.inputs
    if kind is MeasureKind.CHANGE:
        return (Input(name="基期值"), Input(name="当期值"))
    return (Input(name="考核得分", unit="分"),) if kind is MeasureKind.SCORE_SHEET else _direct_inputs(case)


def _measure(case: _Case, others: tuple[Formula, ...]) -> Measure:
    """The measure of a settled target, without its description."""
    kind, explanation, target = _kind(case), case.explanation, case.target
    limits, findings = _limits(case) if kind is MeasureKind.RESPONSE else (explanation.limits, ())
    ruled = kind in (MeasureKind.DEADLINE, MeasureKind.PASS_FAIL)
    day = target.value if kind is MeasureKind.DEADLINE else None
    return Measure(
        kind=kind,
        description="",
        inputs=_inputs(case, kind, limits),
        formula=case.formula,
        other_formulas=others,
        deadline=None if isinstance(day, Decimal) else day,
        start=target.start,
        limits=limits if kind in (MeasureKind.RESPONSE, MeasureKind.PASS_FAIL) else (),
        pass_condition=explanation.pass_condition if ruled else None,
        fail_condition=explanation.fail_condition if ruled else None,
        full_marks=explanation.full_marks if kind is MeasureKind.SCORE_SHEET else None,
        period=_period(case, kind),
        findings=findings,
    )


def _used(name: str, target: Target, formula: Formula | None, by: Understanding) -> tuple[Formula | None, Findings]:
    """The formula in the target's unit, with what there is to question about it."""
    if formula is None:
        return None, ()
    findings = (*check_name(name, formula, by), *check_other_name(name, formula))
    units = {target.unit, *(part.unit for part in target.parts)}
    if "%" in units or "分" in units:
        formula = as_percent(formula)
    if target.unit == "分" and not any(one.unit == "分" for one in formula.inputs):
        findings = (*findings, finding("points-as-percent", target=target.text))
    return formula, findings


SHIPPED = Understanding()
"""What rows are read by where no ruleset says otherwise."""


def read_indicator(
    indicator: Indicator, year: int | None = None, by: Understanding = SHIPPED, answers: Answers = ()
) -> Reading:
    """A declared row as it is understood; never raises.

    What was inferred about the target stands in its findings, the rest in the measure's. ``year`` is that of the
    declaration and completes dates that are written without one. ``answers`` settle what the row leaves open.
    """
    given = answered(read_target(indicator.target_text, year), answers)
    target = given.target
    explanation = read_explanation(indicator.explanation, year)
    name = storable(indicator.name).strip()[:LONGEST_NAME]
    target, as_day = (target, ()) if given.kinds else read_as_day(name, target, explanation, year)
    choice = choose(name, target, explanation)
    is_dated = AnswerKind.DEADLINE in given.kinds
    settled, dated = (target, ()) if is_dated else settle_deadline(target, explanation, choice.formula)
    settled, united = settle_unit(name, settled, explanation, choice.formula)
    row = Row(indicator, settled, explanation, by.named(name), by, given.operator)
    settled, direction = directed(row)
    formula, doubts = _used(name, settled, choice.formula, by)
    if formula is not None and is_rating(formula):
        rating = settle_rating(formula, explanation)
        formula, doubts = rating.formula, (*doubts, *rating.findings)
    doubts = (
        *doubts,
        *check_possible(name, settled, formula, row.named),
        *check_stated(name, settled, explanation, formula),
    )
    doubts = (*doubts, *check_year(settled, year))
    settled = settled.model_copy(update={"findings": (*settled.findings, *as_day, *dated, *united, *doubted(row))})
    measure = _settled_measure(_Case(name, settled, explanation, formula), choice.others)
    findings = (*explanation.findings, *choice.findings, *doubts, *measure.findings, *given.unused)
    found = how_found(row, direction)
    return Reading(
        target=settled,
        measure=measure.model_copy(update={"findings": findings}),
        direction=direction,
        named=row.named,
        name=name,
        stated=given.findings if found is None else (*given.findings, found),
        answers=given.used,
        question=asked_of(row) if direction.is_open else None,
    )


def _settled_measure(case: _Case, others: tuple[Formula, ...]) -> Measure:
    """The measure with its description."""
    measure = _measure(case, others)
    described: dict[str, object] = {"description": describe(case.name, case.target, measure)}
    if in_parts(case.target) and case.formula is not None:
        # Each part is recorded by itself, so nothing is computed from the formula's own inputs.
        described |= {"formula": None, "other_formulas": (case.formula, *others)}
    return measure.model_copy(update=described)


__all__ = [
    "BareValue",
    "DirectionReading",
    "Evidence",
    "Input",
    "Limit",
    "Measure",
    "MeasureKind",
    "Reading",
    "Understanding",
    "in_parts",
    "objection",
    "promise_of",
    "read_indicator",
    "stated",
]
