"""How far two runs agree in grade and total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from engine.quantity import Ratio
from engine.rulesets import Ruleset
from engine.runs.assessors.model import Agreement
from engine.runs.assessors.shared import SharedProjects
from engine.runs.outlines import Outline

NOTHING = Decimal("0.00")


def agreement_of(first: int, second: int, shared: SharedProjects) -> Agreement:
    """How far two runs agree, by their places."""
    one, other = shared.runs[first].outlines, shared.runs[second].outlines
    pairs = [(one[code], other[code]) for code in shared.codes if code in one and code in other]
    order = _grades(shared.runs[shared.base].head.ruleset_content)
    graded = [pair for pair in pairs if None not in (pair[0].grade, pair[1].grade)]
    ranked = [_direction(pair, order) for pair in graded]
    apart = [
        pair[0].total - pair[1].total for pair in graded if pair[0].total is not None and pair[1].total is not None
    ]
    return Agreement(
        first=first,
        second=second,
        projects=len(graded),
        same=ranked.count(0),
        higher=ranked.count(1),
        lower=ranked.count(-1),
        share=Ratio.of(ranked.count(0), len(graded)).decimal(4) if graded else None,
        mean=_mean(apart),
        mean_apart=_mean([abs(one) for one in apart]),
        open=len(pairs) - len(graded),
    )


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return Ratio.of(sum(values, NOTHING), len(values)).decimal(2) if values else None


def _direction(pair: tuple[Outline, Outline], order: Sequence[str]) -> int:
    """1 where the first has the higher grade, -1 where the lower, 0 where the same.

    By the ``order`` of the base's grades; by the totals where a grade is not among them.
    """
    first, second = pair
    if first.grade == second.grade:
        return 0
    if first.grade in order and second.grade in order:
        return 1 if order.index(first.grade) < order.index(second.grade) else -1
    return 1 if (first.total or NOTHING) > (second.total or NOTHING) else -1


def _grades(content: str) -> tuple[str, ...]:
    """The names of a ruleset's grades, the highest first."""
    try:
        ruleset = Ruleset.model_validate_json(content)
    except ValueError:
        return ()
    return tuple(one.name for one in sorted(ruleset.grades, key=lambda grade: grade.at_least, reverse=True))
