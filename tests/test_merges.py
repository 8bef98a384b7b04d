"""Merged ranges over the cells of a sheet: any number of them costs no more than a bound."""

from __future__ import annotations

import pytest

from engine.grids.cells import Merge, sheet_rows
from engine.language.findings import Source

TALL = 2_000
Texts = dict[int, tuple[str, ...]]
PAIR: Texts = dict.fromkeys(range(TALL), ("上", "下"))
WIDE: Texts = {row: tuple("字" * 200) for row in range(20)}
LAST = Merge(0, 1, 1, 1)
"""Comes after all others, over a place that none of them covers."""

LAID_OVER: dict[str, tuple[Texts, list[Merge]]] = {
    "the same range again and again": (PAIR, [Merge(0, 0, TALL, 0)] * 250),
    "each range a row less than the one before": (PAIR, [Merge(top, 0, TALL, 0) for top in range(500)]),
    "all of a wide sheet": (WIDE, [Merge(2, 0, 19, 199)] * 150),
}


def cells(texts: Texts, merges: list[Merge]) -> dict[tuple[int, int], bool]:
    """Whether each cell goes on from a row above, by its row and first column."""
    made = sheet_rows(texts, merges, lambda row, column: Source(file="a.xlsx", cell=f"{row},{column}"), 0)
    return {(row.number, cell.left): cell.continued for row in made for cell in row.cells}


@pytest.mark.parametrize("name", LAID_OVER)
def test_ranges_laid_over_one_another_are_taken_up_to_a_bound(name: str) -> None:
    texts, merges = LAID_OVER[name]
    assert not cells(texts, [*merges, LAST])[1, 1]


def test_ranges_side_by_side_are_all_taken() -> None:
    side_by_side = [Merge(top, 0, top + 1, 0) for top in range(0, TALL, 2)]
    made = cells(PAIR, [*side_by_side, LAST])
    assert made[1, 1]
    assert all(made[row, 0] == bool(row % 2) for row in range(TALL))
