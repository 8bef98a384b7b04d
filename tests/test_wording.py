"""Whatever a ruleset can say has Chinese words, and what two runs are held against each other by shows them only."""

from __future__ import annotations

import re

import pytest

from engine.awards import ADJUSTMENTS, AWARDS
from engine.language.rendering import Language, chinese, is_known
from engine.rulesets import NUMBERS, WORDS, Bound, Condition, Conventions, ruleset_ids
from engine.rulesets.wording import CONVENTIONS, READINGS, condition_text
from engine.runs.differences.facts import facts
from tests.builders import shipped

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
    assert schema.keys() == CONVENTIONS.keys()
    assert readings == READINGS.keys()


def test_a_condition_is_read_as_a_sentence() -> None:
    when = Condition(
        words={"direction": ("lower",), "outcome": ("partly_met", "not_met")},
        bounds={"completion": (Bound(sign=">=", value="1.2"), Bound(sign="<", value="2"))},
    )
    assert condition_text(when) == ("方向为 越低越好；结果为 部分完成或未完成；完成率 ≥ 120%；完成率 < 200%")
    assert condition_text(Condition()) == "任何情形"
    english = condition_text(when, language=Language.ENGLISH)
    assert (
        english == "direction is less is better; outcome is partly met or not met; completion ≥ 120%; completion < 200%"
    )
    ours = Condition(words={"level1": ("满意度指标",)})
    assert condition_text(ours, language=Language.ENGLISH) == "level 1 is “满意度指标”"


@pytest.mark.parametrize("name", ruleset_ids())
def test_no_identifier_stands_in_what_a_shipped_ruleset_says(name: str) -> None:
    ruleset = shipped(name)
    for key, fact in facts(ruleset).items():
        # the one meaning that names a parameter; another text would be another ruleset for every run that is kept
        said = f"{chinese(fact.what)} {chinese(fact.text)}".replace("一个 late_step 所", "一次所")
        assert LATIN.search(said) is None, (key, said)
        assert "{" not in said, (key, said)
