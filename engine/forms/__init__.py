"""Declared forms from files and folders: text, Word, Excel or CSV, each project once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from engine.findings import Finding, Findings, finding
from engine.forms.files import KINDS, UNREAD, read_file
from engine.terms import Project
from engine.textfiles import files_named, files_skipped

SUFFIXES = tuple(KINDS)
LEFT_BY_PROGRAMS = ("~$", "._")  # the locks of Office, the shadows of another system's folders


class FormFile(NamedTuple):
    """What one file declares, and what is wrong with it; of ``file`` None, what is wrong with the paths themselves."""

    file: Path | None
    projects: tuple[Project, ...]
    findings: Findings


def each_form(paths: Sequence[str]) -> Iterator[FormFile]:
    """The projects that the files and folders declare, file by file, so that a folder of any size fits into memory.

    Files come in the order of their names, whatever the order of ``paths``. A project code that a file before declared
    is a finding and not read again; what is kept of a file that was passed on is the places of its codes.
    """
    files, said = files_named(paths, SUFFIXES)
    about_paths = (*said, *files_skipped(paths, UNREAD, SUFFIXES))
    if about_paths:
        yield FormFile(None, (), about_paths)
    places: dict[str, str] = {}
    for file in map(Path, files):
        if not file.name.startswith(LEFT_BY_PROGRAMS):
            read, said = read_file(file)
            kept, repeated = _without_repeats(read, places)
            yield FormFile(file, kept, (*said, *repeated))


def read_forms(paths: Sequence[str]) -> tuple[tuple[Project, ...], Findings]:
    """All that :func:`each_form` gives, at once."""
    projects: list[Project] = []
    findings: list[Finding] = []
    for one in each_form(paths):
        projects.extend(one.projects)
        findings.extend(one.findings)
    return tuple(projects), tuple(findings)


def _without_repeats(projects: Iterable[Project], places: dict[str, str]) -> tuple[tuple[Project, ...], Findings]:
    """The projects whose code stands at none of the ``places`` yet, which are added to them; the others are errors."""
    kept: list[Project] = []
    findings: list[Finding] = []
    for project in projects:
        if project.code in places:
            findings.append(finding("project-repeated", project.source, code=project.code, first=places[project.code]))
        else:
            places[project.code] = str(project.source)
            kept.append(project)
    return tuple(kept), tuple(findings)
