"""Rulesets as data: what a place scores by, readable and changeable without a programmer.

In: a folder of YAML. Out: a ruleset that can be relied on, or findings at their lines.
"""

from engine.rulesets.files import (
    Parts,
    Read,
    find_ruleset,
    load_ruleset,
    other_scales,
    read_ruleset_files,
    ruleset_ids,
    shipped_rulesets,
)
from engine.rulesets.model import Conventions, Item, Limit, Ruleset, Scale, Tier
from engine.rulesets.rule import Bands, Bound, Condition, Example, Parameter, Rule
from engine.rulesets.vocabulary import NONE, NUMBERS, WORDS

__all__ = [
    "NONE",
    "NUMBERS",
    "WORDS",
    "Bands",
    "Bound",
    "Condition",
    "Conventions",
    "Example",
    "Item",
    "Limit",
    "Parameter",
    "Parts",
    "Read",
    "Rule",
    "Ruleset",
    "Scale",
    "Tier",
    "find_ruleset",
    "load_ruleset",
    "other_scales",
    "read_ruleset_files",
    "ruleset_ids",
    "shipped_rulesets",
]
