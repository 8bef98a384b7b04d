"""Bands compare like with like: a figure is looked up in the unit of the table, whatever unit it is written in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.actuals import Actual, Stated
from engine.rulebook.check import check_ruleset
from engine.rulesets import load_ruleset, read_ruleset_files, ruleset_ids
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


BANDS = "bands:\n  own: {{of: {of}, unit: {unit}, meaning: 自定, clause: 本地, steps: [{{at_least: 5, share: 100}}, {{at_least: 1, share: 50}}]}}\n"
RULE = "id: own\npriority: 1\nquestion: 问？\nclause: 本地\nwhen: {when}\nthen: {{award: bands, bands: own}}\n"


def own_ruleset(folder: Path, unit: str, when: str, of: str = "actual") -> Path:
    """A ruleset with a table of bands of its own and the rule that looks it up."""
    head = "id: own\nextends: mof-2020-10\ntitle: 本地办法\ndocument: 本地\nvalid_from: '2024-01-01'\n"
    (folder / "own/rules").mkdir(parents=True)
    (folder / "own/ruleset.yaml").write_text(head + BANDS.format(unit=unit, of=of), encoding="utf-8")
    (folder / "own/rules/own.yaml").write_text(RULE.format(when=when), encoding="utf-8")
    return folder / "own"


@pytest.mark.parametrize(
    ("table", "when", "code", "says"),
    [
        (('"%"', "actual"), "{dimension: duration, outcome: met}", "bands-unreached", "dimension duration"),
        (
            ("万元", "actual"),
            "{dimension: [share, points], outcome: met}",
            "bands-unreached",
            "dimension share, points",
        ),
        (("个", "actual"), "{kind: deadline, outcome: met}", "bands-unreached", "kind deadline"),
        (('"%"', "actual"), "{kind: budget, outcome: met}", "bands-unreached", "kind budget"),
        (("百分比", "actual"), "{outcome: met}", "yaml-value", "is no unit"),
        (("小时", "completion"), "{outcome: met}", "yaml-value", "leave the unit out"),
    ],
)
def test_a_table_in_a_unit_that_no_row_of_its_rule_has_is_refused(
    tmp_path: Path, table: tuple[str, str], when: str, code: str, says: str
) -> None:
    unit, of = table
    read = read_ruleset_files(own_ruleset(tmp_path, unit, when, of))
    assert read.ruleset is None
    found = next(one for one in read.findings if one.code == code)
    assert says in found.message
    assert check_ruleset(read) == read.findings


@pytest.mark.parametrize(
    ("unit", "when", "pair", "share"),
    [
        ("万元", "{outcome: [met, partly_met]}", ("≥3万元", "20000元"), "0.5"),
        ("天", "{outcome: [met, partly_met]}", ("≥48小时", "120小时"), "1"),
        (
            '"%"',
            "{kind: [quantity, change], outcome: [met, partly_met]}",
            ("提升3%", "2.4%"),
            "0.8",
        ),  # a change: no level
        ('"%"', "{outcome: [met, partly_met]}", ("≥30天", "27天"), "0.9"),  # nothing to look up: in proportion
    ],
)
def test_a_rule_with_a_table_takes_the_rows_that_the_table_can_grade(
    tmp_path: Path, unit: str, when: str, pair: tuple[str, str], share: str
) -> None:
    target, actual = pair
    read = read_ruleset_files(own_ruleset(tmp_path, unit, when))
    assert read.ruleset is not None
    row = indicator(target, name="持续提供服务", level1="效益指标", level2="社会效益指标")
    recorded = Actual(code=row.code, indicator=row.name, record=Stated(value=actual), source=HERE)
    entry = Recorded(actual=recorded, origin=Origin(revision=1, by="张三"))
    sheet = score_project(case(project(row), entry), RuleBase(read.ruleset))
    found = next(one for one in sheet.scores if one.code == row.code)
    assert found.weight
    assert found.points == (found.weight * Decimal(share)).quantize(Decimal("0.01"))
