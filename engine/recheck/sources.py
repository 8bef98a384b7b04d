"""Files as filled-in tables: Word, Excel, CSV and text, told by their content, read into rows by :mod:`engine.forms`.

What is broken, encrypted, too large or nothing but pictures is a finding, and costs the other files nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.findings import Findings, Source, finding, has_errors
from engine.forms.cells import Row
from engine.forms.ole import MAGIC, streams
from engine.forms.package import MAX_FILE, Package, RefusedError, too_large
from engine.recheck.model import FilledTable
from engine.recheck.read import read_tables
from engine.recheck.text import text_rows
from engine.textfiles import read_text, shown

SUFFIXES = (".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".csv", ".txt")
# what Office and other systems leave beside the files
LEFT_BY_PROGRAMS = ("~$", "._")
_XLS = ("Workbook", "Book")

Rows = tuple[list[Row], Findings]


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


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            raise too_large("the file", MAX_FILE)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise RefusedError("file-unreadable", reason=reason or type(error).__name__) from error


def _of_package(data: bytes, file: str) -> Rows:
    """The rows of a Word or Excel file of the present formats."""
    from engine.forms.document import read_document  # noqa: PLC0415 (slow to import)
    from engine.forms.workbook import read_workbook  # noqa: PLC0415

    package = Package(data)
    if any(name.startswith("word/") for name in package.names):
        document = read_document(package, file)
        rows, said = document.rows, document.findings
    elif "xl/workbook.xml" in package.names:
        sheets, said = read_workbook(package, file)
        rows = [row for block, sheet in enumerate(sheets) for row in sheet.rows(file, block)]
    else:
        raise RefusedError("file-kind-inside", found="an archive or another office format")
    if not rows and package.has_pictures():
        said = [*said, finding("document-pictures", Source(file=file))]
    return rows, tuple(said)


def _of_compound(data: bytes, file: str) -> Rows:
    """The rows of an old Excel file."""
    from engine.forms.xls import read_xls  # noqa: PLC0415 (slow to import)

    found = streams(data)
    if "EncryptedPackage" in found or "EncryptionInfo" in found:
        raise RefusedError("file-encrypted")
    stream = next((found[name] for name in _XLS if name in found), None)
    if stream is None:
        raise RefusedError("file-kind-inside", found="an old Word document (.doc) or another compound file")
    sheets, said = read_xls(data, stream, file)
    return [row for block, sheet in enumerate(sheets) for row in sheet.rows(file, block)], tuple(said)


def _of_text(path: Path) -> Rows:
    """The rows of a text: parted by tabs, or as CSV where its name says so."""
    from engine.forms.separated import read_csv  # noqa: PLC0415 (only where there is one)

    text, said = read_text(path)
    if text is None:
        return [], said
    if path.suffix.lower() == ".txt":
        return list(text_rows(text, shown(path))), said
    rows, more = read_csv(text, shown(path))
    return rows, (*said, *more)


def read_rows(path: Path) -> Rows:
    """The rows of a file with their places, or why it cannot be read."""
    file = shown(path)
    try:
        data = _bytes(path)
        if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            rows, said = _of_package(data, file)
        elif data.startswith(MAGIC):
            rows, said = _of_compound(data, file)
        else:
            rows, said = _of_text(path)
    except RefusedError as refused:
        return [], (finding(refused.code, Source(file=file), **refused.values),)
    hidden = [row for row in rows if row.hidden and any(cell.is_fresh for cell in row.cells)]
    if hidden:  # read like the others: hiding does not withdraw what was stated
        said = (*said, finding("rows-hidden", hidden[0].source, count=len(hidden)))
    return list(numbered(rows)), said


def read_file(path: Path) -> tuple[tuple[FilledTable, ...], Findings]:
    """The filled-in tables of a file, and what is wrong with it."""
    rows, said = read_rows(path)
    if has_errors(said) and not rows:
        return (), said
    tables, more = read_tables(rows, shown(path))
    return tables, (*said, *more)
