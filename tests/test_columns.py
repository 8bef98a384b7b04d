"""A set scored as columns is the set scored row by row."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.awards import AWARDS
from engine.columns import Columns, Results, Tables, cases_of, results_of, score_partition, tables_of
from engine.columns.fits import Line, Quotient, line_through, quotient_of
from engine.measures import Reading, Understanding
from engine.measures.declared_row import DeclaredRow
from engine.quantity import Ratio
from engine.rulesets import Ruleset, load_ruleset
from engine.scoring.evaluate import Case, score_project
from engine.scoring.inference import RuleBase
from engine.terms import Outcome
from tests.builders import ROOT, shipped
from tests.random_sets import random_cases, usual_cases
from tests.sample_cases import sample_cases
from tests.varied_sets import varied_sets

SHIPPED = ("mof-2020-10", "mof-2021-101", "hubei-2020", "third-party-2020")
OWN = """
limits:
  - {of: 产出指标, cap: most, clause: 本地}
  - {of: 效益指标, pass_line: line, clause: 本地}
  - {of: total, cap: most, pass_line: least, clause: 本地}
"""
PARAMETERS = """parameters:
  most: {value: 90, unit: "%", meaning: 上限, clause: 本地}
  line: {value: 60, unit: "%", meaning: 线, clause: 本地}
  least: {value: 30, unit: "%", meaning: 线, clause: 本地}
  per_day: {value: 0.7, unit: "%", meaning: 每日, clause: 本地}
  each: {value: 30, unit: "%", meaning: 每次, clause: 本地}
  rate: {value: 50, unit: "%", meaning: 调减, clause: 本地}
  core: {value: 3, unit: 倍, meaning: 核心指标, clause: 本地}
