"""OpenDocument files: what a cell shows, what is merged, hidden, repeated or left out; the places people find."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.grids.files import read_contents
from tests.opendocument import cell, content, packed, rows_of, table

PERCENT = 'office:value-type="percentage" office:value="{}"'
FLOAT = 'office:value-type="float" office:value="{}"'


def texts(path: Path) -> list[list[str]]:
    """The cells of all rows, each where it is shown."""
    return [[one.text for one in row.cells] for row in read_contents(path).rows()[0]]


def sheet(folder: Path, rows: str, styles: str = "") -> Path:
    return packed(folder / "a.ods", content(".ods", table(rows), styles))


@pytest.mark.parametrize(
    ("attributes", "shows", "text", "code"),
    [
        (PERCENT.format("0.9"), "90%", "90%", None),
        (PERCENT.format("0.905"), "91%", "90.5%", "cell-rounded"),
        (PERCENT.format("0.905"), "90.50%", "90.5%", None),
        (FLOAT.format("1544174"), "1,544,174.00", "1544174", None),
        (FLOAT.format("20"), "20份", "20份", None),
        (FLOAT.format("-3.5"), "-3.5", "-3.5", None),
        (FLOAT.format("123000"), "12.3万", "123000", None),  # the figure of the one with the sign of the other is wrong
        (FLOAT.format("0.333333333333333"), "0.333333333333333", "0.333333333333333", None),
        (FLOAT.format("440313231211501105025"), "4.40313231211501E+20", "", "cell-digits-lost"),
        (FLOAT.format("much"), "5", "5", None),
        ('office:value-type="date" office:date-value="2024-12-31"', "12/31/24", "2024年12月31日", None),
        ('office:value-type="date" office:date-value="2024-12-01"', "2024年12月", "2024年12月", None),
        ('office:value-type="string" table:formula="of:=1/0"', "#DIV/0!", "#DIV/0!", "cell-error"),
        ('table:formula="of:=[.A1]"', "", "", "cell-uncalculated"),
        ('office:value-type="string"', "≥90%", "≥90%", None),
    ],
)
def test_a_cell_is_read_as_it_is_shown_with_all_its_digits(
    attributes: str, shows: str, text: str, code: str | None, tmp_path: Path
) -> None:
    path = sheet(tmp_path, rows_of([["甲"]]) + f"<table:table-row>{cell(shows, attributes)}</table:table-row>")
    assert texts(path)[1:] == [[text]]
    assert [one.code for one in read_contents(path).findings] == ([code] if code else [])


def test_merged_and_repeated_cells_stand_wherever_they_cover(tmp_path: Path) -> None:
    rows = (
        "<table:table-row>"
        + cell("产出指标", 'table:number-rows-spanned="2" table:number-columns-spanned="2"')
        + "<table:covered-table-cell/>"
        + cell("≥2份", 'table:number-columns-repeated="2"')
        + '</table:table-row><table:table-row table:number-rows-repeated="2">'
        + '<table:covered-table-cell table:number-columns-repeated="2"/>'
        + cell("≥3份")
        + '</table:table-row><table:table-row table:number-rows-repeated="1048000"/>'
    )
    (part,) = read_contents(sheet(tmp_path, rows)).parts
    read = list(part.rows)
    assert [[one.text for one in row.cells] for row in read] == [
        ["产出指标", "≥2份", "≥2份"],
        ["产出指标", "≥3份", ""],
        ["", "", "≥3份", ""],
    ]
    assert [row.cells[0].continued for row in read] == [False, True, False]
    assert [row.source.cell for row in read] == ["A1", "A2", "A3"]


def test_hidden_sheets_are_named_and_hidden_rows_marked(tmp_path: Path) -> None:
    styles = '<style:style style:name="out"><style:table-properties table:display="false"/></style:style>'
    hidden = table(rows_of([["去年"]]), "去年", 'table:style-name="out"')
    linked = table(f"<table:table-source/>{rows_of([['别处']])}", "别处")
    filtered = f'<table:table-row table:visibility="filter">{cell("乙")}</table:table-row>'
    column = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    shown = table(f"{column}{rows_of([['甲', '藏']])}{filtered}", "今年")
    contents = read_contents(packed(tmp_path / "a.ods", content(".ods", hidden + linked + shown, styles)))
    assert [(part.sheet, [row.hidden for row in part.rows]) for part in contents.parts] == [("今年", [False, True])]
    assert [(one.code, one.source and one.source.sheet) for one in contents.findings] == [
        ("sheet-hidden", "去年"),
        ("columns-hidden", "今年"),
    ]


def test_a_text_is_read_without_deletions_notes_and_boxes(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>删去的</text:p></text:tracked-changes>"
        "<text:p>项目<text:s text:c='2'/>名称：<text:note><text:p>脚注</text:p></text:note>路灯\n</text:p>"
        "<text:list><text:list-item><text:p>一<text:tab/>二<text:line-break/>三</text:p></text:list-item></text:list>"
    )
    contents = read_contents(packed(tmp_path / "a.odt", content(".odt", body)))
    assert contents.text == "项目  名称：路灯 \n一\t二\n三"
    assert [one.code for one in contents.findings] == ["document-changes"]


def test_a_table_within_a_cell_comes_after_the_one_around_it(tmp_path: Path) -> None:
    inner = f"<table:table-cell><text:p>外</text:p>{table(rows_of([['内']]))}</table:table-cell>"
    body = "<text:p>标题</text:p>" + table(f"<table:table-row>{inner}{cell('右')}</table:table-row>")
    path = packed(tmp_path / "a.odt", content(".odt", body))
    assert texts(path) == [["标题"], ["外", "右"], ["内"]]
    rows, _ = read_contents(path).rows()
    assert [(row.source.line, row.source.table, row.source.row) for row in rows] == [
        (1, None, None),
        (None, 1, 1),
        (None, 2, 1),
    ]


@pytest.mark.parametrize(("suffix", "mimetype"), [(".ods", ".odt"), (".odt", ".ods")])
def test_it_is_told_by_what_it_says_it_is_not_by_its_name(suffix: str, mimetype: str, tmp_path: Path) -> None:
    made = packed(tmp_path / f"made{mimetype}", content(mimetype, table(rows_of([["甲", "乙"]]))))
    path = made.rename(tmp_path / f"a{suffix}")
    assert texts(path) == [["甲", "乙"]]
    assert [one.code for one in read_contents(path).findings] == ["suffix-wrong"]
