"""OpenDocument files (.odt, .ods, as WPS and LibreOffice save them) as grids, read without an office program.

A table is laid out alike in both: rows and cells that may be repeated, covered cells under merged ranges. Text is read
as it stands: what was deleted with changes tracked is left out, and so are boxes, notes and comments, as in Word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.grids.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SIGNS, Cell, Merge, Row, sheet_rows
from engine.grids.display import LONGEST, Value
from engine.grids.document import DocumentRows
from engine.grids.odfvalues import value_of
from engine.grids.package import Package, local
from engine.grids.sheetxml import MAX_MERGES, SheetData
from engine.grids.workbook import RawSheet, cell_texts
from engine.grids.xmlpart import MAX_ELEMENTS, EnoughError, read_part
from engine.language.findings import Finding, Source, finding
from engine.language.patterns import regex

_CONTENT = "content.xml"
_DEEPEST = 100
_SPACE = regex(r"[ \t\r\n]+")
_PARAGRAPHS = ("p", "h")
_SIGNS = {"tab": "\t", "line-break": "\n"}
# what is no text of a paragraph or a cell: boxes and pictures, notes, comments, deletions, lists for drop-downs
_LEFT_OUT = frozenset(
    (
        *("frame", "custom-shape", "g", "shapes", "forms", "annotation", "note", "tracked-changes", "ruby-text"),
        *("content-validations", "named-expressions", "database-ranges", "dde-links", "event-listeners"),
    )
)
_HIDDEN = ("collapse", "filter")


@dataclass
class Table:
    """A table while it is read, and afterwards; rows and columns count from 0."""

    name: str
    style: str
    cells: dict[int, list[tuple[Value, str]]] = field(default_factory=dict)
    data: SheetData = field(default_factory=SheetData)
    is_linked: bool = False
    row: int = 0
    row_times: int = 1
    column: int = 0
    columns: int = 0
    attributes: dict[str, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)

    def take_columns(self, values: dict[str, str]) -> None:
        """Columns that stand side by side and look alike."""
        first, self.columns = self.columns, self.columns + times(values, "number-columns-repeated")
        if values.get("visibility") in _HIDDEN and first < MAX_COLUMNS > len(self.data.hidden_columns):
            self.data.hidden_columns.append((first, self.columns - 1))

    def begin_row(self, values: dict[str, str]) -> None:
        """A row, or several alike."""
        self.row_times, self.column = times(values, "number-rows-repeated"), 0
        if values.get("visibility") in _HIDDEN and len(self.data.hidden_rows) < MAX_ROWS:
            self.data.hidden_rows.update(range(self.row, self.row + min(self.row_times, MAX_ROWS)))

    def begin_cell(self, values: dict[str, str]) -> None:
        """A cell, or several alike; the first of a merged range says how far it goes."""
        self.attributes, self.paragraphs = values, []
        across, down = times(values, "number-columns-spanned"), times(values, "number-rows-spanned")
        if (across > 1 or down > 1) and len(self.data.merges) < MAX_MERGES:
            self.data.merges.append(Merge(self.row, self.column, self.row + down - 1, self.column + across - 1))

    def end_cell(self, value: tuple[Value, str]) -> int:
        """How many cells were made of the one that ends."""
        first, repeated = self.column, times(self.attributes, "number-columns-repeated")
        self.column += repeated
        if value[0] == "":
            return 0
        self.data.wide |= self.column > MAX_COLUMNS
        if first >= MAX_COLUMNS:
            return 0
        row = self.cells.setdefault(self.row, [])
        row.extend([("", "")] * (first - len(row)))
        row.extend([value] * min(repeated, MAX_COLUMNS - first))
        return len(row)

    def end_row(self) -> int:
        """How many cells were made of the row that ends by repeating it.

        :raises EnoughError: if there are more rows than are read.
        """
        row, made = self.cells.get(self.row), 0
        if row is not None:
            for number in range(self.row, self.row + self.row_times):
                if len(self.data.numbers) >= MAX_ROWS or made > MAX_CELLS:
                    raise EnoughError
                self.cells[number] = row
                self.data.numbers.append(number)
                made += len(row)
        self.row += self.row_times
        return made


def times(values: dict[str, str], name: str) -> int:
    """A number that an attribute gives, 1 where it gives none."""
    text = values.get(name, "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 8 else 1


class _Reader:
    """Handlers of one pass over the content: ``blocks`` are its paragraphs and tables in their order."""

    def __init__(self) -> None:
        self.blocks: list[str | Table] = []
        self.tables: list[Table] = []
        self.hidden_styles: set[str] = set()
        self.has_changes = False
        self.is_sheet = False
        self.inside: list[str] = []
        self.left_out = 0
        self.style = ""
        self.paragraph: list[str] | None = None
        self.counted = self.size = self.made = 0

    def start(self, qualified: str, values: dict[str, str]) -> None:
        name = local(qualified)
        self.inside.append(name)
        self.counted += 1
        if self.counted > MAX_ELEMENTS or len(self.inside) > _DEEPEST:
            raise EnoughError
        self.has_changes |= name == "tracked-changes"
        self.left_out += name in _LEFT_OUT
        if not self.left_out:
            # of an attribute that stands twice, in the format's own words and in a program's, the first is the format's
            self.begin(name, {local(key): value for key, value in reversed(values.items())})

    def begin(self, name: str, values: dict[str, str]) -> None:
        if name == "spreadsheet":
            self.is_sheet = True
        elif name == "style":
            self.style = values.get("name", "")
        elif name == "table-properties" and values.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif name == "table":
            self.tables.append(Table(values.get("name", ""), values.get("style-name", "")))
            self.blocks.append(self.tables[-1])
        elif name in _PARAGRAPHS:
            self.paragraph = []
        elif self.paragraph is not None:
            self.take(" " * min(times(values, "c"), LONGEST) if name == "s" else _SIGNS.get(name, ""))
        elif self.tables:
            self.begin_in_table(name, values, self.tables[-1])

    @staticmethod
    def begin_in_table(name: str, values: dict[str, str], table: Table) -> None:
        if name == "table-column":
            table.take_columns(values)
        elif name == "table-row":
            table.begin_row(values)
        elif name == "table-cell":
            table.begin_cell(values)
        elif name == "covered-table-cell":
            table.attributes = values
        elif name == "table-source":  # what another file held, kept for formulas
            table.is_linked = True

    def text(self, text: str) -> None:
        if self.paragraph is not None and not self.left_out:
            self.take(_SPACE.sub(" ", text))

    def take(self, text: str) -> None:
        assert self.paragraph is not None
        self.size += len(text)
        if self.size > MAX_SIGNS:
            raise EnoughError
        self.paragraph.append(text)

    def end(self, qualified: str) -> None:
        name = local(qualified)
        self.inside.pop()
        if self.left_out:
            self.left_out -= name in _LEFT_OUT
        elif name in _PARAGRAPHS and self.paragraph is not None:
            self.end_paragraph("".join(self.paragraph))
        elif self.tables:
            self.end_in_table(name, self.tables[-1])

    def end_paragraph(self, text: str) -> None:
        self.paragraph = None
        if self.tables:
            self.tables[-1].paragraphs.append(text)
        else:
            self.blocks.append(text)

    def end_in_table(self, name: str, table: Table) -> None:
        if name == "table":
            self.tables.pop()
        elif name == "covered-table-cell":
            table.end_cell(("", ""))
        elif name == "table-cell":
            text = "\n".join(table.paragraphs).strip()
            self.made += table.end_cell(value_of(table.attributes, text) if self.is_sheet else (text, ""))
        elif name == "table-row":
            self.made += table.end_row()
        if self.made > 4 * MAX_CELLS:
            raise EnoughError


class _Content(NamedTuple):
    """What was read, and whether that is all."""

    reader: _Reader
    is_whole: bool


def _content(package: Package) -> _Content:
    reader = _Reader()
    is_whole = read_part(package, _CONTENT, reader)
    for table in reader.tables:  # those that a bound cut off
        table.data.cut = True
    return _Content(reader, is_whole)


def read_ods(package: Package) -> list[RawSheet]:
    """The sheets of a workbook, hidden ones too, as far as the bounds go.

    :raises RefusedError: if it is damaged.
    """
    reader, _ = _content(package)
    tables = [one for one in reader.blocks if isinstance(one, Table) and not one.is_linked]
    return [RawSheet(one.name, one.style in reader.hidden_styles, one.data, one.cells) for one in tables]


def read_odt(package: Package, file: str) -> DocumentRows:
    """The rows of a text document, as :func:`engine.grids.document.read_document` gives them of Word.

    :raises RefusedError: if it is damaged.
    """
    reader, is_whole = _content(package)
    source = Source(file=file)
    findings: list[Finding] = [finding("document-changes", source)] if reader.has_changes else []
    rows: list[Row] = []
    lines: list[str] = []
    tables = 0
    for block, one in enumerate(reader.blocks):
        if isinstance(one, Table):
            tables += 1
            rows.extend(_table_rows(one, file, tables, block, findings))
            continue
        lines.append(one)
        if one.strip():
            at = Source(file=file, line=len(lines))
            rows.append(Row(at, (Cell(one.strip(), at, 0, 0),), block, block, counted=True))
    if not is_whole or len(rows) > MAX_ROWS:
        findings.append(finding("sheet-cut", source, rows=min(len(rows), MAX_ROWS), most=MAX_ROWS))
    return DocumentRows(rows[:MAX_ROWS], lines, tables, findings)


def _table_rows(table: Table, file: str, number: int, block: int, findings: list[Finding]) -> Iterator[Row]:
    """The rows of a table, those without any text too; what must be said about its cells goes to ``findings``."""

    def source_at(row: int, _: int) -> Source:
        return Source(file=file, table=number, row=row + 1)

    texts, about = cell_texts(table.cells, file, "", MAX_SIGNS)
    findings.extend(one.model_copy(update={"source": source_at(0, 0)}) for one in about)
    for row in sheet_rows(texts, table.data.merges, source_at, block):
        yield row._replace(counted=True, hidden=row.number in table.data.hidden_rows)
