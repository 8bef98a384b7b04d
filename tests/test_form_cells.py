"""Single cells, old workbooks and CSV: what a person sees there is what is read, and what hides is said."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from engine.findings import Findings
from engine.forms import read_forms
from engine.terms import Project
from tests.formbooks import (
    FORM,
    HEAD,
    HEADER,
    TABLE,
    TITLE,
    Cells,
    XlsSheet,
    bare,
    book,
    codes,
    merged_levels,
    old_book,
    targets,
    with_code,
)

N = None


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The form in its usual layout."""
    (project,), findings = read_forms([book(tmp_path_factory.mktemp("a") / "a.xlsx", FORM)])
    assert not findings
    return project


def read_one(path: str) -> tuple[Project, Findings]:
    (project,), findings = read_forms([path])
    return project, findings


# --- what cells show


SHOWN: list[tuple[object, str, str]] = [
    (0.9, "0%", "90%"),
    (0.29, "0%", "29%"),
    (0.07, "0.00%", "7%"),
    (0.1 + 0.2, "General", "0.3"),
    (90, '0"个"', "90个"),
    (0.9, '"≥"0.0%', "≥90%"),
    (5, "0个", "5个"),
    (1234.5, "#,##0.00", "1234.5"),
    (123456, '0!.0,"万"', "123456"),
    (-5, "0.0;[Red]-0.0", "-5"),
    (True, "General", "TRUE"),
    ("0.90", "0%", "0.90"),
    (date(2024, 12, 31), "yyyy-mm-dd", "2024年12月31日"),
    (date(2024, 12, 31), "mm-dd-yy", "2024年12月31日"),
    (date(2024, 12, 1), 'yyyy"年"m"月";@', "2024年12月"),
    (date(2024, 12, 31), 'm"月"d"日"', "12月31日"),
    (datetime(2024, 12, 31, 18, 30), "yyyy/m/d h:mm", "2024年12月31日18:30"),
    ("甲_x000D_\n乙", "General", "甲\n乙"),
]


@pytest.mark.parametrize(("value", "number_format", "text"), SHOWN)
def test_a_cell_is_read_as_it_shows(value: object, number_format: str, text: str, tmp_path: Path) -> None:
    def put(sheet: Any) -> None:
        sheet["D10"], sheet["D10"].number_format = value, number_format
        sheet["D10"].number_format = number_format

    project, findings = read_one(book(tmp_path / "a.xlsx", FORM, change=put))
    assert targets(project)[0] == text
    assert not findings


ODD_CELLS: list[tuple[object, str, str, str, str]] = [
    (0.905, "0%", "90.5%", "cell-rounded", "note"),
    (4.40313231211501e20, "0", "", "cell-digits-lost", "error"),
    (1234567890123456, "General", "", "cell-digits-lost", "error"),
    ("#DIV/0!", "General", "#DIV/0!", "cell-error", "warning"),
    ("=1+1", "General", "", "cell-uncalculated", "error"),
]


@pytest.mark.parametrize("odd", ODD_CELLS)
def test_what_a_cell_does_not_tell_is_said(odd: tuple[object, str, str, str, str], tmp_path: Path) -> None:
    value, number_format, text, code, severity = odd

    def put(sheet: Any) -> None:
        sheet["D10"] = value
        sheet["D10"].number_format = number_format

    project, findings = read_one(book(tmp_path / "a.xlsx", FORM, change=put))
    assert targets(project)[0] == text
    assert [(one.code, one.severity, one.source and one.source.cell) for one in findings] == [(code, severity, "D10")]


def test_a_code_that_lost_its_digits_is_not_made_up(tmp_path: Path) -> None:
    rows = [TITLE, ("项目编号", 440313231211501105025.0, *HEADER[0][2:]), *HEADER[1:], HEAD, *TABLE]
    read, findings = read_forms([book(tmp_path / "a.xlsx", rows)])
    assert not read
    assert codes(findings) == ["cell-digits-lost", "form-truncated"]


# --- hidden


