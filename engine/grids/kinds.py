"""What a file is, told by its first bytes and its parts, whatever its name says."""

from __future__ import annotations

from typing import NamedTuple

from engine.grids.ole import MAGIC, Compound
from engine.grids.package import Package, RefusedError, damaged

KINDS: dict[str, tuple[str, ...]] = {
    ".txt": ("text",),
    ".csv": ("csv",),
    ".docx": ("document",),
    ".docm": ("document",),
    ".doc": (".doc",),
    ".wps": (".doc", "document"),
    ".rtf": (".rtf",),
    ".odt": ("odt",),
    ".xlsx": ("workbook",),
    ".xlsm": ("workbook",),
    ".xls": ("xls",),
    ".et": ("xls", "workbook"),
    ".ods": ("ods",),
    ".pdf": ("pdf",),
}
"""The kinds that a name promises, by its suffix; WPS gives its own suffix to what Office reads too."""

UNREAD = (".dot", ".xlsb", ".ofd", ".html", ".htm", ".jpg", ".png")
"""Kinds of files that hold forms but are not read; in a folder they are named, so that none is missed."""

SUFFIX_OF = {
    "text": ".txt",
    "csv": ".csv",
    "document": ".docx",
    ".doc": ".doc",
    ".rtf": ".rtf",
    "odt": ".odt",
    "workbook": ".xlsx",
    "xls": ".xls",
    "ods": ".ods",
    "pdf": ".pdf",
}
WORKBOOKS = ("workbook", "xls", "ods")
"""The kinds whose sheets :func:`engine.grids.files.read_sheets` gives."""

_ODF = {"application/vnd.oasis.opendocument.text": "odt", "application/vnd.oasis.opendocument.spreadsheet": "ods"}
_ENCRYPTED = 0x0100  # of the flags of an old Word document
_FLAGS = slice(10, 12)


class Inside(NamedTuple):
    """What a file is; ``package`` are its parts where it is an archive, ``stream`` what else a reader needs of it."""

    kind: str
    package: Package | None = None
    stream: bytes = b""
    has_macros: bool = False


def unread(found: str) -> RefusedError:
    """That a file is of a kind which is not read."""
    return RefusedError("file-kind-inside", found=found)


def look_inside(data: bytes, promised: str) -> Inside:
    """What the bytes are, told by their content; ``promised`` is the kind that the name says.

    :raises RefusedError: if they are of a kind that is not read, or encrypted, or damaged.
    """
    if not data and promised not in ("text", "csv"):
        raise damaged("it-is-empty")
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_package(data)
    if data.startswith(MAGIC):
        return _of_compound(data)
    if start.startswith(b"%PDF"):
        return Inside("pdf", stream=data)
    if start.startswith(b"{\\rtf"):
        return Inside(".rtf", stream=data)
    if promised in ("text", "csv"):
        return Inside(promised)
    if start.startswith(b"<"):
        raise unread("HTML/XML")
    return Inside("text" if promised in ("document", "odt", ".doc", ".rtf", "pdf") else "csv")


def _of_package(data: bytes) -> Inside:
    package = Package(data)
    for folder, kind in (("word/", "document"), ("xl/", "workbook")):
        if any(name.startswith(folder) for name in package.names):
            if "xl/workbook.bin" in package.names:
                raise unread(".xlsb")
            return Inside(kind, package, has_macros=package.has_macros())
    if "content.xml" in package.names or "encrypted-package" in package.names:
        return _of_odf(package)
    raise unread("ZIP")


def _of_odf(package: Package) -> Inside:
    manifest = "meta-inf/manifest.xml"
    if manifest in package.names and b"encryption-data" in package.part(manifest):
        raise RefusedError("file-encrypted")
    kind = _ODF.get(package.mimetype().removesuffix("-template"))
    if kind is None:
        raise unread("OpenDocument")
    return Inside(kind, package, has_macros=package.has_macros())


def _of_compound(data: bytes) -> Inside:
    found = Compound(data)
    if {"EncryptedPackage", "EncryptionInfo"} & found.names:
        raise RefusedError("file-encrypted")
    for name in ("Workbook", "Book"):
        if name in found.names:
            return Inside("xls", stream=found.stream(name), has_macros="_VBA_PROJECT_CUR" in found.names)
    if "WordDocument" not in found.names:
        raise unread("OLE")
    if int.from_bytes(found.stream("WordDocument")[_FLAGS], "little") & _ENCRYPTED:
        raise RefusedError("file-encrypted")
    return Inside(".doc", stream=data, has_macros="Macros" in found.names)
