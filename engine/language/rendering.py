"""Coded words: what a stage has to say as a code with values, and the one place that makes words of it.

Values are numbers and quotes as text, coded words themselves, or a list of these; no stage holds finished sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from functools import reduce
from typing import Annotated, NamedTuple

from pydantic import GetPydanticSchema, PlainSerializer

from engine.language.catalogue import SENTENCES, Language, sentence
from engine.language.value import Value

__all__ = [
    "MARKS",
    "Coded",
    "Content",
    "InChinese",
    "InEnglish",
    "Language",
    "Marks",
    "Worded",
    "chinese",
    "coded",
    "coded_day",
    "content_of",
    "either",
    "is_known",
    "one_after_another",
    "text_of",
    "texts_of",
]


class Coded(Value):
    """Words as data: a code of the catalogue, and its values by name."""

    code: str
    values: dict[str, str | Coded | tuple[str | Coded, ...]] = {}

    def __str__(self) -> str:
        return text_of(self, Language.ENGLISH)


Content = str | Coded | tuple[str | Coded, ...]
"""What stands for one name in a sentence: a number or quote, coded words, or a list of these."""
# a copy, since a serializer is written into the schema that it is given: of a recursive value that is everybody's
_OWN_SCHEMA = GetPydanticSchema(lambda kind, handler: copy(handler(kind)))


class Marks(NamedTuple):
    """What stands between the parts of a text: at the end of a sentence, between clauses, inside one, in a list."""

    end: str
    clause: str
    comma: str
    between: str


MARKS = {Language.CHINESE: Marks("。", "；", "，", "、"), Language.ENGLISH: Marks(". ", "; ", ", ", ", ")}


def coded(code: str, /, **values: object) -> Coded:
    """Coded words; numbers among the values are given as they are to be written.

    :raises KeyError: if the code is not in the catalogue.
    """
    assert SENTENCES[Language.ENGLISH][code]
    return Coded(code=code, values={name: content_of(value) for name, value in values.items()})


def one_after_another(clauses: Iterable[Content]) -> Content:
    """Clauses that stand side by side, without the empty ones: ``甲；乙``; nothing where there are none."""
    given = [one for one in clauses if one]
    return reduce(lambda one, other: coded("and-then", one=one, other=other), given) if given else ""


def is_known(code: str) -> bool:
    """Whether the catalogue has words for a code."""
    return code in SENTENCES[Language.ENGLISH]


def content_of(value: object) -> Content:
    """A value as it stands in coded words: lists as lists, all else as its text."""
    if isinstance(value, Coded):
        return value
    if type(value) in (tuple, list):  # what only is made of a tuple (a ratio, a goal) is written as itself
        assert isinstance(value, tuple | list)
        return tuple(one if isinstance(one, Coded) else str(one) for one in value)
    return str(value)


def coded_day(at: date) -> Coded:
    """A day: ``2024年12月31日`` or ``2024-12-31``."""
    return coded("day", year=at.year, month=at.month, day=at.day, iso=f"{at:%Y-%m-%d}")


def either(*alternatives: str | Coded) -> str | Coded:
    """Words between which one may choose: ``“%” or none``, ``“%”或无``."""
    *others, last = alternatives
    return coded("either", one=tuple(others), other=last) if others else last


def text_of(content: Content | None, language: Language) -> str:
    """The words of a content; None is no words.

    A code that only an older version of the program had, in what it kept, stands as itself with its values.

    :raises KeyError: if a value that the words of a code name is missing.
    """
    if content is None or isinstance(content, str):
        return content or ""
    if isinstance(content, tuple):
        return MARKS[language].between.join(text_of(one, language) for one in content)
    texts = texts_of(content.code, content.values, language)
    if content.code not in SENTENCES[language]:
        return MARKS[language].between.join([content.code, *texts.values()])
    return sentence(content.code, language, texts)


def texts_of(code: str, values: Mapping[str, Content], language: Language) -> dict[str, str]:
    """The words of a code's values; one of the program's own words, which is bound with a run as it is, has its words
    under code, name and value (``unit-inferred source formula``)."""
    words = SENTENCES[language]
    return {
        name: words.get(f"{code} {name} {value}", value) if isinstance(value, str) else text_of(value, language)
        for name, value in values.items()
    }


def chinese(content: Content | None) -> str:
    """The words for documents."""
    return text_of(content, Language.CHINESE)


def english(content: Content | None) -> str:
    """The words for JSON that programs read."""
    return text_of(content, Language.ENGLISH)


Worded = Annotated[Coded, _OWN_SCHEMA, PlainSerializer(english, return_type=str)]
"""Coded words that JSON has in English."""
InEnglish = Annotated[Content, _OWN_SCHEMA, PlainSerializer(english, return_type=str)]
"""Words or a quote that JSON has in English."""
InChinese = Annotated[Content, _OWN_SCHEMA, PlainSerializer(chinese, return_type=str)]
"""Words or a quote that JSON has in Chinese."""
