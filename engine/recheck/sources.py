"""Files as filled-in tables: Word, Excel, CSV and text, told by their content, read into rows by :mod:`engine.forms`.

What is broken, encrypted, too large or nothing but pictures is a finding, and costs the other files nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.files.text import shown, text_of
from engine.forms.files import KINDS, Inside, about_file, look_inside
from engine.grids.cells import Row
from engine.grids.package import RefusedError, bytes_of
from engine.language.findings import Finding, Findings, Source, finding, has_errors
from engine.recheck.model import FilledTable
from engine.recheck.read import read_tables
from engine.recheck.text import text_rows

Rows = tuple[list[Row], list[Finding]]


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


def _of_office(inside: Inside, file: str) -> Rows:
    """The rows of a Word or Excel file."""
    from engine.grids.document import read_document  # noqa: PLC0415 (slow to import)
    from engine.grids.workbook import read_workbook  # noqa: PLC0415
    from engine.grids.xls import read_xls  # noqa: PLC0415

    package = inside.package
    if inside.kind == "document" and package:
        document = read_document(package, file)
        rows, said = list(document.rows), list(document.findings)
    else:
        sheets, said = read_workbook(package, file) if package else read_xls(inside.stream, file)
        rows = [row for block, sheet in enumerate(sheets) for row in sheet.rows(file, block)]
    if not rows and package and package.has_pictures():
        said = [*said, finding("document-pictures", Source(file=file))]
    return rows, said


def _of_text(data: bytes, file: str, kind: str, promised: str) -> Rows:
    """The rows of a text: parted by tabs or strokes, or as CSV."""
    from engine.grids.separated import read_csv  # noqa: PLC0415 (only where there is one)

    text, said = text_of(data, file)
    if text is None:
        if kind != promised:
            raise RefusedError("file-damaged", reason="neither what its name says nor text")
        return [], list(said)
    rows, more = text_rows(text, file) if kind == "text" else read_csv(text, file)
    return rows, [*said, *more]


def read_rows(path: Path) -> Rows:
    """The rows of a file with their places, or why it cannot be read."""
    promised, file = KINDS.get(path.suffix.lower(), "text"), shown(path)
    try:
        data = bytes_of(path)
        inside = look_inside(data, promised)
        is_text = inside.kind in ("text", "csv")
        rows, said = _of_text(data, file, inside.kind, promised) if is_text else _of_office(inside, file)
    except RefusedError as refused:
        return [], [finding(refused.code, Source(file=file), **refused.values)]
    hidden = [row for row in rows if row.hidden and any(cell.is_fresh for cell in row.cells)]
    if hidden:  # read like the others: hiding does not withdraw what was stated
        said = [*said, finding("rows-hidden", hidden[0].source, count=len(hidden))]
    return list(numbered(rows)), [*about_file(path, inside, promised), *said]


def read_file(path: Path) -> tuple[tuple[FilledTable, ...], Findings]:
    """The filled-in tables of a file, and what is wrong with it."""
    rows, said = read_rows(path)
    if has_errors(said) and not rows:
        return (), tuple(said)
    tables, more = read_tables(rows, shown(path))
    return tables, (*said, *more)
