"""The sheet of monthly figures of a filled-in workbook -> figures by project, row, month and item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from engine.actuals import layout
from engine.actuals.asked import Way, asked_of, same_item
from engine.actuals.entries import DIRECT
from engine.actuals.grid import Filled, Grid
from engine.actuals.match_rows import Named, row_of
from engine.findings import Finding, Findings, finding
from engine.terms import Project

Monthly = dict[str, dict[str, dict[int, dict[str, Filled]]]]
"""By project, row code, month (1 to 12) and item; :data:`DIRECT` where the result itself was given."""


_MOST_ROWS = 10_000


class _Line(NamedTuple):
    """One line: what it says of itself, and its months."""

    project: str
    named: Named
    label: Filled
    months: dict[int, Filled]


def codes_of_months(grids: Sequence[Grid]) -> set[str]:
    """The codes of the projects of all lines."""
    return {line.project for grid in grids for line in _lines(grid)}


def read_months(grids: Sequence[Grid], projects: Mapping[str, Project]) -> tuple[Monthly, Findings]:
    """All monthly figures; a figure on a line that names nothing known is an error."""
    monthly: Monthly = {}
    findings: list[Finding] = []
    for grid in grids:
        for line in _lines(grid):
            if any(cell.text or cell.findings for cell in line.months.values()):
                findings.extend(_take(line, projects, monthly))
    return monthly, tuple(findings)


def _lines(grid: Grid) -> list[_Line]:
    """The lines under the heads; none where the sheet is another."""
    wanted = [layout.plain(one) for one in (layout.CODE, layout.INDICATOR, layout.ITEM)]
    for head in grid.numbers[:50]:
        columns = {layout.plain(text): column for text, column in grid.heads(head)}
        if all(one in columns for one in wanted):
            code, name, item = (columns[one] for one in wanted)
            key = columns.get(layout.plain(layout.KEY))
            months = {number: columns[text] for number, text in enumerate(layout.MONTHS, 1) if text in columns}
            return [
                _Line(
                    layout.plain(grid.text(row, code)),
                    Named(grid.text(row, key), grid.text(row, name), "", grid.place(row, name)),
                    grid.filled(row, item),
                    {number: grid.filled(row, column) for number, column in months.items()},
                )
                for row in grid.numbers[:_MOST_ROWS]
                if row > head
            ]
    return []


def _take(line: _Line, projects: Mapping[str, Project], monthly: Monthly) -> Findings:
    """Put the figures of a line where they belong; what there is to say where they belong nowhere."""
    if layout.same(line.label.text, layout.RESULT_ROW):
        return ()
    project = projects.get(line.project)
    if project is None:
        hint = "the project's code stands in the column 项目编码"
        return (finding("actual-project-unknown", line.label.source, project=line.project, hint=hint),)
    row, said = row_of(line.named, project, None)
    if row is None:
        return said
    asked = asked_of(row)
    items = asked.items if asked.way is Way.PERIODS else ()
    item = next((one.name for one in items if same_item(one, line.label.text)), None)
    name = DIRECT if items and layout.same(line.label.text, layout.DIRECT) else item
    if name is None:
        known = "、".join(one.label for one in items) or "—"
        place = line.label.source
        return (*said, finding("collect-item-unknown", place, label=line.label.text, text="", known=known))
    months = monthly.setdefault(project.code, {}).setdefault(row.code, {})
    repeated = [number for number, cell in line.months.items() if cell.text and name in months.get(number, {})]
    if repeated:
        first = months[repeated[0]][name].source
        return (*said, finding("actual-repeated", line.label.source, name=row.name, first=first))
    for number, cell in line.months.items():
        if cell.text or cell.findings:
            months.setdefault(number, {})[name] = cell
    return said
