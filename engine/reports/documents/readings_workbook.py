"""How every target was understood as an Excel workbook: one sheet, the least sure first, to be checked and handed round."""

from __future__ import annotations

from collections.abc import Sequence

from engine.language.rendering import chinese
from engine.measures.checklist import ReadRow, Standing
from engine.reports.documents.sheets import CENTRE, HEAD, PLAIN, TEXT, TITLE, Book, Look
from engine.targets import TargetKind

NAME = "指标值理解核对表"
COLUMNS = {
    "状态": 8,
    "项目编码": 22,
    "项目名称": 24,
    "序号": 6,
    "二级指标": 12,
    "三级指标": 22,
    "指标值": 16,
    "方向": 12,
    "依据": 18,
    "理解为": 16,
    "单位": 8,
    "完成时限": 14,
    "计算公式": 28,
    "填报要求": 36,
    "需核对": 44,
    "确认方式": 40,
}
_FILLS = {Standing.OPEN: "#F4B6B6", Standing.DOUBTFUL: "#FCE8C5", Standing.LIKELY: "#FFFBE0"}
_CENTRED = ("状态", "序号")


def readings_workbook(rows: Sequence[tuple[ReadRow, str]], counted: str) -> bytes:
    """The rows, each with the command that settles it, as the bytes of an ``.xlsx``; ``counted`` says how many there are."""
    book = Book(NAME)
    sheet = book.sheet(NAME, tuple(map(float, COLUMNS.values())))
    sheet.put(0, 0, NAME, TITLE, across=len(COLUMNS))
    sheet.worksheet.set_row(0, 32)
    sheet.put(1, 0, counted, PLAIN, across=len(COLUMNS))
    sheet.line(2, tuple(COLUMNS), [HEAD] * len(COLUMNS))
    for number, (row, command) in enumerate(rows, 3):
        sheet.line(number, _cells(row, command), _looks(row))
    sheet.worksheet.freeze_panes(3, 0)
    sheet.worksheet.repeat_rows(2)
    sheet.worksheet.autofilter(2, 0, 2 + len(rows), len(COLUMNS) - 1)
    return book.close()


def _looks(row: ReadRow) -> list[Look]:
    looks = [CENTRE if name in _CENTRED else TEXT for name in COLUMNS]
    return [looks[0]._replace(fill=_FILLS.get(row.standing, "")), *looks[1:]]


def _cells(row: ReadRow, command: str) -> tuple[str, ...]:
    one = row.indicator
    return (
        chinese(row.standing_words),
        row.project,
        row.project_name,
        one.code,
        one.level2,
        one.name,
        one.target_text,
        chinese(row.way),
        chinese(row.evidence),
        row.figure,
        row.unit,
        chinese(row.deadline) or (row.figure if row.reading.target.kind is TargetKind.DEADLINE else ""),
        row.formula,
        chinese(row.reading.measure.description),
        "\n".join(remark.chinese() for remark in row.remarks),
        command,
    )
