"""Where another run scores a row otherwise than the base does, by how much, and why."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from engine.quantity import Ratio
from engine.runs.assessors.model import Deviation, Opinion
from engine.runs.assessors.shared import SharedProjects
from engine.runs.differences import KINDS, Change, Context, Kind, Pair, causes, context, less, pair_rows, shown_actual
from engine.runs.outlines import unlike_sheets
from engine.runs.record import ProjectScore, Score

NOTHING = Decimal("0.00")
WEIGHT_ONLY = (Kind.WEIGHT,)


def opinion_of(score: Score | None) -> Opinion:
    """A row as a run judges it."""
    if score is None or score.weight is None:
        return Opinion()
    return Opinion(
        weight=score.weight,
        points=score.points,
        outcome=score.outcome,
        actual=shown_actual(score),
        rules=score.rules,
        formula=score.trace.formula,
    )


def row_fields(score: Score) -> dict[str, str]:
    """Where a row stands in its form."""
    return {"code": score.code, "level1": score.level1, "level2": score.level2, "name": score.name}


def deviations_of(shared: SharedProjects) -> tuple[Deviation, ...]:
    """Every row that another run scores otherwise than the base: the furthest apart first, then by the base's order;
    those without points on one side come last, the heaviest first."""
    found = [
        one
        for column, run in enumerate(shared.runs)
        if column != shared.base
        for one in _against(column, context(shared.runs[shared.base].head, run.head), shared)
    ]
    return tuple(sorted(found, key=_rank))


def _rank(one: Deviation) -> tuple[bool, Decimal]:
    if one.points is not None:
        return False, -abs(one.points)
    return True, -max(one.base.weight or NOTHING, one.other.weight or NOTHING)


def _against(column: int, given: Context, shared: SharedProjects) -> Iterable[Deviation]:
    runs = shared.runs[shared.base], shared.runs[column]
    for base, other in unlike_sheets(*runs, shared.codes):
        for before, after in pair_rows(base.scores, other.scores):
            pair = Pair(base.code, before, after, (base.funds, other.funds))
            if _differs(pair):
                yield _deviation(pair, column, base, given.of(base, other))


def _differs(pair: Pair) -> bool:
    """Whether the two give other points; rows that neither of them scores are no deviation."""
    before, after = opinion_of(pair.before), opinion_of(pair.after)
    return before.points != after.points or (before.weight is None) != (after.weight is None)


def _deviation(pair: Pair, column: int, base: ProjectScore, given: Context) -> Deviation:
    before, after = opinion_of(pair.before), opinion_of(pair.after)
    why = tuple(_as_tier(change, pair) for change in causes(pair, given))
    kinds = tuple(dict.fromkeys(change.kind for change in why))
    points, share = less(_points(before), _points(after)), less(_share(before), _share(after))
    return Deviation(
        project=base.code,
        project_name=base.name,
        unit=base.unit,
        **row_fields(pair.one),
        column=column,
        base=before,
        other=after,
        points=points,
        share=share,
        generous=points is not None and points > 0 and kinds != WEIGHT_ONLY and share != 0,
        causes=kinds,
        why=why,
    )


def _as_tier(change: Change, pair: Pair) -> Change:
    """Another actual of a row that is judged in tiers is another tier."""
    awards = {score.award for score in (pair.before, pair.after) if score}
    if change.kind is not Kind.ACTUAL or "tier" not in awards:
        return change
    return change.model_copy(update={"kind": Kind.TIER, "what": KINDS[Kind.TIER]})


def _points(one: Opinion) -> Decimal | None:
    """Points; nothing where the run does not have the row, None while it is open."""
    return NOTHING if one.weight is None else one.points


def _share(one: Opinion) -> Decimal | None:
    if one.points is None or not one.weight:
        return None
    return Ratio.of(one.points, one.weight).decimal(4)
