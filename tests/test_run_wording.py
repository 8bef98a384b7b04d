"""A run is kept as facts; its sentences are made of them, and kept as they were where somebody signed."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from typing import Any

import pytest

from engine.language.catalogue import SENTENCES, Language
from engine.language.findings import Source
from engine.rulesets import Limit
from engine.runs.binding import SHEET, RunHead, read_sheet, sheet_text
from engine.runs.record import Assessed, ProjectScore
from engine.runs.wording import first_version, worded
from engine.scoring.evaluate import Case, head_under, score_project
from engine.scoring.inference import RuleBase
from tests.builders import budget, case, indicator, project, recorded, shipped
from tests.conftest import Jixiao
from tests.runs import whole

pytestmark = pytest.mark.usefixtures("plain_texts")

BASE = RuleBase(shipped())
SHORT = whole(r01="20条", r02="2025-01-17", r03="95%")
ADJUSTED = SHORT.model_copy(
    update={"adjustments": {"01": (Assessed(number=1, points=Decimal("-1.50"), by="评价组", reason="佐证不足"),)}}
)
OPEN = case(
    project(indicator("5次及以上≥5%", "月活跃度=访问APP人次/区常驻人口数量")),
    recorded(periods={"2024-01": "6%", "2024-02": "若干"}),
    budget("100"),
)
FLOOD = case(project(indicator("0起", name="安全事故")), recorded("3起"), budget("120"))
CASES = {"short": SHORT, "adjusted": ADJUSTED, "open": OPEN, "nothing recorded": case(project()), "flood": FLOOD}
WORDING = ("actual_text", "reason", "trace", "flags", "advice")


def keys(value: Any) -> set[str]:
    """Every key anywhere in a JSON value."""
    if isinstance(value, dict):
        return {*value, *(key for one in value.values() for key in keys(one))}
    return {key for one in value for key in keys(one)} if isinstance(value, list) else set()


@pytest.mark.parametrize("one", CASES.values(), ids=CASES)
def test_a_sheet_is_kept_as_facts_and_says_the_same_again(one: Case) -> None:
    scored = score_project(one, BASE)
    text = sheet_text(scored)
    assert json.loads(text)["schema"] == SHEET
    assert "message" not in keys(json.loads(text))
    assert not {name for row in json.loads(text)["scores"] for name in row if name in WORDING}
    again = read_sheet(text)
    assert again == scored
    assert worded(again, BASE.ruleset) == worded(scored, BASE.ruleset)
    assert sheet_text(worded(scored, BASE.ruleset)) == text


@pytest.mark.parametrize("one", CASES.values(), ids=CASES)
def test_wording_changes_no_figure(one: Case) -> None:
    scored = score_project(one, BASE)
    before, after = (json.loads(sheet_text(sheet)) for sheet in (scored, worded(scored, BASE.ruleset)))
    assert before == after


def test_the_same_facts_are_said_in_english() -> None:
    sheet = worded(score_project(ADJUSTED, BASE), BASE.ruleset, Language.ENGLISH)
    row = next(one for one in sheet.scores if one.code == "01")
    assert row.trace.formula == f"{row.weight} × 20 ÷ 33 = {row.awarded}"
    assert row.trace.comparison == "completion 20 ÷ 33 = 60.61%"
    assert row.trace.full_points == "an actual of ≥33"
    assert row.trace.assessed.startswith("Adjusted by the assessor (评价组 −1.50: “佐证不足”): ")
    assert row.reason.startswith(f"{row.name} gets {row.points} points (of {row.weight}). Target ≥33 (form, line ")
    assert row.reason.endswith(f"{row.trace.assessed}.")


def test_the_ends_of_an_open_row_are_said_each() -> None:
    row = worded(score_project(OPEN, BASE), BASE.ruleset, Language.ENGLISH).scores[1]
    assert row.trace.comparison.startswith("if none of the 1 to be verified counts, completion ")
    assert "; if all 1 to be verified count, " in row.trace.comparison


def first(scored: ProjectScore) -> ProjectScore:
    """A sheet as version 1 kept it."""
    return first_version(scored, BASE.ruleset)


@pytest.mark.parametrize("one", CASES.values(), ids=CASES)
def test_a_sheet_of_version_1_is_read_and_kept_as_it_was(one: Case) -> None:
    sheet = first(score_project(one, BASE))
    text = sheet.model_dump_json()
    assert read_sheet(text) == sheet
    assert sheet_text(read_sheet(text)) == text
    assert worded(read_sheet(text), BASE.ruleset) == sheet


def head_1(*given: Any) -> RunHead:
    return head_under(*given).model_copy(update={"schema_": "jixiao.head/1"})


@pytest.mark.others_words
def test_a_run_of_version_1_is_shown_and_verified_as_it_was_kept(
    recorded: Jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("engine.services.rescoring.score_project", lambda *given: first(score_project(*given)))
        patch.setattr("engine.services.rescoring.head_under", head_1)
        assert recorded("score").exit_code == 0
    assert '"reason":"' in kept("SELECT content FROM page WHERE content LIKE '{%'")
    assert '"schema":"jixiao.head/1"' in kept("SELECT content FROM run_content")
    before = recorded("explain", "latest", "4401").stdout
    assert json.loads(recorded("verify", "latest", "--format", "json").stdout)["same"] is True
    assert recorded("score").exit_code == 0
    assert recorded("explain", "latest", "4401").stdout == before
    assert '"schema":"jixiao.head/2"' in kept("SELECT content FROM run_content ORDER BY rowid DESC")


def kept(query: str) -> str:
    with sqlite3.connect("jixiao.db") as connection:
        return str(connection.execute(query).fetchone()[0])


@pytest.mark.others_words
def test_what_was_signed_is_shown_as_it_was_signed_for_ever(scored: Jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version of the program says it in other words; the signature still holds, and the signed words are shown."""
    assert scored("sign", "latest", "--new-key", "--key", "k.pem", "--name", "张三", "--role", "负责人").exit_code == 0
    before = scored("explain", "latest", "4401").stdout
    assert "满分" in before
    monkeypatch.setitem(SENTENCES[Language.CHINESE], "points", "{name}计 {points}/{weight} 分")
    assert scored("explain", "latest", "4401").stdout == before
    verified = json.loads(scored("verify", "latest", "--format", "json").stdout)
    assert (verified["same"], verified["signatures"]) == (True, 1)
    assert scored("score", "--assessor", "评价组").exit_code == 0
    assert "满分 10.00）。目标" not in scored("explain", "latest", "4401").stdout


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Source(file="f.docx", table=2, row=5), "≥33（申报表第 2 个表第 5 行）"),
        (Source(file="f.xlsx", sheet="Sheet1", cell="C7"), "≥33（申报表工作表“Sheet1” C7）"),
        (None, "≥33"),
    ],
)
def test_a_target_is_told_with_the_place_where_it_is_declared(place: Source | None, said: str) -> None:
    scored = score_project(SHORT, BASE)
    moved = tuple(one.model_copy(update={"declared_at": place}) for one in scored.scores)
    told = worded(scored.model_copy(update={"scores": moved}), BASE.ruleset)
    assert next(one.trace.target for one in told.scores if one.code == "01") == said


def test_a_limit_of_a_sheet_of_version_1_stays_as_it_was_worded() -> None:
    ruleset = shipped()
    most = ruleset.parameters["late_step"].model_copy(update={"value": Decimal(80)})
    limit = Limit(of="total", cap="most", clause="示例")
    capped = ruleset.model_copy(update={"parameters": {**ruleset.parameters, "most": most}, "limits": (limit,)})
    said = first_version(score_project(whole(), RuleBase(capped)), capped)
    assert said.adjustments[0].message.startswith("total最多计分值的80%（示例）：")
    now = worded(score_project(whole(), RuleBase(capped)), capped)
    assert now.adjustments[0].message.startswith("总分最多计分值的80%（示例）：")
    kept = said.model_copy(
        update={"adjustments": tuple(one.model_copy(update={"facts": None}) for one in said.adjustments)}
    )
    assert worded(kept, capped) == kept
