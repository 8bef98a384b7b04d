"""Recording what was achieved: files and folders of actuals, YAML and filled-in workbooks alike, each project once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from engine.actuals import read_actuals_file
from engine.actuals.declared import Declared
from engine.actuals.model import ProjectActuals
from engine.files.once import Kind, once, taken
from engine.files.walking import Kinds, files_of, guarded
from engine.language.findings import Finding, Findings
from engine.terms import Project

YAML = (".yaml", ".yml")
WORKBOOKS = (".xlsx", ".xlsm")
SUFFIXES = (*YAML, *WORKBOOKS)
# kinds in which other programs save workbooks; in a folder they are named, so that none is missed
UNREAD = (".xls", ".xlsb", ".et", ".ods")


def _said(recorded: ProjectActuals) -> str:
    """What is recorded, without the places where it stands, as JSON."""
    return json.dumps(_without_places(recorded.model_dump(mode="json")), ensure_ascii=False)


def _without_places(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_places(one) for name, one in value.items() if name != "source"}
    return [_without_places(one) for one in value] if isinstance(value, list) else value


RECORDED = Kind(
    ProjectActuals, lambda one: (one.project, one.of_year), _said, "actual-file-repeated", "actual-file-same"
)
"""How what is recorded of projects is told apart."""


class RecordedFile(NamedTuple):
    """What one file records, and what is wrong with it; of ``file`` None, what is wrong with the paths themselves."""

    file: Path | None
    projects: tuple[ProjectActuals, ...]
    findings: Findings


def each_actuals(paths: Sequence[str], declared: Declared, allowed: tuple[Path, ...] = ()) -> Iterator[RecordedFile]:
    """What the files and folders record, file by file in the order of their names.

    A project may stand in several; :func:`engine.files.once.once` tells. Whatever goes wrong in one file is a finding, and
    the others are read. Files that a file names are looked for in its folder and in those ``allowed``.
    """
    files, about_paths = files_of(paths, Kinds(SUFFIXES, UNREAD))
    if about_paths:
        yield RecordedFile(None, (), about_paths)
    for path in map(Path, files):
        for read, said in guarded(path, lambda one: [_read_file(one, declared, allowed)]):
            yield RecordedFile(path, read, said)


def read_actuals(paths: Sequence[str], projects: Mapping[str, Project]) -> tuple[tuple[ProjectActuals, ...], Findings]:
    """All that :func:`each_actuals` gives, at once, each project and year once."""
    findings: list[Finding] = []
    read = tuple(once(taken(each_actuals(paths, Declared.of(projects)), findings), RECORDED, findings.append))
    return read, tuple(findings)


def _read_file(
    path: Path, declared: Declared, allowed: tuple[Path, ...]
) -> tuple[tuple[ProjectActuals, ...], Findings]:
    """What one file records: a workbook many projects, a YAML file one."""
    if path.suffix.lower() not in WORKBOOKS:
        one, said = read_actuals_file(path, declared, allowed)
        return ((one,) if one is not None else ()), said
    from engine.workbooks.workbook import read_workbook_file  # noqa: PLC0415 (slow to import, and only where there is one)

    return read_workbook_file(path, declared, allowed)
