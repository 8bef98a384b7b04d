"""Forms in workbooks and CSV: what a person reads in the cells is what is read, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.forms import read_forms
from engine.terms import Project
from tests.formbooks import (
    FORM,
    HEAD,
    HEADER,
    TABLE,
    TITLE,
    Cells,
    bare,
    book,
    codes,
    merged_levels,
    read_one,
    targets,
    with_code,
)

N = None


# --- sources


def test_every_value_has_its_cell(official: Project) -> None:
    assert str(official.source).endswith("a.xlsx:表!B2")
    assert {name: place.cell for name, place in official.places.items()} == {
        "code": "B2",
        "name": "D2",
        "unit": "B3",
        "department": "D3",
        "years": "B4",
        "kind": "D4",
        "new": "B5",
        "method": "D5",
        "total_amount": "B6",
        "year_amount": "D6",
        "annual_goal": "B7",
        "long_term_goal": "B8",
    }
    assert [row.source.cell for row in official.indicators] == ["D10", "D11", "D12", "D13", "D14"]
    assert official.lines == {}


# --- the same form in other layouts


def numbers(sheet: Any) -> None:
    sheet["B6"], sheet["D6"], sheet["B4"] = 1544174, 1080384.76, 2
    sheet["B6"].number_format, sheet["D6"].number_format = "#,##0.00", "_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;"


def moved(rows: Sequence[Cells], right: int, down: int) -> list[Cells]:
    return [*[()] * down, *[(*[N] * right, *row) for row in rows]]


def columns(rows: Sequence[Cells], order: Sequence[int]) -> list[Cells]:
    return [[row[number] for number in order] for row in rows]


Change = Callable[[Any], None]
SAME: dict[str, tuple[Sequence[Cells], Sequence[str], Change | None]] = {
    "merged cells": (FORM, ["A1:E1", "D2:E2", "B7:E7", "A10:A11", "B10:B11", "A12:A13"], N),
    "merged cells that hide other values": (
        [TITLE, *HEADER, *merged_levels(TABLE)],
        ["A10:A11", "B10:B11", "A12:A13"],
        N,
    ),
    "columns in another order": ([TITLE, *HEADER, *columns((HEAD, *TABLE), (4, 2, 3, 1, 0))], [], N),
    "fields in another order": ([TITLE, *HEADER[::-1], HEAD, *TABLE], [], N),
    "not at the first cell": (moved(FORM, 2, 4), [], N),
    "labels with spaces, breaks and colons": (
        [TITLE, ("项 目 编 号：", "4401", "项目\n名称:", "甲项目"), *HEADER[1:], HEAD, *TABLE],
        [],
        N,
    ),
    "label and value in one cell": (
        [TITLE, ("项目编号：4401", N, "项目名称：甲项目"), *HEADER[1:], HEAD, *TABLE],
        [],
        N,
    ),
    "all labels in one cell": ([TITLE, ("项目编号：4401\n项目名称：甲项目",), *HEADER[1:], HEAD, *TABLE], [], N),
    "values beneath their labels": (
        [
            TITLE,
            ("项目编号", "项目名称"),
            ("4401", "甲项目"),
            *HEADER[1:5],
            ("年度目标",),
            ("完成两份报告。",),
            *HEADER[6:],
            HEAD,
            *TABLE,
        ],
        [],
        N,
    ),
    "empty cells between label and value": (
        [TITLE, ("项目编号", N, "4401", "项目名称", N, N, "甲项目"), *HEADER[1:], HEAD, *TABLE],
        [],
        N,
    ),
    "the unit behind the amount": (
        [
            TITLE,
            *HEADER[:4],
            ("项目总金额", "154.4174", "万元", "本年度项目金额", "1,080,384.76", "元"),
            *HEADER[5:],
            HEAD,
            *TABLE,
        ],
        [],
        N,
    ),
    "numbers as numbers": (FORM, [], numbers),
    "percentages as numbers": (
        [TITLE, *HEADER, HEAD, *TABLE],
        [],
        lambda sheet: sheet["D11"].__setattr__("number_format", '"≥"0%') or sheet["D11"].__setattr__("value", 0.9),
    ),
    "text in pieces of pasted markup": (
        [TITLE, *HEADER[:5], ("年度目标", "<p>完成两份报告。</p>"), *HEADER[6:], HEAD, *TABLE],
        [],
        N,
    ),
    "a title over two rows": ([("2024年二级项目支出绩效目标申报表",), *FORM], [], N),
    "a title with the year": ([("项目支出绩效目标表（2024年度）",), *FORM[1:]], [], N),
    "no title": (FORM[1:], [], N),
    "the head again within the table": ([TITLE, *HEADER, HEAD, *TABLE[:2], HEAD, *TABLE[2:]], [], N),
    "rows merged over two grid rows": (
        [TITLE, *HEADER, HEAD, TABLE[0], (), *TABLE[1:]],
        [f"{letter}10:{letter}11" for letter in "ABCDE"],
        N,
    ),
    "level names broken by a narrow cell": (
        [TITLE, *HEADER, HEAD, ("产出\n指标", "*数量\n指标", *TABLE[0][2:]), *TABLE[1:]],
        [],
        N,
    ),
}


@pytest.mark.parametrize("layout", SAME.values(), ids=SAME.keys())
def test_another_layout_says_the_same(
    layout: tuple[Sequence[Cells], Sequence[str], Change | None], tmp_path: Path, official: Project
) -> None:
    project, findings = read_one(book(tmp_path / "a.xlsx", *layout))
    assert bare(project) == bare(official)
    assert not findings


def test_levels_that_are_not_repeated_are_those_above_and_that_is_said(tmp_path: Path, official: Project) -> None:
    project, findings = read_one(book(tmp_path / "a.xlsx", [TITLE, *HEADER, *merged_levels(TABLE)]))
    assert bare(project) == bare(official)
    assert [(one.code, one.source and one.source.cell) for one in findings] == [
        ("row-merged", "A11"),
        ("row-merged", "A13"),
    ]


def test_one_sheet_holds_many_forms(tmp_path: Path, official: Project) -> None:
    rows = [*with_code("1"), *with_code("2", "乙"), (), *with_code("3", "丙", FORM[1:])]
    read, findings = read_forms([book(tmp_path / "a.xlsx", rows)])
    assert [(one.code, one.name) for one in read] == [("1", "甲项目"), ("2", "乙"), ("3", "丙")]
    assert all(bare(one)["indicators"] == bare(official)["indicators"] for one in read)
    assert not findings


def test_one_workbook_holds_many_sheets_and_those_without_a_form_are_said(tmp_path: Path) -> None:
    def add(sheet: Any) -> None:
        other = sheet.parent.create_sheet("乙")
        for row in with_code("2"):
            other.append(row)
        sheet.parent.create_sheet("说明")["A1"] = "请按要求填写"
        sheet.parent.create_sheet("空")

    read, findings = read_forms([book(tmp_path / "a.xlsx", FORM, change=add)])
    assert [(one.code, one.source.sheet) for one in read] == [("4401", "表"), ("2", "乙")]
    assert [(one.code, one.severity, one.source and one.source.sheet) for one in findings] == [
        ("sheet-no-form", "note", "说明")
    ]


def test_a_national_form_is_read_and_what_it_lacks_is_said(tmp_path: Path) -> None:
    rows: list[Cells] = [
        ("项目支出绩效目标表",),
        ("（2024年度）", N, N, N, N, "单位：万元"),
        ("项目名称", N, "路灯维护", N, "项目代码", "A-1"),
        ("主管部门", N, "城管局", N, "实施单位", "照明中心"),
        ("项目资金", N, "年度资金总额：", N, 12.5, N),
        (N, N, "其中：财政拨款", N, 12.5, N),
        ("年度目标", N, "目标1：亮灯"),
        ("绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "备注"),
        (N, "产出指标（50分）", "数量指标", "路灯数量", "≥100盏", "见清单"),
        (N, "效益指标", "社会效益", "亮灯率", "≥95%"),
        (N, "满意度指标", "满意度", "满意度", "≥90%"),
        ("合计", N, N, N, N, "100"),
        ("填报人", "张三"),
    ]
    merges = ["A1:F1", "A3:B3", "C3:D3", "A5:B6", "C5:D5", "A8:A11", "C7:F7"]
    project, findings = read_one(book(tmp_path / "a.xlsx", rows, merges))
    assert (project.code, project.unit, project.department) == ("A-1", "照明中心", "城管局")
    assert (project.year_amount, project.total_amount, project.years, project.new) == (Decimal(125000), N, N, N)
    assert [(row.level1, row.level2) for row in project.indicators] == [
        ("产出指标", "数量指标"),
        ("效益指标", "社会效益"),
        ("满意度指标", "满意度"),
    ]
    assert codes(findings) == ["level-read-as", "column-unread", "form-unread", "fields-absent", "amount-unit-taken"]
    assert codes(findings, "warning") == ["fields-absent"]


def test_indicators_of_the_whole_term_are_left_out_and_that_is_said(tmp_path: Path) -> None:
    rows = [
        TITLE,
        *HEADER,
        ("总目标绩效指标", *HEAD),
        ("", *TABLE[0]),
        ("年度绩效指标", *HEAD),
        *[("", *row) for row in TABLE],
    ]
    project, findings = read_one(book(tmp_path / "a.xlsx", rows))
    assert len(project.indicators) == 5
    assert [(one.code, one.source and one.source.cell) for one in findings] == [("section-skipped", "A9")]


def test_of_two_targets_the_years_own_is_read(tmp_path: Path) -> None:
    rows = [TITLE, *HEADER, (*HEAD[:3], "实施期指标值", "年度指标值"), *[(*row[:3], "9", row[3]) for row in TABLE]]
    project, findings = read_one(book(tmp_path / "a.xlsx", rows))
    assert targets(project) == [row[3] for row in TABLE]
    assert [(one.code, one.values["columns"]) for one in findings] == [("column-unread", "实施期指标值")]


def test_a_list_with_one_line_an_indicator_holds_many_projects(tmp_path: Path) -> None:
    head = ("项目编码", "项目名称", "本年度项目金额（万元）", *HEAD)
    rows = [head, *[("1", "甲", 5, *row) for row in TABLE], ("2", "乙", 6, *TABLE[0]), (N, N, N, *TABLE[4])]
    read, findings = read_forms([book(tmp_path / "a.xlsx", rows)])
    assert [(one.code, one.year_amount, len(one.indicators)) for one in read] == [
        ("1", Decimal(50000), 5),
        ("2", Decimal(60000), 2),
    ]
    assert codes(findings) == ["fields-absent", "group-missing"]


# --- faults of forms


def test_rows_of_the_printed_form_that_nobody_filled_in_are_said(tmp_path: Path) -> None:
    rows = [*FORM[:-1], ("效益指标", "生态效益指标", N, N, N), TABLE[4]]
    project, findings = read_one(book(tmp_path / "a.xlsx", rows))
    assert [row.code for row in project.indicators] == ["01", "02", "03", "04", "06"]
    assert [(one.code, one.source and one.source.cell) for one in findings] == [("row-blank", "D14")]


def test_rows_that_name_no_indicator_are_said(tmp_path: Path, official: Project) -> None:
    project, findings = read_one(book(tmp_path / "a.xlsx", [*FORM, ("甲", "乙"), *[("丙", "丁")] * 20]))
    assert bare(project) == bare(official)
    assert [(one.code, one.values["count"]) for one in findings] == [("form-unread", "21")]


def test_an_explanation_beside_merged_cells_may_take_two_rows(tmp_path: Path) -> None:
    rows = [TITLE, *HEADER, HEAD, (*TABLE[0][:4], "反映"), (N, N, N, N, "报告数量"), *TABLE[1:]]
    project, findings = read_one(book(tmp_path / "a.xlsx", rows, [f"{letter}10:{letter}11" for letter in "ABCD"]))
    assert project.indicators[0].explanation == "反映\n报告数量"
    assert len(project.indicators) == 5
    assert not findings


def test_a_title_in_a_cell_of_the_form_is_no_title(tmp_path: Path) -> None:
    rows = [TITLE, *HEADER[:5], ("年度目标", "绩效目标申报表"), HEAD, *TABLE[:-1], (*TABLE[-1][:4], "绩效目标申报表")]
    project, findings = read_one(book(tmp_path / "a.xlsx", rows))
    assert (project.annual_goal, project.indicators[-1].explanation) == ("绩效目标申报表", "绩效目标申报表")
    assert not findings


def test_a_row_without_a_name_is_an_error(tmp_path: Path) -> None:
    project, findings = read_one(book(tmp_path / "a.xlsx", [*FORM, ("满意度指标", "其他", N, "≥90%", "解释")]))
    assert len(project.indicators) == 5
    assert codes(findings, "error") == ["row-cells"]


@pytest.mark.parametrize("missing", ["4401", "甲项目"])
def test_a_broken_form_is_an_error_and_costs_the_others_nothing(missing: str, tmp_path: Path) -> None:
    broken = [[N if cell == missing else cell for cell in row] for row in FORM]
    read, findings = read_forms([book(tmp_path / "a.xlsx", [*broken, *with_code("2")])])
    assert [one.code for one in read] == ["2"]
    assert codes(findings) == ["form-truncated"]


def test_a_form_that_nobody_filled_in_is_blank_and_not_cut_off(tmp_path: Path) -> None:
    blank = [
        TITLE,
        *[(row[0], N, row[2] if len(row) > 2 else N, N) for row in HEADER],
        HEAD,
        *[row[:2] for row in TABLE],
    ]
    read, findings = read_forms([book(tmp_path / "a.xlsx", blank)])
    assert not read
    assert [one.code for one in findings] == ["form-blank"]


def test_an_empty_workbook_and_one_without_a_form_are_errors(tmp_path: Path) -> None:
    for name, rows in (("a.xlsx", []), ("b.xlsx", [("说明",)])):
        assert codes(read_forms([book(tmp_path / name, rows)])[1]) == ["no-forms"]
