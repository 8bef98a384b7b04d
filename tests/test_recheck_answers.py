"""Our own documents rechecked beside the ledger they come from: what a person confirmed there is not asked again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Jixiao
from tests.formtext import form, write

ROWS = (
    "产出指标\t*质量指标\t资产负债率\t60%\t反映负债水平",
    "产出指标\t*数量指标\t培训规模\t≥200\t反映培训规模",
    "产出指标\t*时效指标\t验收时间\t合同约定时间内\t完成验收",
    "效益指标\t*社会效益指标\t举报办结率\t≥95%\t反映举报办结",
    "满意度指标\t*服务对象满意度指标\t满意度\t≥90%\t反映满意度",
)
ACTUALS = """\
project: '4401'
actuals:
- {code: '01', value: 55%}
- {code: '02', value: 0.021万人次}
- {code: '03', value: 2024-11-20}
- {code: '05', value: 92%}
budget: {executed: '1080384.76'}
"""
ANSWERS = (
    ("01", "--direction", "lower"),
    ("02", "--unit", "人次"),
    ("03", "--deadline", "2024-11-30"),
    ("04", "--not-due"),
)
BY = ("--by", "填报人")
THIRD = ("--assessor", "评价组")


@pytest.fixture
def answered(jixiao: Jixiao, tmp_path: Path) -> Jixiao:
    """A ledger of two years with answers to four rows of one of them, and the tables of its run in ``out``."""
    write(tmp_path / "forms.txt", form(rows=ROWS))
    write(tmp_path / "actuals.yaml", ACTUALS)
    for year in ("2023", "2024"):
        assert jixiao("import", "forms.txt", "--year", year).exit_code == 0
    assert jixiao("record", "actuals.yaml", "--by", "张三", "--year", "2024").exit_code == 0
    for row, *answer in ANSWERS:
        assert jixiao("confirm", "4401", row, *answer, *BY, "--year", "2024").exit_code == 0
    report(jixiao)
    return jixiao


def report(run: Jixiao, *options: str, year: str = "2024") -> None:
    run("score", "--year", year, *options)
    assert run("report", "latest", "--format", "docx,xlsx", "--out", "out").exit_code == 0


def rechecked(run: Jixiao, file: str, *options: str) -> dict[str, Any]:
    result = run("recheck", f"out/{file}", *options, "--format", "json")
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def asked(told: dict[str, Any]) -> dict[str, str]:
    return {one["indicator"]: one["code"] for one in told["undecided"] if one["code"] not in ("no-score", "sum-open")}


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_what_was_confirmed_is_not_asked_again(answered: Jixiao, kind: str) -> None:
    assert asked(rechecked(answered, f"2024/4401.{kind}"))["资产负债率"] == "ask-direction"
    told = rechecked(answered, f"2024/4401.{kind}", "--db", "jixiao.db")
    assert asked(told) == {}
    assert [one for one in told["faults"] if one["code"] != "satisfaction-no-sample"] == []
    rows = {row["indicator"]: row for row in told["projects"][0]["scores"]}
    assert {row["verdict"] for name, row in rows.items() if name != "举报办结率"} == {"right"}
    assert "direction-answer" in {one["code"] for one in rows["资产负债率"]["findings"]}


def test_a_table_of_a_year_without_answers_asks(answered: Jixiao, tmp_path: Path) -> None:
    with_actuals = ACTUALS.replace("2024-11-20", "2023-11-20")
    write(tmp_path / "actuals.yaml", with_actuals)
    assert answered("record", "actuals.yaml", "--by", "张三", "--year", "2023").exit_code == 0
    assert answered("confirm", "4401", "01", "--direction", "lower", *BY, "--year", "2023").exit_code == 0
    report(answered, year="2023")
    assert answered("confirm", "4401", "01", "--withdraw", *BY, "--year", "2023").exit_code == 0
    assert asked(rechecked(answered, "2023/4401.xlsx", "--db", "jixiao.db"))["资产负债率"] == "ask-direction"


def test_an_assessors_table_is_held_to_his_own_answers(answered: Jixiao) -> None:
    args = ("--direction", "higher", *BY, *THIRD, "--year", "2024")
    assert answered("confirm", "4401", "01", *args).exit_code == 0
    report(answered, *THIRD, "--role", "第三方")
    units = {one["indicator"] for one in rechecked(answered, "2024/4401.xlsx", "--db", "jixiao.db")["faults"]}
    own = rechecked(answered, "2024/4401.xlsx", "--db", "jixiao.db", *THIRD)
    faults = {one["code"] for one in own["faults"] if one["indicator"] == "资产负债率"}
    assert "资产负债率" in units
    assert faults == {"reason-missing"}  # his table loses points, and says as little of a reason as he recorded
    assert "资产负债率" not in asked(own)


def test_a_table_is_held_against_the_target_that_counts(answered: Jixiao) -> None:
    why = ("--reason", "批复", "--year", "2024")
    assert answered("adjust-target", "4401", "02", "≥250人次", *why).exit_code == 0
    old = rechecked(answered, "2024/4401.xlsx", "--db", "jixiao.db")
    assert ("target-differs", "培训规模") in {(one["code"], one["indicator"]) for one in old["faults"]}
    report(answered)
    new = rechecked(answered, "2024/4401.xlsx", "--db", "jixiao.db")
    assert "target-differs" not in {one["code"] for one in new["faults"]}


@pytest.mark.parametrize(
    ("nature", "target", "verdict"),
    [
        ("", "60%", "undecided"),
        ("反向", "60%", "right"),
        ("正向指标", "60%", "wrong"),
        ("", "≤60%", "right"),
        ("", "=60%", "wrong"),
    ],
)
def test_the_remedy_can_be_followed_in_the_table_itself(
    jixiao: Jixiao, tmp_path: Path, nature: str, target: str, verdict: str
) -> None:
    head = "三级指标\t指标方向\t年度指标值\t实际完成值\t分值\t得分"
    write(tmp_path / "t.txt", f"{head}\n资产负债率\t{nature}\t{target}\t55%\t10\t10")
    told = json.loads(jixiao("recheck", "t.txt", "--format", "json").stdout)
    (row,) = told["projects"][0]["scores"]
    assert row["verdict"] == verdict
    if verdict == "undecided":
        (question,) = [one for one in told["undecided"] if one["code"] == "ask-direction"]
        assert "指标方向" in question["message"]
        assert "jixiao confirm" not in question["message"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--db", "jixiao.db", "--declaration", "forms.txt"), "name a ledger or forms, not both"),
        (THIRD, "name that with --db"),
        (("--db", "none.db"), "none.db"),
    ],
)
def test_what_cannot_be_held_against_both_is_refused(answered: Jixiao, args: tuple[str, ...], says: str) -> None:
    result = answered("recheck", "out/2024/4401.xlsx", *args)
    assert result.exit_code != 0
    assert says in result.stderr
