"""Filling in a workbook of ``jixiao collect`` as a person would, and scoring what is read back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.actuals import Actual, EventList, Inputs, ProjectActuals, Spending, Stated
from engine.actuals.figures import read_figure
from engine.actuals.records import Event
from engine.observe.series import monthly_means
from engine.quantity import read_amount
from engine.runs.record import Assessor, Origin, Run
from engine.scoring.evaluate import Case, Recorded, evaluate
from engine.terms import BUDGET_EXECUTION, Project
from engine.workbooks import layout
from engine.workbooks.requested import Item, ItemKind, Requested, Way, requested_of, same_item
from tests.builders import YEAR, shipped
from tests.recorded import parts_of


def opened(content: bytes) -> Workbook:
    """A workbook to be changed."""
    return load_workbook(io.BytesIO(content))


def closed(book: Workbook) -> bytes:
    """The changed workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_of(book: Workbook, code: str = "4401") -> Worksheet:
    """The sheet of a project by its code."""
    return next(one for one in book.worksheets if one["H2"].value == code)


def head_row(sheet: Worksheet) -> int:
    """The row with the heads of the table."""
    return next(row for row in range(1, 30) if sheet.cell(row, 1).value == layout.KEY)


def columns(sheet: Worksheet, row: int = 0) -> dict[str, int]:
    """The columns of a sheet's table by their heads."""
    return {str(cell.value): int(cell.column or 0) for cell in sheet[row or head_row(sheet)] if cell.value}


def line_of(sheet: Worksheet, code: str) -> int:
    """The row of the sheet in which an indicator stands."""
    return next(row for row in range(head_row(sheet) + 1, sheet.max_row + 1) if sheet.cell(row, 1).value == code)


