"""Scoring after corrections: only what is affected is computed, and the run is the same as if all were."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from engine.runs.binding import OF_LINES
from engine.runs.record import Assessor, Run
from engine.scoring.evaluate import evaluate
from engine.services.rescoring import Plan, Rules, carry_out, plan_run
from engine.store import (
    Act,
    View,
    all_codes,
    append_actual,
    append_adjustment,
    append_declarations,
    append_target,
    each_case,
    ledger_in_memory,
    load_run,
)
from tests.builders import shipped
from tests.formtext import form
from tests.test_store import actual, forms

START = datetime(2025, 1, 1, tzinfo=UTC)
CODES = ("4401", "4402", "4403")
PACKAGES = {"jixiao": "0"}


def planned(
    ledger: Engine, now: datetime, assessor: str = "", program: str = "p", ruleset: str = "mof-2020-10"
) -> Plan:
    rules = Rules(shipped(ruleset), Assessor(name=assessor, role="自评"), PACKAGES, program)
    return plan_run(ledger, rules, View(now=now))


def score(ledger: Engine, now: datetime, **options: str) -> Run:
    """A run as ``jixiao score`` makes it."""
    made = carry_out(ledger, planned(ledger, now, **options), now)
    return load_run(ledger, made.head.run)


def afresh(ledger: Engine, now: datetime, assessor: str = "") -> Run:
    view = View(now=now, assessor=assessor)
    cases = tuple(each_case(ledger, all_codes(ledger), view))
    return evaluate(cases, shipped(), Assessor(name=assessor, role="自评"), PACKAGES)


def correct(ledger: Engine, code: str, value: str, at: datetime, assessor: str = "") -> None:
    append_actual(ledger, code, actual("01", "报告数量", value), by="李四", reason="核查", at=at, assessor=assessor)


PROJECTS = st.sampled_from(CODES)
ASSESSORS = st.sampled_from(["", "评价组", "另一组"])
STEPS = st.one_of(
    st.tuples(st.just("actual"), PROJECTS, ASSESSORS, st.sampled_from(["0份", "1份", "2份", "很多"])),
    st.tuples(st.just("target"), PROJECTS, st.just(""), st.sampled_from(["≥1份", "≥4份", "若干"])),
    st.tuples(st.just("adjustment"), PROJECTS, ASSESSORS, st.sampled_from(["-2.00", "1.50"])),
    st.tuples(st.just("expiring"), PROJECTS, ASSESSORS, st.sampled_from(["-1.00", "2.00"])),
    st.tuples(st.just("form"), PROJECTS, st.just(""), st.sampled_from(["甲", "乙"])),
    st.tuples(st.just("score"), st.just(""), ASSESSORS, st.just("")),
)


def do(ledger: Engine, step: tuple[str, str, str, str], at: datetime) -> None:
    kind, code, assessor, value = step
    (project,) = forms(form(code or "1"))
    row, act = project.indicators[0], Act(by="李四", reason="核查", at=at)
    if kind == "actual":
        correct(ledger, code, value, at, assessor)
    elif kind == "target":
        append_target(ledger, code, row, value, act)
    elif kind == "form":
        append_declarations(ledger, forms(form(code, value)), at)
    elif kind != "score":
        expires = at + timedelta(days=2) if kind == "expiring" else None
        append_adjustment(ledger, code, row, Decimal(value), assessor, act, expires)


def same_projects(one: Run, other: Run) -> bool:
    """Whether all that is told of the projects is the same; a run that keeps lines has another name."""
    return [sheet.model_dump_json() for sheet in one.projects] == [sheet.model_dump_json() for sheet in other.projects]


@settings(max_examples=10)
@given(st.lists(STEPS, min_size=1, max_size=8))
def test_a_run_that_keeps_lines_gives_the_same_sheets(steps: list[tuple[str, str, str, str]]) -> None:
    ledger = ledger_in_memory()
    append_declarations(ledger, forms(*(form(code) for code in CODES)), START)
    try:
        for number, step in enumerate([*steps, ("score", "", "", ""), ("score", "", "评价组", "")]):
            now = START + timedelta(days=number)
            do(ledger, step, now)
            if step[0] == "score":
                plan = planned(ledger, now, assessor=step[2])
                lined = plan._replace(head=plan.head.model_copy(update={"schema_": OF_LINES}), before=None, codes=None)
                made = carry_out(ledger, lined, now)
                assert same_projects(load_run(ledger, made.head.run), afresh(ledger, now, step[2]))
    finally:
        ledger.dispose()


@settings(max_examples=25)
@given(st.lists(STEPS, min_size=1, max_size=12))
def test_any_corrections_give_the_bytes_of_scoring_everything_afresh(steps: list[tuple[str, str, str, str]]) -> None:
    ledger = ledger_in_memory()
    append_declarations(ledger, forms(*(form(code) for code in CODES)), START)
    try:
        for number, step in enumerate(steps):
            now = START + timedelta(days=number)
            do(ledger, step, now)
            if step[0] == "score":
                assert (
                    score(ledger, now, assessor=step[2]).model_dump_json()
                    == afresh(ledger, now, step[2]).model_dump_json()
                )
        end = START + timedelta(days=len(steps))
        for assessor in ("", "评价组"):
            assert (
                score(ledger, end, assessor=assessor).model_dump_json()
                == afresh(ledger, end, assessor).model_dump_json()
            )
    finally:
        ledger.dispose()


def computed(ledger: Engine, now: datetime, **options: str) -> list[str]:
    """The projects that scoring computes, in the order of their codes."""
    return sorted(carry_out(ledger, planned(ledger, now, **options), now).some)


def test_only_what_a_correction_reaches_is_computed() -> None:
    ledger = ledger_in_memory()
    append_declarations(ledger, forms(*(form(code) for code in CODES)), START)
    assert computed(ledger, START) == list(CODES)
    assert computed(ledger, START) == []
    correct(ledger, "4402", "1份", START)
    assert computed(ledger, START) == ["4402"]
    append_declarations(ledger, forms(form("4404")), START)
    assert computed(ledger, START) == ["4404"]
    correct(ledger, "4403", "1份", START, assessor="评价组")
    assert sorted(computed(ledger, START, assessor="评价组")) == [*CODES, "4404"]
    ledger.dispose()


def test_other_code_another_ruleset_or_another_assessor_computes_everything() -> None:
    ledger = ledger_in_memory()
    append_declarations(ledger, forms(*(form(code) for code in CODES)), START)
    score(ledger, START)
    for options in ({"program": "q"}, {"ruleset": "hubei-2020"}, {"assessor": "评价组"}):
        assert computed(ledger, START, **options) == list(CODES)
    ledger.dispose()
