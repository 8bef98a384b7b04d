"""Files and folders that people name, gone through one file after another; whatever one of them does, the others are read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from engine.files.crashes import keep_traceback
from engine.files.opening import reason_of
from engine.files.text import shown
from engine.language.findings import Finding, Findings, Severity, Source, finding

LEFT_BY_PROGRAMS = ("~$", "._")  # the locks of Office, the shadows of another system's folders
MOST_FINDINGS = 10_000
"""Of one file that are listed."""

Item = TypeVar("Item")


class Kinds(NamedTuple):
    """The suffixes of files that are read, and of those that may be meant and are not: in a folder they are named."""

    read: Sequence[str]
    unread: Sequence[str] = ()


def files_of(paths: Sequence[str], kinds: Kinds) -> tuple[tuple[str, ...], Findings]:
    """The names of the files that the paths name, a folder standing for its files of the kinds that are read.

    Each file once and in name order; a folder without any or that cannot be listed, and a file of another kind, are
    findings. Names, not paths: of a large folder they take less than half of the memory.
    """
    files: set[str] = set()
    skipped: set[str] = set()
    findings: list[Finding] = []
    for path in map(Path, paths):
        # not path.is_dir(), which raises where the "path" is a text too long for a name
        if os.path.isdir(path):
            inside, left, new_findings = _inside(path, kinds)
            files |= inside
            skipped |= left
            findings += new_findings
        elif path.suffix.lower() not in kinds.read and os.path.exists(path):
            findings.append(finding("file-kind", Source(file=shown(path)), kinds=" ".join(kinds.read)))
        else:
            files.add(str(path))
    named = " ".join(kinds.read)
    left_out = (finding("file-skipped", Source(file=shown(Path(file))), kinds=named) for file in sorted(skipped))
    return tuple(sorted(files)), (*findings, *left_out)


def _inside(folder: Path, kinds: Kinds) -> tuple[set[str], set[str], list[Finding]]:
    """What lies anywhere in a folder and is read, or is not though it may be meant, by the suffix in either case.

    A folder of such a name is given too: reading it says what it is.
    """
    files: set[str] = set()
    skipped: set[str] = set()
    unlisted: list[OSError] = []
    for inside, folders, names in walked(folder, unlisted.append):
        for name in (*folders, *names):
            suffix = os.path.splitext(name)[1].lower()
            if suffix in kinds.read and not name.startswith(LEFT_BY_PROGRAMS):
                files.add(str(Path(inside, name)))
            elif suffix in kinds.unread:
                skipped.add(str(Path(inside, name)))
    findings = [
        finding("file-unreadable", Source(file=shown(Path(str(error.filename)))), reason=reason_of(error))
        for error in unlisted
    ]
    if not files and not findings:
        findings.append(finding("folder-empty", Source(file=shown(folder)), kinds=" ".join(kinds.read)))
    return files, skipped, findings


def walked(folder: Path, unlisted: Callable[[OSError], object]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each folder from this one down, with the names of the folders and of the files in it; no link is followed.

    What is taken out of the names of the folders is not gone into. As :func:`os.walk`, which before Python 3.12 fails
    on folders that nest deeper than the stack.
    """
    left = [str(folder)]
    while left:
        inside = left.pop()
        folders: list[str] = []
        names: list[str] = []
        try:
            with os.scandir(inside) as entries:
                for entry in entries:
                    (folders if _is_folder(entry) else names).append(entry.name)
        except OSError as error:
            unlisted(error)
            continue
        yield inside, folders, names
        below = (os.path.join(inside, name) for name in reversed(folders))
        left.extend(path for path in below if not os.path.islink(path))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that goes in a ring
        return False


def guarded(
    file: Path, read: Callable[[Path], Iterable[tuple[tuple[Item, ...], Findings]]]
) -> Iterator[tuple[tuple[Item, ...], Findings]]:
    """What reading a file gives, piece by piece; a fault of this program ends the reading of this file with a finding.

    Of very many findings the first are given, and how many more there are.
    """
    listed = _Listed()
    try:
        for items, findings in read(file):
            yield items, listed.of(findings)
    except Exception as error:
        yield (), (file_failed(file, error),)
    if listed.dropped:
        yield (), (finding("findings-more", Source(file=shown(file)), count=listed.dropped),)


class _Listed:
    """Counts the findings of a file; errors apart, so that no number of others hides them."""

    def __init__(self) -> None:
        self.left = {True: MOST_FINDINGS, False: MOST_FINDINGS}
        self.dropped = 0

    def of(self, findings: Findings) -> Findings:
        """Those that are still listed."""
        return tuple(one for one in findings if self._has_room(one.severity is Severity.ERROR))

    def _has_room(self, is_error: bool) -> bool:
        self.left[is_error] -= 1
        has_room = self.left[is_error] >= 0
        self.dropped += not has_room
        return has_room


def file_failed(file: Path, error: Exception) -> Finding:
    """That reading a file met what nobody foresaw; its full text goes where it can be looked up, not into messages."""
    log = keep_traceback(error, f"reading {shown(file)}")
    return finding("file-failed", Source(file=shown(file)), kind=type(error).__name__, log=log or "-")
