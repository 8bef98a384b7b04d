"""CSV files as grids: one line a row, each with its line of the file."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from engine.files.csvlines import CsvLines
from engine.grids.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Row
from engine.grids.package import damaged
from engine.language.findings import Finding, Source, finding

_MAX_FIELD = 1 << 20
_MAX_LINES = 1_000_000


def _delimiter(text: str) -> str:
    """The sign that stands oftenest in the first lines: a tab, a semicolon, or the comma.

    A full-width comma stands in sentences too; it is the one only where no line in two has any of the others.
    """
    start = text[:10_000]
    oftenest, lines = max(",\t;", key=start.count), sum(map(bool, start.splitlines()))
    return "，" if 2 * start.count(oftenest) < lines <= start.count("，") else oftenest


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records with the line in which each begins, from 1.

    :raises RefusedError: if a record or a field is longer than any may be, as behind a quotation mark never closed.
    """
    before = csv.field_size_limit(_MAX_FIELD)
    try:
        lines = CsvLines(text.replace("\0", ""))
        reader = csv.reader(lines, delimiter=_delimiter(text))
        line = 1
        for record in reader:
            lines.begin()
            yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        raise damaged(error) from error
    finally:
        csv.field_size_limit(before)


def read_csv(text: str, file: str) -> tuple[list[Row], list[Finding]]:
    """The rows of a CSV file.

    :raises RefusedError: if it cannot be told where a field ends.
    """
    rows: list[Row] = []
    cell_count = 0
    for line, record in _records(text):
        source = Source(file=file, line=line)
        cell_count += len(record)
        is_full = len(rows) == MAX_ROWS or len(record) > MAX_COLUMNS or cell_count > MAX_CELLS or line > _MAX_LINES
        if is_full:
            return rows, [finding("sheet-cut", source, rows=len(rows), most=MAX_ROWS)]
        if not any(cell.strip() for cell in record):
            continue
        texts = (cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in record)
        cells = tuple(Cell(text, source, column, column) for column, text in enumerate(texts))
        rows.append(Row(source, cells, 0, line))
    return rows, []
