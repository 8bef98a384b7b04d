"""The columns of the table: targets in parts, weights, core indicators."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.formbooks import (
    HEAD,
    HEADER,
    TABLE,
    TITLE,
    Cells,
    book,
    codes,
    read_one,
    targets,
)

N = None


# --- the target in parts


JOINED = [
    (("≥", 90, "%"), "≥90%"),
    (("≥", "90", "%"), "≥90%"),
    (("=", 100, "%"), "=100%"),
    (("＞", "5", "个"), ">5个"),
    (("大于等于", 3, "次"), "≥3次"),
    ((">=", 3, "次"), "≥3次"),
    (("≥", "≥90%", "%"), "≥90%"),
    (("≤", "2000", "万条"), "≤2000万条"),
    (("", 12, "个月"), "12个月"),
    (("定量", 12, "个月"), "12个月"),
    (("定性", "制度健全", "无"), "制度健全"),
    (("定性", "优良", "级别"), "优良"),
    (("=", "不适用", "/"), "不适用"),
    (("不适用", N, N), "不适用"),
    (("≥", N, "%"), ""),
    (("≤", "≥5", "个"), "≤≥5个"),
]


@pytest.mark.parametrize(("parts", "text"), JOINED)
def test_sign_value_and_unit_are_one_target(parts: Cells, text: str, tmp_path: Path) -> None:
    head = (*HEAD[:3], "指标性质", "指标值", "度量单位", "指标解释")
    rows = [TITLE, *HEADER, head, *[(*row[:3], *parts, row[4]) for row in TABLE]]
    project, findings = read_one(book(tmp_path / "a.xlsx", rows))
    assert targets(project) == [text] * 5
    assert set(codes(findings)) <= {"target-joined"}
    assert ("target-joined" in codes(findings)) == (text not in (str(parts[1]), "不适用", ""))


def test_parts_under_a_common_head_are_one_target(tmp_path: Path) -> None:
    two_rows = [(*HEAD[:4], N, N, HEAD[4]), (N, N, N, "指标性质", "指标值", "度量单位", N)]
    one_row = [(*HEAD[:4], N, N, HEAD[4])]
    body = [(*row[:3], "≥", 90, "%", row[4]) for row in TABLE]
    heads = ["A9:A10", "B9:B10", "C9:C10", "D9:F9", "G9:G10"]
    for number, (head, merges) in enumerate([(two_rows, heads), (two_rows, []), (one_row, ["D9:F9"]), (one_row, [])]):
        project, findings = read_one(book(tmp_path / f"{number}.xlsx", [TITLE, *HEADER, *head, *body], merges))
        assert targets(project) == ["≥90%"] * 5
        assert [row.explanation for row in project.indicators] == [row[4] for row in TABLE]
        assert codes(findings) == ["target-joined"]


@pytest.mark.parametrize("stated", ["正向", "反向指标", "逆 向"])
def test_a_column_of_directions_is_no_part_of_the_target(tmp_path: Path, stated: str) -> None:
    head = (*HEAD[:3], "指标方向", "指标值", "度量单位")
    rows = [TITLE, *HEADER, head, *[(*row[:3], stated, 90, "%") for row in TABLE]]
    project, findings = read_one(book(tmp_path / "a.xlsx", rows))
    assert targets(project) == ["90%"] * 5
    assert {row.nature for row in project.indicators} == {stated.replace(" ", "")}
    assert codes(findings, "warning") == []


def test_a_nature_that_is_no_sign_is_said_and_kept(tmp_path: Path) -> None:
    head = (*HEAD[:3], "指标性质", "指标值", "度量单位")
    rows = [TITLE, *HEADER, head, *[(*row[:3], "参考", 90, "%") for row in TABLE]]
    project, findings = read_one(book(tmp_path / "a.xlsx", rows))
    assert targets(project) == ["参考90%"] * 5
    assert codes(findings, "warning") == ["target-nature-unknown"]


# --- weights


def weighted(weights: Cells) -> list[Cells]:
    return [
        TITLE,
        *HEADER,
        (*HEAD, "权重（分）"),
        *[(*row, weight) for row, weight in zip(TABLE, weights, strict=True)],
    ]


@pytest.mark.parametrize(
    ("weights", "points"),
    [
        ((40, 10, 0, 30, 20), ("40", "10", "0", "30", "20")),
        (("40", "10.5分", "", "30％", "20 "), ("40", "10.5", N, "30", "20")),
        ((40, 10, "/", "不适用", "—"), ("40", "10", N, N, N)),
    ],
)
def test_weights_are_points_of_a_hundred(weights: Cells, points: Sequence[str | None], tmp_path: Path) -> None:
    project, findings = read_one(book(tmp_path / "a.xlsx", weighted(weights)))
    assert [row.weight for row in project.indicators] == [point and Decimal(point) for point in points]
    assert not findings


def test_weights_shown_as_percentages_are_points(tmp_path: Path) -> None:
    def percent(sheet: Any) -> None:
        for row in range(10, 15):
            sheet[f"F{row}"].number_format = "0%"

    project, _ = read_one(book(tmp_path / "a.xlsx", weighted((0.4, 0.1, 0.2, 0.1, 0.2)), change=percent))
    assert [row.weight for row in project.indicators] == [40, 10, 20, 10, 20]


def test_a_weight_that_is_none_and_one_for_several_rows_are_said_and_not_used(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", weighted((50, N, "待定", "101", 20)), ["F10:F11"])
    project, findings = read_one(path)
    assert [row.weight for row in project.indicators] == [N, N, N, N, Decimal(20)]
    assert [(one.code, one.source and one.source.cell) for one in findings] == [
        ("weight-shared", "F10"),
        ("weight-unreadable", "F12"),
        ("weight-unreadable", "F13"),
        ("weight-lacking", "F10"),
        ("weight-lacking", "F10"),
    ]


@pytest.mark.parametrize("lacking", [N, 0, "0分"])
def test_a_row_without_a_weight_beside_others_with_one_is_said(lacking: object, tmp_path: Path) -> None:
    _, findings = read_one(book(tmp_path / "a.xlsx", weighted((40, lacking, 20, 10, 20))))
    assert [(one.code, one.source and one.source.cell) for one in findings] == [("weight-lacking", "F11")]


def test_the_weights_of_levels_are_not_those_of_rows(tmp_path: Path) -> None:
    head = ("一级指标", "权重", "二级指标", "三级指标", "指标值", "分值")
    rows = [TITLE, *HEADER, head, *[(row[0], 50, *row[1:4], 7) for row in TABLE]]
    project, findings = read_one(book(tmp_path / "a.xlsx", rows))
    assert {row.weight for row in project.indicators} == {Decimal(7)}
    assert codes(findings) == ["column-unread"]


def test_core_indicators_are_marked(tmp_path: Path) -> None:
    marks = ("是", "否", "", "√", "也许")
    rows = [TITLE, *HEADER, (*HEAD, "是否核心指标"), *[(*row, mark) for row, mark in zip(TABLE, marks, strict=True)]]
    project, findings = read_one(book(tmp_path / "a.xlsx", rows))
    assert [row.core for row in project.indicators] == [True, False, False, True, False]
    assert [(one.code, one.values["text"]) for one in findings] == [("field-unreadable", "也许")]
