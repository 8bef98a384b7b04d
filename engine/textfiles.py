"""Text files as they come: UTF-8, UTF-16 that says so, GB18030 from an old editor, or a clear error."""

from __future__ import annotations

import codecs
import os
from collections.abc import Sequence
from pathlib import Path

from engine.findings import Finding, Findings, Source, finding
from engine.userfiles import TooLargeError, content, reason_of, size_text

_PRINTED = "\t\r\n\f\v"


def shown(path: Path) -> str:
    """A path for messages and records; a name in another encoding than UTF-8 keeps its bytes as ``\\xd7``."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def files_named(paths: Sequence[str], suffixes: Sequence[str]) -> tuple[tuple[str, ...], Findings]:
    """The names of the files that the paths name, a folder standing for its files that have one of the suffixes.

    Each file once and in name order; a folder without any, and a file of another kind, are findings. Names, not paths:
    of a large folder they take less than half of the memory.
    """
    files: set[str] = set()
    findings: list[Finding] = []
    for path in map(Path, paths):
        # not path.is_dir(), which raises where the "path" is a text too long for a name
        if os.path.isdir(path):
            inside = _inside(path, suffixes)
            files |= inside
            if not inside:
                findings.append(finding("folder-empty", Source(file=shown(path)), kinds=" ".join(suffixes)))
        elif path.suffix.lower() not in suffixes and os.path.exists(path):
            findings.append(finding("file-kind", Source(file=shown(path)), kinds=" ".join(suffixes)))
        else:
            files.add(str(path))
    return tuple(sorted(files)), tuple(findings)


def files_skipped(paths: Sequence[str], kinds: Sequence[str], suffixes: Sequence[str]) -> Findings:
    """Of the folders among the paths, the files of some ``kinds`` that may be meant and are not read."""
    files = {file for path in paths if os.path.isdir(path) for file in _inside(Path(path), kinds)}
    return tuple(
        finding("file-skipped", Source(file=shown(Path(file))), kinds=" ".join(suffixes)) for file in sorted(files)
    )


def _inside(folder: Path, suffixes: Sequence[str]) -> set[str]:
    """What lies anywhere in a folder and has a name with one of the suffixes, in either case.

    A folder of such a name is given too: reading it says what it is.
    """
    return {
        str(Path(inside, name))
        for inside, folders, names in os.walk(folder)
        for name in (*folders, *names)
        if os.path.splitext(name)[1].lower() in suffixes
    }


def read_text(path: Path) -> tuple[str | None, Findings]:
    """A file's text: UTF-8, or GB18030 with a note, or nothing with an error."""
    source = Source(file=shown(path))
    try:
        data = content(path)
    except OSError as error:
        return None, (unreadable(path, error),)
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "ignore").count("\n") + 1
    text = None if encoding == "utf-16" else _gb18030(data)
    if text is None:
        return None, (finding("encoding-unknown", source.model_copy(update={"line": line})),)
    return text, (finding("encoding-gb18030", source),)


def unreadable(path: Path, error: OSError) -> Finding:
    """The finding that a file cannot be read, or is beyond the bound."""
    source = Source(file=shown(path))
    if isinstance(error, TooLargeError):
        return finding("file-too-large", source, what=shown(Path(path.name)), most=size_text(error.most))
    return finding("file-unreadable", source, reason=reason_of(error))


def _gb18030(data: bytes) -> str | None:
    """The text, unless it is none: any pair of high bytes is some character, so bytes that decode are not yet text."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    is_text = all((sign >= " " or sign in _PRINTED) and not "\ue000" <= sign <= "\uf8ff" for sign in text)
    return text.removeprefix("\ufeff") if is_text else None
