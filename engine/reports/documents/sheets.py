"""Writing cells that hold exactly what was meant: texts as text, numbers exact, rows high enough to be read.

XlsxWriter's own ``write`` guesses (a text that begins with ``=`` becomes a formula); only its typed calls are used.
"""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import count, takewhile
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.reports.documents.package import EPOCH
from engine.reports.figures import Figure
from engine.reports.text import is_formula_like, legal

FONT = "宋体"
LONGEST = 32_000
"""Excel takes 32,767 characters in a cell and drops a longer text; it is cut, and says so."""

LINE = Decimal("13.5")
HIGHEST = 409
"""Excel makes no row higher, in points."""

SIMSUN = {"font_family": 1, "font_charset": 134}
"""A serif of the Chinese signs: what a machine without 宋体 looks for instead."""

A4 = 9
PAGE = 510
"""So many points of rows are printed on a landscape page of A4 that is as wide as its columns."""


class Look(NamedTuple):
    """How a cell looks; each distinct look is one format of the workbook."""

    align: str = "left"
    upright: str = "vcenter"
    bold: bool = False
    fill: str = ""
    size: int = 10
    border: bool = True
    indent: int = 0


TEXT = Look()
CENTRE = Look(align="center")
NUMBER = Look(align="right", indent=1)
HEAD = Look(align="center", bold=True, fill="#F2F2F2")
TITLE = Look(align="center", bold=True, size=18, border=False)
PLAIN = Look(border=False)


class Book:
    """A workbook that is being written, in memory; :meth:`close` gives its bytes, the same for the same cells."""

    def __init__(self, title: str) -> None:
        self._target = io.BytesIO()
        self.workbook = Workbook(self._target, {"in_memory": True})
        self.workbook.set_properties({"title": legal(title), "author": "jixiao", "created": datetime(*EPOCH)})
        self._formats: dict[tuple[Look, str, bool], Format] = {}

    def sheet(self, name: str, widths: tuple[float, ...]) -> Sheet:
        """A new sheet with these column widths, set up to be printed on A4, landscape, one page wide."""
        worksheet = self.workbook.add_worksheet(name)
        for column, width in enumerate(widths):
            worksheet.set_column(column, column, width)
        worksheet.set_landscape()
        worksheet.set_paper(A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.6)
        worksheet.center_horizontally()
        worksheet.fit_to_pages(1, 0)
        worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return Sheet(self, worksheet, widths)

    def format(self, look: Look, number_format: str = "General", quoted: bool = False) -> Format:
        """The format of a look, made once."""
        key = (look, number_format, quoted)
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(_properties(look, number_format, quoted))
        return self._formats[key]

    def close(self) -> bytes:
        """The finished file, without a trace of when it was made."""
        self.workbook.close()
        return self._target.getvalue()


def _properties(look: Look, number_format: str, quoted: bool) -> dict[str, object]:
    properties: dict[str, object] = {
        "font_name": FONT,
        **SIMSUN,
        "font_size": look.size,
        "bold": look.bold,
        "align": look.align,
        "valign": look.upright,
        "text_wrap": number_format == "General",  # a number stands in one line
        "border": int(look.border),
        "indent": look.indent,
        "num_format": number_format,
        "quote_prefix": quoted,
    }
    return properties | ({"bg_color": look.fill} if look.fill else {})


