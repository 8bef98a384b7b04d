"""Rows that a careful person has judged, as one row of a project: what they come to, or must be asked about."""

from __future__ import annotations

from collections.abc import Set
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from engine.actuals import Actual, Inputs, Stated
from engine.runs.record import Origin, Score
from engine.scoring.evaluate import Recorded, score_project
from engine.scoring.inference import RuleBase
from engine.terms import Outcome
from tests.builders import HERE, case, indicator, project, shipped

CASES = Path(__file__).parent / "cases"
READINGS: list[dict[str, Any]] = yaml.safe_load((CASES / "readings.yaml").read_text(encoding="utf-8"))
BASE = RuleBase(shipped())
LEVEL1 = {"效益指标": ("社会效益指标", "经济效益指标", "生态效益指标")}
# what a case's note asks for -> the codes by which it is told
NOTES = {
    "approximate": "actual-approximate",
    "unit-taken-as-the-same": "unit-taken-as-the-same",
    "tier-without-share": "tier-default",
    "over-fulfilled-against-an-exact-target": "exact-exceeded",
    "not-the-same-as-不适用": "actual-none-happened",
    "points-of-a-hundred": "points-as-share",
    "above-the-whole": "actual-above-whole",
    "per-left-out": "counter-differs",
}


def named(row: dict[str, Any]) -> str:
    return f"{row['name']} {row['target']} {row.get('actual', row.get('inputs'))}"


def level1_of(row: dict[str, Any]) -> str:
    """The level 1 that a case's level 2 stands under."""
    return next((name for name, below in LEVEL1.items() if row["level2"] in below), "产出指标")


def scored(row: dict[str, Any]) -> Score:
    """The case as the one row of a project."""
    declared = indicator(str(row["target"]), name=row["name"], level1=level1_of(row), level2=row["level2"])
    inputs = {name: str(text) for name, text in row.get("inputs", {}).items()}
    record = Inputs(inputs=inputs) if inputs else Stated(value=str(row["actual"]))
    actual = Actual(code=declared.code, indicator=declared.name, record=record, source=HERE)
    sheet = score_project(case(project(declared), Recorded(actual=actual, origin=Origin(revision=1, by="张三"))), BASE)
    return next(one for one in sheet.scores if one.code == declared.code)


def codes(score: Score) -> set[str]:
    """Everything that is told of a row, at once and in its reason."""
    steps = score.facts.steps if score.facts else ()
    return {one.code for one in score.findings} | {one.code for one in steps}


def assert_judged(score: Score, row: dict[str, Any], impossible: Set[str]) -> None:
    """The row came to what its case says; one that cannot be has a finding of ``impossible``."""
    assert row.keys() & {"share", "ask", "impossible", "outcome"}
    if "share" in row:
        assert score.points is not None, score.question
        assert score.weight
        assert abs(score.points / score.weight - Decimal(str(row["share"]))) <= Decimal("0.001")
    if "ask" in row:
        assert score.outcome is Outcome.OPEN
        assert score.question is not None
        assert score.question.asks == row["ask"]
    if "impossible" in row:
        assert score.points is None
        assert codes(score) & impossible
    if "outcome" in row:
        assert score.outcome == row["outcome"]
