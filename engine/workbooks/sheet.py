"""One project's sheet of a filled-in workbook -> what it records.

Cells are found by the words beside and above them, so that rows and columns may have been moved, added or deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from engine.actuals.kinds import Budget, Spending
from engine.actuals.model import Actual, Chosen, ProjectActuals
from engine.files.allowed_folders import AllowedFolders
from engine.language.findings import Finding, Findings, finding
from engine.quantity import read_amount
from engine.terms import BUDGET_EXECUTION, Answers, Indicator, Project
from engine.workbooks import layout
from engine.workbooks.choices import chosen, chosen_figure
from engine.workbooks.doubts import doubts_of_amount
from engine.workbooks.entries import Entered, Months, actual_of, placed
from engine.workbooks.events import Recorded
from engine.workbooks.grid import Filled, Grid, findings_of
from engine.workbooks.match_rows import Named, row_of, target_changed
from engine.workbooks.registry import Listed
from engine.workbooks.requested import Requested, Way, labelled_item, requested_of, same_item
from engine.workbooks.unread import outside_columns, outside_head, unread

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_LINES = 2_000
"""Of a table that are read; a project declares some dozens of rows."""

_HEADS = (
    *(layout.KEY, layout.ROW, layout.LEVELS, layout.INDICATOR, layout.TARGET, layout.WHAT),
    *(layout.RESULT, layout.DIRECT, layout.CHECK, layout.ASKED, layout.ANSWER, *layout.TEXTS),
)
_AMOUNTS = ("initial", "adjusted", "executed", "appropriation", "carried_over", "other")


class Table(NamedTuple):
    """Where the indicators of a sheet stand: the row of heads, the columns by head, those of the items in pairs."""

    row: int
    columns: Mapping[str, int]
    pairs: tuple[tuple[int, int], ...]

    def column(self, name: str) -> int | None:
        """The column under a head; None where there is none."""
        return self.columns.get(layout.plain(name))

    @property
    def known(self) -> set[int]:
        """The columns under heads that mean something, those of figures only where the words beside them are there."""
        labels = {column for head, column in self.columns.items() if head.startswith(layout.ITEM)}
        named = (self.column(name) for name in _HEADS)
        return {*labels, *(figure for _, figure in self.pairs), *(one for one in named if one is not None)}


class ProjectSheet(NamedTuple):
    """A sheet that was told to be a project's, with what the workbook's other sheets say about it."""

    grid: Grid
    table: Table
    project: Project
    listed: Listed | None
    months: Mapping[str, Months]
    events: Mapping[str, Recorded]
    folders: AllowedFolders
    answers: Mapping[str, Answers] = {}

    @property
    def lines(self) -> list[int]:
        """The rows under the heads, as far as they are read."""
        return [number for number in self.grid.numbers if number > self.table.row][:MOST_LINES]


def find_table(grid: Grid) -> Table | None:
    """The table of indicators; None where the sheet has none that can be read."""
    for row in grid.numbers[: layout.HEAD_WITHIN]:
        columns: dict[str, int] = {}
        for text, column in grid.heads(row):
            columns.setdefault(layout.plain(text), column)
        pairs: list[tuple[int, int]] = []
        while (number := len(pairs) + 1) and layout.plain(f"{layout.ITEM}{number}") in columns:
            label = columns[layout.plain(f"{layout.ITEM}{number}")]
            figure = columns.get(layout.plain(f"{layout.FIGURE}{number}"))
            if figure is None:
                break
            pairs.append((label, figure))
        if pairs and layout.plain(layout.INDICATOR) in columns:
            return Table(row, columns, tuple(pairs))
    return None


def read_project_sheet(sheet: ProjectSheet) -> tuple[ProjectActuals, Findings]:
    """What a sheet records of its project; nothing is recorded for cells that are empty."""
    grid, above = sheet.grid, [row for row in sheet.grid.numbers if row < sheet.table.row]
    year, findings = year_of(grid.value_of_label(layout.YEAR, above))
    achieved = grid.value_of_label(layout.ACHIEVED, above)
    budget, new_findings = _budget(grid, above, sheet.project.year_amount)
    findings += [*new_findings, *(findings_of([achieved]) if achieved else ()), *_columns_gone(sheet)]
    lines = [_line_at(sheet, number) for number in sheet.lines]
    actuals, new_findings = _rows(sheet, lines, year)
    answers, about_answers = _answers(sheet, lines, year)
    findings += about_answers
    if len(lines) == MOST_LINES:
        findings.append(finding("sheet-cut", grid.location(sheet.table.row, 0), rows=MOST_LINES, most=MOST_LINES))
    findings += [
        *new_findings,
        *_rows_gone(sheet, lines),
        *unread([*outside_head(grid, above), *_outside(sheet, lines)]),
    ]
    read = ProjectActuals(
        project=sheet.project.code,
        year=year,
        of_year=sheet.project.year or 0,
        achieved=achieved.text if achieved else "",
        actuals=(*([budget] if budget else []), *actuals),
        answers=answers,
        source=grid.location(0, 0),
    )
    return read, tuple(findings)


def year_of(cell: Filled | None) -> tuple[int | None, list[Finding]]:
    """The year that a cell holds, and what is wrong with it."""
    if cell is None or not cell.text:
        return None, []
    digits = layout.plain(cell.text).removesuffix("年度").removesuffix("年")
    year = int(digits) if digits.isascii() and digits.isdigit() and len(digits) == 4 else 0
    if FIRST_YEAR <= year <= LAST_YEAR:
        return year, findings_of([cell])
    return None, [*findings_of([cell]), finding("collect-year", cell.source, text=cell.text)]


def _budget(grid: Grid, above: Sequence[int], declared: Decimal | None) -> tuple[Actual | None, list[Finding]]:
    """The funds block as it is recorded, amounts as written."""
    cells = {field: grid.value_of_label(label, above) for label, field in layout.FUNDS.items()}
    filled = {field: cell for field, cell in cells.items() if cell is not None and cell.text}
    findings = findings_of([cell for cell in cells.values() if cell is not None])
    findings += [one for field in _AMOUNTS[:3] if field in filled for one in doubts_of_amount(filled[field], declared)]
    for label, field in layout.FUNDS.items():
        if field in _AMOUNTS and field in filled and not _is_amount(filled[field].text):
            findings.append(finding("collect-no-amount", filled[field].source, text=filled[field].text, name=label))
    if not filled:
        return None, findings
    budget = Budget.model_validate({field: cell.text for field, cell in filled.items()})
    parts = {field: filled[field].source for field in sorted(filled, key=lambda field: field != "executed")}
    actual = Actual(
        code=BUDGET_EXECUTION,
        indicator=BUDGET_EXECUTION,
        record=Spending(budget=budget),
        note=budget.note or "",
        cause=budget.cause or "",
        remedy=budget.remedy or "",
        source=placed(next(iter(parts.values())), parts),
    )
    return actual, findings


def _is_amount(text: str) -> bool:
    amount = read_amount(text)
    return amount is not None and amount >= 0


def _columns_gone(sheet: ProjectSheet) -> Findings:
    """The columns that hold what people write and that are not there any more."""
    wanted = (layout.DIRECT, *layout.TEXTS)
    gone = [name for name in wanted if sheet.table.column(name) is None]
    location = sheet.grid.location(sheet.table.row, 0)
    return tuple(finding("collect-column-absent", location, column=name) for name in gone)


class _Line(NamedTuple):
    """A line under the heads: what it says of itself, the row that it is or why it is none, the cells to fill in; ``picked``
    is the figure that was chosen of several."""

    number: int
    named: Named
    row: Indicator | None
    findings: Findings
    texts: Mapping[str, Filled]
    direct: Filled | None
    picked: Filled | None
    is_blank: bool


def _line_at(sheet: ProjectSheet, number: int) -> _Line:
    table, grid, named = sheet.table, sheet.grid, named_at(sheet, number)
    column = table.column(layout.DIRECT)
    texts = {field: grid.filled(number, at) for name, field in layout.TEXTS.items() if (at := table.column(name))}
    direct = None if column is None else grid.filled(number, column)
    figures = [grid.filled(number, figure) for _, figure in table.pairs]
    picked = _picked(sheet, number)
    cells = (*texts.values(), *figures, *(one for one in (direct, picked) if one is not None))
    is_blank = not any(cell.text or cell.findings for cell in cells)
    row, findings = row_of(named, sheet.project, sheet.listed)
    return _Line(number, named, row, findings, texts, direct, picked, is_blank)


def _picked(sheet: ProjectSheet, number: int) -> Filled | None:
    """The figure in the column of answers."""
    column = sheet.table.column(layout.ANSWER)
    cell = sheet.grid.filled(number, column) if column is not None else None
    figure = chosen_figure(cell.text) if cell is not None else ""
    return cell._replace(text=figure) if cell is not None and figure else None


def _answers(sheet: ProjectSheet, lines: Sequence[_Line], year: int | None) -> tuple[tuple[Chosen, ...], list[Finding]]:
    """What was chosen for rows that leave something open; also again for one that was answered since."""
    answers: dict[str, Chosen] = {}
    findings: list[Finding] = []
    column = sheet.table.column(layout.ANSWER)
    for line in lines if column is not None else ():
        cell = sheet.grid.filled(line.number, column or 0)
        findings += cell.findings
        if cell.text and line.row is not None:
            answer, found = _answer(line.row, cell, year or sheet.project.year)
            findings += found
            if answer is not None:
                answers.setdefault(answer.code, answer)
    return tuple(answers.values()), findings


def _answer(row: Indicator, cell: Filled, year: int | None) -> tuple[Chosen | None, Findings]:
    choices = requested_of(row, year).choices
    if not choices:
        if chosen_figure(cell.text):  # it is recorded
            return None, ()
        return None, (finding("collect-answer-unasked", cell.source, text=cell.text, name=row.name),)
    choice = chosen(choices, cell.text)
    if choice is None:
        known = "、".join(one.head for one in choices)
        return None, (finding("collect-answer-unknown", cell.source, text=cell.text, known=known),)
    answer = Chosen(code=row.code, indicator=row.name, kind=choice.kind, value=choice.value, source=cell.source)
    return answer, ()


def _rows(sheet: ProjectSheet, lines: Sequence[_Line], year: int | None) -> tuple[tuple[Actual, ...], list[Finding]]:
    """The actuals of all lines under the heads; a line that is another's copy or no row's is an error."""
    actuals: dict[str, Actual] = {}
    findings: list[Finding] = []
    for line in lines:
        actual, new_findings = _line(sheet, line, year)
        findings.extend(new_findings)
        if actual is not None and actual.code in actuals:
            first = actuals[actual.code].source
            findings.append(finding("actual-repeated", actual.source, name=actual.indicator, first=first))
        elif actual is not None:
            actuals[actual.code] = actual
    return tuple(actuals.values()), findings


def named_at(sheet: ProjectSheet, number: int) -> Named:
    """What a line says of itself."""
    grid, table = sheet.grid, sheet.table
    levels = grid.text(number, table.column(layout.LEVELS)).split("\n")
    column, target = table.column(layout.INDICATOR) or 0, table.column(layout.TARGET)
    key = grid.text(number, table.column(layout.KEY)) if table.column(layout.KEY) is not None else ""
    requested = None if target is None else grid.filled(number, target)
    return Named(key, grid.text(number, column), levels[-1], grid.location(number, column), requested)


def _line(sheet: ProjectSheet, line: _Line, year: int | None) -> tuple[Actual | None, Findings]:
    row = line.row
    if row is None:
        return None, () if line.is_blank else line.findings
    changed = target_changed(line.named, row)
    if line.is_blank and row.code not in sheet.months and row.code not in sheet.events:
        return None, changed
    requested = requested_of(row, year, sheet.answers.get(row.code, ()))
    items, more = _items(sheet, line.number, requested)
    requested = _as_labelled(sheet, line.number, requested)
    months = sheet.months.get(row.code, {}) if requested.way is Way.PERIODS else {}
    direct = line.direct if requested.direct or (line.direct is not None and line.direct.text) else None
    if line.picked is not None and not requested.choices and not (direct is not None and direct.text):
        direct = line.picked
    events = sheet.events.get(row.code)
    entered = Entered(row, requested, year, line.named.source, items, direct, months, events, line.texts)
    actual, found = actual_of(entered, sheet.folders)
    return actual, (*line.findings, *changed, *more, *found)


def _outside(sheet: ProjectSheet, lines: Sequence[_Line]) -> Iterator[Filled]:
    """Cells beside and below the table, results typed where nothing is computed, lines that are no row's."""
    grid, known, result = sheet.grid, sheet.table.known, sheet.table.column(layout.RESULT)
    yield from outside_columns(grid, [sheet.table.row], known)
    for line in lines:
        is_printed = bool(line.named.code) or line.row is not None or not line.is_blank
        yield from outside_columns(grid, [line.number], known if is_printed else ())
        if line.row is not None and grid.text(line.number, result) and not requested_of(line.row).is_computed:
            yield grid.filled(line.number, result or 0)


