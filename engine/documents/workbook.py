"""The official table as an Excel workbook: values, merged cells, widths and print set-up, ready to hand in.

The sheet has the eight columns of the indicator rows; the blocks above share them. Nothing in it is a formula: the
numbers are the run's.
"""

from __future__ import annotations

from engine.documents.form import Form, FormRow, FundsLine
from engine.documents.sheets import CENTRE, HEAD, NUMBER, PLAIN, TEXT, TITLE, Book, Sheet
from engine.documents.text import Figure, legal

SHEET = "自评表"
WIDTHS = (11, 14, 22, 16, 27, 9, 10, 34)
FUNDS_HEADINGS = ("", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")
HEADINGS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
LONGEST_FOOTER = 180
"""Excel takes 255 characters in a footer, codes included."""

ONE_PAGE = 690
"""Up to this height, in points, a table is printed on one page and still read easily."""


def workbook(form: Form) -> bytes:
    """The table of one project as the bytes of an ``.xlsx``."""
    book = Book(f"{form.title} {form.name}")
    sheet = book.sheet(SHEET, WIDTHS)
    row = _heading(sheet, form)
    row = _funds(sheet, form, row)
    row = _goal(sheet, form, row)
    last = _end(sheet, form, _indicators(sheet, form, row))
    _levels(sheet, form, row + 1)
    sheet.worksheet.repeat_rows(row)
    sheet.worksheet.print_area(0, 0, last, len(WIDTHS) - 1)
    sheet.worksheet.set_footer(f"&L&8{_plain(form.footer)}&R&8第 &P 页 共 &N 页")
    return book.close()


def _plain(text: str) -> str:
    return legal(text)[:LONGEST_FOOTER].replace("\n", " ").replace("&", "&&")


def _heading(sheet: Sheet, form: Form) -> int:
    sheet.put(0, 0, form.title, TITLE, across=8)
    sheet.put(1, 0, form.year_line, PLAIN._replace(align="center"), across=8)
    sheet.worksheet.set_row(0, 32)
    lines = (
        ("项目名称", form.name, "项目编码", form.code),
        ("主管部门", form.department, "实施单位", form.unit),
        ("项目类型", form.kind, "年度", form.year),
    )
    for row, (label, left, other, right) in enumerate(lines, start=2):
        sheet.put(row, 0, label, HEAD)
        sheet.put(row, 1, left, TEXT, across=4)
        sheet.put(row, 5, other, HEAD, across=2)
        sheet.put(row, 7, right, TEXT)
        sheet.height(row, {(1, 4): left, (7, 1): right})
    return 5


def _funds(sheet: Sheet, form: Form, row: int) -> int:
    deviation = int(bool(form.funds_deviation))
    sheet.put(row, 0, "项目资金\n（万元）", HEAD, down=1 + len(form.funds) + deviation)
    for column, heading in enumerate(FUNDS_HEADINGS, start=1):
        sheet.put(row, column, heading, HEAD)
    sheet.height(row, dict.fromkeys([(6, 1)], "执行率（B/A）"))
    for line in form.funds:
        row += 1
        _funds_line(sheet, line, row)
    if deviation:
        row += 1
        sheet.put(row, 1, "偏差原因及措施", TEXT)
        sheet.put(row, 2, form.funds_deviation, TEXT, across=6)
        sheet.height(row, {(1, 1): "偏差原因及措施", (2, 6): form.funds_deviation})
    return row + 1


def _funds_line(sheet: Sheet, line: FundsLine, row: int) -> None:
    sheet.put(row, 1, line.label, TEXT)
    for column, amount in enumerate((line.initial, line.budget, line.executed), start=2):
        sheet.put(row, column, amount, NUMBER)
    for column, figure in enumerate((line.weight, line.rate, line.points), start=5):
        sheet.put(row, column, figure, CENTRE)
    sheet.height(row, {(1, 1): line.label})


def _goal(sheet: Sheet, form: Form, row: int) -> int:
    sheet.put(row, 0, "年度总体\n目标", HEAD, down=2)
    sheet.put(row, 1, "预期目标", HEAD, across=3)
    sheet.put(row, 4, "实际完成情况", HEAD, across=4)
    sheet.height(row, {})
    sheet.put(row + 1, 1, form.goal, TEXT, across=3)
    sheet.put(row + 1, 4, form.achieved, TEXT, across=4)
    sheet.height(row + 1, {(1, 3): form.goal, (4, 4): form.achieved}, least=40)
    return row + 2


def _indicators(sheet: Sheet, form: Form, row: int) -> int:
    for column, heading in enumerate(HEADINGS):
        sheet.put(row, column, heading, HEAD)
    sheet.height(row, {})
    for line in form.rows:
        row += 1
        _indicator(sheet, line, row)
    return row + 1


def _indicator(sheet: Sheet, line: FormRow, row: int) -> None:
    cells: tuple[str | Figure, ...] = (line.name, line.target, line.actual, line.weight, line.points, line.deviation)
    for column, content in enumerate(cells, start=2):
        sheet.put(row, column, content, CENTRE if column in (5, 6) else TEXT)
    texts = {(column, 1): str(content) for column, content in enumerate(cells, start=2)}
    alone = {(1, 1): line.level2} if line.group_span == 1 else {}
    sheet.height(row, texts | alone)


def _levels(sheet: Sheet, form: Form, first: int) -> None:
    """The merged cells; over several pages their texts stand at the top, where no page break cuts them."""
    fits = sheet.tall <= ONE_PAGE
    if fits:
        sheet.worksheet.fit_to_pages(1, 1)
    look = CENTRE if fits else CENTRE._replace(upright="top")
    for row, line in enumerate(form.rows, start=first):
        if line.opens_level:
            sheet.put(row, 0, line.level1, look, down=line.level_span)
        if line.opens_group:
            sheet.put(row, 1, line.level2, look if line.group_span > 1 else CENTRE, down=line.group_span)


def _end(sheet: Sheet, form: Form, row: int) -> int:
    grade = f"等级：{form.grade}"
    sheet.put(row, 0, "总分", HEAD, across=5)
    cells: tuple[str | Figure, ...] = (form.weight, form.total, grade)
    for column, content in enumerate(cells, start=5):
        sheet.put(row, column, content, CENTRE)
    sheet.height(row, {(6, 1): form.total.text})
    sheet.put(row + 1, 0, "其他说明", HEAD)
    sheet.put(row + 1, 1, form.remarks, TEXT, across=7)
    sheet.height(row + 1, {(1, 7): form.remarks})
    return row + 1
