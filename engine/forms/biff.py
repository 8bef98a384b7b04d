"""What python-calamine does not tell of an .xls workbook: number formats, hidden rows and columns, how large it is.

Format: [MS-XLS], records of a number, a length and a body. Only the records named below are looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.forms.cells import MAX_COLUMNS
from engine.forms.package import RefusedError

_BOF, _FILEPASS, _SHEET, _FORMAT, _XF, _ROW, _COLUMNS = 0x809, 0x2F, 0x85, 0x41E, 0xE0, 0x208, 0x7D
_ONE_CELL = frozenset(
    {0xFD, 0x203, 0x27E, 0x06, 0x204, 0x205, 0xD6}
)  # a text, a number, a formula, …: row, column, style
_MULTIPLE = 0xBD  # several numbers in a row
_MAX_CELLS = 2_000_000  # places of all sheets, filled or not


@dataclass
class BiffSheet:
    """What is known of one sheet: the style of each cell, hidden rows, hidden columns, its extent."""

    styles: dict[tuple[int, int], int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0

    def add(self, row: int, column: int, style: int, depth: int) -> None:
        """A cell with a value; those of a chart within the sheet count for its extent only."""
        if depth == 1:
            self.styles[row, column] = style
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)


@dataclass
class Biff:
    """What is known of a workbook: the format of each style, and its sheets in their order."""

    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    sheets: list[BiffSheet] = field(default_factory=list)

    def number_format(self, sheet: int, row: int, column: int) -> str:
        """The number format of a cell; ``General`` where none is known."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS  # noqa: PLC0415 (slow to import)

        style = self.sheets[sheet].styles.get((row, column), -1) if sheet < len(self.sheets) else -1
        if not 0 <= style < len(self.styles):
            return "General"
        number = self.styles[style]
        return self.formats.get(number) or str(BUILTIN_FORMATS.get(number, "General"))


def _records(data: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    while start + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, start)
        yield kind, data[start + 4 : start + 4 + length]
        start += 4 + length


def _substream(data: bytes, start: int) -> Iterator[tuple[int, bytes, int]]:
    """The records of one part of the workbook, each with its depth: 1, or more in a chart within it."""
    depth = 0
    for kind, body in _records(data, start):
        if kind == _BOF:
            depth += 1
        elif kind == 0x0A:
            depth -= 1
            if depth <= 0:
                return
        else:
            yield kind, body, depth


def _format_text(body: bytes) -> str:
    if len(body) > 5 and struct.unpack_from("<H", body, 2)[0] <= len(body):
        return body[5:].decode("utf-16-le" if body[4] & 1 else "latin-1", "replace")
    return ""


def _read_sheet(data: bytes, start: int) -> BiffSheet:
    sheet = BiffSheet()
    for kind, body, depth in _substream(data, start):
        if kind in _ONE_CELL and len(body) >= 6:
            row, column, style = struct.unpack_from("<HHH", body)
            sheet.add(row, column, style, depth)
        elif kind == _MULTIPLE and len(body) >= 6:
            row, first = struct.unpack_from("<HH", body)
            for number in range((len(body) - 6) // 6):
                sheet.add(row, first + number, struct.unpack_from("<H", body, 4 + 6 * number)[0], depth)
        elif kind == _ROW and len(body) >= 14 and struct.unpack_from("<H", body, 12)[0] & 0x20:
            sheet.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS and len(body) >= 10 and body[8] & 1 and len(sheet.hidden_columns) < MAX_COLUMNS:
            first, last = struct.unpack_from("<HH", body)
            sheet.hidden_columns.append((first, last))
        if len(sheet.styles) > _MAX_CELLS:
            break
    return sheet


def read_biff(data: bytes) -> Biff:
    """What a workbook stream says beside its values.

    :raises RefusedError: if it is encrypted, or its sheets are so large that reading them would take much memory.
    """
    book = Biff()
    starts: list[int] = []
    for kind, body, _ in _substream(data, 0):
        if kind == _FILEPASS:
            raise RefusedError("file-encrypted")
        if kind == _SHEET and len(body) >= 6 and body[5] == 0:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _FORMAT and len(body) >= 5:
            book.formats[struct.unpack_from("<H", body)[0]] = _format_text(body)
        elif kind == _XF and len(body) >= 4:
            book.styles.append(struct.unpack_from("<H", body, 2)[0])
    for start in starts[:500]:
        sheet = _read_sheet(data, start)
        book.sheets.append(sheet)
        if sum(one.rows * one.columns for one in book.sheets) > _MAX_CELLS:
            raise RefusedError("file-too-complex", most=_MAX_CELLS)
    return book
