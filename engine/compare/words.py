"""Targets that are no number: deadlines, pass or fail, tiers of quality."""

from __future__ import annotations

import re
from decimal import Decimal

from engine.compare.model import HUNDRED, Comparison, goal_of, not_scored
from engine.compare.numbers import in_unit
from engine.language.findings import Findings, finding
from engine.language.rendering import Content, coded
from engine.measures import Measure
from engine.observe import Observation
from engine.quantity import ONE, ZERO, Ratio, plain
from engine.rulesets import Conventions, Tier
from engine.targets import Target, TargetKind
from engine.terms import Outcome


def compare_pass_fail(target: Target, measure: Measure, seen: Observation, conventions: Conventions) -> Comparison:
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
        number, steps = in_unit(seen, goal_of(target, conventions).unit, measure)
        verdict = None if number is None else goal_of(target, conventions).is_met(number)
    if verdict is None:
        return base.model_copy(update={"steps": (*steps, finding("verdict-needed", text=seen.shown))})
    step = finding("passed" if verdict else "failed", condition=_condition(measure))
    outcome, share = (Outcome.MET, ONE) if verdict else (Outcome.NOT_MET, ZERO)
    return base.model_copy(update={"outcome": outcome, "completion": share, "steps": (*steps, step)})


def _condition(measure: Measure) -> Content:
    """What has to be so, without 则为100%: ``3日内处理``, or only a pass."""
    return re.sub("(，|,)?(的|则)?为?100%$", "", measure.pass_condition or "") or coded("pass")


def compare_qualitative(target: Target, measure: Measure, seen: Observation, tiers: tuple[Tier, ...]) -> Comparison:
    """The recorded tier and its share; a tier without a share takes the tier's default, and says so."""
    word, share = _tier_and_share(seen)
    tier = next((one for one in tiers if word in one.words), None)
    if tier is None:
        known = tuple(one.words[0] for one in tiers)
        needed = (finding("tier-needed", text=seen.shown, known=known),)
        return not_scored(Outcome.UNREADABLE, target, measure, seen.shown, needed)
    steps: Findings = ()
    if share is None:
        share, steps = tier.default, (finding("tier-default", tier=tier.name, share=plain(tier.default)),)
    elif not (tier.at_least <= share < tier.below or share == tier.below == HUNDRED):
        bounds = f"{plain(tier.at_least)}%—{plain(tier.below)}%"
        steps = (finding("tier-share", share=plain(share), tier=tier.name, bounds=bounds),)
        return not_scored(Outcome.ERROR, target, measure, seen.shown, steps)
    is_top = tier.below == HUNDRED
    outcome = Outcome.MET if is_top else Outcome.PARTLY_MET if tier.at_least > 0 else Outcome.NOT_MET
    return Comparison(
        outcome=outcome,
        kind=target.kind,
        measure=measure.kind,
        completion=Ratio.of(share, 100),
        expression=f"{plain(share)}%",
        shown=seen.shown,
        needs=coded("need-tier", tier=tiers[0].name),
        steps=steps,
    )


def _tier_and_share(seen: Observation) -> tuple[str, Decimal | None]:
    """``部分达成 75%`` is its word and 75; ``部分达成`` has no share."""
    text = seen.quote.replace("(", " ").replace(")", " ").replace("（", " ").replace("）", " ").strip()
    word, _, rest = text.partition(" ")
    digits = rest.strip().rstrip("%％")
    try:
        return word, Decimal(digits) if digits else None
    except ArithmeticError:
        return text, None
