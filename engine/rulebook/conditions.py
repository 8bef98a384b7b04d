"""The rules that hold for a case, by plain reading of their conditions: words and exact numbers, no bands, no engine.

This is the one second opinion on the rule engine (:mod:`engine.scoring.inference`), with which it shares no code. The
check of a ruleset for gaps and dead rules goes by it, and the tests hold every decision of the engine against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter

from engine.rulesets import Bound, Rule, Ruleset

Number = Decimal | Fraction
Facts = Mapping[str, str | Number | None]
"""What a rule may ask of a case, by field: a word, or a number, None where the case has none."""


def holds(rule: Rule, ruleset: Ruleset, facts: Facts) -> bool:
    """Whether every condition of a rule holds for a case."""
    asked_of = ruleset.condition(rule)
    if any(facts[field] not in words for field, words in asked_of.words.items()):
        return False
    return all(_is_within(facts[field], bound) for field, bounds in asked_of.bounds.items() for bound in bounds)


def _is_within(number: str | Number | None, bound: Bound) -> bool:
    if number is None or isinstance(number, str):
        return False
    match bound.sign:
        case "<":
            return number < bound.value
        case "<=":
            return number <= bound.value
        case "=":
            return number == bound.value
        case ">=":
            return number >= bound.value
        case ">":
            return number > bound.value


def awarding(ruleset: Ruleset, facts: Facts) -> Rule | None:
    """The rule with the smallest priority among those that award points and hold; None is a gap."""
    held = (rule for rule in ruleset.rules if rule.award and holds(rule, ruleset, facts))
    return min(held, key=attrgetter("priority", "id"), default=None)


def others(ruleset: Ruleset, facts: Facts) -> tuple[Rule, ...]:
    """The rules that adjust or flag such a case, adjustments first, each by priority."""
    return tuple(rule for rule in (*ruleset.adjustments, *ruleset.flags) if holds(rule, ruleset, facts))
