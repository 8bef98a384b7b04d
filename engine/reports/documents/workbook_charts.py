"""Charts in a workbook: a sheet of PNG pictures, each with the SVG that Excel 2016 and later show instead."""

from __future__ import annotations

import io
from collections.abc import Iterable

from engine.language.patterns import regex
from engine.reports.documents.blocks import Picture
from engine.reports.documents.charts import SCALE, draw, png
from engine.reports.documents.package import read_parts, write_parts
from engine.reports.documents.sheets import PLAIN, Book
from engine.reports.documents.word_charts import OOXML, SVG_EXTENSION, TYPES

SHEET = "图表"
COLUMNS = 9
"""As wide as the widest chart, and narrower than a printed page with any font."""

PAGE_ROWS = 33
"""So many of them go onto a printed page."""

ROW_HEIGHT = 15
"""The height of a row that nothing is said about, in points; a chart's pixel is 3/4 of a point."""

PNG_DENSITY = 72 / 96
"""vl-convert writes into a PNG that its pixels are 1/72 inch."""

DRAWINGS = regex(r"xl/drawings/drawing\d+\.xml")
BLIP = regex(r'<a:blip ([^>]*)r:embed="(rId\d+)"[^>]*/>')
SVG_BLIP = (
    rf'<a:blip \1r:embed="\2"><a:extLst><a:ext uri="{SVG_EXTENSION}"><asvg:svgBlip '
    r'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="\2svg"/></a:ext></a:extLst></a:blip>'
)
ANCHOR = regex(
    r'<xdr:twoCellAnchor editAs="oneCell">(<xdr:from>.*?</xdr:from>)<xdr:to>.*?</xdr:to>'
    r"(.*?<a:ext (cx=\"\d+\" cy=\"\d+\")/>.*?)</xdr:twoCellAnchor>"
)
ONE_CELL = r"<xdr:oneCellAnchor>\1<xdr:ext \3/>\2</xdr:oneCellAnchor>"
"""A picture that reaches to another cell is stretched where another font makes columns wider; one with a size is not."""

TARGET = regex(r'<Relationship Id="(rId\d+)" Type="[^"]*" Target="\.\./media/(image\d+)\.png"/>')
BOTH = (
    rf'\g<0><Relationship Id="\1svg" Type="{OOXML}/officeDocument/2006/relationships/image" '
    r'Target="../media/\2.svg"/>'
)
SVG_TYPE = b'<Default Extension="svg" ContentType="image/svg+xml"/>'


def with_charts(book: Book, pictures: Iterable[Picture], draft: str) -> bytes:
    """Add the sheet of charts and finish the workbook.

    :raises FontError: if no font with Chinese characters is installed.
    """
    drawn = [(block.caption, draw(block.chart)) for block in pictures]
    sheet = book.sheet(SHEET, (10,) * COLUMNS)
    sheet.mark(draft)
    sheet.worksheet.set_print_scale(100)  # a sheet that is fitted to pages takes no page breaks
    row, page, breaks = 0, 0, []
    for caption, drawing in drawn:
        rows = 3 + drawing.height * 3 // 4 // ROW_HEIGHT
        if row > page and row + rows > page + PAGE_ROWS:
            breaks.append(row)
            page = row
        sheet.put(row, 0, caption, PLAIN._replace(bold=True), across=COLUMNS)
        options = {
            "x_scale": PNG_DENSITY / SCALE,
            "y_scale": PNG_DENSITY / SCALE,
            "description": caption,
            "image_data": io.BytesIO(png(drawing.svg)),
        }
        sheet.worksheet.insert_image(row + 1, 0, "chart.png", options)
        row += rows
    sheet.worksheet.set_h_pagebreaks(breaks)
    return _with_vectors(book.close(), {png(drawing.svg): drawing.svg for _, drawing in drawn})


def _with_vectors(content: bytes, vectors: dict[bytes, bytes]) -> bytes:
    """The workbook with an SVG beside each of these PNG."""
    parts = read_parts(content)
    for name in filter(DRAWINGS.fullmatch, tuple(parts)):
        relations = name.replace("drawings/", "drawings/_rels/") + ".rels"
        images = {relation: f"xl/media/{image}.png" for relation, image in TARGET.findall(parts[relations].decode())}
        parts[name] = BLIP.sub(SVG_BLIP, ANCHOR.sub(ONE_CELL, parts[name].decode())).encode()
        parts[relations] = TARGET.sub(BOTH, parts[relations].decode()).encode()
        parts |= {image.replace(".png", ".svg"): vectors[parts[image]] for image in images.values()}
    parts[TYPES] = parts[TYPES].replace(b"<Override", SVG_TYPE + b"<Override", 1)
    return write_parts(parts)
