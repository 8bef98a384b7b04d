"""A form as a grid: rows of cells with their sources, whether they stood in a sheet, a Word table or a CSV file.

Merged cells are one cell: with their text in each row that they cover, ``continued`` in all but the first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from engine.language.findings import Source

MAX_ROWS = 20_000  # with something in them; more than a thousand forms
MAX_COLUMNS = 256
MAX_CELLS = 500_000
"""Cells of a file that are made, empty ones between filled ones among them."""
MAX_SIGNS = 16_000_000
"""Signs in the cells of a file, each where it is shown: a workbook may hold a text once and show it everywhere."""
_MAX_COVERED = 400_000


class Cell(NamedTuple):
    """One cell: its text, its place, the grid columns it covers, and whether it began in a row above."""

    text: str
    source: Source
    left: int
    right: int
    continued: bool = False

    @property
    def is_fresh(self) -> bool:
        """Whether the cell says something that no row above has said."""
        return bool(self.text) and not self.continued


class Row(NamedTuple):
    """One row and its number. Rows of one ``block`` (a table, a sheet) share their columns; a paragraph is a block.

    ``counted`` is true where columns are told by their order rather than by their position, as in Word, where
    uneven cells shift the grid.
    """

    source: Source
    cells: tuple[Cell, ...]
    block: int
    number: int
    counted: bool = False
    hidden: bool = False

    @property
    def fresh(self) -> tuple[Cell, ...]:
        """The cells that say something no row above has said."""
        return tuple(cell for cell in self.cells if cell.is_fresh)

    @property
    def begins(self) -> str:
        """The text of the first of these; empty where there is none."""
        return next((cell.text for cell in self.cells if cell.is_fresh), "")


class Merge(NamedTuple):
    """A merged range, all ends included."""

    top: int
    left: int
    bottom: int
    right: int


def column_letters(column: int) -> str:
    """``A`` for 0, ``AA`` for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _covered(numbers: Sequence[int], merges: Sequence[Merge], width: int) -> dict[tuple[int, int], Merge]:
    """The merge over each covered place of the rows that there are.

    What is counted is the work: ranges that lie over one another, as no office program writes them, cover the same
    places again and again.
    """
    covered: dict[tuple[int, int], Merge] = {}
    left = _MAX_COVERED
    for merge in merges:
        columns = range(merge.left, min(merge.right, width - 1) + 1)
        for at in range(bisect_left(numbers, merge.top), bisect_right(numbers, merge.bottom) if columns else 0):
            left -= len(columns)
            if left < 0:
                return covered
            covered.update(((numbers[at], column), merge) for column in columns)
    return covered


def shape(rows: Collection[Sequence[str]], left: int) -> tuple[int, int, bool]:
    """How many of the rows of a sheet are read where ``left`` places may be made, how many those take, whether ragged.

    Rows are ragged where all their places together would be too many: one far cell does not widen all the others.
    """
    whole = len(rows) * max(map(len, rows), default=0)
    if whole <= left:
        return len(rows), whole, False
    taken = list(takewhile(lambda cell_count: cell_count <= left, accumulate(map(len, rows))))
    return len(taken), taken[-1] if taken else 0, True


def sheet_rows(
    texts: Mapping[int, Sequence[str]],
    merges: Sequence[Merge],
    source_at: Callable[[int, int], Source],
    block: int,
    *,
    ragged: bool = False,
) -> Iterator[Row]:
    """The rows of a sheet from its texts by row number, from 0; ``place`` names a row and column.

    Each has cells as far as any row of the sheet; where they are ``ragged``, as far as its own texts.
    """
    numbers = sorted(texts)
    width = max((len(row) for row in texts.values()), default=0)
    covered = _covered(numbers, merges, width)
    for number in numbers:
        cells: list[Cell] = []
        column = 0
        while column < (len(texts[number]) if ragged else width):
            merge = covered.get((number, column)) or Merge(number, column, number, column)
            anchor = texts.get(merge.top, ())
            text = anchor[merge.left] if merge.left < len(anchor) else ""
            right = max(merge.right, column)
            source = source_at(merge.top, merge.left)
            cells.append(Cell(text, source, column, right, continued=number > merge.top))
            column = right + 1
        yield Row(source_at(number, 0), tuple(cells), block, number)
