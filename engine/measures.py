"""How the actual of an indicator is obtained, from its target and its explanation together."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from engine.explanations import Explanation, Formula, Input, Limit
from engine.findings import Findings, Value
from engine.quantity import Number
from engine.targets import Target


class MeasureKind(StrEnum):
    """The ways an actual is obtained."""

    DIRECT = "direct"
    RATIO = "ratio"
    DEADLINE = "deadline"
    PASS_FAIL = "pass_fail"
    RESPONSE = "response"
    SCORE_SHEET = "score_sheet"
    PERIODIC_MEAN = "periodic_mean"
    PERIOD_COUNT = "period_count"
    CHANGE = "change"
    RATING = "rating"


class Measure(Value):
    """What to record for an indicator, and how it becomes the actual.

    ``description`` is one Chinese sentence saying what to record; ``inputs`` lists the figures with units. ``formula``
    is the one that defines the indicator; ``other_formulas`` stand in the explanation too but do not measure the
    target (a 率 beside a count). ``limits`` for responses, ``full_marks`` for score sheets, ``period`` for series.
    """

    kind: MeasureKind
    description: str
    inputs: tuple[Input, ...] = ()
    formula: Formula | None = None
    other_formulas: tuple[Formula, ...] = ()
    deadline: date | None = None
    start: date | None = None
    limits: tuple[Limit, ...] = ()
    pass_condition: str | None = None
    fail_condition: str | None = None
    full_marks: Number | None = None
    period: str | None = None
    findings: Findings = ()


def settle(name: str, target: Target, explanation: Explanation) -> tuple[Target, Measure]:
    """The target as the explanation settles it, and the measure that goes with it; never raises."""
    raise NotImplementedError
