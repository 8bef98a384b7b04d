"""Sentences with names in braces: names and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.language.catalogue import SENTENCES, Language
from engine.language.phrases import PhraseError, bare, filled, names_in


def test_names_are_replaced_and_doubled_braces_are_braces() -> None:
    assert (
        filled("完成率 {done} 达到 {line}，{{原样}}", {"done": "80%", "line": "60%"}) == "完成率 80% 达到 60%，{原样}"
    )
    assert filled("{{{done}}}", {"done": "80%"}) == "{80%}"
    assert names_in("{b} {a} {b} {{c}}") == ("b", "a")


@pytest.mark.parametrize("value", ["{done}", "{{", "}", "{0.__class__}"])
def test_braces_in_a_value_are_text(value: str) -> None:
    assert filled("{line}！", {"line": value, "done": "x"}) == f"{value}！"


@pytest.mark.parametrize(
    "name", ["step:>1900000000", "step:d", "step!r", "step.__class__", "step[0]", "step ", "0", ""]
)
def test_what_is_more_than_a_name_is_no_known_name(name: str) -> None:
    assert names_in(f"每满{{{name}}}") == (name,)
    with pytest.raises(KeyError):
        filled(f"每满{{{name}}}", {"step": "4%"})
    assert bare(name) in {"step", "0", ""}


@pytest.mark.parametrize("sentence", ["{step", "step}", "{step:{width}}", "{{step}", "{"])
def test_a_brace_alone_is_named(sentence: str) -> None:
    with pytest.raises(PhraseError, match="has no other"):
        names_in(sentence)


@given(st.text("a{}:!.0"))
def test_whatever_is_no_phrase_says_so(sentence: str) -> None:
    try:
        names = names_in(sentence)
    except PhraseError:
        return
    assert filled(sentence, dict.fromkeys(names, "x")).count("x") >= len(names)


@pytest.mark.parametrize("language", Language)
def test_our_own_sentences_know_names_only(language: Language) -> None:
    for sentence in SENTENCES[language].values():
        assert all(name.isidentifier() for name in names_in(sentence)), sentence
