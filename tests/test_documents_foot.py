"""Every document that is handed in bears the ledger's entry of its run in its foot; the same run gives the same bytes."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from engine.reports.documents import write_documents
from engine.reports.documents.workbook import LONGEST_FOOTER, _plain
from engine.reports.html import write_html
from engine.runs.chain import read_short
from tests.conftest import Jixiao
from tests.runs import scored as run_of
from tests.runs import whole

ENTRY = "台账 第 123 条 · 3F7A-9C01-K2M4-77QX-0VB3"
RUN = run_of(whole("A"), whole("B", r01="20条"))


def texts(path: Path) -> str:
    """Everything that a document's parts say, without their tags."""
    if path.suffix == ".html":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
def test_every_document_bears_the_entry(tmp_path: Path, kind: str) -> None:
    if kind == "html":
        files = write_html(RUN, tmp_path, entry=ENTRY)
    else:
        files = write_documents(RUN, tmp_path, (kind,), entry=ENTRY)
    assert len(files) >= 3
    for file in files:
        assert ENTRY in texts(file), file
    again = {file.name: file.read_bytes() for file in files}
    if kind == "html":
        write_html(RUN, tmp_path, entry=ENTRY)
    else:
        write_documents(RUN, tmp_path, (kind,), entry=ENTRY)
    assert {file.name: file.read_bytes() for file in files} == again


def test_a_foot_that_is_too_long_keeps_its_end() -> None:
    foot = _plain("规则" * LONGEST_FOOTER + ENTRY)
    assert (len(foot), foot[0], foot.endswith(ENTRY)) == (LONGEST_FOOTER, "…", True)


def test_the_report_names_the_entry_of_its_run_whatever_came_after(scored: Jixiao, tmp_path: Path) -> None:
    number, short = read_short(scored("seal").stdout.splitlines()[0]) or (0, "")
    before = report(scored, tmp_path / "before")
    assert all(f"台账 第 {number} 条 · {short}" in page for page in before.values())
    scored("correct", "4402", "01", "1份", "--reason", "核查")
    assert report(scored, tmp_path / "after") == before
    assert scored("verify", "--short", f"台账 第 {number} 条 · {short}").exit_code == 0


def report(jixiao: Jixiao, out: Path) -> dict[str, str]:
    assert jixiao("report", "latest", "--out", str(out)).exit_code == 0
    return {file.name: file.read_text(encoding="utf-8") for file in out.iterdir()}


def test_pages_about_several_runs_name_the_entries_of_each(scored: Jixiao, tmp_path: Path) -> None:
    scored("score", "--assessor", "评价组", "--role", "第三方")
    first, second = (one["run"] for one in reversed(json.loads(scored("runs", "--format", "json").stdout)))
    for command in ("diff", "compare"):
        assert scored(command, first, second, "--format", "html", "--out", f"{command}.html").exit_code == 0
        page = (tmp_path / f"{command}.html").read_text(encoding="utf-8")
        assert [number for number in (9, 10) if f"台账 第 {number} 条 · " in page] == [9, 10]
    assert scored("compare", first, second, "--format", "xlsx", "--out", "a.xlsx").exit_code == 0
    assert texts(tmp_path / "a.xlsx").count("台账 第 10 条 · ") == 6
