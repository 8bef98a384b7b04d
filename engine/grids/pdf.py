"""Text PDFs as grids: the cells of ruled tables with their page, table and row, and the lines around them.

A process of its own (:mod:`engine.grids.pdfcells`) reads the file, within bounds of time and memory. A table that goes
on over pages is one: its parts stand above and below one another without a line between, from the same left to the
same right edge. What has no text, as a scan, is told apart from what has.
"""

from __future__ import annotations

import json
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from engine.files.opening import MEBIBYTE, content
from engine.grids.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Merge, Row, sheet_rows
from engine.grids.confined import Bounds, run
from engine.grids.document import DocumentRows
from engine.grids.package import RefusedError
from engine.language.findings import Finding, Source, finding
from engine.language.patterns import regex

BOUNDS = Bounds(seconds=60, memory=1536 * MEBIBYTE, file=64 * MEBIBYTE)
ENCRYPTED = "encrypted"
"""What the reading process says of a file with a password."""

_SNAP = 3.0
"""Points within which two edges are one."""

_SCANNED = 0.5
"""Share of a page that its pictures cover where they may be a scan of it."""

_PAGE_NUMBER = regex(r"[-—–\s]*第?\s*\d+\s*页?\s*(?:[,，/]?\s*共?\s*\d+\s*页?)?[-—–\s]*")


class _Box(NamedTuple):
    """A cell: its edges in points from the upper left corner of its page, and its text.

    ``begins`` is the width of its first word, ``free`` what is free behind its last line.
    """

    left: float
    top: float
    right: float
    bottom: float
    text: str
    begins: float
    free: float


class _Part(NamedTuple):
    """What of a table stands on one page, where it is the ``number``-th."""

    page: int
    number: int
    boxes: Sequence[_Box]

    @property
    def top(self) -> float:
        return min(box.top for box in self.boxes)

    @property
    def sides(self) -> tuple[float, float]:
        return min(box.left for box in self.boxes), max(box.right for box in self.boxes)


class _Line(NamedTuple):
    """A line outside all tables."""

    top: float
    text: str
    source: Source


def read_pdf(data: bytes, file: str) -> DocumentRows:
    """The rows of a PDF; of one with tables also the lines between them, each a row.

    :raises RefusedError: if it is damaged, encrypted or beyond the bounds, or holds no text.
    """
    found = _found(data)
    if "refused" in found:
        raise _refused(found["refused"])
    pages: list[dict[str, Any]] = found["pages"]
    if not any(page["lines"] or page["tables"] for page in pages):
        raise _without_text(pages)
    items = [_items(page, number, file) for number, page in enumerate(pages, 1)]
    blocks = list(_blocks(items))
    rows: list[Row] = []
    joined: list[Finding] = []
    for number, block in enumerate(blocks):
        if isinstance(block, _Line):
            rows += _line(block, number)
        else:
            table = _Table(block, file)
            rows += table.rows(number)
            joined += table.findings
    tables = sum(not isinstance(block, _Line) for block in blocks)
    lines = [block.text for block in blocks if isinstance(block, _Line)]
    findings = [*_about(pages, found["program"], file), *joined, *_cut(rows, file)]
    return DocumentRows(rows[: _most(rows)], lines, tables, findings)


def _refused(reason: str) -> RefusedError:
    return RefusedError("pdf-encrypted") if reason == ENCRYPTED else RefusedError("pdf-damaged", reason=reason)


def _without_text(pages: Sequence[dict[str, Any]]) -> RefusedError:
    """Why there is nothing to read on any page."""
    if lost := _lost(pages):
        return RefusedError("pdf-signs-lost", count=lost)
    return RefusedError("pdf-scanned" if any(page["picture"] for page in pages) else "pdf-empty")


def _lost(pages: Sequence[dict[str, Any]]) -> int:
    """How many signs there are of which nobody knows what they are."""
    return sum(page["lost"] for page in pages)


def _found(data: bytes) -> dict[str, Any]:
    """What the reading process found, see there.

    :raises RefusedError: if it does not end, or has not memory enough, within its bounds.
    """
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as name:
        given, made = Path(name, "given.pdf"), Path(name, "made.json")
        given.write_bytes(data)
        command = [sys.executable, "-m", "engine.grids.pdfcells", str(given), str(made)]
        try:
            is_whole = run(command, Path(name), BOUNDS)
            found: dict[str, Any] = json.loads(content(made, BOUNDS.file)) if is_whole else {}
        except (OSError, ValueError):  # it could not be started, or left nothing or half of it
            found = {}
    if not found:
        most = BOUNDS.memory // MEBIBYTE
        raise RefusedError("pdf-bounds", seconds=int(BOUNDS.seconds), most=most)
    return found


def _items(page: dict[str, Any], number: int, file: str) -> list[_Line | _Part]:
    """The lines and tables of a page from above, without its number at either end."""
    texts = sorted((top, text) for top, text in page["lines"])
    lines = [_Line(top, text, Source(file=file, page=number, line=at)) for at, (top, text) in enumerate(texts, 1)]
    parts = sorted(([_Box(*box) for box in boxes] for boxes in page["tables"]), key=lambda part: min(part)[1])
    tables = [_Part(number, at, boxes) for at, boxes in enumerate(parts, 1)]
    items: list[_Line | _Part] = [*lines, *tables]
    items.sort(key=lambda one: one.top)
    return [one for at, one in enumerate(items) if not (at in (0, len(items) - 1) and _is_number(one))]


def _is_number(item: _Line | _Part) -> bool:
    return isinstance(item, _Line) and _PAGE_NUMBER.fullmatch(item.text) is not None


