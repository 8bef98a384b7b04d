"""A grid as a file of every kind that is read, written part by part, so that any of it can be wrong."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from tests.formbooks import XlsSheet, old_book_bytes
from tests.fuzz import damage
from tests.fuzz.grids import Grid
from tests.opendocument import parts_of

Files = dict[str, bytes]
"""What stands in a folder, by name."""

ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "big5", "latin-1", "utf-7", "utf-32")
NAMESPACE = "http://schemas.openxmlformats.org/{}"
MAIN = NAMESPACE.format("spreadsheetml/2006/main")
WORD = NAMESPACE.format("wordprocessingml/2006/main")
TYPES = NAMESPACE.format("package/2006/content-types")
RELATIONS = NAMESPACE.format("package/2006/relationships")
OFFICE = NAMESPACE.format("officeDocument/2006/relationships")
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# what no XML may hold is written all the same, now and then, as a broken program would
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _text(text: str) -> str:
    return escape(FORBIDDEN.sub("\ufffd", text))


def _spans(grid: Grid, row: int, column: int) -> tuple[int, int]:
    """How many rows and columns a cell covers."""
    wide = next((at for at, text in enumerate(grid[row][column + 1 :], 1) if text != "<"), len(grid[row]) - column)
    high = next(
        (at for at, one in enumerate(grid[row + 1 :], 1) if column >= len(one) or one[column] != "^"), len(grid) - row
    )
    return high, wide


def _reference(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


CELLS: dict[str, str] = {
    "inline": '<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>',
    "runs": '<c r="{at}" t="inlineStr"><is><r><t>{half}</t></r><r><t>{rest}</t></r><rPh><t>x</t></rPh></is></c>',
    "number": '<c r="{at}" s="{style}"><v>{number}</v></c>',
    "date": '<c r="{at}" s="5"><v>{number}</v></c>',
    "percent": '<c r="{at}" s="2"><v>{number}</v></c>',
    "formula": '<c r="{at}" t="str"><f>1+1</f><v>{text}</v></c>',
    "shared formula": '<c r="{at}"><f t="shared" si="0" ref="A1:B2">A1</f><v>{number}</v></c>',
    "error": '<c r="{at}" t="e"><v>#DIV/0!</v></c>',
    "boolean": '<c r="{at}" t="b"><v>{number}</v></c>',
    "iso": '<c r="{at}" t="d"><v>{text}</v></c>',
    "shared": '<c r="{at}" t="s"><v>{number}</v></c>',
    "bare": "<c><v>{number}</v></c>",
    "far": '<c r="XFD1048576" t="inlineStr"><is><t>{text}</t></is></c>',
    "nowhere": '<c r="{text}" t="inlineStr"><is><t>{text}</t></is></c>',
    "unknown": '<c r="{at}" t="{half}" s="{number}"><v>{text}</v></c>',
}  # fmt: skip
STYLES = (
    "General",
    "0",
    "0%",
    "0.00%",
    "#,##0.00",
    "yyyy-mm-dd",
    'yyyy"年"m"月"',
    '0.00"万元"',
    "[h]:mm",
    "@",
    "[$-804]d",
    ";;;",
    '0"',
)
NUMBERS = (
    "0",
    "1",
    "0.95",
    "95",
    "45657",
    "-1",
    "1e308",
    "1E-320",
    "1e999",
    "NaN",
    "INF",
    "",
    "x",
    "2958466",
    "-693594",
    "60",
    "9" * 400,
    "0.1e+5",
    " 7 ",
)


class Odd(NamedTuple):
    """A cell of a workbook that is not written as plain text: where, how, with which number and style."""

    row: int
    column: int
    how: str
    number: str
    style: int


def _merges(grid: Grid) -> Iterator[tuple[int, int, int, int]]:
    """The first and last row and column of each cell that covers several."""
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            high, wide = _spans(grid, row, column)
            if text not in ("^", "<") and (high > 1 or wide > 1):
                yield row, column, row + high - 1, column + wide - 1


def _sheet(grid: Grid, odd: dict[tuple[int, int], Odd]) -> str:
    rows = []
    merges = [f"{_reference(top, left)}:{_reference(bottom, right)}" for top, left, bottom, right in _merges(grid)]
    for row, texts in enumerate(grid):
        cells = []
        for column, text in enumerate(texts):
            if text in ("^", "<"):
                continue
            one = odd.get((row, column), Odd(row, column, "inline", "0", 0))
            half = len(text) // 2
            values = {"text": _text(text), "half": _text(text[:half]), "rest": _text(text[half:]), "number": one.number}
            cells.append(CELLS[one.how].format(at=_reference(row, column), style=one.style, **values))
        rows.append(f'<row r="{row + 1}">{"".join(cells)}</row>')
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in merges)
    more = f'<mergeCells count="{len(merges)}">{merged}</mergeCells>' if merges else ""
    return f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>{more}</worksheet>'


def _relations(*found: tuple[str, str]) -> str:
    each = (
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(found, 1)
    )
    return f'{XML}<Relationships xmlns="{RELATIONS}">{"".join(each)}</Relationships>'


def _types(*parts: tuple[str, str]) -> str:
    each = (
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for name, kind in parts
    )
    package = 'ContentType="application/vnd.openxmlformats-package.relationships+xml"'
    start = f'{XML}<Types xmlns="{TYPES}"><Default Extension="rels" {package}/><Default Extension="xml" ContentType="application/xml"/>'
    return f"{start}{''.join(each)}</Types>"


def workbook_parts(grids: list[Grid], odd: list[Odd]) -> damage.Parts:
    """A workbook with one sheet a grid."""
    at = {(one.row, one.column): one for one in odd}
    names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(grids) + 1)]
    sheets = "".join(
        f'<sheet name="表{number}" sheetId="{number}" r:id="rId{number}"/>' for number in range(1, len(grids) + 1)
    )
    formats = "".join(
        f'<numFmt numFmtId="{170 + at}" formatCode="{escape(one, {chr(34): "&quot;"})}"/>'
        for at, one in enumerate(STYLES)
    )
    styles = "".join(f'<xf numFmtId="{170 + at}" applyNumberFormat="1"/>' for at in range(len(STYLES)))
    kind = "spreadsheetml."
    parts = {
        "[Content_Types].xml": _types(
            ("xl/workbook.xml", f"{kind}sheet.main"),
            ("xl/styles.xml", f"{kind}styles"),
            *((name, f"{kind}worksheet") for name in names),
        ),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            *(("worksheet", name.removeprefix("xl/")) for name in names), ("styles", "styles.xml")
        ),
        "xl/styles.xml": f'{XML}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/></fonts><fills><fill/></fills>'
        f"<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>",
        **{name: _sheet(grid, at) for name, grid in zip(names, grids, strict=True)},
    }
    return {name: text.encode() for name, text in parts.items()}


def _paragraph(text: str) -> str:
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{_text(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def _table(grid: Grid) -> str:
    rows = []
    for row, texts in enumerate(grid):
        cells = []
        for column, text in enumerate(texts):
            if text == "<" and column:
                continue
            _, wide = _spans(grid, row, column)
            below = any(column < len(one) and one[column] == "^" for one in grid[row + 1 : row + 2])
            merge = "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>' if below else ""
            span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{_paragraph('' if text == '^' else text)}</w:tc>")
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def document_parts(grids: list[Grid]) -> damage.Parts:
    """A document with one table a grid, a paragraph between them."""
    body = "<w:p/>".join(map(_table, grids))
    parts = {
        "[Content_Types].xml": _types(("word/document.xml", "wordprocessingml.document.main")),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f'{XML}<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>',
    }
    return {name: text.encode() for name, text in parts.items()}


# --- whole files


def text_of(grid: Grid, separator: str, end: str) -> str:
    """The grid as lines of text; a merged cell's repetition is empty."""
    return "".join(separator.join("" if cell in ("^", "<") else cell for cell in row) + end for row in grid)


