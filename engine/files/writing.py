"""Files that are written, in one way: beside their place and renamed, so that there is never half a file in it.

Who may read them is decided by the umask of the process, which :func:`owner_only` narrows.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

OWNER = 0o077
GROUP = 0o027
SECRET = 0o600
_ANYBODY = 0o666


@contextmanager
def owner_only(group: bool = False) -> Iterator[None]:
    """Meanwhile files and folders are made for their owner alone, or for the ``group`` to read as well.

    A stricter umask stays as it is.
    """
    before = os.umask(OWNER)
    os.umask(before | (GROUP if group else OWNER))
    try:
        yield
    finally:
        os.umask(before)


def make_folder(folder: Path) -> None:
    """Makes a folder, and those above it, where they are not there.

    :raises OSError: if that cannot be done.
    """
    folder.mkdir(parents=True, exist_ok=True)


def write_whole(path: Path, content: bytes, *, is_new: bool = False, mode: int = _ANYBODY) -> None:
    """Puts a file in its place, whole or not at all; what stands there stays until then.

    With ``is_new`` a file that is there already is not replaced. A pipe or a device is written to as it is.

    :raises FileExistsError: if ``is_new`` and something is there.
    :raises OSError: if the file cannot be written; nothing is left of it then.
    """
    if not is_new and _is_special(path):
        with open(path, "wb") as file:
            file.write(content)
        return
    destination = path if is_new else _target(path)
    _check(destination, is_new)
    part = destination.parent / f".jixiao-{secrets.token_hex(8)}.part"
    try:
        with open(part, "xb", opener=partial(os.open, mode=mode)) as file:
            file.write(content)
            if is_new:  # kept for years: on the disk before anything is said of it
                file.flush()
                os.fsync(file.fileno())
        (_put_new if is_new else os.replace)(part, destination)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(destination)) from error
    except ValueError as error:  # a NUL or half a character in the name
        raise OSError(errno.EINVAL, str(error), str(path)) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _target(path: Path) -> Path:
    """The file itself: a link goes on pointing to it.

    :raises OSError: if the name is none.
    """
    try:
        return Path(os.path.realpath(path))
    except ValueError as error:  # a NUL in it
        raise OSError(errno.EINVAL, str(error), str(path)) from error


def _is_special(path: Path) -> bool:
    try:
        kind = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(kind) and not stat.S_ISDIR(kind)


def _check(destination: Path, is_new: bool) -> None:
    """What opening the place itself would have refused: a folder, a file that may not be written."""
    if is_new and os.path.lexists(destination):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(destination))
    if destination.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(destination))
    if destination.exists() and not os.access(destination, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(destination))


def _put_new(part: Path, destination: Path) -> None:
    """Into its place where nothing stands there, also if another program puts something there at this moment."""
    try:
        os.link(part, destination)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        destination.open("xb").close()
        os.replace(part, destination)
