"""How an indicator is measured: its target, explanation and name settled together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.explanations import evaluate, read_explanation
from engine.language.findings import Severity
from engine.language.rendering import chinese, english
from engine.measures import Input, Measure, MeasureKind, Reading, read_indicator
from engine.measures.describe import describe
from engine.quantity import Ratio
from engine.targets import Target, TargetKind, read_target
from tests.builders import indicator
from tests.codes import codes_of
from tests.languages import chinese_words
from tests.reading import Row, load, measure_row

CASES = load("measures.yaml")
FORMS, ELSEWHERE = CASES["forms"], CASES["elsewhere"]
ROWS = [*FORMS, *ELSEWHERE]
TEXTS = [row["explanation"] for row in ROWS]
TARGETS = sorted({row["target"] for row in ROWS})
NAMES = sorted({row["name"] for row in ROWS})
D = Decimal


def read(name: str, target: str, explanation: str, year: int | None = 2024) -> Reading:
    return read_indicator(indicator(target, explanation, name), year)


def settled(name: str, target: str, explanation: str, year: int | None = 2024) -> tuple[Target, Measure]:
    reading = read(name, target, explanation, year)
    return reading.target, reading.measure


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['name'][:20]} {row['target'][:12]}")
def test_settles_each_row_as_a_careful_reader_would(row: Row) -> None:
    given_texts = ("lines", "name", "target", "explanation")
    expected = {key: value for key, value in row.items() if key not in given_texts}
    assert measure_row(read(row["name"], row["target"], row["explanation"])) == expected


def test_the_cases_hold_every_live_row_of_the_forms_once() -> None:
    lines = [line for row in FORMS for line in row["lines"]]
    assert len(lines) == len(set(lines)) == 233
    texts = {(row["name"], row["target"], row["explanation"]) for row in FORMS}
    assert len(texts) == len(FORMS)


@pytest.mark.parametrize("row", FORMS, ids=lambda row: f"{row['name'][:20]} {row['target'][:12]}")
def test_every_live_row_says_in_one_sentence_of_each_language_what_to_record(row: Row) -> None:
    target, measure = settled(row["name"], row["target"], row["explanation"])
    assert target.kind is not TargetKind.UNREADABLE
    in_chinese, in_english = chinese(measure.description), english(measure.description)
    assert in_chinese.endswith("。")
    assert in_chinese.count("。") == 1
    assert [word for word in chinese_words(in_english) if word not in "".join(map(str, row.values()))] == []
    assert measure.inputs
    named = [one.name for one in measure.inputs if measure.kind is not MeasureKind.RESPONSE]
    assert all(name in text for name in named for text in (in_chinese, in_english))


def test_every_kind_of_measure_occurs_in_the_forms() -> None:
    assert {row["kind"] for row in FORMS} == set(MeasureKind)


def test_every_code_of_settling_is_raised_by_a_case() -> None:
    raised = {
        code
        for name in ("explanations.yaml", "measures.yaml")
        for rows in load(name).values()
        for row in rows
        for code in row.get("findings", ())
    }
    codes = codes_of("measures")
    of_evaluating = {code for code in codes if code.startswith("formula-") and codes[code].severity is Severity.ERROR}
    of_others = {code for code in codes if code.startswith("direction-") or code.endswith("-answer")}  # directions.yaml
    assert raised == codes.keys() - of_evaluating - of_others


def test_the_text_of_a_target_that_becomes_a_deadline_stays_as_declared() -> None:
    target, measure = settled("本年服务完成时间", "100%", "全部工作完成时间控制在2024年12月31日以前")
    assert target.text == "100%"
    assert str(target.value) == str(measure.deadline) == "2024-12-31"


def test_a_deadline_is_not_made_of_a_percentage_that_says_something_else() -> None:
    for declared in ("≥99%", "95%", "12个月"):
        target, measure = settled("车辆保障及时率", declared, "全部工作完成时间控制在2024年12月31日以前")
        assert target.kind is TargetKind.QUANTITY
        assert measure.deadline is None


def test_a_star_rating_is_computed_so_that_its_best_is_a_hundred_percent() -> None:
    explanation = "好评率（%）=(∑满意度评价数量*评价星级/满意度评价数量*50)*100% 注：满意度评价最高为5星"
    _, measure = settled("公众满意度", "≥90%", explanation)
    assert measure.formula is not None
    stars = tuple(map(D, (1, 2, 3, 4, 5)))
    best = {"满意度评价数量": tuple(map(D, (0, 0, 0, 0, 40))), "评价星级": stars}
    mixed = {"满意度评价数量": tuple(map(D, (0, 0, 0, 20, 20))), "评价星级": stars}
    assert evaluate(measure.formula, best) == (Ratio.of(100), ())
    assert evaluate(measure.formula, mixed) == (Ratio.of(90), ())
    assert measure.formula.text == read_explanation(explanation).formulas[0].text


def test_a_formula_without_its_hundred_still_gives_percent_where_the_target_is_in_percent() -> None:
    _, measure = settled("服务质量", "≥90%", "服务质量=通过备案的报告数量/相关部门下发的备案结果数量")
    assert measure.formula is not None
    inputs = {"通过备案的报告数量": D(9), "相关部门下发的备案结果数量": D(10)}
    assert evaluate(measure.formula, inputs) == (Ratio.of(90), ())


def test_a_deadline_without_a_year_is_completed_by_the_explanation_or_left_open() -> None:
    target, measure = settled("支付时间", "12月31日前", "2025年12月31日前支付", None)
    assert str(target.value) == str(measure.deadline) == "2025-12-31"
    target, measure = settled("支付时间", "12月31日前", "2025年10月31日前支付", None)
    assert target.value is None
    assert measure.deadline is None
    assert "deadline-contradicts" in [one.code for one in target.findings]


def test_a_rule_graded_by_a_number_is_no_pass_or_fail() -> None:
    _, measure = settled("满意度", "≥90%", "满意度达到90%得满分，每降低1%扣1分")
    assert measure.kind is MeasureKind.DIRECT


def test_names_of_any_length_are_settled() -> None:
    _, measure = settled("处理故障," * 30_000, "≥90", "反映数量" * 20_000)
    assert len(measure.inputs[0].name) <= 200


texts = st.one_of(st.text(max_size=40), st.sampled_from(TEXTS))


@given(
    st.one_of(st.sampled_from(NAMES), st.text(max_size=20)),
    st.one_of(st.sampled_from(TARGETS), st.text(max_size=20)),
    st.lists(texts, max_size=3).map("，".join),
    st.sampled_from([None, 2024]),
)
def test_nothing_raises_and_nothing_is_lost(name: str, target: str, explanation: str, year: int | None) -> None:
    """The target keeps its text and findings, every formula has its place, and both print as JSON."""
    before = read_target(target, year)
    explained = read_explanation(explanation, year)
    after, measure = settled(name, target, explanation, year)
    assert after.text == before.text
    assert after.findings[: len(before.findings)] == before.findings
    assert Target.model_validate_json(after.model_dump_json()) == after
    again = Measure.model_validate_json(measure.model_dump_json())
    assert again.model_dump_json() == measure.model_dump_json()
    kept = {one.text for one in (measure.formula, *measure.other_formulas) if one is not None}
    assert kept == {one.text for one in {one.expression: one for one in reversed(explained.formulas)}.values()}
    assert measure.description


def test_a_target_in_parts_is_recorded_by_part_and_each_computed_by_the_formula() -> None:
    _, measure = settled("主干道保洁率", "主干道≥98%、支次干道和背街小巷≥97%", "保洁率=合格数/抽查数*100%")
    assert [one.name for one in measure.inputs] == ["主干道", "支次干道和背街小巷"]
    assert measure.formula is None
    assert [one.expression for one in measure.other_formulas] == ["合格数 ÷ 抽查数 × 100%"]


def test_a_count_of_periods_whose_goal_is_a_range_is_described_by_its_text() -> None:
    part = read_target("90%-95%")
    counted = Target(
        text="3次及以上90%-95%", kind=TargetKind.COMPOUND, combine="count", value=D(3), unit="次", parts=(part,)
    )
    measure = Measure(kind=MeasureKind.PERIOD_COUNT, description="", inputs=(Input(name="达标率"),))
    sentence = describe("月达标率", counted, measure)
    assert "90%-95%" in chinese(sentence)


def test_a_measure_is_the_same_whoever_asks_first() -> None:
    """Remembered explanations do not depend on the year that another caller gave."""
    text = "12月31日前完成"
    assert [str(read_explanation(text, year).deadline) for year in (2023, None, 2024)] == [
        "2023-12-31",
        "None",
        "2024-12-31",
    ]
