"""Declared forms as Word and Excel documents in the official layout; read again, they give the same projects.

(A field whose whole value is the name of another field is the exception: no reader of tables can tell them apart.)

Every text is written as text: what begins with ``=`` is no formula. Amounts are numbers in Excel as far as its 15
digits go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.table import Table
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from engine.forms.form import resolve_markup
from engine.quantity import plain
from engine.terms import Indicator, Project

TITLE = "二级项目支出绩效目标申报表"
HEAD = ("一级指标", "二级指标", "三级指标", "指标值", "指标解释")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_PAIRS = (
    (("项目编号", "code"), ("项目名称", "name")),
    (("申请单位", "unit"), ("一级预算单位", "department")),
    (("实施期限", "years"), ("项目类型", "kind")),
    (("是否新增项目", "new"), ("分配方式", "method")),
    (("项目总金额（中期规划，元）", "total_amount"), ("本年度项目金额（元）", "year_amount")),
)
_LONG = (
    ("政策依据", "policy_basis"),
    ("测算依据", "cost_basis"),
    ("项目申报依据", "application_basis"),
    ("年度目标", "annual_goal"),
    ("长期目标（跨度多年的项目需填）", "long_term_goal"),
)


class _Span(NamedTuple):
    """A merged range of a form: rows and columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


class _Page(NamedTuple):
    """One form as rows of texts and amounts, with its merged ranges; ``head`` is the row of the table's head."""

    rows: list[list[str | Decimal]]
    spans: list[_Span]
    head: int


def _marked(text: str) -> str:
    """A text such that reading it gives it back: where it would be taken for markup, its signs are escaped."""
    return text if resolve_markup(text) == text else escape(text, quote=False).replace("\n", "<br/>")


def _field(project: Project, name: str) -> str | Decimal:
    value = getattr(project, name)
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else _marked(str(value))


def _row(indicator: Indicator, columns: int) -> list[str | Decimal]:
    star = "*" if indicator.required else ""
    texts = [indicator.level1, star + indicator.level2, indicator.name, indicator.target_text, indicator.explanation]
    row: list[str | Decimal] = [_marked(text) for text in texts]
    if columns > len(HEAD):
        row.append("" if indicator.weight is None else indicator.weight)
    if columns > len(HEAD) + 1:
        row.append("是" if indicator.core else "")
    return row


def _runs(rows: Sequence[Sequence[str | Decimal]], first: int, depth: int) -> Iterator[_Span]:
    """Runs of rows that share their first cells up to ``depth``, as merged ranges of the last of these."""
    for _, run in groupby(range(len(rows)), key=lambda number: tuple(rows[number][: depth + 1])):
        numbers = list(run)
        if len(numbers) > 1:
            yield _Span(first + numbers[0], depth, first + numbers[-1], depth)


def _page(project: Project) -> _Page:
    weighted = any(row.weight is not None for row in project.indicators)
    core = any(row.core for row in project.indicators)
    head = [*HEAD, *(["权重"] if weighted or core else []), *(["是否核心指标"] if core else [])]
    width = len(head)
    rows: list[list[str | Decimal]] = [[f"{project.year}年度{TITLE}" if project.year else TITLE, *[""] * (width - 1)]]
    spans = [_Span(0, 0, 0, width - 1)]
    for (left, left_name), (right, right_name) in _PAIRS:
        spans.append(_Span(len(rows), 3, len(rows), width - 1))
        pair = [left, _field(project, left_name), right, _field(project, right_name)]
        rows.append([*pair, *[""] * (width - 4)])
    for label, name in _LONG:
        spans.append(_Span(len(rows), 1, len(rows), width - 1))
        rows.append([label, _field(project, name), *[""] * (width - 2)])
    table = [_row(indicator, width) for indicator in project.indicators]
    first = len(rows) + 1
    spans += [*_runs(table, first, 0), *_runs(table, first, 1)]
    return _Page([*rows, list(head), *table], spans, first - 1)


def _sheet_name(number: int, code: str, used: set[str]) -> str:
    """A sheet's name: the project's code, without the signs that Excel refuses, and different from the others."""
    name = re.sub(r"[\\/*?:\[\]\x00-\x1f']", "", _ILLEGAL.sub("", code)).strip()[:25] or str(number)
    name = name if name.lower() not in used and name.lower() != "history" else f"{name[:20]}-{number}"
    used.add(name.lower())
    return name


def _number_format(value: Decimal) -> str | None:
    """The format of an amount that Excel holds exactly; None for one with more digits."""
    digits = plain(value).replace("-", "").replace(".", "").strip("0")
    if len(plain(value).replace("-", "").replace(".", "")) > 15 or len(digits) > 15:
        return None
    return "#,##0.00" if value == value.quantize(Decimal("0.01")) else "General"


def _fill_sheet(sheet: Worksheet, page: _Page) -> None:
    wrap = Alignment(wrap_text=True, vertical="center")
    for number, row in enumerate(page.rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.alignment = wrap
            number_format = _number_format(value) if isinstance(value, Decimal) else None
            if isinstance(value, Decimal) and number_format is not None:
                cell.value, cell.number_format = value, number_format
            elif value != "":
                text = plain(value) if isinstance(value, Decimal) else value
                cell.value = _LOOKS_ESCAPED.sub("_x005F_", text.replace("\r\n", "\n").replace("\r", "\n"))
                cell.data_type, cell.number_format = "s", "@"  # a text whatever it begins with
                cell.quotePrefix = text.startswith(("=", "+", "-", "@", "'"))
    for span in page.spans:
        sheet.merge_cells(None, span.top + 1, span.left + 1, span.bottom + 1, span.right + 1)
    for letter, width in zip("ABCDEFG", (14, 24, 24, 18, 48, 8, 12), strict=True):
        sheet.column_dimensions[letter].width = width


def write_form_xlsx(projects: Iterable[Project], path: Path) -> None:
    """Writes a workbook with one sheet a project."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    used: set[str] = set()
    for number, project in enumerate(projects, 1):
        sheet = book.create_sheet(_sheet_name(number, project.code, used))
        _fill_sheet(sheet, _page(project))
    if not book.worksheets:
        book.create_sheet("1")
    book.save(path)


def _fill_table(table: Table, page: _Page) -> None:
    cells = [list(row.cells) for row in table.rows]
    covered = {
        (row, column)
        for span in page.spans
        for row in range(span.top, span.bottom + 1)
        for column in range(span.left, span.right + 1)
        if (row, column) != (span.top, span.left)
    }
    for row, values in enumerate(page.rows):
        for column, value in enumerate(values):
            if (row, column) not in covered:
                cells[row][column].text = f"{value:,f}" if isinstance(value, Decimal) else value
    for span in page.spans:
        cells[span.top][span.left].merge(cells[span.bottom][span.right])


def _add_form(document: WordDocument, page: _Page, number: int) -> None:
    if number > 1:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    table = document.add_table(len(page.rows), len(page.rows[0]), style="Table Grid")
    _fill_table(table, page)


def write_form_docx(projects: Iterable[Project], path: Path) -> None:
    """Writes a document with one table a project, each on a page of its own."""
    document = Document()
    for number, project in enumerate(projects, 1):
        _add_form(document, _page(project), number)
    document.save(str(path))
