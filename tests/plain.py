"""What a ruleset decides of a comparison by plain reading of its conditions, without bands or rule engine."""

from __future__ import annotations

from engine.compare import Comparison
from engine.rulebook.conditions import Facts, awarding, others
from engine.rulesets import NUMBERS, WORDS, Ruleset
from engine.scoring.inference import RowCategory


def _facts(compared: Comparison, place: RowCategory) -> Facts:
    """The case of a comparison, gathered by the names of the fields alone."""
    told = {**dict(compared), **place._asdict(), "core": "yes" if place.core else "no"}
    numbers = {field: None if told[field] is None else told[field].fraction() for field in NUMBERS}
    return {**{field: str(told[field] or "none") for field in WORDS}, **numbers}


def decide(ruleset: Ruleset, compared: Comparison, place: RowCategory) -> tuple[str | None, tuple[str, ...]]:
    """The id of the award rule with the smallest priority that applies, and of every other rule that does."""
    facts = _facts(compared, place)
    award = awarding(ruleset, facts)
    return award.id if award else None, tuple(rule.id for rule in others(ruleset, facts))
