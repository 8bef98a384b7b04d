"""Formulas on recorded figures: exact results in the right unit, or a finding that says what to correct."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.explanations import Formula, evaluate, read_explanation
from engine.quantity import Ratio

D = Decimal


def formula(text: str) -> Formula:
    (only,) = read_explanation(text).formulas
    return only


def codes(definition: str, inputs: Mapping[str, D | tuple[D, ...]]) -> list[str]:
    result, findings = evaluate(formula(definition), inputs)
    assert result is None
    return [one.code for one in findings]


@pytest.mark.parametrize(
    ("definition", "inputs", "result"),
    [
        ("采纳率=已采纳/总数*100%", {"已采纳": D(9), "总数": D(10)}, "90"),
        ("采纳率=已采纳/总数", {"已采纳": D(9), "总数": D(10)}, "90"),
        ("采纳率=已采纳/总数×100", {"已采纳": D(9), "总数": D(10)}, "90"),
        ("服务质量(%)=通过/全部", {"通过": D(1), "全部": D(3)}, "100/3"),
        ("平均单价=总价/数量", {"总价": D(10), "数量": D(4)}, "5/2"),
        ("成本节约率=[(计划成本-实际成本)/计划成本]*100%", {"计划成本": D(200), "实际成本": D(150)}, "25"),
        ("合格率=100%-不合格数/总数*100%", {"不合格数": D(1), "总数": D(8)}, "175/2"),
        ("增长率=本年数/上年数-1", {"本年数": D(120), "上年数": D(100)}, "20"),
        ("故障率=停机小时/(24*365)*100%", {"停机小时": D("87.6")}, "1"),
        ("千人床位数=床位/人口*1000", {"床位": D(5), "人口": D(1000)}, "5"),
        ("考核总分/满分*100%", {"考核总分": D("92.5"), "满分": D(100)}, "185/2"),
        ("得分=A*0.6+B*0.4", {"A": D(80), "B": D(90)}, "84"),
    ],
)
def test_computes_exactly(definition: str, inputs: Mapping[str, D], result: str) -> None:
    assert evaluate(formula(definition), inputs) == (Ratio.from_fraction(Fraction(result)), ())


@pytest.mark.parametrize(
    ("definition", "inputs", "result"),
    [
        ("月平均在线率=日在线率合计/每月天数", {"日在线率合计": D(2700), "每月天数": D(30)}, "90"),
        ("综合满意度=业主满意度*50%+专家满意度*50%", {"业主满意度": D(90), "专家满意度": D(96)}, "93"),
        ("服务费=合同金额*(1-折扣率)", {"合同金额": D(1000), "折扣率": D(30)}, "700"),
        ("支付进度=已支付金额(万元)/合同金额(元)*100%", {"已支付金额": D(45), "合同金额": D(500000)}, "90"),
        ("平均成本=总成本(万元)/人数", {"总成本": D(3), "人数": D(60)}, "500"),
    ],
)
def test_figures_are_taken_in_the_unit_of_their_input(definition: str, inputs: Mapping[str, D], result: str) -> None:
    """Percent points for a rate, 元 for money; 万元 beside 元 are put right."""
    assert evaluate(formula(definition), inputs) == (Ratio.from_fraction(Fraction(result)), ())


def test_a_series_stands_figure_by_figure_inside_a_sum_and_for_its_sum_elsewhere() -> None:
    counts, stars = (D(1), D(0), D(4), D(15), D(80)), (D(1), D(2), D(3), D(4), D(5))
    rating = formula("好评率=∑评价数量*评价星级/(评价数量*5)*100%")
    expected = Fraction(1 + 12 + 60 + 400, 100 * 5) * 100
    assert evaluate(rating, {"评价数量": counts, "评价星级": stars}) == (Ratio.from_fraction(expected), ())


def test_names_are_compared_without_width_blanks_and_units() -> None:
    cost = formula("人均成本(元)=总成本（万元）/ 参训 人数（人）")
    expected = (Ratio.of(1000), ())
    assert evaluate(cost, {"总成本": D(6), "参训人数": D(60)}) == expected
    assert evaluate(cost, {"总成本（万元）": D(6), "参训 人数": D(60)}) == expected


def test_a_missing_figure_is_named() -> None:
    assert codes("采纳率=已采纳/总数*100%", {"已采纳": D(9)}) == ["formula-input-missing"]


def test_a_misspelt_name_is_answered_with_the_right_one() -> None:
    result, findings = evaluate(formula("满意度=满意数量/调查总数*100%"), {"满意数": D(9), "调查总数": D(10)})
    assert result is None
    assert [one.code for one in findings] == ["formula-input-missing", "formula-input-unknown"]
    assert findings[1].values["known"] == "满意数量"


def test_a_figure_too_many_is_no_number() -> None:
    assert codes("采纳率=甲/乙", {"甲": D(1), "乙": D(2), "其他": D(3)}) == ["formula-input-unknown"]


@pytest.mark.parametrize("total", [D(0), D("0.00"), D("-0")])
def test_a_zero_denominator_is_named_and_never_a_number(total: D) -> None:
    result, findings = evaluate(formula("解决率=已解决/故障总数*100%"), {"已解决": D(0), "故障总数": total})
    assert result is None
    assert [(one.code, one.values["name"]) for one in findings] == [("formula-zero", "故障总数")]


@pytest.mark.parametrize("figure", [D("NaN"), D("Infinity"), D("1E+999999"), D("1E-999999")])
def test_what_is_no_usable_number_is_refused(figure: D) -> None:
    assert codes("采纳率=甲数/乙数", {"甲数": figure, "乙数": D(2)}) == ["formula-input-number"]


def test_series_of_different_lengths_are_refused() -> None:
    inputs = {"各项得分": (D(80), D(90)), "权重": (D("0.5"),)}
    assert codes("综合得分=∑(各项得分*权重)", inputs) == ["formula-series-length"]


def test_a_formula_whose_expression_was_damaged_gives_no_number() -> None:
    damaged = formula("采纳率=甲数/乙数").model_copy(update={"expression": "甲数 ÷ ("})
    result, findings = evaluate(damaged, {"甲数": D(1), "乙数": D(2)})
    assert result is None
    assert [one.code for one in findings] == ["formula-unreadable"]


NAMES = ["已采纳的文件", "文件总数", "i深圳APP事项", "杀毒软件(终端)授权", "B-C类项目", "24小时办结件"]
NOTATIONS = {"÷": ["/", "÷", "／", "除以"], "×": ["*", "×", "＊", "乘以"], "+": ["+", "＋"], "-": ["-", "－", " - "]}


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> tuple[str, str]:
    """A formula as people write it, and the same as a Python expression over ``figures``."""
    kind = draw(st.sampled_from(["name", "number", "binary", "binary"])) if depth else "name"
    if kind == "name":
        name = draw(st.sampled_from(NAMES))
        return name, f"figures[{name!r}]"
    if kind == "number":
        number = draw(st.integers(1, 99))
        return str(number), f"Fraction({number})"
    sign = draw(st.sampled_from(list(NOTATIONS)))
    left, right = draw(expressions(depth=depth - 1)), draw(expressions(depth=depth - 1))
    written = draw(st.sampled_from(NOTATIONS[sign]))
    python = {"÷": "/", "×": "*"}.get(sign, sign)
    return f"({left[0]}){written}({right[0]})", f"(({left[1]}){python}({right[1]}))"


@given(expressions(), st.lists(st.integers(1, 1000), min_size=6, max_size=6))
def test_any_formula_gives_what_plain_arithmetic_gives(pair: tuple[str, str], numbers: list[int]) -> None:
    """Whatever the notation, the brackets and the depth."""
    written, python = pair
    figures = {name: Fraction(number) for name, number in zip(NAMES, numbers, strict=True)}
    found = read_explanation(f"综合值={written}").formulas
    if "figures" not in python or python.startswith("figures"):
        assert found == ()  # a bare name or numbers alone define nothing
        return
    wanted = {one.name: D(int(figures[one.name])) for one in found[0].inputs}
    result, findings = evaluate(found[0], wanted)
    try:
        expected = eval(python, {"figures": figures, "Fraction": Fraction})
    except ZeroDivisionError:
        assert [one.code for one in findings] == ["formula-zero"]
        return
    assert result is not None
    assert result.fraction() == expected


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_percentage_is_the_same_with_and_without_its_hundred(part: int, whole: int) -> None:
    inputs = {"合格数": D(part), "总数": D(whole)}
    texts = ["合格率=合格数/总数", "合格率=合格数/总数*100%", "合格率(%)=合格数÷总数×100", "合格率=100%×合格数/总数"]
    results = {evaluate(formula(text), inputs) for text in texts}
    assert results == {(Ratio.from_fraction(Fraction(100 * part, whole)), ())}
