"""What is laid over a form and over its scores: officially adjusted targets, points adjusted by an assessor."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from engine.language.findings import Finding, Findings, finding
from engine.runs.record import AdjustedTarget, Assessed, Score
from engine.terms import Indicator

NOTHING = Decimal("0.00")


def replaced(indicator: Indicator, adjusted: AdjustedTarget | None) -> tuple[Indicator, Findings]:
    """The row with its adjusted target, where there is one; a target that was declared anew since is a finding."""
    if adjusted is None:
        return indicator, ()
    findings: list[Finding] = []
    if indicator.target_text not in (adjusted.declared, adjusted.target_text):
        findings.append(
            finding(
                "adjusted-target-old",
                declared=indicator.target_text,
                before=adjusted.declared,
                adjusted=adjusted.target_text,
            )
        )
    return indicator.model_copy(update={"target_text": adjusted.target_text}), tuple(findings)


def assessed(score: Score, adjustments: Sequence[Assessed]) -> Score:
    """The score after an assessor's adjustments, all added up: never below 0 nor above the weight.

    A row without points keeps none; that the adjustments do not count is then a finding.
    """
    if not adjustments:
        return score
    if score.points is None or score.weight is None:
        open_adjustment = finding("adjustment-open", name=score.name).at(score.declared_at)
        return score.model_copy(update={"findings": (*score.findings, open_adjustment)})
    raw = score.points + sum((one.points for one in adjustments), NOTHING)
    points = min(max(raw, NOTHING), score.weight)
    return score.model_copy(
        update={
            "points": points,
            "deduction": score.weight - points,
            "awarded": score.points,
            "assessed": tuple(adjustments),
        }
    )
