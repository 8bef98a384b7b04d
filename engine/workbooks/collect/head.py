"""What stands above the indicators of a project: who it is, what was achieved as a whole, the funds."""

from __future__ import annotations

from engine.quantity import money
from engine.reports.documents.sheets import HEAD, NUMBER, TITLE
from engine.reports.figures import Figure
from engine.terms import Project
from engine.workbooks import layout
from engine.workbooks.collect.formulas import MET, SHORT
from engine.workbooks.collect.pen import AS_TEXT, Pen

HEIGHT = 10
"""How many rows it takes."""

_AMOUNT = "#,##0.00"
_PLACES = {
    "initial": (5, 4),
    "adjusted": (5, 6),
    "executed": (6, 2),
    "appropriation": (7, 2),
    "carried_over": (7, 4),
    "other": (7, 6),
    "cause": (8, 2),
    "remedy": (8, 6),
    "note": (9, 2),
}


def head(pen: Pen, project: Project, year: int | None, last: int) -> None:
    """The project's name, code and year, its goal, and the open cell for what came of it."""
    wide, beside = last - 2, last - 6
    pen.raw.set_row(0, 30)
    pen.say(0, 1, "项目支出绩效目标完成情况填报表", TITLE, across=last)
    pen.say(1, 2, layout.NAME, HEAD)
    pen.say(1, 3, project.name, across=3)
    pen.say(1, 6, layout.CODE, HEAD)
    pen.say(1, 7, project.code, across=beside)
    pen.say(2, 2, layout.UNIT, HEAD)
    pen.say(2, 3, project.unit or project.department, across=3)
    pen.say(2, 6, layout.YEAR, HEAD)
    pen.open(2, 7, "General")
    if year is not None:
        pen.fill_number(2, 7, year)
    pen.say(3, 2, layout.GOAL, HEAD)
    pen.say(3, 3, project.annual_goal, across=wide)
    pen.say(4, 2, layout.ACHIEVED, HEAD)
    pen.open(4, 3, across=wide)
    pen.fit(1, {(3, 3): project.name}, 24)
    pen.fit(2, {(3, 3): project.unit}, 24)
    pen.fit(3, {(3, wide): project.annual_goal}, 30)
    pen.raw.set_row(4, 60)


def funds(pen: Pen, project: Project, last: int) -> None:
    """The amounts of the whole and of its sources, the rate of execution, and why less was spent."""
    pen.say(5, 2, layout.DECLARED, HEAD)
    amount = project.year_amount
    pen.sheet.put(5, 3, Figure("" if amount is None else money(amount), amount), NUMBER)
    widths = {"cause": 3, "remedy": last - 6, "note": last - 2}
    for label, field in layout.FUNDS.items():
        row, column = _PLACES[field]
        pen.say(row, column, label, HEAD)
        is_text = field in widths
        pen.open(row, column + 1, AS_TEXT if is_text else _AMOUNT, across=widths.get(field, 1))
    pen.say(6, 4, layout.RATE, HEAD)
    budget = "IF(ISNUMBER(H6),H6,IF(ISNUMBER(F6),F6,D6))"
    pen.compute(6, 5, f'=IF(ISNUMBER(D7),IFERROR(D7/{budget},""),"")', "0.00%")
    pen.say(6, 6, layout.CHECK, HEAD)
    pen.compute(6, 7, f'=IF(ISNUMBER(F7),IF(F7<1,"{SHORT}","{MET}"),"")')
    for column in (3, 7):
        pen.warn(8, 8, column, "$H$7")
    for row in range(5, HEIGHT):
        pen.raw.set_row(row, 30)
