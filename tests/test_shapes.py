"""Every comparison has one of the shapes by which rulesets are checked for gaps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compare import Comparison, budget_comparison
from engine.compare.shapes import SHAPES, Shape
from engine.terms import Outcome
from tests.builders import compared

TARGETS = [
    "≥90%",
    "5个",
    "≤24小时",
    "0起",
    "2024年12月31日前",
    "提升20%",
    "下降5%",
    "3~5个",
    ">90%",
    "=5",
    "效果明显",
    "合同签订后30日内",
]
TARGETS += ["不适用", "≥", "主干道≥98%、支路≥97%", "5次及以上≥5%", "100%", "≥90", "≤0", "-5℃", "每月25日前", "=10个"]
EXPLANATIONS = [
    "",
    "测评通过则为100%",
    "全部工作完成时间控制在2024年12月31日以前",
    "通过率=通过数/总数*100%",
    "15分钟响应，30分钟内到场",
]
ACTUALS = [
    None,
    "95%",
    "80",
    "4个",
    "20小时",
    "3天",
    "1起",
    "2024-11-20",
    "2025-01-17",
    "提升10%",
    "若干",
    "通过",
    "未通过",
    "部分达成 75%",
    "达成",
    "-3",
    "0",
]
MORE: list[dict[str, Any]] = [
    {},
    {"inputs": {"通过数": "9", "总数": "10"}},
    {"inputs": {"基期值": "5", "当期值": "4"}},
    {"inputs": {"响应": "10分钟", "到场": "40分钟"}},
    {"inputs": {"主干道": "99%", "支路": "50%"}},
    {"periods": {"2024-01": "5%", "2024-02": "6%"}},
    {"periods": {"2024-01": "2024-01-20", "2024-02": "2024-02-27"}},
    {"periods": {"2024-01": "5", "2024-02": "6"}, "aggregate": "mean"},
]


def _decided(seen: Comparison) -> list[Comparison]:
    """What rules decide: the comparison, or the ends of an open one, which rules never see itself."""
    if seen.outcome is not Outcome.OPEN:
        return [seen]
    assert (seen.completion, seen.deviation, seen.lateness) == (None, None, None)
    assert seen.question in {step.code for step in seen.steps}
    return [one for end in seen.ends for one in _decided(end)]


def _has(shape: Shape, seen: Comparison) -> bool:
    words = (
        str(seen.kind) in shape.kinds,
        str(seen.direction or "none") in shape.directions,
        seen.outcome in shape.outcomes,
        str(seen.measure or "none") in shape.measures,
    )
    if not all(words):
        return False
    for number in ("completion", "deviation", "lateness"):
        span, value = getattr(shape, number), getattr(seen, number)
        if (span is None) != (value is None) or (span is not None and not span.holds(value)):
            return False
    return True


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(TARGETS), st.sampled_from(EXPLANATIONS), st.sampled_from(ACTUALS), st.sampled_from(MORE))
def test_every_comparison_has_a_shape(target: str, explanation: str, actual: str | None, more: dict[str, Any]) -> None:
    seen = compared(target, None if more else actual, explanation=explanation, **more)
    for one in _decided(seen):
        assert any(_has(shape, one) for shape in SHAPES), one


@given(
    st.none() | st.decimals(min_value=0, max_value=1000, places=2),
    st.none() | st.decimals(min_value=0, max_value=1000, places=2),
)
def test_every_budget_row_has_a_shape(executed: Decimal | None, budget: Decimal | None) -> None:
    seen = budget_comparison(executed, budget)
    assert any(_has(shape, seen) for shape in SHAPES), seen
