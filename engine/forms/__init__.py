"""Declared forms from files and folders: text, Word, Excel or CSV, each project once.

In: paths. Out: declared projects with the place of every value, and findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from engine.files.duplicates import Kind, values_of, without_duplicates
from engine.files.walking import Kinds, files_of, guarded
from engine.forms.files import read_file
from engine.grids.files import KINDS, UNREAD
from engine.language.findings import Finding, Findings
from engine.terms import Project, contents_of

SUFFIXES = tuple(KINDS)
FORMS = Kinds(SUFFIXES, UNREAD)
DECLARATIONS = Kind(Project, lambda one: (one.code, one.year), contents_of, "project-repeated", "project-same")
"""How declarations are told apart."""


class FormFile(NamedTuple):
    """What one file declares, or some of it, and what is wrong; of ``file`` None, what is wrong with the paths."""

    file: Path | None
    projects: tuple[Project, ...]
    findings: Findings


def each_form(paths: Sequence[str]) -> Iterator[FormFile]:
    """The projects that the files and folders declare, file by file, so that a folder of any size fits into memory.

    Files come in the order of their names, whatever the order of ``paths``, a long text in several pieces. A project
    may stand in several; :func:`engine.files.duplicates.without_duplicates` tells. Whatever goes wrong in one file is a finding, and the others
    are read.
    """
    files, about_paths = files_of(paths, FORMS)
    if about_paths:
        yield FormFile(None, (), about_paths)
    for file in map(Path, files):
        for read, about in guarded(file, read_file):
            yield FormFile(file, read, about)


def forms_without_duplicates(paths: Sequence[str], findings: list[Finding]) -> Iterator[Project]:
    """All that :func:`each_form` gives, each project and year once, one after another.

    All are read before the first is given; what is wrong goes to ``findings``.
    """
    return without_duplicates(values_of(each_form(paths), findings), DECLARATIONS, findings.append)


def read_forms(paths: Sequence[str]) -> tuple[tuple[Project, ...], Findings]:
    """All that :func:`forms_without_duplicates` gives, at once."""
    findings: list[Finding] = []
    projects = tuple(forms_without_duplicates(paths, findings))
    return projects, tuple(findings)
