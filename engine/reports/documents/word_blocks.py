"""Blocks as WordprocessingML.

Styles are found by the names that Word shows (``heading 1``, ``Body Text``, ``表头`` …), since Word may give them
other ids when a template is saved; a style that a template lacks is the template's default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from engine.reports.documents.blocks import Block, Cell, Heading, Paragraph, Picture, Signing, Table
from engine.reports.documents.charts import draw, png
from engine.reports.documents.word_charts import Pictured, drawing_xml
from engine.reports.documents.word_template import shown

WIDTH = 9070
"""The width of the text in twentieths of a point: A4 with margins of 2.5 cm."""

WIDEST = 580
"""The same in 1/96 inch, a little less."""

STYLES = {"l": "表格文字", "c": "表格居中", "r": "表格数字"}
PARAGRAPH = Markup("<w:p><w:pPr>{}{}</w:pPr><w:r>{}</w:r></w:p>")
WITH_NEXT = Markup("<w:keepNext/>")
FREE = Markup("")
ALONE = Markup('<w:keepNext w:val="0"/>')
"""Whether a paragraph stays on the page of what follows: a caption with its table, the rows of a short table together, a
chart with its caption."""

TABS = Markup("<w:tabs>{}</w:tabs>")
STOP = Markup('<w:tab w:val="left" w:pos="{}"/>')
TAB = Markup("<w:tab/>")
TEXT = Markup('<w:t xml:space="preserve">{}</w:t>')
CELL = Markup('<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}<w:vAlign w:val="center"/></w:tcPr>{}</w:tc>')
SHADE = Markup('<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>')
ROW = Markup("<w:tr><w:trPr><w:cantSplit/>{}</w:trPr>{}</w:tr>")
REPEATED = Markup("<w:tblHeader/>")
GRID = Markup('<w:gridCol w:w="{}"/>')
TABLE = Markup(
    '<w:tbl><w:tblPr>{}<w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/>'
    '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{}</w:tblGrid>{}</w:tbl>'
)


class Body(NamedTuple):
    """Blocks as XML, and the charts they show, in order."""

    xml: Markup
    charts: tuple[Pictured, ...]


def body_of(blocks: Iterable[Block], styles: Mapping[str, str]) -> Body:
    """The blocks of a report; ``styles`` are the ids of the template's styles by name.

    :raises FontError: if there are charts and no font with Chinese characters is installed.
    """
    charts: list[Pictured] = []
    xml = Markup("").join(_block(block, styles, charts) for block in blocks)
    return Body(xml, tuple(charts))


def _block(block: Block, styles: Mapping[str, str], charts: list[Pictured]) -> Markup:
    if isinstance(block, Heading):
        return _paragraph(block.text, f"heading {block.level}", styles)
    if isinstance(block, Paragraph):
        style = "注" if block.is_note else "Body Text"
        return _paragraph(block.text, style, styles, WITH_NEXT if block.leads else FREE)
    if isinstance(block, Table):
        return _table(block, styles)
    if isinstance(block, Signing):
        return _signing(block, styles)
    return _picture(block, styles, charts)


def _paragraph(text: Cell, style: str, styles: Mapping[str, str], keep: Markup = FREE) -> Markup:
    return PARAGRAPH.format(_style("pStyle", style, styles), keep, TEXT.format(shown(text)))


def _style(element: str, name: str, styles: Mapping[str, str]) -> Markup:
    return Markup('<w:{} w:val="{}"/>').format(element, styles[name]) if name in styles else Markup("")


def _picture(block: Picture, styles: Mapping[str, str], charts: list[Pictured]) -> Markup:
    drawing = draw(block.chart)
    charts.append(Pictured(drawing.svg, png(drawing.svg)))
    inside = drawing_xml(len(charts), drawing, block.caption, WIDEST)
    chart = PARAGRAPH.format(_style("pStyle", "图", styles), WITH_NEXT, inside)
    return chart + _paragraph(block.caption, "caption", styles, ALONE)


def _signing(block: Signing, styles: Mapping[str, str]) -> Markup:
    """The lines together; each label begins a part of the line."""
    lines = []
    for line in block.lines:
        stops = Markup("").join(STOP.format(WIDTH * number // len(line)) for number in range(1, len(line)))
        keep = WITH_NEXT if line != block.lines[-1] else FREE
        text = TAB.join(TEXT.format(shown(f"{label}：")) for label in line)
        lines.append(PARAGRAPH.format(_style("pStyle", "签署", styles), keep + TABS.format(stops), text))
    return Markup("").join(lines)


def _table(block: Table, styles: Mapping[str, str]) -> Markup:
    widths = [WIDTH * part // sum(block.widths) for part in block.widths]
    head = zip(block.headings, widths, strict=True)
    cells = Markup("").join(
        CELL.format(width, SHADE, _paragraph(text, "表头", styles, WITH_NEXT)) for text, width in head
    )
    rows = [ROW.format(REPEATED, cells), *_rows(block, widths, styles)]
    grid = Markup("").join(map(GRID.format, widths))
    table = TABLE.format(_style("tblStyle", "Table Grid", styles), sum(widths), grid, Markup("").join(rows))
    return _paragraph(block.caption, "caption", styles, WITH_NEXT) + table


def _rows(block: Table, widths: list[int], styles: Mapping[str, str]) -> Iterator[Markup]:
    for number, row in enumerate(block.rows, start=1):
        keep = WITH_NEXT if block.stays_whole and number < len(block.rows) else FREE
        cells = zip(row, widths, block.aligns, strict=True)
        drawn = (
            CELL.format(width, Markup(""), _paragraph(cell, STYLES[align], styles, keep))
            for cell, width, align in cells
        )
        yield ROW.format(Markup(""), Markup("").join(drawn))
