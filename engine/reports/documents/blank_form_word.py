"""The blank declaration as a Word file."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from engine.reports.documents.blank_form import WIDTHS, FormCell, Kind, blank_form
from engine.reports.documents.package import read_parts, write_parts
from engine.reports.documents.sheets import FONT

_WIDE = 25.7
"""The width of the text in centimetres: A4, landscape, with margins of 2 cm at its sides."""

_HIGH = 0.7
"""The least height of a row in centimetres."""


def blank_document(year: int | None = None) -> bytes:
    """The form as a table over the whole width of the page."""
    cells = blank_form(year)
    document = _page()
    rows = 1 + max(cell.row for cell in cells)
    table = document.add_table(rows, len(WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(_WIDE * width / sum(WIDTHS))
    for row in table.rows:
        row.height = Cm(_HIGH)
    for cell in cells:
        _fill(table, cell)
    target = io.BytesIO()
    document.save(target)
    return write_parts(read_parts(target.getvalue()))


def _page() -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    return document


def _fill(table: Table, cell: FormCell) -> None:
    first = table.cell(cell.row, cell.column)
    whole = first.merge(table.cell(cell.row + cell.down - 1, cell.column + cell.across - 1))
    whole.text = cell.text
    _look(whole, cell.kind)


def _look(cell: _Cell, kind: Kind) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    if kind in (Kind.TITLE, Kind.LABEL):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for run in paragraph.runs if kind is Kind.TITLE else ():
        run.bold, run.font.size = True, Pt(16)
