"""Old Excel workbooks (.xls) as grids: values by python-calamine, formats and hidden rows by :mod:`engine.grids.biff`."""

from __future__ import annotations

from io import BytesIO

from engine.grids.biff import Biff, BiffSheet, read_biff
from engine.grids.biffvalues import values_stream
from engine.grids.calamine import Values, read_values
from engine.grids.cells import MAX_ROWS
from engine.grids.ole import packed
from engine.grids.sheetxml import MAX_MERGES, SheetData
from engine.grids.workbook import RawSheet


def _data(known: BiffSheet, values: Values) -> SheetData:
    """What is known of a sheet, in the shape in which .xlsx sheets are."""
    filled = [row for row, cells in zip(known.rows, values.rows, strict=False) if any(map(_is_filled, cells))]
    return SheetData(
        numbers=filled,
        merges=known.merges[:MAX_MERGES],
        hidden_rows=known.hidden_rows,
        hidden_columns=known.hidden_columns,
        cut=len(known.rows) > MAX_ROWS,
        wide=known.wide,
    )


def _is_filled(value: object) -> bool:
    return value not in ("", None)


def read_xls(stream: bytes) -> list[RawSheet]:
    """The sheets of an .xls file, hidden ones too; ``stream`` is its workbook stream.

    :raises RefusedError: if it is damaged, encrypted or beyond the bounds.
    """
    book = read_biff(stream)
    read = read_values(BytesIO(packed("Workbook", values_stream(stream, book))))
    return [_sheet(book, number, values) for number, (_, values) in enumerate(zip(book.sheets, read, strict=False))]


def _sheet(book: Biff, number: int, values: Values) -> RawSheet:
    known = book.sheets[number]
    about = _data(known, values)
    wanted = set(about.numbers)
    cells = {
        row: [
            (value, book.number_format(number, row, column) if _is_filled(value) else "")
            for column, value in enumerate(found)
        ]
        for row, found in zip(known.rows, values.rows, strict=False)
        if row in wanted
    }
    return RawSheet(values.name, values.is_hidden, about, cells)
