"""Single cells, old workbooks and CSV: what a person sees there is what is read, and what hides is said."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from engine.forms import read_forms
from engine.grids.display import Shown, shown
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
    pack,
    part,
    read_one,
    repack,
    saved_anew,
    targets,
    with_code,
)

N = None


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


# --- what only some programs write


def hand_written(tmp_path: Path, change: Callable[[bytes], bytes], **more: bytes) -> str:
    """The form in a workbook whose sheet, and other parts, are written by hand."""
    source = book(tmp_path / "source.xlsx", FORM)
    parts = {"xl/worksheets/sheet1.xml": pack(change(part(source, "xl/worksheets/sheet1.xml")))}
    names = {"strings": "xl/sharedStrings.xml", "links": "xl/_rels/workbook.xml.rels", "workbook": "xl/workbook.xml"}
    parts |= {names[name]: pack(data) for name, data in more.items()}
    return repack(source, tmp_path / "a.xlsx", parts)


def in_cell(place: str, xml: str) -> Callable[[bytes], bytes]:
    """The sheet with another cell in this place."""
    return lambda sheet: re.sub(rf'<c r="{place}".*?</c>'.encode(), xml.encode(), sheet)


def test_shared_texts_are_read_without_their_pronunciation(tmp_path: Path) -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>≥</t></r><r><t>9份</t></r>'
        '<rPh sb="0" eb="1"><t>jiǔ</t></rPh></si></sst>'
    )
    links = part(book(tmp_path / "b.xlsx", FORM), "xl/_rels/workbook.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
        b' Target="sharedStrings.xml"/></Relationships>',
    )
    path = hand_written(
        tmp_path, in_cell("D10", '<c r="D10" t="s"><v>0</v></c>'), strings=strings.encode(), links=links
    )
    assert targets(read_one(path)[0])[0] == "≥9份"


def test_dates_may_count_from_1904(tmp_path: Path) -> None:
    def put(sheet: Any) -> None:
        sheet["D10"] = date(2024, 12, 31)
        sheet.parent.epoch = CALENDAR_MAC_1904

    assert targets(read_one(book(tmp_path / "a.xlsx", FORM, change=put))[0])[0] == "2024年12月31日"


def test_cells_may_leave_out_where_they_stand(tmp_path: Path, official: Project) -> None:
    path = hand_written(tmp_path, lambda sheet: re.sub(rb' r="[A-Z]*[0-9]+"', b"", sheet))
    project, findings = read_one(path)
    assert bare(project) == bare(official)
    assert project.indicators[0].source.cell == "D10"
    assert not findings


def test_rows_and_columns_of_no_height_or_width_are_hidden(tmp_path: Path) -> None:
    def flatten(sheet: bytes) -> bytes:
        sheet = sheet.replace(b'<row r="12"', b'<row ht="0" r="12"')
        return sheet.replace(b"<sheetData>", b'<cols><col min="4" max="5" width="0"/></cols><sheetData>')

    _, findings = read_one(hand_written(tmp_path, flatten))
    assert [(one.code, one.source and one.source.cell) for one in findings] == [
        ("columns-hidden", "D1"),
        ("rows-hidden", "A12"),
    ]
    assert findings[0].values["columns"] == "D-E"


def test_a_sheet_that_repeats_a_row_is_damaged(tmp_path: Path) -> None:
    path = hand_written(tmp_path, lambda sheet: sheet.replace(b'<row r="12"', b'<row r="11"'))
    assert codes(read_forms([path])[1]) == ["file-damaged", "no-forms"]


def test_the_strict_flavour_of_the_format_is_read(tmp_path: Path, official: Project) -> None:
    main = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    source = book(tmp_path / "b.xlsx", FORM)
    path = hand_written(
        tmp_path, lambda sheet: sheet.replace(*main), workbook=part(source, "xl/workbook.xml").replace(*main)
    )
    assert bare(read_one(path)[0]) == bare(official)


def test_of_many_odd_cells_the_first_are_named(tmp_path: Path) -> None:
    rows = [*FORM, *[("#REF!",)] * 300]
    _, findings = read_one(book(tmp_path / "a.xlsx", rows))
    kept = [one for one in findings if one.code in ("cell-error", "cells-more")]
    assert len(kept) == 201
    assert kept[-1].values == {"count": "100"}


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (time(9, 5), "h:mm", "09:05"),
        (time(9, 5, 30), "h:mm:ss", "09:05:30"),
        (timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
        (date(2024, 2, 29), "General", "2024年2月29日"),
        (datetime(2024, 12, 31, 9), "h:mm", "2024年12月31日09:00"),
        (False, "General", "FALSE"),
        (3, '0"；";[Red]0', "3；"),
        (3, '0"a;b"', "3a;b"),
        (0.5, "# ?/?", "0.5"),
        (12, "0.00E+00", "12"),
        (None, "General", ""),
        ("_xD800_甲_x0007_", "General", "甲"),
    ],
)
def test_values_of_all_kinds_have_a_text(value: Any, number_format: str, text: str) -> None:
    assert shown(value, number_format) == Shown(text)


def test_a_number_that_is_none_is_an_error() -> None:
    assert shown(float("nan")) == Shown("nan", "cell-error", is_error=True)


# --- what an office program writes


@pytest.fixture(scope="module")
def by_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The form, with percentages, hidden rows and columns and merged cells, saved by LibreOffice in each format."""

    def change(sheet: Any) -> None:
        sheet["D11"], sheet["D11"].number_format = 0.9, "0%"
        sheet["D12"], sheet["D12"].number_format = 5, '0"个"'
        sheet["D13"], sheet["D13"].number_format = date(2024, 12, 1), 'yyyy"年"m"月"'
        sheet["D14"], sheet["F14"], sheet["G14"] = 1, 2, 3
        sheet.row_dimensions[12].hidden = True
        sheet.column_dimensions["E"].hidden = True

    folder = tmp_path_factory.mktemp("office")
    source = book(folder / "a.xlsx", FORM, ["A1:E1", "A10:A11", "B10:B11", "B7:E7"], change)
    found: dict[str, Path] = {}
    for kind, how in (("xls", "xls:MS Excel 97"), ("xlsx", "xlsx:Calc MS Excel 2007 XML")):
        saved_anew([source], how, folder / kind)
        found[kind] = folder / kind / f"a.{kind}"
    return found


@pytest.mark.parametrize("kind", ["xls", "xlsx"])
def test_workbooks_saved_by_an_office_program_say_the_same(kind: str, by_office: dict[str, Path]) -> None:
    project, findings = read_one(str(by_office[kind]))
    assert targets(project) == ["≥2份", "90%", "5个", "2024年12月", "1"]
    assert [(row.level1, row.level2) for row in project.indicators] == [
        (row[0], str(row[1]).lstrip("*")) for row in TABLE
    ]
    assert [(one.code, one.source and one.source.cell) for one in findings] == [
        ("columns-hidden", "E1"),
        ("rows-hidden", "A12"),
        ("column-unread", "A1"),
    ]
