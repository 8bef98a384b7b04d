"""The ways to count the points of a row: the ruleset's own, and those that the shipped rulesets use.

A stated score that follows from another method is not wrong, only counted otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from engine.awards import AWARDS, Award, Calculation, Given, clamp, cut_of
from engine.awards.bands import band_of
from engine.compare import Comparison
from engine.language.rendering import Content, coded, either, is_known
from engine.quantity import ONE, Ratio, plain, points
from engine.quantity.expressions import Expression
from engine.recheck.model import FilledRow
from engine.recheck.shipped import satisfaction_tables
from engine.rulesets import Ruleset, shipped_rulesets
from engine.scoring.awards import Judged, formula
from engine.terms import Outcome


class Step(NamedTuple):
    """One way to count: the id of the rule or method, what it gives, the formula with its numbers; ``span`` is what it
    allows where that is not one figure."""

    rule: str
    points: Decimal
    formula: Content
    span: tuple[Decimal, Decimal] | None = None


class Way(NamedTuple):
    """An award with what some ruleset gives it."""

    award: Award
    given: Given


def ways_of(rulesets: Iterable[Ruleset]) -> tuple[Way, ...]:
    """The awards that rulesets use, each with each of the parameters it is given there."""
    ways: list[Way] = []
    for ruleset in rulesets:
        for rule in ruleset.awards:
            way = Way(AWARDS[rule.award or ""], ruleset.given(rule))
            if way not in ways:
                ways.append(way)
    return tuple(ways)


@cache
def ways() -> tuple[Way, ...]:
    """Those of the shipped rulesets."""
    return ways_of(shipped_rulesets())


def words_of(name: str) -> Content:
    """What an award is called, with the numbers of the shipped rulesets in it."""
    award, code = AWARDS[name], f"counted-{name}"
    numbers = [way.given.numbers for way in ways() if way.award is award]
    if not is_known(code) or (award.roles and not numbers):
        return award.words
    shown = {role: either(*(f"{plain(one[role] * 100)}%" for one in numbers)) for role in (numbers or [{}])[0]}
    return coded(code, **shown)


def method_of(rule: str) -> Content:
    """A rule or a method in words; a rule of a ruleset of one's own keeps its id."""
    if is_known(f"method-{rule}"):
        return coded(f"method-{rule}")
    return words_of(rule) if rule in AWARDS else rule


def step_of(counted: Judged) -> Step | None:
    """What the ruleset itself gives a case; None where nothing is known of it, or no rule awards anything."""
    rule = counted.decision.award
    if rule is None or counted.got.points is None:
        return None
    got = points(counted.got.points, ONE)  # two decimals, also where it is the weight as it was written
    return Step(rule.id, got, formula(counted))


def _step(method: str, weight: Decimal, share: Ratio, part: Expression) -> Step:
    got = points(weight, clamp(share))
    return Step(method, got, Calculation(plain(weight), part, got, cut_of(share)).content)


def full_step(weight: Decimal) -> Step:
    """All points: the target was met."""
    return Step("met", points(weight, Ratio.of(1)), plain(weight))


def _nothing(weight: Decimal) -> Step:
    """No points for a target that was not fully met, as where it is passed or failed."""
    return Step("all_or_nothing", Decimal("0.00"), f"{plain(weight)} × 0")


def band_steps(compared: Comparison, row: FilledRow, weight: Decimal, ruleset: Ruleset) -> tuple[Step, ...]:
    """What the ruleset's bands give a satisfaction figure, also where its unit is not written.

    Those of other shipped rulesets explain a target that was met and yet lost points (88% of ≥85% is 8 of 10), not full
    points for one that was missed.
    """
    if not row.is_satisfaction or compared.actual is None:
        return ()
    shares = [band_of(table, compared) or Decimal(0) for table in satisfaction_tables(ruleset)]
    if compared.outcome is Outcome.MET:
        others = (band_of(table, compared) for table in satisfaction_tables(*shipped_rulesets()))
        shares += [share for share in others if share is not None]
    return tuple(_step("bands", weight, Ratio.of(share, 100), f"{plain(share)}%") for share in shares)


def other_steps(compared: Comparison, weight: Decimal) -> tuple[Step, ...]:
    """What the methods of the shipped rulesets give for the same comparison."""
    if compared.outcome is Outcome.MET:
        return (full_step(weight),)
    tried = [_by(way, compared, weight) for way in ways() if way.award.explains(compared)]
    return (*tried, _nothing(weight)) if tried else ()


def _by(way: Way, compared: Comparison, weight: Decimal) -> Step:
    """What a way gives, its formula with the figure in percent."""
    figure = compared.completion if compared.deviation is None else compared.deviation
    case = compared.model_copy(update={"expression": figure and figure.percent()})
    share = way.award.share(case, way.given) or Ratio.of(0)
    return _step(way.award.name, weight, share, way.award.working(case, way.given))
