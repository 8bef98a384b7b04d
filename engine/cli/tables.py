"""Tables to stdout: a line a row where that fits, else cells on several lines, else one row below another.

In: heads and rows of texts. Out: lines that fit the terminal, with nothing left out; in a file a row is one line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from shutil import get_terminal_size

import click

from engine.cli.folding import columns, folded

Table = Sequence[Sequence[str]]
BETWEEN = "  ", " "
"""What stands between columns, where there is room and where there is little."""
LEAST = 8
"""Columns that a cell of several words has at least."""


def print_table(headings: Iterable[str], rows: Iterable[Iterable[str]], right: frozenset[int] = frozenset()) -> None:
    """A table to stdout, as wide as its content where that is no terminal; ``right`` are the columns of numbers."""
    table = [tuple(headings), *(tuple(" ".join(cell.splitlines()) for cell in row) for row in rows)]
    click.echo("\n".join(_lines(table, right, get_terminal_size().columns if sys.stdout.isatty() else None)))


def _lines(table: Table, right: frozenset[int], most: int | None) -> Iterator[str]:
    for between in BETWEEN:
        widths = _widths(table, None if most is None else most - len(between) * (len(table[0]) - 1))
        if widths is not None:
            return (between.join(cells) for row in table for cells in _aligned(row, widths, right))
    return _one_by_one(table, most or 0)


def _widths(table: Table, room: int | None) -> list[int] | None:
    """How wide each column is, the widest made narrower until all fit; None where words would have to be cut for that."""
    by_column = list(zip(*table, strict=True))
    widths = [max(map(columns, cells)) for cells in by_column]
    if room is None:
        return widths
    least = [min(width, max(LEAST, *map(_longest_word, cells))) for width, cells in zip(widths, by_column, strict=True)]
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widths[max(range(len(widths)), key=lambda at: (widths[at] > least[at], widths[at]))] -= 1
    return widths


def _longest_word(cell: str) -> int:
    return max(map(columns, folded(cell, 0)))


def _aligned(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> Iterator[list[str]]:
    """The lines of a row as their cells, each cell on as many as it needs."""
    cells = (folded(cell, width) if columns(cell) > width else [cell] for cell, width in zip(row, widths, strict=True))
    for line in zip_longest(*cells, fillvalue=""):
        spaces = (" " * (width - columns(cell)) for width, cell in zip(widths, line, strict=True))
        pairs = enumerate(zip(line, spaces, strict=True))
        yield [space + cell if at in right else cell + space for at, (cell, space) in pairs]


def _one_by_one(table: Table, most: int) -> Iterator[str]:
    """Each row by itself, a line or more for each of its cells."""
    heads, *rows = table
    width = max(map(columns, heads)) + len(BETWEEN[0])
    for row in rows:
        for head, cell in zip(heads, row, strict=True):
            yield from folded(cell, most, head + " " * (width - columns(head)), " " * width)
        yield ""
