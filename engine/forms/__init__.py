"""Declared forms from files and folders: the text of each file, its forms, no project twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.findings import Finding, Findings, Source, finding
from engine.forms.text import read_form_text
from engine.terms import Project
from engine.textfiles import read_text

SUFFIXES = (".txt",)


def form_files(paths: Sequence[str]) -> tuple[tuple[Path, ...], Findings]:
    """The files that the paths name, a folder standing for the forms in it, each file once and in name order."""
    files: dict[Path, None] = {}
    findings: list[Finding] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
            if not inside:
                findings.append(finding("folder-empty", Source(file=str(path)), kinds=" ".join(SUFFIXES)))
            files.update(dict.fromkeys(inside))
        elif path.suffix.lower() not in SUFFIXES and path.exists():
            findings.append(finding("file-kind", Source(file=str(path)), kinds=" ".join(SUFFIXES)))
        else:
            files[path] = None
    return tuple(sorted(files)), tuple(findings)


def read_forms(paths: Sequence[str]) -> tuple[tuple[Project, ...], Findings]:
    """All projects that the files and folders declare, and what is wrong with any of them.

    The order of ``paths`` does not matter; a project code that was read before is a finding and not read again.
    """
    files, said = form_files(paths)
    findings = list(said)
    projects: list[Project] = []
    for file in files:
        text, said = read_text(file)
        findings.extend(said)
        if text is not None:
            read, said = read_form_text(text, file.as_posix())
            projects.extend(read)
            findings.extend(said)
    kept, said = without_repeats(projects)
    return kept, (*findings, *said)


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
