"""The official table as an Excel workbook: values, merged cells, widths and print set-up, ready to hand in.

The sheet has the eight columns of the indicator rows; the blocks above share them. Nothing in it is a formula: the
numbers are the run's.
"""

from __future__ import annotations

from engine.reports.documents.sheets import CENTRE, HEAD, NUMBER, PLAIN, TEXT, TITLE, Book, Sheet
from engine.reports.figures import Figure
from engine.reports.table import FundsLine, OfficialTable, TableRow
from engine.reports.text import legal
from engine.reports.words import FAMILY

WIDTHS = (11, 20, 20, 15, 25, 9, 10, 33)
SIGNING = ((0, 2), (2, 1), (3, 1), (4, 2), (6, 2))
"""The columns of what is written by hand below the table."""

LONGEST_FOOTER = 180
"""Excel takes 255 characters in a footer, codes included."""

ONE_PAGE = 790
"""Up to this height, in points, a table is printed on one page and still read easily."""


def workbook(table: OfficialTable) -> bytes:
    """The table of one project as the bytes of an ``.xlsx``."""
    book = Book(f"{table.title} {table.name}")
    sheet = book.sheet(table.title.removeprefix(FAMILY), WIDTHS)
    row = _heading(sheet, table)
    row = _funds(sheet, table, row)
    goal = row
    row = _goal(sheet, table, goal)
    begins = _indicators(sheet, table, row)
    last = _end(sheet, table, begins[-1])
    fits = sum(sheet.heights.values()) <= ONE_PAGE
    _levels(sheet, table, begins, fits)
    if fits:
        sheet.worksheet.fit_to_pages(1, 1)
    else:  # no heading is left alone at the foot of a page, nor 其他说明 on one of its own
        sheet.break_pages(row, (goal + 1, row + 1, begins[-1] + 1, last))
    sheet.worksheet.repeat_rows(row)
    sheet.worksheet.print_area(0, 0, last, len(WIDTHS) - 1)
    sheet.mark(table.draft)
    sheet.foot(_plain(table.footer))
    return book.close()


def _plain(text: str) -> str:
    """As much of the end as a footer takes, since the run and the ledger's entry stand there."""
    whole = legal(text)
    some = whole if len(whole) <= LONGEST_FOOTER else "…" + whole[1 - LONGEST_FOOTER :]
    return some.replace("\n", " ").replace("&", "&&")


def _heading(sheet: Sheet, table: OfficialTable) -> int:
    sheet.put(0, 0, table.title, TITLE, across=8)
    sheet.put(1, 0, "　".join(filter(None, (table.year_line, table.draft))), PLAIN._replace(align="center"), across=8)
    sheet.height(0, {}, least=32)
    sheet.height(1, {})
    for row, facts in enumerate(table.facts, start=2):
        left, *other = facts
        across = 4 if other else 7
        sheet.put(row, 0, left.label, HEAD)
        sheet.put(row, 1, left.text, TEXT, across=across)
        for right in other:
            sheet.put(row, 5, right.label, HEAD, across=2)
            sheet.put(row, 7, right.text, TEXT)
        sheet.height(row, {(1, across): left.text} | ({(7, 1): other[0].text} if other else {}))
    return 2 + len(table.facts)


def _funds(sheet: Sheet, table: OfficialTable, row: int) -> int:
    label = table.label
    headings = ("", label.initial, label.budget, label.executed, label.weight, label.rate, label.points)
    texts = {(1, 1): label.funds_deviation, (2, 6): table.funds_deviation}
    down = sheet.rows_for(texts) if table.funds_deviation else 0
    sheet.put(row, 0, "\n".join(label.funds), HEAD, down=1 + len(table.funds) + down)
    for column, heading in enumerate(headings, start=1):
        sheet.put(row, column, heading, HEAD)
    sheet.height(row, {(6, 1): label.rate})
    for line in table.funds:
        row += 1
        _funds_line(sheet, line, row)
    if down:
        sheet.put(row + 1, 1, label.funds_deviation, TEXT, down=down)
        sheet.put(row + 1, 2, table.funds_deviation, TEXT, across=6, down=down)
        sheet.height(row + 1, texts, down=down)
    return row + 1 + down


def _funds_line(sheet: Sheet, line: FundsLine, row: int) -> None:
    sheet.put(row, 1, line.label, TEXT)
    for column, amount in enumerate((line.initial, line.budget, line.executed), start=2):
        sheet.put(row, column, amount, NUMBER)
    for column, figure in enumerate((line.weight, line.rate, line.points), start=5):
        sheet.put(row, column, figure, CENTRE)
    sheet.height(row, {(1, 1): line.label})


