"""Declared, recorded, expected: the cases of tests/cases/scores.yaml through reading, comparing, deciding, computing."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml

from engine.compare import Comparison
from engine.compare.model import goal_of
from engine.runs.record import Score
from engine.scoring.inference import RuleBase
from engine.targets import read_target
from tests.builders import ROOT, case, compared, indicator, project, recorded, shipped, worded_project

CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/scores.yaml").read_text(encoding="utf-8"))
HOW = ("inputs", "periods", "aggregate")
BASE = RuleBase(shipped())


def _recording(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in HOW if name in one}


def _comparison(one: dict[str, Any]) -> Comparison:
    texts = {"explanation": one.get("explanation", ""), "name": one.get("name", "指标")}
    return compared(str(one["target"]), one.get("actual"), **texts, **_recording(one))


def _score(one: dict[str, Any]) -> Score:
    """The case as one of four groups of 产出指标, so that its weight is 12.50."""
    row = indicator(str(one["target"]), one.get("explanation", ""), one.get("name", "指标"))
    others = [indicator("≥1", code=f"{number:02}", level2=f"组{number}") for number in range(2, 5)]
    levels = [
        indicator("≥1", code="05", level1="效益指标"),
        indicator("≥1", code="06", level1="满意度指标"),
    ]
    entries = []
    if "actual" in one or _recording(one):
        entries.append(recorded(one.get("actual"), **_recording(one)))
    scores = worded_project(case(project(row, *others, *levels), *entries), BASE).scores
    return next(score for score in scores if score.code == "01")


@pytest.mark.parametrize("one", CASES, ids=[one["why"] for one in CASES])
def test_outcome_and_numbers(one: dict[str, Any]) -> None:
    seen = _comparison(one)
    assert seen.outcome == one["outcome"], [str(step) for step in seen.steps]
    for number in ("completion", "deviation", "lateness"):
        if number in one:
            ratio = getattr(seen, number)
            assert ratio is not None, number
            assert ratio.fraction() == Fraction(str(one[number])), number
    if "finding" in one:
        assert one["finding"] in {step.code for step in seen.steps}


@pytest.mark.parametrize("one", CASES, ids=[one["why"] for one in CASES])
def test_points_and_flags(one: dict[str, Any]) -> None:
    score = _score(one)
    if one["points"] is None:
        assert score.points is None
        assert score.deduction is None
    else:
        assert score.weight == Decimal("12.50")
        assert score.points == Decimal(str(one["points"])).quantize(Decimal("0.01")), score.reason
        assert score.deduction == score.weight - score.points
    assert [flag.rule for flag in score.flags] == ([one["flag"]] if "flag" in one else [])


@pytest.mark.parametrize("one", [one for one in CASES if one["points"] is not None], ids=lambda one: one["why"])
def test_the_formula_can_be_redone_on_paper(one: dict[str, Any]) -> None:
    """The formula of a reason, typed into a calculator, gives the points it claims."""
    score = _score(one)
    left, _, right = score.trace.formula.partition(" = ")
    if not right:
        assert left == str(score.points)
        return
    claimed = Decimal(right.split("（")[0])
    exact = _calculate(left)
    bounded = max(Fraction(0), min(exact, Fraction(score.weight or 0)))
    assert claimed == score.points
    assert abs(bounded - Fraction(claimed)) <= Fraction(1, 200)
    assert score.trace.formula in score.reason


def _calculate(text: str) -> Fraction:
    python = text.replace("×", "*").replace("÷", "/").replace("−", "-").replace("[", "(").replace("]", ")")
    python = _fractions(python)
    result: Fraction = eval(python, {"Fraction": Fraction})
    return Fraction(result)


def _fractions(text: str) -> str:
    """Every number as a Fraction, a percentage as hundredths."""

    def number(match: re.Match[str]) -> str:
        value = f'Fraction("{match[1]}")'
        return f"({value}/100)" if match[2] else value

    return re.sub(r"(\d+(?:\.\d+)?)(%?)", number, text)


def test_a_target_in_words_has_no_goal() -> None:
    with pytest.raises(ValueError, match="no number"):
        goal_of(read_target("效果明显"))
