"""The gate fails a test that renders a sentence of two languages, and lets quotes, names and terms of the forms pass."""

from __future__ import annotations

import click
import pytest

from engine.cli.wording import speak
from engine.language.catalogue import CODES, SENTENCES, Language
from engine.language.errors import CodedError
from engine.language.findings import finding
from engine.language.phrases import names_in
from engine.language.rendering import chinese, coded, english
from tests.gate import GATE, PRINTED, Gate, foreign_words


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """A gate of its own, in front of the one that looks at this test."""
    one = Gate()
    one.watch(monkeypatch)
    return one


def mixed(gate: Gate) -> dict[str, str]:
    """What a gate refuses; the one that looks at this test saw it too."""
    GATE.mixed()
    return gate.mixed()


def test_a_chinese_sentence_with_an_english_word_is_named_once(gate: Gate) -> None:
    said_twice = coded("what-for", what="three rows", why="33条")
    for _ in range(2):
        chinese(said_twice)
    assert mixed(gate) == {"what-for": "three rows：33条"}
    chinese(said_twice)
    assert mixed(gate) == {}


def test_an_english_sentence_with_the_program_s_own_chinese_is_named(gate: Gate) -> None:
    english(coded("what-for", what="甲项目", why="未填报"))
    assert mixed(gate) == {"what-for": "甲项目: 未填报"}


def test_a_finding_and_an_error_are_looked_at_in_both_languages(gate: Gate) -> None:
    finding("actual-repeated", name="三级指标", first="line seven")
    assert mixed(gate) == {"actual-repeated": "“…”已在 line seven 填报，此处重复，未采用"}
    CodedError("name-under-other", level2="数量指标", levels="no level")
    assert mixed(gate) == {"name-under-other": "它不在“数量指标”之下，而在 no level 之下"}


def test_a_line_that_a_command_prints_is_looked_at(gate: Gate) -> None:
    speak(["--lang", "en"])
    click.echo("甲项目: 未填报")
    click.echo('{"outcome": "未填报"}')
    assert mixed(gate) == {PRINTED: "甲项目: 未填报"}


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("quoted", {"text": "out of order"}),  # between quotes
        ("file-written", {"file": "out/my table"}),  # named by a person
        ("what-for", {"what": coded("quoted", text="a b"), "why": "7.58"}),  # words that are a sentence of their own
        ("what-for", {"what": "mof-2020-10", "why": "jixiao score --year 2024"}),  # an id, a command
        ("what-for", {"what": "指标值", "why": "实际完成值"}),  # terms of the forms
    ],
)
def test_quotes_names_and_terms_may_stand_in_either(gate: Gate, code: str, values: dict[str, object]) -> None:
    for words in (chinese, english):
        words(coded(code, **values))
    assert mixed(gate) == {}


@pytest.mark.xfail(strict=True, reason="the gate fails it")
def test_that_renders_a_mixed_sentence() -> None:
    assert chinese(coded("what-for", what="half of it", why="完成"))


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_finding_is_shown_in_both_languages(code: str) -> None:
    values = dict.fromkeys(names_in(SENTENCES[Language.ENGLISH][code]), "7")
    shown = finding(code, **values)
    for language in Language:
        assert foreign_words(shown.line(language).removesuffix(f"[{code}]"), language) == []