def csv_of(grid: Grid, separator: str) -> str:
    """The grid as separated values."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator)
    writer.writerows(["" if cell in ("^", "<") else cell for cell in row] for row in grid)
    return target.getvalue()


def _encoded(text: str, encoding: str) -> bytes:
    return (
        text.encode(encoding, "replace")
        if codecs.lookup(encoding).name != "utf-32"
        else text.encode(encoding, "surrogatepass")
    )


def _xls(grids: list[Grid], odd: list[Odd], damages: list[damage.Damage]) -> bytes:
    numbers = {(one.row, one.column): one.number for one in odd}
    sheets = {}
    for number, grid in enumerate(grids):
        rows = [
            tuple(_xls_cell(text, numbers.get((row, column))) for column, text in enumerate(texts))
            for row, texts in enumerate(grid)
        ]
        sheets[f"表{number}"] = XlsSheet(rows, list(_merges(grid)))
    return old_book_bytes(sheets, change=lambda stream: damage.damaged_bytes(stream, damages))


def _xls_cell(text: str, number: str | None) -> object:
    if text in ("^", "<"):
        return None
    if number is not None:
        try:
            return float(number)
        except ValueError:
            return text
    return text.encode("utf-16-le", "replace").decode("utf-16-le")[:2000]


kinds = st.sampled_from(("txt", "txt", "csv", "xlsx", "xlsx", "docx", "docx", "xls", "ods", "odt"))
named = ("txt", "csv", "xlsx", "docx", "xls", "xlsm", "docm", "ods", "odt", "et", "wps")
odds = st.lists(
    st.builds(
        Odd,
        st.integers(0, 20),
        st.integers(0, 8),
        st.sampled_from(tuple(CELLS)),
        st.sampled_from(NUMBERS),
        st.integers(0, len(STYLES)),
    ),
    max_size=5,
)


@st.composite
def file_of(draw: st.DrawFn, grids: st.SearchStrategy[Grid]) -> Files:
    """A file of some kind that holds a table or two, or the remains of them; now and then under another kind's name."""
    some = draw(st.lists(grids, min_size=1, max_size=2))
    kind = draw(kinds)
    data = b"".join(_written(draw, kind, some))
    suffix = draw(st.sampled_from((*(kind,) * 7, *named)))
    return {f"a.{suffix}": damage.damaged_bytes(data, draw(damage.of_bytes))}


def _written(draw: st.DrawFn, kind: str, grids: list[Grid]) -> Iterator[bytes]:
    if kind in ("txt", "csv"):
        encoding = draw(st.sampled_from(ENCODINGS))
        separator = draw(
            st.sampled_from(("\t", "\t", "\t\t", " ", "  ", "|") if kind == "txt" else (",", ",", ";", "\t"))
        )
        end = draw(st.sampled_from(("\n", "\n", "\r\n", "\r", "\n\n", "")))
        for grid in grids:
            yield _encoded(text_of(grid, separator, end) if kind == "txt" else csv_of(grid, separator), encoding)
    elif kind == "xls":
        yield _xls(grids, draw(odds), draw(damage.of_bytes))
    else:
        yield damage.zipped(damage.damaged_parts(_parts(draw, kind, grids), draw(damage.of_parts)))


def _parts(draw: st.DrawFn, kind: str, grids: list[Grid]) -> damage.Parts:
    if kind == "xlsx":
        return workbook_parts(grids, draw(odds))
    return document_parts(grids) if kind == "docx" else parts_of(f".{kind}", grids)
