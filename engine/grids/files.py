"""One file as tables, whatever it is: told by its content, read by the reader of its kind. A new kind of file goes here.

A file whose name promises another kind is read as what it is, with a warning; exports of older systems call their
tables ``.xls``. What is broken, encrypted or too large is a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engine.files.text import shown, text_of
from engine.grids.cells import Row
from engine.grids.kinds import KINDS, SUFFIX_OF, UNREAD, WORKBOOKS, Inside, look_inside, unread
from engine.grids.package import Package, RefusedError, bytes_of, damaged
from engine.grids.text import text_rows
from engine.language.findings import Finding, Findings, Source, finding

if TYPE_CHECKING:
    from engine.grids.document import DocumentRows
    from engine.grids.workbook import RawSheet

__all__ = ["KINDS", "UNREAD", "Contents", "Part", "read_contents", "read_sheets"]


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


def read_contents(path: Path) -> Contents:
    """What a file holds; one that cannot be read is ``unread`` with the reason."""
    file, promised = shown(path), _promised(path)
    try:
        data = bytes_of(path)
        inside = look_inside(data, promised[0])
        is_text = inside.kind in ("text", "csv")
        contents = _of_text(data, file, inside.kind, promised[0]) if is_text else _of_office(inside, file)
    except RefusedError as refused:
        return Contents(file, findings=(finding(refused.code, Source(file=file), **refused.values),), unread=True)
    return contents._replace(findings=(*_about_file(path, inside, promised), *contents.findings))


def _promised(path: Path) -> tuple[str, ...]:
    return KINDS.get(path.suffix.lower(), ("text",))


def read_sheets(path: Path) -> tuple[list[RawSheet], Findings]:
    """The sheets of a workbook of any kind, hidden ones too, with what their cells hold.

    :raises RefusedError: if it cannot be read, or is no workbook.
    """
    inside = look_inside(bytes_of(path), "workbook")
    if inside.kind not in WORKBOOKS:
        raise damaged("no-workbook") if inside.kind == "csv" else unread(SUFFIX_OF[inside.kind])
    sheets, findings = _sheets(inside, shown(path), with_hidden=True)
    return sheets, tuple(findings)


def _about_file(path: Path, inside: Inside, promised: tuple[str, ...]) -> Iterator[Finding]:
    """What must be said about a file as a whole: it is not what its name says, it carries macros."""
    file = shown(path)
    if inside.kind not in promised:
        yield finding("suffix-wrong", Source(file=file), suffix=path.suffix, kind=SUFFIX_OF[inside.kind])
    if inside.has_macros:
        yield finding("file-macros", Source(file=file))


def _of_text(data: bytes, file: str, kind: str, promised: str) -> Contents:
    text, findings = text_of(data, file)
    if text is None:
        if kind != promised:
            raise damaged("neither-named-nor-text")
        return Contents(file, findings=findings, unread=True)
    if kind == "text":
        return Contents(file, text=text, findings=findings)
    from engine.grids.separated import read_csv  # noqa: PLC0415 (only where there is one)

    rows, cut = read_csv(text, file)
    return Contents(file, (Part(rows),), findings=(*findings, *cut))


def _of_office(inside: Inside, file: str) -> Contents:
    package = inside.package
    if inside.kind in WORKBOOKS:
        contents = _of_workbook(inside, file)
    elif inside.kind == "pdf":
        from engine.grids.pdf import read_pdf  # noqa: PLC0415 (only where there is one)

        contents = _of_rows(read_pdf(inside.stream, file), file)
    elif package is not None:
        contents = _of_document(package, file, inside.kind)
    else:
        package, converted = _converted(inside, file)
        contents = _of_document(package, file, "document")
        contents = contents._replace(findings=(converted, *contents.findings))
    if any(part.is_filled for part in contents.parts) or package is None or not package.has_pictures():
        return contents
    pictures = finding("document-pictures", Source(file=file))
    return Contents(file, findings=(*contents.findings, pictures), unread=True)


def _converted(inside: Inside, file: str) -> tuple[Package, Finding]:
    """A document that only an office program reads, as one of the kind that is read here, and by what it was made."""
    from engine.grids.libreoffice import as_docx  # noqa: PLC0415 (only where there is one)

    made = as_docx(inside.stream, inside.kind)
    return made.package, finding("file-converted", Source(file=file), kind=inside.kind, program=made.program)


def _of_document(package: Package, file: str, kind: str) -> Contents:
    return _of_rows(_document_reader(kind)(package, file), file)


def _of_rows(document: DocumentRows, file: str) -> Contents:
    part = Part(document.rows, is_filled=bool(document.rows))
    text = None if document.tables else "\n".join(document.lines)
    return Contents(file, (part,), text, tuple(document.findings))


def _document_reader(kind: str) -> Callable[[Package, str], DocumentRows]:
    if kind == "odt":
        from engine.grids.opendocument import read_odt  # noqa: PLC0415 (only where there is one)

        return read_odt
    from engine.grids.document import read_document  # noqa: PLC0415 (slow to import)

    return read_document


def _of_workbook(inside: Inside, file: str) -> Contents:
    from engine.grids.workbook import shown_sheets  # noqa: PLC0415 (slow to import)

    raw, findings = _sheets(inside, file)
    sheets, more = shown_sheets(raw, file)
    parts = (Part(sheet.rows(file, block), sheet.name, bool(sheet.texts)) for block, sheet in enumerate(sheets))
    return Contents(file, tuple(parts), findings=(*findings, *more))


def _sheets(inside: Inside, file: str, *, with_hidden: bool = False) -> tuple[list[RawSheet], list[Finding]]:
    """The sheets of a workbook by the reader of its kind; hidden ones may be left out, and named, before they are read."""
    if inside.kind == "xls":
        from engine.grids.xls import read_xls  # noqa: PLC0415 (slow to import)

        return read_xls(inside.stream), []
    assert inside.package is not None
    if inside.kind == "ods":
        from engine.grids.opendocument import read_ods  # noqa: PLC0415 (only where there is one)

        return read_ods(inside.package), []
    from engine.grids.workbook import read_raw  # noqa: PLC0415 (slow to import)

    return read_raw(inside.package, file, with_hidden=with_hidden)
