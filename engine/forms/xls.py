"""Old Excel workbooks (.xls) as grids: values by python-calamine, formats and hidden rows by :mod:`engine.forms.biff`."""

from __future__ import annotations

from io import BytesIO

from engine.findings import Finding, Source, finding
from engine.forms.biff import Biff, read_biff
from engine.forms.cells import MAX_COLUMNS, MAX_ROWS, Merge
from engine.forms.display import Value
from engine.forms.package import RefusedError
from engine.forms.sheetxml import SheetData
from engine.forms.workbook import Sheet, about_sheet, cell_texts

_Grid = list[list[Value]]


def _by_calamine(data: bytes) -> list[tuple[str, bool, _Grid, list[Merge]]]:
    """Name, whether hidden, values and merged ranges of each sheet.

    :raises RefusedError: if calamine cannot read the file.
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 (only where needed)

    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            sheets = []
            for known in book.sheets_metadata:
                if known.typ is SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_name(known.name)
                    merges = [Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
                    values: _Grid = [list(row) for row in sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS)]
                    sheets.append((known.name, known.visible is not SheetVisibleEnum.Visible, values, merges))
            return sheets
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        raise RefusedError("file-damaged", reason=str(error)[:200] or type(error).__name__) from error


def _data(known: Biff, number: int, values: _Grid, merges: list[Merge]) -> SheetData:
    """What is known of a sheet, in the shape in which .xlsx sheets are."""
    filled = [row for row, cells in enumerate(values) if any(cell not in ("", None) for cell in cells)]
    data = SheetData(numbers=filled, merges=merges, wide=any(len(row) > MAX_COLUMNS for row in values))
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
    for number, (name, is_hidden, values, merges) in enumerate(_by_calamine(data)):
        if is_hidden:
            findings.append(finding("sheet-hidden", Source(file=file, sheet=name)))
            continue
        about = _data(known, number, values, merges)
        cells = {
            row: [(value, known.number_format(number, row, column)) for column, value in enumerate(values[row])]
            for row in about.numbers
        }
        texts, said = cell_texts(cells, file, name)
        findings.extend([*about_sheet(about, texts, file, name), *said])
        sheets.append(Sheet(name, texts, merges, frozenset(about.hidden_rows)))
    return sheets, findings
