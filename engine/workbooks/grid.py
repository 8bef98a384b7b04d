"""The cells of one sheet of a filled-in workbook, each as the text that is recorded, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from engine.grids.cells import column_letters
from engine.grids.display import Value, shown
from engine.language.findings import Finding, Findings, Source, finding
from engine.workbooks.layout import LABELS, plain, same

_QUOTED = 60  # signs of a cell in a message
GAP = 4
"""How many columns behind a label its value may stand."""

_LABELS = frozenset(map(plain, LABELS))


def is_label(text: str) -> bool:
    """Whether a text is one of the labels beside which something stands."""
    return plain(text) in _LABELS


class Filled(NamedTuple):
    """One cell: its text as recorded, its place, and what must be said about it."""

    text: str
    source: Source
    findings: Findings = ()


class Grid:
    """A sheet, its cells by row and column from 0."""

    def __init__(self, file: str, name: str, cells: Mapping[int, Sequence[tuple[Value, str]]]) -> None:
        self.file = file
        self.name = name
        self._cells = cells

    @property
    def numbers(self) -> list[int]:
        """The rows that hold anything, in order."""
        return sorted(self._cells)

    def location(self, row: int, column: int) -> Source:
        """Where a cell is."""
        return Source(file=self.file, sheet=self.name, cell=f"{column_letters(column)}{row + 1}")

    def text(self, row: int, column: int | None) -> str:
        """What a cell shows; nothing where there is none."""
        return "" if column is None else self.filled(row, column).text

    def filled(self, row: int, column: int) -> Filled:
        """A cell that somebody may have filled in."""
        location = self.location(row, column)
        cells = self._cells.get(row, ())
        if column >= len(cells):
            return Filled("", location)
        value, number_format = cells[column]
        known = shown(value, number_format)
        text = _whole_date(value, known.text) if isinstance(value, date) else known.text
        findings = (finding(known.code, location, text=text[:_QUOTED]),) if known.code else ()
        return Filled("" if known.is_error else text, location, findings)

    def find(self, label: str, rows: Sequence[int]) -> tuple[int, int] | None:
        """The first cell of some rows that reads as a label."""
        for row in rows:
            for column in range(len(self._cells[row])):
                if same(self.text(row, column), label):
                    return row, column
        return None

    def value_of_label(self, label: str, rows: Sequence[int]) -> Filled | None:
        """The cell to the right of a label, behind columns that were inserted; None where no cell has the label."""
        found = self.find(label, rows)
        if found is None:
            return None
        row, first = found[0], found[1] + 1
        for column in range(first, first + GAP):
            cell = self.filled(row, column)
            if is_label(cell.text):
                break
            if cell.text or cell.findings:
                return cell
        return self.filled(row, first)

    def heads(self, row: int) -> Iterator[tuple[str, int]]:
        """The texts of a row with their columns."""
        for column in range(len(self._cells[row])):
            text = self.text(row, column)
            if text:
                yield text, column


def _whole_date(value: date, text: str) -> str:
    """A day under a format without the year still has one; a month stays a month."""
    is_day = "日" in text and "年" not in text
    return f"{value.year}年{value.month}月{value.day}日" if is_day else text


def findings_of(cells: Sequence[Filled]) -> list[Finding]:
    """What must be said about cells that were read."""
    return [one for cell in cells for one in cell.findings]
