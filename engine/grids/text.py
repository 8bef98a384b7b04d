"""A table as text: one line a row, cells parted by tabs, as Word and Excel copy it, or by upright strokes."""

from __future__ import annotations

from collections.abc import Iterator

from engine.files.text import lines_of
from engine.grids.cells import MAX_CELLS, Cell, Row
from engine.language.findings import Finding, Source, finding

MAX_COLUMNS = 100


def text_rows(text: str, file: str) -> tuple[list[Row], list[Finding]]:
    """The rows of a text, up to the bound; a cell's place is its line and its number in it, from 1."""
    rows: list[Row] = []
    cell_count = 0
    for row in _rows(text, file):
        cell_count += len(row.cells) + 1
        if cell_count > MAX_CELLS:
            return rows, [finding("sheet-cut", row.source, rows=len(rows), most=len(rows))]
        rows.append(row)
    return rows, []


def _rows(text: str, file: str) -> Iterator[Row]:
    for number, line in lines_of(text):
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
