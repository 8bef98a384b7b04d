"""A rechecked Word, text or old Excel file as a new sheet: its cells where they stood, the faulty ones marked.

The sheet is made from the rows that were read, not from the file: nothing hidden, no macro and no formula gets into it.
An Excel file of the present format is marked in place, by :mod:`engine.recheck.original`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from engine.grids.cells import Cell, Row
from engine.language.findings import Finding, Severity, Source
from engine.language.patterns import regex
from engine.recheck.chinese import sentence
from engine.reports.documents.sheets import TEXT, Book, Look, Sheet
from engine.reports.text import legal, legal_name

WRONG = Look(fill="#FCE4E4", bold=True)
NOTE = Look(fill="#FFF4CC")
OPEN = Look(fill="#E8EEF7")
_FAMILY = {Severity.ERROR: WRONG, Severity.WARNING: NOTE, Severity.NOTE: OPEN}
LEADS = {Severity.ERROR: "错误", Severity.WARNING: "提示", Severity.NOTE: "待人工判断"}
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_ROW = regex(r"[A-Z]+(\d+)$")
WIDTH = 16.0
BESIDE = 60.0
LONGEST_COMMENT = 2000


class Mark(NamedTuple):
    """What is said about one cell: the findings, the gravest first."""

    findings: tuple[Finding, ...]

    @property
    def look(self) -> Look:
        """How the cell is marked, by the gravest."""
        return _FAMILY[self.findings[0].severity]

    @property
    def comment(self) -> str:
        """The findings as one comment in Chinese."""
        lines = (f"【{LEADS[one.severity]}】{sentence(one)}" for one in self.findings)
        return legal("\n".join(lines))[:LONGEST_COMMENT]


def marks_of(findings: Iterable[Finding]) -> dict[Source, Mark]:
    """The marks by place; findings without a place mark nothing."""
    by_location: dict[Source, list[Finding]] = {}
    for one in findings:
        if one.source is not None:
            by_location.setdefault(one.source, []).append(one)
    return {location: Mark(tuple(sorted(here, key=_gravity))) for location, here in by_location.items()}


def _gravity(finding: Finding) -> int:
    return _ORDER.index(finding.severity)


class _Placed(NamedTuple):
    """A row with the row of the copy it goes to, from 0."""

    row: Row
    at: int


def _sheets(rows: Sequence[Row]) -> Iterator[tuple[str, list[_Placed]]]:
    """The rows by sheet of the copy: a workbook keeps its sheets and rows, anything else is one sheet."""
    by_sheet: dict[str, list[_Placed]] = {}
    for row in rows:
        name = row.source.sheet or "复核"
        placed = by_sheet.setdefault(name, [])
        own = _ROW.match(row.source.cell or "") if row.source.sheet else None
        placed.append(_Placed(row, int(own[1]) - 1 if own else len(placed)))
    yield from by_sheet.items()


def _spans(placed: Sequence[_Placed]) -> Iterator[tuple[Cell, int, int]]:
    """Each cell with its row in the copy and how many rows it covers, merged cells once."""
    for index, (row, at) in enumerate(placed):
        for cell in row.cells:
            if cell.continued:
                continue
            down = 1
            while index + down < len(placed) and placed[index + down].at == at + down:
                below = placed[index + down].row
                if below.block != row.block or not _goes_on(cell, below):
                    break
                down += 1
            yield cell, at, down


def _goes_on(cell: Cell, below: Row) -> bool:
    return any(
        one.continued and one.source == cell.source and one.left == cell.left and one.right == cell.right
        for one in below.cells
    )


def _taken(taken: set[tuple[int, int]], at: int, down: int, cell: Cell) -> bool:
    """Whether another cell already covers a part of these places; they are noted as covered."""
    covered = {(row, column) for row in range(at, at + down) for column in range(cell.left, cell.right + 1)}
    if covered & taken:
        return True
    taken |= covered
    return False


def _draw(sheet: Sheet, placed: Sequence[_Placed], marks: dict[Source, Mark], width: int) -> None:
    """The cells, and beside each row with marks what is said about it, since comments are not printed."""
    on_rows = {row.source: at for row, at in placed if row.source in marks}
    by_row = {at: source for source, at in on_rows.items()}
    taken: set[tuple[int, int]] = set()
    comments_by_row: dict[int, list[str]] = {}
    texts: dict[int, dict[tuple[int, int], str]] = {}
    for cell, at, down in _spans(placed):
        if _taken(taken, at, down, cell):
            continue
        mark = marks.get(cell.source) or (marks.get(by_row.pop(at, cell.source)) if cell.text else None)
        across = cell.right - cell.left + 1
        sheet.put(at, cell.left, cell.text, mark.look if mark else TEXT, down=down, across=across)
        if down == 1:
            texts.setdefault(at, {})[cell.left, across] = cell.text
        if mark:
            options = {"author": "jixiao", "x_scale": 3, "y_scale": 2}
            sheet.worksheet.write_comment(at, cell.left, mark.comment, options)
            comments_by_row.setdefault(at, []).append(mark.comment)
    for at, comments in comments_by_row.items():
        text = "\n".join(comments)
        sheet.put(at, width, text, TEXT)
        texts.setdefault(at, {})[width, 1] = text
    for at, contents in texts.items():
        sheet.height(at, contents)


def marked_copy(rows: Sequence[Row], findings: Iterable[Finding], title: str) -> bytes:
    """The rows of a file as the bytes of an ``.xlsx``, with what was found marked and commented in its cell."""
    book = Book(title)
    marks = marks_of(findings)
    names: set[str] = set()
    for name, placed in _sheets(rows):
        width = max((cell.right + 1 for row, _ in placed for cell in row.cells), default=1)
        sheet = book.sheet(_sheet_name(name, names), (*(WIDTH,) * width, BESIDE))
        _draw(sheet, placed, marks, width)
    if not names:
        book.sheet("复核", (WIDTH,))
    return book.close()


def _sheet_name(name: str, names: set[str]) -> str:
    """A name that Excel takes: at most 31 characters, none of ``[]:*?/\\'``, each once."""
    plain = legal_name(name)[:28] or "复核"
    taken = {one.lower() for one in names}
    free = next(one for one in (plain, *(f"{plain}{count}" for count in range(2, 1000))) if one.lower() not in taken)
    names.add(free)
    return free
