"""Forms and self-evaluation tables as grids of cells, as real ones stand, and changed as people and programs change them.

In a grid, ``^`` goes on from the cell above and ``<`` from the cell at the left (merged cells).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import yaml
from hypothesis import strategies as st

from tests.builders import ROOT
from tests.filled import official
from tests.formbooks import FORM
from tests.fuzz import pieces

Grid = tuple[tuple[str, ...], ...]
TITLE = "二级项目支出绩效目标申报表"
MOST_ROWS = 24
"""Of a real table, so that a document stays small enough to be tried often."""


def _grid(rows: Sequence[Sequence[object]]) -> Grid:
    return tuple(tuple(str(cell) for cell in row) for row in rows)


@cache
def real_forms() -> list[Grid]:
    """The declared forms of 2024, those that are not long, and the one of the tests."""
    text = (ROOT / "declarations" / "2024.txt").read_text(encoding="utf-8")
    forms = [form.strip("\n").split("\n") for form in text.split(TITLE)[1:]]
    grids = [_grid([[TITLE], *(line.rstrip("\t").split("\t") for line in form)]) for form in forms]
    return [_grid(FORM), *(grid for grid in grids if len(grid) <= MOST_ROWS)]


@cache
def real_tables() -> list[Grid]:
    """Self-evaluation tables as offices published them, and one in the official layout."""
    rows = [
        ["产出指标（50分）", "数量指标", "维修养护处数", "≥30处", "28处", "20", "18.67", "材料未到货"],
        ["产出指标（50分）", "质量指标", "验收合格率", "100%", "100%", "30", "30", ""],
        ["效益指标（30分）", "社会效益指标", "受益人口", "≥1.2万人", "12500人", "30", "30", ""],
        ["满意度指标（10分）", "服务对象满意度指标", "群众满意度", "≥90%", "92%（问卷200份）", "10", "10", ""],
    ]
    published = yaml.safe_load((pieces.CASES / "recheck_published.yaml").read_text(encoding="utf-8"))
    lines = [[line.partition(" # ")[0] for line in one["grid"].splitlines()] for one in published]
    grids = [_grid([[cell.strip() for cell in line.split("|")] for line in some]) for some in lines]
    return [_grid(official(rows, total="98.67", grade="优")), *(grid for grid in grids if len(grid) <= MOST_ROWS)]


class Change(NamedTuple):
    """One change of a grid: what, at which row and column (counted round), with which text."""

    what: str
    row: int
    column: int
    text: str


def _set(row: list[str], at: int, text: str) -> list[str]:
    return [*row[:at], text, *row[at + 1 :]]


# of a row, its column, and a text
IN_ROW: dict[str, Callable[[list[str], int, str], list[str]]] = {
    "set": _set,
    "append": lambda row, at, text: _set(row, at, row[at] + text),
    "drop cell": lambda row, at, _: row[:at] + row[at + 1 :],
    "double cell": lambda row, at, _: row[: at + 1] + row[at:],
    "put in": lambda row, at, text: [*row[:at], text, *row[at:]],
    "join": lambda row, at, text: [*row[:at], text.join(row[at : at + 2]), *row[at + 2 :]],
    "split": lambda row, at, _: [*row[:at], row[at][: len(row[at]) // 2], row[at][len(row[at]) // 2 :], *row[at + 1 :]],
    "merge left": lambda row, at, _: _set(row, at, "<"),
    "merge up": lambda row, at, _: _set(row, at, "^"),
    "all in one": lambda row, _, text: [text.join(row)],
    "backwards": lambda row, _, __: row[::-1],
    "cut": lambda row, at, _: row[:at],
    "markup": lambda row, at, _: _set(row, at, f"<p>{row[at]}</p><br/>"),
    "repeat": lambda row, at, text: row + [text] * (at % 300),
}
Rows = list[list[str]]
# of all rows, the number of one, another number, and a text
IN_GRID: dict[str, Callable[[Rows, int, int, str], Rows]] = {
    "drop row": lambda rows, at, _, __: rows[:at] + rows[at + 1 :],
    "double row": lambda rows, at, _, __: rows[: at + 1] + rows[at:],
    "swap rows": lambda rows, at, other, _: _swapped(rows, at, other % len(rows)),
    "put row": lambda rows, at, other, text: [*rows[:at], [text] * (other % 6), *rows[at:]],
    "cut off": lambda rows, at, _, __: rows[:at],
    "begin at": lambda rows, at, _, __: rows[at:],
    "twice": lambda rows, _, __, ___: rows + rows,
    "drop column": lambda rows, _, other, __: [row[:other] + row[other + 1 :] for row in rows],
    "double column": lambda rows, _, other, __: [row[: other + 1] + row[other:] for row in rows],
    "put column": lambda rows, _, other, text: [[*row[:other], text, *row[other:]] for row in rows],
    "many rows": lambda rows, at, other, _: rows[:at] + rows[at : at + 1] * (other * 4 % 200) + rows[at:],
}


def _swapped(rows: Rows, at: int, other: int) -> Rows:
    rows[at], rows[other] = rows[other], rows[at]
    return rows


def changed(grid: Grid, changes: list[Change]) -> Grid:
    """The grid after some changes, one after another."""
    rows = [list(row) for row in grid]
    for one in changes:
        if not rows:
            break
        at = one.row % len(rows)
        if one.what in IN_GRID:
            rows = IN_GRID[one.what](rows, at, one.column, one.text)
        elif rows[at]:
            rows[at] = IN_ROW[one.what](rows[at], one.column % len(rows[at]), one.text)
    return tuple(map(tuple, rows))


def like(real: list[Grid]) -> st.SearchStrategy[Grid]:
    """Tables of a sort, with up to five changes; cells are set twice as often as anything else is done."""
    whats = st.sampled_from((*IN_ROW, *IN_GRID, *["set"] * 6, *["append"] * 3))
    change = st.builds(Change, whats, st.integers(0, 40), st.integers(0, 12), pieces.cells)
    return st.builds(changed, st.sampled_from(real), st.lists(change, max_size=5))


forms = st.deferred(lambda: like(real_forms()))
tables = st.deferred(lambda: like(real_tables()))
