"""One way to compare what people wrote: the width of signs, white space and what nobody sees say nothing."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from engine.language.patterns import regex

# zero-width signs, marks of direction, soft hyphens: they come with a text that is copied, and nobody typed them
_UNSEEN = regex("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CHINESE = "[\u3400-\u9fff]"
# 成 本 指 标: every sign apart, as titles are spread over a cell; two words (方案 甲) stay two words
_SPREAD = regex(rf"(?<!{_CHINESE})(?<!{_CHINESE}[ \t]){_CHINESE}(?:[ \t]{{1,4}}{_CHINESE})+(?![ \t]?{_CHINESE})")
_GAP = regex(r"[ \t]+")
_HARD = regex("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")

LABEL = 40
"""How long labels and heads are at most."""
_BLANKS = frozenset(
    ["", "无", "/", "\\", "-", "--", "—", "——", "－", "无偏差", "无。", "无偏离", "不适用", "无差异", "*"]
)


def squeeze(text: str) -> str:
    """A text in half-width signs (NFKC) without any white space or unseen sign.

    Of short texts it is remembered: labels, heads and levels are the same in every form.
    """
    return _squeezed_label(text) if len(text) <= LABEL else _squeezed(text)


def _squeezed(text: str) -> str:
    seen = _UNSEEN.sub("", text)
    return "".join(unicodedata.normalize("NFKC", seen).split())


_squeezed_label = lru_cache(maxsize=4096)(_squeezed)


def straighten(text: str) -> str:
    """A text without what a word processor put between its signs: unseen ones, hard spaces, letters set apart."""
    plain = _HARD.sub(" ", _UNSEEN.sub("", text))
    return _SPREAD.sub(lambda spread: _GAP.sub("", spread[0]), plain).strip() if " " in plain else plain


def is_blank(text: str) -> bool:
    """Whether a cell for a reason says nothing (empty, 无, /, —)."""
    return squeeze(text) in _BLANKS
