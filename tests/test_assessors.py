"""An assessor's own figures and points, and official targets: what the unit said stays as it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.reports.html import write_html
from engine.runs.record import Assessed, Assessor
from engine.scoring.evaluate import evaluate
from engine.store import View, each_case, load_run, open_ledger
from tests.builders import budget, case, indicator, project, recorded, shipped
from tests.conftest import Jixiao
from tests.formtext import actuals, form, write
from tests.test_cli_ledger import WHY, entries, points

THIRD = ("--assessor", "评价组", "--role", "第三方")


def run(jixiao: Jixiao, *options: str) -> Any:
    result = jixiao("score", "--format", "json", *options)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("way", ["correct", "record"])
def test_an_assessors_figures_count_in_its_runs_only(recorded: Jixiao, tmp_path: Path, way: str) -> None:
    own = run(recorded)
    if way == "correct":
        assert recorded("correct", "4401", "01", "1份", *WHY, "--assessor", "评价组").exit_code == 0
    else:
        write(tmp_path / "b.yaml", "project: '4401'\nactuals:\n  - {code: '01', value: 1份}\n")
        result = recorded("record", "b.yaml", "--by", "王五", "--reason", "核查", "--assessor", "评价组")
        assert result.stdout == "projects recorded: 1; 1 new entries, 0 revised, 0 unchanged (1 of 2024)\n"
    assert run(recorded) == own
    assert points(recorded, "01", "--assessor", "另一组")["actual_text"] == "2份"
    theirs = run(recorded, *THIRD)
    old = {one["code"]: one for one in own["projects"][0]["scores"]}
    new = {one["code"]: one for one in theirs["projects"][0]["scores"]}
    assert (new["01"]["actual_text"], new["01"]["points"]) != (old["01"]["actual_text"], old["01"]["points"])
    assert {code: one["points"] for code, one in new.items() if code != "01"} == {
        code: one["points"] for code, one in old.items() if code != "01"
    }
    assert theirs["year"] == own["year"] == 2024


def test_what_the_unit_says_later_does_not_replace_the_assessors_figure(recorded: Jixiao, tmp_path: Path) -> None:
    recorded("correct", "4401", "01", "1份", *WHY, "--assessor", "评价组")
    write(tmp_path / "actuals.yaml", actuals(value="3份"))
    recorded("record", "actuals.yaml", "--by", "张三", "--reason", "补报")
    assert points(recorded, "01")["actual_text"] == "3份"
    assert points(recorded, "01")["origin"]["revision"] == 2
    assert points(recorded, "01", *THIRD)["actual_text"] == "1份"
    found = [(one["assessor"], one["number"], one["value"]) for one in entries(recorded, "4401", "01")]
    assert found == [("", 1, "2份"), ("", 2, "3份"), ("评价组", 1, "1份")]


def test_points_are_taken_with_a_reason_and_shown(recorded: Jixiao, tmp_path: Path) -> None:
    before = points(recorded, "01", *THIRD)
    full = Decimal(before["points"])
    result = recorded("adjust", "4401", "01", "-2", "--reason", "佐证<b>不全", "--assessor", "评价组")
    assert result.stdout.startswith("甲项目 of 2024 报告数量: -2.00 points in the runs of 评价组\n")
    recorded("adjust", "4401", "01", "+0.5", "--reason", "已补一份", "--assessor", "评价组", "--by", "王五")
    after = points(recorded, "01", *THIRD)
    assert (Decimal(after["points"]), Decimal(after["deduction"])) == (full - Decimal("1.50"), Decimal("1.50"))
    assert after["awarded"] == before["points"]
    assert [(one["points"], one["by"], one["reason"]) for one in after["assessed"]] == [
        ("-2.00", "评价组", "佐证<b>不全"),
        ("0.50", "王五", "已补一份"),
    ]
    sentence = (
        f"评价调整（评价组 −2.00：“佐证<b>不全”；王五 +0.50：“已补一份”）：{full} − 2.00 + 0.50 = {after['points']}"
    )
    assert after["trace"]["assessed"] == sentence
    assert after["reason"].startswith(f"报告数量 得 {after['points']} 分（满分 {full}）")
    assert after["reason"].endswith(sentence + "。")
    assert points(recorded, "01") == {**before, "origin": points(recorded, "01")["origin"]}
    kept = [(one["kind"], one["number"], one["value"]) for one in entries(recorded, "4401", "01")]
    assert kept == [("actual", 1, "2份"), ("adjustment", 1, "-2.00"), ("adjustment", 2, "+0.50")]
    recorded("score", *THIRD)
    ledger = open_ledger("sqlite:///jixiao.db")
    pages = [path.read_text(encoding="utf-8") for path in write_html(load_run(ledger, "latest"), tmp_path / "out")]
    ledger.dispose()
    assert any("评价调整" in page for page in pages)
    assert not any("佐证<b>" in page for page in pages)


def test_points_of_a_row_that_has_none_are_not_adjusted_and_it_is_said(recorded: Jixiao) -> None:
    recorded("adjust", "4402", "01", "-2", "--reason", "核查", "--assessor", "评价组")
    theirs = run(recorded, *THIRD)
    score = theirs["projects"][1]["scores"][1]
    assert (score["points"], score["assessed"]) == (None, [])
    assert "adjustment-open" in [one["code"] for one in score["findings"]]


def test_an_adjustment_counts_until_its_last_day(recorded: Jixiao) -> None:
    recorded("adjust", "4401", "01", "-2", "--reason", "限期补", "--assessor", "评价组", "--expires", "2124-06-30")
    recorded("adjust", "4401", "01", "-1", "--reason", "已过期", "--assessor", "评价组", "--expires", "2024-06-30")
    assert [one["points"] for one in points(recorded, "01", *THIRD)["assessed"]] == ["-2.00"]
    ledger = open_ledger("sqlite:///jixiao.db")
    for year, counted in ((2124, 1), (2125, 0)):
        view = View(now=datetime(year, 6, 30, tzinfo=UTC), assessor="评价组")
        assert len(next(each_case(ledger, ["4401"], view)).adjustments.get("01", ())) == counted
    ledger.dispose()


@pytest.mark.parametrize("amount", ["", "x", "0", "nan", "inf", "1.005", "101", "-", "1e400"])
def test_points_that_are_no_points_are_refused(recorded: Jixiao, amount: str) -> None:
    result = recorded("adjust", "4401", "01", amount, "--reason", "核查", "--assessor", "评价组")
    assert result.exit_code == 2
    assert "is no number of points; write +1.5 or -2" in result.stderr
    assert [one["kind"] for one in entries(recorded, "4401", "01")] == ["actual"]


@given(st.lists(st.decimals(-100, 100, places=2), min_size=1, max_size=4), st.sampled_from(["2个", "1个", "0个"]))
def test_adjusted_points_stay_between_nothing_and_the_weight_and_totals_add_up(
    given_: list[Decimal], value: str
) -> None:
    declared = project(indicator("≥2个"))
    adjusted = tuple(Assessed(number=n, points=one, by="评价组", reason="r") for n, one in enumerate(given_, 1))
    one = case(declared, recorded(value), budget("100")).model_copy(update={"adjustments": {"01": adjusted}})
    (scored,) = evaluate([one], shipped(), Assessor(name="评价组", role="第三方"), {}).projects
    score = scored.scores[-1]
    assert score.points is not None
    assert score.weight is not None
    assert score.awarded is not None
    assert 0 <= score.points <= score.weight
    assert score.deduction == score.weight - score.points
    assert score.points == min(max(score.awarded + sum(given_), Decimal(0)), score.weight)
    assert scored.total == sum(one.points or 0 for one in scored.scores)


def test_an_adjusted_target_counts_and_both_are_shown(recorded: Jixiao) -> None:
    own = points(recorded, "01")
    write(Path("批复.pdf"), "x")
    args = ("4401", "01", "≥4份", "--reason", "区政府批复", "--by", "财政局", "--evidence", "批复.pdf")
    result = recorded("adjust-target", *args)
    assert result.stdout.startswith("甲项目 of 2024 报告数量: ≥2份 → ≥4份\n")
    score = points(recorded, "01")
    assert (score["target_text"], score["adjusted_target"]["declared"]) == ("≥4份", "≥2份")
    assert Decimal(score["points"]) == Decimal(own["points"]) / 2
    wanted = "≥4份（调整指标值，财政局，“区政府批复”；原申报 ≥2份（申报表第 11 行））"
    assert score["trace"]["target"] == wanted
    assert wanted in score["reason"]
    assert points(recorded, "01", *THIRD)["target_text"] == "≥4份"
    again = recorded("adjust-target", *args)
    assert (again.exit_code, "has the target ≥4份 already" in again.stderr) == (2, True)
    assert recorded("adjust-target", "4401", "01", "≥2份", "--reason", "撤回").exit_code == 0
    assert points(recorded, "01")["points"] == own["points"]
    assert [one["value"] for one in entries(recorded, "4401", "01")][:2] == ["≥4份（原 ≥2份）", "≥2份（原 ≥2份）"]


def test_a_target_declared_anew_after_its_adjustment_is_said(recorded: Jixiao, tmp_path: Path) -> None:
    recorded("adjust-target", "4401", "01", "≥4份", "--reason", "批复")
    write(tmp_path / "forms.txt", form().replace("≥2份", "≥3份"))
    recorded("import", "forms.txt", "--year", "2024")
    score = points(recorded, "01")
    assert score["target_text"] == "≥4份"
    assert "adjusted-target-old" in [one["code"] for one in score["findings"]]


def test_the_target_of_the_budget_row_is_the_budget(recorded: Jixiao) -> None:
    result = recorded("adjust-target", "4401", "预算执行", "90%", "--reason", "批复")
    assert result.exit_code == 2
    assert "jixiao correct 4401 预算执行 adjusted=AMOUNT" in result.stderr
