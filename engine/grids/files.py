"""One file as tables, whatever it is: told by its content, read by the reader of its kind. A new kind of file goes here.

A file whose name promises another kind is read as what it is, with a warning; exports of older systems call their
tables ``.xls``. What is broken, encrypted or too large is a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from engine.files.text import shown, text_of
from engine.grids.cells import Row
from engine.grids.ole import MAGIC, Compound
from engine.grids.package import Package, RefusedError, bytes_of
from engine.grids.text import text_rows
from engine.language.findings import Finding, Findings, Source, finding

KINDS = {
    ".txt": "text",
    ".csv": "csv",
    ".docx": "document",
    ".docm": "document",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".xls": "xls",
}
# kinds of files that hold forms but are not read; in a folder they are named, so that none is missed
UNREAD = (
    ".doc",
    ".dot",
    ".wps",
    ".rtf",
    ".odt",
    ".pdf",
    ".et",
    ".ods",
    ".xlsb",
    ".ofd",
    ".html",
    ".htm",
    ".jpg",
    ".png",
)

_SUFFIX_OF = {"text": ".txt", "csv": ".csv", "document": ".docx", "workbook": ".xlsx", "xls": ".xls"}


class Part(NamedTuple):
    """A sheet, or a whole document or CSV file: its rows, which are made as they are taken, once."""

    rows: Iterable[Row]
    sheet: str | None = None
    is_filled: bool = True


class Contents(NamedTuple):
    """What a file holds, and what is wrong with it as a whole.

    ``text`` is that of a text file, which has no parts, or of a document without tables. ``unread`` tells that the
    findings say why there is nothing to look for: it is refused, or nothing but pictures.
    """

    file: str
    parts: tuple[Part, ...] = ()
    text: str | None = None
    findings: Findings = ()
    unread: bool = False

    def rows(self) -> tuple[list[Row], list[Finding]]:
        """The rows of all parts, a text's too, one line a row; and what is wrong with making them."""
        if self.text is not None and not self.parts:
            return text_rows(self.text, self.file)
        return [row for part in self.parts for row in part.rows], []


class _Inside(NamedTuple):
    """What a file is, by its first bytes and its parts."""

    kind: str
    package: Package | None = None
    stream: bytes = b""
    has_macros: bool = False


def read_contents(path: Path) -> Contents:
    """What a file holds; one that cannot be read is ``unread`` with the reason."""
    file, promised = shown(path), KINDS.get(path.suffix.lower(), "text")
    try:
        data = bytes_of(path)
        inside = _look_inside(data, promised)
        is_text = inside.kind in ("text", "csv")
        contents = _of_text(data, file, inside.kind, promised) if is_text else _of_office(inside, file)
    except RefusedError as refused:
        return Contents(file, findings=(finding(refused.code, Source(file=file), **refused.values),), unread=True)
    return contents._replace(findings=(*_about_file(path, inside, promised), *contents.findings))


def _unread(found: str) -> RefusedError:
    return RefusedError("file-kind-inside", found=found)


def _of_package(data: bytes) -> _Inside:
    package = Package(data)
    for folder, kind in (("word/", "document"), ("xl/", "workbook")):
        if any(name.startswith(folder) for name in package.names):
            if "xl/workbook.bin" in package.names:
                raise _unread(".xlsb")
            return _Inside(kind, package, has_macros=package.has_macros())
    raise _unread("OpenDocument" if "content.xml" in package.names else "ZIP")


def _of_compound(data: bytes) -> _Inside:
    found = Compound(data)
    if {"EncryptedPackage", "EncryptionInfo"} & found.names:
        raise RefusedError("file-encrypted")
    for name in ("Workbook", "Book"):
        if name in found.names:
            return _Inside("xls", stream=found.stream(name), has_macros="_VBA_PROJECT_CUR" in found.names)
    raise _unread(".doc" if "WordDocument" in found.names else "OLE")


def _look_inside(data: bytes, promised: str) -> _Inside:
    """What the bytes are, told by their content; ``promised`` is the kind that the name says.

    :raises RefusedError: if they are of a kind that is not read, or encrypted, or damaged.
    """
    if not data and promised not in ("text", "csv"):
        raise RefusedError("file-damaged", reason="it is empty")
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_package(data)
    if data.startswith(MAGIC):
        return _of_compound(data)
    if start.startswith(b"%PDF"):
        raise _unread("PDF")
    if start.startswith(b"{\\rtf"):
        raise _unread("RTF")
    if promised in ("text", "csv"):
        return _Inside(promised)
    if start.startswith(b"<"):
        raise _unread("HTML/XML")
    return _Inside("text" if promised == "document" else "csv")


def _about_file(path: Path, inside: _Inside, promised: str) -> Iterator[Finding]:
    """What must be said about a file as a whole: it is not what its name says, it carries macros."""
    file = shown(path)
    if inside.kind != promised:
        yield finding("suffix-wrong", Source(file=file), suffix=path.suffix, kind=_SUFFIX_OF[inside.kind])
    if inside.has_macros:
        yield finding("file-macros", Source(file=file))


def _of_text(data: bytes, file: str, kind: str, promised: str) -> Contents:
    text, findings = text_of(data, file)
    if text is None:
        if kind != promised:
            raise RefusedError("file-damaged", reason="neither what its name says nor text")
        return Contents(file, findings=findings, unread=True)
    if kind == "text":
        return Contents(file, text=text, findings=findings)
    from engine.grids.separated import read_csv  # noqa: PLC0415 (only where there is one)

    rows, cut = read_csv(text, file)
    return Contents(file, (Part(rows),), findings=(*findings, *cut))


def _of_office(inside: _Inside, file: str) -> Contents:
    package = inside.package
    if package is not None and inside.kind == "document":
        contents = _of_document(package, file)
    else:
        contents = _of_workbook(inside, file)
    if any(part.is_filled for part in contents.parts) or package is None or not package.has_pictures():
        return contents
    pictures = finding("document-pictures", Source(file=file))
    return Contents(file, findings=(*contents.findings, pictures), unread=True)


def _of_document(package: Package, file: str) -> Contents:
    from engine.grids.document import read_document  # noqa: PLC0415 (slow to import)

    document = read_document(package, file)
    part = Part(document.rows, is_filled=bool(document.rows))
    text = None if document.tables else "\n".join(document.lines)
    return Contents(file, (part,), text, tuple(document.findings))


def _of_workbook(inside: _Inside, file: str) -> Contents:
    from engine.grids.workbook import read_workbook  # noqa: PLC0415 (slow to import)
    from engine.grids.xls import read_xls  # noqa: PLC0415

    sheets, findings = read_workbook(inside.package, file) if inside.package else read_xls(inside.stream, file)
    parts = (Part(sheet.rows(file, block), sheet.name, bool(sheet.texts)) for block, sheet in enumerate(sheets))
    return Contents(file, tuple(parts), findings=tuple(findings))
