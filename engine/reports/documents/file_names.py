"""The names of the files of a set, so that none of them is another's."""

from __future__ import annotations

import hashlib

from engine.reports.html import file_names
from engine.runs.record import Run

SUMMARY = "summary"
REPORT = "-report"


def stems(run: Run) -> tuple[str, ...]:
    """The name of each project's files, without ending: as its HTML page is called, that is, its code where any
    system takes it. A code that would give the name of another file (``summary``, ``…-report``) gets a digest."""
    return tuple(_own(name.removesuffix(".html")) for name in file_names(run))


def _own(stem: str) -> str:
    if stem.lower() != SUMMARY and not stem.lower().endswith(REPORT):
        return stem
    return f"{stem}-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"
