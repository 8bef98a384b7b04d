"""`jixiao report --format`: which files are written, under which names, and what is said when one cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.reports.documents import KINDS, count_documents, write_documents
from engine.reports.documents.blank_form_word import blank_document
from engine.reports.documents.blocks import Report
from engine.reports.documents.formats import FORMATS, Format
from engine.reports.file_names import stems
from engine.reports.table import OfficialTable
from tests import make_runs
from tests.conftest import Jixiao
from tests.office import converted, excel_texts, pages, word_text


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_each_project_and_the_set_get_their_files(tmp_path: Path) -> None:
    run, steps = make_runs.run(), []
    files = write_documents(run, tmp_path / "out", KINDS, lambda: steps.append(1))
    codes = [project.code for project in run.projects]
    expected = {"summary.docx", "summary.xlsx", "summary.pdf"}
    for code in codes:
        expected |= {f"{code}.docx", f"{code}-report.docx", f"{code}.xlsx", f"{code}.pdf", f"{code}-report.pdf"}
    assert names(tmp_path / "out") == expected == {path.name for path in files}
    assert len(files) == len(steps) == count_documents(run, KINDS)


def test_a_format_is_an_entry_of_the_table_of_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def table(value: OfficialTable, _: Path | None) -> bytes:
        return "\n".join(f"{row.name} {row.points}" for row in value.rows).encode()

    def report(value: Report, _: Path | None) -> bytes:
        return value.title.encode()

    monkeypatch.setitem(FORMATS, "txt", lambda: Format(table, report))
    run = make_runs.run(make_runs.links())
    files = write_documents(run, tmp_path, ("txt",))
    assert len(files) == count_documents(run, ("txt",))
    assert [file.name.removeprefix(run.projects[0].code) for file in files] == [".txt", "-report.txt", "summary.txt"]
    assert "网络链路数量 7.58" in files[0].read_text("utf-8")
    assert [file.read_text("utf-8") for file in files[1:]] == ["项目支出绩效自评报告", "项目支出绩效自评汇总报告"]


def test_no_file_takes_the_name_of_another() -> None:
    codes = ("A", "A-report", "summary", "SUMMARY-report", "a", "项目")
    run = make_runs.run(*(make_runs.cameras().model_copy(update={"code": code}) for code in codes))
    found = [name.lower() for name in stems(run)]
    all_names = [*found, *(f"{name}-report" for name in found), "summary"]
    assert len(set(all_names)) == len(all_names)
    assert stems(run)[0] == "A"


def test_the_command_writes_what_is_asked_for(scored: Jixiao, tmp_path: Path) -> None:
    result = scored("report", "latest", "--format", "xlsx, HTML", "--out", "文档")
    assert result.exit_code == 0, result.output
    assert "6 files in 文档; open " + str(Path("文档") / "index.html") in result.output
    assert {path.suffix for path in (tmp_path / "文档").iterdir()} == {".xlsx", ".html"}


def test_html_stays_what_is_written_unless_asked(scored: Jixiao, tmp_path: Path) -> None:
    assert scored("report", "latest").exit_code == 0
    assert {path.suffix for path in (tmp_path / "reports").iterdir()} == {".html"}


@pytest.mark.parametrize("formats", ["odt", "html,odt", "", ","])
def test_unknown_formats_are_named(scored: Jixiao, formats: str) -> None:
    result = scored("report", "latest", "--format", formats)
    assert result.exit_code == 2
    assert "known are html, docx, xlsx, pdf" in result.output


def test_a_faulty_template_ends_in_a_sentence(scored: Jixiao, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "selfeval-table.docx").write_bytes(b"no document")
    result = scored("report", "latest", "--format", "docx", "--templates", "own")
    assert result.exit_code == 1
    assert "selfeval-table.docx cannot be used: it is no .docx file" in result.output


def test_a_folder_that_cannot_be_written_ends_in_a_sentence(scored: Jixiao, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = scored("report", "latest", "--format", "xlsx", "--out", "file/reports")
    assert result.exit_code == 1
    assert "choose another --out" in result.output


def test_libreoffice_opens_the_documents_with_all_their_text(tmp_path: Path) -> None:
    run = make_runs.run(make_runs.links())
    write_documents(run, tmp_path, ("docx", "xlsx"))
    code = run.projects[0].code
    files = [f"{code}.docx", f"{code}-report.docx", "summary.docx"]
    converted(tmp_path, "txt:Text (encoded):UTF8", [tmp_path / file for file in files])
    for file in files:
        seen = (tmp_path / file.replace(".docx", ".txt")).read_text("utf-8-sig")
        for line in word_text((tmp_path / file).read_bytes()).split("\n"):
            assert "".join(line.split()) in "".join(seen.split())
    (tmp_path / "blank.docx").write_bytes(blank_document(2024))
    converted(tmp_path, "pdf", [tmp_path / f"{code}.xlsx", tmp_path / "summary.xlsx", tmp_path / "blank.docx"])
    assert pages((tmp_path / "blank.pdf").read_bytes()) == 1
    for file in (f"{code}.pdf", "summary.pdf"):
        assert (tmp_path / file).read_bytes().startswith(b"%PDF")
    converted(tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1", [tmp_path / f"{code}.xlsx"])
    table = (tmp_path / f"{code}.csv").read_text("utf-8-sig")
    for row in excel_texts((tmp_path / f"{code}.xlsx").read_bytes()):
        assert all(cell in table.replace('""', '"') for cell in row)


def test_a_run_without_projects_or_rows_is_still_written(tmp_path: Path) -> None:
    empty = make_runs.run().model_copy(update={"projects": ()})
    assert {path.stem for path in write_documents(empty, tmp_path / "empty", KINDS)} == {"summary"}
    bare = make_runs.run(make_runs.project("4401", "", ()))
    assert len(write_documents(bare, tmp_path / "bare", KINDS)) == count_documents(bare, KINDS)
