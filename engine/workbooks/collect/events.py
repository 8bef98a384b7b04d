"""The sheets of single events: for each row that is judged event by event a list to be filled in, a line an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.explanations import Limit
from engine.quantity import plain
from engine.reports.documents.sheets import HEAD, PLAIN, TITLE, Book
from engine.terms import Project
from engine.workbooks import layout
from engine.workbooks.collect.formulas import Counted, in_time_formula
from engine.workbooks.collect.project import Row
from engine.workbooks.collect.sheet_writer import SheetWriter, across_sheets, cell
from engine.workbooks.requested import end_head

LINES = 60
"""That are drawn and checked; below them lines can be filled in all the same."""

_WIDTHS = {layout.EVENT: 30.0, layout.START: 22.0}
_END, _CHECK, _NOTE = 28.0, 16.0, 36.0
_HEAD_ROW = 6
_FIRST = _HEAD_ROW + 1
_MOMENT = "yyyy-mm-dd hh:mm"


class List(NamedTuple):
    """The list of one row, and the sheet on which it stands."""

    project: Project
    row: Row
    sheet: str

    @property
    def limits(self) -> tuple[Limit, ...]:
        """What each event is held against."""
        return self.row.requested.limits

    @property
    def counted(self) -> Counted:
        """Where a formula finds when the events began, and the verdicts on them."""
        check = 2 + len(self.limits)
        starts = across_sheets(self.sheet, _FIRST, 1, 1, bottom=_FIRST + 10_000)
        verdicts = across_sheets(self.sheet, _FIRST, check, check, bottom=_FIRST + LINES - 1)
        return Counted(starts, verdicts, cell(_FIRST, 0))


def lists_of(rows: Sequence[tuple[int, Project, Row]]) -> tuple[List, ...]:
    """The lists of the rows that are judged event by event; each comes with the number of its project's sheet."""
    return tuple(
        List(project, row, f"{layout.EVENTS} {number}-{row.indicator.code}")
        for number, project, row in rows
        if row.requested.limits
    )


def event_sheet(book: Book, one: List) -> None:
    """Write the sheet of one list."""
    widths = (*_WIDTHS.values(), *(_END for _ in one.limits), _CHECK, _NOTE)
    writer = SheetWriter(book, one.sheet, widths)
    last = len(widths) - 1
    _head(writer, one, last)
    heads = (*_WIDTHS, *map(end_head, one.limits), layout.IN_TIME, layout.NOTE)
    for column, text in enumerate(heads):
        writer.say(_HEAD_ROW, column, text, HEAD)
    writer.raw.set_row(_HEAD_ROW, 24)
    formats = {1: _MOMENT} | {2 + number: "General" for number in range(len(one.limits))}
    for column in range(last + 1):
        if column != last - 1:
            writer.open_below(column, widths[column], formats.get(column))
    for at in range(_FIRST, _FIRST + LINES):
        _line(writer, one, at, last)
    writer.hint(_FIRST, 1, _FIRST + LINES - 1, 1, "填年月日和时刻，如 2024-3-1 8:30。")
    for number, limit in enumerate(one.limits):
        hint = f"填完成时间，如 2024-3-1 9:10；或填用时（{limit.unit}），如 2.5。尚未完成的留空。"
        writer.hint(_FIRST, 2 + number, _FIRST + LINES - 1, 2 + number, hint)
    writer.raw.freeze_panes(_FIRST, 0)
    writer.raw.repeat_rows(_HEAD_ROW)


def _head(writer: SheetWriter, one: List, last: int) -> None:
    indicator = one.row.indicator
    writer.raw.set_row(0, 30)
    writer.say(0, 0, f"逐次填报表（{indicator.name}）", TITLE, across=last + 1)
    limits = "，".join(f"{limit.label} {plain(limit.value)}{limit.unit}内" for limit in one.limits)
    facts = (
        ((layout.CODE, one.project.code), (layout.NAME, one.project.name)),
        ((layout.ROW, indicator.code), (layout.LEVELS, f"{indicator.level1} {indicator.level2}")),
        ((layout.INDICATOR, indicator.name), (layout.TARGET, indicator.target_text)),
    )
    for number, ((label, text), (other, value)) in enumerate(facts, 1):
        writer.say(number, 0, label, HEAD)
        writer.say(number, 1, text)
        writer.say(number, 2, other, HEAD)
        writer.say(number, 3, value, across=last - 2)
        writer.fit(number, {(1, 1): text, (3, last - 2): value}, 24)
    note = f"一次一行；时限：{limits}。此表填有记录时以逐次记录为准，不再采用项目表中的最长用时。"
    writer.say(len(facts) + 1, 0, note, PLAIN, across=last + 1)
    writer.fit(len(facts) + 1, {(0, last + 1): note}, 24)


def _line(writer: SheetWriter, one: List, at: int, last: int) -> None:
    writer.open(at, 0)
    writer.open(at, 1, _MOMENT)
    ends = [(limit, cell(at, 2 + number)) for number, limit in enumerate(one.limits)]
    for number in range(len(one.limits)):
        writer.open(at, 2 + number, "General")
    writer.compute(at, last - 1, in_time_formula(cell(at, 1), ends) or '=""')
    writer.open(at, last)
