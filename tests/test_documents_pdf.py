"""PDF by typst: the same cells and blocks, no clock, a fault of the template is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.files.resources import folder
from engine.reports.documents.errors import TemplateError
from engine.reports.documents.pdf import REPORT, TABLE, pdf_report, pdf_table
from engine.reports.documents.project_report import project_report
from engine.reports.documents.summary_report import summary_report
from engine.reports.table import EvidenceLine, official_table
from engine.runs.record import ProjectScore
from tests import make_runs
from tests.office import page_texts, pdf_text

HOSTILE = '#panic("x") *bold* $x^2$ // " \\ @label <a>'


def text_of(content: bytes) -> str:
    return "".join(pdf_text(content).split())


@pytest.mark.parametrize("project", [make_runs.links(), make_runs.cameras()])
def test_the_table_has_every_text_and_number_of_the_run(project: ProjectScore) -> None:
    text = text_of(pdf_table(official_table(make_runs.run(), project)))
    for score in project.scores:
        for number in (score.weight, score.points):
            assert number is None or format(number, "f") in text
    for said in (project.code, make_runs.run().run, "108.038476", "自评表"):
        assert said in text


@pytest.mark.parametrize("signs", range(1400, 2200, 100))
def test_no_label_is_left_alone_at_the_foot_of_a_page(signs: int) -> None:
    """However long the funds' deviation is, the goal begins on the page of its heading, and the total has its remarks."""
    form = official_table(make_runs.run(), make_runs.links())
    long = form._replace(funds_deviation="长" * signs, goal="年度目标的开头" * 40, remarks="其他说明的开头" * 3)
    said = ["".join(page.split()) for page in page_texts(pdf_table(long))]
    for label, text in (("预期目标", "年度目标的开头"), ("总分", "其他说明的开头")):
        assert [label in page for page in said].index(True) == [text in page for page in said].index(True)


@pytest.mark.parametrize(
    "files", [(), ("验收单.pdf", "合同.pdf"), ("验收单.pdf" * 60,) * 3], ids=["none", "two", "many"]
)
@pytest.mark.parametrize("signs", range(300, 700, 100))
def test_who_signs_has_a_row_of_the_table_above(signs: int, files: tuple[str, ...]) -> None:
    """However long the table is, the lines to sign do not stand on a page alone."""
    form = official_table(make_runs.run(), make_runs.links())
    listed = tuple(EvidenceLine("数量指标", f"指标{number}", file) for number, file in enumerate(files))
    long = form._replace(funds_deviation="长" * signs, evidence=listed, remarks="其他说明的开头" * 3)
    (page,) = (one for one in page_texts(pdf_table(long)) if "联系电话" in one)
    assert ("佐证材料" if files else "其他说明的开头") in "".join(page.split())


def test_a_long_code_stays_in_its_column() -> None:
    chosen = make_runs.links().model_copy(update={"code": "440313231211500705030"})
    text = pdf_text(pdf_report(summary_report(make_runs.run(chosen))))
    assert "440313231211500705030" in text.split()


def test_reports_read() -> None:
    project = text_of(pdf_report(project_report(make_runs.run(), make_runs.links())))
    assert "四、绩效指标分析" in project
    assert "43.83/50.00" in project
    assert "九、说明" in text_of(pdf_report(summary_report(make_runs.run())))


def test_no_text_of_the_data_is_read_as_markup() -> None:
    project = make_runs.links().model_copy(update={"name": HOSTILE, "annual_goal": HOSTILE})
    for content in (
        pdf_table(official_table(make_runs.run(), project)),
        pdf_report(project_report(make_runs.run(), project)),
    ):
        assert "".join(HOSTILE.split()) in text_of(content)


def test_control_characters_do_no_harm() -> None:
    project = make_runs.links().model_copy(update={"name": "名\x00\x1b", "code": "9" * 80})
    assert pdf_table(official_table(make_runs.run(), project)).startswith(b"%PDF")


def test_the_same_run_gives_the_same_bytes_without_a_clock() -> None:
    run = make_runs.run()
    assert pdf_table(official_table(run, run.projects[0])) == pdf_table(official_table(run, run.projects[0]))
    content = pdf_report(summary_report(run))
    assert content == pdf_report(summary_report(run))
    assert b"CreationDate" not in content


def test_an_office_uses_its_own_template(tmp_path: Path) -> None:
    shipped = (folder("templates") / TABLE).read_text("utf-8")
    (tmp_path / TABLE).write_text(shipped.replace("label.remarks", '"备注"'), "utf-8")
    run = make_runs.run()
    assert pdf_table(official_table(run, run.projects[0]), tmp_path) != pdf_table(official_table(run, run.projects[0]))


def test_a_faulty_template_is_named_with_its_fault(tmp_path: Path) -> None:
    (tmp_path / REPORT).write_text("#nothing", "utf-8")
    with pytest.raises(TemplateError, match=r"report\.typ cannot be used: unknown variable: nothing"):
        pdf_report(summary_report(make_runs.run()), tmp_path)
