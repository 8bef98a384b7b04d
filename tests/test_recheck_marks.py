"""Marked copies of Excel files: they look as they did, with what was found in its cell; nothing in them is run."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook as Written

from engine.recheck import Options, recheck
from engine.recheck.original import marked_original
from engine.recheck.write import write_recheck
from engine.reports.documents.package import read_parts, write_parts
from tests.filled import fill_sheet, official
from tests.test_recheck import changed

WRONG = changed(0, score="20")
"""28 of 30 with 20 of 20 points: 18.67 follow."""


def styled(path: Path) -> Path:
    """A table as an office hands it in: set up to be printed, with borders, fonts, formats and a remark."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    book.remove(sheet)
    fill_sheet(book, official(WRONG, total="100", name="=1+1"), "自评表")
    sheet = book["自评表"]
    sheet.column_dimensions["D"].width = 41.5
    sheet.row_dimensions[12].height = 33
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.print_area, sheet.print_title_rows = "A1:I16", "11:11"
    sheet.page_margins.left = 0.3
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "第 &P 页"
    sheet.freeze_panes = "A12"
    cell = sheet["H12"]
    cell.font, cell.alignment = Font(name="仿宋", size=14, italic=True), Alignment("center")
    cell.border = Border(left=Side("thick"), top=Side("double"))
    sheet["H13"].value, sheet["H13"].number_format = 30, "0.00"
    sheet["A1"].fill = PatternFill("solid", start_color="FFEEAA")
    cell.comment = Comment("待核", "张三")
    sheet.conditional_formatting.add(
        "H12:H16", Rule("cellIs", dxf=DifferentialStyle(font=Font(color="FF0000")), operator="lessThan", formula=["5"])
    )
    choice = DataValidation("list", formula1='"优,良,中,差"')
    choice.add("I16")
    sheet.add_data_validation(choice)
    book.create_sheet("说明").sheet_state = "hidden"
    book.save(path)
    return path


def marked(path: Path) -> bytes:
    outcome = recheck([str(path)], Options())
    folder = path.parent / "out"
    write_recheck(outcome, folder)
    return (folder / f"{path.name}.复核.xlsx").read_bytes()


def sheet_of(data: bytes, name: str = "自评表") -> Worksheet:
    sheet = load_workbook(io.BytesIO(data))[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def looks(cell: Cell | MergedCell) -> tuple[object, ...]:
    styles = (repr(one) for one in (cell.font, cell.border, cell.alignment))
    return (cell.value, cell.number_format, cell.data_type, *styles)


def footer(sheet: Worksheet) -> str | None:
    assert sheet.oddFooter is not None
    return sheet.oddFooter.center.text


def test_a_marked_copy_looks_as_it_did(tmp_path: Path) -> None:
    path = styled(tmp_path / "a.xlsx")
    before, after = sheet_of(path.read_bytes()), sheet_of(marked(path))
    assert {str(one) for one in before.merged_cells.ranges} == {str(one) for one in after.merged_cells.ranges}
    for one, other in zip(before.iter_rows(), after.iter_rows(), strict=True):
        assert [looks(cell) for cell in one] == [looks(cell) for cell in other]
    for name in ("print_area", "print_title_rows", "freeze_panes"):
        assert getattr(before, name) == getattr(after, name)
    assert (after.page_setup.orientation, after.page_setup.paperSize) == ("landscape", 9)
    assert (after.page_margins.left, footer(after)) == (0.3, "第 &P 页")
    assert (after.column_dimensions["D"].width, after.row_dimensions[12].height) == (41.5, 33)
    assert len(after.conditional_formatting) == 1
    assert [str(one.sqref) for one in after.data_validations.dataValidation] == ["I16"]
    assert load_workbook(io.BytesIO(marked(path)))["说明"].sheet_state == "hidden"


def test_only_the_cells_with_findings_are_marked(tmp_path: Path) -> None:
    path = styled(tmp_path / "a.xlsx")
    sheet = sheet_of(marked(path))
    noted = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row if cell.comment}
    assert set(noted) == {"H12"}
    assert noted["H12"].comment is not None
    assert noted["H12"].comment.text.startswith("待核\n【错误】")
    assert "应为 18.67 分" in noted["H12"].comment.text
    coloured = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fill_type}
    assert coloured == {"A1", "H12"}