def _goal(sheet: Sheet, table: OfficialTable, row: int) -> int:
    texts = {(1, 3): table.goal, (4, 4): table.achieved}
    down = sheet.rows_for(texts)
    sheet.put(row, 0, "\n".join(table.label.annual_goal), HEAD, down=1 + down)
    sheet.put(row, 1, table.label.goal, HEAD, across=3)
    sheet.put(row, 4, table.label.achieved, HEAD, across=4)
    sheet.height(row, {})
    sheet.put(row + 1, 1, table.goal, TEXT, across=3, down=down)
    sheet.put(row + 1, 4, table.achieved, TEXT, across=4, down=down)
    sheet.height(row + 1, texts, least=40, down=down)
    return row + 1 + down


def _indicators(sheet: Sheet, table: OfficialTable, row: int) -> tuple[int, ...]:
    """The rows in which the indicators begin, and the one after them."""
    label = table.label
    levels = (label.level1, label.level2, label.indicator)
    values = (label.target, label.actual, label.weight, label.points, label.deviation)
    for column, heading in enumerate((*levels, *values)):
        sheet.put(row, column, heading, HEAD)
    sheet.height(row, {})
    begins = [row + 1]
    for line in table.rows:
        begins.append(begins[-1] + _indicator(sheet, line, begins[-1]))
    return tuple(begins)


def _indicator(sheet: Sheet, line: TableRow, row: int) -> int:
    """Put one indicator; how many rows of the sheet it takes."""
    cells: tuple[str | Figure, ...] = (line.name, line.target, line.actual, line.weight, line.points, line.deviation)
    texts = {(column, 1): str(content) for column, content in enumerate(cells, start=2)}
    texts |= {(1, 1): line.level2} if line.group_span == 1 else {}
    down = sheet.rows_for(texts)
    for column, content in enumerate(cells, start=2):
        sheet.put(row, column, content, CENTRE if column in (5, 6) else TEXT, down=down)
    sheet.height(row, texts, down=down)
    return down


def _levels(sheet: Sheet, table: OfficialTable, begins: tuple[int, ...], fits: bool) -> None:
    """The merged cells; over several pages their texts stand at the top, where no page break cuts them."""
    look = CENTRE if fits else CENTRE._replace(upright="top")
    for number, line in enumerate(table.rows):
        row = begins[number]
        if line.opens_level:
            sheet.put(row, 0, line.level1, look, down=begins[number + line.level_span] - row)
        if line.opens_group:
            group = look if line.group_span > 1 else CENTRE
            sheet.put(row, 1, line.level2, group, down=begins[number + line.group_span] - row)


def _end(sheet: Sheet, table: OfficialTable, row: int) -> int:
    grade = f"{table.label.grade}：{table.grade}"
    sheet.put(row, 0, table.label.total, HEAD, across=5)
    cells: tuple[str | Figure, ...] = (table.weight, table.total, grade)
    for column, content in enumerate(cells, start=5):
        sheet.put(row, column, content, CENTRE)
    sheet.height(row, {(6, 1): table.total.text})
    remarks = {(1, 7): table.remarks}
    down = sheet.rows_for(remarks)
    sheet.put(row + 1, 0, table.label.remarks, HEAD, down=down)
    sheet.put(row + 1, 1, table.remarks, TEXT, across=7, down=down)
    sheet.height(row + 1, remarks, down=down)
    return _signing(sheet, table, _evidence(sheet, table, row + 1 + down))


def _evidence(sheet: Sheet, table: OfficialTable, row: int) -> int:
    """Put the files of each row; the row after them."""
    if table.evidence:
        sheet.put(row, 0, table.label.evidence, HEAD._replace(upright="top"), down=len(table.evidence))
    for at, line in enumerate(table.evidence, start=row):
        sheet.put(at, 1, line.name, TEXT, across=3)
        sheet.put(at, 4, line.files, TEXT, across=4)
        sheet.height(at, {(1, 3): line.name, (4, 4): line.files})
    return row + len(table.evidence)


def _signing(sheet: Sheet, table: OfficialTable, row: int) -> int:
    """The line that is filled in by hand; its row."""
    for label, (column, across) in zip(table.signing, SIGNING, strict=True):
        sheet.put(row, column, f"{label}：", PLAIN, across=across)
    sheet.height(row, {}, least=34)
    return row
