"""The summary of a recheck as one workbook: projects, what is wrong, what a reviewer would note, what stayed open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from engine.language.rendering import chinese
from engine.quantity import Ratio, plain
from engine.recheck.chinese import kind, location_text, method, sentence
from engine.recheck.fault import Fault, Open, ProjectResult, Report
from engine.reports.documents.sheets import HEAD, NUMBER, TEXT, Book, Look, Sheet
from engine.reports.figures import Figure, count

ALARM = Look(align="right", fill="#FCE4E4", bold=True)
_PROJECTS = (
    ("文件", 34),
    ("项目编码", 22),
    ("项目名称", 34),
    ("实施单位", 22),
    ("主管部门", 22),
    ("年度", 8),
    ("适用规则", 14),
    ("依据", 30),
    ("指标数", 8),
    ("相符", 8),
    ("不符", 8),
    ("待判断", 8),
    ("错误", 8),
    ("提示", 8),
    ("预算执行率", 12),
    ("自评总分", 10),
    ("复核总分", 10),
    ("相差", 8),
    ("自评等级", 10),
    ("复核等级", 10),
)
_FAULTS = (
    ("文件", 30),
    ("位置", 16),
    ("项目", 30),
    ("指标", 26),
    ("类别", 20),
    ("自评", 14),
    ("应为", 14),
    ("规则", 26),
    ("说明", 80),
    ("代码", 18),
)
_OPEN = (("文件", 30), ("位置", 16), ("项目", 30), ("指标", 26), ("类别", 20), ("自评", 14), ("说明", 80), ("代码", 18))


def summary_workbook(report: Report) -> bytes:
    """The bytes of the summary: four sheets, the same for the same report."""
    book = Book("绩效自评复核汇总")
    _projects(_sheet(book, "汇总", _PROJECTS), report.projects)
    wrong = [fault for fault in report.faults if fault.is_wrong]
    notes = [fault for fault in report.faults if not fault.is_wrong]
    _rows(_sheet(book, "错误", _FAULTS), map(_fault, wrong))
    _rows(_sheet(book, "提示", _FAULTS), map(_fault, notes))
    _rows(_sheet(book, "无法判断", _OPEN), map(_open, report.undecided))
    return book.close()


def _sheet(book: Book, name: str, columns: Sequence[tuple[str, int]]) -> Sheet:
    sheet = book.sheet(name, tuple(float(width) for _, width in columns))
    for column, (head, _) in enumerate(columns):
        sheet.put(0, column, head, HEAD)
    sheet.worksheet.freeze_panes(1, 0)
    sheet.worksheet.autofilter(0, 0, 0, len(columns) - 1)
    return sheet


def _figure(value: Decimal | None) -> Figure:
    return Figure("—") if value is None else Figure(plain(value), value)


def _figures(span: tuple[Decimal, Decimal] | None) -> Figure:
    """A number, or the least and the most of it."""
    if span is None or span[0] == span[1]:
        return _figure(None if span is None else span[0])
    return Figure(" ～ ".join(map(plain, span)))


def _projects(sheet: Sheet, projects: Iterable[ProjectResult]) -> None:
    for row, one in enumerate(projects, start=1):
        texts = (one.file, one.code, one.name, one.unit, one.department)
        for column, text in enumerate(texts):
            sheet.put(row, column, text or "—", TEXT)
        why = chinese(one.ruleset_why)
        sheet.height(row, {(column, 1): text or "" for column, text in enumerate((*texts, "", "", why))})
        sheet.put(row, 5, count(one.year) if one.year else Figure("—"), NUMBER)
        sheet.put(row, 6, one.ruleset, TEXT)
        sheet.put(row, 7, why, TEXT)
        counts = (one.rows, one.right, one.wrong, one.undecided, one.faults, one.notes)
        for column, number in enumerate(counts, start=8):
            sheet.put(row, column, count(number), ALARM if column in (10, 12) and number else NUMBER)
        _sums(sheet, row, one)


def _sums(sheet: Sheet, row: int, one: ProjectResult) -> None:
    rate = (
        Figure("—")
        if one.execution_rate is None
        else Figure(Ratio.of(one.execution_rate).percent(), one.execution_rate)
    )
    stated, total = one.stated_total, one.recomputed_range
    apart = None if stated is None or total is None else (total[0] - stated, total[1] - stated)
    sheet.put(row, 14, rate, NUMBER)
    sheet.put(row, 15, _figure(stated), NUMBER)
    sheet.put(row, 16, _figures(total), NUMBER)
    sheet.put(row, 17, _figures(apart), ALARM if apart and not apart[0] <= 0 <= apart[1] else NUMBER)
    sheet.put(row, 18, one.stated_grade or "—", TEXT)
    both = {one.stated_grade, one.recomputed_grade} - {None}
    sheet.put(row, 19, one.recomputed_grade or "—", ALARM if len(both) == 2 else TEXT)


def _fault(one: Fault) -> tuple[str, ...]:
    stated, right = one.stated or "", one.recomputed or ""
    return (
        one.file,
        location_text(one.source),
        one.project or "",
        one.indicator or "",
        kind(one.code),
        stated,
        right,
        method(one.rule or ""),
        sentence(one.finding),
        one.code,
    )


def _open(one: Open) -> tuple[str, ...]:
    return (
        one.file,
        location_text(one.source),
        one.project or "",
        one.indicator or "",
        kind(one.code),
        one.stated or "",
        sentence(one.finding),
        one.code,
    )


def _rows(sheet: Sheet, rows: Iterable[tuple[str, ...]]) -> None:
    for row, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts):
            sheet.put(row, column, text, TEXT)
        sheet.height(row, {(column, 1): text for column, text in enumerate(texts)})
