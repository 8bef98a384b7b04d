"""What rules ask and do as words of the catalogue, which has the closed vocabulary in the field's own.

Whoever shows a ruleset to a reader (its page, the differences between two runs) takes the words from here.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.awards import ADJUSTMENTS, AWARDS
from engine.language.rendering import Coded, Content, coded, either, is_known, one_after_another
from engine.quantity import plain
from engine.rulesets.rule import Bound, Condition, Rule

SIGNS = {"<=": "≤", ">=": "≥"}
TOTAL = "total"


def share_text(bound: Bound) -> str:
    """The number of a bound as a percentage."""
    return f"{plain(bound.value * 100)}%"


def condition_words(when: Condition, number: Callable[[Bound], Content] = share_text) -> Content:
    """What a condition asks, in words; ``number`` says how a bound is written."""
    parts = [
        coded("condition-words", field=coded(f"field-{field}"), words=either(*map(_word, words)))
        for field, words in when.words.items()
    ]
    parts += [
        coded(
            "condition-bound",
            field=coded(f"field-{field}"),
            sign=SIGNS.get(bound.sign, bound.sign),
            number=number(bound),
        )
        for field, bounds in when.bounds.items()
        for bound in bounds
    ]
    return one_after_another(parts) or coded("condition-any")


def _word(word: str) -> Coded:
    """A word that a condition asks for: of the closed vocabulary, or one of the forms' own."""
    return coded(f"asked-{word}") if is_known(f"asked-{word}") else coded("asked-own", word=word)


def deed_words(rule: Rule) -> Coded:
    """What a rule does, without its numbers."""
    if rule.award is not None:
        return AWARDS[rule.award].words
    return coded("does-flag") if rule.adjust is None else ADJUSTMENTS[rule.adjust].words


def limited(of: str) -> Content:
    """What a limit is on: a level 1, or the whole."""
    return coded("what-total") if of == TOTAL else of
