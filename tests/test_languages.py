"""No sentence is half of one language and half of the other, but for quotes and terms."""

from __future__ import annotations

import pytest

from engine.language.catalogue import SENTENCES, Language
from engine.language.phrases import pieces
from tests.languages import chinese_words, english_words

ENGLISH, CHINESE = SENTENCES[Language.ENGLISH], SENTENCES[Language.CHINESE]
OF_COMMANDS = tuple(code for code in CHINESE if code.startswith("jixiao"))
"""Help, which shows what is typed: formats, names of keys, examples."""


@pytest.mark.parametrize("code", sorted(CHINESE.keys() - set(OF_COMMANDS)))
def test_a_chinese_sentence_has_no_english_word(code: str) -> None:
    said = "".join(text + ("" if name is None else "〇") for text, name in pieces(CHINESE[code]))
    assert english_words(said) == []


@pytest.mark.parametrize("code", sorted(ENGLISH.keys() - set(OF_COMMANDS)))
def test_an_english_sentence_has_no_chinese_word_but_those_of_the_forms(code: str) -> None:
    assert chinese_words(ENGLISH[code]) == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("文件已损坏（it is empty），请重新保存", ["it", "is", "empty"]),
        ("文件已损坏（原文：“Bad CRC-32”），请用 Word 打开", []),
        ("请执行 jixiao correct 4401 02 --reason 原因，再计分", []),
        ("分档“ratio”的“at_least”应为“a “b” c”", []),
        ("本规则为 mof-2020-10（a.yaml:7）", []),
    ],
)
def test_english_words_are_told_from_quotes_and_what_is_typed(said: str, words: list[str]) -> None:
    assert english_words(said) == words
