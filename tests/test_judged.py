"""Texts that a careful person has judged: what a target says, and what a row comes to or must be asked about."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.actuals import Actual, Inputs, Stated
from engine.runs.record import Origin, Score
from engine.scoring.evaluate import Recorded, score_project
from engine.scoring.inference import RuleBase
from engine.targets import Target, read_target
from engine.terms import Outcome
from tests.builders import HERE, case, indicator, project, shipped

CASES = Path(__file__).parent / "cases"
TARGETS: list[dict[str, Any]] = yaml.safe_load((CASES / "judged_targets.yaml").read_text(encoding="utf-8"))
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


def scored(row: dict[str, Any]) -> Score:
    """The case as the one row of a project."""
    level1 = next((name for name, below in LEVEL1.items() if row["level2"] in below), "产出指标")
    declared = indicator(str(row["target"]), name=row["name"], level1=level1, level2=row["level2"])
    inputs = {name: str(text) for name, text in row.get("inputs", {}).items()}
    record = Inputs(inputs=inputs) if inputs else Stated(value=str(row["actual"]))
    actual = Actual(code=declared.code, indicator=declared.name, record=record, source=HERE)
    sheet = score_project(case(project(declared), Recorded(actual=actual, origin=Origin(revision=1, by="张三"))), BASE)
    return next(one for one in sheet.scores if one.code == declared.code)


def codes(score: Score) -> set[str]:
    """Everything that is told of a row, at once and in its reason."""
    steps = score.facts.steps if score.facts else ()
    return {one.code for one in score.findings} | {one.code for one in steps}


@pytest.mark.parametrize("row", READINGS, ids=named)
def test_a_row_is_scored_as_a_person_would_or_asked_about(row: dict[str, Any]) -> None:
    score = scored(row)
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
        assert "actual-impossible" in codes(score)
    if "outcome" in row:
        assert score.outcome == row["outcome"]
    if "note" in row:
        assert NOTES[row["note"]] in codes(score)


def fields(target: Target) -> dict[str, Any]:
    """A target in the words of the case file."""
    return target.model_dump(mode="json") | {"each": target.each, "day": target.day}


def part(target: Target) -> str:
    """``>=60%``; the kind where it is no quantity."""
    dumped = target.model_dump(mode="json")
    return f"{dumped['operator'] or ''}{dumped['value']}{target.unit or ''}" if dumped["value"] else str(target.kind)


@pytest.mark.parametrize("row", TARGETS, ids=lambda row: str(row["text"]))
def test_a_target_is_read_as_a_person_would(row: dict[str, Any]) -> None:
    target = read_target(row["text"])
    read = fields(target)
    wanted = {name: value for name, value in row.items() if name not in ("text", "note", "parts")}
    assert {name: read[name] for name in wanted} == wanted
    assert [part(one) for one in target.parts][: len(row.get("parts", ()))] == row.get("parts", [])
    assert len(target.parts) == len(row.get("parts", target.parts))
    if "note" in row:
        assert target.findings, row["note"]


OPEN_NAMES = ("资产负债率", "室内湿度")
"""Names of which nothing says the direction."""


@given(st.sampled_from(OPEN_NAMES), st.integers(20, 90), st.integers(20, 99))
def test_a_question_is_asked_exactly_where_the_readings_give_other_points(name: str, target: int, actual: int) -> None:
    row = {"level2": "质量指标", "name": name, "actual": f"{actual}%"}
    seen = scored(row | {"target": f"{target}%"})
    read = [scored(row | {"target": f"{sign}{target}%"}).points for sign in ("≥", "≤")]
    ends = {points for points in read if points is not None}
    assert None not in read
    assert (seen.outcome is Outcome.OPEN) == (len(ends) > 1)
    assert seen.points_range == ((min(ends), max(ends)) if len(ends) > 1 else None)
