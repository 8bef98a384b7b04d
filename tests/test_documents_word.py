"""The official table as a Word file: all of the run stands in it, whatever the texts are, and an office can restyle it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx.enum.text import WD_LINE_SPACING
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from engine.files.resources import folder
from engine.reports.documents.errors import TemplateError
from engine.reports.documents.package import read_parts, write_parts
from engine.reports.documents.project_report import project_report
from engine.reports.documents.summary_report import summary_report
from engine.reports.documents.word_report import word_report
from engine.reports.documents.word_table import TEMPLATE, word_table
from engine.reports.documents.word_template import WordTemplate
from engine.reports.table import official_table
from engine.reports.text import legal
from engine.runs.record import ProjectScore
from tests import make_runs
from tests.office import W, parts, word, word_rows, word_text

HOSTILE = '<w:p/> & "x" {{ 7 * 7 }} {% for %} {_{ a }_} ]]> 🎯'


def table(project: ProjectScore) -> list[list[str]]:
    return word_rows(word_table(official_table(make_runs.run(), project)))


def changed(**fields: str) -> ProjectScore:
    return make_runs.links().model_copy(update=fields)


def test_complete_project_reads(snapshot: SnapshotAssertion) -> None:
    assert table(make_runs.links()) == snapshot


def test_incomplete_project_reads(snapshot: SnapshotAssertion) -> None:
    assert table(make_runs.cameras()) == snapshot


@pytest.mark.parametrize("project", [make_runs.links(), make_runs.cameras()])
def test_every_row_of_the_run_stands_in_the_table_with_its_numbers(project: ProjectScore) -> None:
    scores = project.scores[1:]  # budget execution stands in the funds block
    rows = table(project)
    end = next(place for place, row in enumerate(rows) if row[0] == "总分")
    for score, row in zip(scores, rows[end - len(scores) : end], strict=True):
        unknown = "" if score.weight is None else "待定"
        assert row[-6:-4] == [score.name, score.target_text]
        assert row[-4] == (score.actual_text or {"missing": "未填报"}.get(score.outcome, ""))
        assert row[-3] == ("" if score.weight is None else format(score.weight, "f"))
        assert row[-2] == (unknown if score.points is None else format(score.points, "f"))
        assert score.cause in row[-1]
        assert score.remedy in row[-1]


def test_the_funds_are_in_ten_thousands_to_the_last_digit() -> None:
    assert ["年度资金总额", "110.00", "108.038476", "105.06822", "10.00", "97.25%", "9.73"] in table(make_runs.links())


def test_the_total_is_the_runs() -> None:
    complete, incomplete = make_runs.links(), make_runs.cameras()
    assert ["总分", "100.00", format(complete.total or 0, "f"), "等级：良"] in table(complete)
    assert ["总分", "100.00", "55.00 ～ 100.00", "等级：未定"] in table(incomplete)


def test_no_label_is_left_alone_at_the_foot_of_a_page() -> None:
    """Word keeps a row with the next one where its paragraphs say so."""
    document = word(word_table(official_table(make_runs.run(), make_runs.links())))
    rows = [row for table in document.tables for row in table.rows]
    for label in ("预期目标", "一级指标", "总分"):
        (row,) = (row for row in rows if label in {cell.text for cell in row.cells})
        assert all(one.paragraph_format.keep_with_next for cell in row.cells for one in cell.paragraphs), label


def test_lines_are_as_high_with_any_font() -> None:
    """宋体 and what stands in for it elsewhere make lines of different heights; a table has as many pages with both."""
    styles = word(word_table(official_table(make_runs.run(), make_runs.links()))).styles
    for name in ("表头", "表格文字", "表格居中", "表格数字"):
        assert styles[name].paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY, name


def test_levels_and_groups_are_merged_cells() -> None:
    cells = [
        row._tr.tc_lst for row in word(word_table(official_table(make_runs.run(), make_runs.links()))).tables[1].rows
    ]
    first = [(row[0].vMerge, row[1].vMerge) for row in cells[-14:-3]]
    assert first == [
        ("restart", "restart"),
        ("continue", "restart"),
        ("continue", "restart"),
        ("continue", "restart"),
        ("restart", "restart"),
        ("continue", "restart"),
        ("continue", "restart"),
        ("continue", "restart"),
        ("restart", "restart"),
        ("continue", "continue"),
        ("continue", "restart"),
    ]


def test_no_text_of_the_data_becomes_markup_or_a_tag() -> None:
    rows = table(changed(name=HOSTILE, annual_goal=HOSTILE, department=HOSTILE))
    assert rows[0][1] == HOSTILE
    assert rows[1][1] == HOSTILE
    assert HOSTILE in rows[8]


def test_lines_and_tabs_stay_and_what_xml_forbids_is_replaced() -> None:
    rows = table(changed(annual_goal="一\r\n二\t三\x00\x1b\ufffe", name="名\x08"))
    assert rows[0][1] == "名\N{REPLACEMENT CHARACTER}"
    assert "一\n二\t三" + "\N{REPLACEMENT CHARACTER}" * 3 in rows[8]


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert table(changed(name=text))[0][1] == legal(text)


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert legal("a\ud800b") == "a\N{REPLACEMENT CHARACTER}b"


def test_the_same_run_gives_the_same_bytes_without_a_clock() -> None:
    first, again = (word_table(official_table(make_runs.run(), make_runs.links())) for _ in range(2))
    assert first == again
    assert b"dcterms:created" not in parts(first)["docProps/core.xml"]


def test_docxtpl_itself_fills_the_template_with_the_same_text() -> None:
    form = official_table(make_runs.run(), make_runs.links())
    template = DocxTemplate(folder("templates") / TEMPLATE)
    template.render(form._asdict(), autoescape=True)
    target = io.BytesIO()
    template.save(target)
    assert word_text(target.getvalue()) == word_text(word_table(official_table(make_runs.run(), make_runs.links())))


def restyled(path: Path, old: str, new: str) -> Path:
    """The shipped template with something changed, in a folder of its own."""
    content = read_parts((folder("templates") / TEMPLATE).read_bytes())
    document = content["word/document.xml"].decode()
    assert old in document
    path.mkdir(exist_ok=True)
    (path / TEMPLATE).write_bytes(write_parts({**content, "word/document.xml": document.replace(old, new).encode()}))
    return path


def test_an_office_restyles_the_table_in_its_own_template(tmp_path: Path) -> None:
    templates = restyled(tmp_path, "{{ label.remarks }}", "备注（本局）")
    content = word_table(official_table(make_runs.run(), make_runs.links()), templates)
    assert word_rows(content)[-2][0] == "备注（本局）"


def test_a_tag_that_word_has_torn_into_runs_is_still_a_tag(tmp_path: Path) -> None:
    templates = restyled(tmp_path, "{{ code }}", "{</w:t></w:r><w:r><w:t>{ code</w:t></w:r><w:r><w:t> }}")
    assert (
        word_rows(word_table(official_table(make_runs.run(), make_runs.links()), templates))[0][3]
        == make_runs.links().code
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{{ code }}", "{{ codex }}", "'codex' is undefined"),
        ("{%tr endif %}", "{%tr endfor %}", "a tag is wrong"),
        ("{{ code }}", "{% if code %}", "a tag is wrong"),
        ("{{ code }}", "{{ code.__class__.__mro__ }}", "unsafe"),
        ("{{ code }}", "{{ code + 1 }}", "a tag cannot be filled"),
        ("{%tr for line in funds %}", "{%tc for line in funds %}", "tear rows or paragraphs apart"),
    ],
)
def test_a_faulty_template_is_named_with_its_fault(tmp_path: Path, old: str, new: str, problem: str) -> None:
    templates = restyled(tmp_path, old, new)
    with pytest.raises(TemplateError, match=r"selfeval-table\.docx cannot be used: ") as caught:
        word_table(official_table(make_runs.run(), make_runs.links()), templates)
    assert problem in str(caught.value)


def test_a_template_must_be_a_word_file(tmp_path: Path) -> None:
    (tmp_path / TEMPLATE).write_text("绩效", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"it is no \.docx file"):
        word_table(official_table(make_runs.run(), make_runs.links()), tmp_path)
    with pytest.raises(TemplateError, match="No such file or directory"):
        WordTemplate(tmp_path / "missing.docx")


def drop_column(document: str, column: int) -> str:
    """The template without a column of the indicators, as Word leaves it when the column is deleted."""
    ElementTree.register_namespace("w", W.strip("{}"))
    root = ElementTree.fromstring(document)
    table = root.findall(f".//{W}tbl")[1]
    grid = table.find(f"{W}tblGrid")
    assert grid is not None
    grid.remove(list(grid)[column])
    for row in table.findall(f"{W}tr"):
        place = 0
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = 1 if span is None else int(span.get(f"{W}val", "1"))
            if place <= column < place + width:
                if span is None:
                    row.remove(cell)
                else:
                    span.set(f"{W}val", str(width - 1))
            place += width
    return ElementTree.tostring(root, encoding="unicode")


def own_template(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """The shipped template with a part changed, in a folder of its own."""
    content = read_parts((folder("templates") / TEMPLATE).read_bytes())
    (path / TEMPLATE).write_bytes(write_parts({**content, part: change(content[part].decode()).encode()}))
    return path


def test_another_font_of_the_template_is_the_documents(tmp_path: Path) -> None:
    templates = own_template(tmp_path, "word/styles.xml", lambda styles: styles.replace("宋体", "仿宋_GB2312"))
    content = word_table(official_table(make_runs.run(), make_runs.links()), templates)
    assert "仿宋_GB2312" in parts(content)["word/styles.xml"].decode()
    assert word_rows(content) == table(make_runs.links())


def test_a_paragraph_with_a_logo_stays_where_the_office_put_it(tmp_path: Path) -> None:
    logo = "<w:p><w:r><w:t>某某局</w:t></w:r><w:r><w:pict/></w:r></w:p>"
    templates = own_template(tmp_path, "word/document.xml", lambda body: body.replace("<w:body>", f"<w:body>{logo}", 1))
    content = word_table(official_table(make_runs.run(), make_runs.links()), templates)
    assert word_text(content).startswith("某某局\n项目支出绩效自评表")
    assert b"w:pict" in parts(content)["word/document.xml"]


@pytest.mark.parametrize(("column", "heading"), [(3, "年度指标值"), (4, "实际完成值"), (7, "偏差原因分析及改进措施")])
def test_a_column_that_the_office_deleted_is_left_out(tmp_path: Path, column: int, heading: str) -> None:
    templates = own_template(tmp_path, "word/document.xml", lambda body: drop_column(body, column))
    rows = word_rows(word_table(official_table(make_runs.run(), make_runs.links()), templates))
    head = next(row for row in rows if row[0] == "一级指标")
    assert heading not in head
    assert len(head) == 7
    assert ["总分", "100.00", "88.56", "等级：良"][: 4 - (column == 7)] in rows


@pytest.mark.parametrize("tag", ["name", "total", "remarks"])
def test_what_a_table_cannot_do_without_is_named_with_the_template(tmp_path: Path, tag: str) -> None:
    templates = own_template(tmp_path, "word/document.xml", lambda body: body.replace(f"{{{{ {tag} }}}}", ""))
    with pytest.raises(TemplateError, match=rf"selfeval-table\.docx cannot be used: it does not show {tag};"):
        word_table(official_table(make_runs.run(), make_runs.links()), templates)


def test_each_report_bears_its_own_title_where_it_is_listed() -> None:
    run = make_runs.run()
    for report in (project_report(run, make_runs.links()), summary_report(run)):
        core = parts(word_report(report))["docProps/core.xml"].decode()
        assert f"<dc:title>{report.title}</dc:title>" in core


def test_a_report_without_its_body_is_not_written(tmp_path: Path) -> None:
    content = read_parts((folder("templates") / "report.docx").read_bytes())
    body = content["word/document.xml"].replace(b"{{p body }}", b"")
    (tmp_path / "report.docx").write_bytes(write_parts({**content, "word/document.xml": body}))
    with pytest.raises(TemplateError, match=r"report\.docx cannot be used: it does not show body;"):
        word_report(project_report(make_runs.run(), make_runs.links()), tmp_path)
