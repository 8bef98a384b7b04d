"""How every target was understood, told before anything is scored: of a ledger, or of forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from engine.language.rendering import Language, coded, text_of
from engine.measures import Evidence, read_indicator
from engine.measures.checklist import ReadRow, Standing
from engine.workbooks.choices import choices_of
from tests.builders import ROOT, YEAR, indicator
from tests.conftest import Jixiao
from tests.formtext import form, write

OPEN = "产出指标\t*质量指标\t资产负债率\t60%\t反映负债水平"
DOUBTED = "产出指标\t*质量指标\t投诉率\t≥5%\t反映投诉"
INFERRED = "产出指标\t*成本指标\t装修投资额\t60万元\t反映造价"
SURE = "产出指标\t*数量指标\t巡河次数\t≥40次\t反映巡河"
NONE = "效益指标\t经济效益指标\t不适用\t不适用\t不适用"
ROWS = (SURE, INFERRED, DOUBTED, OPEN, NONE)


# a target, its name, its level 2 -> how sure, which way, the figure in its own unit
READ = {
    ("≥40次", "巡河次数", "数量指标"): (Standing.CERTAIN, "越高越好", "≥40次"),
    ("≤60万元", "装修投资额", "成本指标"): (Standing.CERTAIN, "越低越好", "≤60万元"),
    ("60万元", "装修投资额", "成本指标"): (Standing.LIKELY, "越低越好", "≤60万元"),
    ("≤1.2万元", "公用经费", "成本指标"): (Standing.CERTAIN, "越低越好", "≤1.2万元"),
    ("≤1.5亿元", "项目总投资", "成本指标"): (Standing.CERTAIN, "越低越好", "≤1.5亿元"),
    ("≤350000元", "公用经费", "成本指标"): (Standing.CERTAIN, "越低越好", "≤350000元"),
    ("≤3千万元", "项目总投资", "成本指标"): (Standing.CERTAIN, "越低越好", "≤3000万元"),
    ("60%", "资产负债率", "质量指标"): (Standing.OPEN, "方向未定", "60%"),
    ("≥5%", "投诉率", "质量指标"): (Standing.DOUBTFUL, "越高越好", "≥5%"),
    ("待定", "任务完成", "数量指标"): (Standing.OPEN, "无法识别", "待定"),
    ("较上年下降", "信访总量", "社会效益指标"): (Standing.CERTAIN, "降低", "较上年下降"),
    ("只增不减", "耕地面积", "生态效益指标"): (Standing.CERTAIN, "不下降", "只增不减"),
    ("零增长", "化肥使用量", "生态效益指标"): (Standing.CERTAIN, "不上升", "零增长"),
    ("2024年6月30日前", "竣工时间", "时效指标"): (Standing.CERTAIN, "不晚于时限", "2024-06-30前"),
    ("提升20%", "产量", "经济效益指标"): (Standing.CERTAIN, "提高", "提高20%"),
}


@pytest.mark.parametrize(("row", "found"), READ.items(), ids=lambda one: str(one[0]))
def test_how_a_row_was_understood(row: tuple[str, str, str], found: tuple[Standing, str, str]) -> None:
    target, name, level2 = row
    one = indicator(target, name=name, level2=level2)
    read = ReadRow(project="4401", project_name="甲", indicator=one, reading=read_indicator(one, YEAR))
    assert (read.standing, text_of(read.way, Language.CHINESE), read.figure) == found


def test_a_choice_is_in_the_unit_of_the_target() -> None:
    asked = read_indicator(indicator("1.2万元", name="人均补助标准", level2="质量指标"), YEAR)
    assert choices_of(asked)[0].words == "越高越好：≥1.2万元 为完成"


def test_every_evidence_has_words() -> None:
    for one in Evidence:
        assert text_of(coded(f"evidence-{one}"), Language.CHINESE)


def test_the_least_sure_come_first_and_the_certain_are_counted(jixiao: Jixiao, tmp_path: Path) -> None:
    write(tmp_path / "forms.txt", form(rows=ROWS))
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    done = jixiao("readings", "--lang", "zh")
    assert done.exit_code == 0
    places = [done.stdout.index(name) for name in ("资产负债率", "投诉率", "装修投资额")]
    assert places == sorted(places)
    assert "巡河次数" not in done.stdout
    assert "待确认 1 项、存疑 1 项、推断 1 项、明确 1 项" in done.stdout
    assert "jixiao confirm 4401 资产负债率 --direction 越高越好/越低越好/须恰好等于 --by 姓名" in done.stdout
    assert "巡河次数" in jixiao("readings", "甲", "--all").stdout
    only = jixiao("readings", "4401", "--open").stdout
    assert "资产负债率" in only
    assert "投诉率" not in only


def test_an_answer_settles_what_was_open(jixiao: Jixiao, tmp_path: Path) -> None:
    write(tmp_path / "forms.txt", form(rows=ROWS))
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    assert jixiao("confirm", "4401", "资产负债率", "--direction", "lower", "--by", "张三").exit_code == 0
    rows = json.loads(jixiao("readings", "--format", "json").stdout)["rows"]
    (row,) = (one for one in rows if one["name"] == "资产负债率")
    assert (row["direction"], row["evidence"], row["command"]) == ("越低越好", "填报人确认", "")
    assert row["reading"]["target"]["operator"] == "<="
    assert "no question is open" in jixiao("readings", "--open").stdout


def test_forms_need_no_ledger(jixiao: Jixiao, tmp_path: Path) -> None:
    write(tmp_path / "申报表" / "甲.txt", form(rows=ROWS))
    done = jixiao("readings", "申报表", "--year", "2024", "--format", "json")
    assert json.loads(done.stdout)["counts"] == {"open": 1, "doubtful": 1, "likely": 1, "certain": 1}
    assert not (tmp_path / "jixiao.db").exists()


def test_a_workbook_to_be_handed_round(jixiao: Jixiao, tmp_path: Path) -> None:
    write(tmp_path / "forms.txt", form(rows=ROWS))
    assert jixiao("readings", "forms.txt", "--format", "xlsx", "--out", "核对.xlsx").exit_code == 0
    (sheet,) = load_workbook(tmp_path / "核对.xlsx").worksheets
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(3)]
    heads = lines[0]
    assert [line[heads.index("状态")] for line in lines[1:]] == ["待确认", "存疑", "推断", "明确"]
    assert [line[heads.index("指标值")] for line in lines[1:]] == ["60%", "≥5%", "60万元", "≥40次"]
    assert [line[heads.index("单位")] for line in lines[1:]] == ["%", "%", "万元", "次"]


def test_a_deadline_of_each_month_is_no_unit(jixiao: Jixiao, tmp_path: Path) -> None:
    rows = [f"产出指标\t*时效指标\t发放时间\t{target}\t发放" for target in ("每月25日前", "合同签订后10日内")]
    write(tmp_path / "forms.txt", form(rows=tuple(rows)))
    assert jixiao("readings", "forms.txt", "--format", "xlsx", "--out", "核对.xlsx").exit_code == 0
    (sheet,) = load_workbook(tmp_path / "核对.xlsx").worksheets
    heads, *lines = [[cell.value for cell in row] for row in sheet.iter_rows(3)]
    found = {line[heads.index("指标值")]: (line[heads.index("单位")], line[heads.index("完成时限")]) for line in lines}
    assert found["每月25日前"] == (None, "每月25日前")
    assert found["合同签订后10日内"][1] == "合同签订后10日内"


MISTAKES = {
    "a form that is not there": (["readings", "没有.txt"], "there is no file or folder 没有.txt"),
    "a form beside a project": (["readings", "forms.txt", "甲项目"], "there is no file or folder 甲项目"),
    "a project by a wrong name": (["readings", "丙项目"], "“丙项目” names no project of the ledger"),
    "two projects at once": (["readings", "项目"], "“项目” names more than one project"),
    "a workbook to nowhere": (["readings", "--format", "xlsx"], "a workbook needs a file"),
    "nothing of that year": (["readings", "--year", "2023"], "no declaration of 2023, but of 2024"),
}


@pytest.mark.parametrize(("args", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_what_tired_people_type(recorded: Jixiao, args: list[str], sentence: str) -> None:
    done = recorded(*args)
    assert done.exit_code == 2
    assert sentence in done.stderr


def test_a_folder_without_a_ledger(jixiao: Jixiao) -> None:
    done = jixiao("readings")
    assert done.exit_code == 2
    assert "import forms first" in done.stderr


def test_the_sample_is_checked_in_two_minutes(jixiao: Jixiao) -> None:
    done = jixiao("readings", str(ROOT / "declarations" / "2024.txt"), "--format", "json")
    counts = json.loads(done.stdout)["counts"]
    assert sum(counts.values()) == 233
    assert counts["open"] == 0
    assert counts["open"] + counts["doubtful"] <= 12
    assert counts["likely"] <= 80


def test_the_text_fits_a_terminal(jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_LANG", "zh")
    monkeypatch.chdir(ROOT / "declarations")  # the path of a file is one word, however long it is
    wide = jixiao("readings", "2024.txt").stdout
    lines = wide.splitlines()
    assert 90 < max(map(cell_len, lines)) <= 100
    assert not [line for line in lines if line.strip()[:1] in "，。、；）”" and line.strip()]
    assert not [line for line in lines if line.endswith(("（", "“"))]
    assert "".join(wide.split()).count("公众满意度：指标值≥90%，越高越好（指标值本身）") == 2
    monkeypatch.setattr("engine.cli.common.COLUMNS", 60)
    assert max(map(cell_len, jixiao("readings", "2024.txt").stdout.splitlines())) <= 60
