"""The hidden sheet of a workbook to be filled in: which version, which projects and rows, made from what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

from engine.actuals.match import is_own
from engine.language.findings import Value
from engine.terms import Indicator, Project
from engine.workbooks.layout import MARK, VERSION


class Listed(Value):
    """One project as the workbook was made: its sheet, the digest of its declaration, its rows by code."""

    code: str
    sheet: str
    digest: str
    rows: dict[str, str] = {}


class Registry(Value):
    """What the workbook was made from."""

    version: str
    projects: tuple[Listed, ...] = ()

    def project(self, code: str) -> Listed | None:
        """What is listed of a project."""
        return next((one for one in self.projects if one.code == code), None)

    def on_sheet(self, sheet: str) -> Listed | None:
        """The project that stood on a sheet."""
        return next((one for one in self.projects if one.sheet == sheet), None)


def digest_of_declaration(project: Project) -> str:
    """The SHA-256 of what a project declares in its rows, wherever it was read."""
    rows = [[row.code, row.level1, row.level2, row.name, row.target_text, row.explanation] for row in declared(project)]
    text = json.dumps([project.code, project.name, rows], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def declared(project: Project) -> list[Indicator]:
    """The live rows of the form itself, without those that rulesets add."""
    return [row for row in project.indicators if row.is_live and is_own(row)]


def listed(project: Project, sheet: str) -> Listed:
    """A project as it goes into a workbook."""
    rows = {row.code: row.name for row in declared(project)}
    return Listed(code=project.code, sheet=sheet, digest=digest_of_declaration(project), rows=rows)


def registry_rows(projects: Sequence[Listed]) -> Iterator[tuple[str, ...]]:
    """The hidden sheet, row by row."""
    yield MARK, VERSION
    for project in projects:
        yield "project", project.code, project.digest, project.sheet
        for code, name in project.rows.items():
            yield "row", project.code, code, name


def read_registry(rows: Mapping[int, Sequence[str]]) -> Registry | None:
    """The registry of a hidden sheet; None where the sheet is another."""
    ordered = [[*rows[number], "", "", "", ""] for number in sorted(rows)]
    if not ordered or ordered[0][0] != MARK:
        return None
    projects: dict[str, Listed] = {}
    for kind, code, third, fourth, *_ in ordered[1:]:
        if kind == "project":
            projects[code] = Listed(code=code, digest=third, sheet=fourth)
        elif kind == "row" and code in projects:
            known = projects[code]
            projects[code] = known.model_copy(update={"rows": {**known.rows, third: fourth}})
    return Registry(version=ordered[0][1], projects=tuple(projects.values()))
