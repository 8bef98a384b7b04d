"""Texts that a careful person has judged: what a target says, and what a row comes to or must be asked about."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.targets import Target, read_target
from engine.terms import Outcome
from tests.judged import CASES, NOTES, READINGS, assert_judged, codes, named, scored

TARGETS: list[dict[str, Any]] = yaml.safe_load((CASES / "judged_targets.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", READINGS, ids=named)
def test_a_row_is_scored_as_a_person_would_or_asked_about(row: dict[str, Any]) -> None:
    score = scored(row)
    assert_judged(score, row, {"actual-impossible"})
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
