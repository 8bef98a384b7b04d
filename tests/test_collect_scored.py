"""What tired or hostile people type into a workbook of ``jixiao collect`` is recorded, scored, explained and reported."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from openpyxl.cell import MergedCell

from tests.collected import closed, opened
from tests.conftest import Jixiao
from tests.formtext import ROWS, actuals, form, write

# rows with a formula, a change over a baseline, a share of things that may not be alike, a sum of series
ASKED = (
    *ROWS,
    "产出指标\t*数量指标\t提升率\t提升20%\t与上年相比",
    "产出指标\t*质量指标\t合格率\t≥95%\t合格率=合格数/总数*100%",
    "效益指标\t*社会效益指标\t公众满意度\t≥90%\t公众满意度=∑（满意度评价数量*评价星级）/（∑满意度评价数量*5）*100%",
)
TYPED = (0, -1, 0.95, "95%", "若干", date(2024, 3, 1), "3份", "0", "1e400", "=1/0", "１２", "9、8、7")


CODES = {f"44{number:02}": value for number, value in enumerate(TYPED, 10)}


def test_the_same_in_every_cell_of_a_sheet_is_scored_and_costs_the_other_projects_nothing(
    jixiao: Jixiao, tmp_path: Path
) -> None:
    write(tmp_path / "forms.txt", "".join(form(code, f"项目{code}", ASKED) for code in CODES) + form("4401", "乙项目"))
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    assert jixiao("collect", "--out", "填报", "--year", "2024").exit_code == 0
    (file,) = (tmp_path / "填报").iterdir()
    book = opened(file.read_bytes())
    for sheet in book.worksheets:
        value = CODES.get(str(sheet["H2"].value))
        for cell in (cell for row in sheet.iter_rows() for cell in row if value is not None):
            if not cell.protection.locked and not isinstance(cell, MergedCell):
                cell.value = value  # type: ignore[assignment]
    file.write_bytes(closed(book))
    said = json.loads(jixiao("record", "填报", "--by", "张三", "--format", "json").stdout)
    assert said["new"] > len(CODES)
    write(tmp_path / "other.yaml", actuals("4401"))
    assert jixiao("record", "other.yaml", "--by", "张三").exit_code == 0
    run = json.loads(jixiao("score", "--format", "json").stdout)
    found = {one["code"] for one in run["findings"]}
    assert {"input-unit", "input-unreadable", "baseline-zero", "ask-nothing-due"} <= found, found
    assert {"row-failed", "project-failed"} & found == set()
    assert [one["total"] for one in run["projects"] if one["code"] == "4401"] == ["100.00"]
    assert [jixiao("explain", "latest", code).exit_code for code in CODES] == [0] * len(CODES)
    assert jixiao("report", "latest", "--out", "out").exit_code == 0
    assert "the same, byte for byte" in jixiao("verify", "latest").stdout
