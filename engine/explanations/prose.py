"""Explanation texts made uniform before they are read: one width, one sign per operator, one kind of space.

What separates statements stays where it is: a space or a line break may be the only thing between two sentences,
so blanks are collapsed but never removed, except around the signs of a formula.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from engine.language.patterns import regex

_MARKUP = regex(r"</?(?:p|br|div|span|b|strong|ul|ol|li)\b[^<>]{0,200}>|&nbsp;", re.IGNORECASE)
# An enumerator is a border between statements; NFKC would turn it into a digit of the text beside it.
_ENUMERATORS = regex(r"[\u2460-\u249b\u24ea\u24f5-\u24fe\u2776-\u2793]")
_SIGNS = str.maketrans(
    dict.fromkeys("∕⁄", "/")
    | dict.fromkeys("✕✖∗﹡＊*×⋅", "×")
    | dict.fromkeys("═﹦", "=")
    | dict.fromkeys("–−﹣‐‑", "-")
    | dict.fromkeys("ΣƩ", "∑")
    | dict.fromkeys("[{【〖", "(")
    | dict.fromkeys("]}】〗", ")")
    | dict.fromkeys("≧⩾", "≥")
    | dict.fromkeys("≦⩽", "≤")
    | dict.fromkeys("“”„\"'‘’", "")
)
_WORDS = (
    (regex(r"除以"), "÷"),
    (regex(r"乘以"), "×"),
    (regex(r">=|=>"), "≥"),
    (regex(r"<=|=<"), "≤"),
    (regex(r"={2,}"), "="),
    (regex(r"百分之百"), "100%"),
    (regex(r"(?<=[\u4e00-\u9fff)]) ?[xX·] ?(?=100)"), "×"),
    (regex(r"(?<=100%) ?[xX·] ?(?=[\u4e00-\u9fff(])"), "×"),
    (regex(r"(?<=100) (?=%)"), ""),
    (regex(r" ?([=×÷/+≥≤<>:]) ?"), r"\1"),
    (regex(r"(\([^()]{0,200}[÷/][^()]{0,200}\))(?=100%)"), r"\1×"),
    (regex(r" - |(?<!—)—(?!—)"), "-"),
    (regex(r" ?\( ?% ?\)"), "(%)"),
    (regex(r"(?<=\() | (?=\))"), ""),
    (regex(r"(?<!^)(?<![。;!?,备])(?=(?:备注|注|说明|其中):)"), "。"),
)


_SURROGATES = regex(r"[\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with what no file can hold (lone surrogates) replaced, as a damaged paste may contain it."""
    return _SURROGATES.sub("\ufffd", text)


def tidy(text: str) -> str:
    """The text in half-width signs with single blanks: the form in which all reading is done.

    Answers for texts of usual length are remembered: a row asks for its names again and again.
    """
    return _remembered(text) if len(text) <= REMEMBERED else _tidied(text)


def _tidied(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", _ENUMERATORS.sub(";", text))
    line = " ".join(_MARKUP.sub(" ", narrow).translate(_SIGNS).split())
    for pattern, replacement in _WORDS:
        line = pattern.sub(replacement, line)
    return line


REMEMBERED = 400
_remembered = lru_cache(maxsize=8192)(_tidied)


class Clause(NamedTuple):
    """A stretch of text between two marks; ``lead`` is what stands before it, up to a colon."""

    lead: str
    body: str


_MARK = regex(r"[。;!?:]|,(?!\d{3}(?!\d))")


def clauses(line: str) -> list[Clause]:
    """The clauses of a tidied line, in order; a comma within a number does not part."""
    found: list[Clause] = []
    start, lead = 0, ""
    for mark in _MARK.finditer(line):
        body = line[start : mark.start()].strip()
        if body:
            found.append(Clause(lead, body))
        lead = body if mark.group() == ":" else ""
        start = mark.end()
    rest = line[start:].strip()
    return [*found, Clause(lead, rest)] if rest else found
