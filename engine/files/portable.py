"""Places that mean the same on another machine: files are named from a folder, never from the root of a disk.

A ledger and its documents are handed on; where on a clerk's disk a form lay is nobody's business, and the same forms
in another folder must give the same documents.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from engine.language.findings import Source, Value
from engine.language.patterns import regex

FILES = frozenset(("evidence", "data_file"))
"""Fields that name a file."""
PLAIN = frozenset((str, int, bool, Decimal, type(None)))
"""What most fields hold, and no place is in."""
FILES_KEPT = 64
"""Of how many files it is remembered how they are told: what stands in one comes together."""

V = TypeVar("V", bound=Value)
_DRIVE = regex(r"[A-Za-z]:[\\/]|\\\\")


def is_absolute(file: str) -> bool:
    """Whether a path, of this system or of Windows, begins at the root of a disk."""
    return os.path.isabs(file) or _DRIVE.match(file) is not None


class Tops:
    """Folders that places are told from, looked up on the disk once."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._named = tuple(folders)
        self.told = lru_cache(FILES_KEPT)(self._told)

    @cached_property
    def _folders(self) -> tuple[Path, ...]:
        real = (Path(os.path.realpath(one)) for one in self._named)
        return tuple(one for one in real if one.parent != one)

    def _told(self, file: str) -> str:
        """A path as it is told from the first of the folders that it is below; one below none is its name alone."""
        if not is_absolute(file):
            return file
        real = Path(os.path.realpath(file))
        for above in self._folders:
            if above in real.parents:
                return real.relative_to(above).as_posix()
        return re.split(r"[\\/]", file.rstrip("\\/"))[-1]


def portable(file: str, tops: Iterable[Path]) -> str:
    """A path as it is told from some folders."""
    return Tops(tops).told(file)


def told_from(value: V, tops: Tops) -> V:
    """A value with every place in it told from these folders."""
    moved: V = _moved(value, tops)
    return moved


def _moved(value: Any, tops: Tops) -> Any:
    if type(value) in PLAIN:
        return value
    if isinstance(value, Source):
        file = tops.told(value.file)
        return value if file == value.file else value.model_copy(update={"file": file})
    if isinstance(value, Value):
        return _with_moved(value, tops)
    if type(value) is tuple:
        parts = tuple(_moved(one, tops) for one in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    if isinstance(value, dict):
        return {name: _moved(one, tops) for name, one in value.items()} if _has_values(value) else value
    return value


def _with_moved(value: Value, tops: Tops) -> Value:
    fields = value.__dict__.items()
    moved = {name: tops.told(old) if name in FILES else _moved(old, tops) for name, old in fields}
    changed = {name: moved[name] for name, old in fields if moved[name] is not old}
    return value.model_copy(update=changed) if changed else value


def _has_values(found: dict[Any, Any]) -> bool:
    return any(isinstance(one, Value) for one in found.values())
