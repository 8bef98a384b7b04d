"""What always holds of a run."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from engine.language.findings import Source
from engine.rulesets import ruleset_ids
from engine.runs.record import Assessor, FundsRow, ProjectScore, Run, Score
from engine.scoring.evaluate import Case, Recorded, evaluate, score_project
from engine.scoring.inference import RuleBase
from engine.terms import Indicator, Outcome
from tests.builders import HERE, YEAR, budget, case, indicator, project, recorded, shipped, worded_project

BASES = {name: RuleBase(shipped(name)) for name in ruleset_ids()}
BASE = BASES["mof-2020-10"]
every_ruleset = pytest.mark.parametrize("name", BASES)
SELF = Assessor(name="本单位", role="自评")
TARGETS = ["≥90%", "5个", "≤24小时", "0起", "2024年12月31日前", "提升20%", "不适用", "≥33", ">90%", "=5", "3~5个"]
ACTUALS = ["95%", "80%", "4个", "20小时", "36小时", "1起", "0", "2024-11-20", "2025-01-17", "提升10%", "若干", "6"]
LEVELS = [
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "满意度指标"),
]

rows = st.lists(
    st.tuples(st.sampled_from(LEVELS), st.sampled_from(TARGETS), st.none() | st.sampled_from(ACTUALS)),
    min_size=1,
    max_size=12,
)


def _case(drawn: list[tuple[tuple[str, str], str, str | None]], executed: str | None) -> Case:
    declared: list[Indicator] = []
    entries: list[Recorded] = []
    for number, ((level1, level2), target, value) in enumerate(drawn, 1):
        code = f"{number:02}"
        declared.append(indicator(target, code=code, level1=level1, level2=level2))
        entries += [recorded(value, code)] if value is not None else []
    entries += [budget(executed)] if executed is not None else []
    return case(project(*declared), *entries)


@every_ruleset
@settings(max_examples=100, deadline=None)
@given(drawn=rows, executed=st.none() | st.sampled_from(["0", "50", "100", "150", "很多"]))
def test_weights_points_and_totals(
    name: str, drawn: list[tuple[tuple[str, str], str, str | None]], executed: str | None
) -> None:
    scored = worded_project(_case(drawn, executed), BASES[name])
    weights = [score.weight for score in scored.scores if score.weight is not None]
    assert sum(weights) == Decimal(100)
    for score in scored.scores:
        if score.points is not None:
            assert score.weight is not None
            assert 0 <= score.points <= score.weight
            assert score.deduction == score.weight - score.points
            assert score.outcome.is_known
        elif score.weight is not None:
            assert not score.outcome.is_known
    low, high = scored.total_range
    ends = [_ends(score) for score in scored.scores]
    assert (low, high) == (sum(low for low, _ in ends), sum(high for _, high in ends))
    if scored.total is None:
        assert scored.grade is None
        assert low < high
    else:
        assert scored.total == low == high


def _ends(score: Score) -> tuple[Decimal, Decimal]:
    """The least and the most points of a row: an open one may be bounded, any other without points is not."""
    if score.points is not None:
        return score.points, score.points
    return score.points_range or (Decimal(0), score.weight or Decimal(0))


@settings(max_examples=100, deadline=None)
@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_moves_no_more_than_the_odd_hundredth(
    drawn: list[tuple[tuple[str, str], str, str | None]], random: Random
) -> None:
    """What rounding leaves goes to the rows declared first, a hundredth each; nothing else depends on the order."""
    one_each = list({place: (place, target, value) for place, target, value in drawn}.values())
    shuffled = list(one_each)
    random.shuffle(shuffled)
    before, after = (_by_place(worded_project(_case(order, "100"), BASE)) for order in (one_each, shuffled))
    assert sorted(weight or 0 for weight, _ in before.values()) == sorted(weight or 0 for weight, _ in after.values())
    for place, (_, points) in before.items():
        moved = after[place][1]
        assert (points is None) == (moved is None)
        assert points is None or moved is None or abs(points - moved) <= Decimal("0.01")


def _by_place(scored: ProjectScore) -> dict[tuple[str, str], tuple[Decimal | None, Decimal | None]]:
    return {(score.level1, score.level2): (score.weight, score.points) for score in scored.scores}


numbers = st.decimals(min_value=0, max_value=400, places=2)


@every_ruleset
@pytest.mark.parametrize("target", ["≥90%", "5个", ">90%", "提升20%", "≥5"])
@settings(max_examples=40, deadline=None)
@given(first=numbers, second=numbers)
def test_more_never_costs_points_where_more_is_better(target: str, name: str, first: Decimal, second: Decimal) -> None:
    less, more = (_row_points(target, one, name) for one in sorted((first, second)))
    if less is None or more is None:
        reject()
    assert less <= more


@every_ruleset
@pytest.mark.parametrize("target", ["≤24小时", "≤100%", "0起", "<5个"])
@settings(max_examples=40, deadline=None)
@given(first=numbers, second=numbers)
def test_less_never_costs_points_where_less_is_better(target: str, name: str, first: Decimal, second: Decimal) -> None:
    less, more = (_row_points(target, one, name) for one in sorted((first, second)))
    if less is None or more is None:
        reject()
    assert less >= more


@every_ruleset
@settings(max_examples=40, deadline=None)
@given(first=st.dates(date(YEAR - 1, 1, 1)), second=st.dates(date(YEAR - 1, 1, 1)))
def test_later_never_earns_points(name: str, first: object, second: object) -> None:
    early, late = sorted((str(first), str(second)))
    sooner, later = (_text_points("2024年12月31日前", one, name) for one in (early, late))
    assert sooner is not None
    assert later is not None
    assert sooner >= later


def _row_points(target: str, value: Decimal, name: str) -> Decimal | None:
    """Points of a number in the target's unit; None where it is asked about, as a hundredth of what is wanted is."""
    unit = "%" if "%" in target else "小时" if "小时" in target else "个"
    return _text_points(target, f"{value}{unit}" if "起" not in target and target != "≥5" else f"{value}", name)


