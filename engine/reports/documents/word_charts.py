"""Charts in a Word file: the drawing in the text, and the pictures as parts of the package.

A chart is put in as SVG, which Word 2016 and later show, with a PNG beside it for programs that show none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

if TYPE_CHECKING:  # what draws takes a second to import, and the process that fills templates does not draw
    from engine.reports.documents.charts import Drawing

PIXEL = 9525
"""English metric units in 1/96 inch."""

FIRST_ID = 1000
"""Drawings are numbered after this, apart from those that an office put into its template."""

OOXML = "http://schemas.openxmlformats.org"
DRAWING = Markup(
    '<w:drawing><wp:inline xmlns:wp="{s}/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{id}" name="chart {n}" descr="{alt}"/>'
    '<a:graphic xmlns:a="{s}/drawingml/2006/main"><a:graphicData uri="{s}/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="{s}/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="chart {n}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip xmlns:r="{s}/officeDocument/2006/relationships" r:embed="chart{n}png">'
    '<a:extLst><a:ext uri="{svg}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'r:embed="chart{n}svg"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
)
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
RELATION = (
    '<Relationship Id="chart{n}{k}" Type="{s}/officeDocument/2006/relationships/image" Target="media/chart{n}.{k}"/>'
)
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"


class Pictured(NamedTuple):
    """One chart of a document in both forms."""

    svg: bytes
    png: bytes


def drawing_xml(number: int, drawing: Drawing, alt: str, widest: int) -> Markup:
    """The run's content that shows chart ``number`` (1 is the first), at most ``widest`` pixels wide."""
    share = min(1.0, widest / drawing.width)
    cx, cy = (round(side * share) * PIXEL for side in (drawing.width, drawing.height))
    return DRAWING.format(s=OOXML, n=number, id=FIRST_ID + number, cx=cx, cy=cy, alt=alt, svg=SVG_EXTENSION)


def with_charts(parts: Mapping[str, bytes], charts: tuple[Pictured, ...]) -> dict[str, bytes]:
    """The package with the charts as parts, related to its document under the ids that the drawings use."""
    if not charts:
        return dict(parts)
    media, relations = {}, ""
    for number, chart in enumerate(charts, start=1):
        for kind, content in chart._asdict().items():
            media[f"word/media/chart{number}.{kind}"] = content
            relations += RELATION.format(n=number, k=kind, s=OOXML)
    changed = {
        TYPES: _before(parts[TYPES], "</Types>", _new_types(parts[TYPES])),
        RELATIONS: _before(parts[RELATIONS], "</Relationships>", relations),
    }
    return {**parts, **changed, **media}


def _new_types(part: bytes) -> str:
    known = {kind.lower() for kind in re.findall(rb'Extension="(\w+)"', part)}
    wanted = {"png": "image/png", "svg": "image/svg+xml"}
    return "".join(
        f'<Default Extension="{kind}" ContentType="{mime}"/>'
        for kind, mime in wanted.items()
        if kind.encode() not in known
    )


def _before(part: bytes, end: str, addition: str) -> bytes:
    return part.replace(end.encode(), addition.encode() + end.encode())
