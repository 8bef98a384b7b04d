"""The official table as a value: merged as the form merges it, amounts and shares exact, drawn alike by every format."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.language.findings import Severity, Source
from engine.reports import words
from engine.reports.documents.formats import FORMATS
from engine.reports.figures import number, percent, wan
from engine.reports.html import render_project
from engine.reports.table import LABELS, Labels, OfficialTable, execution, official_table
from engine.runs.record import Score
from engine.terms import Outcome
from tests import make_runs
from tests.html_page import Page
from tests.office import excel_texts, pdf_text, word_text


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
    assert str(wan(Decimal(amount))) == shown


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_wan_loses_nothing(amount: Decimal) -> None:
    assert Decimal(str(wan(amount)).replace(",", "")) * 10000 == amount


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
    assert str(percent(Decimal(share))) == shown


@pytest.mark.parametrize(
    ("role", "shown"), [("自评", "自评"), ("单位自评", "自评"), ("", "自评"), ("第三方", "评价"), ("财政复核", "评价")]
)
def test_only_who_scores_itself_hands_in_a_self_evaluation(role: str, shown: str) -> None:
    run = make_runs.run().model_copy(update={"role": role})
    assert words.named(run, "表") == f"项目支出绩效{shown}表"


def test_nothing_is_a_dash() -> None:
    assert str(wan(None)) == str(percent(None)) == number(None) == "—"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (None, ""),
        (Source(file="a.txt"), "a.txt"),
        (Source(file="a.txt", line=7), "a.txt 第 7 行"),
        (Source(file="a.xlsx", sheet="链路", cell="C7"), "a.xlsx 链路 C7"),
    ],
)
def test_place(source: Source | None, shown: str) -> None:
    assert words.location(source) == shown


def test_every_outcome_and_severity_has_a_word() -> None:
    assert set(words.OUTCOMES) == set(Outcome)
    assert set(words.SEVERITIES) == set(Severity)


def drawn(*rows: Score) -> OfficialTable:
    return official_table(make_runs.run(), make_runs.project("1", "名", rows))


def test_levels_merge_in_the_order_of_their_first_row() -> None:
    table = drawn(
        row("01", "产出指标/数量指标/甲"),
        row("02", "产出指标/质量指标/乙"),
        row("03", "效益指标/社会效益指标/丙"),
        row("04", "产出指标/数量指标/丁"),
    )
    assert [(one.number, one.level1, one.level2, one.name) for one in table.rows] == [
        (1, "产出指标", "数量指标", "甲"),
        (4, "产出指标", "数量指标", "丁"),
        (2, "产出指标", "质量指标", "乙"),
        (3, "效益指标", "社会效益指标", "丙"),
    ]
    assert [(one.level_span, one.group_span) for one in table.rows] == [(3, 2), (0, 0), (0, 1), (1, 1)]


def test_a_level_2_name_under_two_level_1_stays_apart() -> None:
    table = drawn(row("01", "产出指标/成本指标/甲"), row("02", "成本指标/成本指标/乙"))
    assert [(one.level_span, one.group_span) for one in table.rows] == [(1, 1), (1, 1)]


def test_a_row_that_does_not_apply_says_so() -> None:
    table = drawn(row("01", "产出指标/数量指标/甲"), make_runs.not_applicable("02", "产出指标/质量指标"))
    assert [one.applies for one in table.rows] == [True, False]


def test_budget_execution_stands_in_the_funds_block_only() -> None:
    project = make_runs.links()
    table = official_table(make_runs.run(), project)
    assert [(line.label, line.number) for line in table.funds] == [("年度资金总额", 1), ("其中：当年财政拨款", None)]
    assert execution(project) == project.scores[0]
    assert "预算执行" not in [one.level1 for one in table.rows]
    others = make_runs.project("1", "名", project.scores[1:])
    assert execution(others) is None
    assert [str(one) for one in official_table(make_runs.run(), others).funds[0][4:7]] == ["—", "—", "—"]


def test_what_a_row_asks_stands_in_the_cell_of_deviations_in_every_format() -> None:
    """Also that of budget execution, for which no cause and no measure are given."""
    asked = make_runs.example_finding("example-unit", "which unit", unit="个")
    execution_row = make_runs.complete_scores()[0].model_copy(
        update={
            "outcome": Outcome.OPEN,
            "question": asked,
            "points": None,
            "deduction": None,
            "cause": "",
            "remedy": "",
        }
    )
    project = make_runs.project("1", "名", (execution_row,))
    table = official_table(make_runs.run(), project)
    assert table.funds_deviation.startswith("待核实：")
    assert f"偏差原因及措施 | {table.funds_deviation}" in Page(render_project(make_runs.run(), project)).text


def test_total_is_a_range_while_something_is_missing() -> None:
    assert str(words.total(make_runs.links())) == "88.56"
    assert str(words.total(make_runs.cameras())) == "55.00 ～ 100.00"


MARKS = {name: f"Z{number:02}" for number, name in enumerate(Labels._fields)}
"""Another wording of each label, as long as a narrow column holds."""


def marked(name: str) -> str | tuple[str, str]:
    return MARKS[name] if isinstance(getattr(LABELS, name), str) else (MARKS[name][:1], MARKS[name][1:])


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "pdf"])
def test_no_format_has_a_label_of_its_own(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With every label worded otherwise, each format writes the other words and none of the usual ones."""
    monkeypatch.setattr("engine.reports.table.LABELS", Labels._make(map(marked, MARKS)))
    table = official_table(make_runs.run(), make_runs.links())
    if kind == "html":
        text = Page(render_project(make_runs.run(), make_runs.links())).text
    elif kind == "pdf":
        text = pdf_text(FORMATS[kind]().table(table, None))
    else:
        content = FORMATS[kind]().table(table, None)
        text = word_text(content) if kind == "docx" else str(excel_texts(content))
    squeezed = "".join(text.replace("\\n", "").split())
    assert {name for name, mark in MARKS.items() if mark not in squeezed} == set()
    assert squeezed.count(MARKS["weight"]) > 1
    said = LABELS.evidence if kind == "html" else ""  # also in the reason below a row
    usual = ("".join(label) for label in LABELS if label != said)
    assert [label for label in usual if len(label) > 2 and label in squeezed] == []
