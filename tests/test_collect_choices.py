"""What a workbook offers to choose from, in which units it asks, and what of it is watched when it is read back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from engine.workbooks import layout
from tests.builders import ROOT
from tests.collected import columns, fill_in, line_of, sheet_of
from tests.conftest import Jixiao
from tests.formtext import form, write

ROWS = (
    "效益指标\t*社会效益指标\t群众认可程度\t有所提升\t反映认可",
    "产出指标\t*成本指标\t节约金额\t≥5万元\t节约金额=预算金额-实际支出金额",
    "产出指标\t*成本指标\t资金支付率\t≥95%\t资金支付率=实际支付金额/应支付金额*100%",
    "产出指标\t*质量指标\t合格率\t≥95%\t反映质量",
)


@pytest.fixture
def collected(jixiao: Jixiao, tmp_path: Path) -> Path:
    write(tmp_path / "forms.txt", form(rows=ROWS))
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    return made(jixiao, tmp_path)


def made(jixiao: Jixiao, tmp_path: Path) -> Path:
    """The workbook as it is made now."""
    shutil.rmtree(tmp_path / "填报", ignore_errors=True)
    assert jixiao("collect", "--out", "填报").exit_code == 0
    (file,) = (tmp_path / "填报").glob("*.xlsx")
    return file


def listed(file: Path, code: str, head: str) -> list[str]:
    """The list to choose from of a cell."""
    sheet = sheet_of(load_workbook(file))
    cell = sheet.cell(line_of(sheet, code), columns(sheet)[head]).coordinate
    (found,) = (one for one in sheet.data_validations.dataValidation if cell in one.sqref)
    return str(found.formula1).strip('"').split(",")


TIERS = {
    "mof-2020-10": ["达成：得 80%–100%，未写完成比例按 100% 计", "部分达成：得 60%–80%，未写完成比例按 70% 计"],
    "hubei-2020": ["达成：得 80%–100%，未写完成比例按 100% 计", "部分达成：得 50%–80%，未写完成比例按 65% 计"],
}


@pytest.mark.usefixtures("collected")
@pytest.mark.parametrize("ruleset", TIERS)
def test_tiers_are_those_of_the_rules_in_use_each_with_what_it_gives(
    jixiao: Jixiao, tmp_path: Path, ruleset: str
) -> None:
    assert jixiao("score", "--ruleset", ruleset).exit_code == 0
    assert listed(made(jixiao, tmp_path), "01", "填报值1")[:2] == TIERS[ruleset]


@pytest.mark.usefixtures("collected")
def test_tiers_of_rules_of_ones_own(jixiao: Jixiao, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rulesets" / "mof-2020-10", tmp_path / "own")
    text = (tmp_path / "own" / "ruleset.yaml").read_text(encoding="utf-8")
    write(tmp_path / "own" / "ruleset.yaml", text.replace("words: [达成, ", "words: [明显, "))
    assert jixiao("score", "--ruleset", "own").exit_code == 0
    file = made(jixiao, tmp_path)
    assert listed(file, "01", "填报值1")[0] == "明显：得 80%–100%，未写完成比例按 100% 计"
    fill_in(file, {("01", "填报值1"): listed(file, "01", "填报值1")[0]})
    assert "collect-choice" not in jixiao("record", "填报", "--by", "张三").stderr
    assert jixiao("history", "4401", "01").stdout.count("明显  (") == 1


# what is chosen or typed beside 群众认可程度, and the share beside it -> what is recorded
CHOSEN: dict[str, tuple[dict[str, object], str]] = {
    "a choice": ({"填报值1": TIERS["mof-2020-10"][1]}, "部分达成"),
    "its word alone": ({"填报值1": " 部分达成 "}, "部分达成"),
    "a choice and its share": ({"填报值1": TIERS["mof-2020-10"][1], "填报值2": 0.75}, "部分达成 75%"),
    "a share of one's own stays": ({"填报值1": "部分达成：75%"}, "部分达成：75%"),
}


@pytest.mark.parametrize(("cells", "kept"), CHOSEN.values(), ids=CHOSEN)
def test_a_tier_that_is_chosen_is_recorded_as_its_word(
    jixiao: Jixiao, collected: Path, cells: dict[str, object], kept: str
) -> None:
    fill_in(collected, {("01", head): value for head, value in cells.items()})
    jixiao("record", "填报", "--by", "张三")
    assert f": {kept}  (" in jixiao("history", "4401", "01").stdout


# what is typed beside ≥5万元 as the budget and what was spent -> what is recorded, the outcome
INPUTS: dict[str, tuple[tuple[object, object], str, str]] = {
    "in the unit of the target": ((100, 94), "预算金额=100万元, 实际支出金额=94万元", "met"),
    "each in its own": ((100, "940000元"), "预算金额=100万元, 实际支出金额=940000元", "met"),
    "元 where 万元 are asked": ((1000000, 940000), "预算金额=1000000万元, 实际支出金额=940000万元", "open"),
}


@pytest.mark.parametrize(("amounts", "kept", "outcome"), INPUTS.values(), ids=INPUTS)
def test_inputs_are_asked_in_the_unit_of_the_target(
    jixiao: Jixiao, collected: Path, amounts: tuple[object, object], kept: str, outcome: str
) -> None:
    fill_in(collected, {("02", f"填报值{number}"): one for number, one in enumerate(amounts, 1)})
    done = jixiao("record", "填报", "--by", "张三")
    assert kept in jixiao("history", "4401", "02").stdout
    assert ("[ask-ten-thousand]" in done.stderr) is (outcome == "open")
    rows = json.loads(jixiao("score", "--format", "json").stdout)["projects"][0]["scores"]
    assert next(one["outcome"] for one in rows if one["code"] == "02") == outcome


def test_the_check_beside_a_formula_computes_in_the_same_unit(collected: Path) -> None:
    sheet = sheet_of(load_workbook(collected))
    line, heads = line_of(sheet, "02"), columns(sheet)
    assert sheet.cell(line, heads["填报项1"]).value == "预算金额（万元）"
    result = str(sheet.cell(line, heads[layout.RESULT]).value)
    assert result.count("*10000)") == 2
    assert "<50000" in str(sheet.cell(line, heads[layout.CHECK]).value)


def test_an_amount_in_ten_thousands_beside_one_in_yuan_is_asked(jixiao: Jixiao, collected: Path) -> None:
    fill_in(collected, {("03", "填报值1"): 98, ("03", "填报值2"): 1000000})
    assert "[ask-ten-thousand]" in jixiao("record", "填报", "--by", "张三").stderr
    left = json.loads(jixiao("todo", "--format", "json").stdout)["left"]
    (one,) = (one for one in left if one["code"] == "03" and one["matter"] == "reading")
    assert "混用了元和万元" in one["text"]
    assert jixiao("correct", "4401", "03", "--input", "实际支付金额=98万元", "--reason", "单位").exit_code == 0
    rows = json.loads(jixiao("score", "--format", "json").stdout)["projects"][0]["scores"]
    assert next(one["outcome"] for one in rows if one["code"] == "03") == "met"


@pytest.fixture
def opened(jixiao: Jixiao, tmp_path: Path, collected: Path) -> Path:
    """The workbook made after 0.97 was recorded beside ≥95%."""
    assert collected.exists()
    write(tmp_path / "a.yaml", 'project: "4401"\nyear: 2024\nactuals:\n  - {code: "04", value: 0.97, cause: 抽检}\n')
    jixiao("record", "a.yaml", "--by", "张三")
    return made(jixiao, tmp_path)


def test_the_figures_that_a_record_may_mean_are_offered_each_with_its_points(opened: Path) -> None:
    sheet = sheet_of(load_workbook(opened))
    asked = str(sheet.cell(line_of(sheet, "04"), columns(sheet)[layout.ASKED]).value)
    assert asked.startswith("“0.97”可能是 0.97%，也可能是 97%")
    offered = listed(opened, "04", layout.ANSWER)
    assert [one.partition("：")[0] for one in offered] == ["0.97%", "97%"]
    assert all(one.endswith(" 分") for one in offered)


# what is chosen or typed -> what is recorded with a reason
PICKED = {"97%：得 39.47 分": "97%", "0.97%：得 0.40 分": "0.97%", "97%": "97%"}


@pytest.mark.parametrize(("typed", "kept"), PICKED.items())
def test_a_figure_that_is_chosen_is_recorded_with_a_reason(jixiao: Jixiao, opened: Path, typed: str, kept: str) -> None:
    fill_in(opened, {("04", layout.ANSWER): typed})
    assert "--reason" in jixiao("record", "填报", "--by", "张三").stderr
    assert "revision 2" not in jixiao("history", "4401", "04").stdout
    jixiao("record", "填报", "--by", "张三", "--reason", "核对原始记录")
    assert f"revision 2: {kept}  (" in jixiao("history", "4401", "04").stdout
    left = json.loads(jixiao("todo", "--format", "json").stdout)["left"]
    assert ("reading" in {one["matter"] for one in left if one["code"] == "04"}) is (kept == "0.97%")


def test_words_in_the_place_of_a_figure_are_said(jixiao: Jixiao, opened: Path) -> None:
    fill_in(opened, {("04", layout.ANSWER): "高的那个"})
    assert "[collect-answer-unasked]" in jixiao("record", "填报", "--by", "张三").stderr
