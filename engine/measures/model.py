"""The measure, and the reading of a row: what :func:`engine.measures.read_indicator` makes of an indicator."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from engine.explanations import Formula, Input, Limit
from engine.language.findings import Finding, Findings, Value
from engine.language.rendering import InChinese
from engine.lexicon import NameMeaning
from engine.measures.direction import DirectionReading
from engine.quantity import Number
from engine.targets import Operator, Target, TargetKind
from engine.terms import Answer, AnswerKind, Answers


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

    ``description`` is one sentence saying what to record; ``inputs`` lists the figures with units. ``formula``
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
    description: InChinese
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

    @property
    def counts_points_as_shares(self) -> bool:
        """Whether marks and percent are the same to it: of a score sheet, a ratio of points, a rating."""
        return self.kind in (MeasureKind.SCORE_SHEET, MeasureKind.RATIO, MeasureKind.RATING)


class Reading(Value):
    """A declared row as it is understood.

    ``stated`` is how a direction was found that the target does not say, and what persons settled by their ``answers``;
    ``question`` asks for a direction where nothing decides. ``name`` is the indicator's, ``named`` what the lexicon knows
    of it.
    """

    target: Target
    measure: Measure
    direction: DirectionReading
    named: NameMeaning
    name: str = ""
    stated: Findings = ()
    answers: Answers = ()
    question: Finding | None = None

    @property
    def not_due(self) -> Answer | None:
        """The answer that nothing was due, by which the row does not apply whatever was recorded."""
        return next((one for one in self.answers if one.kind is AnswerKind.NOT_DUE), None)

    def targets(self) -> tuple[Target, ...]:
        """The target by each operator that is admitted; as it is where there is one way to read it."""
        if not self.direction.is_open:
            return (self.target,)
        return tuple(_by(self.target, one) for one in self.direction.operators)


def _by(target: Target, operator: Operator) -> Target:
    """A target with an operator where it has none; of a target in parts, in each part that has none."""
    if target.kind is TargetKind.COMPOUND:
        parts = tuple(part if part.operator else _by(part, operator) for part in target.parts)
        return target.model_copy(update={"parts": parts})
    return target.model_copy(update={"operator": operator}) if target.kind is TargetKind.QUANTITY else target
