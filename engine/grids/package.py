"""Office files as what they are: zip archives of XML that anyone may have made, opened within fixed bounds.

What is checked here is what the libraries get: parts are unpacked up to a size, must not declare a document type
(so no entities), and are packed again into a small archive, without pictures, macros, or anything not needed.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from engine.files.opening import MEBIBYTE, content, size_text
from engine.files.text import unreadable
from engine.grids.xmltext import XmlTextError, as_utf8
from engine.language.errors import CodedError
from engine.language.rendering import coded

MAX_PART = 32 * MEBIBYTE  # of one part, unpacked
MAX_PARTS = 10_000
MAX_TAGS = 2_500_000  # of one part; a tree of them takes some hundred bytes each
MAX_STREAM = 256 * MEBIBYTE  # of a sheet, which is read as it is unpacked
_CHUNK = 1 << 16
_LONGEST_REASON = 100

# the stricter flavour of the format differs in its names only
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
)


class RefusedError(Exception):
    """A file, or a part of it, is not read; ``code`` and ``values`` make the finding."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class _BegunError(Exception):
    """The first element of an XML part was reached."""


def damaged(reason: str | BaseException, **values: object) -> RefusedError:
    """The file is not whole: a code says why, or an error; of one of a library, which may quote from the file, the first
    line is quoted as far as it is short."""
    if isinstance(reason, str):
        return RefusedError("file-damaged", reason=coded(reason, **values))
    if isinstance(reason, CodedError):
        return RefusedError("file-damaged", reason=reason.content)
    first = next(iter(str(reason).splitlines()), "")
    return RefusedError("file-damaged", reason=coded("original", text=first[:_LONGEST_REASON] or type(reason).__name__))


def too_large(what: str, most: int) -> RefusedError:
    """The file, or a part of it, is beyond a bound, in bytes."""
    return RefusedError("file-too-large", what=what, most=size_text(most))


def bytes_of(path: Path) -> bytes:
    """A file's bytes.

    :raises RefusedError: if it cannot be read, or is beyond the bounds.
    """
    try:
        return content(path)
    except OSError as error:
        refusal = unreadable(path, error)
        raise RefusedError(refusal.code, **refusal.values) from error


def _refuse_doctype(*_: object) -> None:
    raise RefusedError("file-entities")


def parser() -> expat.XMLParserType:
    """An XML parser that refuses document types, and names things ``namespace name``."""
    # what a part says of its encoding is not asked again, it was recoded
    made = expat.ParserCreate("UTF-8", " ")
    made.StartDoctypeDeclHandler = _refuse_doctype
    made.buffer_text = True
    return made


def _check_prologue(data: bytes) -> None:
    """Refuses a part that declares a document type; nothing may follow the first element that could."""

    def begin(*_: object) -> None:
        raise _BegunError

    reader = parser()
    reader.StartElementHandler = begin
    try:
        reader.Parse(data, True)
    except _BegunError:
        return
    except expat.ExpatError as error:
        raise damaged(error) from error


class Package:
    """The parts of an office file.

    :raises RefusedError: if the bytes are no such file, or beyond the bounds.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > MAX_PARTS:
            raise RefusedError("file-too-complex", most=MAX_PARTS)
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except zipfile.BadZipFile as error:
            raise damaged("not-whole-package") from error
        except (ValueError, OSError, NotImplementedError) as error:
            raise damaged(error) from error
        self._names = {info.filename.lower().lstrip("/"): info for info in self._archive.infolist()}
        if any(info.flag_bits & 1 for info in self._names.values()):
            raise RefusedError("file-encrypted")

    @property
    def names(self) -> list[str]:
        """The names of the parts, in small letters."""
        return list(self._names)

    def has_macros(self) -> bool:
        """Whether the file carries macros; they are never unpacked."""
        return any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in self._names)

    def has_pictures(self) -> bool:
        """Whether the file carries pictures."""
        return any("/media/" in name or name.startswith("pictures/") for name in self._names)

    def mimetype(self) -> str:
        """What an OpenDocument file says that it is; nothing where it says nothing.

        :raises RefusedError: if it is damaged.
        """
        if "mimetype" not in self._names:
            return ""
        return next(self._unpacked("mimetype"), b"")[:_LONGEST_REASON].decode("ascii", "replace").strip()

    def stream(self, name: str) -> Iterator[bytes]:
        """An XML part in UTF-8 without a declaration, as it is unpacked; whoever takes it must stop.

        :raises RefusedError: if there is no such part, it is damaged, or in no encoding that is known.
        """
        try:
            yield from as_utf8(self._unpacked(name))
        except XmlTextError as error:
            raise damaged(error) from error

    def _unpacked(self, name: str) -> Iterator[bytes]:
        info = self._names.get(name.lower().lstrip("/"))
        if info is None:
            raise damaged("part-missing", name=name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged("part-packed", name=name)
        try:
            with self._archive.open(info) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise damaged(error) from error

    def part(self, name: str, most: int = MAX_PART) -> bytes:
        """A whole XML part, checked.

        :raises RefusedError: as :meth:`stream`, if the part is larger than ``most``, or declares a document type.
        """
        info = self._names.get(name.lower().lstrip("/"))
        if info is not None and info.file_size > most:  # more than this is never unpacked
            raise too_large(name, most)
        data = b"".join(self.stream(name))
        if data.count(b"<") > MAX_TAGS:
            raise RefusedError("file-too-complex", most=MAX_TAGS)
        _check_prologue(data)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return data

    def main_part(self) -> str:
        """The name of the part that is the document or the workbook."""
        for kind, target in self.relations("").values():
            if kind.endswith("/officeDocument"):
                return target
        raise damaged("no-main-part")

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to, by the reference: its type, and the name of the other part."""
        folder, _, file = name.rpartition("/")
        found: dict[str, tuple[str, str]] = {}
        path = f"{folder}/_rels/{file}.rels".lstrip("/")
        if path.lower() not in self._names:
            return found
        for element, values in elements(self.part(path)):
            if element == "Relationship" and values.get("TargetMode") != "External":
                found[values.get("Id", "")] = (values.get("Type", ""), _resolve(folder, values.get("Target", "")))
        return found


def _resolve(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    parts = [part for part in folder.split("/") if part]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def elements(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """The elements of a small XML part in their order, with their attributes, both without namespaces.

    :raises RefusedError: if it is no XML.
    """
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, values: dict[str, str]) -> None:
        found.append((local(name), {local(key): value for key, value in values.items()}))

    reader = parser()
    reader.StartElementHandler = start
    try:
        reader.Parse(data, True)
    except expat.ExpatError as error:
        raise damaged(error) from error
    return found


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def packed(parts: dict[str, bytes]) -> BytesIO:
    """A new archive of the parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    stream.seek(0)
    return stream
