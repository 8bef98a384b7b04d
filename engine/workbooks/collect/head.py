"""What stands above the indicators of a project: who it is, what was achieved as a whole, the funds."""

from __future__ import annotations

from engine.quantity import money
from engine.reports.documents.sheets import HEAD, NUMBER, TITLE
from engine.reports.figures import Figure
from engine.terms import Project
from engine.workbooks import layout
from engine.workbooks.collect.formulas import MET, SHORT
from engine.workbooks.collect.sheet_writer import AS_TEXT, SheetWriter

HEIGHT = 10
"""How many rows it takes."""

_AMOUNT = "#,##0.00"
CELLS = {
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


def head(writer: SheetWriter, project: Project, year: int | None, last: int) -> None:
    """The project's name, code and year, its goal, and the open cell for what came of it."""
    wide, beside = last - 2, last - 6
    writer.raw.set_row(0, 30)
    writer.say(0, 1, "项目支出绩效目标完成情况填报表", TITLE, across=last)
    writer.say(1, 2, layout.NAME, HEAD)
    writer.say(1, 3, project.name, across=3)
    writer.say(1, 6, layout.CODE, HEAD)
    writer.say(1, 7, project.code, across=beside)
    writer.say(2, 2, layout.UNIT, HEAD)
    writer.say(2, 3, project.unit or project.department, across=3)
    writer.say(2, 6, layout.YEAR, HEAD)
    writer.open(2, 7, "General")
    if year is not None:
        writer.fill_number(2, 7, year)
    writer.say(3, 2, layout.GOAL, HEAD)
    writer.say(3, 3, project.annual_goal, across=wide)
    writer.say(4, 2, layout.ACHIEVED, HEAD)
    writer.open(4, 3, across=wide)
    writer.fit(1, {(3, 3): project.name}, 24)
    writer.fit(2, {(3, 3): project.unit}, 24)
    writer.fit(3, {(3, wide): project.annual_goal}, 30)
    writer.raw.set_row(4, 60)


def funds(writer: SheetWriter, project: Project, last: int) -> None:
    """The amounts of the whole and of its sources, the rate of execution, and why less was spent."""
    writer.say(5, 2, layout.DECLARED, HEAD)
    amount = project.year_amount
    writer.sheet.put(5, 3, Figure("" if amount is None else money(amount), amount), NUMBER)
    widths = {"cause": 3, "remedy": last - 6, "note": last - 2}
    for label, field in layout.FUNDS.items():
        row, column = CELLS[field]
        writer.say(row, column, label, HEAD)
        is_text = field in widths
        writer.open(row, column + 1, AS_TEXT if is_text else _AMOUNT, across=widths.get(field, 1))
    writer.say(6, 4, layout.RATE, HEAD)
    budget = "IF(ISNUMBER(H6),H6,IF(ISNUMBER(F6),F6,D6))"
    writer.compute(6, 5, f'=IF(ISNUMBER(D7),IFERROR(D7/{budget},""),"")', "0.00%")
    writer.say(6, 6, layout.CHECK, HEAD)
    writer.compute(6, 7, f'=IF(ISNUMBER(F7),IF(F7<1,"{SHORT}","{MET}"),"")')
    for column in (3, 7):
        writer.warn(8, 8, column, "$H$7")
    for row in range(5, HEIGHT):
        writer.raw.set_row(row, 30)
