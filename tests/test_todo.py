"""What is left before a set can be handed in: told by the command, by the run, and by the workbooks to be filled in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from engine.scoring.inference import RuleBase
from engine.services.remaining import Left, remaining_of
from engine.workbooks import layout
from tests.builders import ROOT, budget, case, indicator, project, recorded, shipped
from tests.collected import columns, fill_in, line_of, sheet_of
from tests.conftest import Jixiao
from tests.formtext import actuals, form, write

OPEN = "产出指标\t*质量指标\t资产负债率\t60%\t反映负债水平"
MONEY = "产出指标\t*成本指标\t装修投资额\t≤60万元\t反映造价"
COUNT = "产出指标\t*数量指标\t巡河次数\t≥40次\t反映巡河"
ROWS = (OPEN, MONEY, COUNT)


def left(target: str, value: str | None, name: str = "合格率", **more: str) -> dict[str, Left]:
    """What is left of one row, by its matter."""
    one = indicator(target, name=name, level2="质量指标")
    entries = [] if value is None else [recorded(value, **more)]
    found = remaining_of(case(project(one), budget("100"), *entries), RuleBase(shipped()))
    return {str(one.matter): one for one in found.left if one.code == "01"}


# a target, what was recorded, the name -> what is left beside the evidence
LEFT: dict[str, tuple[str, str | None, str, set[str]]] = {
    "nothing recorded": ("≥95%", None, "合格率", {"missing"}),
    "no figure": ("≥95%", "口径待核实", "合格率", {"reading"}),
    "more than the whole": ("≥95%", "860%", "合格率", {"impossible"}),
    "less than nothing": ("≥40次", "-5次", "巡河次数", {"impossible"}),
    "short without a cause": ("≥95%", "90%", "合格率", {"cause"}),
    "met": ("≥95%", "96%", "合格率", set()),
    "nobody knows which way": ("60%", "55%", "资产负债率", {"reading"}),
    "nobody knows which way, and nothing recorded": ("60%", None, "资产负债率", {"reading", "missing"}),
    "either way met": ("60%", "60%", "资产负债率", set()),
    "a share of one or a percentage": ("≥95%", "0.97", "合格率", {"reading"}),
    "a target that is none": ("待定", "5个", "任务数", {"reading"}),
    "does not apply": ("不适用", None, "不适用", set()),
}


@pytest.mark.parametrize(("target", "value", "name", "matters"), LEFT.values(), ids=LEFT)
def test_what_is_left_of_a_row(target: str, value: str | None, name: str, matters: set[str]) -> None:
    assert set(left(target, value, name)) - {"evidence"} == matters


def test_inputs_of_which_one_is_wanting_are_unreadable() -> None:
    one = indicator("≥90%", "采纳率=已采纳数/总数*100%", "采纳率", level2="质量指标")
    entries = [budget("100"), recorded(inputs={"已采纳数": "8"})]
    found = remaining_of(case(project(one), *entries), RuleBase(shipped()))
    assert "unreadable" in {one.matter for one in found.left}


def test_a_cause_and_evidence_mend_a_row() -> None:
    bare = left("≥95%", "90%")
    assert set(bare) == {"cause", "evidence"}
    assert (bare["cause"].columns, bare["evidence"].columns) == ((layout.CAUSE,), (layout.EVIDENCE,))
    assert set(left("≥95%", "90%", cause="设备检修")) == {"evidence"}


@pytest.mark.parametrize("words", ["无", "/", " — ", "无偏差"])
def test_a_cause_that_says_nothing_is_none(words: str) -> None:
    assert "cause" in left("≥95%", "90%", cause=words)
    assert "cause" not in left("≥95%", "96%", cause=words)


def test_exit_codes_and_the_sentence_at_the_end(recorded: Jixiao, tmp_path: Path) -> None:
    one = recorded("todo", "甲", "--lang", "zh")
    assert one.exit_code == 1
    assert "缺佐证材料 4 项" in one.stdout
    assert "4402" not in one.stdout
    assert "未填报" in recorded("todo", "4402", "--lang", "zh").stdout
    score = recorded("score").stdout
    assert "left before it can be handed in: 5 × actual missing" in score
    assert "jixiao todo lists them" in score
    write(tmp_path / "台账.txt", "台账")
    written = actuals().replace("}\n  -", ", evidence: 台账.txt}\n  -").replace("93分}", "93分, evidence: 台账.txt}")
    write(tmp_path / "done.yaml", written)
    recorded("record", "done.yaml", "--by", "张三", "--reason", "补佐证")
    assert recorded("todo", "4401").exit_code == 0


def test_nothing_left_is_one_sentence(jixiao: Jixiao, tmp_path: Path) -> None:
    rows = ("产出指标\t*数量指标\t不适用\t不适用\t不适用",)
    write(tmp_path / "forms.txt", form(rows=rows))
    write(tmp_path / "a.yaml", 'project: "4401"\nyear: 2024\nbudget: {executed: "1,080,384.76"}\nactuals: []\n')
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    done = jixiao("record", "a.yaml", "--by", "张三")
    result = jixiao("todo", "--lang", "zh")
    assert (result.exit_code, result.stdout) == (0, "已无待办事项，1 个项目可以报送\n"), (done.stderr, result.stdout)


def test_the_sample_has_its_known_gaps(jixiao: Jixiao) -> None:
    assert jixiao("import", str(ROOT / "declarations" / "2024.txt"), "--year", "2024").exit_code == 0
    jixiao("record", str(ROOT / "actuals" / "2024"), "--by", "张三")
    found = jixiao("todo", "--format", "json")
    assert found.exit_code == 1
    data = json.loads(found.stdout)
    open_ones = {one["name"]: one["matter"] for one in data["left"] if one["matter"] not in ("cause", "evidence")}
    assert open_ones == {"数据更新利用率": "reading", "系统数据更新及时率": "missing"}
    assert data["counts"] == {"reading": 1, "missing": 1, "cause": 40, "evidence": 232}


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["todo", "丙项目"], "“丙项目” names no project of the ledger"),
        (["todo", "项目"], "“项目” names more than one project"),
        (["todo", "--year", "2023"], "no declaration of 2023, but of 2024"),
    ],
)
def test_what_tired_people_type(recorded: Jixiao, args: list[str], sentence: str) -> None:
    done = recorded(*args)
    assert done.exit_code == 2
    assert sentence in done.stderr


def test_a_wrong_folder_and_an_empty_ledger(jixiao: Jixiao, tmp_path: Path) -> None:
    assert "there is no ledger" in jixiao("todo").stderr
    write(tmp_path / "nothing.txt", "无")
    jixiao("import", "nothing.txt", "--year", "2024")
    assert jixiao("todo").exit_code == 2


@pytest.fixture
def collected(jixiao: Jixiao, tmp_path: Path) -> Path:
    """A workbook of a project with a row that leaves its direction open, and one in 万元."""
    write(tmp_path / "forms.txt", form(rows=ROWS))
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    assert jixiao("collect", "--out", "填报").exit_code == 0
    (file,) = (tmp_path / "填报").glob("*.xlsx")
    return file


def test_the_workbook_lists_what_is_left(collected: Path) -> None:
    book = load_workbook(collected)
    assert book.sheetnames[1] == layout.TODO
    lines = [[cell.value for cell in row] for row in book[layout.TODO].iter_rows(4)]
    assert [(line[3], line[4]) for line in lines] == [
        ("预算执行率", "未填报"),
        ("资产负债率", "待确认"),
        ("资产负债率", "未填报"),
        ("装修投资额", "未填报"),
        ("巡河次数", "未填报"),
    ]
    sheet = sheet_of(book)
    assert str(lines[1][6]).split()[-1] == sheet.cell(line_of(sheet, "01"), columns(sheet)[layout.ANSWER]).coordinate
    assert all(str(line[7]).startswith("=IF(") for line in lines)


def test_an_open_direction_is_chosen_beside_the_row(collected: Path) -> None:
    book = load_workbook(collected)
    sheet = sheet_of(book)
    cell = sheet.cell(line_of(sheet, "01"), columns(sheet)[layout.ANSWER]).coordinate
    (listed,) = (one for one in sheet.data_validations.dataValidation if cell in one.sqref)
    assert listed.formula1 == '"越高越好：≥60% 为完成,越低越好：≤60% 为完成,须恰好等于：=60% 为完成"'


# what a person leaves in the cell -> the direction that is confirmed
CHOSEN = {"越低越好：≤60% 为完成": "<=", "越高越好": ">=", " exact ": "="}


@pytest.mark.parametrize(("words", "operator"), CHOSEN.items())
def test_the_choice_is_recorded_as_an_answer(jixiao: Jixiao, collected: Path, words: str, operator: str) -> None:
    fill_in(collected, {("01", layout.ANSWER): words, ("01", "填报值1"): 0.55})
    done = jixiao("record", "填报", "--by", "张三")
    assert "1 questions answered" in done.stdout, done.stderr
    rows = json.loads(jixiao("readings", "--format", "json").stdout)["rows"]
    (row,) = (one for one in rows if one["code"] == "01")
    assert row["reading"]["target"]["operator"] == operator
    assert row["reading"]["answers"][0]["by"] == "张三"
    assert "reading" not in json.loads(jixiao("todo", "--format", "json").stdout)["counts"]
    again = jixiao("record", "填报", "--by", "李四")
    assert "answered" not in again.stdout
    assert "collect-answer" not in again.stderr


def test_an_answer_is_not_changed_without_a_reason(jixiao: Jixiao, collected: Path) -> None:
    assert jixiao("confirm", "4401", "01", "--direction", "lower", "--by", "王五").exit_code == 0
    fill_in(collected, {("01", layout.ANSWER): "越高越好"})
    done = jixiao("record", "填报", "--by", "张三")
    assert "collect-answer-withheld" in done.stderr
    done = jixiao("record", "填报", "--by", "张三", "--reason", "复核")
    assert "1 questions answered" in done.stdout


def test_other_words_confirm_nothing(jixiao: Jixiao, collected: Path) -> None:
    fill_in(collected, {("01", layout.ANSWER): "也许", ("01", "填报值1"): 0.6})
    done = jixiao("record", "填报", "--by", "张三")
    assert "collect-answer-unknown" in done.stderr
    assert "answered" not in done.stdout


# what is typed beside ≤60万元 -> what is recorded, and the code of what is said about it
TYPED: dict[str, tuple[object, str, str]] = {
    "a bare number is in the target's own unit": (52, "52万元", ""),
    "a unit typed with the number": ("52万元", "52万元", ""),
    "another unit": ("520000元", "520000元", ""),
    "yuan where ten thousands are asked": (520000, "520000万元", "ask-ten-thousand"),
    "ten thousands called yuan": ("52元", "52元", "ask-ten-thousand"),
}


@pytest.mark.parametrize(("typed", "kept", "code"), TYPED.values(), ids=TYPED)
def test_money_is_asked_in_the_unit_of_the_target(
    jixiao: Jixiao, collected: Path, typed: object, kept: str, code: str
) -> None:
    fill_in(collected, {("02", "填报值1"): typed})
    done = jixiao("record", "填报", "--by", "张三")
    assert kept in jixiao("history", "4401", "02").stdout
    assert (code in done.stderr) if code else ("[ask-" not in done.stderr and "collect-unit" not in done.stderr)


def test_what_is_counted_in_ten_thousands_is_watched_too() -> None:
    row = left("≤2000万条", "18500000万条", "每年短信条数")
    assert set(row) == {"reading", "evidence"}
    assert set(left("≤2000万条", "1850万条", "每年短信条数")) == {"evidence"}


def test_an_older_workbook_asks_in_yuan(jixiao: Jixiao, collected: Path) -> None:
    book = load_workbook(collected)
    sheet = sheet_of(book)
    sheet.cell(line_of(sheet, "02"), columns(sheet)["填报项1"]).value = "装修投资额（元）"
    book.save(collected)
    fill_in(collected, {("02", "填报值1"): 520000})
    assert jixiao("record", "填报", "--by", "张三").exit_code == 0
    assert "520000元" in jixiao("history", "4401", "02").stdout


# what a row asks for -> the cells that its status on the sheet 待办 counts, and how many of them are wanted
COUNTED = {
    "each input of a formula, or the result": (
        "产出指标\t*质量指标\t采纳率\t≥90%\t采纳率=已采纳数/总数*100%",
        "'1 甲项目'!{填报值1} '1 甲项目'!{填报值2} '1 甲项目'!{直接填报结果}",
        "<2",
    ),
    "each month": ("产出指标\t*时效指标\t发放时间\t每月25日前\t发放", "COUNTA('逐月填报'!$H$3:$S$3)", "<12"),
    "each quarter": ("产出指标\t*时效指标\t报送时间\t每季度末前\t报送", "COUNTA('逐月填报'!$H$3:$S$3)", "<4"),
    "single events, or the longest": (
        "产出指标\t*时效指标\t故障修复\t100%\t24小时内完成",
        "'1 甲项目'!{填报值1} COUNTA('逐次填报",
        "待办",
    ),
}


@pytest.mark.parametrize(("row", "cells", "wanted"), COUNTED.values(), ids=COUNTED)
def test_a_status_counts_every_cell_that_is_asked_for(
    jixiao: Jixiao, tmp_path: Path, row: str, cells: str, wanted: str
) -> None:
    write(tmp_path / "forms.txt", form(rows=(row,)))
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    assert jixiao("collect", "--out", "填报").exit_code == 0
    (file,) = (tmp_path / "填报").glob("*.xlsx")
    book = load_workbook(file)
    status = str(book[layout.TODO].cell(5, 8).value)
    sheet = book.worksheets[2]
    heads = {name: sheet.cell(line_of(sheet, "01"), column).coordinate for name, column in columns(sheet).items()}
    assert all(one in status for one in cells.format_map(heads).split()), status
    assert wanted in status
