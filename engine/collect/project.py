"""The sheet of one project: its head, its funds, one row for each indicator."""

from __future__ import annotations

from typing import NamedTuple

from xlsxwriter.utility import xl_col_to_name

from engine.actuals import layout
from engine.actuals.asked import Asked, Way, asked_of
from engine.actuals.registry import declared
from engine.collect.formulas import MET, SHORT, check_formula, is_share, periods_formula, result_formula
from engine.collect.pen import AS_TEXT, FORMATS, Pen, cell
from engine.documents.sheets import CENTRE, HEAD, NUMBER, TEXT, TITLE, Book
from engine.documents.text import Figure
from engine.quantity import money
from engine.terms import Indicator, Project

LEFT = (3.0, 6.0, 15.0, 20.0, 16.0, 36.0)
PAIR = (22.0, 15.0)
RIGHT = (11.0, 14.0, 11.0, 20.0, 18.0, 28.0, 28.0)
FIRST_ITEM = len(LEFT)
HEAD_ROW = 11
_AMOUNT = "#,##0.00"
_INTRO = "浅黄色单元格填写，其余已锁定；参考对照为“未达标”时，偏差原因、改进措施变红，请补充。"


class Periods(NamedTuple):
    """Where the figures of a row of periods stand: the range to be judged, on the sheet of all such rows."""

    figures: str


class Columns(NamedTuple):
    """The columns to the right of the items."""

    result: int
    direct: int
    check: int
    evidence: int
    note: int
    cause: int
    remedy: int


class Row(NamedTuple):
    """A row to be written: what is declared and what is asked."""

    indicator: Indicator
    asked: Asked


def rows_of(project: Project, year: int | None) -> tuple[Row, ...]:
    """The live rows of a project with what each asks for."""
    return tuple(Row(one, asked_of(one, year)) for one in declared(project))


def _pairs(rows: tuple[Row, ...]) -> int:
    """How many items a row of the sheet has room for."""
    return max((len(one.asked.items) for one in rows if one.asked.way is not Way.PERIODS), default=1) or 1


def _head(pen: Pen, project: Project, year: int | None, last: int) -> None:
    pen.raw.set_row(0, 30)
    pen.say(0, 1, "项目支出绩效目标完成情况填报表", TITLE, across=last)
    beside = last - 6
    for row, label, text, other in (
        (1, layout.NAME, project.name, layout.CODE),
        (2, "申请单位", project.unit or project.department, layout.YEAR),
    ):
        pen.say(row, 2, label, HEAD)
        pen.say(row, 3, text, across=3)
        pen.say(row, 6, other, HEAD)
    pen.say(1, 7, project.code, across=beside)
    if year is None:
        pen.open(2, 7, "General")
    else:
        pen.open_number(2, 7, year)
    pen.say(3, 2, "年度总体目标", HEAD)
    pen.say(3, 3, project.annual_goal, across=last - 2)
    pen.say(4, 2, layout.ACHIEVED, HEAD)
    pen.open(4, 3, across=last - 2)
    pen.sheet.height(3, {(3, last - 2): project.annual_goal}, 30)
    pen.raw.set_row(4, 60)


def _funds(pen: Pen, project: Project, last: int) -> None:
    """The block of funds: three amounts of the whole, its three sources, and why less was spent."""
    labels = list(layout.FUNDS)
    places = dict(zip(labels, ((5, 4), (5, 6), (6, 2), (7, 2), (7, 4), (7, 6), (9, 2), (8, 2), (8, 6)), strict=True))
    amount = project.year_amount
    pen.say(5, 2, "申报金额（元）", HEAD)
    pen.sheet.put(5, 3, Figure("" if amount is None else money(amount), amount), NUMBER)
    for label, (row, column) in places.items():
        pen.say(row, column, label, HEAD)
        across = {"资金说明": last - 2, "资金偏差原因": 3, "资金改进措施": last - 6}.get(label, 1)
        pen.open(row, column + 1, AS_TEXT if across > 1 else _AMOUNT, across=across)
    pen.say(6, 4, "预算执行率", HEAD)
    budget = 'IF(ISNUMBER(H6),H6,IF(ISNUMBER(F6),F6,D6))'
    pen.compute(6, 5, f'=IF(ISNUMBER(D7),IFERROR(D7/{budget},""),"")', "0.00%")
    pen.say(6, 6, layout.CHECK, HEAD)
    pen.compute(6, 7, f'=IF(ISNUMBER(F7),IF(F7<1,"{SHORT}","{MET}"),"")')
    for column in (3, 7):
        pen.warn(8, 8, column, "$H$7")
    for row in range(5, 10):
        pen.raw.set_row(row, 30)


