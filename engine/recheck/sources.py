"""One file of filled-in tables: its rows with the place of each cell, and the tables in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.files.text import shown
from engine.forms.walk import hidden_rows
from engine.grids.cells import Row
from engine.grids.files import read_contents
from engine.language.findings import Findings, has_errors
from engine.recheck.read import FilledFile, read_tables


def numbered(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with the number of each cell in its place, where the place names only the row."""
    for row in rows:
        cells = tuple(
            cell
            if cell.source.cell is not None
            else cell._replace(source=cell.source.model_copy(update={"cell": str(order)}))
            for order, cell in enumerate(row.cells, 1)
        )
        yield row._replace(cells=cells)


def read_rows(path: Path) -> tuple[list[Row], Findings]:
    """The rows of a file with their places, or why it cannot be read."""
    contents = read_contents(path)
    rows, findings = contents.rows()
    return list(numbered(rows)), (*contents.findings, *findings, *hidden_rows(rows))


def read_file(path: Path) -> FilledFile:
    """The filled-in tables of a file, and what is wrong with it."""
    rows, findings = read_rows(path)
    if has_errors(findings) and not rows:
        return FilledFile((), findings)
    read = read_tables(rows, shown(path))
    return read._replace(findings=(*findings, *read.findings))
