"""Excel workbooks (.xlsx, .xlsm) as grids: what each cell shows, merged ranges, hidden rows and sheets.

openpyxl gives values with their number formats; where it cannot open a workbook, python-calamine gives the values,
and it is said that formats are not known. A hidden sheet is not read and said to be hidden: it is where lists for
drop-downs and last year's forms are kept, not where anything is declared.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple

from engine.grids.calamine import read_values
from engine.grids.cells import MAX_CELLS, MAX_ROWS, MAX_SIGNS, Merge, Row, column_letters, shape, sheet_rows
from engine.grids.display import ErrorValue, Value, shown
from engine.grids.package import Package, RefusedError, elements, packed
from engine.grids.sheetxml import SheetData, read_sheet
from engine.language.findings import Finding, Source, finding

_MAX_SHEETS = 500
_QUOTED = 60
_MOST_CELL_FINDINGS = 200  # findings about single cells, a sheet
_SMALL_PART = 8 << 20
_SHARED = {"sharedStrings": 4 * _SMALL_PART, "styles": _SMALL_PART}
_MAIN = "xl/workbook.xml"
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_PART_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."


class Sheet(NamedTuple):
    """One sheet of a workbook: texts by row number (from 0), merged ranges, hidden rows and columns."""

    name: str
    texts: Mapping[int, Sequence[str]]
    merges: Sequence[Merge]
    hidden_rows: frozenset[int]
    ragged: bool = False

    def rows(self, file: str, block: int) -> Iterator[Row]:
        """The sheet's rows, each cell with its source."""

        def source_at(row: int, column: int) -> Source:
            return Source(file=file, sheet=self.name, cell=f"{column_letters(column)}{row + 1}")

        for row in sheet_rows(self.texts, self.merges, source_at, block, ragged=self.ragged):
            yield row._replace(hidden=True) if row.number in self.hidden_rows else row


class _Named(NamedTuple):
    name: str
    part: str
    is_hidden: bool


def _sheets_of(package: Package, main: str) -> tuple[list[_Named], bool]:
    """The sheets of a workbook in their order, and whether its dates count from 1904."""
    relations = package.relations(main)
    sheets: list[_Named] = []
    from_1904 = False
    for element, values in elements(package.part(main, _SMALL_PART)):
        if element == "workbookPr":
            from_1904 = values.get("date1904") in ("1", "true")
        elif element == "sheet":
            kind, part = relations.get(values.get("id", ""), ("", ""))
            if kind.endswith("/worksheet") and len(sheets) < _MAX_SHEETS:
                sheets.append(_Named(values.get("name", ""), part, values.get("state", "visible") != "visible"))
    return sheets, from_1904


