"""The measure: what :func:`engine.measures.settle` makes of a target and its explanation."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from engine.explanations import Formula, Input, Limit
from engine.language.findings import Findings, Value
from engine.quantity import Number


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

    - direct: one input with the indicator's name; of a target in parts, one per part;
    - response: one input per limit, named by its label: how long each event took;
    - periodic_mean: the input is recorded for every day of the ``period``, as a series;
    - period_count: the formula's inputs for every ``period``;
    - change: 基期值 and 当期值, or the inputs of a formula that computes the change itself;
    - rating: a series of counts and the stars they were given, computed by ``formula``.
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
