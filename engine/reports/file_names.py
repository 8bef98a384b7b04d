"""The names of the files of a set, so that none of them is another's."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import count

from engine.language.patterns import regex
from engine.runs.record import Run

INDEX = "index"
SUMMARY = "summary"
REPORT = "-report"
LONGEST = 60
RESERVED = regex(rf"(?i)({INDEX}|{SUMMARY}|con|prn|aux|nul|com\d|lpt\d)(\.|$)|.*{REPORT}$")
"""The names of other files of the set, and those that some systems keep for devices."""


def stems(run: Run) -> tuple[str, ...]:
    """The name of each project's files, without ending: its code, made safe; a code that occurs again gets a number."""
    names: list[str] = []
    taken: set[str] = set()
    numbers: dict[str, Iterator[int]] = {}
    for project in run.projects:
        stem = name = safe_name(project.code)
        further = numbers.setdefault(stem.lower(), count(2))
        while name.lower() in taken:
            name = f"{stem}-{next(further)}"
        names.append(name)
        taken.add(name.lower())
    return tuple(names)


def safe_name(code: str) -> str:
    """A file name without its ending for a project code, the code itself where any system takes it: of ASCII, or Chinese.

    Otherwise what it keeps is followed by a digest of the code, so that different codes keep different names.
    """
    kept = re.sub(r"[^A-Za-z0-9_\u4e00-\u9fff-]+", "_", code)[:LONGEST]
    if kept == code and kept and kept[0] != "-" and not RESERVED.match(kept):
        return kept
    return f"{kept.strip('_-') or 'project'}-{hashlib.sha256(code.encode()).hexdigest()[:8]}"
