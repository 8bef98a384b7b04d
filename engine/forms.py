"""Declared forms from files and folders: the text of each file, its forms, no project twice."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.findings import Finding, Findings, Source, finding
from engine.form_text import read_form_text
from engine.terms import Project

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


def read_text(path: Path) -> tuple[str | None, Findings]:
    """A file's text: UTF-8, or GB18030 with a note, or nothing with an error."""
    source = Source(file=path.as_posix())
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, (finding("file-unreadable", source, reason=error.strerror or type(error).__name__),)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = "\x00"
    # any pair of high bytes is some character of GB18030, so text that decodes is not yet text
    if any(ord(sign) < 32 and sign not in "\t\r\n\f\v" or 0xE000 <= ord(sign) <= 0xF8FF for sign in text):
        return None, (finding("encoding-unknown", Source(file=path.as_posix(), line=line)),)
    return text, (finding("encoding-gb18030", source),)


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
            findings.append(finding("project-repeated", project.source, code=project.code, first=kept[project.code].source))
        else:
            kept[project.code] = project
    return tuple(kept.values()), tuple(findings)
