"""Rulesets as data: what a place scores by, readable and changeable without a programmer.

In: a folder of YAML. Out: a ruleset that can be relied on, or findings at their lines.
"""

from engine.rulesets.files import Parts, Read, find_ruleset, load_ruleset, read_ruleset_files, ruleset_ids
from engine.rulesets.model import Conventions, Item, Limit, Ruleset, Tier
from engine.rulesets.rule import Bands, Bound, Condition, Example, Parameter, Rule
from engine.rulesets.vocabulary import ADJUSTMENTS, AWARDS, NONE, NUMBERS, WORDS

__all__ = [
    "ADJUSTMENTS",
    "AWARDS",
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
    "Tier",
    "find_ruleset",
    "load_ruleset",
    "read_ruleset_files",
    "ruleset_ids",
]