"""
RULES = {
    "late-own": "{kind: deadline, outcome: partly_met}|{award: late_days, deduct: per_day}",
    "often-own": "{direction: lower, outcome: [not_met, partly_met], measure: direct}|{award: per_occurrence, deduct: each}",
    "over-own": "{direction: higher, outcome: met, completion: '>= over_fulfilled_from'}|{adjust: reduce_over, start: over_fulfilled_from, rate: rate}",
    "most-own": "{direction: higher, outcome: met, level2: 质量指标}|{adjust: cap, at: most}",
}


@cache
def own() -> Ruleset:
    """A ruleset with all that the shipped ones lack: limits, adjustments, other awards, core indicators that weigh more."""
    with TemporaryDirectory() as folder:
        return _own(Path(folder) / "own")


def _own(folder: Path) -> Ruleset:
    shutil.copytree(ROOT / "rulesets/mof-2020-10", folder)
    head = folder / "ruleset.yaml"
    text = head.read_text(encoding="utf-8").replace("parameters:\n", PARAMETERS, 1)
    head.write_text(text.replace("weights:\n", "weights:\n  core_factor: core\n", 1) + OWN, encoding="utf-8")
    for at, (name, rule) in enumerate(RULES.items(), 2):
        when, then = rule.split("|")
        body = f"id: {name}\npriority: {at}\nquestion: 问？\nclause: 本地\nwhen: {when}\nthen: {then}\n"
        (folder / "rules" / f"{name}.yaml").write_text(body, encoding="utf-8")
    ruleset, findings = load_ruleset(str(folder))
    assert ruleset is not None, [str(one) for one in findings]
    return ruleset


def by_rows(cases: Sequence[Case], ruleset: Ruleset) -> Results:
    base = RuleBase(ruleset)
    return results_of(score_project(case, base) for case in cases)


def alike(got: Results, wanted: Results) -> None:
    """Whether they are the same, ratios in lowest terms."""
    assert got.projects.to_dicts() == wanted.projects.to_dicts()
    for one, other in zip(got.rows.to_dicts(), wanted.rows.to_dicts(), strict=True):
        for row in (one, other):
            top, bottom = row.pop("numerator"), row.pop("denominator")
            row["ratio"] = None if top is None else Ratio.of(top, bottom).fraction()
        assert one == other


def as_columns(cases: Sequence[Case], ruleset: Ruleset) -> Results:
    return score_partition(tables_of(cases), ruleset)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_sample_scored_as_columns(name: str) -> None:
    ruleset = shipped(name)
    alike(as_columns(sample_cases(), ruleset), by_rows(sample_cases(), ruleset))


@pytest.mark.parametrize("name", [*SHIPPED, "own"])
def test_every_award_as_columns(name: str) -> None:
    ruleset = own() if name == "own" else shipped(name)
    cases = usual_cases(40)
    alike(as_columns(cases, ruleset), by_rows(cases, ruleset))


@pytest.mark.parametrize("name", [*SHIPPED, "own"])
@settings(max_examples=2)
@given(seed=st.integers(1, 2**32))
def test_a_set_at_random_is_scored_as_row_by_row(name: str, seed: int) -> None:
    ruleset = own() if name == "own" else shipped(name)
    cases = random_cases(seed, 24, [one.code for one in ruleset.items])
    alike(as_columns(cases, ruleset), by_rows(cases, ruleset))


@pytest.mark.soak
@pytest.mark.parametrize("name", [*SHIPPED, "own"])
@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_large_sets_at_random(name: str, seed: int) -> None:
    ruleset = own() if name == "own" else shipped(name)
    cases = random_cases(seed, 400, [one.code for one in ruleset.items])
    alike(as_columns(cases, ruleset), by_rows(cases, ruleset))


def test_rows_that_differ_in_figures_alone_are_asked_about_a_few_times() -> None:
    """Figures, shares, changes, days, missing rows and words are columns; lists of events and series are not (1.4%)."""
    (tables,) = varied_sets(4_000, 4_000)
    ruleset = shipped()
    columns = Columns(ruleset)
    columns.score(tables)
    asked = columns.judge.seen.cache_info().misses
    assert asked < 2_000
    columns.score(tables)
    assert columns.judge.seen.cache_info().misses == asked
    alone = tables.rows.filter(pl.col("record").is_not_null()).height
    assert alone <= 0.02 * (tables.rows.height + tables.projects.height)


def test_what_a_set_is_scored_with_makes_no_difference() -> None:
    """In parts, in another order, after other sets, in another process: the same scores."""
    ruleset = shipped()
    cases = [*random_cases(7, 12), *(case_named(one, f"Q{at}") for at, one in enumerate(random_cases(8, 12)))]
    whole = as_columns(cases, ruleset)
    parts = [as_columns(cases[first : first + 7], ruleset) for first in range(0, 24, 7)]
    alike(Results(*(pl.concat(some) for some in zip(*parts, strict=True))), whole)
    tables, rules = pickle.loads(pickle.dumps((tables_of(cases), ruleset)))
    alike(score_partition(tables, rules), whole)
    alike(Columns(ruleset).score(tables), whole)


def case_named(one: Case, code: str) -> Case:
    return one.model_copy(update={"project": one.project.model_copy(update={"code": code})})


def test_tables_are_the_cases_they_were_made_of() -> None:
    ruleset = shipped()
    cases = [*sample_cases()[:8], *random_cases(3, 6)]
    alike(by_rows(list(cases_of(tables_of(cases))), ruleset), by_rows(cases, ruleset))


def test_tables_may_be_plain_columns() -> None:
    tables = tables_of(sample_cases()[:5])
    plain = Tables.of(tables.projects.to_dict(as_series=False), tables.rows.to_dict(as_series=False))
    alike(score_partition(plain, shipped()), as_columns(sample_cases()[:5], shipped()))
    few = Tables.of({"project": ["甲"]}, {"project": ["甲"], "code": ["01"], "target": ["≥90%"], "actual": ["45%"]})
    assert score_partition(few, shipped()).rows["findings"].to_list()[1] == ["level1-unknown"]


def test_an_empty_set() -> None:
    assert score_partition(tables_of(()), shipped()).rows.is_empty()


def test_an_award_that_does_not_say_where_it_bends_is_asked_for_each_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("proportional", "linear"):
        monkeypatch.setattr(type(AWARDS[name]), "straight", False)
    cases = random_cases(11, 24)
    alike(Columns(shipped()).score(tables_of(cases)), by_rows(cases, shipped()))


def test_a_project_that_the_program_fails_on_stands_there_as_by_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = list(sample_cases()[:6])
    failing = {cases[3].project.indicators[0].target_text}

    def fails(row: DeclaredRow, by: Understanding) -> Reading:
        if row.target_text in failing:
            raise ZeroDivisionError
        return read(row, by)

    read = DeclaredRow.read
    monkeypatch.setattr(DeclaredRow, "read", fails)
    got = Columns(shipped()).score(tables_of(cases))
    assert Outcome.ERROR in got.rows["outcome"].to_list()
    alike(got, by_rows(cases, shipped()))


def test_rows_with_one_code_are_scored_as_by_rows() -> None:
    one = sample_cases()[0]
    rows = tuple(row.model_copy(update={"code": "01"}) for row in one.project.indicators)
    cases = [
        case_named(one, "A"),
        one.model_copy(update={"project": one.project.model_copy(update={"indicators": rows})}),
    ]
    alike(as_columns(cases, shipped()), by_rows(cases, shipped()))


@pytest.mark.parametrize(
    ("samples", "made"),
    [
        ([((2, 3), Fraction(200, 3)), ((1, 4), 25), ((3, 5), 60), ((4, 5), 80)], Quotient((100, 0), (0, 1, 0))),
        ([((2, 3), Fraction(-100, 3)), ((1, 4), -75), ((3, 5), -40)], Quotient((100, -100), (0, 1, 0))),
        ([((2, 3), -1), ((1, 4), -3), ((3, 5), -2)], Quotient((1, -1), (0, 0, 1))),
        ([((2, 3), 40), ((1, 4), 80), ((3, 5), 100), ((4, 5), 100)], None),
        ([((2, 3), 6), ((1, 4), 4), ((3, 5), 15), ((4, 5), 20)], None),
        ([((2, 3), 6)], None),
        ([((1, 1), 1), ((2, 2), 2), ((3, 3), 3)], None),
        ([((1,), Fraction(1, 3)), ((2,), Fraction(2, 3))], Quotient((1,), (0, 3))),
        ([((1,), 10**10), ((2,), 2 * 10**10)], None),
    ],
)
def test_how_a_number_is_made_of_others(samples: list[tuple[tuple[int, ...], Fraction]], made: Quotient | None) -> None:
    given = [([Fraction(one) for one in values], Fraction(result)) for values, result in samples]
    assert quotient_of(given) == made


def test_lines() -> None:
    straight = line_through([(Fraction(n), Fraction(2 * n + 1, 3)) for n in (1, 2, 7)])
    inverse = line_through([(Fraction(n), 1 + Fraction(6, n)) for n in (1, 2, 7)])
    assert straight is not None
    assert inverse is not None
    assert straight == Line(Fraction(1, 3), Fraction(2, 3))
    assert inverse == Line(Fraction(1), Fraction(6), True)
    assert straight.whole == (2, 1, 0, 3)
    assert inverse.whole == (1, 6, 1, 0)
    assert straight.reaches(Fraction(1)) == 1
    assert inverse.reaches(Fraction(4)) == 2
    assert inverse.reaches(Fraction(1)) is None
    assert Line(Fraction(1)).reaches(Fraction(1)) is None
    assert line_through([(Fraction(n), Fraction(n * n)) for n in (1, 2, 7)]) is None
    assert line_through([(Fraction(n), Fraction(n * n)) for n in (0, 2, 7)]) is None
    assert Line(Fraction(1, 10**9), Fraction(1, 7)).whole is None
