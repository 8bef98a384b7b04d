"""One file of declared forms, whatever it is: told by its content, read by the reader of its layout.

A file whose name promises another kind is read as what it is, with a warning; exports of older systems call their
tables ``.xls``. What is broken, encrypted or too large is a finding, and costs the other files nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from engine.files.text import lines_of, shown, text_of
from engine.forms.form import make_project
from engine.forms.grid import read_grid
from engine.forms.text import each_form_text, read_form_text
from engine.grids.cells import Row
from engine.grids.ole import MAGIC, Compound
from engine.grids.package import Package, RefusedError, bytes_of
from engine.language.findings import Finding, Findings, Source, finding
from engine.terms import Project

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

_AT_ONCE = 100
"""Forms of a text that are passed on together."""

Read = tuple[list[Project], list[Finding]]
Piece = tuple[tuple[Project, ...], Findings]


class Inside(NamedTuple):
    """What a file is, by its first bytes and its parts."""

    kind: str
    package: Package | None = None
    stream: bytes = b""
    has_macros: bool = False


def _unread(found: str) -> RefusedError:
    return RefusedError("file-kind-inside", found=found)


def _of_package(data: bytes) -> Inside:
    package = Package(data)
    for folder, kind in (("word/", "document"), ("xl/", "workbook")):
        if any(name.startswith(folder) for name in package.names):
            if "xl/workbook.bin" in package.names:
                raise _unread(".xlsb")
            return Inside(kind, package, has_macros=package.has_macros())
    raise _unread("OpenDocument" if "content.xml" in package.names else "ZIP")


def _of_compound(data: bytes) -> Inside:
    found = Compound(data)
    if {"EncryptedPackage", "EncryptionInfo"} & found.names:
        raise RefusedError("file-encrypted")
    for name in ("Workbook", "Book"):
        if name in found.names:
            return Inside("xls", stream=found.stream(name), has_macros="_VBA_PROJECT_CUR" in found.names)
    raise _unread(".doc" if "WordDocument" in found.names else "OLE")


def look_inside(data: bytes, promised: str) -> Inside:
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
        return Inside(promised)
    if start.startswith(b"<"):
        raise _unread("HTML/XML")
    return Inside("text" if promised == "document" else "csv")


def _projects(rows: Sequence[Row]) -> tuple[list[Project], list[Finding], int]:
    forms, findings = read_grid(rows)
    projects: list[Project] = []
    for form in forms:
        project, said = make_project(form)
        findings.extend(said)
        projects.extend([project] if project else [])
    return projects, findings, len(forms)


def _read_text(data: bytes, file: str, inside: Inside, promised: str) -> Iterator[Piece]:
    text, said = text_of(data, file)
    if text is None:
        if inside.kind != promised:
            raise RefusedError("file-damaged", reason="neither what its name says nor text")
        yield (), said
    elif inside.kind == "text":
        yield from _batches(each_form_text(lines_of(text), file), said)
    else:
        from engine.grids.separated import read_csv  # noqa: PLC0415 (only where there is one)

        rows, cut = read_csv(text, file)
        read, found, count = _projects(rows)
        yield tuple(read), (*said, *cut, *found, *(() if count else (finding("no-forms", Source(file=file)),)))


def _batches(read: Iterator[tuple[Project | None, Findings]], said: Findings) -> Iterator[Piece]:
    """Some forms at a time, the first with what was ``said`` of their file; there is always a first."""
    first = said
    while some := tuple(islice(read, _AT_ONCE)):
        found = tuple(one for _, findings in some for one in findings)
        yield tuple(one for one, _ in some if one is not None), (*first, *found)
        first = ()


def _read_document(package: Package, file: str) -> Read:
    from engine.grids.document import read_document  # noqa: PLC0415 (slow to import)

    document = read_document(package, file)
    if not document.rows and package.has_pictures():
        return [], [*document.findings, finding("document-pictures", Source(file=file))]
    if not document.tables:
        projects, said = read_form_text("\n".join(document.lines), file)
        return list(projects), [*document.findings, *said]
    read, found, count = _projects(document.rows)
    return read, [*document.findings, *found, *([] if count else [finding("no-forms", Source(file=file))])]


def _read_workbook(inside: Inside, file: str) -> Read:
    from engine.grids.workbook import read_workbook  # noqa: PLC0415 (slow to import)
    from engine.grids.xls import read_xls  # noqa: PLC0415

    package = inside.package
    sheets, findings = read_workbook(package, file) if package else read_xls(inside.stream, file)
    projects: list[Project] = []
    without: list[Finding] = []
    forms = 0
    for block, sheet in enumerate(sheets):
        read, said, count = _projects(list(sheet.rows(file, block)))
        projects.extend(read)
        findings.extend(said)
        forms += count
        if not count and sheet.texts:
            without.append(finding("sheet-no-form", Source(file=file, sheet=sheet.name)))
    if forms:
        return projects, [*findings, *without]
    is_picture = package is not None and package.has_pictures() and not any(sheet.texts for sheet in sheets)
    return [], [*findings, finding("document-pictures" if is_picture else "no-forms", Source(file=file))]


def _read_office(inside: Inside, file: str) -> Piece:
    if inside.kind == "document" and inside.package:
        projects, said = _read_document(inside.package, file)
    else:
        projects, said = _read_workbook(inside, file)
    return tuple(projects), tuple(said)


def about_file(path: Path, inside: Inside, promised: str) -> Iterator[Finding]:
    """What must be said about a file as a whole: it is not what its name says, it carries macros."""
    file = shown(path)
    if inside.kind != promised:
        yield finding("suffix-wrong", Source(file=file), suffix=path.suffix, kind=_SUFFIX_OF[inside.kind])
    if inside.has_macros:
        yield finding("file-macros", Source(file=file))


def _read(path: Path) -> Iterator[Piece]:
    promised = KINDS.get(path.suffix.lower(), "text")
    data = bytes_of(path)
    inside = look_inside(data, promised)
    file = shown(path)
    about = tuple(about_file(path, inside, promised))
    if inside.kind in ("text", "csv"):
        pieces = _read_text(data, file, inside, promised)
    else:
        pieces = iter([_read_office(inside, file)])
    for projects, said in pieces:
        yield projects, (*about, *said)
        about = ()


def read_file(path: Path) -> Iterator[Piece]:
    """All projects that a file declares, and what is wrong with it or them; of a long text in pieces."""
    try:
        yield from _read(path)
    except RefusedError as refused:
        yield (), (finding(refused.code, Source(file=shown(path)), **refused.values),)
