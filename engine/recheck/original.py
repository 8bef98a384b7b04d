"""An Excel file with what was found marked in its own cells: widths, merges, fonts, borders, formats, print set-up stay.

Formulas stay behind as the values they showed, macros and links to other files are left out. What is too large to be
opened whole, or of another kind, is not marked in place; then :mod:`engine.recheck.marks` draws its cells anew.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers import expat

from engine.files.opening import MEBIBYTE
from engine.grids.package import Package, RefusedError, local, parser
from engine.language.findings import Finding, Source
from engine.language.patterns import regex
from engine.recheck.chinese import location_text, sentence
from engine.recheck.marks import LEADS, Mark, marks_of
from engine.reports.documents.package import read_parts, write_parts
from engine.reports.documents.sheets import cut
from engine.reports.text import is_formula_like, legal

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LIST = "复核意见"
_MOST = 16 * MEBIBYTE  # of all parts together; openpyxl takes some ten times as much
_MOST_SPANNED = 200_000  # cells under merged ranges and links, for each of which openpyxl makes an object
_CELL_REFERENCE = regex(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_CLOCK = regex(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_WIDTHS = (26.0, 12.0, 90.0)


def marked_original(data: bytes, findings: Iterable[Finding]) -> bytes | None:
    """The file's bytes with every finding in its cell and in a list at the end; None where it cannot be done in place."""
    try:
        book = _opened(data)
    except Exception:  # whatever openpyxl raises over parts that no office program writes
        return None
    if book is None:
        return None
    new_findings = tuple(findings)
    for source, mark in marks_of(new_findings).items():
        if source.sheet is not None and source.cell is not None and source.sheet in book.sheetnames:
            _mark(book[source.sheet], source.cell, mark)
    _list(book, new_findings)
    target = BytesIO()
    book.save(target)
    return _without_clock(target.getvalue())


def _opened(data: bytes) -> Workbook | None:
    """The workbook, if its parts are within bounds.

    :raises Exception: whatever openpyxl raises.
    """
    try:
        package = Package(data)
        if "xl/workbook.xml" not in package.names or not _is_within_bounds(package):
            return None
    except RefusedError:
        return None
    from openpyxl import load_workbook  # noqa: PLC0415 (slow to import)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is left out: drawings, extensions
        return load_workbook(BytesIO(data), data_only=True, keep_links=False)


def _is_within_bounds(package: Package) -> bool:
    """Whether openpyxl can open it: no document types, not too large, no range that covers a whole sheet."""
    left, spanned = _MOST, 0
    for name in package.names:
        if name.endswith((".xml", ".rels", ".vml")):
            part = package.part(name, left)
            left -= len(part)
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                spanned += _spanned(part)
    return spanned <= _MOST_SPANNED


def _spanned(part: bytes) -> int:
    """How many cells the merged ranges and links of a sheet cover."""
    covered = 0

    def start(name: str, values: dict[str, str]) -> None:
        nonlocal covered
        if local(name) in ("mergeCell", "hyperlink"):
            covered += _area(values.get("ref", ""))

    reader = parser()
    reader.StartElementHandler = start
    try:
        reader.Parse(part, True)
    except expat.ExpatError:
        return _MOST_SPANNED + 1
    return covered


def _area(ref: str) -> int:
    """How many cells a range has: 6 for ``A1:B3``."""
    matches = [_CELL_REFERENCE.fullmatch(reference) for reference in ref.split(":")]
    if not 1 <= len(matches) <= 2 or None in matches:
        return _MOST_SPANNED + 1
    corners = [(_column(reference[1]), int(reference[2])) for reference in matches if reference]
    (left, top), (right, bottom) = corners[0], corners[-1]
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _anchor(sheet: Worksheet, reference: str) -> Cell:
    """The cell at a place, or the first of the merged range that covers it."""
    for merged in sheet.merged_cells.ranges:
        if reference in merged:
            return sheet.cell(merged.min_row, merged.min_col)  # type: ignore[return-value]
    return sheet[reference]  # type: ignore[no-any-return]


def _mark(sheet: Worksheet, reference: str, mark: Mark) -> None:
    """Colour and comment one cell; what somebody else wrote in its comment stays above."""
    from openpyxl.comments import Comment  # noqa: PLC0415 (slow to import)
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    cell = _anchor(sheet, reference)
    colour = mark.look.fill.removeprefix("#")
    cell.fill = PatternFill("solid", start_color=colour, end_color=colour)
    above = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(legal(f"{above}{mark.comment}"), "jixiao", height=120, width=360)


def _list(book: Workbook, findings: Iterable[Finding]) -> None:
    """All findings on a sheet of their own, since comments are not printed, each with a link to its cell."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 (slow to import)

    sheet = book.create_sheet(_free(LIST, {name.lower(): None for name in book.sheetnames}))
    for column, (head, width) in enumerate(zip(("位置", "类别", "说明"), _WIDTHS, strict=True), 1):
        sheet.cell(1, column, head).font = Font(bold=True)
        sheet.column_dimensions["ABC"[column - 1]].width = width
    for row, one in enumerate(findings, 2):
        _write(sheet, row, one, one.source)
        for cell in sheet[row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = _fit()
    sheet.freeze_panes = "A2"


def _fit() -> object:
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 (slow to import)

    return PageSetupProperties(fitToPage=True)


def _write(sheet: Worksheet, row: int, one: Finding, source: Source | None) -> None:
    for column, text in enumerate((location_text(source), LEADS[one.severity], sentence(one)), 1):
        cell = sheet.cell(row, column)
        cell.value = cut(legal(text))
        cell.data_type = "s"  # a text that begins with = is a text
        cell.quotePrefix = is_formula_like(text)
    if source and source.sheet and source.cell:
        name = source.sheet.replace("'", "''")
        sheet.cell(row, 1).hyperlink = f"#'{name}'!{source.cell}"


def _free(name: str, taken: Mapping[str, None]) -> str:
    """The name, or the first of it with a number that no sheet has."""
    tries = (name, *(f"{name}{count}" for count in range(2, 1000)))
    return next(one for one in tries if one.lower() not in taken)


def _without_clock(data: bytes) -> bytes:
    """The same file without a trace of when it was made, so that the same input gives the same bytes."""
    parts = read_parts(data)
    core = parts.get("docProps/core.xml", b"")
    parts["docProps/core.xml"] = _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", core)
    return write_parts(parts)
