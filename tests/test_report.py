"""The HTML reports: all of the run stands in them, nothing of the data gets out of its cell, one file is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from engine.language import catalogue
from engine.language.findings import Finding, Severity, Source
from engine.reports.file_names import safe_name, stems
from engine.reports.html import render_index, render_project, write_html
from engine.runs.record import ProjectScore, Run
from tests import make_runs
from tests.html_page import Page

HOSTILE = "<script>alert('x')</script> \"quoted\" & {{ 7 * 7 }} </td></table> 🎯"


@pytest.fixture(autouse=True)
def _example_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    for code, entry in make_runs.CODES.items():
        monkeypatch.setitem(catalogue.CODES, code, entry)
    for language, sentences in make_runs.SENTENCES.items():
        for code, sentence in sentences.items():
            monkeypatch.setitem(catalogue.SENTENCES[language], code, sentence)


def page(project: ProjectScore, run: Run | None = None) -> Page:
    return Page(render_project(run or make_runs.run(), project))


def pages(run: Run) -> Iterator[Page]:
    yield Page(render_index(run))
    for project in run.projects:
        yield page(project, run)


def test_complete_project_reads(snapshot: SnapshotAssertion) -> None:
    assert page(make_runs.links()).text == snapshot


def test_incomplete_project_reads(snapshot: SnapshotAssertion) -> None:
    assert page(make_runs.cameras()).text == snapshot


def test_index_reads(snapshot: SnapshotAssertion) -> None:
    assert Page(render_index(make_runs.run())).text == snapshot


@pytest.mark.parametrize("project", [make_runs.links(), make_runs.cameras()])
def test_all_numbers_of_the_run_stand_in_the_page(project: ProjectScore) -> None:
    cells = page(project).text
    for score in project.scores:
        for number in (score.weight, score.points):
            assert number is None or format(number, "f") in cells
        assert score.name in cells
        assert score.target_text in cells
    for number in project.total_range if project.total is None else (project.total,):
        assert format(number, "f") in cells


def test_every_score_unfolds_to_all_of_its_trace() -> None:
    text = page(make_runs.links()).text
    for score in make_runs.links().scores:
        trace = score.trace
        said = [trace.target, trace.comparison, trace.formula, trace.full_points, *trace.parameters, *trace.steps]
        said += [score.reason] if score.weight is not None else []
        said += [trace.rule.id, trace.rule.question, trace.rule.clause] if trace.rule else []
        said += [flag.message for flag in score.flags] + [one.chinese() for one in score.findings]
        for sentence in said:
            assert sentence in text


def test_rows_that_score_unfold_and_others_do_not() -> None:
    scored = sum(score.weight is not None for score in make_runs.links().scores)
    assert page(make_runs.links()).tags.count("details") == scored


def test_a_row_that_does_not_apply_still_unfolds_to_its_findings() -> None:
    said = make_runs.example_finding("example-unit", "the unit was taken", unit="个")
    row = make_runs.not_applicable("01", "产出指标/数量指标").model_copy(update={"findings": (said,)})
    project = make_runs.project("1", "名", (row,))
    assert "单位“个”取自指标解释" in page(project).text


def test_evidence_names_its_digest() -> None:
    assert "现场核查记录表（签字扫描件）.pdf（SHA-256 " + "9f" * 32 in page(make_runs.links()).text


def test_a_recorder_whom_the_trace_does_not_name_is_named() -> None:
    row = make_runs.links_short()
    trace = row.trace.model_copy(update={"actual": "20条"})
    text = page(make_runs.project("1", "名", (row.model_copy(update={"trace": trace}),))).text
    assert "修订 2，评价组" in text
    assert "记录说明：现场核查只有20条" in text


def test_amounts_are_in_wan_yuan_exactly() -> None:
    text = page(make_runs.links()).text
    assert "年度资金总额 | 110.00 | 108.038476 | 105.06822 | 10.00 | 97.25% | 9.73" in text


def test_a_project_without_a_budget_row_has_no_rate() -> None:
    project = make_runs.project("1", "名", make_runs.complete_scores()[1:])
    assert "年度资金总额 | 108.038476 | 108.038476 | — | — | — | —" in page(project).text


def test_an_incomplete_project_says_what_is_missing() -> None:
    text = page(make_runs.cameras()).text
    assert "55.00 ～ 100.00" in text
    assert "月平均在线率：无法识别（“大约不错”），分值 25.00" in text
    assert "满意度：未填报，分值 10.00" in text
    assert "等级 优" not in text


def test_a_complete_project_has_no_notice() -> None:
    assert "未完成 以下" not in page(make_runs.links()).text
    assert "incomplete" not in page(make_runs.links()).ids


def test_clauses_to_be_confirmed_are_labelled() -> None:
    late = make_runs.project("1", "名", (make_runs.report_late(),))
    short = make_runs.project("1", "名", (make_runs.links_short(),))
    settled = make_runs.run(to_be_confirmed=())
    assert "（工期每延误4%扣10%） 待核实" in page(late, settled).text
    assert "待核实" not in page(short, settled).text
    assert "待核实" in page(short).text


def test_only_a_draft_says_that_a_shortfall_has_no_cause() -> None:
    project = make_runs.project("1", "名", (make_runs.report_late(),))
    assert "未填写偏差原因" not in page(project).text
    draft = make_runs.project("1", "名", (make_runs.report_late(), make_runs.incomplete_scores()[-1]))
    assert "11.25 | 未填写偏差原因" in page(draft).text
    explained = make_runs.project("1", "名", (make_runs.report_late().model_copy(update={"cause": "连日降雨"}),))
    assert "11.25 | 原因：连日降雨" in page(explained).text


def test_a_finding_of_another_version_keeps_its_message() -> None:
    old = Finding(code="gone-since", severity=Severity.NOTE, message="as it was said then")
    changed = make_runs.example_finding("example-unit", "its values changed")
    run = make_runs.run(findings=(old, changed))
    text = Page(render_index(run)).text
    assert "as it was said then" in text
    assert "its values changed" in text


def test_index_names_what_lost_most_and_why() -> None:
    text = Page(render_index(make_runs.run())).text
    lost = text[text.index("扣分最多的指标") : text.index("缺失、无法识别与待核实 3")]
    assert [line.split(" | ")[0] for line in lost.split("\n")[2:] if re.match(r"\d", line)] == [
        "5.00",
        "4.92",
        "1.25",
        "0.27",
    ]
    assert make_runs.links_short().reason in text


def test_index_of_a_complete_run_shows_no_open_rows() -> None:
    text = Page(render_index(make_runs.run(make_runs.links()))).text
    assert "缺失、无法识别与待核实" not in text
    assert "状态：已完成" in text


def test_an_empty_run_has_an_index() -> None:
    run = make_runs.run().model_copy(update={"projects": (), "findings": (), "inputs": (), "packages": {}})
    assert "项目：0" in Page(render_index(run)).text


def test_pages_are_well_formed() -> None:
    for one in pages(make_runs.run()):
        assert len(one.ids) == len(set(one.ids))
        assert one.values("lang") == ["zh-CN"]
        assert {"row", "col"} <= set(one.values("scope"))


def test_merged_cells_fill_every_row() -> None:
    for one in pages(make_runs.run()):
        for table in one.tables:
            assert len(set(table)) == 1, table


def test_pages_need_nothing_else() -> None:
    for one in pages(make_runs.run()):
        assert not {"script", "link", "img", "iframe", "object", "form"} & set(one.tags)
        assert not one.values("src")
        assert "default-src 'none'; style-src 'unsafe-inline'" in one.values("content")
        assert not re.search(r"url\(|@import|https?:|//[a-z]", one.html)


def test_links_lead_somewhere(tmp_path: Path) -> None:
    run = make_runs.run()
    found = {path.name: Page(path.read_text(encoding="utf-8")) for path in write_html(run, tmp_path)}
    for name, one in found.items():
        for link in map(urlsplit, one.values("href")):
            target = found[link.path or name]
            assert not link.fragment or link.fragment in target.ids


def hostile(text: str) -> Run:
    """A run in which every text from outside is the given one."""
    row = make_runs.links_short()
    trace = row.trace.model_copy(update={"target": text, "actual": text, "steps": (text,), "parameters": (text,)})
    origin = row.origin.model_copy(update={"by": text, "evidence": text}) if row.origin else None
    said = Finding(code="gone-since", severity=Severity.WARNING, message=text, source=Source(file=text))
    row = row.model_copy(
        update={"name": text, "target_text": text, "actual_text": text, "reason": text, "cause": text, "remedy": text}
        | {"trace": trace, "origin": origin, "findings": (said,), "level1": text, "level2": text}
    )
    project = make_runs.project(
        "1", text, (row,), unit=text, department=text, kind=text, annual_goal=text, achieved=text, grade=text
    )
    return make_runs.run(project, assessor=text, role=text, ruleset=text, ruleset_title=text, findings=(said,))


@given(st.text(min_size=1).filter(lambda text: "指标" not in text))
@settings(max_examples=60, deadline=None)
def test_no_text_gets_out_of_its_cell(text: str) -> None:
    for one, plain in zip(pages(hostile(text)), pages(hostile("a")), strict=True):
        assert one.tags == plain.tags
        assert [name for name, _ in one.attributes] == [name for name, _ in plain.attributes]


def test_hostile_names_are_shown_as_written() -> None:
    for one in pages(hostile(HOSTILE)):
        assert "<script" not in one.html
        assert HOSTILE in one.text


def test_line_breaks_of_a_goal_stay() -> None:
    assert "建设与保障，\n全年无重大" in render_project(make_runs.run(), make_runs.links())


def test_control_characters_are_replaced() -> None:
    html = render_project(make_runs.run(), make_runs.project("1", "a\x00b\x1b\x85c\td", ()))
    assert "a\ufffdb\ufffd\ufffdc\td" in html


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    steps: list[int] = []
    first = write_html(make_runs.run(), tmp_path / "new" / "a", lambda: steps.append(1))
    second = write_html(make_runs.run(), tmp_path / "b")
    assert [path.name for path in first] == ["index.html", "440313231211501105025.html", "440313231211501100001.html"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert len(steps) == 3


def test_a_run_read_back_from_its_record_gives_the_same_pages() -> None:
    run = make_runs.run()
    again = Run.model_validate_json(run.model_dump_json())
    assert [one.html for one in pages(again)] == [one.html for one in pages(run)]


@pytest.mark.parametrize("code", ["440313231211501105025", "XM-2024_001", "校园安保服务"])
def test_a_plain_code_is_its_file_name(code: str) -> None:
    assert safe_name(code) == code


@pytest.mark.parametrize(
    "code", ["", "..", "a/b", "../../etc", "index", "CON", "nul.x", "-rf", "项目（一）", "x" * 300, "项" * 300]
)
def test_any_other_code_gets_a_safe_name(code: str) -> None:
    name = safe_name(code)
    assert re.fullmatch(r"[A-Za-z0-9_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff-]{1,80}", name)
    assert len(f"{name}-report.docx".encode()) <= 255
    assert name.lower() not in {"index", "con", "nul"}


@given(st.lists(st.text(max_size=12), min_size=2, max_size=6))
def test_no_two_projects_share_a_file(codes_of: list[str]) -> None:
    run = make_runs.run(*(make_runs.project(code, "名", ()) for code in codes_of))
    names = [name.lower() for name in stems(run)]
    assert len(set(names)) == len(names)
    assert "index" not in names


def test_a_repeated_code_gets_a_number() -> None:
    run = make_runs.run(*(make_runs.project(code, "名", ()) for code in ("a", "A", "a")))
    assert stems(run) == ("a", "A-2", "a-3")
