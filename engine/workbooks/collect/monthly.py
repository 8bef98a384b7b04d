"""The sheet of figures by month: for each row of periods a line an input, its result, and the result given directly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.reports.documents.sheets import CENTRE, HEAD, TEXT, TITLE, Book
from engine.terms import Project
from engine.workbooks import layout
from engine.workbooks.collect.formulas import is_share, result_formula
from engine.workbooks.collect.project import Row
from engine.workbooks.collect.sheet_writer import FORMATS, SheetWriter, across_sheets, cell
from engine.workbooks.requested import Item, ItemKind, Requested

WIDTHS = (3.0, 24.0, 26.0, 6.0, 22.0, 16.0, 28.0, *(11.0,) * 12)
HEADS = (layout.KEY, layout.CODE, layout.NAME, layout.ROW, layout.INDICATOR, layout.TARGET, layout.ITEM)
FIRST_MONTH = len(HEADS)
_HEAD_ROW = 1


class Block(NamedTuple):
    """The lines of one row of periods."""

    project: Project
    row: Row
    at: int

    @property
    def lines(self) -> int:
        """How many lines it takes: one, or the inputs, their result, and the result given directly."""
        return _lines(self.row.requested)

    @property
    def figures(self) -> str:
        """The range that holds the figures of the periods."""
        line = self.at + (len(self.row.requested.items) if self.lines > 1 else 0)
        return across_sheets(layout.MONTHLY, line, FIRST_MONTH, FIRST_MONTH + 11)

    @property
    def first(self) -> str:
        """The first cell that is asked for."""
        return cell(self.at, _column(self.row.requested.months[0]))


def _lines(requested: Requested) -> int:
    return len(requested.items) + 2 if len(requested.items) > 1 else 1


def blocks_of(rows: Sequence[tuple[Project, Row]]) -> tuple[Block, ...]:
    """Where each row of periods stands."""
    at, blocks = _HEAD_ROW + 1, []
    for project, row in rows:
        blocks.append(Block(project, row, at))
        at += blocks[-1].lines
    return tuple(blocks)


def monthly_sheet(book: Book, blocks: Sequence[Block]) -> None:
    """Write the sheet."""
    writer = SheetWriter(book, layout.MONTHLY, WIDTHS)
    writer.raw.set_row(0, 30)
    writer.say(0, 1, "逐月（逐季）填报表", TITLE, across=len(WIDTHS) - 1)
    for column, name in enumerate((*HEADS, *layout.MONTHS)):
        writer.say(_HEAD_ROW, column, name, HEAD)
    writer.hide_first_column()
    for block in blocks:
        _block(writer, block)
    writer.raw.freeze_panes(_HEAD_ROW + 1, FIRST_MONTH)


def _block(writer: SheetWriter, block: Block) -> None:
    requested = block.row.requested
    for number, item in enumerate(requested.items):
        _line(writer, block, number, item.label)
        for month in range(1, 13):
            if month in requested.months:
                writer.input_cell(block.at + number, _column(month), item)
            else:
                writer.say(block.at + number, _column(month), "")
    if block.lines > 1:
        _computed(writer, block)


def _computed(writer: SheetWriter, block: Block) -> None:
    """The line of results, which takes what was given directly where that was, and the line to give it in."""
    requested, first = block.row.requested, block.at
    result, direct = first + len(requested.items), first + len(requested.items) + 1
    _line(writer, block, len(requested.items), layout.RESULT_ROW)
    _line(writer, block, len(requested.items) + 1, layout.DIRECT)
    share = is_share(requested)
    given = Item(name="", shown_name="", unit="%" if share else None, kind=_kind(share))
    for month in range(1, 13):
        column = _column(month)
        if month not in requested.months:
            writer.say(result, column, "")
            writer.say(direct, column, "")
            continue
        cells = {item.name: cell(first + number, column) for number, item in enumerate(requested.items)}
        computed = (result_formula(requested, cells) or '=""').removeprefix("=")
        formula = f"=IF(ISNUMBER({cell(direct, column)}),{cell(direct, column)},{computed})"
        writer.compute(result, column, formula, FORMATS[given.kind])
        writer.input_cell(direct, column, given)


def _kind(share: bool) -> ItemKind:
    return ItemKind.PERCENT if share else ItemKind.NUMBER


def _column(month: int) -> int:
    return FIRST_MONTH + month - 1


def _line(writer: SheetWriter, block: Block, number: int, label: str) -> None:
    """The words at the left of a line."""
    project, indicator, at = block.project, block.row.indicator, block.at + number
    texts = (indicator.code, project.code, project.name, indicator.code, indicator.name, indicator.target_text, label)
    for column, text in enumerate(texts):
        writer.say(at, column, text, CENTRE if column == 3 else TEXT)
    writer.fit(at, {(column, 1): text for column, text in enumerate(texts) if column}, 24)
