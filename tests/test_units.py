"""Figures in another unit than their target's: converted for sure, between two lengths of time, or asked about."""

from __future__ import annotations

import pytest

from engine.terms import Outcome
from tests.builders import compared


@pytest.mark.parametrize(
    ("target", "actual", "outcome"),
    [
        ("≤4个月", "119天", Outcome.MET),  # no four months have fewer than 120 days
        ("≤15天", "16个工作日", Outcome.PARTLY_MET),  # at least 16 days in any case
        ("≤30天", "10个工作日", Outcome.MET),  # two weeks at most
        ("≤120天", "3个月", Outcome.MET),  # 92 days at most
        ("≥150亩", "10公顷", Outcome.MET),
    ],
)
def test_a_length_that_lies_on_one_side_is_scored(target: str, actual: str, outcome: Outcome) -> None:
    found = compared(target, actual, name="工期")
    assert {one.outcome for one in found.ends or (found,)} == {outcome}


@pytest.mark.parametrize(
    ("target", "actual", "asks"),
    [
        ("≤4个月", "121天", "ask-length"),
        ("≤12天", "10个工作日", "ask-length"),  # 10 to 14 days
        ("≤120天", "4个月", "ask-length"),  # 120 to 123 days
        ("≤4.5个月", "121天", "ask-unit"),  # half a month is no length
        ("≤120天", "4.5个月", "ask-unit"),
        ("≤500元/人", "450万元", "ask-unit"),  # of all, not of each
        ("≥70户", "72人", "ask-unit"),
        ("≥70人", "72户", "ask-unit"),
        ("≥70人次", "72个", "ask-unit"),
        ("≥70课时", "72个", "ask-unit"),
        ("≥70学员", "72个", "ask-unit"),
        ("≥6单位", "7批次", "ask-unit"),
    ],
)
def test_what_may_be_on_both_sides_or_counts_something_else_is_asked(target: str, actual: str, asks: str) -> None:
    found = compared(target, actual, name="指标")
    assert (found.outcome, found.question) == (Outcome.OPEN, asks)


@pytest.mark.parametrize(
    ("target", "actual"), [("≥6系统", "7个系统"), ("≥6单位", "7个单位"), ("≥12班级", "12个"), ("≥5个", "6网点")]
)
def test_what_a_noun_names_is_counted_in_items(target: str, actual: str) -> None:
    assert compared(target, actual, name="指标").outcome is Outcome.MET


def test_a_deadline_in_the_month_after_each_period() -> None:
    days = {"2024-Q1": "2024-04-10", "2024-Q4": "2025-01-11", "2024-Q2": "2024-07-01", "2024-Q3": "2024-09-30"}
    found = compared("每季度次月10日前", periods=days, name="报表报送")
    assert found.completion is not None
    assert (found.outcome, str(found.completion.decimal(2))) == (Outcome.PARTLY_MET, "0.75")


@pytest.mark.parametrize(
    ("first", "outcome", "asks"),
    [("36200", Outcome.MET, ""), ("34200", Outcome.OPEN, "ask-other-unit"), ("36", Outcome.MET, "")],
)
def test_a_period_that_may_be_in_another_unit_says_nothing_of_the_others(
    first: str, outcome: Outcome, asks: str
) -> None:
    found = compared("2次及以上≥35公里", periods={"2024-01": first, "2024-02": "36"}, name="巡线里程")
    assert (found.outcome, found.question, found.ends) == (outcome, asks, ())


def test_a_part_that_may_be_in_another_unit_asks_for_it() -> None:
    asked = compared("管网≥3500米、泵站≥2座", inputs={"管网": "3.4", "泵站": "2"}, name="建设规模")
    assert (asked.outcome, asked.question) == (Outcome.OPEN, "ask-other-unit")
