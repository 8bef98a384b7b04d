"""The blank declaration as an Excel file."""

from __future__ import annotations

from engine.reports.documents.blank_form import WIDTHS, Kind, blank_form
from engine.reports.documents.sheets import CENTRE, PLAIN, TEXT, TITLE, Book

_LOOKS = {
    Kind.TITLE: TITLE,
    Kind.LABEL: CENTRE._replace(fill="#F2F2F2"),
    Kind.BLANK: TEXT,
    Kind.FOOT: PLAIN,
}
_HIGH = 26.0
"""Of a row, in points: room for two lines."""


def blank_workbook(year: int | None = None) -> bytes:
    """The form on a sheet, printed on one page wide of A4."""
    book = Book("项目支出绩效目标申报表")
    sheet = book.sheet("申报表", tuple(map(float, WIDTHS)))
    for cell in blank_form(year):
        sheet.put(cell.row, cell.column, cell.text, _LOOKS[cell.kind], down=cell.down, across=cell.across)
        sheet.worksheet.set_row(cell.row, _HIGH)
    return book.close()
