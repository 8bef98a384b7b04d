"""The cells of the official table: merged as the form merges them, amounts and shares exact."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.language.findings import Severity, Source
from engine.reports import table
from engine.runs.record import Score
from engine.terms import Outcome
from tests import make_runs


def row(code: str, path: str, outcome: str = "met") -> Score:
    return make_runs.score(code, path, "≥1", "1", outcome, points="1.00 of 1.00")


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("1080384.76", "108.038476"),
        ("2115337.50", "211.53375"),
        ("10000", "1.00"),
        ("0", "0.00"),
        ("0.01", "0.000001"),
        ("12345678900", "1,234,567.89"),
        ("-2500", "-0.25"),
        ("-250000000", "-25,000.00"),
    ],
)
def test_wan(amount: str, shown: str) -> None:
    assert table.wan(Decimal(amount)) == shown


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_wan_loses_nothing(amount: Decimal) -> None:
    assert Decimal(table.wan(amount).replace(",", "")) * 10000 == amount


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        ("0.972507456321", "97.25%"),
        ("1", "100%"),
        ("1.000000000000", "100%"),
        ("0", "0%"),
        ("0.999999", "99.9999%"),
        ("1.00001", "100.001%"),
        ("12.5", "1250%"),
    ],
)
def test_percent(share: str, shown: str) -> None:
    assert table.percent(Decimal(share)) == shown


@pytest.mark.parametrize(
    ("role", "shown"), [("自评", "自评"), ("单位自评", "自评"), ("", "自评"), ("第三方", "评价"), ("财政复核", "评价")]
)
def test_only_who_scores_itself_hands_in_a_self_evaluation(role: str, shown: str) -> None:
    run = make_runs.run().model_copy(update={"role": role})
    assert table.named(run, "表") == f"项目支出绩效{shown}表"


def test_nothing_is_a_dash() -> None:
    assert table.wan(None) == table.percent(None) == table.number(None) == "—"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (None, ""),
        (Source(file="a.txt"), "a.txt"),
        (Source(file="a.txt", line=7), "a.txt 第 7 行"),
        (Source(file="a.xlsx", sheet="链路", cell="C7"), "a.xlsx 工作表“链路” 单元格 C7"),
    ],
)
def test_place(source: Source | None, shown: str) -> None:
    assert table.place(source) == shown


def test_every_outcome_and_severity_has_a_word() -> None:
    assert set(table.OUTCOMES) == set(Outcome)
    assert set(table.SEVERITIES) == set(Severity)


def test_levels_merge_in_the_order_of_their_first_row() -> None:
    rows = (
        row("01", "产出指标/数量指标/甲"),
        row("02", "产出指标/质量指标/乙"),
        row("03", "效益指标/社会效益指标/丙"),
        row("04", "产出指标/数量指标/丁"),
    )
    merged = table.levels(make_runs.project("1", "名", rows))
    assert [(level.level1, [group.level2 for group in level.groups]) for level in merged] == [
        ("产出指标", ["数量指标", "质量指标"]),
        ("效益指标", ["社会效益指标"]),
    ]
    assert [line.score.name for line in merged[0].groups[0].lines] == ["甲", "丁"]
    assert [line.number for line in merged[0].groups[0].lines] == [1, 4]


def test_a_level_2_name_under_two_level_1_stays_apart() -> None:
    rows = (row("01", "产出指标/成本指标/甲"), row("02", "成本指标/成本指标/乙"))
    assert [level.span for level in table.levels(make_runs.project("1", "名", rows))] == [2, 2]


def test_a_merged_cell_reaches_over_rows_and_their_reasons() -> None:
    rows = (row("01", "产出指标/数量指标/甲"), make_runs.not_applicable("02", "产出指标/质量指标"))
    (level,) = table.levels(make_runs.project("1", "名", rows))
    assert level.span == 3
    assert [group.span for group in level.groups] == [2, 1]
    assert [line.applies for group in level.groups for line in group.lines] == [True, False]


def test_budget_execution_stands_in_the_funds_block_only() -> None:
    project = make_runs.links()
    budget = table.execution(project)
    assert budget is not None
    assert budget.number == 1
    assert "预算执行" not in [level.level1 for level in table.levels(project)]
    assert table.execution(make_runs.project("1", "名", project.scores[1:])) is None


def test_total_is_a_range_while_something_is_missing() -> None:
    assert table.total(make_runs.links()) == "88.56"
    assert table.total(make_runs.cameras()) == "55.00 ～ 100.00"
