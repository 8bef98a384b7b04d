"""python-calamine behind one function: values, visibility and merged ranges of every sheet, or a refusal."""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

from engine.grids.cells import MAX_ROWS
from engine.grids.display import ERRORS, ErrorValue, Value
from engine.grids.package import damaged


class Values(NamedTuple):
    """The values of one sheet, from its first place on, which need not be filled."""

    name: str
    is_hidden: bool
    rows: list[list[Value]]


def _value(cell: Value) -> Value:
    """An error comes as the text that it shows; the library does not tell the two apart."""
    return ErrorValue(cell) if isinstance(cell, str) and ERRORS.fullmatch(cell) else cell


def read_values(stream: BytesIO) -> list[Values]:
    """The worksheets of a workbook; the formats of numbers are not known.

    :raises RefusedError: if calamine cannot read it.
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 (only where needed)

    sheets: list[Values] = []
    try:
        with CalamineWorkbook.from_filelike(stream) as book:
            for known in book.sheets_metadata:
                if known.typ is SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_name(known.name)
                    values = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS)
                    rows = [[_value(cell) for cell in row] for row in values]
                    sheets.append(Values(known.name, known.visible is not SheetVisibleEnum.Visible, rows))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        raise damaged(error) from error
    return sheets
