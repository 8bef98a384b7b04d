"""What goes wrong with a file: bits, bytes and tags of its parts, whole parts, the declarations in them, the whole file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from tests.fuzz import pieces

Parts = dict[str, bytes]
DECLARED = pieces.words("encodings")


class Damage(NamedTuple):
    """What is done to a part, or to the bytes of a whole file: which part and place (counted round), with what."""

    what: str
    part: int
    place: int
    text: str


def _at(data: bytes, place: int) -> int:
    return place % len(data) if data else 0


def _declared(data: bytes, encoding: str, is_true: bool) -> bytes:
    """The XML with another encoding in its declaration, and in truth where that can be."""
    text = data.decode("utf-8", "replace")
    text = re.sub(r'encoding="[^"]*"', lambda _: f'encoding="{encoding}"', text, count=1)
    if not is_true:
        return text.encode()
    try:
        return text.encode(encoding, "replace")
    except (LookupError, UnicodeError, ValueError):
        return text.encode()


TO_PART: dict[str, Callable[[bytes, int, str], bytes]] = {
    "byte": lambda data, at, text: data[: _at(data, at)] + text.encode("utf-8", "replace")[:1] + data[_at(data, at) + 1 :],
    "flip": lambda data, at, _: _flipped(data, at),
    "put in": lambda data, at, text: data[: _at(data, at)] + text.encode("utf-8", "replace") + data[_at(data, at) :],
    "cut": lambda data, at, _: data[: _at(data, at)],
    "empty": lambda _, __, ___: b"",
    "declares": lambda data, at, _: _declared(data, DECLARED[at % len(DECLARED)], False),
    "encoded": lambda data, at, _: _declared(data, DECLARED[at % len(DECLARED)], True),
    "tag away": lambda data, at, _: _without(data, re.compile(rb"<[^?!][^>]*>"), at),
    "attribute away": lambda data, at, _: _without(data, re.compile(rb'\s[\w:]+="[^"]*"'), at),
    "attribute": lambda data, at, text: _without(data, re.compile(rb'(?<==")[^"]*'), at, escape(text, {'"': "&quot;"}).encode("utf-8", "replace")),
    "text": lambda data, at, text: _without(data, re.compile(rb"(?<=>)[^<]+(?=<)"), at, text.encode("utf-8", "replace")),
    "doctype": lambda data, _, __: data.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1),
    "nested": lambda data, at, _: _without(data, re.compile(rb"(?<=>)(?=<)"), at, b"<a>" * 300 + b"</a>" * 300),
    "twice": lambda data, _, __: data + data,
}  # fmt: skip


def _flipped(data: bytes, place: int) -> bytes:
    at = _at(data, place)
    return data[:at] + bytes([data[at] ^ (1 << place % 8)]) + data[at + 1 :] if data else data


def _without(data: bytes, pattern: re.Pattern[bytes], place: int, instead: bytes = b"") -> bytes:
    """The bytes with one of the places that fit the pattern exchanged."""
    found = list(pattern.finditer(data))
    if not found:
        return data
    one = found[place % len(found)]
    return data[: one.start()] + instead + data[one.end() :]


def _renamed(parts: Parts, name: str, new: str) -> Parts:
    return {new if one == name else one: data for one, data in parts.items()}


def damaged_parts(parts: Parts, damages: list[Damage]) -> Parts:
    """The parts after some damages, one after another."""
    for one in damages:
        names = sorted(parts)
        if not names:
            break
        name = names[one.part % len(names)]
        if one.what in TO_PART:
            parts = {**parts, name: TO_PART[one.what](parts[name], one.place, one.text)}
        elif one.what == "part away":
            parts = {other: data for other, data in parts.items() if other != name}
        elif one.what == "part renamed":
            parts = _renamed(parts, name, names[one.place % len(names)] + one.text[:3].replace("\0", ""))
        elif one.what == "part more":
            parts = {
                **parts,
                ("xl/workbook.bin", "content.xml", "xl/vbaProject.bin", "word/document.xml", "xl/media/a.png")[
                    one.place % 5
                ]: b"\0",
            }
        else:  # one part in the place of another
            parts = {**parts, name: parts[names[one.place % len(names)]]}
    return parts


OF_PARTS = (*TO_PART, "part away", "part renamed", "part more", "part for another")


def zipped(parts: Parts) -> bytes:
    """The parts as a package."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            stored = zipfile.ZIP_STORED if len(data) % 7 == 0 else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, stored)
    return target.getvalue()


def damaged_bytes(data: bytes, damages: list[Damage]) -> bytes:
    """The bytes of a file after some damages."""
    for one in damages:
        data = TO_PART[one.what](data, one.place, one.text)
    return data


def _damages(whats: tuple[str, ...], one_in: int) -> st.SearchStrategy[list[Damage]]:
    one = st.builds(Damage, st.sampled_from(whats), st.integers(0, 9), st.integers(0, 9999), pieces.pieces)
    return pieces.seldom(st.lists(one, min_size=1, max_size=3), [], one_in)


OF_BYTES = ("byte", "flip", "put in", "cut", "empty", "twice")
of_parts = _damages(OF_PARTS, 3)
of_bytes = _damages(OF_BYTES, 6)
