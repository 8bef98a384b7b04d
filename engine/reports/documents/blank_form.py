"""A declaration that nobody has filled in yet, as cells: Word and Excel draw the same form, and ``jixiao import`` reads it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

FILE = "空白申报表"
WIDTHS = (14, 18, 26, 18, 36, 10)
"""Of the columns, in signs of half width."""

_HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值", "指标解释（含计算公式）", "分值")
_PAIRS = (
    ("项目编号", "项目名称"),
    ("申请单位", "一级预算单位"),
    ("预算年度", "实施期限（年）"),
    ("是否新增项目", "项目类型"),
    ("项目总金额（元）", "本年度项目金额（元）"),
)
_LONG = ("政策依据", "测算依据", "年度目标", "长期目标")
_LEVELS = (
    *[("产出指标", name) for name in ("数量指标", "数量指标", "质量指标", "质量指标", "时效指标", "成本指标")],
    *[("效益指标", name) for name in ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")],
    ("满意度指标", "服务对象满意度指标"),
)
_FOOT = ("填报人", "联系电话", "填报日期")


class Kind(StrEnum):
    """What a cell is, which decides its look."""

    TITLE = "title"
    LABEL = "label"
    BLANK = "blank"
    FOOT = "foot"


class FormCell(NamedTuple):
    """A cell at (row, column), both from 0, over so many rows and columns."""

    row: int
    column: int
    text: str
    kind: Kind
    down: int = 1
    across: int = 1


def blank_form(year: int | None = None) -> tuple[FormCell, ...]:
    """All cells of the form, row by row; the ``year`` it is for stands in it already where it is known."""
    head = 1 + len(_PAIRS) + len(_LONG)
    title = FormCell(0, 0, "项目支出绩效目标申报表", Kind.TITLE, across=len(WIDTHS))
    foot = _foot(head + 1 + len(_LEVELS))
    return (title, *_fields("" if year is None else str(year)), *_table(head), *foot)


def _fields(year: str) -> Iterator[FormCell]:
    for row, (left, right) in enumerate(_PAIRS, 1):
        yield FormCell(row, 0, left, Kind.LABEL)
        yield FormCell(row, 1, year if left == "预算年度" else "", Kind.BLANK, across=2)
        yield FormCell(row, 3, right, Kind.LABEL)
        yield FormCell(row, 4, "", Kind.BLANK, across=2)
    for row, label in enumerate(_LONG, 1 + len(_PAIRS)):
        yield FormCell(row, 0, label, Kind.LABEL)
        yield FormCell(row, 1, "", Kind.BLANK, across=len(WIDTHS) - 1)


def _table(head: int) -> Iterator[FormCell]:
    """The rows of the indicators, with the levels that the national method names."""
    yield from (FormCell(head, column, text, Kind.LABEL) for column, text in enumerate(_HEAD))
    row = head + 1
    for level1, below in groupby(_LEVELS, key=lambda levels: levels[0]):
        names = [level2 for _, level2 in below]
        yield FormCell(row, 0, level1, Kind.LABEL, down=len(names))
        for number, name in enumerate(names, row):
            yield FormCell(number, 1, name, Kind.LABEL)
            yield from (FormCell(number, column, "", Kind.BLANK) for column in range(2, len(WIDTHS)))
        row += len(names)


def _foot(row: int) -> Iterator[FormCell]:
    for number, label in enumerate(_FOOT):
        yield FormCell(row, 2 * number, f"{label}：", Kind.FOOT)
        yield FormCell(row, 2 * number + 1, "", Kind.FOOT)
