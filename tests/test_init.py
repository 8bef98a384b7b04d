"""A folder laid for a year: what lies in it, and its blank forms, which are imported once somebody filled them in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from engine.files.opening import content
from engine.forms import read_forms
from tests.conftest import Jixiao
from tests.office import word_text
from tests.typed import parse

FIELDS = {
    "项目编号": "4401",
    "项目名称": "甲项目",
    "申请单位": "智慧城市中心",
    "实施期限（年）": "1",
    "是否新增项目": "否",
    "项目总金额（元）": "1,544,174.00",
    "本年度项目金额（元）": "1,080,384.76",
    "年度目标": "完成两份报告。",
}
ROWS = {
    "数量指标": ("报告数量", "≥2份", "反映报告数量"),
    "社会效益指标": ("使用率", "≥80%", "使用率=使用人数/总人数*100%"),
    "服务对象满意度指标": ("服务满意度", "≥90", "考核总分/满分*100%"),
}


def fill(rows: list[list[Any]], write: Callable[[Any, str], None], text: Callable[[Any], str]) -> None:
    """Writes beside each label its value, and into the first row of each level 2 its indicator."""
    left = dict(ROWS)
    for cells in rows:
        for number, cell in enumerate(cells[:-1]):
            if value := FIELDS.get(text(cell)):
                write(cells[number + 1], value)
        for cell, value in zip(cells[2:5], left.pop(text(cells[1]), ()), strict=False):
            write(cell, value)


def fill_workbook(path: Path) -> None:
    book = load_workbook(path)
    rows = [list(row) for row in book.worksheets[0].iter_rows()]
    fill(rows, lambda cell, value: setattr(cell, "value", value), lambda cell: str(cell.value or ""))
    book.save(path)


def fill_document(path: Path) -> None:
    document = Document(str(path))
    rows = [row.cells for row in document.tables[0].rows]
    fill([list(cells) for cells in rows], lambda cell, value: setattr(cell, "text", value), lambda cell: cell.text)
    document.save(str(path))


@pytest.mark.parametrize(("name", "filled"), [("空白申报表.xlsx", fill_workbook), ("空白申报表.docx", fill_document)])
def test_a_blank_form_that_was_filled_in_is_imported(
    jixiao: Jixiao, tmp_path: Path, name: str, filled: Callable[[Path], None]
) -> None:
    assert jixiao("init", "年度", "--year", "2024").exit_code == 0
    form = tmp_path / "年度" / name
    filled(form)
    assert "projects: 1" in jixiao("import", str(form), "--db", "年度/jixiao.db").stdout
    (project,), findings = read_forms([str(form)])
    assert (project.code, project.name, project.year, str(project.year_amount)) == (
        "4401",
        "甲项目",
        2024,
        "1080384.76",
    )
    assert [(row.level2, row.name, row.target_text, row.explanation) for row in project.indicators] == [
        (level2, *texts) for level2, texts in ROWS.items()
    ]
    assert {one.code for one in findings} == {"row-blank"}


def test_a_blank_form_is_said_to_be_blank(jixiao: Jixiao) -> None:
    jixiao("init", ".")
    for name in ("空白申报表.xlsx", "空白申报表.docx"):
        result = jixiao("import", name, "--lang", "zh")
        assert result.exit_code == 0
        assert "空白申报表，未读取；请填写项目编号、项目名称和绩效指标后再导入" in result.stderr


def test_the_folder_has_a_ledger_and_a_sheet_whose_commands_are_those_of_the_program(
    jixiao: Jixiao, tmp_path: Path
) -> None:
    assert jixiao("init", "2024年", "--year", "2024").exit_code == 0
    folder = tmp_path / "2024年"
    assert {one.name for one in folder.iterdir() if one.is_dir()} == {"申报表", "填报", "佐证材料", "报送材料"}
    sheet = word_text(content(folder / "使用说明.docx"))
    assert "2024年度" in sheet
    commands = re.findall(r"^jixiao .*", sheet, re.M)
    assert len(commands) > 6
    for line in commands:
        parse(line, tmp_path)
    assert "holds no declaration" in jixiao("score", "--db", "2024年/jixiao.db").stderr


def test_what_stands_there_is_not_replaced(jixiao: Jixiao, tmp_path: Path) -> None:
    (tmp_path / "申报表").mkdir()
    (tmp_path / "空白申报表.xlsx").write_text("填了一半", encoding="utf-8")
    result = jixiao("init", "--lang", "zh")
    assert result.exit_code == 2
    assert "已有空白申报表.xlsx，不予覆盖" in result.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["申报表", "空白申报表.xlsx"]
    assert (tmp_path / "空白申报表.xlsx").read_text(encoding="utf-8") == "填了一半"


def test_the_same_year_gives_the_same_documents(jixiao: Jixiao, tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        jixiao("init", name)
    for file in ("使用说明.docx", "空白申报表.docx", "空白申报表.xlsx"):
        assert content(tmp_path / "甲" / file) == content(tmp_path / "乙" / file)
