"""Sentences with names in braces, such as ``完成率 {completion} 达到 {line}``; ``{{`` and ``}}`` are braces themselves.

Braces hold a name and nothing else: no format, no conversion, no attribute, nothing nested. Rulesets come from other
people, and Python's own ``format`` would let a sentence ask for two billion blanks or for what lies behind a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from engine.language.errors import CodedValueError
from engine.language.patterns import regex

_MARK = regex(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class PhraseError(CodedValueError):
    """A brace stands alone."""


class Piece(NamedTuple):
    """Text as it stands, and the name that follows it; None where none does."""

    text: str
    name: str | None


def pieces(sentence: str) -> Iterator[Piece]:
    """The sentence in order: text, name, text, name, and so on.

    :raises PhraseError: if a brace has no other.
    """
    start, text = 0, ""
    for mark in _MARK.finditer(sentence):
        text += sentence[start : mark.start()]
        start = mark.end()
        if mark[1] is not None:
            yield Piece(text, mark[1])
            text = ""
        elif len(mark[0]) == 2:
            text += mark[0][0]
        else:
            raise PhraseError("brace-alone", around=_around(sentence, mark.start()))
    yield Piece(text + sentence[start:], None)


def _around(sentence: str, position: int) -> str:
    return sentence[max(0, position - 10) : position + 10]


def names_in(sentence: str) -> tuple[str, ...]:
    """The names in braces, each once, in order.

    :raises PhraseError: if a brace has no other.
    """
    return tuple(dict.fromkeys(name for _, name in pieces(sentence) if name is not None))


def filled(sentence: str, values: Mapping[str, str]) -> str:
    """The sentence with its names replaced; what stands in a value is never read as a name.

    :raises PhraseError: if a brace has no other.
    :raises KeyError: if a name has no value.
    """
    return "".join(text + ("" if name is None else values[name]) for text, name in pieces(sentence))


def bare(name: str) -> str:
    """What somebody who wrote more than a name between braces meant by it: ``late_step:d`` is ``late_step``."""
    return re.split(r"[!:.\[]", name, maxsplit=1)[0].strip()
