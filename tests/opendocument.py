"""Small OpenDocument files, written as a program may write them, whole or not."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from tests.filled import spans

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
MIMETYPES = {
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
MANIFEST = "META-INF/manifest.xml"


def rows_of(grid: Sequence[Sequence[object]]) -> str:
    """The rows of a table, all cells texts, ``^`` and ``<`` merged as in :mod:`tests.filled`."""
    texts = [[str("" if text is None else text) for text in row] for row in grid]
    merged = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right, _ in spans(texts)}
    return "".join(
        f"<table:table-row>{''.join(_cell(text, merged.get((top, left))) for left, text in enumerate(row))}</table:table-row>"
        for top, row in enumerate(texts)
    )


def _cell(text: str, covers: tuple[int, int] | None) -> str:
    if covers is None:
        return "<table:covered-table-cell/>"
    down, across = covers
    return cell(text, f'table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"')


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


def parts_of(suffix: str, grids: Sequence[Sequence[Sequence[str]]]) -> dict[str, bytes]:
    """The parts of a file of such tables."""
    body = "".join(table(rows_of(grid), f"表{number}") for number, grid in enumerate(grids))
    return {"mimetype": MIMETYPES[suffix].encode(), "content.xml": content(suffix, body).encode("utf-8", "replace")}


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
