"""What the shipped rulesets say that recheck holds a table against, whichever of them it was filled in under."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from engine.compare import BUDGET
from engine.rulesets import Bands, Ruleset, Tier, shipped_rulesets
from engine.terms import BUDGET_EXECUTION


@cache
def execution_weights() -> frozenset[Decimal]:
    """The points that the execution of the budget has, where it is a level of its own."""
    levels = (ruleset.weights.levels for ruleset in shipped_rulesets())
    return frozenset(one[BUDGET_EXECUTION] for one in levels if BUDGET_EXECUTION in one)


@cache
def execution_tables() -> tuple[Bands, ...]:
    """The tables of bands by which the execution of the budget is counted."""
    return tuple(
        ruleset.bands[rule.parameters["bands"]]
        for ruleset in shipped_rulesets()
        for rule in ruleset.awards
        if rule.award == "bands" and BUDGET in rule.when.words.get("kind", ())
    )


def satisfaction_tables(*rulesets: Ruleset) -> tuple[Bands, ...]:
    """The tables that give points by an actual percentage, whatever the target."""
    return tuple(table for ruleset in rulesets for table in ruleset.bands.values() if table.of == "actual")


def widest(tier: Tier) -> tuple[Decimal, Decimal]:
    """The least and the most, in percent, that any shipped ruleset allows the words of a tier."""
    words = {tier.name, *tier.words}
    alike = [one for ruleset in shipped_rulesets() for one in ruleset.tiers if words & {one.name, *one.words}]
    return min(one.at_least for one in (tier, *alike)), max(one.below for one in (tier, *alike))


@cache
def over_from() -> Decimal:
    """The completion from which a ruleset asks a person about what was done beyond the target."""
    return min(
        bound.value
        for ruleset in shipped_rulesets()
        for rule in ruleset.flags
        for bound in rule.when.bounds.get("completion", ())
        if bound.sign in (">", ">=")
    )