def _rebuilt(
    package: Package, main: str, sheets: Sequence[SheetData], from_1904: bool, shared: Sequence[str]
) -> BytesIO:
    """A workbook of nothing but the sheets' values and the parts that they share: number formats, texts."""
    named = {kind.rpartition("/")[2]: part for kind, part in package.relations(main).values()}
    numbers = range(1, len(sheets) + 1)
    parts = {f"xl/worksheets/sheet{number}.xml": sheet.xml() for number, sheet in zip(numbers, sheets, strict=True)}
    relations = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    for kind in shared:
        if kind in named:
            parts[f"xl/{kind}.xml"] = package.part(named[kind], _SHARED[kind])
            relations.append((kind, f"{kind}.xml"))
    links = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    listed = "".join(f'<sheet name="{number}" sheetId="{number}" r:id="r{number}"/>' for number in numbers)
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{_PART_TYPE}{_kind(name)}+xml"/>' for name in (*parts, _MAIN)
    )
    parts[_MAIN] = (
        f'{_XML}<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_RELATIONS}">'
        f'<workbookPr date1904="{int(from_1904)}"/><sheets>{listed}</sheets></workbook>'
    ).encode()
    parts["xl/_rels/workbook.xml.rels"] = _links(links)
    parts["_rels/.rels"] = _links(f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="{_MAIN}"/>')
    extensions = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    parts["[Content_Types].xml"] = f'{_XML}<Types xmlns="{_TYPES}">{extensions}{types}</Types>'.encode()
    return packed(parts)


def _links(links: str) -> bytes:
    return f'{_XML}<Relationships xmlns="{_PACKAGE_RELATIONS}">{links}</Relationships>'.encode()


def _kind(part: str) -> str:
    kinds = {"styles.xml": "styles", "sharedStrings.xml": "sharedStrings", "workbook.xml": "sheet.main"}
    return kinds.get(part.rpartition("/")[2], "worksheet")


_Cells = list[list[tuple[Value, str]]]


def _by_openpyxl(stream: BytesIO) -> list[_Cells]:
    """Values and number formats of each sheet.

    :raises Exception: whatever openpyxl raises over styles or values that no office program writes.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 (slow to import)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles that are missing
        book = load_workbook(stream, read_only=True, data_only=True)
        return [[[_known(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets]


def _known(cell: Any) -> tuple[Value, str]:
    if cell.value is None:
        return "", ""
    return (ErrorValue(cell.value) if cell.data_type == "e" else cell.value), cell.number_format or ""


def _cells(
    package: Package, main: str, sheets: Sequence[SheetData], from_1904: bool, file: str
) -> tuple[list[_Cells], list[Finding]]:
    """The cells of all sheets, by openpyxl, or else by calamine without styles.

    :raises RefusedError: if neither can read them.
    """
    stream = _rebuilt(package, main, sheets, from_1904, tuple(_SHARED))
    try:
        return _by_openpyxl(stream), []
    except Exception:  # any value and any style may be malformed in any way
        stream = _rebuilt(package, main, sheets, from_1904, ("sharedStrings",))
    cells = [[[(value, "") for value in row] for row in sheet.rows] for sheet in read_values(stream)]
    return cells, [finding("formats-unread", Source(file=file))]


def cell_texts(
    cells: Mapping[int, Sequence[tuple[Value, str]]], file: str, sheet: str, most: int
) -> tuple[dict[int, list[str]], list[Finding]]:
    """The texts that the cells of a sheet show, by row, and what must be said about single cells.

    The rows end where their texts have more than ``most`` signs together.
    """
    texts: dict[int, list[str]] = {}
    findings: list[Finding] = []
    faults = signs = 0
    for number, row in cells.items():
        if signs > most:
            location = Source(file=file, sheet=sheet, cell=f"A{number + 1}")
            return texts, [*findings, finding("sheet-cut", location, rows=len(texts), most=len(texts))]
        texts[number] = []
        for column, (value, number_format) in enumerate(row):
            if value == "":
                texts[number].append("")
                continue
            known = shown(value, number_format)
            texts[number].append(known.text)
            if known.code and len(findings) < _MOST_CELL_FINDINGS:
                location = Source(file=file, sheet=sheet, cell=f"{column_letters(column)}{number + 1}")
                findings.append(finding(known.code, location, text=known.text[:_QUOTED]))
            faults += known.code is not None
        _trim(texts[number])
        signs += sum(map(len, texts[number]))
    if faults > len(findings):
        findings.append(finding("cells-more", Source(file=file, sheet=sheet), count=faults - len(findings)))
    return texts, findings


def signs_in(texts: Mapping[int, Sequence[str]]) -> int:
    """How many signs the texts of a sheet have."""
    return sum(len(text) for row in texts.values() for text in row)


def _trim(texts: list[str]) -> None:
    """Takes the empty texts behind the last that is none away."""
    while texts and not texts[-1]:
        texts.pop()


def bounded(sheets: Iterable[Sheet], file: str) -> tuple[list[Sheet], list[Finding]]:
    """The sheets of a workbook as far as the places for their cells go, and where they were cut off."""
    kept: list[Sheet] = []
    findings: list[Finding] = []
    left = MAX_CELLS
    for sheet in sheets:
        count, cell_count, ragged = shape(sheet.texts.values(), left)
        left -= cell_count
        if count < len(sheet.texts):
            findings.append(finding("sheet-cut", Source(file=file, sheet=sheet.name), rows=count, most=count))
        texts = sheet.texts if count == len(sheet.texts) else dict(islice(sheet.texts.items(), count))
        kept.append(sheet._replace(texts=texts, ragged=ragged))
    return kept, findings


def about_sheet(data: SheetData, texts: Mapping[int, Sequence[str]], file: str, name: str) -> Iterator[Finding]:
    """What must be said about a sheet as a whole: cut off, too wide, columns hidden."""
    source = Source(file=file, sheet=name)
    if data.cut:
        yield finding("sheet-cut", source, rows=len(data.numbers), most=MAX_ROWS)
    if data.wide:
        yield finding("sheet-wide", source)
    for first, last in data.hidden_columns:
        if any(any(row[first : last + 1]) for row in texts.values()):
            location = Source(file=file, sheet=name, cell=f"{column_letters(first)}1")
            columns = column_letters(first) if first == last else f"{column_letters(first)}-{column_letters(last)}"
            yield finding("columns-hidden", location, columns=columns)


class RawSheet(NamedTuple):
    """One sheet as its cells hold it: values with their number formats by row number (from 0)."""

    name: str
    is_hidden: bool
    data: SheetData
    cells: Mapping[int, Sequence[tuple[Value, str]]]


def read_raw(package: Package, file: str, *, with_hidden: bool = False) -> tuple[list[RawSheet], list[Finding]]:
    """The sheets of a workbook with what their cells hold; hidden ones are left out, and named, unless asked for.

    :raises RefusedError: if it is damaged or beyond the bounds.
    """
    main = package.main_part()
    named, from_1904 = _sheets_of(package, main)
    left_out = [] if with_hidden else [one for one in named if one.is_hidden]
    findings = [finding("sheet-hidden", Source(file=file, sheet=one.name)) for one in left_out]
    taken = [one for one in named if one not in left_out]
    data: list[SheetData] = []
    for one in taken:
        try:
            data.append(read_sheet(package, one.part))
        except RefusedError as refused:
            findings.append(finding(refused.code, Source(file=file, sheet=one.name), **refused.values))
            data.append(SheetData())
    read, new_findings = _cells(package, main, data, from_1904, file) if data else ([], [])
    sheets = [
        RawSheet(one.name, one.is_hidden, known, dict(zip(known.numbers, cells, strict=False)))
        for one, known, cells in zip(taken, data, read, strict=False)
    ]
    return sheets, [*findings, *new_findings]


def shown_sheets(raw: Iterable[RawSheet], file: str) -> tuple[list[Sheet], list[Finding]]:
    """The sheets as the texts that they show, up to the bounds; hidden ones are named and left out."""
    sheets: list[Sheet] = []
    findings: list[Finding] = []
    signs = 0
    for one in raw:
        if one.is_hidden:
            findings.append(finding("sheet-hidden", Source(file=file, sheet=one.name)))
            continue
        texts, new_findings = cell_texts(one.cells, file, one.name, MAX_SIGNS - signs)
        signs += signs_in(texts)
        findings.extend([*about_sheet(one.data, texts, file, one.name), *new_findings])
        sheets.append(Sheet(one.name, texts, one.data.merges, frozenset(one.data.hidden_rows)))
    kept, cut = bounded(sheets, file)
    return kept, [*findings, *cut]


__all__ = ["RawSheet", "Sheet", "cell_texts", "read_raw", "shown_sheets"]
