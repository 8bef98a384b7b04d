"""No sentence that a test renders is half of one language and half of the other.

What the catalogue makes a sentence of, and what a command prints beside it, is gathered while any test runs, each once,
and looked at when the test ends: the test fails that rendered a mixed one. A finding and the reason of an error are looked
at in both languages, whichever they were shown in. What is a quote, a name that a person gave or a term of the forms may
stand in either: in English, Chinese words are refused that are the program's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import cache
from typing import Any

import click
import pytest

from engine.cli import cli, wording
from engine.language import errors, findings, rendering
from engine.language.catalogue import SENTENCES, Language
from engine.language.rendering import Coded, Content, text_of
from tests.languages import FORM_TERMS, GIVEN, HAN, chinese_words, english_words, without_quotes
from tests.make_docs import commands_below, root

Texts = Callable[[str, Mapping[str, Content], Language], dict[str, str]]
PRINTED = "printed"
"""What stands for the code of a line that a command printed."""
DATA = ("{", "}", "[", "]", "<", '"')
"""How lines of JSON and HTML begin, which are the same in both languages."""


class Gate:
    """The sentences that were rendered since it was last asked, of those that were not rendered before."""

    def __init__(self) -> None:
        self._known: set[int] = set()
        self._new: list[tuple[str, Language, str]] = []

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        """Sees from now on what is rendered."""
        texts_of, made, echo = rendering.texts_of, errors.CodedError.__init__, click.echo
        patch.setattr(rendering, "texts_of", self._seeing(texts_of))
        patch.setattr(findings, "texts_of", self._seeing_in_both(self._seeing(texts_of)))

        def seen(error: errors.CodedError, *args: Any, **values: object) -> None:
            made(error, *args, **values)
            self._render(error.content)

        def printed(message: Any = None, *args: Any, **options: Any) -> None:
            self._add_lines(message)
            echo(message, *args, **options)

        patch.setattr(errors.CodedError, "__init__", seen)
        patch.setattr(click, "echo", printed)

    def mixed(self) -> dict[str, str]:
        """Of what was rendered since, the sentences of two languages by their codes."""
        new, self._new = self._new, []
        return {code: text for code, language, text in new if foreign_words(text, language, code != PRINTED)}

    def _seeing(self, texts_of: Texts) -> Texts:
        def seen(code: str, values: Mapping[str, Content], language: Language) -> dict[str, str]:
            texts = texts_of(code, values, language)
            if self._is_new(code, language, *texts.values()) and code in SENTENCES[language]:
                own = {name: own_text(name, value, texts[name]) for name, value in values.items()}
                self._new.append((code, language, SENTENCES[language][code].format_map(defaultdict(str, own))))
            return texts

        return seen

    def _seeing_in_both(self, texts_of: Texts) -> Texts:
        def seen(code: str, values: Mapping[str, Content], language: Language) -> dict[str, str]:
            number = len(self._new)
            texts = texts_of(code, values, language)
            if len(self._new) > number:
                self._render(Coded(code=code, values=dict(values)))
            return texts

        return seen

    def _render(self, content: Content) -> None:
        for language in Language:
            text_of(content, language)

    def _add_lines(self, message: object) -> None:
        lines = message.splitlines() if isinstance(message, str) else ()
        language = wording.language()
        self._new += [
            (PRINTED, language, one)
            for one in lines
            if not one.lstrip().startswith(DATA) and self._is_new(language, one)
        ]

    def _is_new(self, *what: str) -> bool:
        key = hash(what)
        is_new = key not in self._known
        self._known.add(key)
        return is_new


def own_text(name: str, value: Content, text: str) -> str:
    """What a sentence has of a value by itself: coded words are sentences of their own, and names are a person's."""
    if name in GIVEN or isinstance(value, Coded):
        return "…"
    if isinstance(value, tuple):
        return ", ".join("…" if isinstance(one, Coded) else one for one in value)
    return text


def foreign_words(text: str, language: Language, is_own: bool = True) -> list[str]:
    """The words of a text in a language that are of the other one; of a line that has what persons wrote too, those
    that the catalogue has."""
    if language is Language.CHINESE:
        words = english_words(text)
        return words if is_own else [word for word in words if word in own_english()]
    return [word for word in chinese_words(text) if word in own_chinese()]


@cache
def own_chinese() -> frozenset[str]:
    """The Chinese words that the program says, and no form, ruleset or person: of four signs and more in its sentences, of
    three where they are a sentence by themselves; shorter ones stand in names and texts of the forms too."""
    found = set[str]()
    for one in sentences(Language.CHINESE):
        words = HAN.findall(without_quotes(one))
        found |= {word for word in words if len(word) >= (4 if "{" in one else 3)}
    return frozenset(found) - FORM_TERMS


@cache
def own_english() -> frozenset[str]:
    """The English words that the program says."""
    return frozenset(word for one in sentences(Language.ENGLISH) for word in english_words(one))


def sentences(language: Language) -> Iterator[str]:
    """All that the catalogue says but help, which shows what is typed."""
    return (one for code, one in SENTENCES[language].items() if not code.startswith("jixiao"))


GATE = Gate()


@pytest.fixture(scope="session", autouse=True)
def one_language() -> Iterator[None]:
    """The gate is shut while tests run. Commands are made before, as click names a kind of file once for all languages."""
    list(commands_below(cli, root(Language.ENGLISH)))
    with pytest.MonkeyPatch.context() as patch:
        GATE.watch(patch)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Fails the test that rendered a sentence of two languages.

    Not one that is marked to show words which the program does not say today: of an older version, or of an office's own.
    """
    try:
        yield
    finally:
        mixed = GATE.mixed()
    if mixed and item.get_closest_marker("others_words") is None:
        pytest.fail(f"sentences of two languages: {mixed}", pytrace=False)
