"""The stream of an .xls workbook again, with nothing in it but values within bounds, for the library that reads them.

Sizes that a stream states are left out, since the library makes room for whatever they say; so are formulas, charts
and everything else that is no value. Rows are renumbered without gaps and put in order.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

from engine.grids.biff import (
    BOF,
    EOF,
    FORMULA,
    MAX_SHEETS,
    MULTIPLE,
    ONE_CELL,
    STRING,
    Biff,
    BiffSheet,
    columns_of,
    records_of,
)
from engine.grids.cells import MAX_COLUMNS, MAX_ROWS

_SHEET, _CONTINUED, _TEXTS = 0x85, 0x3C, 0xFC
# of the whole workbook: in which code page its texts are, from when dates count, formats, styles, shared texts
_KEPT = frozenset({0x42, 0x22, 0x41E, 0xE0, _TEXTS})
_HEAD_OF_SHEET = struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)
_FORMULA_VALUE = 20  # bytes before the formula itself


def values_stream(data: bytes, book: Biff) -> bytes:
    """The workbook stream ``data``, of which ``book`` is known, with its values only."""
    kept, listed = _globals(data)
    sheets = [_sheet(data, one) for one in book.sheets]
    offset = len(kept) + sum(len(one) for one in listed) + 4
    for number, sheet in enumerate(sheets):
        kind_and_length, body = listed[number][:4], listed[number][4:]
        listed[number] = kind_and_length + struct.pack("<I", offset) + body[4:]
        offset += len(sheet)
    return b"".join([kept, *listed, _record(EOF), *sheets])


def _globals(data: bytes) -> tuple[bytes, list[bytes]]:
    """The records of the whole workbook, and those that list its sheets."""
    kept = [data[: 4 + struct.unpack_from("<H", data, 2)[0]]]  # the first says the version
    listed: list[bytes] = []
    before = 0
    for kind, body in records_of(data, 0):
        if kind in _KEPT or (kind == _CONTINUED and before == _TEXTS):
            kept.append(_record(kind, body))
        elif kind == _SHEET and len(body) >= 6 and body[5] == 0 and len(listed) < MAX_SHEETS:
            listed.append(_record(kind, body))
        before = before if kind == _CONTINUED else kind
    return b"".join(kept), listed


def _sheet(data: bytes, sheet: BiffSheet) -> bytes:
    rows = {row: number for number, row in enumerate(islice(sheet.rows, MAX_ROWS))}
    cells = sorted(_cells(data, sheet.start, rows), key=lambda cell: cell[0])
    return b"".join([_record(BOF, _HEAD_OF_SHEET), *(record for _, record in cells), _record(EOF)])


def _cells(data: bytes, start: int, rows: dict[int, int]) -> Iterator[tuple[int, bytes]]:
    """The records of the cells that are read, each with the new number of its row."""
    formula_in: int | None = None  # whose text stands in a record of its own behind it
    before = 0
    for kind, body in records_of(data, start):
        if kind in ONE_CELL and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            number = rows.get(row) if column < MAX_COLUMNS else None
            formula_in = number if kind == FORMULA else None
            if number is not None:
                yield number, _record(kind, struct.pack("<H", number) + _value(kind, body)[2:])
        elif kind == MULTIPLE and len(body) >= 6:
            number = rows.get(struct.unpack_from("<H", body)[0])
            if number is not None and columns_of(body).stop <= MAX_COLUMNS:
                yield number, _record(kind, struct.pack("<H", number) + body[2:])
        elif formula_in is not None and (kind == STRING or (kind == _CONTINUED and before == STRING)):
            yield formula_in, _record(kind, body)
        before = before if kind == _CONTINUED else kind


def _value(kind: int, body: bytes) -> bytes:
    """A cell without its formula, of which the length is left as none."""
    return body[:_FORMULA_VALUE].ljust(_FORMULA_VALUE, b"\0") + b"\0\0" if kind == FORMULA else body


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
