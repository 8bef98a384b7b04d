"""Text files as they come: UTF-8, or GB18030 from an old editor, or a clear error."""

from __future__ import annotations

import codecs
from pathlib import Path

from engine.findings import Findings, Source, finding


def read_text(path: Path) -> tuple[str | None, Findings]:
    """A file's text: UTF-8, or GB18030 with a note, or nothing with an error."""
    source = Source(file=path.as_posix())
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, (finding("file-unreadable", source, reason=error.strerror or type(error).__name__),)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = "\x00"
    # any pair of high bytes is some character of GB18030, so text that decodes is not yet text
    if any((ord(sign) < 32 and sign not in "\t\r\n\f\v") or 0xE000 <= ord(sign) <= 0xF8FF for sign in text):
        return None, (finding("encoding-unknown", Source(file=path.as_posix(), line=line)),)
    return text, (finding("encoding-gb18030", source),)
