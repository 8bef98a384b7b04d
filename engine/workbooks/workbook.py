"""A workbook made by :mod:`engine.workbooks.collect` and filled in by people -> the actuals of its projects.

A workbook of another version, or changed by hand, is read as far as its words say what is what; the rest is said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from engine.actuals.declared import Declared
from engine.actuals.model import ProjectActuals
from engine.files.allowed_folders import AllowedFolders
from engine.files.text import shown
from engine.grids.files import read_sheets
from engine.grids.package import RefusedError
from engine.grids.workbook import RawSheet
from engine.language.findings import Finding, Findings, Source, finding, has_errors
from engine.language.patterns import regex
from engine.terms import Project
from engine.workbooks import layout
from engine.workbooks.events import HEADS as EVENT_HEADS
from engine.workbooks.events import EventSheet, EventsOf, event_sheets, read_event_sheets
from engine.workbooks.grid import Grid
from engine.workbooks.identity import Known, Signs, project_of
from engine.workbooks.months import HEADS as MONTH_HEADS
from engine.workbooks.months import Monthly, MonthSheet, month_sheets, read_months
from engine.workbooks.registry import Listed, Registry, digest_of_declaration, read_registry
from engine.workbooks.sheet import ProjectSheet, Table, find_table, read_project_sheet, year_of
from engine.workbooks.unread import outside_instructions, unread

_NUMBERED = regex(r"([1-9]\d{0,4}) ", re.ASCII)
_FORM_HEADS = (layout.INDICATOR, f"{layout.ITEM}1", f"{layout.FIGURE}1")


class _Book(NamedTuple):
    """A workbook's sheets, its registry, and the declared projects.

    ``year`` is that of its sheets, None where they say none. ``months`` and ``events`` are the figures of single rows that stand on sheets of their own.
    """

    file: Path
    allowed: tuple[Path, ...]
    grids: Sequence[Grid]
    registry: Registry | None
    months: Sequence[MonthSheet]
    events: Sequence[EventSheet]
    known: Known
    year: int | None = None

    @property
    def source(self) -> Source:
        return Source(file=shown(self.file))


def read_workbook_file(
    path: Path, declared: Declared, allowed: tuple[Path, ...] = ()
) -> tuple[tuple[ProjectActuals, ...], Findings]:
    """All that a filled-in workbook records, by its sheets; what cannot be read costs the others nothing.

    Evidence that it names is looked for in its folder and in those ``allowed``.
    """
    try:
        raw, findings = read_sheets(path)
    except RefusedError as refused:
        return (), (finding(refused.code, Source(file=shown(path)), **refused.values),)
    grids = [Grid(shown(path), one.name, one.cells) for one in raw]
    registry, months, events = _registry(grids), month_sheets(grids), event_sheets(grids)
    heads = [grid.value_of_label(layout.CODE, grid.numbers[: layout.HEAD_WITHIN]) for grid in grids]
    codes = {layout.plain(one.text) for one in heads if one is not None}
    codes.update(
        *(one.projects for one in months),
        (one.signs.written for one in events),
        (one.code for one in registry.projects) if registry else (),
    )
    years = _stated_years(grids)
    if len(years) > 1:
        shown_years = "、".join(f"{year} {source.sheet}!{source.cell}" for year, source in years.items())
        return (), (*findings, finding("collect-years", Source(file=shown(path)), years=shown_years))
    year = next(iter(years), None)
    book = _Book(path, allowed, grids, registry, months, events, Known(declared.some(codes, year), declared), year)
    cut = (finding("sheet-cut", Source(file=shown(path), sheet=one.name), **_cut(one)) for one in raw if one.data.cut)
    read, more = _project_sheets(book)
    wide = (finding("sheet-wide", Source(file=shown(path), sheet=one.name)) for one in raw if one.data.wide)
    return read, (*findings, *cut, *wide, *more)


def _stated_years(grids: Sequence[Grid]) -> dict[int, Source]:
    """The years that the sheets are of, each with the first cell that says so."""
    cells = (grid.value_of_label(layout.YEAR, grid.numbers[: layout.HEAD_WITHIN]) for grid in grids)
    stated = ((year_of(cell)[0], cell.source) for cell in cells if cell is not None)
    return {year: source for year, source in reversed(list(stated)) if year is not None}


def _cut(sheet: RawSheet) -> dict[str, object]:
    return {"rows": len(sheet.data.numbers), "most": len(sheet.data.numbers)}


def _registry(grids: Sequence[Grid]) -> Registry | None:
    for grid in grids:
        if grid.text(0, 0) == layout.MARK:
            return read_registry(
                {number: [grid.text(number, column) for column in range(4)] for number in grid.numbers}
            )
    return None


def _project_sheets(book: _Book) -> tuple[tuple[ProjectActuals, ...], Findings]:
    """The sheets of projects, one after another."""
    own = {
        layout.INSTRUCTIONS,
        layout.TODO,
        *(one.grid.name for one in book.months),
        *(one.grid.name for one in book.events),
    }
    tables = [(grid, find_table(grid)) for grid in book.grids if grid.name not in own and grid.numbers]
    forms = [(grid, table) for grid, table in tables if table is not None]
    if not forms:
        return (), (finding("collect-no-form", book.source),)
    findings: list[Finding] = [*_about_book(book), *_sheets_unread(book, tables)]
    findings += [
        one for grid in book.grids if grid.name == layout.INSTRUCTIONS for one in unread(outside_instructions(grid))
    ]
    months, new_findings = read_months(book.months, book.known)
    events, more = read_event_sheets(book.events, book.known, _years(forms))
    findings.extend((*new_findings, *more))
    read: list[ProjectActuals] = []
    empty: dict[str, str] = {}
    for grid, table in forms:
        project, one, new_findings = _project_sheet(book, grid, table, Details(months, events))
        findings.extend(new_findings)
        if project is not None and one is None:
            empty.setdefault(project.code, grid.name)
        elif one is not None:
            read.append(one)
    there = {one.project for one in read}
    gone = _projects_gone(book, {*there, *empty})
    left = _empty(book, [sheet for code, sheet in empty.items() if code not in there], len(forms))
    return tuple(read), (*findings, *gone, *left)


def _years(forms: Sequence[tuple[Grid, Table]]) -> dict[str, int | None]:
    """The year that stands on each project's sheet, by the project's code."""
    years: dict[str, int | None] = {}
    for grid, table in forms:
        above = [row for row in grid.numbers if row < table.row]
        code = grid.value_of_label(layout.CODE, above)
        if code is not None:
            years[layout.plain(code.text)] = year_of(grid.value_of_label(layout.YEAR, above))[0]
    return years


def _empty(book: _Book, sheets: Sequence[str], total: int) -> Findings:
    """One finding for all projects of which nothing is filled in."""
    if not sheets:
        return ()
    values = {"count": len(sheets), "total": total, "sheets": "、".join(_sheet_runs(sheets))}
    return (finding("collect-empty", book.source, **values),)


def _sheet_runs(sheets: Sequence[str]) -> Iterator[str]:
    """The sheets by the numbers that their names begin with (``2-5``), others by their names."""
    found = [_NUMBERED.match(sheet) for sheet in sheets]
    numbers = sorted(int(one[1]) for one in found if one is not None)
    # of numbers that follow each other, what they are more than their place in the order stays the same
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        (_, first), *rest = run
        yield f"{first}-{rest[-1][1]}" if rest else str(first)
    yield from (sheet for sheet, one in zip(sheets, found, strict=True) if one is None)


def _about_book(book: _Book) -> Iterator[Finding]:
    if book.registry is None:
        yield finding("collect-registry-absent", book.source)
    elif book.registry.version != layout.VERSION:
        yield finding("collect-version", book.source, version=book.registry.version, known=layout.VERSION)


def _sheets_unread(book: _Book, tables: Sequence[tuple[Grid, Table | None]]) -> Iterator[Finding]:
    """Sheets without a table: one that had one when the workbook was made is an error, another a warning."""
    for grid, table in tables:
        if table is None and grid.text(0, 0) != layout.MARK:
            had = _heads_of(book, grid.name)
            code = "collect-head-absent" if had else "collect-sheet-unread"
            yield finding(code, Source(file=grid.file, sheet=grid.name), heads="、".join(had or _FORM_HEADS))


def _heads_of(book: _Book, sheet: str) -> Sequence[str]:
    """The heads that a sheet of this name had when the workbook was made; none where there was no such sheet."""
    if sheet == layout.MONTHLY:
        return MONTH_HEADS
    if sheet.startswith(layout.EVENTS):
        return EVENT_HEADS
    return _FORM_HEADS if book.registry and book.registry.on_sheet(sheet) else ()


def _projects_gone(book: _Book, read: Collection[str]) -> Iterator[Finding]:
    """Projects that had a sheet when the workbook was made, which is not there any more."""
    sheets = {grid.name for grid in book.grids}
    for one in book.registry.projects if book.registry else ():
        if one.code not in read and one.sheet not in sheets:
            yield finding("collect-project-absent", book.source, project=one.code, sheet=one.sheet)


class Details(NamedTuple):
    """The figures of single rows that stand on sheets of their own."""

    months: Monthly
    events: EventsOf


def _project_sheet(
    book: _Book, grid: Grid, table: Table, details: Details
) -> tuple[Project | None, ProjectActuals | None, Findings]:
    """The project of a sheet and what is recorded of it; nothing where nothing is filled in but the year."""
    project, findings = _project(book, grid, table)
    if project is None:
        return None, None, findings
    listed = book.registry.project(project.code) if book.registry else None
    months, events = details.months.get(project.code, {}), details.events.get(project.code, {})
    answers, folders = book.known.declared.answers(project), AllowedFolders(book.file.parent, book.allowed)
    sheet = ProjectSheet(grid, table, project, listed, months, events, folders, answers)
    read, more = read_project_sheet(sheet)
    findings = (*findings, *_changed(grid, project, listed), *more)
    if not (read.actuals or read.answers or read.achieved):
        return project, None, findings
    about = book.known.declared.about_year(project.code, read.year or book.year, read.source)
    return (None, None, (*findings, *about)) if has_errors(about) else (project, read, (*findings, *about))


def _changed(grid: Grid, project: Project, listed: Listed | None) -> Findings:
    if listed is None or listed.digest == digest_of_declaration(project):
        return ()
    return (finding("collect-declaration-changed", grid.location(0, 0), project=project.code),)


def _project(book: _Book, grid: Grid, table: Table) -> tuple[Project | None, Findings]:
    """The project of a sheet, by the code and name in its head and by what the workbook says of the sheet."""
    above = [row for row in grid.numbers if row < table.row]
    listed = book.registry.on_sheet(grid.name) if book.registry else None
    code, name = grid.value_of_label(layout.CODE, above), grid.value_of_label(layout.NAME, above)
    signs = Signs(code, name, grid.location(0, 0), listed.code if listed else "")
    project, findings = project_of(signs, book.known, grid.name)
    if project is None or name is None or not name.text or layout.same(name.text, project.name):
        return project, findings
    return project, (*findings, finding("actual-name-differs", name.source, name=name.text, declared=project.name))
