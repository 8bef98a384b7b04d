"""The amounts of the budget row are written as the form names them, or by their English names, in files and commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.actuals import Spending
from engine.actuals.kinds import AMOUNTS, Budget
from engine.language.findings import Findings
from tests.conftest import Jixiao
from tests.formtext import form, write
from tests.test_actuals import read as read_file

FILE = 'project: "4401"\nbudget:\n{}\n'


def read(tmp_path: Path, *lines: str) -> tuple[Budget | None, Findings]:
    found, findings = read_file(FILE.format("\n".join(f"  {line}" for line in lines)), tmp_path)
    record = found.actuals[0].record if found and found.actuals else None
    return record.budget if isinstance(record, Spending) else None, findings


@pytest.mark.parametrize(("field", "label"), AMOUNTS.items())
def test_each_amount_has_both_names_in_a_file(tmp_path: Path, field: str, label: str) -> None:
    for name in (field, label):
        budget, findings = read(tmp_path, f"{name}: 163.5万元")
        assert (getattr(budget, field), findings) == ("163.5万元", ())


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("财政拨款", "appropriation"),
        ("上年结转", "carried_over"),
        ("调整预算数", "adjusted"),
        ("调整后预算数", "adjusted"),
        ("全年 执行数", "executed"),
    ],
)
def test_other_names_that_forms_have_are_taken(tmp_path: Path, written: str, field: str) -> None:
    budget, findings = read(tmp_path, f"{written}: 90")
    assert (getattr(budget, field), findings) == ("90", ())


@pytest.mark.parametrize(
    ("typed", "meant"), [("全年执行", "全年执行数"), ("年初预算", "年初预算数"), ("其它资金", "其他资金")]
)
def test_the_form_s_own_name_is_proposed(tmp_path: Path, typed: str, meant: str) -> None:
    _, (said,) = read(tmp_path, f"{typed}: 90")
    assert f"是否应为“{meant}”" in said.chinese()


def test_a_fault_is_named_where_it_stands(tmp_path: Path) -> None:
    budget, findings = read(tmp_path, "全年执行数: 90", "全年执行: 80")
    assert budget is None or budget.executed == "90"
    assert [(one.code, one.source and one.source.line) for one in findings] == [("yaml-unknown-key", 4)]


def test_an_amount_that_has_both_names_at_once_is_refused(tmp_path: Path) -> None:
    _, findings = read(tmp_path, "executed: 90", "全年执行数: 80")
    assert [(one.code, one.source and one.source.line) for one in findings] == [("yaml-unknown-key", 4)]


def executed(jixiao: Jixiao) -> Any:
    run = json.loads(jixiao("score", "--format", "json").stdout)
    return run["projects"][0]["funds"]["total"]["executed"]


def test_a_command_takes_both(jixiao: Jixiao, tmp_path: Path) -> None:
    write(tmp_path / "forms.txt", form("4401", "甲项目"))
    jixiao("import", "forms.txt", "--year", "2024")
    by = ("--reason", "决算数", "--by", "李四")
    assert jixiao("correct", "4401", "预算执行", "全年执行数=90", *by).exit_code == 0
    assert jixiao("correct", "4401", "预算执行", "--input", "全年预算数＝100", *by).exit_code == 0
    assert float(executed(jixiao)) == 90
    assert jixiao("correct", "4401", "预算执行", "executed=80", *by).exit_code == 0
    assert float(executed(jixiao)) == 80
    for name in ("财政拨款", "上年结转", "调整后预算数"):
        done = jixiao("correct", "4401", "预算执行", f"{name}=80", *by)
        assert (done.exit_code, done.stderr) == (0, "")
    refused = jixiao("correct", "4401", "预算执行", "实际执行=90", *by)
    assert (refused.exit_code, "全年执行数" in refused.stderr) == (2, True)
