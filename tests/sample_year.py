"""The year of the handbook: one project of the sample in a folder that ``jixiao init`` laid, its workbook filled in."""

from __future__ import annotations

from pathlib import Path

from engine.forms import read_forms
from tests.builders import ROOT
from tests.collected import closed, fill, opened
from tests.recorded import read_actuals

CODE = "440313231211500705030"
NAME = "网络链路租赁"
TITLE = "二级项目支出绩效目标申报表"


def put_form(folder: Path) -> None:
    """The declared form of the project, as its office would put it into 申报表."""
    forms = (ROOT / "declarations" / "2024.txt").read_text(encoding="utf-8").split(TITLE)
    text = next(one for one in forms if CODE in one)
    (folder / "申报表" / f"{NAME}.txt").write_text(f"2024年度{TITLE}{text}", encoding="utf-8")


def fill_in(folder: Path) -> None:
    """What was achieved, typed into the workbook in 填报."""
    projects = {one.code: one for one in read_forms([str(folder / "申报表")])[0]}
    recorded, _ = read_actuals([str(ROOT / "actuals" / "2024" / f"{CODE}.yaml")], projects)
    for file in (folder / "填报").glob("*.xlsx"):
        book = opened(file.read_bytes())
        fill(book, recorded, projects)
        file.write_bytes(closed(book))
