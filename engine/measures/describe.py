"""One Chinese sentence for each measure: what to record, and how it becomes the actual."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from engine.explanations import Input, Limit
from engine.language.patterns import regex
from engine.measures.choice import computation
from engine.measures.model import Measure, MeasureKind
from engine.quantity import plain
from engine.targets import Target, TargetKind
from engine.targets.printing import SIGNS, multiplier_beside

_WIDE = str.maketrans("<=>", "＜＝＞")
_BEGINS = regex(r"开始|开工|启动|开展时间|上线时间|进场")
_SIGNED = regex(r"签订|签署|签约")


def chinese_date(day: date) -> str:
    """``2024年12月31日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_name(name: str, target_text: str = "") -> str:
    """What the recorded date is called for an indicator: that of beginning, of signing, or of completion."""
    if _BEGINS.search(name) and "完成" not in target_text:
        return "实际开始日期"
    return "实际签订日期" if _SIGNED.search(name) else "实际完成日期"


def goal(target: Target) -> str:
    """The goal of a quantity in signs (``≥90%``)."""
    if not isinstance(target.value, Decimal):
        return target.text
    return f"{SIGNS[target.operator].translate(_WIDE)}{plain(target.value)}{target.unit or target.unit_inferred or ''}"


def _quoted(inputs: tuple[Input, ...]) -> str:
    """The inputs with their units: ``“支出”（元）与“预算”（元）``."""
    units = [
        f"（{one.unit}）" if one.unit and not one.name.endswith((f"（{one.unit}）", f"({one.unit})")) else ""
        for one in inputs
    ]
    names = [f"“{one.name}”{unit}" for one, unit in zip(inputs, units, strict=True)]
    return names[0] if len(names) == 1 else "、".join(names[:-1]) + "与" + names[-1]


def _computed(measure: Measure) -> str:
    how = f"，计算“{computation(measure.formula)}”" if measure.formula else ""
    return f"记录{_quoted(measure.inputs)}{how}。"


def _direct(name: str, target: Target, measure: Measure) -> str:
    if target.kind is TargetKind.QUALITATIVE:
        return f"记录“{name}”的完成情况，说明所处档次及比例，并附佐证材料。"
    if target.kind is TargetKind.UNREADABLE:
        return f"指标值“{target.text}”无法识别，请先核对指标值，再记录“{name}”的实际完成值。"
    if target.kind is TargetKind.NOT_APPLICABLE:
        return "指标不适用，无需记录。"
    if target.kind is TargetKind.COMPOUND and measure.formula is not None:
        return f"分别记录{_quoted(measure.inputs)}的实际完成值，各按“{computation(measure.formula)}”计算。"
    each = f"每{target.per}" if target.per else ""
    return f"记录{each}{_quoted(tuple(_as_written(one, target) for one in measure.inputs))}的实际完成值。"


def _as_written(one: Input, target: Target) -> Input:
    """The figure in the target's own unit: in 万元 beside ≤60万元."""
    return one.model_copy(update={"unit": f"{multiplier_beside(one.unit, target)}{one.unit}"}) if one.unit else one


def _deadline(name: str, target: Target, day: date | None) -> str:
    if day is not None:
        return f"记录“{day_name(name, target.text)}”，与{chinese_date(day)}比较，不晚于该日为完成。"
    if target.after and target.within is not None:
        within = f"{plain(target.within)}{target.unit or '日'}"
        return f"记录“{target.after}日期”和“{day_name(name, target.text)}”，自{target.after}起{within}内为按时。"
    if target.each in ("month", "quarter"):
        return f"逐{'月' if target.each == 'month' else '季度'}记录“{day_name(name, target.text)}”，各与“{target.text}”比较。"
    return f"记录“{day_name(name, target.text)}”，与“{target.text}”比较。"


def _period_count(target: Target, measure: Measure) -> str:
    period = measure.period or "月"
    each = "、".join(goal(part) for part in target.parts) or target.text
    how = f"，计算“{computation(measure.formula)}”" if measure.formula else ""
    return f"逐{period}记录{_quoted(measure.inputs)}{how}，统计{each}的{period}份数，应{goal(target)}。"


def _response(limits: tuple[Limit, ...]) -> str:
    kept = "且".join(f"{plain(one.value)}{one.unit}内{one.label}" for one in limits)
    single = "（或只记录最长用时）" if len(limits) == 1 else ""
    return f"逐次记录事件发生时间及完成时间{single}，{kept}的次数占总次数的比例为完成比例。"


def _change(target: Target, measure: Measure) -> str:
    if measure.formula is not None:
        return _computed(measure)
    points = target.unit is not None and target.unit != "%"
    share = "当期值 - 基期值" if points else "(当期值 - 基期值) ÷ 基期值 × 100%"
    return f"记录{_quoted(measure.inputs)}，计算“{share}”，与“{target.text}”比较。"


def _score_sheet(measure: Measure) -> str:
    if measure.formula is not None:
        return f"按考评表评分，{_computed(measure)}"
    full = f"（满分{plain(measure.full_marks)}分）" if measure.full_marks is not None else ""
    return f"按考评表评分，记录{_quoted(measure.inputs)}{full}。"


def _pass_fail(name: str, measure: Measure) -> str:
    condition = measure.pass_condition or name
    fails = f"；{measure.fail_condition}" if measure.fail_condition else ""
    return f"记录“{name}”是否达到要求（是或否）：{condition}{fails}。"


def _mean(measure: Measure) -> str:
    period = measure.period or "月"
    if measure.formula is None:
        return f"逐{period}记录{_quoted(measure.inputs)}，分别与指标值比较。"
    return f"逐日记录{_quoted(measure.inputs)}，按{period}求平均值，各{period}分别与指标值比较。"


def describe(name: str, target: Target, measure: Measure) -> str:
    """The sentence for a measure whose other fields are settled."""
    sentences: dict[MeasureKind, Callable[[], str]] = {
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
    return sentences[measure.kind]()
