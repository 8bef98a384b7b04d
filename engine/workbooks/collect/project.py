"""The sheet of one project: under its head one row for each indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from engine.language.rendering import chinese
from engine.reports.documents.sheets import CENTRE, HEAD, PLAIN, Book
from engine.reports.documents.sheets import TEXT as TEXT_LOOK
from engine.rulesets import Tier
from engine.terms import Answers, Indicator, Project
from engine.workbooks import layout
from engine.workbooks.collect.formulas import (
    Counted,
    check_formula,
    events_formula,
    is_share,
    periods_formula,
    result_formula,
)
from engine.workbooks.collect.head import CELLS, HEIGHT, funds, head
from engine.workbooks.collect.sheet_writer import SheetWriter, cell, column_name
from engine.workbooks.registry import declared
from engine.workbooks.requested import Requested, Way, requested_of

LEFT = {layout.KEY: 3, layout.ROW: 5, layout.LEVELS: 19, layout.INDICATOR: 20, layout.TARGET: 15, layout.WHAT: 34}
PAIR = (20, 16)
RESULTS = {layout.RESULT: 10, layout.DIRECT: 11, layout.CHECK: 19}
QUESTIONS = {layout.ASKED: 30, layout.ANSWER: 22}
TEXTS = {layout.EVIDENCE: 18, layout.NOTE: 18, layout.CAUSE: 26, layout.REMEDY: 26}
FIRST_ITEM = len(LEFT)
HEAD_ROW = HEIGHT + 1
FIRST_ROW = HEAD_ROW + 1
_INTRO = "请填写浅黄色单元格，其余单元格已锁定。“对照指标值”显示“未达标”而原因、措施未填时，该两格变红。"


_LEAST = 46.0
"""Of a row, so that three lines of a reason can be read."""


class Row(NamedTuple):
    """A row to be written: what is declared, what is asked, and where on other sheets its figures stand.

    ``figures`` is the range of periods, ``first`` the first cell of them to be filled in; ``events`` that of a list of
    events, on the sheet ``listed``. What is ``asked`` of it is settled by one of the figures ``offered``.
    """

    indicator: Indicator
    requested: Requested
    figures: str = ""
    first: str = ""
    events: Counted | None = None
    listed: str = ""
    asked: str = ""
    offered: tuple[str, ...] = ()

    @property
    def question(self) -> tuple[str, tuple[str, ...]]:
        """What the row leaves open, and the answers to choose from, each with what it would mean; none where nothing is."""
        question, choices = self.requested.question, self.requested.choices
        if question is not None and choices:
            return question.chinese(), tuple(one.words for one in choices)
        return self.asked, self.offered

    @property
    def what(self) -> str:
        """What is to be filled in, and on which other sheet it may be instead."""
        listed = f"\n可逐次填在“{self.listed}”表。" if self.listed else ""
        return chinese(self.requested.measure.description) + listed


class _Plan(NamedTuple):
    """Which heads stand in which columns of a sheet."""

    pairs: int
    columns: Mapping[str, int]
    widths: tuple[float, ...]

    @property
    def last(self) -> int:
        return len(self.widths) - 1


def rows_of(
    project: Project, year: int | None, answers: Mapping[str, Answers], tiers: Sequence[Tier] = ()
) -> tuple[Row, ...]:
    """The live rows of a project with what each asks for, as the answers to it settle that; of words by ``tiers``."""
    asked = ((one, requested_of(one, year, answers.get(one.code, ()))) for one in declared(project))
    return tuple(Row(one, requested.by_tiers(tiers)) for one, requested in asked)


def _plan(rows: Sequence[Row]) -> _Plan:
    pairs = max((len(one.requested.items) for one in rows if one.requested.way is not Way.PERIODS), default=1)
    widths = dict(LEFT)
    for number in range(1, pairs + 1):
        widths |= {f"{layout.ITEM}{number}": PAIR[0], f"{layout.FIGURE}{number}": PAIR[1]}
    widths |= (QUESTIONS if any(one.question[1] for one in rows) else {}) | RESULTS | TEXTS
    return _Plan(pairs, {name: column for column, name in enumerate(widths)}, tuple(map(float, widths.values())))


def _table_head(writer: SheetWriter, plan: _Plan) -> None:
    writer.raw.set_row(HEAD_ROW - 1, 20)
    writer.say(HEAD_ROW - 1, 1, _INTRO, PLAIN, across=plan.last)
    for name, column in plan.columns.items():
        writer.say(HEAD_ROW, column, name, HEAD)
    writer.raw.set_row(HEAD_ROW, 30)
    writer.hide_first_column()
    writer.raw.repeat_rows(HEAD_ROW)
    writer.raw.freeze_panes(0, plan.columns[layout.TARGET])


def _items(writer: SheetWriter, at: int, row: Row, plan: _Plan) -> dict[str, str]:
    """The items of a row with their open cells, which are returned by the items' names."""
    cells: dict[str, str] = {}
    for number in range(plan.pairs):
        column = FIRST_ITEM + 2 * number
        if row.requested.way is Way.PERIODS or number >= len(row.requested.items):
            writer.say(at, column, f"见“{layout.MONTHLY}”表" if row.requested.way is Way.PERIODS and not number else "")
            writer.say(at, column + 1, "")
            continue
        item = row.requested.items[number]
        writer.say(at, column, item.label)
        writer.input_cell(at, column + 1, item)
        cells[item.name] = cell(at, column + 1)
    return cells


