"""What is taken of forms that were read: of which year each is, and each project and year once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from engine.files.text import shown
from engine.forms import FormFile, forms_without_duplicates
from engine.forms.years import named_year
from engine.language.findings import Finding, Source, finding
from engine.scoring.evaluate import TypedProject, typed_project
from engine.terms import Project

SHOWN = 3
"""How many forms without a year are named."""


def dated(files: Iterable[FormFile], year: int | None) -> Iterator[FormFile]:
    """The forms with their year: as each says itself, else ``year``.

    A form that says none where none is given, or says another, is left out with an error; the year in the name of a
    file or folder is only offered. What is said of a file's forms without a year comes once, behind them.
    """
    for file, pieces in groupby(files, key=lambda one: one.file):
        without: list[str] = []
        for piece in pieces:
            findings = [_other(one, year) for one in piece.projects if year and one.year and one.year != year]
            without += [f"{one.code} {one.name}" for one in piece.projects if not (one.year or year)]
            taken = tuple(_of(one, year) for one in piece.projects if one.year in (None, year) or not year)
            yield piece._replace(
                projects=tuple(one for one in taken if one.year), findings=(*piece.findings, *findings)
            )
        if without and file is not None:
            yield FormFile(file, (), (_missing(file, without),))


def _of(project: Project, year: int | None) -> Project:
    if project.year is not None or year is None:
        return project
    locations = {**project.places, "year": Source(file=f"--year {year}")}
    return project.model_copy(update={"year": year, "places": locations})


def _other(project: Project, year: int | None) -> Finding:
    location = project.places.get("year") or project.source
    line = project.lines.get("year")
    at = location if line is None else project.source.model_copy(update={"line": line})
    return finding("form-year-differs", at, code=project.code, year=project.year, asked=year)


def _missing(file: Path, without: list[str]) -> Finding:
    """That forms say no year, with what to type; a year in the file's or folder's name is offered, not taken."""
    offered = named_year((*file.parts[:-1], file.stem))
    names = [*without[:SHOWN], *(["…"] if len(without) > SHOWN else [])]
    values: dict[str, object] = {"count": len(without), "names": names, "file": shown(file)}
    if offered is None:
        return finding("form-year-missing", Source(file=shown(file)), **values)
    return finding("form-year-offered", Source(file=shown(file)), **values, year=offered)


def each_typed(forms: Sequence[str], findings: list[Finding], year: int | None = None) -> Iterator[TypedProject]:
    """The projects of forms with what their targets were understood to say, one after another.

    ``year`` is that of dates without one; what is wrong goes to ``findings`` as it comes.
    """
    return (typed_project(one, one.year or year) for one in forms_without_duplicates(forms, findings))
