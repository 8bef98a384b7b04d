"""Every command that ``jixiao todo`` proposes works once its words in capitals are filled in, and mends what it is for."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from engine.workbooks import layout
from tests.conftest import Jixiao
from tests.formtext import form, write

MONTHS = tuple(f"2024-{month:02}" for month in range(1, 13))


class Case(NamedTuple):
    """A row, what is recorded for it in YAML, what is then left, and what is filled into which of its commands."""

    row: str
    recorded: str
    matter: str
    commands: tuple[str, ...]
    filled: dict[str, str]
    columns: tuple[str, ...]
    run: int = 0


def _inputs(*names: str) -> str:
    return "correct " + " ".join(f"--input {name}=VALUE" for name in names) + " --reason WHY"


VALUE, DAY = "correct VALUE --reason WHY", "correct DAY --reason WHY"
FIRST, BOTH = ("填报值1",), ("填报值1", "填报值2")
RATE = "采纳率\t≥90%\t采纳率=已采纳数/总数*100%"
CASES = {
    "a count": Case("巡河次数\t≥40次\t巡河", "", "missing", (VALUE,), {"VALUE": "45次"}, FIRST),
    "a formula": Case(RATE, "", "missing", (_inputs("已采纳数", "总数"),), {"VALUE": "10"}, BOTH),
    "one input": Case(RATE, "inputs: {已采纳数: 9}", "unreadable", (_inputs("总数"),), {"VALUE": "10"}, BOTH[1:]),
    "a bad input": Case(
        RATE, "inputs: {已采纳数: 待核, 总数: 10}", "unreadable", (_inputs("已采纳数"),), {"VALUE": "10"}, FIRST
    ),
    "nothing due": Case(
        RATE,
        "inputs: {已采纳数: 0, 总数: 0}",
        "reading",
        ("confirm --not-due --by WHO --reason WHY", _inputs("已采纳数", "总数")),
        {},
        BOTH,
    ),
    "something due after all": Case(
        RATE,
        "inputs: {已采纳数: 0, 总数: 0}",
        "reading",
        ("confirm --not-due --by WHO --reason WHY", _inputs("已采纳数", "总数")),
        {"VALUE": "10"},
        BOTH,
        run=1,
    ),
    "a day": Case("验收时间\t2024年10月31日前\t验收", "", "missing", (DAY,), {"DAY": "2024-10-08"}, FIRST),
    "a day of each month": Case(
        "发放时间\t每月25日前\t发放",
        "",
        "missing",
        (_inputs(*MONTHS).replace("VALUE", "DAY"),),
        {"DAY": "2024-01-05"},
        (layout.MONTHLY,),
    ),
    "a month that is no day": Case(
        "发放时间\t每月25日前\t发放",
        "periods: {" + ", ".join(f"{one}: {one}-20" for one in MONTHS[:-1]) + ", 2024-12: 未定}",
        "unreadable",
        ("correct --input 2024-12=DAY --reason WHY",),
        {"DAY": "2024-12-05"},
        (layout.MONTHLY,),
    ),
    "a mean of months": Case(
        "月平均在线率\t≥95%\t月平均在线率=日在线率合计/每月天数",
        "",
        "missing",
        (_inputs(*MONTHS),),
        {"VALUE": "97%"},
        (layout.MONTHLY,),
    ),
    "an improvement": Case("产量\t提升20%\t产量", "", "missing", (_inputs("基期值", "当期值"),), {"VALUE": "100吨"}, BOTH),
    "words": Case("群众认可\t有所提升\t认可", "", "missing", (VALUE,), {"VALUE": "达成"}, FIRST),
    "two limits": Case(
        "故障响应\t100%\t在15分钟内响应，30分钟内赶到现场",
        "",
        "missing",
        (_inputs("响应", "赶到现场"),),
        {"VALUE": "10分钟"},
        BOTH,
    ),
    "parts of one name": Case(
        "培训人次\t≥2期，100人次\t培训",
        "",
        "missing",
        (_inputs("'甲14培训人次（期）'", "'甲14培训人次（人次）'"),),
        {"VALUE": "120"},
        BOTH,
    ),
    "no direction": Case(
        "资产负债率\t60%\t反映负债", "value: 55%", "reading", ("confirm --direction higher/lower/exact --by WHO",),
        {"higher/lower/exact": "lower"}, (layout.ANSWER,),
    ),
    "a target that is none": Case(
        "任务数\t待定\t任务", "", "reading", ("adjust-target TARGET --reason WHY",), {"TARGET": "≥5个"}, ()
    ),
    "a share of one": Case("合格率\t≥95%\t合格", "value: 0.97", "reading", (VALUE,), {"VALUE": "97%"}, FIRST),
    "the bound itself": Case(
        "达标率\t>60%\t达标",
        "value: 60%",
        "reading",
        (VALUE, "adjust-target TARGET --reason WHY"),
        {"TARGET": "≥60%"},
        FIRST,
        run=1,
    ),
    "more than the whole": Case("合格率\t≥95%\t合格", "value: 860%", "impossible", (VALUE,), {"VALUE": "96%"}, FIRST),
    "no cause": Case(
        "巡河次数\t≥40次\t巡河",
        "value: 30次",
        "cause",
        ("correct --cause TEXT --remedy TEXT --reason WHY",),
        {"TEXT": "汛期停航"},
        (layout.CAUSE,),
    ),
    "no evidence": Case(
        "巡河次数\t≥40次\t巡河",
        "value: 45次",
        "evidence",
        ("correct --evidence FILE --reason WHY",),
        {"FILE": "台账.txt"},
        (layout.EVIDENCE,),
    ),
    "events that cannot be read": Case(
        "故障修复\t100%\t24小时内完成",
        "events: {file: 工单.csv, start: 开始, end: 结束}",
        "reading",
        ("record FILE --by WHO --reason WHY",),
        {"FILE": "更正.yaml"},
        (layout.EVENTS,),
    ),
}  # fmt: skip
ALWAYS = {"WHO": "张三", "WHY": "补正", "YEAR": "2024"}


def filled_in(command: str, words: dict[str, str]) -> list[str]:
    """The arguments of a command, each word in capitals filled in."""
    for word, text in {**ALWAYS, **words}.items():
        command = re.sub(rf"(?<![\w-]){re.escape(word)}(?!\w)", text, command)
    return shlex.split(command)[1:]


def left_of(jixiao: Jixiao) -> list[dict[str, Any]]:
    left: list[dict[str, Any]] = json.loads(jixiao("todo", "--format", "json").stdout)["left"]
    return left


def declared(tmp_path: Path) -> None:
    """One project with all the rows, what is recorded of them, and the files that this names."""
    rows = [f"产出指标\t*数量指标\t甲{number}{case.row}" for number, case in enumerate(CASES.values(), 1)]
    entries = [
        f'  - {{code: "{number:02}", {case.recorded}}}'
        for number, case in enumerate(CASES.values(), 1)
        if case.recorded
    ]
    write(tmp_path / "forms.txt", form(rows=tuple(rows)))
    write(tmp_path / "a.yaml", "\n".join(('project: "4401"', "year: 2024", "actuals:", *entries)))
    write(tmp_path / "台账.txt", "台账")
    write(tmp_path / "工单.csv", "名称,开始,结束\n甲,2024-03-01 08:00,2024-03-01 09:00\n乙,三月,不详\n")
    write(tmp_path / "更正.csv", "名称,开始,结束\n甲,2024-03-01 08:00,2024-03-01 09:00\n")
    entry = f'{{code: "{len(CASES):02}", events: {{file: 更正.csv, start: 开始, end: 结束}}}}'
    write(tmp_path / "更正.yaml", f'project: "4401"\nyear: 2024\nactuals:\n  - {entry}\n')


def test_every_proposed_command_does_what_it_is_for(jixiao: Jixiao, tmp_path: Path) -> None:
    declared(tmp_path)
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    assert "projects recorded: 1" in jixiao("record", "a.yaml", "--by", "张三").stdout
    before = {(one["code"], one["matter"]): one for one in left_of(jixiao)}
    for number, (name, case) in enumerate(CASES.items(), 1):
        one = before[f"{number:02}", case.matter]
        row = re.escape(f"甲{number}{case.row.split(chr(9))[0]}")
        bare = tuple(re.sub(rf" 4401 {row}| --year 2024|^jixiao ", "", command) for command in one["commands"])
        assert (bare, tuple(one["columns"])) == (case.commands, case.columns), name
        done = jixiao(*filled_in(one["commands"][case.run], case.filled))
        assert done.exit_code == 0, (name, one["commands"][case.run], done.stderr)
    after = {(one["code"], one["matter"]) for one in left_of(jixiao)}
    wrong = [name for number, (name, case) in enumerate(CASES.items(), 1) if (f"{number:02}", case.matter) in after]
    assert not wrong


# amounts of the funds as they are recorded -> the command that is proposed, and the column of the workbook
FUNDS = {
    "nothing": ("", "jixiao correct 4401 预算执行 全年执行数=AMOUNT --reason WHY --year 2024", "全年执行数（元）"),
    "words": (
        "budget: {executed: 全部}",
        "jixiao correct 4401 预算执行 全年执行数=AMOUNT --reason WHY --year 2024",
        "全年执行数（元）",
    ),
    "a budget in words": (
        'budget: {executed: "1,080,384.76", adjusted: 不变}',
        "jixiao correct 4401 预算执行 全年预算数=AMOUNT --reason WHY --year 2024",
        "全年预算数（元）",
    ),
}


@pytest.mark.parametrize(("recorded", "command", "column"), FUNDS.values(), ids=FUNDS)
def test_the_funds_have_a_command_too(jixiao: Jixiao, tmp_path: Path, recorded: str, command: str, column: str) -> None:
    write(tmp_path / "forms.txt", form(rows=("产出指标\t*数量指标\t巡河次数\t≥40次\t巡河",)))
    write(tmp_path / "a.yaml", f'project: "4401"\nyear: 2024\n{recorded}\nactuals: [{{code: "01", value: 45次}}]\n')
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    jixiao("record", "a.yaml", "--by", "张三")
    one = left_of(jixiao)[0]
    assert (one["commands"], one["columns"]) == ([command], [column])
    amount = "1200000" if "全年预算数" in command else "900000"
    assert jixiao(*filled_in(command, {"AMOUNT": amount})).exit_code == 0
    (cause, _) = left_of(jixiao)
    assert cause["matter"] == "cause"
    assert jixiao(*filled_in(cause["commands"][0], {"TEXT": "项目跨年"})).exit_code == 0
    assert [one["matter"] for one in left_of(jixiao)] == ["evidence"]


def test_a_month_that_could_not_be_read_is_left_until_it_is_mended(jixiao: Jixiao, tmp_path: Path) -> None:
    """Correcting one month says nothing about another one that cannot be read."""
    write(
        tmp_path / "forms.txt",
        form(rows=("产出指标\t*数量指标\t月平均在线率\t≥95%\t月平均在线率=日在线率合计/每月天数",)),
    )
    months = ", ".join(f"{one}: 97%" for one in MONTHS[2:])
    entry = f'{{code: "01", periods: {{2024-01: 约, 2024-02: 不详, {months}}}}}'
    write(tmp_path / "a.yaml", f'project: "4401"\nyear: 2024\nactuals:\n  - {entry}\n')
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    jixiao("record", "a.yaml", "--by", "张三")
    assert jixiao("correct", "4401", "01", "--input", "2024-01=96%", "--reason", "补").exit_code == 0
    assert next(one["matter"] for one in left_of(jixiao) if one["code"] == "01") == "reading"
    assert jixiao("correct", "4401", "01", "--input", "2024-02=很多", "--reason", "补").exit_code == 1
    assert jixiao("correct", "4401", "01", "--input", "2024-02=96%", "--reason", "补").exit_code == 0
    assert "reading" not in [one["matter"] for one in left_of(jixiao)]