def _text_points(target: str, value: str, name: str) -> Decimal | None:
    scored = worded_project(_case([(LEVELS[0], target, value)], "100"), BASES[name])
    score = next(score for score in scored.scores if score.code == "01")
    assert (score.points is None) == (score.question is not None), score.reason
    return score.points


def _run(*cases: Case) -> Run:
    return evaluate(cases, shipped(), SELF, {"jixiao": "0"})


def test_changing_one_actual_changes_only_its_project() -> None:
    one, two = project(indicator("≥90%"), code="A"), project(indicator("≥90%"), code="B")
    before = _run(case(one, recorded("80%")), case(two, recorded("80%")))
    after = _run(case(one, recorded("90%")), case(two, recorded("80%")))
    assert before.projects[1] == after.projects[1]
    assert before.projects[0] != after.projects[0]
    assert before.run != after.run


def test_the_order_of_projects_leaves_no_trace() -> None:
    cases = [case(project(indicator("≥90%"), code=code), recorded("80%")) for code in "ABC"]
    assert _run(*cases).model_dump_json() == _run(*reversed(cases)).model_dump_json()


def test_a_missing_actual_is_not_a_zero() -> None:
    scored = worded_project(case(project(indicator("≥90%")), budget("100")), BASE)
    assert scored.total is None
    assert scored.grade is None
    assert scored.scores[1].outcome is Outcome.MISSING
    assert scored.scores[1].points is None


def test_the_budget_row_is_capped_and_a_budget_of_nothing_gives_nothing() -> None:
    over = worded_project(case(project(indicator("≥1")), recorded("1"), budget("120")), BASE)
    assert over.scores[0].points == over.scores[0].weight
    none = worded_project(case(project(indicator("≥1"), year_amount="0"), recorded("1"), budget("0")), BASE)
    assert none.scores[0].points == 0


def test_an_adjusted_budget_replaces_the_declared_one() -> None:
    scored = worded_project(case(project(indicator("≥1")), recorded("1"), budget("40", adjusted="50")), BASE)
    assert scored.funds.total.initial == 100
    assert scored.funds.total.budget == 50
    assert scored.scores[0].completion == Decimal("0.8")


