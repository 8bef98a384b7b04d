"""Bands compare like with like: a figure is looked up in the unit of the table, whatever unit it is written in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.actuals import Actual, Stated
from engine.rulesets import load_ruleset, ruleset_ids
from engine.runs.record import Origin, Score
from engine.scoring.evaluate import Recorded, score_project
from engine.scoring.inference import RuleBase
from tests.builders import HERE, case, indicator, project, shipped

# what one in the unit is in percent
UNITS = {"%": Decimal(1), "成": Decimal(10), "‰": Decimal("0.1")}
BASES = {name: RuleBase(shipped(name)) for name in ruleset_ids()}
CORE = "mof-2021-101"


def score(ruleset: str, target: str, actual: str, level1: str = "满意度指标") -> Score:
    """A row of satisfaction with what was recorded for it."""
    row = indicator(target, name="服务对象满意度", level1=level1, level2="服务对象满意度指标")
    recorded = Actual(code=row.code, indicator=row.name, record=Stated(value=actual), source=HERE)
    entry = Recorded(actual=recorded, origin=Origin(revision=1, by="张三"))
    return next(one for one in score_project(case(project(row), entry), BASES[ruleset]).scores if one.code == row.code)


@given(st.sampled_from(sorted(BASES)), st.integers(50, 98), st.integers(50, 99), st.sampled_from(sorted(UNITS)))
def test_a_share_gets_the_same_points_in_every_unit(ruleset: str, target: int, actual: int, unit: str) -> None:
    of_target, of_actual = (f"{Decimal(one) / UNITS[unit]:f}{unit}" for one in (target, actual))
    plain = score(ruleset, f"≥{target}%", f"{actual}%")
    written = score(ruleset, f"≥{of_target}", of_actual)
    assert (written.points, written.outcome) == (plain.points, plain.outcome)
    assert score(ruleset, f"≥{target}%", of_actual).points == plain.points


@pytest.mark.parametrize(
    ("target", "actual", "share"),
    [
        ("≥8成", "92%", "1"),  # met, and in the highest band
        ("≥85‰", "80‰", "0"),  # 8% is below the lowest band
        ("≥9成", "8.5成", "0.8"),
        ("提升3%", "4%", "1"),  # a change is no level: nothing is looked up
        ("≥90分", "45分", "0"),  # points are not looked up: below the pass line of 60%
        ("≥95%", "62%", "0.5"),
    ],
)
def test_what_a_table_of_percentages_gives(target: str, actual: str, share: str) -> None:
    found = score(CORE, target, actual)
    assert found.weight
    assert found.points == (found.weight * Decimal(share)).quantize(Decimal("0.01"))


def test_every_table_of_actuals_says_a_unit_that_its_rules_can_reach() -> None:
    for name in ruleset_ids():
        ruleset = load_ruleset(name)[0]
        assert ruleset is not None
        for rule in ruleset.awards:
            tables = [table for table in ruleset.given(rule).tables.values() if table.of == "actual"]
            words = ruleset.condition(rule).words
            assert all(words["dimension"] == ("share",) and set(words["kind"]) <= {"quantity", "range"} for _ in tables)
