"""Forms in Word documents: paragraphs and tables, however they were cut up, merged, nested or changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

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
    codes,
    document,
    pack,
    part,
    read_one,
    repack,
    targets,
    with_code,
)
from tests.formtext import form

PARAGRAPH = str(TITLE[0])
Block = str | Sequence[Cells]
Change = Callable[[Any], None]


def test_every_value_has_its_table_and_row(tmp_path: Path) -> None:
    project, _ = read_one(document(tmp_path / "a.docx", [PARAGRAPH, HEADER, "附表", [HEAD, *TABLE]]))
    assert str(project.source) == f"{tmp_path}/a.docx:table 1 row 1"
    assert str(project.places["annual_goal"]).endswith("a.docx:table 1 row 6")
    assert [str(row.source)[-13:] for row in project.indicators][:2] == ["table 2 row 2", "table 2 row 3"]


# --- the same form in other layouts


def merge(table: int, *ranges: tuple[int, int, int, int]) -> Change:
    """Merges cells, emptied of their repetition."""

    def change(made: Any) -> None:
        cells = [row.cells for row in made.tables[table].rows]
        for top, left, bottom, right in ranges:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        cells[row][column].text = ""
            cells[top][left].merge(cells[bottom][right])

    return change


def in_control(made: Any) -> None:
    """The table inside a content control, as forms with fields to fill in have it."""
    table = made.tables[0]._tbl
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    table.addprevious(control)
    control[1].append(table)


def nest(made: Any) -> None:
    """The table inside a cell of another, as a frame around the page."""
    inner = made.tables[0]
    outer = made.add_table(1, 1)
    outer.cell(0, 0)._tc.insert(1, inner._tbl)


def track(made: Any) -> None:
    """A target that was ≥1份, changed to ≥2份 and not accepted yet; a row that was deleted."""
    cell = made.tables[0].rows[-5].cells[3]
    paragraph = cell.paragraphs[0]._p
    for run in paragraph.r_lst:
        paragraph.remove(run)
    paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>≥</w:t></w:r>"))
    paragraph.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>1</w:delText></w:r></w:del>')
    )
    paragraph.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t>2</w:t></w:r></w:ins>'))
    paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>份</w:t></w:r>"))
    row = made.tables[0].add_row()
    row.cells[0].text = "满意度指标"
    row._tr.insert(0, parse_xml(f'<w:trPr {nsdecls("w")}><w:del w:id="3" w:author="a"/></w:trPr>'))


FIRST = len(HEADER) + 2  # the first row of indicators in a table with title and header
SAME: dict[str, tuple[Sequence[Block], Change | None]] = {
    "one table": ([FORM], None),
    "a title above the table": ([PARAGRAPH, FORM[1:]], None),
    "header and indicators in tables of their own": ([PARAGRAPH, HEADER, [HEAD, *TABLE]], None),
    "every part in a table of its own": ([PARAGRAPH, *[[row] for row in HEADER], [HEAD, *TABLE]], None),
    "merged cells": ([FORM], merge(0, (0, 0, 0, 4), (FIRST, 0, FIRST + 1, 0), (FIRST, 1, FIRST + 1, 1), (6, 1, 6, 4))),
    "fields in paragraphs": (
        [
            PARAGRAPH,
            "项目编号：4401    项目名称：甲项目",
            HEADER[1:5],
            "年度目标：完成两份报告。",
            HEADER[6:],
            [HEAD, *TABLE],
        ],
        None,
    ),
    "columns in another order": (
        [PARAGRAPH, HEADER, [[row[number] for number in (2, 0, 4, 1, 3)] for row in (HEAD, *TABLE)]],
        None,
    ),
    "a table that goes on behind a page break": ([PARAGRAPH, HEADER, [HEAD, *TABLE[:2]], "", TABLE[2:]], None),
    "a table whose head is repeated on the next page": (
        [PARAGRAPH, HEADER, [HEAD, *TABLE[:2]], "", [HEAD, *TABLE[2:]]],
        None,
    ),
    "a table in a content control": ([FORM], in_control),
    "a table within a table": ([FORM], nest),
    "the text layout in paragraphs": (form().splitlines(), None),
}


@pytest.mark.parametrize("layout", SAME.values(), ids=SAME.keys())
def test_another_layout_says_the_same(
    layout: tuple[Sequence[Block], Change | None], tmp_path: Path, official: Project
) -> None:
    project, findings = read_one(document(tmp_path / "a.docx", *layout))
    expected = bare(official)
    if isinstance(layout[0][-1], str):  # the text form has a level 2 of its own
        expected["indicators"][1]["level2"] = "质量指标"
    assert bare(project) == expected
    assert not findings


def test_columns_of_uneven_width_are_told_by_their_order(tmp_path: Path, official: Project) -> None:
    def uneven(made: Any) -> None:
        for number, row in enumerate(made.tables[1].rows):
            for cell, span in zip(row._tr.tc_lst, (2, 1, 3, 1, 2) if number % 2 else (1, 3, 1, 2, 2), strict=True):
                cell.get_or_add_tcPr().get_or_add_gridSpan().val = span

    project, findings = read_one(document(tmp_path / "a.docx", [PARAGRAPH, HEADER, [HEAD, *TABLE]], uneven))
    assert bare(project) == bare(official)
    assert not findings


def test_changes_that_are_not_accepted_are_read_as_accepted_and_said(tmp_path: Path, official: Project) -> None:
    project, findings = read_one(document(tmp_path / "a.docx", [FORM], track))
    assert bare(project) == bare(official)
    assert [(one.code, one.severity) for one in findings] == [("document-changes", "warning")]


def test_the_strict_flavour_of_the_format_is_read(tmp_path: Path, official: Project) -> None:
    source = document(tmp_path / "b.docx", [FORM])
    text = part(source, "word/document.xml")
    text = text.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    project, findings = read_one(repack(source, tmp_path / "a.docx", {"word/document.xml": pack(text)}))
    assert bare(project) == bare(official)
    assert not findings


def test_a_document_holds_many_forms(tmp_path: Path) -> None:
    blocks = [PARAGRAPH, with_code("1")[1:], PARAGRAPH, with_code("2", "乙")[1:], with_code("3", "丙")[1:]]
    read, findings = read_forms([document(tmp_path / "a.docx", blocks)])
    assert [(one.code, one.name, len(one.indicators), one.source.table) for one in read] == [
        ("1", "甲项目", 5, 1),
        ("2", "乙", 5, 2),
        ("3", "丙", 5, 3),
    ]
    assert not findings


def test_a_cover_page_is_part_of_the_form(tmp_path: Path, official: Project) -> None:
    blocks = ["二级项目支出绩效目标申报表", "项目名称：甲项目", "填报日期：2024年1月", FORM[1:]]
    project, findings = read_one(document(tmp_path / "a.docx", blocks))
    assert bare(project) == bare(official)
    assert codes(findings, "warning") == []


def test_sign_value_and_unit_are_one_target_and_weights_are_read(tmp_path: Path) -> None:
    head = (*HEAD[:3], "指标性质", "指标值", "度量单位", "分值")
    rows = [head, *[(*row[:3], "≥", "90", "%", "20") for row in TABLE]]
    project, findings = read_one(document(tmp_path / "a.docx", [PARAGRAPH, HEADER, rows]))
    assert targets(project) == ["≥90%"] * 5
    assert {row.weight for row in project.indicators} == {Decimal(20)}
    assert next(str(one.source)[-13:] for one in findings if one.code == "target-joined") == "table 2 row 2"


def test_text_outside_the_form_is_said_and_signatures_are_no_indicators(tmp_path: Path, official: Project) -> None:
    blocks = [
        PARAGRAPH,
        "（2024年度）",
        HEADER,
        [HEAD, *TABLE],
        "注：请逐项填写",
        [("单位意见", "同意"), ("财政意见", "")],
    ]
    project, findings = read_one(document(tmp_path / "a.docx", blocks))
    assert (bare(project), project.year) == (bare(official), 2024)
    assert codes(findings) == ["table-without-head", "form-unread"]
    assert findings[-1].values["texts"] == "注：请逐项填写; 财政意见"


def test_hidden_rows_are_read_and_said(tmp_path: Path, official: Project) -> None:
    def hide(made: Any) -> None:
        for row in made.tables[0].rows[-2:]:
            row._tr.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:hidden/></w:trPr>"))

    project, findings = read_one(document(tmp_path / "a.docx", [FORM], hide))
    assert bare(project) == bare(official)
    assert [(one.code, one.values["count"], str(one.source)[-14:]) for one in findings] == [
        ("rows-hidden", "2", "table 1 row 13")
    ]


def test_boxes_and_pictures_are_not_text_and_breaks_are(tmp_path: Path) -> None:
    def put(made: Any) -> None:
        run = made.tables[0].rows[6].cells[1].paragraphs[0].runs[0]
        run.add_break()
        run.add_text("第二行")
        run._r.append(
            parse_xml(
                f"<w:pict {nsdecls('w')}><w:txbxContent><w:p><w:r><w:t>盒</w:t></w:r></w:p></w:txbxContent></w:pict>"
            )
        )

    project, _ = read_one(document(tmp_path / "a.docx", [FORM], put))
    assert project.annual_goal == "完成两份报告。\n第二行"


@pytest.mark.parametrize("missing", ["4401", "甲项目"])
def test_a_broken_form_is_an_error_and_costs_the_others_nothing(missing: str, tmp_path: Path) -> None:
    broken = [["" if cell == missing else cell for cell in row] for row in FORM]
    read, findings = read_forms([document(tmp_path / "a.docx", [broken, with_code("2")])])
    assert [one.code for one in read] == ["2"]
    assert codes(findings, "warning") == ["form-truncated"]


@pytest.mark.parametrize("blocks", [[], ["没有表格"], [[("说明", "请填写")]]])
def test_a_document_without_a_form_is_an_error(blocks: Sequence[Block], tmp_path: Path) -> None:
    assert codes(read_forms([document(tmp_path / "a.docx", blocks)])[1]) == ["no-forms"]
