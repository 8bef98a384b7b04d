"""What is known about a run beside its record (that it comes after a signed one) stands in every document of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.language.findings import Finding, finding
from engine.reports.documents import write_documents
from engine.reports.documents.workbook import workbook
from engine.reports.html import render_index, render_project, write_html
from engine.reports.table import official_table
from engine.runs.record import ProjectScore
from tests import make_runs
from tests.html_page import Page
from tests.office import excel, excel_texts, pdf_text, word_text

SIGNED = finding(
    "run-supersedes-signed",
    run="0123456789ab",
    signed="ba9876543210",
    name="李局长",
    role="局长",
    at="2025-03-01T09:00:00+08:00",
    projects=2,
)
SAID = "评分结果 0123456789ab 晚于 李局长（局长）于 2025-03-01T09:00:00+08:00 签署的评分结果 ba9876543210，涉及其中 2 个项目；已签署的结果保持不变。"
OFFICE = ("docx", "xlsx", "pdf")


def sentences_of(path: Path) -> str:
    """All the text of an Office file."""
    content = path.read_bytes()
    if path.suffix == ".docx":
        return word_text(content)
    if path.suffix == ".pdf":
        return pdf_text(content)
    return "\n".join(cell for sheet in excel(content).sheetnames for row in excel_texts(content, sheet) for cell in row)


def test_every_document_of_the_run_says_it(tmp_path: Path) -> None:
    files = write_documents(make_runs.run(), tmp_path, OFFICE, notes=(SIGNED,))
    for file in files:
        assert "".join(SAID.split()) in "".join(sentences_of(file).split()), file.name


def test_every_page_says_it_on_top_before_any_number(tmp_path: Path) -> None:
    for file in write_html(make_runs.run(), tmp_path, notes=(SIGNED,)):
        page = Page(file.read_text("utf-8"))
        assert SAID in page.text
        assert page.text.index(SAID) < page.text.index("项目编码")
        assert "notes" in page.ids


def test_without_notes_nothing_is_said(tmp_path: Path) -> None:
    for file in write_html(make_runs.run(), tmp_path):
        assert "notes" not in Page(file.read_text("utf-8")).ids
    for file in write_documents(make_runs.run(), tmp_path, OFFICE):
        assert "签署" not in sentences_of(file)


@pytest.mark.parametrize("project", [make_runs.links(), make_runs.cameras()])
def test_the_official_table_says_it_under_its_other_remarks(project: ProjectScore) -> None:
    rows = excel_texts(workbook(official_table(make_runs.run(), project, (SIGNED,))))
    (remarks,) = (row[1] for row in rows if row[0] == "其他说明")
    assert remarks.startswith(SAID)


def test_several_notes_stand_one_below_the_other() -> None:
    other = SIGNED.model_copy(update={"values": {**SIGNED.values, "signed": "a0a0a0a0a0a0"}})
    form = official_table(make_runs.run(), make_runs.links(), (SIGNED, other))
    assert [line[:15] for line in form.remarks.split("\n")[:2]] == [SAID[:15]] * 2


def test_a_note_is_data_and_never_markup() -> None:
    hostile = Finding(code="no-such-code", severity=SIGNED.severity, message="<b>=1+1</b> {{ 7*7 }}")
    pages = (render_index(make_runs.run(), (hostile,)), render_project(make_runs.run(), make_runs.links(), (hostile,)))
    for html in pages:
        assert "<b>=1+1" not in html
        assert "<b>=1+1</b> {{ 7*7 }}" in Page(html).text
    table = excel(workbook(official_table(make_runs.run(), make_runs.links(), (hostile,))))["自评表"]
    assert all(cell.data_type != "f" for row in table.iter_rows() for cell in row)
