"""Declared forms from files and folders: text, Word, Excel or CSV, each project once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.findings import Finding, Findings, Source, finding
from engine.forms.files import KINDS, UNREAD, read_file
from engine.terms import Project
from engine.textfiles import files_named, shown

SUFFIXES = tuple(KINDS)
_LEFT_BY_PROGRAMS = ("~$", "._")  # the locks of Office, the shadows of another system's folders


def read_forms(paths: Sequence[str]) -> tuple[tuple[Project, ...], Findings]:
    """All projects that the files and folders declare, and what is wrong with any of them.

    The order of ``paths`` does not matter; a project code that was read before is a finding and not read again.
    """
    files, said = files_named(paths, SUFFIXES)
    findings = [*said, *_skipped(paths)]
    projects: list[Project] = []
    for file in files:
        if not file.name.startswith(_LEFT_BY_PROGRAMS):
            read, said = read_file(file)
            projects.extend(read)
            findings.extend(said)
    kept, said = without_repeats(projects)
    return kept, (*findings, *said)


def _skipped(paths: Sequence[str]) -> list[Finding]:
    """The files of folders that may hold forms but are of a kind that is not read."""
    folders = [Path(path) for path in paths if os.path.isdir(path)]
    files = {file for folder in folders for file in folder.rglob("*") if file.suffix.lower() in UNREAD}
    return [finding("file-skipped", Source(file=shown(file)), kinds=" ".join(SUFFIXES)) for file in sorted(files)]


def without_repeats(projects: Iterable[Project]) -> tuple[tuple[Project, ...], Findings]:
    """The projects with each code once: the first stands, a later one is an error that names both places."""
    kept: dict[str, Project] = {}
    findings: list[Finding] = []
    for project in projects:
        if project.code in kept:
            findings.append(
                finding("project-repeated", project.source, code=project.code, first=kept[project.code].source)
            )
        else:
            kept[project.code] = project
    return tuple(kept.values()), tuple(findings)
