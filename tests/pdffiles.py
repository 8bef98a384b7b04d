"""Small PDFs: tables set by typst, and files written object by object, as no program writes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typst

from engine.reports.documents.fonts import SHIPPED
from tests.filled import Grid, spans

PAGE = '#set page(width: 400pt, height: 300pt, margin: 30pt)\n#set text(font: "Noto Sans CJK SC", size: 9pt)\n'


def set_pdf(source: str, page: str = PAGE) -> bytes:
    """What typst makes of a source, on small pages."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[SHIPPED])
    return typst.compile((page + source).encode(), format="pdf", font_paths=fonts)


def table(grid: Grid, columns: str = "") -> str:
    """A ruled table, ``^`` and ``<`` merged as in :mod:`tests.filled`."""
    cells = (
        f"table.cell(x: {left}, y: {top}, rowspan: {bottom - top + 1}, colspan: {right - left + 1})[{quoted(text)}]"
        for top, left, bottom, right, text in spans(grid)
    )
    return f"#table(columns: {columns or max(map(len, grid))}, {', '.join(cells)})\n"


def quoted(text: str) -> str:
    """A text as typst source; an end of line is one."""
    return "#linebreak()".join(f"#{chr(34)}{part}{chr(34)}" for part in text.split("\n"))


def write_pdf(path: Path, grid: Grid) -> Path:
    """A PDF of one table."""
    path.write_bytes(set_pdf(table(grid)))
    return path


def by_hand(objects: Sequence[str], trailer: str = "") -> bytes:
    """A PDF of such objects, numbered from 1, the first its catalogue; its table of objects is right."""
    parts = [b"%PDF-1.7\n"]
    starts: list[int] = []
    for number, one in enumerate(objects, 1):
        starts.append(sum(map(len, parts)))
        parts.append(f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1"))
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
    return b"".join(parts) + f"{end}startxref\n{sum(map(len, parts))}\n%%EOF".encode()


def page_by_hand(
    drawn: str, resources: str = "", more: Sequence[str] = (), trailer: str = "", filtered: str = ""
) -> bytes:
    """A PDF of one page on which this is drawn."""
    return by_hand(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R /Resources << "
            + resources
            + " >> >>",
            f"<< /Length {len(drawn)} {filtered} >>\nstream\n{drawn}\nendstream",
            *more,
        ],
        trailer,
    )


def pictured(drawn: str) -> bytes:
    """A PDF of one page, for which there are a picture, ``/P``, and a font, ``/F``."""
    return page_by_hand(drawn, "/XObject << /P 5 0 R >> /Font << /F 6 0 R >>", (GREY, HELVETICA))


GREY = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
SCAN = "q 400 0 0 300 0 0 cm /P Do Q"
"""A picture over a whole page."""

HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
NAMELESS = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
    "/Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1000 1000] "
    "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >> >>",
)
"""A font that does not say which signs it draws."""
