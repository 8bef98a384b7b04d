"""The rows of one project in two runs: what changed in each, and what each change did to its points.

Where several things changed in one row, what the weight alone did is told apart (the rules give the weight times a
share), and so is what assessors' adjustments did; the rest is what the others did together, and is not divided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from engine.quantity import CENT, EXACT
from engine.runs.differences.changes import row_changes
from engine.runs.differences.context import Context
from engine.runs.differences.kinds import KINDS, Change, Kind
from engine.runs.differences.model import Effect, RowDifference, RowScore
from engine.runs.differences.pairs import Pair, pair_rows
from engine.runs.record import ProjectScore, Score

NOTHING = Decimal("0.00")
QUIET = (Kind.WEIGHT, Kind.FLAG, Kind.ADJUSTMENT)
"""Kinds of change that leave the share of the weight that the rules give as it is."""


def less(after: Decimal | None, before: Decimal | None) -> Decimal | None:
    """after − before, None where one is not known."""
    return None if after is None or before is None else EXACT.subtract(after, before)


def signed(points: Decimal) -> str:
    """Points with their sign, for the eye: ``+4.92``, ``−4.92``, ``0``."""
    return "0" if not points else f"{'+' if points > 0 else '−'}{abs(points)}"


def fallback_of(header: Iterable[Change], is_software: bool) -> Kind:
    """What moved a row for which no cause of its own is known."""
    if any(one.kind is Kind.DECLARATION for one in header):
        return Kind.DECLARATION
    return Kind.SOFTWARE if is_software else Kind.UNKNOWN


def row_differences(
    before: ProjectScore, after: ProjectScore, given: Context, fallback: Kind
) -> tuple[RowDifference, ...]:
    """The rows of a project that are not the same; ``fallback`` is the cause where a row has none of its own."""
    funds = before.funds, after.funds
    pairs = (Pair(after.code, *scores, funds) for scores in pair_rows(before.scores, after.scores))
    rows = (_row(pair, given, fallback) for pair in pairs if _counts(pair))
    return tuple(row for row in rows if row.changes or _result(row.before) != _result(row.after))


def _counts(pair: Pair) -> bool:
    """Whether a row is scored on some side; one that never applied is of no interest."""
    return any(score is not None and score.weight is not None for score in (pair.before, pair.after))


def _result(score: RowScore | None) -> object:
    return score and (score.weight, score.points, score.outcome)


def _row(pair: Pair, given: Context, fallback: Kind) -> RowDifference:
    one, changes = pair.one, causes(pair, given, fallback)
    points = less(_points(pair.after), _points(pair.before))
    return RowDifference(
        code=one.code,
        level1=one.level1,
        level2=one.level2,
        name=one.name,
        before=row_score(pair.before),
        after=row_score(pair.after),
        changes=changes,
        effects=effects(pair, changes),
        points=points,
    )


def causes(pair: Pair, given: Context, fallback: Kind = Kind.UNKNOWN) -> tuple[Change, ...]:
    """Everything that changed in a row; with ``fallback`` where that does not account for its points."""
    changes = row_changes(pair, given)
    if _is_unaccounted(pair, changes):
        return (*changes, Change(kind=fallback, what=KINDS[fallback]))
    return changes


def _is_unaccounted(pair: Pair, changes: Sequence[Change]) -> bool:
    """Whether nothing is known to have changed the share of the weight that the rules give, and yet it changed.

    Two points of one share, each rounded to a hundredth, are in the proportion of their weights within half of one.
    """
    before, after = pair.before, pair.after
    if before is None or after is None or any(one.kind not in QUIET for one in changes):
        return False
    old, new = _awarded(before), _awarded(after)
    if old is None or new is None:
        is_other = before.weight == after.weight and before.points_range != after.points_range
        return is_other or (before.outcome, old) != (after.outcome, new)
    weights = before.weight or NOTHING, after.weight or NOTHING
    apart = abs(EXACT.multiply(old, weights[1]) - EXACT.multiply(new, weights[0]))
    return before.outcome != after.outcome or apart > EXACT.multiply(sum(weights), CENT / 2)


def _points(score: Score | None) -> Decimal | None:
    """The points of a row: nothing where it is not there or does not count, None while it is open."""
    return NOTHING if score is None or score.weight is None else score.points


def row_score(score: Score | None) -> RowScore | None:
    """A row as a run has it."""
    if score is None:
        return None
    return RowScore(
        target=score.target_text,
        actual=score.actual_text,
        outcome=score.outcome,
        weight=score.weight,
        points=score.points,
        rules=score.rules,
        formula=score.trace.formula,
    )


def effects(pair: Pair, changes: Sequence[Change]) -> tuple[Effect, ...]:
    """What the weight did by itself, what assessors' adjustments did, and what all other changes did together; nothing
    while one side is open.

    The rules give the weight times a share, so the new weight at the old share is what the weight alone would have
    given; a hundredth that is left over where nothing else changed is its rounding.
    """
    old, new = _awarded(pair.before), _awarded(pair.after)
    if old is None or new is None:
        return ()
    kinds = tuple(dict.fromkeys(one.kind for one in changes if one.kind is not Kind.FLAG))
    others = tuple(kind for kind in kinds if kind not in QUIET)
    by_weight = NOTHING
    if Kind.WEIGHT in kinds:
        by_weight = _at_new_weight(old, pair) - old if others else new - old
    by_assessors = _given(pair.after) - _given(pair.before)
    parts = [
        Effect(kinds=(Kind.WEIGHT,), points=by_weight) if Kind.WEIGHT in kinds else None,
        Effect(kinds=others, points=new - old - by_weight) if others else None,
        Effect(kinds=(Kind.ADJUSTMENT,), points=by_assessors) if Kind.ADJUSTMENT in kinds or by_assessors else None,
    ]
    return tuple(one for one in parts if one is not None)


def _awarded(score: Score | None) -> Decimal | None:
    """The points that the rules gave, before assessors' adjustments."""
    return _points(score) if score is None or score.awarded is None else score.awarded


def _given(score: Score | None) -> Decimal:
    """What assessors' adjustments made of a row's points, within its bounds."""
    if score is None or score.points is None or score.awarded is None:
        return NOTHING
    return score.points - score.awarded


def _at_new_weight(points: Decimal, pair: Pair) -> Decimal:
    """The points that the old share would give at the new weight."""
    before, after = pair.before, pair.after
    if before is None or after is None or not before.weight or after.weight is None:
        return NOTHING
    return EXACT.quantize(EXACT.divide(EXACT.multiply(points, after.weight), before.weight), CENT)
