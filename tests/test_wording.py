"""Whatever a ruleset can say has Chinese words, and what two runs are held against each other by shows them only."""

from __future__ import annotations

import re

import pytest

from engine.awards import ADJUSTMENTS, AWARDS
from engine.language.rendering import chinese, english, is_known
from engine.rulesets import NUMBERS, WORDS, Bound, Condition, Conventions, ruleset_ids
from engine.rulesets.wording import condition_words
from engine.runs.differences.facts import facts
from tests.builders import shipped
from tests.languages import chinese_words

LATIN = re.compile(r"[A-Za-z_]{2,}")


def test_every_word_of_the_closed_vocabulary_is_worded() -> None:
    signs = {"<", "<=", "=", ">=", ">"}
    known = {word for words in WORDS.values() for word in words or ()}
    assert all(is_known(f"field-{field}") for field in (*WORDS, *NUMBERS))
    assert all(is_known(f"asked-{word}") for word in known - signs)
    assert all(str(one.words) for one in (*AWARDS.values(), *ADJUSTMENTS.values()))


def test_every_convention_and_its_readings_are_worded() -> None:
    schema = Conventions.model_json_schema()["properties"]
    readings = {word for one in schema.values() for word in one.get("enum", [one.get("const")])}
    assert all(is_known(f"convention-{name}") for name in schema)
    assert all(is_known(f"reading-{reading}") for reading in readings)


def test_a_condition_is_read_as_a_sentence() -> None:
    when = Condition(
        words={"direction": ("lower",), "outcome": ("partly_met", "not_met")},
        bounds={"completion": (Bound(sign=">=", value="1.2"), Bound(sign="<", value="2"))},
    )
    assert chinese(condition_words(when)) == ("方向为 越低越好；结果为 部分完成或未完成；完成率 ≥ 120%；完成率 < 200%")
    assert english(condition_words(when)) == (
        "direction is less is better; outcome is partly met or not met; completion ≥ 120%; completion < 200%"
    )
    assert chinese(condition_words(Condition())) == "任何情形"
    assert english(condition_words(Condition(words={"level1": ("满意度指标",)}))) == "level 1 is “满意度指标”"


@pytest.mark.parametrize("name", ruleset_ids())
def test_no_identifier_stands_in_what_a_shipped_ruleset_says(name: str) -> None:
    ruleset = shipped(name)
    for key, fact in facts(ruleset).items():
        # the one meaning that names a parameter; another text would be another ruleset for every run that is kept
        said = f"{chinese(fact.what)} {chinese(fact.text)}".replace("一个 late_step 所", "一次所")
        assert LATIN.search(said) is None, (key, said)
        assert "{" not in said, (key, said)


@pytest.mark.parametrize("name", ruleset_ids())
def test_what_a_shipped_ruleset_says_is_english_where_that_is_asked_for(name: str) -> None:
    ruleset = shipped(name)
    typed = [*ruleset.weights.levels, *ruleset.weights.counts_as, *ruleset.weights.counts_as.values()]
    typed += [word for tier in ruleset.tiers for word in tier.words] + [item.level1 for item in ruleset.items]
    for key, fact in facts(ruleset).items():
        said = " ".join(map(english, (fact.what, fact.text, fact.clause)))
        assert [word for word in chinese_words(said) if word not in "".join(typed)] == [], (key, said)
