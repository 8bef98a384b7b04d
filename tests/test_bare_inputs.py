"""Inputs of a formula without a unit beside one that has one: in which units they may be, and what is asked."""

from __future__ import annotations

import pytest

from engine.terms import Outcome
from tests.builders import compared

UPTIME = {"name": "运行保障率", "explanation": "运行保障率=（总时长-故障时长）/总时长×100%"}
SAVED = {"name": "运维费用节约率", "explanation": "运维费用节约率=（计划费用-实际费用）/计划费用×100%"}
WALKED = {"name": "巡检里程率", "explanation": "巡检里程率=实际里程/计划里程×100%"}


@pytest.mark.parametrize(
    ("row", "target", "inputs", "ends"),
    [
        (UPTIME, "≥99%", {"故障时长": "300分钟", "总时长": "8784"}, {"96.58", "99.94", "100.00"}),
        (UPTIME, "≥99%", {"故障时长": "300", "总时长": "8784小时"}, {"18.03", "96.58", "99.94"}),
        (SAVED, "≥5%", {"计划费用": "86.5万元", "实际费用": "85.2"}, {"1.50", "99.99"}),
        (SAVED, "≥5%", {"计划费用": "865000元", "实际费用": "85.2"}, {"1.50", "99.99"}),
        (SAVED, "≥5%", {"计划费用": "2亿元", "实际费用": "1.9"}, {"5.00", "100.00"}),
    ],
)
def test_a_bare_input_is_asked_about_with_all_it_may_come_to(
    row: dict[str, str], target: str, inputs: dict[str, str], ends: set[str]
) -> None:
    found = compared(target, inputs=inputs, **row)
    assert (found.outcome, found.question) == (Outcome.OPEN, "ask-input-unit")
    assert ends <= {str(one.actual.decimal(2)) for one in found.ends if one.actual is not None}


@pytest.mark.parametrize(
    ("row", "target", "inputs", "actual"),
    [
        (WALKED, "≥95%", {"实际里程": "95", "计划里程": "100公里"}, "95.00"),
        (WALKED, "≥95%", {"实际里程": "34200米", "计划里程": "35"}, "97.71"),  # of 35米 it is no share
        (SAVED, "≥5%", {"计划费用": "86.5万元", "实际费用": "852000"}, "1.50"),
        (SAVED, "≥1%", {"计划费用": "86.5", "实际费用": "85.2"}, "1.50"),
        (UPTIME, "≥99%", {"故障时长": "0", "总时长": "8784小时"}, "100.00"),
    ],
)
def test_what_can_be_in_one_unit_only_is_taken_in_it(
    row: dict[str, str], target: str, inputs: dict[str, str], actual: str
) -> None:
    found = compared(target, inputs=inputs, **row)
    assert found.actual is not None
    assert str(found.actual.decimal(2)) == actual


def test_the_two_years_of_a_change_are_of_one_unit() -> None:
    asked = compared("降低5%", inputs={"基期值": "86.5万元", "当期值": "85.2"}, name="运维费用")
    assert (asked.outcome, asked.question) == (Outcome.OPEN, "ask-input-unit")
    taken = compared("提升20%", inputs={"基期值": "50小时", "当期值": "58"}, name="服务时长")
    assert taken.completion is not None
    assert str(taken.completion.decimal(2)) == "0.80"


def test_the_inputs_of_a_period_are_asked_about_too() -> None:
    periods = {
        "2024-01": {"故障时长": "30分钟", "总时长": "744"},
        "2024-02": {"故障时长": "0小时", "总时长": "696小时"},
    }
    found = compared("≥99.95%", periods=periods, **UPTIME)
    assert (found.outcome, found.question) == (Outcome.OPEN, "ask-input-unit")