def _items(sheet: ProjectSheet, number: int, requested: Requested) -> tuple[dict[str, Filled], Findings]:
    """The items of a line by their names; a figure beside words that name none of them is an error."""
    items: dict[str, Filled] = {}
    findings: list[Finding] = []
    for label_column, figure_column in sheet.table.pairs:
        label = sheet.grid.text(number, label_column)
        cell = sheet.grid.filled(number, figure_column)
        item = next(
            (one for one in requested.items if requested.way is not Way.PERIODS and same_item(one, label)), None
        )
        if item is not None and item.name not in items:
            items[item.name] = cell
        elif cell.text or cell.findings:
            known = (
                "、".join(one.label for one in requested.items) if requested.way is not Way.PERIODS else layout.MONTHLY
            )
            findings.append(finding("collect-item-unknown", cell.source, label=label, text=cell.text, known=known))
    return items, tuple(findings)


def _as_labelled(sheet: ProjectSheet, number: int, requested: Requested) -> Requested:
    """What is asked for, in the units that stand beside the cells: an older workbook asks in 元 for a target in 万元."""
    labels = [sheet.grid.text(number, label) for label, _ in sheet.table.pairs]
    items = tuple(
        next((found for label in labels if (found := labelled_item(item, label)) is not None), item)
        for item in requested.items
    )
    return requested.model_copy(update={"items": items})


def _rows_gone(sheet: ProjectSheet, lines: Sequence[_Line]) -> Findings:
    """The rows of which the workbook had a line when it was made, and has none now."""
    if sheet.listed is None:
        return ()
    here = {line.row.code for line in lines if line.row is not None and line.named.name}
    declared = {row.code: row for row in sheet.project.indicators if row.is_live}
    gone = [declared[code] for code in sheet.listed.rows if code in declared and code not in here]
    new = [
        row for code, row in declared.items() if code.isdigit() and code not in sheet.listed.rows and code not in here
    ]
    location = sheet.grid.location(sheet.table.row, 0)
    return (
        *(finding("collect-row-absent", location, code=row.code, name=row.name) for row in gone),
        *(finding("collect-row-new", location, code=row.code, name=row.name) for row in new),
    )
