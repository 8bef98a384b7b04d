"""Events against their limits: each is judged by itself, and the row says how many kept them."""

from __future__ import annotations

from typing import Any

import pytest

from engine.compare import Comparison
from engine.targets.words import DAYS
from engine.terms import Outcome
from tests.builders import compared

PASS = "3日内处理为100%，逾期为0"
WEEKEND = ("2024-03-01 17:00", "2024-03-04 09:00")
"""From a Friday to the Monday after it: one working day, three days of the calendar."""

WEEK = ("2024-03-05 08:00", "2024-03-08 09:00")


def event(start: str, *ends: str | None) -> dict[str, Any]:
    """An event and its ends, of which the second is an arrival."""
    moments = {name: end and end.replace(" ", "T") for name, end in zip(("完成", "到场"), ends, strict=False)}
    return {"name": "工单", "line": 2, "start": start.replace(" ", "T"), "ends": moments}


def codes(one: Comparison) -> list[str]:
    return [step.code for step in one.steps]


@pytest.mark.parametrize(
    ("limit", "outcome"), [("1个工作日", Outcome.PARTLY_MET), ("3个工作日", Outcome.MET), ("2天", Outcome.NOT_MET)]
)
def test_a_limit_in_working_days_leaves_out_the_weekend(limit: str, outcome: Outcome) -> None:
    seen = compared(f"≤{limit}", name="办结时限", events=[event(*WEEKEND), event(*WEEK)])
    assert seen.outcome is outcome


def test_a_limit_in_working_days_is_not_kept_where_the_calendar_ends() -> None:
    seen = compared("≤1个工作日", name="办结时限", events=[event("2099-03-02 08:00", "2099-03-03 08:00")])
    assert seen.outcome is Outcome.NOT_MET


def test_a_share_that_equals_a_bound_to_be_exceeded_is_asked_about() -> None:
    soon = ("2024-03-05 08:00", "2024-03-05 09:00")
    seen = compared(">50%", name="按时办结率", explanation="2天内办结", events=[event(*WEEKEND), event(*soon)])
    assert (seen.outcome, codes(seen)) == (Outcome.OPEN, ["events-judged", "ask-strict"])
    assert seen.asked is seen.steps[-1]


class TestPassOrFail:
    def test_it_is_passed_where_every_event_kept_its_limit(self) -> None:
        seen = compared("100%", explanation=PASS, events=[event(*WEEKEND)])
        assert (seen.outcome, codes(seen)) == (Outcome.MET, ["direction-whole", "events-judged", "compared", "passed"])

    def test_one_late_event_fails_it_and_the_reason_says_how_many_were_in_time(self) -> None:
        seen = compared("100%", explanation=PASS, events=[event(*WEEKEND), event(*WEEK)])
        assert (seen.outcome, codes(seen)) == (
            Outcome.NOT_MET,
            ["direction-whole", "events-judged", "compared", "failed"],
        )
        assert {name: seen.steps[1].values[name] for name in ("kept", "total")} == {"kept": "1", "total": "2"}

    def test_ends_that_no_limit_is_for_are_said(self) -> None:
        seen = compared("100%", explanation=PASS, events=[event("2024-03-01 08:00", *WEEKEND)])
        assert (seen.outcome, codes(seen)) == (Outcome.UNREADABLE, ["event-limits"])

    def test_an_event_that_goes_on_leaves_it_open(self) -> None:
        seen = compared("100%", explanation=PASS, events=[event(*WEEKEND), event("2024-03-04 08:00", None)])
        assert (seen.outcome, seen.question) == (Outcome.OPEN, "events-unclosed")
        assert [one.outcome for one in seen.ends] == [Outcome.NOT_MET, Outcome.MET]


@pytest.mark.parametrize("unit", sorted(DAYS - {"月"}))  # 1月内 is January
def test_every_unit_of_a_time_limit_after_a_day_is_counted(unit: str) -> None:
    for day, outcome in (("2024-03-05", Outcome.MET), ("2026-03-05", Outcome.PARTLY_MET)):
        seen = compared(f"合同签订后1{unit}内完成", inputs={"合同签订": "2024-03-04", "完成日期": day})
        assert seen.outcome is outcome, [str(step) for step in seen.steps]
