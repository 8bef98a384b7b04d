"""Declared forms from files and folders: the text of each file, its forms, no project twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.findings import Finding, Findings, finding
from engine.forms.text import read_form_text
from engine.terms import Project
from engine.textfiles import files_named, read_text, shown

SUFFIXES = (".txt",)


def read_forms(paths: Sequence[str]) -> tuple[tuple[Project, ...], Findings]:
    """All projects that the files and folders declare, and what is wrong with any of them.

    The order of ``paths`` does not matter; a project code that was read before is a finding and not read again.
    """
    files, said = files_named(paths, SUFFIXES)
    findings = list(said)
    projects: list[Project] = []
    for file in files:
        text, said = read_text(file)
        findings.extend(said)
        if text is not None:
            read, said = read_form_text(text, shown(file))
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
