"""Targets that are no number: deadlines, pass or fail, tiers of quality."""

from __future__ import annotations

import re

from engine.compare.ends import opened
from engine.compare.model import HUNDRED, Comparison, goal_of, not_scored
from engine.compare.tiers import holds, tier_at, tier_of
from engine.compare.units import in_unit
from engine.language.findings import Finding, Findings, finding
from engine.language.rendering import Content, coded
from engine.language.squeezing import squeeze
from engine.measures import Measure
from engine.observe import Observation
from engine.quantity import EXACT, ONE, ZERO, Ratio, plain
from engine.rulesets import Tier
from engine.targets import Target, TargetKind
from engine.terms import Outcome


def compare_pass_fail(target: Target, measure: Measure, seen: Observation) -> Comparison:
    """All or nothing: a yes or no, or a number that reaches the target or does not."""
    base = Comparison(
        outcome=Outcome.UNREADABLE,
        kind=target.kind,
        operator=target.operator,
        measure=measure.kind,
        shown=seen.shown,
        needs=_condition(measure),
    )
    verdict = seen.verdict
    steps: Findings = ()
    if verdict is None and seen.number is not None and target.kind is TargetKind.QUANTITY:
        goal = goal_of(target)
        found = in_unit(seen, goal, measure, target.multiplier)
        if found.question is not None:
            return opened(base, (), found.question)
        steps = found.steps
        verdict = None if found.number is None else goal.is_met(found.number)
    if verdict is None:
        return opened(base, (), finding("verdict-needed", text=seen.shown), steps)
    step = finding("passed" if verdict else "failed", condition=_condition(measure))
    outcome, share = (Outcome.MET, ONE) if verdict else (Outcome.NOT_MET, ZERO)
    return base.model_copy(update={"outcome": outcome, "completion": share, "steps": (*steps, step)})


def _condition(measure: Measure) -> Content:
    """What has to be so, without 则为100%: ``3日内处理``, or only a pass."""
    return re.sub("(，|,)?(的|则)?为?100%$", "", measure.pass_condition or "") or coded("pass")


def compare_qualitative(target: Target, measure: Measure, seen: Observation, tiers: tuple[Tier, ...]) -> Comparison:
    """The recorded tier and its share; a tier without a share takes its default, a share without a tier its own.

    Where the target is that something does not happen, or a grade of a scale, it is kept or not.
    """
    if seen.verdict is not None and not seen.word:
        return _kept(target, measure, seen, tiers) if seen.verdict else _broken(target, measure, seen, tiers)
    share = seen.number if seen.unit == "%" else None
    tier = tier_of(seen.word, tiers)
    if tier is None and share is not None and not seen.word:
        tier = tier_at(share, tiers)
    if tier is None or (tier.below < HUNDRED and squeeze(seen.word) == squeeze(target.text)):
        known = tuple(one.words[0] for one in tiers)
        return _asked(target, measure, seen, finding("tier-needed", text=seen.shown, known=known))
    if share is not None and not holds(tier, share):
        return _asked(target, measure, seen, _outside(share, tier, tiers))
    steps = () if share else (finding("tier-default", tier=tier.name, share=plain(tier.default)),)
    return _in_tier(target, measure, seen, share or Ratio.of(tier.default), tier, tiers, steps)


def _in_tier(  # noqa: PLR0913, PLR0917 (the parts of one comparison)
    target: Target,
    measure: Measure,
    seen: Observation,
    share: Ratio,
    tier: Tier,
    tiers: tuple[Tier, ...],
    steps: Findings,
) -> Comparison:
    is_top = tier.below == HUNDRED
    outcome = Outcome.MET if is_top else Outcome.PARTLY_MET if tier.at_least > 0 else Outcome.NOT_MET
    return Comparison(
        outcome=outcome,
        kind=target.kind,
        measure=measure.kind,
        completion=Ratio(share.num, EXACT.multiply(share.den, HUNDRED)),
        expression=f"{plain(share.decimal(4))}%",
        shown=seen.shown,
        needs=coded("need-tier", tier=tiers[0].name),
        steps=steps,
    )


def _asked(target: Target, measure: Measure, seen: Observation, question: Finding) -> Comparison:
    return opened(not_scored(Outcome.OPEN, target, measure, seen.shown, ()), (), question)


def _outside(share: Ratio, tier: Tier, tiers: tuple[Tier, ...]) -> Finding:
    """What is asked where a share lies outside the tier that the words name."""
    other = tier_at(share, tiers)
    return finding(
        "tier-share",
        share=plain(share.decimal(4)),
        tier=tier.name,
        least=plain(tier.at_least),
        below=plain(tier.below),
        other=other.name if other else coded("none"),
    )


def _kept(target: Target, measure: Measure, seen: Observation, tiers: tuple[Tier, ...]) -> Comparison:
    """All points where what is said in words came about."""
    return _in_tier(target, measure, seen, Ratio.of(HUNDRED), max(tiers, key=lambda one: one.below), tiers, ())


def _broken(target: Target, measure: Measure, seen: Observation, tiers: tuple[Tier, ...]) -> Comparison:
    """No points, or where a judgement is asked for those of the lowest tier."""
    lowest = min(tiers, key=lambda one: one.at_least)
    none = _in_tier(target, measure, seen, ZERO, lowest, tiers, ())
    if seen.question is None:
        return none
    most = _in_tier(target, measure, seen, Ratio.of(lowest.below), lowest, tiers, ())
    ends = (
        none.model_copy(update={"assuming": coded("assume-tier", share=plain(lowest.at_least))}),
        most.model_copy(update={"assuming": coded("assume-tier", share=plain(lowest.below))}),
    )
    return opened(none, ends, seen.question)
