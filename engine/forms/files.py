"""One file of declared forms: its tables, or its running text, as projects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from engine.files.text import lines_of
from engine.forms.form import make_project
from engine.forms.grid import read_grid
from engine.forms.text import each_form_text
from engine.grids.cells import Row
from engine.grids.files import Contents, read_contents
from engine.language.findings import Finding, Findings, Source, finding
from engine.terms import Project

_AT_ONCE = 100
"""Forms of a text that are passed on together."""

Piece = tuple[tuple[Project, ...], Findings]


def read_file(path: Path) -> Iterator[Piece]:
    """All projects that a file declares, and what is wrong with it or them; of a long text in pieces."""
    contents = read_contents(path)
    if contents.unread:
        yield (), contents.findings
    elif contents.text is not None:
        yield from _batches(each_form_text(lines_of(contents.text), contents.file), contents.findings)
    else:
        yield _of_tables(contents)


def _batches(read: Iterator[tuple[Project | None, Findings]], new_findings: Findings) -> Iterator[Piece]:
    """Some forms at a time, the first with what was ``said`` of their file; there is always a first."""
    first = new_findings
    while some := tuple(islice(read, _AT_ONCE)):
        found = tuple(one for _, findings in some for one in findings)
        yield tuple(one for one, _ in some if one is not None), (*first, *found)
        first = ()


def _of_tables(contents: Contents) -> Piece:
    """The projects of all sheets, of a document or of a CSV file."""
    projects: list[Project] = []
    findings = list(contents.findings)
    without: list[Finding] = []
    forms = 0
    for part in contents.parts:
        read, new_findings, count = _projects(part.rows)
        projects.extend(read)
        findings.extend(new_findings)
        forms += count
        if not count and part.sheet is not None and part.is_filled:
            without.append(finding("sheet-no-form", Source(file=contents.file, sheet=part.sheet)))
    if not forms:
        return (), (*findings, finding("no-forms", Source(file=contents.file)))
    return tuple(projects), (*findings, *without)


def _projects(rows: Iterable[Row]) -> tuple[list[Project], list[Finding], int]:
    forms, findings = read_grid(rows)
    projects: list[Project] = []
    for form in forms:
        project, new_findings = make_project(form)
        findings.extend(new_findings)
        projects.extend([project] if project else [])
    return projects, findings, len(forms)
