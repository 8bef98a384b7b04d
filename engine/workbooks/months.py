"""The sheet of monthly figures of a filled-in workbook -> figures by project, row, month and item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from engine.language.findings import Finding, Findings, finding
from engine.workbooks import layout
from engine.workbooks.entries import DIRECT
from engine.workbooks.grid import Filled, Grid
from engine.workbooks.identity import Known, Signs
from engine.workbooks.match_rows import Named, declared_row
from engine.workbooks.requested import Way, requested_of, same_item
from engine.workbooks.unread import outside_columns, outside_head, unread

Monthly = dict[str, dict[str, dict[int, dict[str, Filled]]]]
"""By project, row code, month (1 to 12) and item; :data:`DIRECT` where the result itself was given."""

HEADS = (layout.CODE, layout.INDICATOR, layout.ITEM)
"""By which the sheet is told."""

_KNOWN = frozenset(map(layout.plain, (*HEADS, layout.KEY, layout.NAME, layout.ROW, layout.TARGET, *layout.MONTHS)))
_MOST_ROWS = 10_000
_HEAD_WITHIN = 50


class _Line(NamedTuple):
    """One line: what it says of itself, and its months."""

    signs: Signs
    named: Named
    label: Filled
    months: dict[int, Filled]


class MonthSheet(NamedTuple):
    """A sheet of monthly figures, told by the heads in it: its lines, and the months that have no column any more."""

    grid: Grid
    head: int
    lines: tuple[_Line, ...]
    absent: tuple[str, ...]
    outside: tuple[Filled, ...]

    @property
    def projects(self) -> set[str]:
        """The codes of the projects on it."""
        return {line.signs.written for line in self.lines}


def month_sheets(grids: Sequence[Grid]) -> list[MonthSheet]:
    """The sheets of monthly figures, whatever they are called."""
    return [sheet for grid in grids if (sheet := _sheet(grid)) is not None]


def read_months(sheets: Sequence[MonthSheet], known: Known) -> tuple[Monthly, Findings]:
    """All monthly figures; a figure on a line that names nothing known is an error."""
    monthly: Monthly = {}
    findings: list[Finding] = []
    for sheet in sheets:
        location = sheet.grid.location(sheet.head, 0)
        findings.extend(finding("collect-column-absent", location, column=month) for month in sheet.absent)
        findings.extend(unread(sheet.outside))
        for line in sheet.lines:
            if any(cell.text or cell.findings for cell in line.months.values()):
                findings.extend(_take(line, known, monthly))
    return monthly, tuple(findings)


def _sheet(grid: Grid) -> MonthSheet | None:
    wanted = [layout.plain(one) for one in HEADS]
    for head in grid.numbers[:_HEAD_WITHIN]:
        columns = {layout.plain(text): column for text, column in grid.heads(head)}
        if all(one in columns for one in wanted):
            absent = tuple(text for text in layout.MONTHS if text not in columns)
            rows = [row for row in grid.numbers[:_MOST_ROWS] if row > head]
            lines = tuple(_line(grid, row, columns) for row in rows)
            return MonthSheet(
                grid, head, lines, absent, tuple(_outside(grid, head, dict(zip(rows, lines, strict=True)), columns))
            )
    return None


def _outside(grid: Grid, head: int, lines: Mapping[int, _Line], columns: Mapping[str, int]) -> Iterator[Filled]:
    """Cells above and beside the table, and lines without a month that are no row's."""
    known = {column for text, column in columns.items() if text in _KNOWN}
    yield from outside_head(grid, [row for row in grid.numbers if row < head])
    yield from outside_columns(grid, [head], known)
    for row, line in lines.items():
        is_printed = bool(line.named.code or line.signs.written) or any(cell.text for cell in line.months.values())
        yield from outside_columns(grid, [row], known if is_printed else ())


def _line(grid: Grid, row: int, columns: Mapping[str, int]) -> _Line:
    code, name, item = (columns[layout.plain(one)] for one in HEADS)
    key = grid.text(row, columns.get(layout.plain(layout.KEY)))
    target = columns.get(layout.plain(layout.TARGET))
    called = columns.get(layout.plain(layout.NAME))
    signs = Signs(
        grid.filled(row, code), None if called is None else grid.filled(row, called), grid.location(row, code)
    )
    return _Line(
        signs,
        Named(
            key,
            grid.text(row, name),
            "",
            grid.location(row, name),
            None if target is None else grid.filled(row, target),
        ),
        grid.filled(row, item),
        {number: grid.filled(row, columns[text]) for number, text in enumerate(layout.MONTHS, 1) if text in columns},
    )


def _take(line: _Line, known: Known, monthly: Monthly) -> Findings:
    """Put the figures of a line where they belong; what there is to say where they belong nowhere."""
    if layout.same(line.label.text, layout.RESULT_ROW):
        return ()
    found, findings = declared_row(line.signs, line.named, known)
    if found is None:
        return findings
    project, row = found
    requested = requested_of(row, answers=known.answers(project, row))
    items = requested.items if requested.way is Way.PERIODS else ()
    item = next((one.name for one in items if same_item(one, line.label.text)), None)
    name = DIRECT if items and layout.same(line.label.text, layout.DIRECT) else item
    if name is None:
        labels = "、".join(one.label for one in items) or "—"
        location = line.label.source
        return (*findings, finding("collect-item-unknown", location, label=line.label.text, text="", known=labels))
    months = monthly.setdefault(project.code, {}).setdefault(row.code, {})
    unasked = [cell for number, cell in line.months.items() if cell.text and number not in requested.months]
    for number, cell in line.months.items():
        if cell.text or (cell.findings and number in requested.months):
            items_of = months.setdefault(number, {})
            items_of[name] = _one_of(items_of[name], cell) if name in items_of else cell
    return (*findings, *unread(unasked))


def _one_of(first: Filled, second: Filled) -> Filled:
    """Of two cells for one figure the one that both are; where they differ, none, which is an error."""
    if first.text == second.text and not second.findings:
        return first
    repeated = finding("period-repeated", second.source, text=f"{first.text}、{second.text}", first=first.source)
    return Filled("", second.source, (repeated, *first.findings, *second.findings))
