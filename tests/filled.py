"""Filled-in self-evaluation tables as other places lay them out: as text, workbook and document, from one grid.

A grid is rows of cells; ``^`` goes on from the cell above, ``<`` from the cell at the left (merged cells).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from docx import Document
from openpyxl import Workbook

Grid = Sequence[Sequence[str]]

HEAD = [
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
]


def official(
    rows: Sequence[Sequence[str]],
    *,
    name: str = "农村饮水安全维修养护",
    funds: Sequence[str] = ("200", "200", "200", "10", "100%", "10"),
    total: str | None = "100",
    grade: str = "",
) -> list[list[str]]:
    """The official layout with its side column; a row is level 1, level 2, name, target, actual, points, score, reason."""
    grid = [
        ["项目支出绩效自评表", *"<<<<<<<<"],
        ["（2022年度）", *"<<<<<<<<"],
        ["项目名称", name, *"<<<<<<<"],
        ["主管部门", "县水利局", "<", "<", "实施单位", "水利站", *"<<<"],
        [
            "项目资金（万元）",
            "",
            "<",
            "年初预算数",
            "全年预算数（A）",
            "全年执行数（B）",
            "分值",
            "执行率（B/A）",
            "得分",
        ],
        ["^", "年度资金总额", "<", *funds],
        ["^", "其中：当年财政拨款", "<", *funds[:3], "—", "", "—"],
        ["^", "上年结转资金", "<", "", "", "", "—", "", "—"],
        ["年度总体目标", "预期目标", "<", "<", "<", "实际完成情况", *"<<<"],
        ["^", "完成工程维修养护。", "<", "<", "<", "全部完成。", *"<<<"],
        HEAD,
    ]
    above = ["", ""]
    for row in rows:
        level1, level2 = ("^" if row[0] == above[0] else row[0]), ("^" if row[:2] == above else row[1])
        above = list(row[:2])
        grid.append(["^", level1, level2, *row[2:], *[""] * (8 - len(row))])
    if total is not None:
        grid.append(["总分", *"<<<<<", "100", total, grade and f"等级：{grade}"])
    return grid


def as_text(grid: Grid) -> str:
    """The grid as Word copies it: a merged cell's repetition is empty."""
    return "\n".join("\t".join("" if cell in ("^", "<") else cell.replace("\n", "") for cell in row) for row in grid)


def spans(grid: Grid) -> Iterator[tuple[int, int, int, int, str]]:
    """Each cell: top, left, bottom, right, text."""
    for top, row in enumerate(grid):
        for left, text in enumerate(row):
            if text in ("^", "<"):
                continue
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            while bottom + 1 < len(grid) and left < len(grid[bottom + 1]) and grid[bottom + 1][left] == "^":
                bottom += 1
            yield top, left, bottom, right, text


def fill_sheet(book: Workbook, grid: Grid, title: str) -> None:
    """A sheet with the grid, its merged cells merged."""
    sheet = book.create_sheet(title)
    for top, left, bottom, right, text in spans(grid):
        cell = sheet.cell(top + 1, left + 1)
        cell.value = text or None
        if text:
            cell.data_type = "s"  # a sign at the beginning makes no formula
        if (bottom, right) != (top, left):
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)


def write_workbook(path: Path, *grids: Grid) -> Path:
    """A workbook with one sheet a grid."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    for number, grid in enumerate(grids, 1):
        fill_sheet(book, grid, f"自评表{number}")
    book.save(path)
    return path


def write_document(path: Path, *grids: Grid) -> Path:
    """A Word document with one table a grid; title and year, where they lead, are paragraphs above it."""
    document = Document()
    for grid in grids:
        rows = list(grid)
        while rows and set(rows[0][1:]) <= {"<"}:
            document.add_paragraph(rows.pop(0)[0])
        table = document.add_table(len(rows), max(len(row) for row in rows))
        for top, left, bottom, right, text in spans(rows):
            cell = table.cell(top, left)
            if (bottom, right) != (top, left):
                cell = cell.merge(table.cell(bottom, right))
            cell.text = text
    document.save(str(path))
    return path


def write_csv(path: Path, *grids: Grid) -> Path:
    """A CSV file with the grids one after another; a merged cell's repetition is empty."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        for grid in grids:
            csv.writer(file).writerows(["" if cell in ("^", "<") else cell for cell in row] for row in grid)
    return path


def write_text(path: Path, *grids: Grid) -> Path:
    """A text file with the grids one after another."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n\n".join(map(as_text, grids)), encoding="utf-8")
    return path
