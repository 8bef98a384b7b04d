"""XML as bytes of any encoding that office programs write, handed on as UTF-8 without a declaration.

What reads XML knows few encodings itself and asks Python for the others; Python takes any of its codecs for one,
also those that are no encodings of text. So the name is looked up here, among those that are, and nowhere else.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from engine.language.errors import CodedValueError
from engine.language.patterns import regex

_DECLARATION = regex(r"<\?xml\s.*?\?>", re.DOTALL)
_BEGUN = regex(r"<\?xml\s")
_NAMED = regex(r"""\sencoding\s*=\s*["']([^"']*)["']""")
_LONGEST = 512  # bytes of a declaration
_SHOWN = 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before the mark of UTF-16, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
_CODECS = {
    **dict.fromkeys(("", "utf-8", "utf8", "us-ascii", "ascii"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb-2312-80", "x-gbk", "cp936", "windows-936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin1"), "latin-1"),
    **dict.fromkeys(("windows-1252", "cp1252"), "cp1252"),
}


class XmlTextError(CodedValueError):
    """The bytes are no text in the encoding that they name, or that encoding is not known."""


def as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same XML in UTF-8, as it comes and never empty, without its declaration.

    :raises XmlTextError: if the encoding that is named is none of those known, or the bytes are not in it.
    """
    return filter(None, _as_utf8(chunks))


def _as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = iter(chunks)
    start = b""
    while len(start) < 4 * _LONGEST and (more := next(rest, b"")):
        start += more
    start, encoding, is_told = _told_by_bytes(start)
    declaration = _declaration(start[: 4 * _LONGEST].decode(encoding, "replace"))
    if not is_told:
        encoding = _named(declaration)
    if encoding == "utf-8":
        yield start[len(declaration) :]
        yield from rest
    else:
        yield from _recoded(chain([start], rest), encoding, len(declaration))


def _told_by_bytes(start: bytes) -> tuple[bytes, str, bool]:
    """The bytes without their mark, the encoding that they show, and whether they leave no doubt of it."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return start[len(mark) :], encoding, True
    for signs, encoding in _UNMARKED:
        if start.startswith(signs):
            return start, encoding, True
    return start, "utf-8", False


def _declaration(head: str) -> str:
    """The declaration with which a text begins; nothing where it has none.

    :raises XmlTextError: if it does not end, or is not written in plain signs.
    """
    found = _DECLARATION.match(head)
    declaration = found[0] if found else ""
    if not declaration.isascii() or (not found and _BEGUN.match(head)):
        raise XmlTextError("xml-declaration-broken")
    return declaration


def _named(declaration: str) -> str:
    """The codec for the encoding that a declaration names; UTF-8 where it names none.

    :raises XmlTextError: if it is not known.
    """
    found = _NAMED.search(declaration)
    name = found[1] if found else ""
    codec = _CODECS.get(name.strip().lower().replace("_", "-"))
    if codec is None:  # UTF-16 too: its bytes would have shown it
        raise XmlTextError("xml-encoding-unknown", name=name[:_SHOWN])
    return codec


def _recoded(chunks: Iterable[bytes], encoding: str, dropped: int) -> Iterator[bytes]:
    """The chunks in UTF-8, less so many signs of the first, which holds them all."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks:
            text = decoder.decode(chunk)
            yield text[dropped:].encode()
            dropped = 0
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError as error:
        raise XmlTextError("xml-encoding-other", encoding=encoding) from error
