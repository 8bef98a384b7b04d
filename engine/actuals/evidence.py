"""Evidence (佐证材料) as it is named beside a figure: files, which are hashed, or words for what lies elsewhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from engine.files.allowed_folders import AllowedFolders
from engine.files.opening import digest, reason_of
from engine.files.text import shown
from engine.language.findings import Findings, Source, finding
from engine.language.patterns import regex

FOLDER = "佐证材料"
"""Where evidence is kept, beside the ledger or the file that names it."""

_FILE = regex(r"^(?:[/\\.]|[A-Za-z]:)|\.[A-Za-z0-9]{2,5}$")
_PARTED = regex(r"\s*[、；;，,\n]\s*")


class Lacking(NamedTuple):
    """A file that is named and cannot be read, and why."""

    file: Path
    error: OSError


def files_named(text: str) -> tuple[str, ...]:
    """The names in a text that are those of files (验收单.pdf、合同.pdf), and not words for a paper (村委会登记表)."""
    return tuple(one for one in _PARTED.split(text.strip()) if _FILE.search(one))


def read_evidence(folders: AllowedFolders, text: str, is_file: bool = False) -> tuple[str, tuple[Lacking, ...]]:
    """The SHA-256 of what a text names, and the files that are lacking: of one file its own, of several that of their
    digests, of mere words none. ``is_file`` tells that it was a file before, whatever its name looks like; what is there
    under that name (a folder, a pipe) is no word either."""
    whole = _digest(folders, text)
    if isinstance(whole, str):
        return whole, ()
    names = files_named(text)
    if not names:
        return "", ((whole,) if is_file or os.path.lexists(whole.file) else ())
    read = [_digest(folders, one) for one in names]
    lacking = tuple(one for one in read if isinstance(one, Lacking))
    return "" if lacking else _joined([one for one in read if isinstance(one, str)]), lacking


def evidence_digest(folders: AllowedFolders, text: str, source: Source) -> tuple[str, Findings]:
    """The SHA-256 of the evidence that an entry names, and the findings that files are not there."""
    found, lacking = read_evidence(folders, text)
    values = ({"file": shown(one.file), "reason": reason_of(one.error)} for one in lacking)
    return found, tuple(finding("evidence-missing", source, folder=FOLDER, **one) for one in values)


def _digest(folders: AllowedFolders, name: str) -> str | Lacking:
    """Of a file beside what names it, or in the folder for evidence there; a name that leads upwards is not looked for in it."""
    inside = folders if ".." in name else folders.with_subfolder(FOLDER)
    try:
        return digest(inside.path(name))
    except OSError as error:
        return Lacking(folders.folder / name, error)


def _joined(digests: Sequence[str]) -> str:
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()
