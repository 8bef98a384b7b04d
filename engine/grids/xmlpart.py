"""A large XML part of an office file, read as it is unpacked, up to the bounds of whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol
from xml.parsers import expat

from engine.grids.package import MAX_STREAM, Package, damaged, parser

MAX_ELEMENTS = 1_500_000
"""Elements of a part that are looked at: formatting of every row of a sheet and a little more."""


class EnoughError(Exception):
    """A bound was reached; the rest of the part is left."""


class Handlers(Protocol):
    """What is called for the elements (named ``namespace name``) and texts of a part; may raise :class:`EnoughError`."""

    def start(self, qualified: str, values: dict[str, str]) -> None:
        """An element begins."""

    def text(self, text: str) -> None:
        """Text, or a piece of it."""

    def end(self, qualified: str) -> None:
        """An element ends."""


def read_part(package: Package, name: str, handlers: Handlers) -> bool:
    """Whether a part was read to its end, and no bound was reached before.

    :raises RefusedError: if there is no such part, it is no XML, or declares entities.
    """
    xml = parser()
    xml.StartElementHandler, xml.EndElementHandler, xml.CharacterDataHandler = (
        handlers.start,
        handlers.end,
        handlers.text,
    )
    try:
        for chunk in _bounded(package.stream(name)):
            xml.Parse(chunk, not chunk)
    except EnoughError:
        return False
    except expat.ExpatError as error:
        raise damaged(error) from error
    return True


def _bounded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks and an empty one at the end, as long as they are not too many."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MAX_STREAM:
            raise EnoughError
        yield chunk
    yield b""
