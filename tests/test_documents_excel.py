"""The official table and the summary as workbooks: values and nothing else, ready to print and hand in."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from syrupy.assertion import SnapshotAssertion

from engine.reports import summary, words
from engine.reports.documents.sheets import LONGEST, PAGE, cut, is_exact, number_format, units
from engine.reports.documents.summary_workbook import summary_workbook
from engine.reports.documents.workbook import workbook
from engine.reports.figures import Figure, wan
from engine.reports.table import official_table
from engine.reports.text import legal
from engine.runs.record import FundsRow, ProjectScore
from tests import make_runs
from tests.office import excel, excel_texts, parts, shown

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|'/c calc'!A0",
    "\t=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠a",
    '=HYPERLINK("http://x")',
]


def sheet(project: ProjectScore) -> Worksheet:
    return excel(workbook(official_table(make_runs.run(), project)))["自评表"]


def texts(project: ProjectScore) -> list[list[str]]:
    return excel_texts(workbook(official_table(make_runs.run(), project)))


def changed(**fields: object) -> ProjectScore:
    return make_runs.links().model_copy(update=fields)


def test_complete_project_reads(snapshot: SnapshotAssertion) -> None:
    assert texts(make_runs.links()) == snapshot


def test_incomplete_project_reads(snapshot: SnapshotAssertion) -> None:
    assert texts(make_runs.cameras()) == snapshot


@pytest.mark.parametrize("project", [make_runs.links(), make_runs.cameras()])
def test_every_number_of_the_run_is_a_number_of_the_sheet_to_the_last_digit(project: ProjectScore) -> None:
    every = list(sheet(project).iter_rows())
    end = next(place for place, row in enumerate(every) if row[0].value == "总分")
    rows = every[end - len(project.scores[1:]) : end]
    for score, row in zip(project.scores[1:], rows, strict=True):
        assert row[2].value == score.name
        assert row[3].value == score.target_text
        for number, cell in ((score.weight, row[5]), (score.points, row[6])):
            if number is not None:
                assert Decimal(repr(cell.value)) == number
                assert shown(cell.value, cell.number_format) == format(number, "f")


def test_shares_and_amounts_are_numbers_that_show_as_the_run_says() -> None:
    row = next(row for row in sheet(make_runs.links()).iter_rows() if row[1].value == "年度资金总额")
    assert [cell.value for cell in row[2:7]] == [110, 108.038476, 105.06822, 10, 0.972507456321]
    assert [shown(cell.value, cell.number_format) for cell in row[2:7]] == [
        "110.00",
        "108.038476",
        "105.06822",
        "10.00",
        "97.25%",
    ]


def test_a_number_that_a_workbook_would_round_stays_text() -> None:
    amount = Decimal("12345678901234567.89")
    assert is_exact(Decimal("1080384.76"))
    assert not is_exact(amount)
    funds = make_runs.links().funds.model_copy(update={"total": FundsRow(initial=amount)})
    row = next(row for row in sheet(changed(funds=funds)).iter_rows() if row[1].value == "年度资金总额")
    assert row[2].value == str(wan(amount))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_an_amount_shows_as_its_text_or_is_text(amount: Decimal) -> None:
    figure = wan(amount)
    assert figure.value is not None
    if is_exact(figure.value):
        assert shown(float(figure.value), number_format(figure)) == figure.text


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_written_as_text(text: str) -> None:
    project = changed(name=text, annual_goal=text)
    for row in sheet(project).iter_rows():
        for cell in row:
            assert cell.data_type != "f"
    cell = sheet(project)["B3"]
    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.quotePrefix, "typed again it must not become a formula either"
    assert not sheet(make_runs.links())["B3"].quotePrefix


@given(st.text().filter(lambda text: "_x" not in text))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert (sheet(changed(name=text))["B3"].value or "") == legal(text)


def test_no_cell_is_a_formula_and_no_macro_or_link_is_in_the_file() -> None:
    content = parts(workbook(official_table(make_runs.run(), make_runs.links())))
    assert not any(b"<f>" in part or b"<f " in part for part in content.values())
    assert not any("vba" in name or "externalLink" in name for name in content)


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    text = "长" * (LONGEST + 1)
    assert cut(text).endswith(f"……（全文 {LONGEST + 1} 字，单元格容纳不下）")
    assert (sheet(changed(annual_goal=text))["B11"].value or "").startswith("长长")
    assert cut("长" * LONGEST) == "长" * LONGEST


def test_merged_cells_are_those_of_the_official_table() -> None:
    merged = {str(one) for one in sheet(make_runs.links()).merged_cells.ranges}
    assert {"A1:H1", "B3:E3", "A6:A9", "C9:H9", "A10:A11", "B10:D10", "E11:H11"} <= merged
    assert {"A13:A16", "A17:A20", "A21:A23", "B21:B22", "A24:E24", "B25:H25", "B26:D26", "E26:H26"} <= merged


def test_the_sheet_is_set_up_to_be_printed() -> None:
    page = sheet(make_runs.links())
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToWidth in (None, 1)
    assert page.print_area == "'自评表'!$A$1:$H$27"
    assert page.print_title_rows == "$12:$12"
    assert page.oddFooter
    assert make_runs.run().run in (page.oddFooter.left.text or "")


def test_a_long_table_takes_several_pages_and_its_levels_stand_on_top() -> None:
    long = changed(achieved="很长的实际完成情况。" * 60)
    assert sheet(make_runs.links()).page_setup.fitToHeight != 0
    assert sheet(long).page_setup.fitToHeight == 0
    assert sheet(long)["A13"].alignment.vertical == "top"


@pytest.mark.parametrize("signs", [400, 700, 1000, 1300, 1600, 2000, 3000])
def test_no_label_is_left_alone_at_the_foot_of_a_page(signs: int) -> None:
    """A printed page ends before 预期目标 and the headings of the indicators, never between them and what they are of."""
    text = "很长的目标。" * 1000
    page = sheet(changed(annual_goal=text[:signs], achieved=text[: signs // 2]))
    heights = {row: page.row_dimensions[row].height or 0 for row in range(1, page.max_row + 1)}
    ends = [*(one.id or 0 for one in page.row_breaks.brk), page.max_row]
    assert page.page_setup.fitToHeight == 0
    labels = {cell.row for row in page.iter_rows() for cell in row if cell.value in {"预期目标", "一级指标", "总分"}}
    assert len(labels) == 3
    assert labels.isdisjoint(ends)
    for first, last in pairwise([0, *ends]):
        assert sum(heights[row] for row in range(first + 1, last + 1)) <= PAGE


def test_a_text_that_one_row_cannot_show_gets_several() -> None:
    text = "很长的原因。" * 150
    scores = tuple(one.model_copy(update={"cause": text}) for one in make_runs.links().scores)
    page = sheet(changed(achieved="很长的实际完成情况。" * 300, scores=scores))
    merged = {str(one) for one in page.merged_cells.ranges}
    for row in page.iter_rows():
        assert (page.row_dimensions[row[0].row or 0].height or 0) <= 409
        for cell in row[7:]:
            if text in str(cell.value):
                (area,) = (one for one in page.merged_cells.ranges if cell.coordinate in one)
                rows = range(area.min_row, area.max_row + 1)
                assert sum(page.row_dimensions[one].height or 0 for one in rows) > 409
                assert area.size["rows"] > 1
    assert {"B11:D13", "E11:H13", "A10:A13"} <= merged
    assert [cell.value for cell in page["C"] if cell.value in {score.name for score in scores}] == [
        score.name for score in scores[1:]
    ]


def test_rows_are_as_high_as_their_texts() -> None:
    short, long = (sheet(changed(annual_goal="目标。" * times)).row_dimensions[11].height for times in (1, 60))
    assert short is not None
    assert long is not None
    assert short < long <= 409
    assert units("绩效 a") == 6


def test_the_same_run_gives_the_same_bytes() -> None:
    first, again = (workbook(official_table(make_runs.run(), make_runs.links())) for _ in range(2))
    assert first == again
    assert b"1980-01-01T00:00:00Z" in parts(first)["docProps/core.xml"]


def test_summary_reads(snapshot: SnapshotAssertion) -> None:
    content = summary_workbook(make_runs.run())
    assert {name: excel_texts(content, name) for name in excel(content).sheetnames} == snapshot


def test_summary_says_what_the_run_adds_up_to() -> None:
    run = make_runs.run()
    content = summary_workbook(run)
    overview = {row[0]: row[-1] for row in excel_texts(content, "总览")}
    lost = summary.add(score.deduction for project in run.projects for score in project.scores)
    assert overview["扣分合计"] == format(lost, "f")
    assert overview["项目数"] == "2"
    totals = [row[3] for row in excel_texts(content, "各项目得分")[3:]]
    assert totals == [str(words.total(project)) for project in run.projects]
    rows = excel_texts(content, "按原因失分")[3:]
    assert sum(Decimal(row[2]) for row in rows) == lost


def test_summary_keeps_formula_like_names_as_text() -> None:
    run = make_runs.run(changed(name="=1+1", department="@x"))
    for page in excel(summary_workbook(run)):
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


def test_summary_has_its_charts_as_vectors_beside_pictures() -> None:
    content = parts(summary_workbook(make_runs.run()))
    svgs = {name for name in content if name.endswith(".svg")}
    assert {name.replace(".svg", ".png") for name in svgs} == {name for name in content if name.endswith(".png")}
    assert len(svgs) >= 3
    drawing = content["xl/drawings/drawing1.xml"]
    assert drawing.count(b"svgBlip") == drawing.count(b"<xdr:oneCellAnchor>") == len(svgs)
    assert b"twoCellAnchor" not in drawing  # it would stretch a chart where columns are wider
    assert b'Extension="svg"' in content["[Content_Types].xml"]


def test_a_percentage_keeps_its_decimals() -> None:
    assert number_format(Figure("97.25%", Decimal("0.9725"))) == "0.00%"
    assert number_format(Figure("100%", Decimal(1))) == "0%"
    assert number_format(Figure("1,234.5", Decimal("1234.5"))) == "#,##0.0"
