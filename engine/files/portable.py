"""Places that mean the same on another machine: files are named from a folder, never from the root of a disk.

A ledger and its documents are handed on; where on a clerk's disk a form lay is nobody's business, and the same forms
in another folder must give the same documents.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from engine.language.findings import Source, Value
from engine.language.patterns import regex

FILES = frozenset(("evidence", "data_file"))
"""Fields that name a file."""

V = TypeVar("V", bound=Value)
_DRIVE = regex(r"[A-Za-z]:[\\/]|\\\\")


def is_absolute(file: str) -> bool:
    """Whether a path, of this system or of Windows, begins at the root of a disk."""
    return os.path.isabs(file) or _DRIVE.match(file) is not None


def portable(file: str, tops: Iterable[Path]) -> str:
    """A path as it is told from the first of some folders that it is below; one below none is its name alone."""
    if not is_absolute(file):
        return file
    real = Path(os.path.realpath(file))
    for top in tops:
        above = Path(os.path.realpath(top))
        if above.parent != above and above in real.parents:
            return real.relative_to(above).as_posix()
    return re.split(r"[\\/]", file.rstrip("\\/"))[-1]


def told_from(value: V, tops: Iterable[Path]) -> V:
    """A value with every place in it told from these folders."""
    folders = tuple(tops)
    moved: V = _moved(value, {}, folders)
    return moved


def _moved(value: Any, known: dict[str, str], tops: tuple[Path, ...]) -> Any:
    if isinstance(value, Source):
        if not is_absolute(value.file):
            return value
        file = known.get(value.file) or known.setdefault(value.file, portable(value.file, tops))
        return value.model_copy(update={"file": file})
    if isinstance(value, Value):
        fields = {name: (old, _moved(old, known, tops)) for name, old in value.__dict__.items()}
        for name in FILES & fields.keys():
            fields[name] = (fields[name][0], portable(fields[name][0], tops))
        changed = {name: new for name, (old, new) in fields.items() if new is not old}
        return value.model_copy(update=changed) if changed else value
    if type(value) is tuple:
        parts = tuple(_moved(one, known, tops) for one in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    if isinstance(value, dict):
        return {name: _moved(one, known, tops) for name, one in value.items()} if _has_values(value) else value
    return value


def _has_values(found: dict[Any, Any]) -> bool:
    return any(isinstance(one, Value) for one in found.values())
