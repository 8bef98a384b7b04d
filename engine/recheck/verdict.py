"""What came of judging a row: right, wrong with the score that follows, or why it cannot be told."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from engine.language.findings import Finding, Severity, Value, finding
from engine.quantity import Number, plain
from engine.recheck.methods import Step, method_of
from engine.recheck.model import FilledRow


class Verdict(StrEnum):
    """Whether a stated score follows from target and actual."""

    RIGHT = "right"
    WRONG = "wrong"
    UNDECIDED = "undecided"
    NOT_SCORED = "not_scored"


class Judged(Value):
    """One row judged. ``recomputed`` is the score that follows, by ``rule``; None where it cannot be told.

    ``span`` is the least and the most that may follow where that is not one score, as within a tier. ``finding`` is the
    fault of a wrong row, or why a row is undecided.
    """

    verdict: Verdict
    recomputed: Number | None = None
    span: tuple[Number, Number] | None = None
    rule: str = ""
    finding: Finding | None = None


class Case(Value):
    """A row to be judged, with its points and the tolerance in points."""

    row: FilledRow
    weight: Number
    score: Number
    tolerance: Number

    def agrees(self, points: Decimal) -> bool:
        """Whether the stated score is these points, within the tolerance."""
        return abs(self.score - points) <= self.tolerance

    @property
    def is_full(self) -> bool:
        """Whether all points were taken."""
        return self.score >= self.weight - self.tolerance


def right(points: Decimal | None = None, rule: str = "") -> Judged:
    """The stated score follows."""
    return Judged(verdict=Verdict.RIGHT, recomputed=points, rule=rule)


def undecided(code: str, **values: object) -> Judged:
    """Whether the score follows cannot be told, for the reason of that code."""
    return Judged(verdict=Verdict.UNDECIDED, finding=finding(code, **values))


def unknown(question: Finding) -> Judged:
    """What a run would ask about is for a person here: nobody can be asked in a printed table."""
    return Judged(verdict=Verdict.UNDECIDED, finding=question.model_copy(update={"severity": Severity.NOTE}))


def wrong(case: Case, step: Step) -> Judged:
    """The stated score does not follow; ``step`` says what does."""
    reason = finding(
        "score-mismatch",
        name=case.row.name,
        target=case.row.target.text.strip(),
        actual=case.row.actual.text.strip(),
        weight=plain(case.weight),
        stated=plain(case.score),
        recomputed=step.points,
        rule=method_of(step.rule),
        formula=step.formula,
    )
    return Judged(verdict=Verdict.WRONG, recomputed=step.points, span=step.span, rule=step.rule, finding=reason)


def by_other_method(case: Case, step: Step) -> Judged:
    """The stated score follows from a method that is not the ruleset's."""
    reason = finding("other-method", stated=plain(case.score), method=method_of(step.rule), formula=step.formula)
    return Judged(verdict=Verdict.UNDECIDED, recomputed=step.points, rule=step.rule, finding=reason)
