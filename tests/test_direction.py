"""Which way a number without a sign is better: the strongest evidence of its row decides, and says that it did."""

from __future__ import annotations

from typing import Any, cast

import pytest
import yaml

from engine.measures import BareValue, Evidence, Reading, Understanding, read_indicator
from engine.targets import Operator
from tests.builders import ROOT, YEAR, indicator
from tests.codes import codes_of

CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/directions.yaml").read_text(encoding="utf-8"))


def _read(one: dict[str, Any]) -> Reading:
    row = indicator(one["target"], one.get("explanation", ""), one["name"], level2=one.get("level2", "数量指标"))
    by = Understanding(cast("BareValue", one.get("ruleset", "ask")))
    return read_indicator(row.model_copy(update={"nature": one.get("nature", "")}), YEAR, by)


def _id(one: dict[str, Any]) -> str:
    return " ".join(str(one[key]) for key in ("name", "target", "nature", "explanation", "ruleset") if key in one)


@pytest.mark.parametrize("one", CASES, ids=_id)
def test_the_strongest_evidence_decides(one: dict[str, Any]) -> None:
    read = _read(one)
    found = "ask" if read.direction.is_open else str(read.target.operator)
    assert (found, read.direction.evidence) == (one["operator"], one["evidence"]), read.direction
    if "because" in one:
        assert read.direction.because == one["because"]


@pytest.mark.parametrize("one", CASES, ids=_id)
def test_what_a_direction_is_taken_from_is_said_or_the_question_is_asked(one: dict[str, Any]) -> None:
    read = _read(one)
    stated = next((one.code for one in read.stated), None)
    asked = None if read.question is None else read.question.code
    is_stated = one["evidence"] not in (Evidence.SIGN, Evidence.NONE)
    assert stated == (f"direction-{one['evidence']}" if is_stated else None)
    assert asked == ("ask-direction" if one["operator"] == "ask" else None)


@pytest.mark.parametrize("one", [one for one in CASES if one["operator"] == "ask"], ids=_id)
def test_where_nothing_decides_both_ways_are_admitted(one: dict[str, Any]) -> None:
    assert [target.operator for target in _read(one).targets()] == [Operator.GE, Operator.LE]


def test_there_is_a_case_for_each_evidence() -> None:
    assert {one["evidence"] for one in CASES} == {str(one) for one in Evidence} - {"answer"}
    said = {f"direction-{one['evidence']}" for one in CASES}
    elsewhere = {"direction-answer", "direction-either"}  # one is told, the other seen with the actual
    assert {code for code in codes_of("measures") if code.startswith("direction-")} - said <= elsewhere


def test_a_sign_against_the_name_is_doubted_only_where_a_number_has_it() -> None:
    def doubted(name: str, target: str, explanation: str = "") -> bool:
        read = read_indicator(indicator(target, explanation, name), YEAR)
        return "operator-doubtful" in {one.code for one in read.target.findings}

    assert doubted("投诉率", "≥5%")
    assert doubted("提供设备数量", "≤22台")
    assert not doubted("投诉率", "≤5%")
    assert not doubted("投诉率", "下降5%以上")
    assert not doubted("项目开展及时性", "100%", "全部工作完成时间控制在2024年12月31日以前")  # read as that day