def test_hidden_rows_and_columns_are_read_and_hidden_sheets_are_not(tmp_path: Path, official: Project) -> None:
    def hide(sheet: Any) -> None:
        for row in (11, 12, 14):
            sheet.row_dimensions[row].hidden = True
        sheet.row_dimensions[40].hidden = True
        sheet.column_dimensions["E"].hidden = True
        sheet.column_dimensions["K"].hidden = True
        other = sheet.parent.create_sheet("旧表")
        other.sheet_state = "hidden"
        for cells in with_code("2"):
            other.append(cells)

    project, findings = read_one(book(tmp_path / "a.xlsx", FORM, change=hide))
    assert bare(project) == bare(official)
    assert [(one.code, one.source and one.source.sheet, one.source and one.source.cell) for one in findings] == [
        ("sheet-hidden", "旧表", None),
        ("columns-hidden", "表", "E1"),
        ("rows-hidden", "表", "A11"),
        ("rows-hidden", "表", "A14"),
    ]
    assert [one.values.get("count") for one in findings[2:]] == ["2", "1"]


# --- old workbooks


def test_an_old_workbook_says_the_same(tmp_path: Path, official: Project) -> None:
    rows = [
        TITLE,
        *HEADER[:4],
        ("项目总金额（元）", 1544174, "本年度项目金额（元）", "1,080,384.76"),
        *HEADER[5:],
        HEAD,
        *TABLE,
    ]
    merges = [(0, 0, 0, 4), (9, 0, 10, 0), (9, 1, 10, 1)]
    blanked = [*rows[:10], (N, N, *TABLE[1][2:]), *rows[11:]]
    project, findings = read_one(old_book(tmp_path / "a.xls", {"表": XlsSheet(blanked, merges)}))
    assert bare(project) == bare(official)
    assert not findings
    assert (project.source.cell, project.indicators[1].source.cell) == ("B2", "D11")


def test_an_old_workbook_tells_percentages_hidden_rows_and_hidden_sheets(tmp_path: Path) -> None:
    rows = [*FORM[:9], (*TABLE[0][:3], 0.9, "解释"), *TABLE[1:]]
    sheets = {"表": XlsSheet(rows, hidden_rows=(11,)), "旧表": XlsSheet(with_code("2"), is_hidden=True)}
    project, findings = read_one(old_book(tmp_path / "a.xls", sheets))
    assert targets(project)[0] == "90%"
    assert [(one.code, one.source and one.source.sheet, one.source and one.source.cell) for one in findings] == [
        ("sheet-hidden", "旧表", None),
        ("rows-hidden", "表", "A12"),
    ]


# --- CSV


def write_csv(path: Path, rows: Sequence[Cells], encoding: str = "utf-8", delimiter: str = ",") -> str:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([["" if cell is N else cell for cell in row] for row in rows])
    return str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_says_the_same(encoding: str, delimiter: str, tmp_path: Path, official: Project) -> None:
    project, findings = read_one(write_csv(tmp_path / "a.csv", FORM, encoding, delimiter))
    assert bare(project) == bare(official)
    assert codes(findings) == (["encoding-gb18030"] if encoding == "gb18030" else [])


def test_csv_names_the_lines_of_the_file(tmp_path: Path) -> None:
    rows = [TITLE, *HEADER[:5], ("年度目标", "一\n二\n三"), (), HEAD, *TABLE]
    project, _ = read_one(write_csv(tmp_path / "a.csv", rows))
    assert project.annual_goal == "一\n二\n三"
    assert (project.lines["code"], project.lines["annual_goal"], project.indicators[0].source.line) == (2, 7, 12)


def test_csv_exported_from_merged_cells_is_read(tmp_path: Path, official: Project) -> None:
    rows = [
        ("", *TITLE, "", ""),
        ("项目编号", "", "4401", "项目名称", "", "甲项目"),
        *HEADER[1:],
        *merged_levels(TABLE),
    ]
    project, findings = read_one(write_csv(tmp_path / "a.csv", rows))
    assert bare(project) == bare(official)
    assert codes(findings) == ["row-merged"]


def test_csv_whose_quotation_mark_is_never_closed_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('项目编号,"4401\n' + "甲,乙\n" * 400_000, encoding="utf-8")
    assert codes(read_forms([str(path)])[1]) == ["file-damaged"]
