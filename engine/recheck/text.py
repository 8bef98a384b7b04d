"""A filled-in table as text: one line a row, cells parted by tabs, as Word and Excel copy it, or by upright strokes."""

from __future__ import annotations

from collections.abc import Iterator

from engine.findings import Source
from engine.forms.cells import Cell, Row

MAX_COLUMNS = 100


def text_rows(text: str, file: str) -> Iterator[Row]:
    """The rows of a text; a cell's place is its line and its number in it, from 1."""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
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
