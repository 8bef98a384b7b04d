"""Word documents (.docx, .docm) as grids: paragraphs and the rows of their tables in order.

A row's source is the number of its table and its row in it; a paragraph's is its number in the document. Text is
read as it stands: insertions that were not accepted yet count, deletions do not, and that there are any is said.
Text in boxes, headers and footnotes is not part of a form and not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from engine.grids.cells import MAX_COLUMNS, MAX_ROWS, Cell, Row
from engine.grids.display import LONGEST
from engine.grids.package import MAX_PART, Package, damaged, packed
from engine.language.findings import Finding, Source, finding

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OTHER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>'
)
_LINKS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# what is not text of the paragraph itself: deletions, the place that text was moved from, boxes, a second rendering
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_OTHER}Fallback"})
_CHANGES = (f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo")
_WRAPPERS = (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag")
_MAX_CELLS = 200_000
_SIGNS_A_CELL = 100  # that count as one more cell
_MAX_BLOCKS = 200_000


class DocumentRows(NamedTuple):
    """The rows of a document, its paragraphs as lines where it has no table, and what must be said about it."""

    rows: list[Row]
    lines: list[str]
    tables: int
    findings: list[Finding]


def _body(package: Package) -> Any:
    """The body of a document, from a package that holds nothing else.

    :raises RefusedError: if it is damaged or too large.
    """
    from docx import Document  # noqa: PLC0415 (slow to import)

    data = package.part(package.main_part(), MAX_PART)
    try:
        document = Document(
            packed({"[Content_Types].xml": _TYPES.encode(), "_rels/.rels": _LINKS.encode(), "word/document.xml": data})
        )
        body = document.element.body
    except Exception as error:  # the library raises what its parser and its lookups raise
        raise damaged(error) from error
    if body is None:
        raise damaged("no-body")
    return body


def _paragraph(paragraph: Any) -> str:
    parts: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in _SIGNS:
            parts.append(_SIGNS[node.tag])
        elif node.tag not in _LEFT_OUT and isinstance(node.tag, str) and node.tag != f"{_W}pPr":
            stack.append(iter(node))
    return "".join(parts)


def _blocks(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body or a cell, also those in content controls and unaccepted insertions."""
    for node in parent:
        if node.tag in (f"{_W}p", f"{_W}tbl"):
            yield node
        elif node.tag in _WRAPPERS:
            yield from _blocks(node)


def _children(parent: Any, name: str) -> Iterator[Any]:
    for node in parent:
        if node.tag == f"{_W}{name}":
            yield node
        elif node.tag in _WRAPPERS:
            yield from _children(node, name)


def _number(node: Any, path: str, otherwise: int) -> int:
    found = node.find(path.replace("w:", _W))
    text = found.get(f"{_W}val", "") if found is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


class _Reader:
    """Makes rows of a body, counting its tables and paragraphs."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.rows: list[Row] = []
        self.findings: list[Finding] = []
        self.lines: list[str] = []
        self.tables = 0
        self.blocks = 0
        self.cells = 0

    @property
    def is_full(self) -> bool:
        """Whether a bound was reached."""
        return len(self.rows) >= MAX_ROWS or self.cells >= _MAX_CELLS or self.blocks >= _MAX_BLOCKS

    def take(self, parent: Any) -> None:
        for number, node in enumerate(_blocks(parent), 1):
            if self.is_full:
                return
            self.blocks += 1
            if node.tag == f"{_W}tbl":
                self.take_table(node)
                continue
            text = _paragraph(node)
            self.lines.append(text)
            if text.strip():
                source = Source(file=self.file, line=len(self.lines))
                self.rows.append(Row(source, (Cell(text.strip(), source, 0, 0),), self.blocks, number, counted=True))

    def take_table(self, table: Any) -> None:
        self.tables += 1
        self.blocks += 1
        number, block = self.tables, self.blocks
        above: dict[int, Cell] = {}
        nested: list[Any] = []
        for count, row in enumerate(_children(table, "tr"), 1):
            if self.is_full:
                return
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            source = Source(file=self.file, table=number, row=count)
            cells = self.cells_of(row, source, above, nested)
            hidden = row.find(f"{_W}trPr/{_W}hidden") is not None
            self.rows.append(Row(source, tuple(cells), block, count, counted=True, hidden=hidden))
        for inner in nested:
            self.take_table(inner)

    def cells_of(self, row: Any, source: Source, above: dict[int, Cell], nested: list[Any]) -> list[Cell]:
        """The cells of a row; ``above`` keeps, by its first column, each cell that may go on in the next row."""
        cells: list[Cell] = []
        left = _number(row, "w:trPr/w:gridBefore", 0)
        for node in _children(row, "tc"):
            right = left + max(_number(node, "w:tcPr/w:gridSpan", 1), 1) - 1
            if right >= MAX_COLUMNS:
                break
            blocks = list(_blocks(node))
            nested.extend(block for block in blocks if block.tag == f"{_W}tbl")
            text = "\n".join(_paragraph(block) for block in blocks if block.tag == f"{_W}p").strip()
            if len(text) > LONGEST:
                self.findings.append(finding("text-long", source))
                text = text[:LONGEST]
            cell = Cell(text, source, left, right)
            merge = node.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and left in above:
                cell = above[left]._replace(right=right, continued=True)
            above[left] = cell
            cells.append(cell)
            self.cells += 1 + len(cell.text) // _SIGNS_A_CELL  # also of one that goes on from above
            left = right + 1
        return cells


def read_document(package: Package, file: str) -> DocumentRows:
    """The rows of a document.

    :raises RefusedError: if it is damaged or beyond the bounds.
    """
    body = _body(package)
    reader = _Reader(file)
    reader.take(body)
    source = Source(file=file)
    findings = reader.findings
    if next(body.iter(*_CHANGES), None) is not None:
        findings.append(finding("document-changes", source))
    if reader.is_full:
        findings.append(finding("sheet-cut", source, rows=len(reader.rows), most=MAX_ROWS))
    return DocumentRows(reader.rows, reader.lines, reader.tables, findings)
