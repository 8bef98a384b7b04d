"""Corrections and their history: what is said by whom and why, and what is refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Jixiao
from tests.formtext import ROWS, form, write
from tests.test_store import NAMES

WHY = ("--reason", "现场核查", "--by", "李四")


def entries(jixiao: Jixiao, *names: str) -> list[Any]:
    result = jixiao("history", *names, "--format", "json")
    assert result.exit_code == 0, result.output
    return list(json.loads(result.stdout))


def points(jixiao: Jixiao, code: str, *options: str) -> Any:
    run = json.loads(jixiao("score", "--format", "json", "--project", "4401", *options).stdout)
    (score,) = (one for one in run["projects"][0]["scores"] if one["code"] == code)
    return score


@pytest.mark.parametrize("indicator", ["01", "1", "报告数量", "报告数"])
@pytest.mark.parametrize("project", ["4401", "甲项目", "甲"])
def test_an_indicator_is_corrected_by_code_name_or_part(recorded: Jixiao, project: str, indicator: str) -> None:
    result = recorded("correct", project, indicator, "1份", *WHY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("甲项目 of 2024 报告数量: 2份 → 1份\n")
    found = entries(recorded, "4401", "01")
    assert [(one["number"], one["value"], one["by"], one["reason"]) for one in found] == [
        (1, "2份", "张三", ""),
        (2, "1份", "李四", "现场核查"),
    ]
    score = points(recorded, "01")
    assert (score["actual_text"], score["origin"]["revision"], score["origin"]["by"]) == ("1份", 2, "李四")


def test_inputs_that_are_not_named_stay(recorded: Jixiao) -> None:
    assert recorded("correct", "4401", "报告采纳率", "--input", "已采纳数=8", *WHY).exit_code == 0
    assert [one["value"] for one in entries(recorded, "4401", "02")] == ["已采纳数=9, 总数=10", "已采纳数=8, 总数=10"]
    assert points(recorded, "02")["actual_text"].startswith("80")
    recorded("correct", "4401", "报告采纳率", "--input", "总数=3", "--input", "总数=5", *WHY)
    assert entries(recorded, "4401", "02")[-1]["value"] == "已采纳数=8, 总数=[3, 5]"


@pytest.mark.parametrize("value", [("executed=540,192.38",), ("540,192.38",), ("--input", "executed=540,192.38")])
def test_the_budget_row_is_corrected_by_its_amounts(recorded: Jixiao, value: tuple[str, ...]) -> None:
    assert recorded("correct", "4401", "预算执行", *value, *WHY).exit_code == 0
    assert points(recorded, "预算执行")["actual_text"].startswith("50")
    recorded("correct", "4401", "预算执行", "adjusted=540,192.38", *WHY)
    assert entries(recorded, "4401", "预算执行")[-1]["value"] == "executed=540,192.38, adjusted=540,192.38"


def test_cause_and_remedy_stay_and_evidence_belongs_to_its_value(jixiao: Jixiao, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", form())
    write(tmp_path / "a.pdf", "one")
    write(tmp_path / "b.pdf", "two")
    entry = "{code: '01', value: 1份, cause: 人手不足, remedy: 增加人手, evidence: a.pdf}"
    write(tmp_path / "a.yaml", f"project: '4401'\nyear: 2024\nachieved: 完成\nactuals:\n  - {entry}\n")
    jixiao("import", "a.txt", "--year", "2024")
    jixiao("record", "a.yaml", "--by", "张三")
    jixiao("correct", "4401", "01", "0份", *WHY)
    jixiao("correct", "4401", "01", "1份", "--evidence", "b.pdf", *WHY)
    found = entries(jixiao, "4401", "01")
    assert [one["evidence"] for one in found] == ["a.pdf", "", "b.pdf"]
    assert found[-1]["evidence_sha256"] == hashlib.sha256(b"two").hexdigest()
    score = points(jixiao, "01")
    assert (score["cause"], score["remedy"]) == ("人手不足", "增加人手")
    assert [one["value"] for one in entries(jixiao, "4401") if one["code"] == "项目"] == ["2024，完成"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (
            ("4401", "报告", "1份", *WHY),
            "“报告” names more than one indicator of the project:\n  01 数量指标 报告数量\n  02",
        ),
        (("4401", "不存在", "1份", *WHY), "“不存在” names no indicator of the project; "),
        (("4401", "不适用", "1份", *WHY), "“不适用” names no indicator of the project; "),
        (
            ("项目", "01", "1份", *WHY),
            "“项目” names more than one project of the ledger:\n  4401 甲项目\n  4402 乙项目",
        ),
        (("4409", "01", "1份", *WHY), "“4409” names no project of the ledger; did you mean “44"),
        (("", "01", "1份", *WHY), "“” names no project of the ledger; "),
        (("4401", "", "1份", *WHY), "“” names no indicator of the project; "),
        (("4401", "01", "1份"), "Missing option '--reason'"),
        (("4401", "01", "1份", "--reason", " "), "it is empty; say why"),
        (("4401", "01", "2份", *WHY), "报告数量 has this value already; nothing was appended"),
        (("4401", "01", "２ 份", *WHY), "报告数量 has this value already; nothing was appended"),
        (("4401", "预算执行率", "108.038476万元", *WHY), "预算执行 has this value already; nothing was appended"),
        (("4401", "01", " 2份 ", *WHY), "报告数量 has this value already; nothing was appended"),
        (("4401", "02", "--input", "已采纳数=9", *WHY), "报告采纳率 has this value already; nothing was appended"),
        (("4401", "预算执行", "executed=1,080,384.76", *WHY), "预算执行 has this value already; nothing was appended"),
        (("4401", "预算执行", "spent=5", *WHY), "the budget has no “spent”; write one of 全年执行数, 年初预算数"),
        (("4401", "预算执行", *WHY), "give executed=AMOUNT"),
        (("4401", "01", *WHY), "give a VALUE, or --input NAME=VALUE"),
        (("4401", "01", "1份", "--input", "总数=3", *WHY), "give a VALUE, or --input NAME=VALUE"),
        (("4401", "01", " ", *WHY), "the VALUE is empty"),
        (("4401", "02", "已采纳数=8", *WHY), "“已采纳数=8” names an input; write --input 已采纳数=8"),
        (("4401", "02", "已采纳数 ＝ 8", *WHY), "names an input; write --input"),
        (("4401", "02", "--input", "总数", *WHY), "“总数” is no input; write NAME=VALUE"),
        (("4401", "01", "1份", "--evidence", "none.pdf", *WHY), "File 'none.pdf' does not exist"),
    ],
)
def test_what_corrects_nothing_is_refused_clearly(recorded: Jixiao, args: tuple[str, ...], says: str) -> None:
    before = entries(recorded, "4401")
    result = recorded("correct", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert entries(recorded, "4401") == before


def test_nothing_spent_is_nothing_however_it_is_written(recorded: Jixiao) -> None:
    assert recorded("correct", "4401", "预算执行", "0", *WHY).exit_code == 0
    assert "has this value already" in recorded("correct", "4401", "预算执行", "0.00", *WHY).stderr


def test_a_name_that_stands_twice_lists_the_rows(jixiao: Jixiao, tmp_path: Path) -> None:
    twice = "产出指标\t*时效指标\t报告数量\t≥1份\t及时"
    write(tmp_path / "a.txt", form(rows=(*ROWS, twice)))
    jixiao("import", "a.txt", "--year", "2024")
    result = jixiao("correct", "4401", "报告数量", "1份", *WHY)
    assert result.exit_code == 2
    assert "\n  01 数量指标 报告数量\n  06 时效指标 报告数量\n" in result.stderr
    assert jixiao("correct", "4401", "06", "1份", *WHY).exit_code == 0


def test_the_first_value_of_a_row_may_be_given_so_too(recorded: Jixiao) -> None:
    result = recorded("correct", "4402", "01", "2份", "--format", "json", *WHY)
    assert json.loads(result.stdout) == {
        "project": "4402",
        "year": 2024,
        "code": "01",
        "indicator": "报告数量",
        "before": None,
        "after": "2份",
        "assessor": "",
        "ruleset": "mof-2020-10",
        "points": {"before": None, "after": "25.00"},
        "findings": [],
    }


def test_what_a_correction_does_to_the_points_is_said_at_once(recorded: Jixiao) -> None:
    result = recorded("correct", "4401", "01", "1份", *WHY)
    assert result.stdout.splitlines()[1:] == [
        "points 25.00 → 12.50 of 25.00, total 100.00 → 87.50 (under mof-2020-10)",
        "next: jixiao score",
    ]
    result = recorded("correct", "4401", "01", "3小时", "--assessor", "评价组", *WHY)
    assert result.stdout.splitlines()[1:] == [
        "points 12.50 → open of 25.00, total 87.50 → 75.00–100.00 (under mof-2020-10)",
        "next: jixiao score --assessor 评价组",
    ]
    assert result.stderr.startswith("jixiao correct:4401!01: warning: “3小时” counts something else than the target")


def test_a_fall_may_be_given_with_its_sign(recorded: Jixiao) -> None:
    assert recorded("correct", "4401", "使用率", "-5%", *WHY).stdout.splitlines()[0].endswith("→ -5%")
    for words in (("5%", "--evidense", "a.pdf"), ("--evidense",)):
        mistyped = recorded("correct", "4401", "使用率", *words, *WHY)
        assert (mistyped.exit_code, mistyped.stdout) == (2, "")
        assert "--evidense" in mistyped.stderr


def test_the_points_follow_the_rules_of_the_newest_run(recorded: Jixiao) -> None:
    recorded("score", "--ruleset", "hubei-2020")
    assert "(under hubei-2020)" in recorded("correct", "4401", "01", "1份", *WHY).stdout


def test_an_input_under_a_wrong_name_is_refused_and_one_can_be_taken_away(recorded: Jixiao) -> None:
    result = recorded("correct", "4401", "02", "--input", "采纳=8", *WHY)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "“报告采纳率” does not ask for “采纳”; it asks for 已采纳数, 总数" in result.stderr
    recorded("correct", "4401", "02", "--input", "已采纳数=", *WHY)
    assert entries(recorded, "4401", "02")[-1]["value"] == "总数=10"


def test_adjustments_show_what_counts_together(recorded: Jixiao) -> None:
    adjust = ("adjust", "4401", "01", "-2", "--reason", "佐证不全", "--assessor", "评价组")
    assert "adjustments that count: -2.00 = -2.00\n" in recorded(*adjust).stdout
    result = recorded(*adjust, "--expires", "2999年12月31日")
    assert "points 23.00 → 21.00 of 25.00" in result.stdout
    assert "adjustments that count: -2.00 -2.00 = -4.00\n" in result.stdout
    refused = recorded(*adjust, "--expires", "2025/1/1")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "'--expires': 2025/1/1 is over; name a day to come" in refused.stderr


def test_an_adjusted_target_shows_the_one_it_replaces(recorded: Jixiao) -> None:
    recorded("adjust-target", "4401", "01", "≥3份", "--reason", "批复")
    result = recorded("adjust-target", "4401", "01", "≥4份", "--reason", "再批复")
    assert result.stdout.splitlines()[:2] == [
        "甲项目 of 2024 报告数量: ≥3份 → ≥4份",
        "points 16.67 → 12.50 of 25.00, total 91.67 → 87.50 (under mof-2020-10)",
    ]


def test_the_history_is_text_with_who_when_and_why(recorded: Jixiao) -> None:
    write(Path("证据.pdf"), "x")
    recorded("correct", "4401", "01", "1份", "--evidence", "证据.pdf", *WHY)
    lines = recorded("history", "甲项目", "报告数量").stdout.splitlines()
    assert lines[:3] == ["4401 甲项目 of 2024", "", "报告数量"]
    assert lines[3].startswith("  revision 1: 2份  (20")
    assert lines[3].endswith("张三)")
    assert "李四, “现场核查”, evidence 证据.pdf (2d711642b726)" in lines[4]
    assert recorded("history", "4402").stdout == "4402 乙项目 of 2024\nnothing was recorded yet\n"


@pytest.mark.parametrize("text", [name for name in NAMES if name.strip() and "\x00" not in name])
def test_reasons_values_and_names_of_any_kind_come_back_as_they_were(recorded: Jixiao, text: str) -> None:
    result = recorded("correct", "4401", "01", f"1{text}", "--reason", f"因{text}因", "--by", f"我{text}我")
    assert result.exit_code == 0, result.output
    last = entries(recorded, "4401", "01")[-1]
    assert (last["value"], last["reason"], last["by"]) == (f"1{text}".strip(), f"因{text}因", f"我{text}我")
    assert recorded("history", "4401").stdout.count("revision 2") == 1
    assert recorded("score").exit_code in (0, 1)
    assert recorded("verify", "latest").exit_code == 0


def test_who_is_the_user_logged_in_where_nobody_is_named(recorded: Jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "wangwu")
    recorded("correct", "4401", "01", "1份", "--reason", "核查")
    assert entries(recorded, "4401", "01")[-1]["by"] == "wangwu"


def test_a_month_is_corrected_by_itself(jixiao: Jixiao, tmp_path: Path) -> None:
    write(tmp_path / "forms.txt", form(rows=("产出指标\t*时效指标\t发放时间\t每月25日前\t按月发放",)))
    days = ", ".join(f"2024-{month:02}: '2024-{month:02}-{27 if month == 6 else 24}'" for month in range(1, 13))
    write(tmp_path / "a.yaml", f"project: '4401'\nactuals:\n- code: '01'\n  periods: {{{days}}}\n")
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    assert jixiao("record", "a.yaml", "--by", "张三").exit_code == 0
    result = jixiao("correct", "4401", "01", "--input", "2024-06=2024-06-20", *WHY, "--format", "json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert [f"2024-{month:02}" in told["after"] for month in range(1, 13)] == [True] * 12
    assert jixiao("score").exit_code == 0
    assert "12期中12期按时，逾期：无" in jixiao("explain", "latest", "4401", "01", "--lang", "zh").stdout
    twice = ("--input", "2024-06=2024-06-20", "--input", "2024-06=2024-06-21")
    assert "2024-06 is given more than once" in jixiao("correct", "4401", "01", *twice, *WHY).stderr
    assert jixiao("correct", "4401", "01", "--input", "2024-06=", *WHY).exit_code == 0
    assert "2024-06=" not in jixiao("history", "4401", "01").stdout.splitlines()[-1]


def test_a_file_recorded_again_does_not_undo_a_correction(recorded: Jixiao, tmp_path: Path) -> None:
    file = tmp_path / "actuals.yaml"
    assert recorded("correct", "4401", "01", "1份", *WHY).exit_code == 0
    again = ("record", "actuals.yaml", "--by", "张三", "--reason", "补充偏差原因")
    undoing = recorded(*again)
    assert undoing.exit_code == 1
    assert "[correction-overturned]" in undoing.stderr
    assert "“1份”" in undoing.stderr
    assert "“2份”" in undoing.stderr
    assert points(recorded, "01")["points"] == "12.50"
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace("2份", "3份"), encoding="utf-8")  # a new figure is recorded
    assert recorded(*again).exit_code == 0
    assert recorded("correct", "4401", "01", "2份", *WHY).exit_code == 0  # and a person may go back to an old one
    assert points(recorded, "01")["points"] == "25.00"
