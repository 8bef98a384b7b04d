"""What a careful person has judged comes out the same where the text is typed into a collected workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from engine.workbooks.layout import DIRECT
from tests.collected import closed, columns, line_of, opened
from tests.conftest import Jixiao
from tests.formtext import form, write
from tests.judged import READINGS, level1_of, scored

EACH = 20
"""Rows a project."""
TYPED = [row for row in READINGS if "actual" in row]
PROJECTS = {f"44{start:04}": TYPED[start : start + EACH] for start in range(0, len(TYPED), EACH)}


IN_THE_UNIT_OF_THE_CELL = {("≤1250万元", "1230.5")}
"""A bare number is asked about elsewhere; the cell asks for 万元."""


def declared(row: dict[str, Any]) -> str:
    return "\t".join((level1_of(row), f"*{row['level2']}", row["name"], str(row["target"]), ""))


def type_into(sheet: Worksheet, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Each text into the one cell of its row, or the one for a result where figures are asked for; the codes of the rows
    that have such a cell, which those that are recorded month by month have not."""
    heads = columns(sheet)
    for number, row in enumerate(rows, 1):
        line = line_of(sheet, f"{number:02}")
        direct = sheet.cell(line, heads[DIRECT])
        cell = sheet.cell(line, heads["填报值1"]) if direct.protection.locked else direct
        if not cell.protection.locked:
            cell.value = str(row["actual"])
            yield f"{number:02}"


def test_a_row_comes_to_the_same_from_a_workbook(jixiao: Jixiao, tmp_path: Path) -> None:
    typed = set[tuple[str, str]]()
    forms = (form(code, f"项目{code}", tuple(map(declared, rows))) for code, rows in PROJECTS.items())
    write(tmp_path / "forms.txt", "".join(forms))
    jixiao("import", "forms.txt", "--year", "2024")
    assert jixiao("collect", "--out", "填报", "--year", "2024").exit_code == 0
    for file in (tmp_path / "填报").iterdir():
        book = opened(file.read_bytes())
        for sheet in book.worksheets:
            rows = PROJECTS.get(str(sheet["H2"].value))
            if rows is not None:
                typed |= {(str(sheet["H2"].value), code) for code in type_into(sheet, rows)}
        file.write_bytes(closed(book))
    assert len(typed) >= len(TYPED) - 5
    jixiao("record", "填报", "--by", "张三")
    run = json.loads(jixiao("score", "--format", "json").stdout)
    scores = {(project["code"], one["code"]): one for project in run["projects"] for one in project["scores"]}
    differ = []
    for code, number in sorted(typed):
        row = PROJECTS[code][int(number) - 1]
        told, alone = scores[code, number], scored(row)
        asked = alone.question and alone.question.code
        same = (told["outcome"], (told.get("question") or {}).get("code")) == (str(alone.outcome), asked)
        if same and alone.points is not None and alone.weight:
            points, weight = Decimal(told["points"]), Decimal(told["weight"])
            same = abs(points / weight - alone.points / alone.weight) <= Decimal("0.006") / weight
        if not same and (str(row["target"]), str(row["actual"])) not in IN_THE_UNIT_OF_THE_CELL:
            differ.append((row, told["outcome"], told["points"], str(alone.outcome), alone.points))
    assert differ == []
