"""Old Excel workbooks (.xls) as grids: values by python-calamine, formats and hidden rows by :mod:`engine.forms.biff`."""

from __future__ import annotations

from io import BytesIO

from engine.findings import Finding, Source, finding
from engine.forms.biff import Biff, read_biff
from engine.forms.calamine import Values, read_values
from engine.forms.cells import MAX_ROWS
from engine.forms.sheetxml import SheetData
from engine.forms.workbook import Sheet, about_sheet, cell_texts


def _data(known: Biff, number: int, values: Values) -> SheetData:
    """What is known of a sheet, in the shape in which .xlsx sheets are."""
    filled = [row for row, cells in enumerate(values.rows) if any(cell not in ("", None) for cell in cells)]
    data = SheetData(numbers=filled, merges=values.merges)
    if number < len(known.sheets):
        sheet = known.sheets[number]
        data.hidden_rows, data.hidden_columns = sheet.hidden_rows, sheet.hidden_columns
        data.cut = sheet.rows > MAX_ROWS
    return data


def read_xls(data: bytes, stream: bytes, file: str) -> tuple[list[Sheet], list[Finding]]:
    """The sheets of an .xls file that are not hidden; ``stream`` is its workbook stream.

    :raises RefusedError: if it is damaged, encrypted or beyond the bounds.
    """
    known = read_biff(stream)
    sheets: list[Sheet] = []
    findings: list[Finding] = []
    for number, values in enumerate(read_values(BytesIO(data))):
        name = values.name
        if values.is_hidden:
            findings.append(finding("sheet-hidden", Source(file=file, sheet=name)))
            continue
        about = _data(known, number, values)
        cells = {
            row: [(value, known.number_format(number, row, column)) for column, value in enumerate(values.rows[row])]
            for row in about.numbers
        }
        texts, said = cell_texts(cells, file, name)
        findings.extend([*about_sheet(about, texts, file, name), *said])
        sheets.append(Sheet(name, texts, values.merges, frozenset(about.hidden_rows)))
    return sheets, findings
