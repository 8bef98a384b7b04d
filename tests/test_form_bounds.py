"""Files that are larger than any form: read as far as the bounds go, and what is left out is said at its place.

The bounds are set low here; that they hold memory and time down is shown in :mod:`tests.test_form_hostile`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from engine.files.text import lines_of
from engine.forms import each_form, read_forms
from engine.grids.text import text_rows
from engine.language.findings import Finding
from engine.recheck import Options, recheck
from tests.formbooks import FORM, XlsSheet, book, codes, document, old_book
from tests.formtext import ROWS, form, read_form_text, write

KINDS = ("xlsx", "xls")


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> str:
    return book(path, rows) if path.suffix == ".xlsx" else old_book(path, {"表": XlsSheet(rows)})


def places(findings: Sequence[Finding], code: str) -> list[str]:
    return [str(one.source) for one in findings if one.code == code]


def test_the_lines_of_a_text_are_numbered_whatever_ends_them() -> None:
    text = "\n\n a\r\n\r\nb\rc \t\n \u3000\n\td\n\n"
    assert list(lines_of(text)) == [(3, " a"), (5, "b"), (6, "c \t"), (8, "\td")]
    assert not list(lines_of("\n \n\t\n"))


def test_a_text_of_many_forms_comes_in_pieces_that_can_be_forgotten(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "".join(form(str(number)) for number in range(250)))
    pieces = list(each_form([path]))
    assert [len(one.projects) for one in pieces] == [100, 100, 50]
    assert pieces[-1].projects[-1].source.line == 249 * 15 + 3


def test_a_form_of_too_many_lines_is_cut_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.forms.text.MAX_ROWS", 12)
    projects, findings = read_form_text(form("1") + form("2", rows=ROWS[:2]), "a.txt")
    assert [(one.code, len(one.indicators)) for one in projects] == [("1", 4), ("2", 2)]
    assert places(findings, "sheet-cut") == ["a.txt:15"]


def test_lines_and_forms_beyond_the_bounds_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.forms.text.MAX_LINE", 60)
    projects, findings = read_form_text(form("1", rows=(*ROWS, "产出指标\t" + "甲" * 60)) + "甲" * 61, "a.txt")
    assert len(projects[0].indicators) == 5
    assert places(findings, "line-long") == ["a.txt:16", "a.txt:17"]
    monkeypatch.setattr("engine.forms.text.MAX_FORMS", 2)
    projects, findings = read_form_text("".join(map(form, "1234")), "a.txt")
    assert [one.code for one in projects] == ["1", "2"]
    assert places(findings, "file-too-complex") == ["a.txt:31"]
    monkeypatch.setattr("engine.forms.text.MAX_LINES", 20)
    projects, findings = read_form_text("".join(map(form, "12")), "a.txt")
    assert [one.code for one in projects] == ["1"]
    assert places(findings, "sheet-cut") == ["a.txt:23"]


def test_a_text_that_goes_on_and_on_is_cut_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.forms.form.LONGEST", 50)
    more = "甲乙丙丁\n" * 30
    text = form().replace("完成两份报告。\t\t\t\n", f"完成两份报告。\t\t\t\n{more}") + more
    (project,), findings = read_form_text(text, "a.txt")
    assert 40 < len(project.annual_goal) <= 51
    assert 40 < len(project.indicators[-1].explanation) <= 51
    assert places(findings, "text-long") == ["a.txt:8", "a.txt:45"]


def test_of_very_many_findings_errors_are_listed_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.files.walking.MOST_FINDINGS", 3)
    broken = form("1").replace("1,080,384.76", "待定") + "续行\n" * 5
    path = write(tmp_path / "a.txt", broken + form("2").replace("1,080,384.76", "待定"))
    _, findings = read_forms([path])
    assert codes(findings) == ["row-continued", "amount-unreadable", "findings-more"]
    assert [one.code for one in findings].count("amount-unreadable") == 2
    assert findings[-1].values == {"count": "2"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_far_cell_does_not_widen_all_rows(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.grids.workbook.MAX_CELLS", 400)
    path = workbook(tmp_path / f"a.{kind}", [*FORM, (*[None] * 200, "注")])
    projects, findings = read_forms([path])
    assert [len(one.indicators) for one in projects] == [5]
    assert "sheet-cut" not in codes(findings)


@pytest.mark.parametrize("kind", KINDS)
def test_rows_beyond_the_places_are_cut(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.grids.workbook.MAX_CELLS", 400)
    path = workbook(tmp_path / f"a.{kind}", [*FORM, *[(*[None] * 200, "注")] * 3])
    projects, findings = read_forms([path])
    assert [len(one.indicators) for one in projects] == [5]
    assert [one.values["rows"] for one in findings if one.code == "sheet-cut"] == ["15"]


@pytest.mark.parametrize("kind", KINDS)
def test_long_texts_and_many_of_them_are_cut(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.grids.display.LONGEST", 40)
    path = workbook(tmp_path / f"a.{kind}", [*FORM[:6], ("年度目标", "甲" * 41), *FORM[7:]])
    (project,), findings = read_forms([path])
    assert project.annual_goal == "甲" * 40
    assert places(findings, "text-long") == [f"{path}:表!B7"]
    assert all(len(one.message) < 200 for one in findings)
    room = sum(len(str(cell)) for row in FORM for cell in row)
    monkeypatch.setattr("engine.grids.workbook.MAX_SIGNS", room)
    path = workbook(tmp_path / f"b.{kind}", [*FORM, *[("甲" * 20,)] * 9])
    projects, findings = read_forms([path])
    assert len(projects) == 1
    (cut,) = places(findings, "sheet-cut")
    assert cut in (f"{path}:表!A16", f"{path}:表!A17")


@pytest.mark.parametrize(
    "text",
    ['项目编号,"' + "甲\n" * 40, "项目编号," + "甲" * 90, '"\n",' * 40],
    ids=["an open quotation mark", "a long line", "a record of many lines"],
)
def test_a_csv_whose_rows_do_not_end_is_damaged(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.files.csvlines.MAX_RECORD", 80)
    path = write(tmp_path / "a.csv", text)
    good = write(tmp_path / "b.csv", "\n".join(",".join(map(str, row)) for row in FORM[:3]))
    _, findings = read_forms([path, good])
    assert places(findings, "file-damaged") == [path]
    assert len([one for one in findings if one.source and one.source.file == good]) > 0, "it is read and found wanting"


def test_a_text_for_recheck_is_cut_where_its_cells_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.grids.text.MAX_CELLS", 10)
    rows, (said,) = text_rows("a\tb\tc\n\n" * 5, "a.txt")
    assert len(rows) == 2
    assert (said.code, str(said.source)) == ("sheet-cut", "a.txt:5")
    path = write(tmp_path / "a.txt", "a\tb\tc\n" * 5)
    outcome = recheck([path], Options())
    assert "sheet-cut" in [one.code for one in (*outcome.report.faults, *outcome.report.undecided)]


@pytest.mark.parametrize("explanation", ["反映报告数量", "反映报告数量，不含，年报"])
def test_a_declared_row_joined_by_full_width_commas_is_read(explanation: str) -> None:
    joined = f"产出指标，*数量指标，报告数量，≥2份，{explanation}"
    (project,), findings = read_form_text(form(rows=(joined, *ROWS[1:])), "a.txt")
    assert [row.name for row in project.indicators][:2] == ["报告数量", "报告采纳率"]
    assert (project.indicators[0].target_text, project.indicators[0].explanation) == ("≥2份", explanation)
    assert [one.code for one in findings] == ["row-parted"]


def test_a_long_cell_of_a_document_is_cut_and_counts_wherever_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def merge(made: Any) -> None:
        table = made.tables[0]
        table.cell(14, 0).merge(table.cell(len(table.rows) - 1, 0))

    monkeypatch.setattr("engine.grids.document.LONGEST", 40)
    rows = [*FORM, ("甲" * 60, "注"), *[("", "注")] * 20]
    path = document(tmp_path / "a.docx", [rows], merge)
    projects, findings = read_forms([path])
    assert [len(one.indicators) for one in projects] == [5]
    assert places(findings, "text-long") == [f"{path}:table 1 row 15"]
    assert not places(findings, "sheet-cut")
    monkeypatch.setattr("engine.grids.document._SIGNS_A_CELL", 1)
    monkeypatch.setattr("engine.grids.document._MAX_CELLS", 1_000)
    assert len(places(read_forms([path])[1], "sheet-cut")) == 1
