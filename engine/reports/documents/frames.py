"""How the process that fills templates is talked to: a letter, a length, so many bytes."""

from __future__ import annotations

import struct
from typing import IO, NamedTuple

HEAD = struct.Struct(">cQ")
READY = b"!"
"""The kind of the first message: the process waits for requests."""


class Bounds(NamedTuple):
    """What one document may take: bytes of address space, and seconds of all processors together."""

    memory: int
    seconds: int


def write_frame(pipe: IO[bytes], kind: bytes, content: bytes) -> None:
    """Sends one message; ``kind`` is a letter."""
    pipe.write(HEAD.pack(kind, len(content)))
    pipe.write(content)
    pipe.flush()


def read_frame(pipe: IO[bytes], most: int) -> tuple[bytes, bytes]:
    """The kind and the content of the next message.

    :raises EOFError: if there is none, only a part of one, or one of more than ``most`` bytes.
    """
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        raise EOFError
    kind, length = HEAD.unpack(head)
    content = pipe.read(length) if length <= most else b""
    if len(content) < length:
        raise EOFError
    return kind, content
