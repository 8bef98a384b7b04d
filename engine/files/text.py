"""Text files as they come: UTF-8, UTF-16 that says so, GB18030 from an old editor, or a clear error."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from engine.files.opening import TooLargeError, content, reason_of, size_text
from engine.language.findings import Finding, Findings, Source, finding
from engine.language.patterns import regex

_NO_TEXT = regex("[\x00-\x08\x0e-\x1f\ue000-\uf8ff]")
_FILLED = regex(r"\S[^\n]*")


def shown(path: Path) -> str:
    """A path for messages and records; a name in another encoding than UTF-8 keeps its bytes as ``\\xd7``."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def read_text(path: Path) -> tuple[str | None, Findings]:
    """A file's text: UTF-8, or GB18030 with a note, or nothing with an error."""
    try:
        data = content(path)
    except OSError as error:
        return None, (unreadable(path, error),)
    return text_of(data, shown(path))


def text_of(data: bytes, file: str) -> tuple[str | None, Findings]:
    """The text of a file's bytes, as :func:`read_text`."""
    source = Source(file=file)
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "ignore").count("\n") + 1
    text = None if encoding == "utf-16" else _gb18030(data)
    if text is None:
        return None, (finding("encoding-unknown", source.model_copy(update={"line": line})),)
    return text, (finding("encoding-gb18030", source),)


class Line(NamedTuple):
    """A line of a text that is not blank, and its number from 1."""

    number: int
    text: str


def lines_of(text: str) -> Iterator[Line]:
    """The lines that are not blank, one after another, whatever ends them; millions of blank ones cost nothing."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    number, here = 1, 0
    for found in _FILLED.finditer(text):
        number += text.count("\n", here, found.start())
        begin = text.rfind("\n", here, found.start()) + 1 or here
        yield Line(number, text[begin : found.end()])
        here = found.end()


def unreadable(path: Path, error: OSError) -> Finding:
    """The finding that a file cannot be read, or is beyond the bound."""
    source = Source(file=shown(path))
    if isinstance(error, TooLargeError):
        return finding("file-too-large", source, what=shown(Path(path.name)), most=size_text(error.most))
    return finding("file-unreadable", source, reason=reason_of(error))


def _gb18030(data: bytes) -> str | None:
    """The text, unless it is none: any pair of high bytes is some character, so bytes that decode are not yet text."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return None if _NO_TEXT.search(text) else text.removeprefix("\ufeff")
