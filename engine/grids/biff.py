"""What python-calamine does not tell of an .xls workbook: number formats, merges, what is hidden, how large it is.

Format: [MS-XLS], records of a number, a length and a body. Only the records named below are looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from engine.grids.cells import MAX_COLUMNS, MAX_ROWS, Merge
from engine.grids.package import RefusedError

BOF, EOF, FORMULA, STRING, MULTIPLE = 0x809, 0x0A, 0x06, 0x207, 0xBD
_FILEPASS, _SHEET, _FORMAT, _XF, _ROW, _COLUMNS, _MERGES = 0x2F, 0x85, 0x41E, 0xE0, 0x208, 0x7D, 0xE5
ONE_CELL = frozenset(
    {0xFD, 0x203, 0x27E, FORMULA, 0x204, 0x205, 0xD6}
)  # a text, a number, a formula, …: row, column, style
MAX_SHEETS = 500
_MAX_CELLS = 2_000_000  # places of all sheets in rows that hold anything, filled or not
_MAX_RECORDS = 4_000_000


@dataclass
class BiffSheet:
    """What is known of one sheet: the style of each cell, merged ranges, hidden rows and columns.

    ``wide`` tells that there are cells beyond the columns that are read.
    """

    start: int
    styles: dict[tuple[int, int], int] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    wide: bool = False

    def add(self, row: int, column: int, style: int) -> None:
        """A cell with a value."""
        if column < MAX_COLUMNS:
            self.styles[row, column] = style
        else:
            self.wide = True

    @cached_property
    def rows(self) -> list[int]:
        """The rows that hold anything, in order."""
        return sorted({row for row, _ in self.styles})

    @property
    def cell_count(self) -> int:
        """How many places the rows that are read have, filled or not."""
        return min(len(self.rows), MAX_ROWS) * max((column + 1 for _, column in self.styles), default=0)


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


def records_of(data: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the workbook, without its charts."""
    depth = 0
    for kind, body in _records(data, start):
        if kind == BOF:
            depth += 1
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth <= 1:
            yield kind, body


class _Budget:
    """Records that may still be looked at: the parts of a workbook may be said to begin at the same place."""

    def __init__(self) -> None:
        self.left = _MAX_RECORDS

    def spend(self, records: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
        for record in records:
            self.left -= 1
            if self.left < 0:
                raise RefusedError("file-too-complex", most=_MAX_RECORDS)
            yield record


def _format_text(body: bytes) -> str:
    if len(body) > 5 and struct.unpack_from("<H", body, 2)[0] <= len(body):
        return body[5:].decode("utf-16-le" if body[4] & 1 else "latin-1", "replace")
    return ""


def columns_of(body: bytes) -> range:
    """The columns of a record of several numbers in a row."""
    (first,) = struct.unpack_from("<H", body, 2)
    return range(first, first + (len(body) - 6) // 6)


def _read_sheet(data: bytes, start: int, budget: _Budget) -> BiffSheet:
    sheet = BiffSheet(start)
    for kind, body in budget.spend(records_of(data, start)):
        if kind in ONE_CELL and len(body) >= 6:
            sheet.add(*struct.unpack_from("<HHH", body))
        elif kind == MULTIPLE and len(body) >= 6:
            (row,) = struct.unpack_from("<H", body)
            for number, column in enumerate(columns_of(body)):
                sheet.add(row, column, struct.unpack_from("<H", body, 4 + 6 * number)[0])
        elif kind == _ROW and len(body) >= 14 and struct.unpack_from("<H", body, 12)[0] & 0x20:
            sheet.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS and len(body) >= 10 and body[8] & 1 and len(sheet.hidden_columns) < MAX_COLUMNS:
            sheet.hidden_columns.append(struct.unpack_from("<HH", body))
        elif kind == _MERGES:
            found = struct.iter_unpack("<HHHH", body[2 : 2 + (len(body) - 2) // 8 * 8])
            sheet.merges.extend(Merge(top, left, bottom, right) for top, bottom, left, right in found)
    return sheet


def read_biff(data: bytes) -> Biff:
    """What a workbook stream says beside its values.

    :raises RefusedError: if it is encrypted, or its sheets are so large that reading them would take much memory.
    """
    book, budget = Biff(), _Budget()
    starts: list[int] = []
    for kind, body in budget.spend(records_of(data, 0)):
        if kind == _FILEPASS:
            raise RefusedError("file-encrypted")
        if kind == _SHEET and len(body) >= 6 and body[5] == 0:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _FORMAT and len(body) >= 5:
            book.formats[struct.unpack_from("<H", body)[0]] = _format_text(body)
        elif kind == _XF and len(body) >= 4:
            book.styles.append(struct.unpack_from("<H", body, 2)[0])
    for start in starts[:MAX_SHEETS]:
        book.sheets.append(_read_sheet(data, start, budget))
        if sum(one.cell_count for one in book.sheets) > _MAX_CELLS:
            raise RefusedError("file-too-complex", most=_MAX_CELLS)
    return book