def put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Type into a cell, which must be one that is open."""
    cell = sheet.cell(row, column)
    assert not cell.protection.locked, (sheet.title, cell.coordinate)
    cell.value = value  # type: ignore[assignment]


def fill_in(file: Path, cells: Mapping[tuple[str, str], object]) -> None:
    """Type into cells of a collected file by row and head."""
    book = load_workbook(file)
    sheet = sheet_of(book)
    heads = columns(sheet)
    for (code, head), value in cells.items():
        put(sheet, line_of(sheet, code), heads[head], value)
    book.save(file)


def beside(sheet: Worksheet, label: str, value: object) -> None:
    """Type into the cell beside a label above the table."""
    found = next(cell for row in sheet.iter_rows(1, 11) for cell in row if cell.value == label)
    put(sheet, int(found.row or 0), int(found.column or 0) + 1, value)


def put_item(sheet: Worksheet, code: str, item: Item, value: object) -> None:
    """Type the figure of an item."""
    heads, row = columns(sheet), line_of(sheet, code)
    labels = [column for name, column in heads.items() if name.startswith(layout.ITEM)]
    label = next(one for one in labels if same_item(item, str(sheet.cell(row, one).value)))
    put(sheet, row, label + 1, value)


def typed(text: str, item: Item) -> object:
    """A recorded text as a person would type it into the cell of an item: numbers and days as such."""
    figure = read_figure(text, YEAR)
    if item.kind is ItemKind.CHOICE:
        is_met = figure.verdict if figure.number is None else figure.number >= 100
        return item.choices[0] if is_met else item.choices[-1]
    if figure.day is not None:
        return figure.day
    if figure.number is None or (figure.unit and item.unit and figure.unit != item.unit):
        return text
    in_cell = {"%": 100, "万": 10_000, "亿": 100_000_000}  # 2000万条 is typed as 2000 into a cell in 万条
    return float(figure.number / in_cell.get(figure.unit if figure.unit == "%" else item.multiplier, 1))


def fill_row(book: Workbook, sheet: Worksheet, asked: Requested, actual: Actual) -> None:
    """The figures of one actual, wherever the workbook has its cells."""
    items = {one.name: one for one in asked.items}
    match actual.record:
        case Inputs(inputs=inputs):
            for name, text in inputs.items():
                assert isinstance(text, str)
                put_item(sheet, actual.code, items[name], typed(text, items[name]))
        case Stated(value=text) if asked.direct:
            result = Item(name="", shown_name="", unit="%")
            put(sheet, line_of(sheet, actual.code), columns(sheet)[layout.DIRECT], typed(text, result))
        case Stated(value=text):
            put_item(sheet, actual.code, asked.items[0], typed(text, asked.items[0]))
        case EventList(events=events):
            fill_events(events_sheet(book, str(sheet["H2"].value), actual.code), events)
    if asked.way is Way.PERIODS:
        fill_months(book[layout.MONTHLY], str(sheet["H2"].value), actual)


def fill_months(sheet: Worksheet, project: str, actual: Actual) -> None:
    """Monthly figures as they are, or the means of the months of a daily series."""
    texts = [Decimal(str(text).rstrip("%")) for text in parts_of(actual).periods.values()]
    days = [(point, read_figure(point.value).number or Decimal(0)) for point in parts_of(actual).series]
    means = [one.number.num / one.number.den for one in monthly_means(days)[0]]
    lines = [
        row
        for row in range(3, sheet.max_row + 1)
        if (sheet.cell(row, 2).value, sheet.cell(row, 4).value) == (project, actual.code)
    ]
    for month, number in enumerate(texts or means):
        put(sheet, lines[-1], 8 + month, float(number / 100))


def events_sheet(book: Workbook, project: str, code: str) -> Worksheet:
    """The list of single events of a row."""
    return next(one for one in book.worksheets if (one["B2"].value, one["B3"].value) == (project, code))


EVENTS_HEAD = 7
"""The row of the heads of a list of events."""


def fill_events(sheet: Worksheet, events: Iterable[Event]) -> None:
    """Every event on a line of its own: what, when it began, when it ended."""
    for row, event in enumerate(events, EVENTS_HEAD + 1):
        for column, value in enumerate((event.name, event.start, *event.ends.values()), 1):
            put(sheet, row, column, value)


def fill(book: Workbook, recorded: Iterable[ProjectActuals], projects: Mapping[str, Project]) -> None:
    """Everything that was recorded."""
    for one in recorded:
        project = projects[one.project]
        sheet = sheet_of(book, project.code)
        rows = {row.code: row for row in project.indicators}
        beside(sheet, layout.ACHIEVED, one.achieved)
        for actual in one.actuals:
            if actual.code == BUDGET_EXECUTION:
                fill_budget(sheet, actual)
            else:
                fill_row(book, sheet, requested_of(rows[actual.code], YEAR), actual)
                fill_texts(sheet, actual)


def fill_texts(sheet: Worksheet, actual: Actual) -> None:
    """Note, cause, remedy."""
    for name, field in layout.TEXTS.items():
        if getattr(actual, field):
            put(sheet, line_of(sheet, actual.code), columns(sheet)[name], getattr(actual, field))


def fill_budget(sheet: Worksheet, actual: Actual) -> None:
    """The funds block."""
    assert isinstance(actual.record, Spending)
    for label, field in layout.FUNDS.items():
        text = getattr(actual.record.budget, field)
        if text is not None:
            amount = read_amount(text)
            beside(sheet, label, text if amount is None else float(amount))


def scored(recorded: Iterable[ProjectActuals], projects: Mapping[str, Project]) -> Run:
    """A run of what was recorded."""
    origin = Origin(revision=1, by="示例")
    cases = [
        Case(
            project=projects[one.project],
            year=one.year,
            achieved=one.achieved,
            recorded={actual.code: Recorded(actual=actual, origin=origin) for actual in one.actuals},
        )
        for one in recorded
    ]
    return evaluate(cases, shipped(), Assessor(name="示例", role="自评"), packages={})