def _blocks(pages: Iterable[list[_Line | _Part]]) -> Iterator[_Line | list[_Part]]:
    """The lines, and the tables as their parts on one page after another."""
    table: list[_Part] = []
    for items in pages:
        for at, item in enumerate(items):
            goes_on = isinstance(item, _Part) and not at and table and _goes_on(table[-1], item)
            if table and not goes_on:
                yield table
                table = []
            if isinstance(item, _Part):
                table.append(item)
            else:
                yield item
    if table:
        yield table


def _goes_on(above: _Part, below: _Part) -> bool:
    is_next = below.page == above.page + 1
    return is_next and all(abs(one - other) <= _SNAP for one, other in zip(above.sides, below.sides, strict=True))


def _line(line: _Line, number: int) -> list[Row]:
    return [Row(line.source, (Cell(line.text, line.source, 0, 0),), number, 0)]


class _Table:
    """The rows of a table while its parts are put together; rows count over all pages."""

    def __init__(self, parts: Sequence[_Part], file: str) -> None:
        self.file = file
        self.columns = _edges(edge for part in parts for box in part.boxes for edge in (box.left, box.right))
        self.boxes: dict[int, dict[int, _Box]] = {}
        self.merges: dict[tuple[int, int], Merge] = {}
        self.sources: list[Source] = []
        self.findings: list[Finding] = []
        for part in parts:
            self.take(part)

    def take(self, part: _Part) -> None:
        first = len(self.sources)
        lines = _edges(edge for box in part.boxes for edge in (box.top, box.bottom))
        for row, _ in enumerate(pairwise(lines)):
            self.boxes[first + row] = {}
            self.sources.append(Source(file=self.file, page=part.page, table=part.number, row=row + 1))
        above = {merge.left: merge for merge in self.merges.values() if first and merge.bottom == first - 1}
        for box in part.boxes:
            merge = _range(box, lines, self.columns, first)
            if merge.left < MAX_COLUMNS and not (
                merge.top == first and self.goes_on(above.get(merge.left), merge, box)
            ):
                self.merges[merge.top, merge.left] = merge
                self.boxes[merge.top][merge.left] = box
        if first:
            self.join(first)

    def goes_on(self, above: Merge | None, merge: Merge, box: _Box) -> bool:
        """Whether a merged cell is the rest of one on the page before: only one of the two has text."""
        if above is None or above.right != merge.right or above.top == above.bottom or merge.top == merge.bottom:
            return False
        before = self.boxes[above.top][above.left]
        if before.text and box.text:
            return False
        self.merges[above.top, above.left] = above._replace(bottom=merge.bottom)
        self.boxes[above.top][above.left] = before._replace(text=before.text or box.text)
        return True

    def join(self, row: int) -> None:
        """Puts a row to the one above that a page cut off: every cell with text goes on with a line that was full."""
        above, below = ({at: box for at, box in self.boxes[one].items() if box.text} for one in (row - 1, row))
        is_low = any(self.merges[row, at].bottom > row for at in below)
        if not below or is_low or not all(at in above and box.begins > above[at].free for at, box in below.items()):
            return
        for at, box in below.items():
            self.boxes[row - 1][at] = above[at]._replace(text=above[at].text + box.text)
        del self.boxes[row]
        self.findings.append(finding("pdf-row-joined", self.sources[row]))

    def rows(self, block: int) -> list[Row]:
        """The rows, each with the cells that cover it."""
        width = min(len(self.columns) - 1, MAX_COLUMNS)
        texts = {
            row: [boxes[at].text if at in boxes else "" for at in range(width)] for row, boxes in self.boxes.items()
        }
        return list(sheet_rows(texts, list(self.merges.values()), lambda row, _: self.sources[row], block))


def _edges(found: Iterable[float]) -> list[float]:
    """The edges in their order, those that are one once."""
    edges: list[float] = []
    for edge in sorted(found):
        if not edges or edge - edges[-1] > _SNAP:
            edges.append(edge)
    return edges


def _range(box: _Box, lines: Sequence[float], columns: Sequence[float], first: int) -> Merge:
    top, bottom = (bisect_right(lines, edge + _SNAP / 2) - 1 for edge in (box.top, box.bottom))
    left, right = (bisect_right(columns, edge + _SNAP / 2) - 1 for edge in (box.left, box.right))
    return Merge(first + top, left, first + max(bottom - 1, top), max(right - 1, left))


def _about(pages: Sequence[dict[str, Any]], program: str, file: str) -> Iterator[Finding]:
    """What must be said of a PDF: by what it was read, which pages are scans, and what of it has no text."""
    source = Source(file=file)
    yield finding("pdf-read", source, program=program)
    has_text = [bool(page["lines"] or page["tables"]) for page in pages]
    covered = [page["picture"] >= _SCANNED for page in pages]
    for code, wanted in (("pdf-pages-scanned", False), ("pdf-recognised", True)):
        numbers = [
            at for at, (text, scan) in enumerate(zip(has_text, covered, strict=True), 1) if scan and text is wanted
        ]
        if numbers:
            yield finding(code, source, pages="、".join(map(str, numbers)))
    if lost := _lost(pages):
        yield finding("pdf-signs-lost", source, count=lost)


def _most(rows: Sequence[Row]) -> int:
    """How many of the rows are read."""
    left = MAX_CELLS
    for count, row in enumerate(rows[:MAX_ROWS]):
        left -= len(row.cells)
        if left < 0:
            return count
    return min(len(rows), MAX_ROWS)


def _cut(rows: Sequence[Row], file: str) -> list[Finding]:
    most = _most(rows)
    return [finding("sheet-cut", Source(file=file), rows=most, most=most)] if most < len(rows) else []