class Sheet:
    """One sheet: cells are put at (row, column), both from 0; what is put decides the height of its row."""

    def __init__(self, book: Book, worksheet: Worksheet, widths: tuple[float, ...]) -> None:
        self.worksheet = worksheet
        self._book = book
        self._widths = widths
        self.heights: dict[int, float] = {}
        """The heights of the rows that were set, in points."""

    def put(  # noqa: PLR0913 (a cell has a place, a size, a content and a look)
        self, row: int, column: int, content: str | Figure, look: Look, *, down: int = 1, across: int = 1
    ) -> None:
        """Write a cell, merged over so many rows and columns."""
        if down > 1 or across > 1:
            last = (row + down - 1, column + across - 1)
            self.worksheet.merge_range(row, column, *last, "", self._book.format(look))
        if isinstance(content, Figure) and content.value is not None and is_exact(content.value):
            shape = self._book.format(look, number_format(content))
            self.worksheet.write_number(row, column, float(content.value), shape)
            return
        text = cut(legal(str(content)))
        shape = self._book.format(look, quoted=is_formula_like(text))
        if text:
            self.worksheet.write_string(row, column, text, shape)
        else:
            self.worksheet.write_blank(row, column, None, shape)

    def line(self, row: int, cells: Sequence[str | Figure], looks: Iterable[Look]) -> None:
        """Write a row of cells, one a column, from the first column on, as high as its texts need."""
        for column, (cell, look) in enumerate(zip(cells, looks, strict=True)):
            self.put(row, column, cell, look)
        self.height(row, {(column, 1): str(cell) for column, cell in enumerate(cells)})

    def height(self, row: int, contents: dict[tuple[int, int], str], least: float = 18, down: int = 1) -> None:
        """Set the height of a row, or of ``down`` of them together, so that each text fits its columns ``(first, how
        many)``."""
        high = min(HIGHEST, max(least, self._needed(contents)) / down)
        for one in range(row, row + down):
            self.worksheet.set_row(one, high)
            self.heights[one] = high

    def break_pages(self, repeated: int, together: Iterable[int]) -> None:
        """Break the printed pages between rows, so that none of the rows ``together`` begins one.

        The row ``repeated`` stands on top of every page after it.
        """
        breaks, used, held = [], 0.0, set(together)
        for row, high in sorted(self.heights.items()):
            if row in held:
                continue
            following = takewhile(held.__contains__, count(row + 1))
            whole = high + sum(self.heights.get(one, 0) for one in following)
            if used and used + whole > PAGE:
                breaks.append(row)
                used = self.heights[repeated] * (row > repeated)
            used += whole
        self.worksheet.set_h_pagebreaks(breaks)

    def mark(self, draft: str) -> None:
        """Print the mark of a draft at the head of every page; nothing where it is none."""
        if draft:
            self.worksheet.set_header(f"&C&9{draft}", {"margin": 0.2})

    def foot(self, text: str) -> None:
        """Print a text, in the sheet's own signs for feet, and the page's number at the foot of every page."""
        self.worksheet.set_footer((f"&L&8{text}" if text else "") + "&R&8第 &P 页 共 &N 页")

    def rows_for(self, contents: dict[tuple[int, int], str]) -> int:
        """How many rows, merged, these texts need: one, unless Excel makes none so high."""
        return max(1, math.ceil(self._needed(contents) / HIGHEST))

    def _needed(self, contents: dict[tuple[int, int], str]) -> float:
        lines = max((self._lines(text, *columns) for columns, text in contents.items()), default=1)
        return float(lines * LINE + 4)

    def _lines(self, text: str, column: int, across: int) -> int:
        room = sum(self._widths[column : column + across]) - 1
        return sum(max(1, math.ceil(units(line) / room)) for line in text.split("\n"))


def cut(text: str) -> str:
    """The text as far as a cell can hold it; what is left out is said."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……（全文 {len(text)} 字，单元格容纳不下）"


def units(text: str) -> int:
    """How wide a text is, in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def is_exact(value: Decimal) -> bool:
    """Whether a workbook holds the number: the 16 digits that are written come back as the double that prints as it."""
    number = float(value)
    return Decimal(repr(number)) == value and float(f"{number:.16G}") == number


def number_format(figure: Figure) -> str:
    """The number format that shows a figure as its text does."""
    decimals = len(figure.text.rstrip("%").partition(".")[2])
    whole = "#,##0" if "," in figure.text else "0"
    return whole + ("." + "0" * decimals if decimals else "") + ("%" if figure.text.endswith("%") else "")
