"""The sheet of what is left before the unit can hand in: each with its cell, and whether that was filled in since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from engine.reports.documents.sheets import CENTRE, HEAD, PLAIN, TITLE, Book
from engine.terms import Project
from engine.workbooks import layout
from engine.workbooks.collect.project import Mended, Row, mended_at
from engine.workbooks.collect.sheet_writer import SheetWriter

WIDTHS = (3.0, 6.0, 30.0, 26.0, 14.0, 52.0, 34.0, 10.0)
HEADS = (layout.ROW, layout.NAME, layout.INDICATOR, "事项", "说明", "位置", "状态")
_INTRO = "以下事项办结后方可报送；点“位置”到达应填的单元格，填写后“状态”变为“已填”。以系统核对（jixiao todo）为准。"
_ELSEWHERE = "填报表中无此单元格，按 jixiao todo 所列命令办理"
_NOTHING = "已无待办事项，可以报送。"


class Task(NamedTuple):
    """One thing that is left of a row: in words, the heads of the cells that mend it, or the sheet (none: not here), and the
    figures to choose from, each with what it gives."""

    code: str
    name: str
    what: str
    why: str
    heads: tuple[str, ...]
    offered: tuple[str, ...] = ()


Tasks = Callable[[Project], Sequence[Task]]
"""What is left of a project."""


class Placed(NamedTuple):
    """A project with its sheet, its rows and what is left of it."""

    project: Project
    sheet: str
    rows: Sequence[Row]
    tasks: Sequence[Task]


def todo_sheet(book: Book, projects: Sequence[Placed]) -> None:
    """Write the sheet."""
    writer = SheetWriter(book, layout.TODO, WIDTHS)
    last = len(HEADS)
    writer.raw.set_row(0, 32)
    writer.say(0, 1, layout.TODO, TITLE, across=last)
    every = [(placed, task) for placed in projects for task in placed.tasks]
    writer.say(1, 1, _INTRO if every else _NOTHING, PLAIN, across=last)
    for column, text in enumerate(HEADS, 1):
        writer.say(2, column, text, HEAD)
    for number, (placed, task) in enumerate(every, 1):
        _line(writer, 2 + number, number, placed, task)
    writer.hide_first_column()
    writer.raw.freeze_panes(3, 0)
    writer.raw.repeat_rows(2)


def _line(writer: SheetWriter, at: int, number: int, placed: Placed, task: Task) -> None:
    writer.say(at, 1, str(number), CENTRE)
    texts = {2: placed.project.name, 3: task.name, 4: task.what, 5: task.why}
    for column, text in texts.items():
        writer.say(at, column, text)
    found = mended_at(placed.rows, task.code, task.heads)
    if found is None:
        writer.say(at, 6, _ELSEWHERE)
        writer.say(at, 7, "")
    else:
        writer.link(at, 6, found.sheet or placed.sheet, found.at)
        writer.compute(at, 7, _status(found, placed.sheet))
    writer.fit(at, {(column, 1): text for column, text in texts.items()}, 20)


def _status(found: Mended, sheet: str) -> str:
    """Whether what mends it was filled in, or how many of its cells were."""
    quoted = sheet.replace("'", "''")
    there = [one if "!" in one else f"'{quoted}'!{one}" for one in (*found.cells, *found.instead)]
    cells, instead = there[: len(found.cells)], there[len(found.cells) :]
    filled = found.counted or "+".join(f"(LEN(TRIM({one}))>0)" for one in cells)
    wanted = found.number if found.counted else len(cells)
    some = f'IF(({filled})<{wanted},"已填 "&({filled})&"/{wanted}","已填")' if wanted > 1 else '"已填"'
    whole = f'IF(({filled})=0,"待办",{some})'
    return f'=IF(COUNTA({",".join(instead)})>0,"已填",{whole})' if instead else f"={whole}"
