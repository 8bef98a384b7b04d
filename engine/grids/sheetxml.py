"""The XML of a worksheet, read as it is unpacked and written again without anything but values within bounds.

So a million rows, a cell in the last column, or a merged range over the whole sheet cost nothing; the libraries
that turn numbers and styles into values see only what is left. Rows are renumbered without gaps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from engine.grids.cells import MAX_COLUMNS, MAX_ROWS, Merge, column_letters
from engine.grids.display import UNCALCULATED
from engine.grids.package import Package, damaged, local
from engine.grids.xmlpart import MAX_ELEMENTS, EnoughError, read_part

MAX_MERGES = 50_000
_MAX_TEXT = 32 << 20
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
_TAIL = "</sheetData></worksheet>"


@dataclass
class SheetData:
    """The values of a sheet as XML of consecutive rows, the number of each row (from 0), and what is about them.

    ``cut`` tells that there was more; then merged ranges, which stand at the end, are not known.
    """

    rows: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    cut: bool = False
    wide: bool = False

    def xml(self) -> bytes:
        """The sheet as a part of a workbook."""
        return (_HEAD + "".join(self.rows) + _TAIL).encode()


class _Cell(NamedTuple):
    column: int
    kind: str
    style: str


class _Reader:
    """Handlers of one pass over a sheet."""

    def __init__(self) -> None:
        self.data = SheetData()
        self.cells: list[str] = []
        self.row = -1
        self.column = -1
        self.is_hidden = False
        self.cell: _Cell | None = None
        self.value: list[str] = []
        self.has_formula = False
        self.inside: list[str] = []
        self.counted = 0
        self.size = 0

    def start(self, qualified: str, values: dict[str, str]) -> None:
        name = local(qualified)
        self.inside.append(name)
        self.counted += 1
        if self.counted > MAX_ELEMENTS or len(self.inside) > 100:
            raise EnoughError
        if name == "row":
            self.start_row(values)
        elif name == "c":
            self.start_cell(values)
        elif name == "f" and self.cell:
            self.has_formula = True
        elif name == "mergeCell":
            self.take_merge(values.get("ref", ""))
        elif name == "col" and _is_hidden(values, "width") and len(self.data.hidden_columns) < MAX_COLUMNS:
            self.data.hidden_columns.append((_int(values.get("min"), 1) - 1, _int(values.get("max"), 1) - 1))

    def start_row(self, values: dict[str, str]) -> None:
        self.row = _int(values.get("r"), self.row + 2) - 1
        self.column = -1
        self.cells = []
        self.is_hidden = _is_hidden(values, "ht")

    def start_cell(self, values: dict[str, str]) -> None:
        position = _position(values.get("r", ""))
        self.column = position[1] if position else self.column + 1
        self.cell = _Cell(self.column, values.get("t", "n"), values.get("s", "0"))
        self.value, self.has_formula = [], False

    def take_merge(self, reference: str) -> None:
        ends = [_position(end) for end in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1] and len(self.data.merges) < MAX_MERGES:
            (top, left), (bottom, right) = ends[0], ends[1]
            self.data.merges.append(Merge(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))

    def text(self, text: str) -> None:
        if self.cell and self.inside[-1] in ("v", "t") and "rPh" not in self.inside:
            self.value.append(text)
            self.size += len(text)
            if self.size > _MAX_TEXT:
                raise EnoughError

    def end(self, qualified: str) -> None:
        self.inside.pop()
        name = local(qualified)
        if name == "c" and self.cell:
            self.end_cell(self.cell, "".join(self.value))
            self.cell = None
        elif name == "row" and self.cells:
            self.end_row()

    def end_cell(self, cell: _Cell, value: str) -> None:
        kind = cell.kind
        if not value and self.has_formula and kind != "str":
            kind, value = "e", UNCALCULATED
        if not value:
            return
        if cell.column >= MAX_COLUMNS:
            self.data.wide = True
            return
        kind = "str" if kind == "inlineStr" else kind
        attributes = f'r="{column_letters(cell.column)}{len(self.data.rows) + 1}" s={quoteattr(cell.style)}'
        self.cells.append(f"<c {attributes} t={quoteattr(kind)}><v>{escape(value)}</v></c>")

    def end_row(self) -> None:
        numbers = self.data.numbers
        if numbers and self.row <= numbers[-1]:
            raise damaged("row-twice", row=self.row + 1)
        if len(numbers) == MAX_ROWS:
            raise EnoughError
        self.data.rows.append(f'<row r="{len(numbers) + 1}">{"".join(self.cells)}</row>')
        numbers.append(self.row)
        if self.is_hidden:
            self.data.hidden_rows.add(self.row)


def _int(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _is_hidden(values: dict[str, str], size: str) -> bool:
    return values.get("hidden") in ("1", "true") or values.get(size) in ("0", "0.0")


def _position(reference: str) -> tuple[int, int] | None:
    """Row and column, from 0, of ``B5``."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha() and 0 < len(digits) <= 7):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def read_sheet(package: Package, name: str) -> SheetData:
    """The values of a sheet, up to the bounds.

    :raises RefusedError: if the part is no XML, declares entities, or is beyond any bound.
    """
    reader = _Reader()
    reader.data.cut = not read_part(package, name, reader)
    return reader.data
