"""The ways to count the points of a row: the ruleset's own, and those that other shipped rulesets use.

A stated score that follows from another method is not wrong, only counted otherwise.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from engine.compare import Comparison
from engine.quantity import ONE, Ratio, plain, points
from engine.recheck.model import FilledRow
from engine.recheck.words import Words
from engine.rulesets import Ruleset
from engine.scoring.awards import banded, clamp, formula, judge
from engine.scoring.inference import RuleBase
from engine.terms import Direction, Outcome

# 财预〔2021〕101号, to be confirmed: below this share of the target nothing is scored.
PASS_LINE = Fraction(6, 10)
# The same, to be confirmed: satisfaction by the rate reached, whatever the target; percent of the points.
SATISFACTION = ((Decimal(90), Decimal(100)), (Decimal(80), Decimal(80)), (Decimal(60), Decimal(50)))


class Step(NamedTuple):
    """One way to count: the id of the rule or method, what it gives, the formula with its numbers, whether its clause
    is confirmed; ``span`` is what it allows where that is not one figure."""

    rule: str
    points: Decimal
    formula: str
    confirmed: bool = True
    span: tuple[Decimal, Decimal] | None = None


def own_step(base: RuleBase, compared: Comparison, row: FilledRow, weight: Decimal) -> Step | None:
    """What the ruleset itself gives; None where it awards nothing or has no rule for the case."""
    level, _ = base.ruleset.weights.place_of(row.level1, row.level2)
    decision = base.decide(compared, base.place(level, row.level2, ""))
    judged = judge(compared, decision, base.ruleset, weight)
    if decision.award is None or judged.got.points is None:
        return None
    got = points(judged.got.points, ONE)  # two decimals, also where it is the weight as it was written
    return Step(decision.award.id, got, formula(judged), decision.award.confirmed)


def _step(method: str, weight: Decimal, share: Fraction, term: str) -> Step:
    got = points(weight, clamp(Ratio.from_fraction(share)))
    return Step(method, got, f"{plain(weight)} × {term} = {got}")


def full_step(weight: Decimal) -> Step:
    """All points: the target was met."""
    return Step("met", points(weight, Ratio.of(1)), plain(weight))


def zero_step(rule: str) -> Step:
    """No points: nothing was done, or what must not happen did."""
    return Step(rule, Decimal("0.00"), "0")


def _nothing(weight: Decimal) -> Step:
    """No points for a target that was not fully met, as where it is passed or failed."""
    return Step("all_or_nothing", Decimal("0.00"), f"{plain(weight)} × 0")


def proportional(weight: Decimal, share: Ratio) -> Step:
    """Points in proportion to a share of the target: completed ÷ target × points."""
    return _step("proportional", weight, share.fraction(), share.percent())


def _pass_line(weight: Decimal, share: Ratio) -> Step:
    done = share.fraction()
    kept = Fraction(0) if done < PASS_LINE else (done - PASS_LINE) / (1 - PASS_LINE)
    return _step("pass_line", weight, kept, f"({share.percent()} − 60%) ÷ 40%")


def band_steps(compared: Comparison, row: FilledRow, weight: Decimal, ruleset: Ruleset) -> tuple[Step, ...]:
    """What the ruleset's bands give a satisfaction figure, also where its unit is not written.

    Those of 101号 explain a target that was met and yet lost points (88% of ≥85% is 8 of 10), not full points for one
    that was missed.
    """
    if not Words.SATISFACTION.found(row.level1, row.level2, row.name) or compared.actual is None:
        return ()
    tables = [table for table in ruleset.bands.values() if table.of == "actual"]
    shares = [banded(table, compared) for table in tables]
    if compared.outcome is Outcome.MET:
        shares += [share for bound, share in SATISFACTION if compared.actual.compare(bound) >= 0][:1]
    return tuple(_step("bands", weight, Fraction(share) / 100, f"{plain(share)}%") for share in shares)


def other_steps(compared: Comparison, weight: Decimal) -> tuple[Step, ...]:
    """What the methods of the shipped rulesets give for the same comparison."""
    if compared.outcome is Outcome.MET:
        return (full_step(weight),)
    if compared.deviation is not None:
        over = compared.deviation.fraction()
        percent = compared.deviation.percent()
        linear = _step("linear", weight, 1 - over, f"(1 − {percent})")
        inverse = _step("inverse", weight, 1 / (1 + over), f"1 ÷ (1 + {percent})")
        return (linear, inverse, _nothing(weight))
    if compared.completion is None or compared.direction is Direction.LOWER:
        return ()
    share = compared.completion
    return (proportional(weight, share), _pass_line(weight, share), _nothing(weight))
