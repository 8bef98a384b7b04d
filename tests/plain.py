"""A second, plain evaluation of a ruleset's conditions: on the numbers themselves, without bands or rule engine."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from engine.compare import Comparison
from engine.quantity import Ratio
from engine.rulesets import Rule, Ruleset
from engine.scoring.inference import Place

SIGNS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    "=": lambda left, right: left == right,
    ">=": lambda left, right: left >= right,
    ">": lambda left, right: left > right,
}


def applies(rule: Rule, compared: Comparison, place: Place) -> bool:
    """Whether every condition of the rule holds."""
    for field, words in rule.when.words.items():
        value = getattr(place, field) if field in Place._fields else getattr(compared, field)
        if (str(value) if value else "none") not in words:
            return False
    for field, bounds in rule.when.bounds.items():
        number: Ratio | None = getattr(compared, field)
        if number is None:
            return False
        if not all(SIGNS[bound.sign](number.fraction(), Fraction(bound.value)) for bound in bounds):
            return False
    return True


def decide(ruleset: Ruleset, compared: Comparison, place: Place) -> tuple[str | None, tuple[str, ...]]:
    """The id of the award rule with the smallest priority that applies, and of every flag rule that does."""
    awards = sorted((rule for rule in ruleset.rules if rule.award), key=lambda rule: (rule.priority, rule.id))
    award = next((rule.id for rule in awards if applies(rule, compared, place)), None)
    flags = sorted((rule for rule in ruleset.rules if rule.flag), key=lambda rule: (rule.priority, rule.id))
    return award, tuple(rule.id for rule in flags if applies(rule, compared, place))
