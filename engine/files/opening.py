"""Files that people name, opened in one way: only regular files, never more of them than a bound.

A pipe would wait for ever, a device give bytes for ever, and opening one may already do something; what ``stat`` says
of a size is not trusted. Whatever is wrong is an :class:`OSError` whose ``strerror`` says it in a few words.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from engine.language.rendering import Coded, coded, is_known

MEBIBYTE = 1 << 20
MAX_FILE = 64 * MEBIBYTE  # of any file whose content is understood
MAX_HASHED = 4096 * MEBIBYTE  # of evidence, which may be a film
_CHUNK = MEBIBYTE
# opening does not wait for the other end of a pipe, nor make a terminal this program's own
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_KINDS = {
    stat.S_IFIFO: "file-is-pipe",
    stat.S_IFCHR: "file-is-device",
    stat.S_IFBLK: "file-is-device",
    stat.S_IFSOCK: "file-is-socket",
}


class UnfitFileError(OSError):
    """A file is none that is read; ``content`` says why."""

    def __init__(self, number: int, content: Coded) -> None:
        super().__init__(number, str(content))
        self.content = content


class TooLargeError(UnfitFileError):
    """A file holds more than ``most`` bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(errno.EFBIG, coded("file-beyond", size=size_text(most)))
        self.most = most


class Content(NamedTuple):
    """The bytes of a file, and its permissions (``0o600``) when it was read."""

    data: bytes
    mode: int


def size_text(size: int) -> str:
    """A size in bytes for messages: ``64 MB``."""
    return f"{size // MEBIBYTE} MB"


def reason_of(error: OSError) -> Coded:
    """Why a file cannot be read or written, in a few words; what the system alone knows is quoted."""
    if isinstance(error, UnfitFileError):
        return error.content
    number = error.errno or 0
    code = f"os-{errno.errorcode.get(number, '')}"
    if is_known(code) and error.strerror == os.strerror(number):
        return coded(code)
    return coded("original", text=error.strerror or type(error).__name__)


def content(path: Path, most: int = MAX_FILE) -> bytes:
    """The bytes of a regular file.

    :raises TooLargeError: if there are more than ``most``.
    :raises OSError: if it is no regular file, or cannot be read.
    """
    return content_and_mode(path, most).data


def content_and_mode(path: Path, most: int = MAX_FILE) -> Content:
    """The bytes of a regular file with its permissions.

    :raises OSError: as :func:`content`.
    """
    with _opened(path) as file:
        return Content(b"".join(_chunks(file, most)), stat.S_IMODE(os.fstat(file).st_mode))


def digest(path: Path, most: int = MAX_HASHED) -> str:
    """The SHA-256 of a regular file in hexadecimal, in memory that does not grow with it.

    :raises OSError: as :func:`content`.
    """
    found = hashlib.sha256()
    with _opened(path) as file:
        for chunk in _chunks(file, most):
            found.update(chunk)
    return found.hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """The descriptor of a regular file: looked at before it is opened, and again, since it may have been exchanged."""
    try:
        _check(os.stat(path))
        file = os.open(path, _FLAGS)
    except ValueError as error:  # a NUL or half a character in the name
        raise OSError(errno.EINVAL, str(error)) from error
    try:
        _check(os.fstat(file))
        yield file
    finally:
        os.close(file)


def _check(status: os.stat_result) -> None:
    kind = stat.S_IFMT(status.st_mode)
    if kind == stat.S_IFDIR:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if kind != stat.S_IFREG:
        raise UnfitFileError(errno.EINVAL, coded(_KINDS.get(kind, "file-not-regular")))


def _chunks(file: int, most: int) -> Iterator[bytes]:
    left = most
    while chunk := os.read(file, min(_CHUNK, left + 1)):
        left -= len(chunk)
        if left < 0:
            raise TooLargeError(most)
        yield chunk