@pytest.mark.parametrize(
    ("spent", "known"),
    [
        (None, ("60", "60", None)),
        (budget("40"), ("60", "60", None)),
        (budget("40", adjusted="50"), ("60", None, None)),  # what was taken off which part, nobody said
    ],
)
def test_the_declared_parts_of_the_funds_are_those_of_the_declared_sum(
    spent: Recorded | None, known: tuple[str | None, ...]
) -> None:
    parts = {"appropriation": Decimal(60), "other_funds": Decimal(40)}
    declared = project(indicator("≥1")).model_copy(update=parts)
    funds = worded_project(case(declared, *((spent,) if spent else ())), BASE).funds
    row = funds.appropriation
    assert (row.initial, row.budget, row.executed) == tuple(None if one is None else Decimal(one) for one in known)
    assert funds.other.initial == 40
    assert funds.carried_over == FundsRow()


def test_a_level_the_ruleset_does_not_know_is_an_error_and_not_scored() -> None:
    scored = worded_project(case(project(indicator("≥1", level1="管理指标"), indicator("≥1", code="02"))), BASE)
    strange = scored.scores[1]
    assert strange.weight is None
    assert [one.code for one in strange.findings] == ["level1-unknown"]


def test_cost_counts_as_output_where_the_ruleset_says_so() -> None:
    rows = [indicator("≥1", level1="成本指标", level2="经济成本指标"), indicator("≥1", code="02")]
    scored = worded_project(case(project(*rows), recorded("1"), recorded("1", "02"), budget("100")), BASE)
    assert [score.weight for score in scored.scores] == [Decimal("16.67"), Decimal("41.67"), Decimal("41.66")]


def test_the_reason_names_everything_needed_to_redo_it() -> None:
    declared = project(indicator("≥33", name="网络链路数量"))
    scored = worded_project(case(declared, recorded("20条"), budget("100")), BASE)
    reason = scored.scores[1].reason
    for part in (
        "网络链路数量 得 50.50 分（满分 83.33）",
        "目标 ≥33（申报表第 11 行）",
        "实际 20条（修订 1，张三）",
        "完成率 20 ÷ 33 = 60.61%",
        "按规则“定量指标未完成指标值”（财预〔2020〕10号；未完成指标值的，按完成值与指标值的比例记分）",
        "83.33 × 20 ÷ 33 = 50.50，扣 32.83 分",
        "得满分须实际完成值≥33",
    ):
        assert part in reason


def test_no_completion_is_told_over_a_target_of_zero() -> None:
    row = indicator("0起", name="安全事件")
    given = case(project(row), budget("100"), recorded("1起", row.code))
    run = evaluate([given], shipped(), Assessor(name="张三", role="自评"), {})
    (score,) = (one for one in run.projects[0].scores if one.code == row.code)
    assert (score.points, score.trace.comparison) == (Decimal("0.00"), "")
    assert "完成率" not in score.reason


def test_the_budget_row_stands_where_the_form_says_its_amount() -> None:
    cell = Source(file="form.xlsx", sheet="申报表", cell="C4")
    for fields, place in (
        ({"places": {"year_amount": cell}}, cell),
        ({"lines": {"year_amount": 7}}, HERE.model_copy(update={"line": 7})),
    ):
        declared = project(indicator("≥1")).model_copy(update=fields)
        assert worded_project(case(declared, recorded("1")), BASE).scores[0].declared_at == place


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("分别不低于60%、30%、5%", ["target-bound-shared"]),
        ("分别为10、20、30个", ["target-unit-shared"]),
        ("两场、3次", ["target-number-in-words"]),
        ("一等奖500元、二等奖300元2个等级", ["target-self-count"]),
    ],
)
def test_what_is_taken_for_the_parts_of_a_target_stands_with_the_row_once(target: str, said: list[str]) -> None:
    sheet = score_project(case(project(indicator(target, name="数量"))), RuleBase(shipped("mof-2020-10")))
    score = next(one for one in sheet.scores if one.code == "01")
    assert [one.code for one in score.findings if one.severity == "note"] == said
