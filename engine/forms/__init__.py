"""Declared forms from files and folders: text, Word, Excel or CSV, each project once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from engine.findings import Finding, Findings, finding
from engine.forms.files import KINDS, UNREAD, read_file
from engine.terms import Project
from engine.walking import Kinds, files_of, guarded

SUFFIXES = tuple(KINDS)
FORMS = Kinds(SUFFIXES, UNREAD)


class FormFile(NamedTuple):
    """What one file declares, or some of it, and what is wrong; of ``file`` None, what is wrong with the paths."""

    file: Path | None
    projects: tuple[Project, ...]
    findings: Findings


def each_form(paths: Sequence[str]) -> Iterator[FormFile]:
    """The projects that the files and folders declare, file by file, so that a folder of any size fits into memory.

    Files come in the order of their names, whatever the order of ``paths``, a long text in several pieces. A project
    code that stood before is a finding and not read again; what is kept of a file that was passed on is the places of
    its codes. Whatever goes wrong in one file is a finding, and the others are read.
    """
    files, about_paths = files_of(paths, FORMS)
    if about_paths:
        yield FormFile(None, (), about_paths)
    places: dict[str, str] = {}
    for file in map(Path, files):
        for read, said in guarded(file, read_file):
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