def test_all_that_was_found_stands_in_a_list_with_links(tmp_path: Path) -> None:
    listed = sheet_of(marked(styled(tmp_path / "a.xlsx")), "复核意见")
    rows = [[cell.value for cell in row] for row in listed.iter_rows(min_row=2)]
    assert rows[0][:2] == ["自评表!H12", "错误"]
    link = listed["A2"].hyperlink
    assert link is not None
    assert "'自评表'!H12" in (link.location or link.target or "")


def test_a_merged_score_is_marked_in_its_first_cell(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    book.remove(sheet)
    rows = [*changed(0, weight="50", score="60")[:1], *changed(1, weight="^", score="^")[1:]]
    fill_sheet(book, official(rows, total="110"), "自评表")
    book.save(tmp_path / "a.xlsx")
    comment = sheet_of(marked(tmp_path / "a.xlsx"))["H12"].comment
    assert comment is not None
    assert "超过分值" in comment.text


def test_no_text_becomes_a_formula_and_no_formula_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Written(path) as book:
        sheet = book.add_worksheet("自评表")
        for row, cells in enumerate(official(WRONG, total="100")):
            for column, text in enumerate(cells):
                sheet.write_string(row, column, "" if text in "^<" else text)
        for row, text in enumerate(("=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0"), 20):
            sheet.write_string(row, 0, text)
        sheet.write_formula("C21", '=HYPERLINK("http://x.y","z")', None, "z")
        sheet.write_formula("C22", '="="&"1+1"', None, "=1+1")
        sheet.write_formula("C23", "=1+1", None, 2)
    copy = sheet_of(marked(path))
    assert [cell.data_type for row in copy.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert [copy.cell(row, 1).value for row in range(21, 26)] == ["=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0"]
    assert [copy.cell(row, 3).value for row in (21, 22, 23)] == ["z", "=1+1", 2]
    xml = read_parts(marked(path))["xl/worksheets/sheet1.xml"]
    assert b"<f>" not in xml
    assert b"<f " not in xml


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    parts = read_parts(data)
    assert old in parts[part]
    return write_parts({**parts, part: parts[part].replace(old, new)})


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b'ref="A1:I1"', b'ref="A1:XFD1048576"'),
        ("xl/worksheets/sheet1.xml", b'ref="A1:I1"', b'ref="somewhere"'),
        ("xl/theme/theme1.xml", b"<a:theme", b'<!DOCTYPE a [<!ENTITY b "c">]><a:theme'),
        ("xl/styles.xml", b"<cellXfs", b"<cellXfs></cellXfs><no"),
    ],
)
def test_what_openpyxl_must_not_see_is_not_marked_in_place(tmp_path: Path, part: str, old: bytes, new: bytes) -> None:
    data = replaced(styled(tmp_path / "a.xlsx").read_bytes(), part, old, new)
    assert marked_original(data, ()) is None


def test_what_cannot_be_marked_in_place_is_drawn_anew(tmp_path: Path) -> None:
    path = styled(tmp_path / "a.xlsx")
    old, new = b"<a:theme", b'<!DOCTYPE a [<!ENTITY b "c">]><a:theme'
    path.write_bytes(replaced(path.read_bytes(), "xl/theme/theme1.xml", old, new))
    comment = sheet_of(marked(path))["H12"].comment
    assert comment is not None
    assert "应为 18.67 分" in comment.text


def test_a_sheet_that_bears_the_name_of_the_list_keeps_it(tmp_path: Path) -> None:
    book = load_workbook(styled(tmp_path / "a.xlsx"))
    book.create_sheet("复核意见")
    book.save(tmp_path / "a.xlsx")
    assert load_workbook(io.BytesIO(marked(tmp_path / "a.xlsx"))).sheetnames[-2:] == ["复核意见", "复核意见2"]


def test_the_same_file_gives_the_same_copy(tmp_path: Path) -> None:
    path = styled(tmp_path / "a.xlsx")
    assert marked(path) == marked(path)