def _results(writer: SheetWriter, at: int, row: Row, cells: dict[str, str], plan: _Plan) -> None:
    """The computed result, the cell in which it may be given directly, and how it stands to the target."""
    requested, figures = row.requested, row.figures
    shape = "0.00%" if is_share(requested) or figures else "General"
    result = result_formula(requested, cells) if requested.is_computed else None
    at_result, at_direct = plan.columns[layout.RESULT], plan.columns[layout.DIRECT]
    if result is None:
        writer.say(at, at_result, "")
    else:
        writer.compute(at, at_result, result, shape)
    if requested.direct:
        writer.open(at, at_direct, shape)
    else:
        writer.say(at, at_direct, "")
    direct = cell(at, at_direct) if requested.direct else ""
    computed = cell(at, at_result) if result is not None else ""
    check = periods_formula(requested, figures) if figures else check_formula(requested, cells, computed, direct)
    check = events_formula(requested, row.events, check) if row.events is not None else check
    writer.compute(at, plan.columns[layout.CHECK], check or '=""')


def _question(writer: SheetWriter, at: int, row: Row, plan: _Plan) -> None:
    """What the row leaves open, and the list of answers beside it."""
    asked, choices = row.question
    writer.say(at, plan.columns[layout.ASKED], asked)
    if choices:
        writer.choose(at, plan.columns[layout.ANSWER], choices, "；".join(choices))
    else:
        writer.say(at, plan.columns[layout.ANSWER], "")


class Mended(NamedTuple):
    """Where something of a row is filled in: the sheet (empty: that of the project) and the cell to go to, each cell that
    must be filled in, or how so many figures on another sheet are counted, and cells of which any one does it as well."""

    sheet: str
    at: str
    cells: tuple[str, ...] = ()
    counted: str = ""
    number: int = 1
    instead: tuple[str, ...] = ()


def mended_at(rows: Sequence[Row], code: str, heads: Sequence[str]) -> Mended | None:
    """Where a row, or the funds, has cells under or beside some heads, or on the sheet that a head names."""
    funds = [CELLS[layout.FUNDS[head]] for head in heads if head in layout.FUNDS]
    if funds:
        cells = tuple(cell(row, column + 1) for row, column in funds)
        return Mended("", cells[0], cells)
    number = next((number for number, one in enumerate(rows) if one.indicator.code == code), None)
    if number is None or not heads:
        return None
    row, columns = rows[number], _plan(rows).columns
    if heads[0] == layout.MONTHLY and row.figures:
        months = len(row.requested.months)
        counted = f"{'COUNT' if len(row.requested.items) > 1 else 'COUNTA'}({row.figures})"
        return Mended(layout.MONTHLY, row.first, (), counted, months, _instead(row, number, columns))
    if heads[0] == layout.EVENTS and row.events is not None:
        return Mended(row.listed, row.events.first, counted=f"COUNTA({row.events.starts})")
    cells = tuple(cell(FIRST_ROW + number, columns[head]) for head in heads if head in columns)
    is_figure = any(head.startswith(layout.FIGURE) for head in heads)
    return Mended("", cells[0], cells, instead=_instead(row, number, columns) if is_figure else ()) if cells else None


def _instead(row: Row, number: int, columns: Mapping[str, int]) -> tuple[str, ...]:
    """The cells in which a result may be given instead of its figures, with those of single events."""
    direct = (cell(FIRST_ROW + number, columns[layout.DIRECT]),) if row.requested.direct else ()
    answer = (cell(FIRST_ROW + number, columns[layout.ANSWER]),) if row.offered else ()
    return (*direct, *answer, *((row.events.starts,) if row.events is not None else ()))


def _row(writer: SheetWriter, at: int, row: Row, plan: _Plan) -> None:
    one, requested = row.indicator, row.requested
    texts = {
        layout.KEY: one.code,
        layout.ROW: one.code,
        layout.LEVELS: f"{one.level1}\n{one.level2}",
        layout.INDICATOR: one.name,
        layout.TARGET: one.target_text,
        layout.WHAT: row.what,
    }
    for name, text in texts.items():
        writer.say(at, plan.columns[name], text, CENTRE if name in (layout.ROW, layout.LEVELS) else TEXT_LOOK)
    cells = _items(writer, at, row, plan)
    if layout.ANSWER in plan.columns:
        _question(writer, at, row, plan)
    _results(writer, at, row, cells, plan)
    for name in TEXTS:
        writer.open(at, plan.columns[name])
    heights = {(plan.columns[name], 1): text for name, text in texts.items()}
    if not row.figures:
        heights |= {(FIRST_ITEM + 2 * number, 1): item.label for number, item in enumerate(requested.items)}
    if layout.ASKED in plan.columns:
        heights[plan.columns[layout.ASKED], 1] = row.question[0]
    writer.fit(at, heights, _LEAST)


def project_sheet(book: Book, name: str, project: Project, year: int | None, rows: Sequence[Row]) -> None:
    """Write the sheet of a project."""
    plan = _plan(rows)
    writer = SheetWriter(book, name, plan.widths)
    head(writer, project, year, plan.last)
    funds(writer, project, plan.last)
    _table_head(writer, plan)
    for number, row in enumerate(rows):
        _row(writer, FIRST_ROW + number, row, plan)
    bottom = FIRST_ROW + len(rows) - 1
    for text in (layout.CAUSE, layout.REMEDY):
        check = f"${column_name(plan.columns[layout.CHECK])}{FIRST_ROW + 1}"
        writer.warn(FIRST_ROW, bottom, plan.columns[text], check)
    writer.raw.print_area(0, 1, bottom, plan.last)
