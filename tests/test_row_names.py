"""Rows are shown and named by their names; by their codes only where a name does not tell which row is meant."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from engine.terms import row_names
from tests.conftest import Jixiao
from tests.formtext import form, write

TWICE = (
    "产出指标\t*数量指标\t验收\t≥2次\t验收次数",
    "产出指标\t*质量指标\t验 收：\t≥90%\t验收合格率",
    "产出指标\t*质量指标\t-5℃以下运行率\t≥90%\t运行率",
    "产出指标\t*质量指标\t甲级 “A 类”报告\t≥3份\t报告",
    "效益指标\t经济效益指标\t不适用\t不适用\t不适用",
    "满意度指标\t*服务对象满意度指标\t服务满意度\t≥90%\t满意度",
)


@pytest.fixture
def twice(jixiao: Jixiao, tmp_path: Path) -> Jixiao:
    """A project of which two rows bear one name."""
    write(tmp_path / "forms.txt", form(rows=TWICE))
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    assert jixiao("score").exit_code == 0
    return jixiao


@pytest.mark.parametrize(
    ("code", "name", "shown", "typed"),
    [
        ("01", "验收", "[01] 验收", "01"),
        ("02", "验 收：", "[02] 验 收：", "02"),
        ("03", "服务满意度", "服务满意度", "服务满意度"),
        ("04", "不适用", "[04] 不适用", "04"),
        ("05", "-5℃以下运行率", "-5℃以下运行率", "05"),
        ("06", "2024", "2024", "06"),
        ("预算执行", "预算执行率", "预算执行率", "预算执行"),
    ],
)
def test_a_name_does_where_it_tells_the_row(code: str, name: str, shown: str, typed: str) -> None:
    rows = [("01", "验收"), ("02", "验 收："), ("03", "服务满意度"), ("04", "不适用"), ("03", "服务满意度")]
    names = row_names(rows)
    assert (names.shown(code, name), names.typed(code, name)) == (shown, typed)


def test_a_row_that_has_another_code_on_another_form_bears_its_name_alone() -> None:
    old, new = [("01", "验收"), ("02", "满意度")], [("01", "满意度")]
    assert row_names(old, new).shown("01", "满意度") == "满意度"
    assert row_names([*old, ("03", "满意度")], new).shown("01", "满意度") == "[01] 满意度"


@pytest.mark.parametrize(
    "command", [("explain", "latest", "4401"), ("read", "forms.txt"), ("readings", "--all"), ("todo",)], ids=" ".join
)
def test_lists_of_rows_have_codes_only_for_the_name_that_two_bear(twice: Jixiao, command: tuple[str, ...]) -> None:
    lines = [line.strip() for line in twice(*command).stdout.splitlines()]
    marked = {line[:4] for line in lines if line.startswith("[")}
    assert marked == {"[01]", "[02]"}
    assert any(line.startswith(("服务满意度", "服务对象满意度指标 服务满意度")) for line in lines), lines


def test_every_command_that_is_proposed_finds_its_row(twice: Jixiao) -> None:
    left = json.loads(twice("todo", "--format", "json").stdout)["left"]
    found = {}
    for one in (one for one in left if one["matter"] == "missing" and one["code"].isdigit()):
        words = shlex.split(one["commands"][0])
        found[one["code"]] = words[3]
        answer = json.loads(
            twice(*[{"VALUE": "1", "WHY": "补"}.get(word, word) for word in words[1:]], "--format", "json").stdout
        )
        assert answer["code"] == one["code"], words
    assert found == {"01": "01", "02": "02", "03": "03", "04": "甲级 “A 类”报告", "06": "服务满意度"}


def test_what_was_done_is_told_by_the_name_of_its_row(twice: Jixiao) -> None:
    why = ("--reason", "核实", "--by", "张三")
    assert twice("correct", "4401", "服务满意度", "95%", *why).stdout.startswith("甲项目 of 2024 服务满意度: ")
    assert twice("correct", "4401", "02", "95%", *why).stdout.startswith("甲项目 of 2024 [02] 验收: ")
    twice("score")
    changed = twice("diff", "2024-1", "2024-2").stdout
    assert "  服务满意度: " in changed
    assert "  [02] 验收: " in changed
