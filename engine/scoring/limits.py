"""Caps and pass lines on the points of a level 1 or of the whole project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from engine.quantity import EXACT, Ratio, points
from engine.rulesets import Limit, Ruleset
from engine.runs.record import Adjustment, LimitFacts, Score

NOTHING = Decimal("0.00")


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), NOTHING)


Bound = Literal["cap", "pass_line"]


def change_of(limit: Limit, got: Decimal, weight: Decimal, ruleset: Ruleset) -> tuple[Decimal, Bound]:
    """By how much a limit lowers some points, and which of its bounds does."""
    if limit.cap is not None:
        cap = ruleset.parameters[limit.cap]
        most = points(weight, Ratio.of(cap.number))
        if got > most:
            return most - got, "cap"
    if limit.pass_line is not None:
        line = ruleset.parameters[limit.pass_line]
        if got < EXACT.multiply(weight, line.number):
            return -got, "pass_line"
    return NOTHING, "cap"


def limited(
    scores: Iterable[Score], levels: Mapping[str, str], ruleset: Ruleset, is_full: bool
) -> tuple[Decimal, tuple[Adjustment, ...]]:
    """The total after all limits, and each change they made; ``is_full`` counts what is not known as
    the most that it may come to."""
    counted = {score.code: score.bounds[is_full] for score in scores}
    weights = {score.code: score.weight for score in scores}
    total = _sum(counted.values())
    made: list[Adjustment] = []
    for number, limit in enumerate(ruleset.limits):
        codes = [code for code in counted if limit.of in (levels[code], "total")]
        got = total if limit.of == "total" else _sum(counted[code] for code in codes)
        change, bound = change_of(limit, got, _sum(weights[code] for code in codes), ruleset)
        if change:
            total += change
            facts = LimitFacts(limit=number, by=bound, got=got)
            made.append(Adjustment(of=limit.of, points=change, facts=facts))
    return total, tuple(made)
