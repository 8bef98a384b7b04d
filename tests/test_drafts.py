"""What is handed in says nothing but what people wrote; what cannot be handed in yet is marked as a draft on every page."""

from __future__ import annotations

import pytest

from engine.reports.documents.formats import FORMATS
from engine.reports.documents.project_report import project_report
from engine.reports.documents.summary_report import summary_report
from engine.reports.documents.summary_workbook import summary_workbook
from engine.reports.html import render_index, render_project
from engine.reports.table import NO_CAUSE, OfficialTable, official_table
from engine.reports.text import legal
from engine.runs.record import ProjectScore, Score
from tests import make_runs
from tests.office import excel, page_texts, parts, pdf_text, word_text

MARK = "草稿（尚有 3 项指标未定分，不得报送）"
LONG = "视频点位按期巡检并保持在线。" * 120


def unexplained(score: Score) -> Score:
    return score.model_copy(update={"cause": "", "remedy": ""})


def final() -> ProjectScore:
    """A project whose rows all have points, some of them lost without a word, judged by a clause to be confirmed."""
    return with_rows(make_runs.links(achieved=""), *map(unexplained, make_runs.complete_scores()))


def with_rows(project: ProjectScore, *scores: Score) -> ProjectScore:
    return project.model_copy(update={"scores": scores})


def table_of(project: ProjectScore) -> OfficialTable:
    return official_table(make_runs.run(), project)


@pytest.mark.parametrize("note", [NO_CAUSE, "待核实", "未填报", "草稿", "未填写"])
def test_what_is_handed_in_has_no_note_of_the_program(note: str) -> None:
    project = final()
    assert note not in str(table_of(project))
    assert note not in str(project_report(make_runs.run(), project).blocks)
    if note not in {"待核实", "未填写"}:  # the screen says below a row which clause is still to be confirmed
        assert note not in render_project(make_runs.run(), project)


def test_a_draft_says_what_is_to_be_done() -> None:
    draft = with_rows(make_runs.cameras(), *make_runs.incomplete_scores(), unexplained(make_runs.report_late()))
    table = table_of(draft)
    assert (table.draft, table.achieved) == (MARK, "未填报")
    assert [row.deviation for row in table.rows if row.name == "项目验收完成时间"] == [NO_CAUSE]
    assert "以下评分条款待核实：" in table.remarks


def test_a_set_is_a_draft_while_one_of_its_projects_is() -> None:
    """Its other projects are not: each is handed in for itself."""
    run = make_runs.run()
    assert summary_report(run).draft == "草稿（尚有 1 个项目未定分，不得报送）"
    assert summary_report(make_runs.run(make_runs.links())).draft == ""
    assert [official_table(run, one).draft for one in run.projects] == ["", MARK]


def test_every_page_of_a_draft_is_marked() -> None:
    project = make_runs.cameras(annual_goal=LONG, achieved=LONG)
    table, report = table_of(project), project_report(make_runs.run(), project)
    for texts in (
        page_texts(FORMATS["pdf"]().table(table, None)),
        page_texts(FORMATS["pdf"]().report(report, None)),  # type: ignore[misc]
    ):
        assert len(texts) > 1
        assert all("".join(MARK.split()) in "".join(text.split()) for text in texts)
    word = FORMATS["docx"]()
    for content in (word.table(table, None), word.report(report, None)):  # type: ignore[misc]
        assert MARK in parts(content)["word/header1.xml"].decode()
    page = render_project(make_runs.run(), project)
    assert f'@page {{ @top-center {{ content: "{MARK}"' in page
    assert f'<p class="draft">{MARK}</p>' in page
    assert "草稿" in render_index(make_runs.run())


def test_every_sheet_of_a_draft_is_marked() -> None:
    table = FORMATS["xlsx"]().table(table_of(make_runs.cameras()), None)
    for content in (table, summary_workbook(make_runs.run())):
        assert all("草稿" in head for head in heads(content))
    assert not any(heads(summary_workbook(make_runs.run(make_runs.links()))))


def heads(content: bytes) -> list[str]:
    """What is printed at the head of each sheet."""
    return [str(sheet.oddHeader.center.text or "") if sheet.oddHeader else "" for sheet in excel(content)]


def test_a_code_that_repeats_the_name_and_a_kind_that_is_not_known_are_left_out() -> None:
    project = make_runs.links(kind="").model_copy(update={"code": "数据平台 运维", "name": "数据平台运维"})
    table = table_of(project)
    assert [[fact.label for fact in line] for line in table.facts] == [["项目名称"], ["主管部门", "实施单位"]]
    text = "".join(pdf_text(FORMATS["pdf"]().table(table, None)).split())
    shown = [text, word_text(FORMATS["docx"]().table(table, None)), render_project(make_runs.run(), project)]
    shown += [str([[cell.value for cell in row] for row in excel(FORMATS["xlsx"]().table(table, None))["自评表"]])]
    for one in shown:
        assert "项目编码" not in one
        assert "项目类型" not in one
        assert legal(project.name) in one
    assert "项目编码" not in str(project_report(make_runs.run(), project).blocks)


def test_a_table_ends_with_its_evidence_and_the_lines_for_those_who_sign() -> None:
    table = table_of(make_runs.links())
    assert table.evidence == (("数量指标", "网络链路数量", "现场核查记录表（签字扫描件）.pdf"),)
    assert table.signing == ("单位（公章）", "负责人", "填表人", "联系电话", "日期")
    for kind in ("docx", "pdf"):
        text = (word_text if kind == "docx" else pdf_text)(FORMATS[kind]().table(table, None))
        assert "联系电话：" in text
        assert "现场核查记录表（签字扫描件）.pdf" in "".join(text.split())


def test_evidence_is_named_by_its_file_and_once() -> None:
    first, *others = make_runs.complete_scores()
    origin = first.origin.model_copy(update={"evidence": r"D:\台账\2024\付款凭证.pdf"}) if first.origin else None
    project = with_rows(make_runs.links(), first.model_copy(update={"origin": origin}), *others)
    assert table_of(project).evidence[0] == ("预算执行率", "预算执行率", "付款凭证.pdf")
