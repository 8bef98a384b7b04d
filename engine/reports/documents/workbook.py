"""The official table as an Excel workbook: values, merged cells, widths and print set-up, ready to hand in.

The sheet has the eight columns of the indicator rows; the blocks above share them. Nothing in it is a formula: the
numbers are the run's.
"""

from __future__ import annotations

from engine.reports.documents.form import Form, FormRow, FundsLine
from engine.reports.documents.sheets import CENTRE, HEAD, NUMBER, PLAIN, TEXT, TITLE, Book, Sheet
from engine.reports.documents.text import Figure, legal

FAMILY = "项目支出绩效"
"""What a title begins with and the name of a sheet does not."""

WIDTHS = (11, 20, 20, 15, 25, 9, 10, 33)
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

ONE_PAGE = 790
"""Up to this height, in points, a table is printed on one page and still read easily."""


def workbook(form: Form) -> bytes:
    """The table of one project as the bytes of an ``.xlsx``."""
    book = Book(f"{form.title} {form.name}")
    sheet = book.sheet(form.title.removeprefix(FAMILY), WIDTHS)
    row = _heading(sheet, form)
    row = _funds(sheet, form, row)
    goal = row
    row = _goal(sheet, form, goal)
    begins = _indicators(sheet, form, row)
    last = _end(sheet, form, begins[-1])
    fits = sum(sheet.heights.values()) <= ONE_PAGE
    _levels(sheet, form, begins, fits)
    if fits:
        sheet.worksheet.fit_to_pages(1, 1)
    else:  # no heading is left alone at the foot of a page, nor 其他说明 on one of its own
        sheet.break_pages(row, (goal + 1, row + 1, begins[-1] + 1))
    sheet.worksheet.repeat_rows(row)
    sheet.worksheet.print_area(0, 0, last, len(WIDTHS) - 1)
    sheet.worksheet.set_footer(f"&L&8{_plain(form.footer)}&R&8第 &P 页 共 &N 页")
    return book.close()


def _plain(text: str) -> str:
    """As much of the end as a footer takes, since the run and the ledger's entry stand there."""
    whole = legal(text)
    some = whole if len(whole) <= LONGEST_FOOTER else "…" + whole[1 - LONGEST_FOOTER :]
    return some.replace("\n", " ").replace("&", "&&")


def _heading(sheet: Sheet, form: Form) -> int:
    sheet.put(0, 0, form.title, TITLE, across=8)
    sheet.put(1, 0, form.year_line, PLAIN._replace(align="center"), across=8)
    sheet.height(0, {}, least=32)
    sheet.height(1, {})
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
    texts = {(1, 1): "偏差原因及措施", (2, 6): form.funds_deviation}
    down = sheet.rows_for(texts) if form.funds_deviation else 0
    sheet.put(row, 0, "项目资金\n（万元）", HEAD, down=1 + len(form.funds) + down)
    for column, heading in enumerate(FUNDS_HEADINGS, start=1):
        sheet.put(row, column, heading, HEAD)
    sheet.height(row, dict.fromkeys([(6, 1)], "执行率（B/A）"))
    for line in form.funds:
        row += 1
        _funds_line(sheet, line, row)
    if down:
        sheet.put(row + 1, 1, "偏差原因及措施", TEXT, down=down)
        sheet.put(row + 1, 2, form.funds_deviation, TEXT, across=6, down=down)
        sheet.height(row + 1, texts, down=down)
    return row + 1 + down


def _funds_line(sheet: Sheet, line: FundsLine, row: int) -> None:
    sheet.put(row, 1, line.label, TEXT)
    for column, amount in enumerate((line.initial, line.budget, line.executed), start=2):
        sheet.put(row, column, amount, NUMBER)
    for column, figure in enumerate((line.weight, line.rate, line.points), start=5):
        sheet.put(row, column, figure, CENTRE)
    sheet.height(row, {(1, 1): line.label})


def _goal(sheet: Sheet, form: Form, row: int) -> int:
    texts = {(1, 3): form.goal, (4, 4): form.achieved}
    down = sheet.rows_for(texts)
    sheet.put(row, 0, "年度总体\n目标", HEAD, down=1 + down)
    sheet.put(row, 1, "预期目标", HEAD, across=3)
    sheet.put(row, 4, "实际完成情况", HEAD, across=4)
    sheet.height(row, {})
    sheet.put(row + 1, 1, form.goal, TEXT, across=3, down=down)
    sheet.put(row + 1, 4, form.achieved, TEXT, across=4, down=down)
    sheet.height(row + 1, texts, least=40, down=down)
    return row + 1 + down


def _indicators(sheet: Sheet, form: Form, row: int) -> tuple[int, ...]:
    """The rows in which the indicators begin, and the one after them."""
    for column, heading in enumerate(HEADINGS):
        sheet.put(row, column, heading, HEAD)
    sheet.height(row, {})
    begins = [row + 1]
    for line in form.rows:
        begins.append(begins[-1] + _indicator(sheet, line, begins[-1]))
    return tuple(begins)


def _indicator(sheet: Sheet, line: FormRow, row: int) -> int:
    """Put one indicator; how many rows of the sheet it takes."""
    cells: tuple[str | Figure, ...] = (line.name, line.target, line.actual, line.weight, line.points, line.deviation)
    texts = {(column, 1): str(content) for column, content in enumerate(cells, start=2)}
    texts |= {(1, 1): line.level2} if line.group_span == 1 else {}
    down = sheet.rows_for(texts)
    for column, content in enumerate(cells, start=2):
        sheet.put(row, column, content, CENTRE if column in (5, 6) else TEXT, down=down)
    sheet.height(row, texts, down=down)
    return down


def _levels(sheet: Sheet, form: Form, begins: tuple[int, ...], fits: bool) -> None:
    """The merged cells; over several pages their texts stand at the top, where no page break cuts them."""
    look = CENTRE if fits else CENTRE._replace(upright="top")
    for number, line in enumerate(form.rows):
        row = begins[number]
        if line.opens_level:
            sheet.put(row, 0, line.level1, look, down=begins[number + line.level_span] - row)
        if line.opens_group:
            group = look if line.group_span > 1 else CENTRE
            sheet.put(row, 1, line.level2, group, down=begins[number + line.group_span] - row)


def _end(sheet: Sheet, form: Form, row: int) -> int:
    grade = f"等级：{form.grade}"
    sheet.put(row, 0, "总分", HEAD, across=5)
    cells: tuple[str | Figure, ...] = (form.weight, form.total, grade)
    for column, content in enumerate(cells, start=5):
        sheet.put(row, column, content, CENTRE)
    sheet.height(row, {(6, 1): form.total.text})
    remarks = {(1, 7): form.remarks}
    down = sheet.rows_for(remarks)
    sheet.put(row + 1, 0, "其他说明", HEAD, down=down)
    sheet.put(row + 1, 1, form.remarks, TEXT, across=7, down=down)
    sheet.height(row + 1, remarks, down=down)
    return row + down
