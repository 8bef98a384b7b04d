"""What must hold whatever was read: of findings, of scores, of what is printed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from engine.language.catalogue import CODES
from engine.language.findings import Finding
from engine.runs.record import Run

FAILED = ("file-failed", "row-failed", "project-failed")
"""What is said of a fault of the program itself."""
CENT = Decimal("0.01")


def said(findings: Iterable[Finding], placed: bool = True) -> None:
    """Every finding can be kept, told apart and printed in both languages; it names its place."""
    for one in findings:
        assert one.code in CODES
        assert one.code not in FAILED, one
        assert one.source is not None or not placed, one
        assert hash(one.source) == hash(one.source)
        assert one.message
        assert one.chinese()
        json.dumps(one.model_dump(mode="json"), ensure_ascii=False).encode()


def said_in_json(findings: list[dict[str, Any]]) -> None:
    """As :func:`contents_of`, of what a command prints."""
    for one in findings:
        assert one["code"] in CODES
        assert one["code"] not in FAILED, one
        assert one["source"] is not None, one
        assert one["source"]["file"], one
        assert one["message"]


def scored(run: Run) -> None:
    """Points lie within their weights, weights and totals add up, every row has a reason; the record reads back."""
    for project in run.projects:
        said(project.findings)
        for score in project.scores:
            said(score.findings)
            assert score.reason
            if score.points is not None and score.weight is not None:
                assert 0 <= score.points <= score.weight
                assert score.points == score.points.quantize(CENT)
        weights = [one.weight for one in project.scores if one.weight is not None]
        assert not weights or sum(weights) == 100, weights
        low, high = project.total_range
        assert 0 <= low <= high <= 100
        assert project.total is None or project.total == low == high
    assert Run.model_validate_json(run.model_dump_json()).model_dump_json() == run.model_dump_json()


def scored_in_json(run: dict[str, Any]) -> None:
    """As :func:`scored`, of what a command prints."""
    for project in run["projects"]:
        said_in_json([*project["findings"], *(one for score in project["scores"] for one in score["findings"])])
        for score in project["scores"]:
            if score["points"] is not None:
                assert 0 <= Decimal(score["points"]) <= Decimal(score["weight"])
        low, high = map(Decimal, project["total_range"])
        assert 0 <= low <= high <= 100
