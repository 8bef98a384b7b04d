"""Small OpenDocument files, written as a program may write them, whole or not."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
MIMETYPES = {
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
MANIFEST = "META-INF/manifest.xml"


def rows_of(grid: Sequence[Sequence[object]]) -> str:
    """The rows of a table, all cells texts."""
    return "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in grid)


def cell(text: object, attributes: str = "") -> str:
    """One cell that shows a text."""
    return f"<table:table-cell {attributes}><text:p>{escape(str(text or ''))}</text:p></table:table-cell>"


def table(rows: str, name: str = "表", attributes: str = "") -> str:
    """A table of such rows."""
    return f'<table:table table:name="{name}" {attributes}>{rows}</table:table>'


def content(kind: str, body: str, styles: str = "") -> str:
    """The main part of a text (``.odt``) or of a workbook (``.ods``)."""
    part = "text" if kind == ".odt" else "spreadsheet"
    return (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{part}>{body}</office:{part}></office:body></office:document-content>"
    )


def packed(path: Path, content_xml: str, manifest: str | None = None) -> Path:
    """The file; its suffix says which kind it says it is."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPES[path.suffix])
        archive.writestr("content.xml", content_xml)
        if manifest is not None:
            archive.writestr(MANIFEST, manifest)
    return path


def written(path: Path, grid: Sequence[Sequence[object]]) -> Path:
    """A file of one table."""
    return packed(path, content(path.suffix, table(rows_of(grid))))
