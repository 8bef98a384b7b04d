"""A filled-in table as text: one line a row, cells parted by tabs, as Word and Excel copy it, or by upright strokes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from engine.findings import Finding, Source, finding
from engine.forms.cells import MAX_ROWS, Cell, Row
from engine.textfiles import lines_of

MAX_COLUMNS = 100


def text_rows(text: str, file: str) -> tuple[list[Row], list[Finding]]:
    """The rows of a text, up to the bound; a cell's place is its line and its number in it, from 1."""
    rows = list(islice(_rows(text, file), MAX_ROWS + 1))
    if len(rows) <= MAX_ROWS:
        return rows, []
    return rows[:-1], [finding("sheet-cut", rows[-1].source, rows=MAX_ROWS, most=MAX_ROWS)]


def _rows(text: str, file: str) -> Iterator[Row]:
    for number, line in enumerate(lines_of(text), 1):
        parts = _parts(line)
        if not any(part.strip(" -:") for part in parts):
            continue
        cells = tuple(
            Cell(part.strip(), Source(file=file, line=number, cell=str(order + 1)), order, order)
            for order, part in enumerate(parts)
        )
        yield Row(Source(file=file, line=number), cells, block=0, number=number)


def _parts(line: str) -> list[str]:
    """The cells of a line: between tabs, or between strokes where there is no tab (``| 三级指标 | 指标值 |``)."""
    if "\t" in line or line.count("|") < 2:
        return line.split("\t", MAX_COLUMNS)
    return line.strip().removeprefix("|").removesuffix("|").split("|", MAX_COLUMNS)
