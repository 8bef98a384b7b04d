"""Caps and pass lines on the points of a level 1 or of the whole project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from engine.quantity import EXACT, Ratio, points
from engine.rulesets import Limit, Ruleset
from engine.runs.record import Adjustment, Score

NOTHING = Decimal("0.00")


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), NOTHING)


def _change(limit: Limit, got: Decimal, weight: Decimal, ruleset: Ruleset) -> tuple[Decimal, str]:
    """By how much a limit lowers some points, and the sentence that says so."""
    if limit.cap is not None:
        cap = ruleset.parameters[limit.cap]
        most = points(weight, Ratio.of(cap.number))
        if got > most:
            return most - got, f"{limit.of}最多计分值的{cap}（{limit.clause}）：{got} 计为 {most}"
    if limit.pass_line is not None:
        line = ruleset.parameters[limit.pass_line]
        if got < EXACT.multiply(weight, line.number):
            return -got, f"{limit.of}得分低于分值的{line}，不计分（{limit.clause}）：{got} 计为 0"
    return NOTHING, ""


def limited(
    scores: Iterable[Score], levels: Mapping[str, str], ruleset: Ruleset, is_full: bool
) -> tuple[Decimal, tuple[Adjustment, ...]]:
    """The total after all limits, and each change they made; ``is_full`` counts what is not known as
    the most that it may come to."""
    counted = {score.code: score.bounds[is_full] for score in scores}
    weights = {score.code: score.weight for score in scores}
    total = _sum(counted.values())
    made: list[Adjustment] = []
    for limit in ruleset.limits:
        codes = [code for code in counted if limit.of in (levels[code], "total")]
        got = total if limit.of == "total" else _sum(counted[code] for code in codes)
        change, message = _change(limit, got, _sum(weights[code] for code in codes), ruleset)
        if change:
            total += change
            made.append(Adjustment(of=limit.of, points=change, message=message))
    return total, tuple(made)