def _table_head(pen: Pen, pairs: int, columns: Columns) -> None:
    heads = [layout.KEY, layout.ROW, layout.LEVELS, layout.INDICATOR, layout.TARGET, layout.WHAT]
    for number in range(1, pairs + 1):
        heads += [f"{layout.ITEM}{number}", f"{layout.FIGURE}{number}"]
    heads += [layout.RESULT, layout.DIRECT, layout.CHECK, *layout.TEXTS]
    for column, text in enumerate(heads):
        pen.say(HEAD_ROW, column, text, HEAD)
    pen.raw.set_row(HEAD_ROW, 30)
    pen.raw.set_column(0, 0, None, None, {"hidden": True})
    pen.say(HEAD_ROW - 1, 1, _INTRO, across=columns.remedy)


def _items(pen: Pen, at: int, row: Row) -> dict[str, str]:
    """The items of a row, each with its open cell; the cells by the items' names."""
    cells: dict[str, str] = {}
    for number, item in enumerate(row.asked.items):
        column = FIRST_ITEM + 2 * number
        pen.say(at, column, item.label)
        pen.ask(at, column + 1, item)
        cells[item.name] = cell(at, column + 1)
    return cells


def _result(pen: Pen, at: int, row: Row, cells: dict[str, str], columns: Columns) -> str:
    """The computed result where there is one, and the cell in which it may be given directly."""
    number_format = FORMATS_OF_SHARE[is_share(row.asked)]
    formula = result_formula(row.asked, cells) if row.asked.way is Way.INPUTS else None
    if formula is not None:
        pen.compute(at, columns.result, formula, number_format)
    else:
        pen.say(at, columns.result, "", CENTRE)
    if row.asked.direct:
        pen.open(at, columns.direct, number_format)
    else:
        pen.say(at, columns.direct, "", CENTRE)
    return cell(at, columns.result) if formula is not None else ""


FORMATS_OF_SHARE = {True: "0.00%", False: FORMATS_GENERAL} if (FORMATS_GENERAL := "General") else {}


def _row(pen: Pen, at: int, row: Row, columns: Columns, periods: Periods | None) -> None:
    one, asked = row
    texts = {
        1: one.code,
        2: f"{one.level1}\n{one.level2}",
        3: one.name,
        4: one.target_text,
        5: asked.measure.description,
    }
    pen.say(at, 0, one.code)
    for column, text in texts.items():
        pen.say(at, column, text, CENTRE if column in (1, 2) else TEXT)
    if periods is not None:
        cells: dict[str, str] = {}
        pen.say(at, FIRST_ITEM, f"见“{layout.MONTHLY}”表")
        result, check = "", periods_formula(asked, periods.figures)
    else:
        cells, result, check = _items(pen, at, row), "", None
    result = _result(pen, at, row, cells, columns)
    if periods is None:
        direct = cell(at, columns.direct) if asked.direct else ""
        check = check_formula(asked, cells, result, direct)
    _rest(pen, at, check, columns, FIRST_ITEM + 2 * max(len(cells), int(periods is not None)) )
    pen.sheet.height(at, {(column, 1): text for column, text in _tall(texts, asked).items()}, 36)


def _tall(texts: dict[int, str], asked: Asked) -> dict[int, str]:
    labels = {} if asked.way is Way.PERIODS else {FIRST_ITEM + 2 * n: one.label for n, one in enumerate(asked.items)}
    return {**texts, **labels}
