"""One table of labels and heads: what a declaration knows by a name, a filled-in table knows too, and the other way."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from engine.forms import read_forms
from engine.forms.columns import read_head
from engine.forms.layouts import CELL_LABELS, FILLED_LABELS, HEADS, IN_FILLED, SECOND_HEADS, TABLE_FIELDS
from engine.forms.words import filled_values_in
from engine.recheck.layout import INDICATORS
from engine.recheck.model import FilledTable
from engine.recheck.sources import read_file, read_rows
from engine.terms import Project
from tests.filled import write_csv, write_text, write_workbook

ROW = ["产出指标", "数量指标", "报告数量"]
LABELS = [name for name, field in CELL_LABELS.items() if field in TABLE_FIELDS]
AMOUNTS = [name for name, field in CELL_LABELS.items() if "amount" in field]
TARGETS = [head for head, role in HEADS.items() if role == "target"]


def declared(folder: Path, *labelled: list[str], target: str = "指标值") -> Project:
    fields = {CELL_LABELS.get(label) for label, _ in labelled}
    also = [[label, "1"] for label in ("项目编号", "项目名称") if CELL_LABELS[label] not in fields]
    head = ["一级指标", "二级指标", "三级指标", target, "指标解释"]
    path = write_workbook(folder / "a.xlsx", [*also, *labelled, head, [*ROW, "≥2份", "反映报告数量"]])
    (project,), _ = read_forms([str(path)])
    return project


def filled(folder: Path, *header: list[str], target: str = "指标值") -> FilledTable:
    head = ["一级指标", "二级指标", "三级指标", target, "实际完成值", "分值", "得分"]
    path = write_csv(folder / "a.csv", [*header, head, [*ROW, "≥2份", "2份", "10", "10"]])
    ((table,), *_) = read_file(path)
    return table


@pytest.mark.parametrize("label", LABELS)
def test_a_label_of_a_project_is_known_in_both_uses(label: str, tmp_path: Path) -> None:
    field = CELL_LABELS[label]
    project = declared(tmp_path, [label, "甲"])
    assert getattr(project, field) == getattr(filled(tmp_path, [label, "甲"]), field) == "甲"
    assert list(filled_values_in(f"{label}（盖章）： 甲")) == [(field, "甲")]


@pytest.mark.parametrize("label", FILLED_LABELS)
def test_who_filled_in_a_table_is_its_unit_and_nobody_in_a_declaration(label: str, tmp_path: Path) -> None:
    project = declared(tmp_path, [label, "甲"])
    assert (project.unit, filled(tmp_path, [label, "甲"]).unit) == ("", "甲")


@pytest.mark.parametrize("head", TARGETS)
def test_a_head_of_the_target_is_known_in_both_uses(head: str, tmp_path: Path) -> None:
    (declared_row,) = declared(tmp_path, target=head).indicators
    (filled_row,) = filled(tmp_path, target=head).rows
    assert declared_row.target_text == filled_row.target.text == "≥2份"


@pytest.mark.parametrize(("head", "role"), HEADS.items())
def test_every_head_of_a_declaration_means_the_same_in_a_filled_in_table(head: str, role: str, tmp_path: Path) -> None:
    of = {"level1": 0, "level2": 1, "name": 2, "target": 3, "weight": 5}
    heads = ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分", "备注"]
    heads[of.get(role, -1)] = head
    rows, _ = read_rows(write_csv(tmp_path / "a.csv", [heads, list("abcdefgh")]))
    columns = read_head(rows[0], INDICATORS)
    assert columns is not None
    cells = {known: [cell.text for cell in found] for known, found in columns.by_role(rows[1]).items()}
    wanted = IN_FILLED.get(role, role)
    assert wanted is None or cells[wanted] == ["abcdefgh"[of.get(role, -1)]]
    assert wanted is not None or ["h"] not in cells.values()


@pytest.mark.parametrize("label", AMOUNTS)
@pytest.mark.parametrize("written", ["{}（万元）", "2. {} ( 万元 )："])
def test_every_label_of_an_amount_is_read_with_its_unit(label: str, written: str, tmp_path: Path) -> None:
    project = declared(tmp_path, [written.format(" ".join(label)), "12.5"])
    assert Decimal(125_000) in (project.total_amount, project.year_amount)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("项目名称：路灯改造项目 实施单位：住建局", ["路灯改造项目", "住建局"]),
        ("项目名称：路灯项目主管部门：住建局", ["路灯项目", "住建局"]),
        ("项目主管部门：住建局 申请单位（盖章）：养护站", ["住建局", "养护站"]),
        ("一级预算单位：住建局项目编码：01", ["住建局", "01"]),
        ("项目名称：路灯 联系人：张三", ["路灯"]),
        ("2022年度 项目名称:路灯填报单位:住建局", ["路灯", "住建局"]),
        ("项目（政策）名称：路灯项目（政策）支出名称：桥", ["路灯", "桥"]),
        ("实施单位：", []),
        ("完成情况：已完成", []),
    ],
)
def test_labels_in_one_cell_are_told_apart(text: str, values: list[str]) -> None:
    assert [value for _, value in filled_values_in(text)] == values


def test_a_table_as_text_names_its_project_and_unit(tmp_path: Path) -> None:
    grid = [
        ["申请单位：养护站 项目主管部门：县交通局"],
        ["一级指标", "三级指标", "全年指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "报告数量", "≥2份", "2份", "10", "10"],
    ]
    ((table,), *_) = read_file(write_text(tmp_path / "a.txt", grid))
    assert (table.unit, table.department, table.rows[0].target.text) == ("养护站", "县交通局", "≥2份")


def test_the_table_names_only_roles_that_are_read() -> None:
    filled_roles = {IN_FILLED.get(role, role) for role in HEADS.values()}
    assert filled_roles <= {None, "criteria", "weight", *SECOND_HEADS}


def test_a_new_name_in_the_table_is_known_in_both_uses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HEADS, "应达水平", "target")
    monkeypatch.setitem(CELL_LABELS, "牵头局", "department")
    project = declared(tmp_path, ["牵头局", "甲"], target="应达水平")
    table = filled(tmp_path, ["牵头局", "甲"], target="应达水平")
    assert (project.department, project.indicators[0].target_text) == ("甲", "≥2份")
    assert (table.department, table.rows[0].target.text) == ("甲", "≥2份")
