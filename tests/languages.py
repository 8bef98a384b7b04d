"""Sentences that are half of one language and half of the other: words outside quotes that are no terms."""

from __future__ import annotations

import re

from engine.language.catalogue import Language
from engine.language.rendering import Content, text_of

_QUOTE = re.compile(r"“[^“”]*”")
_NAME = re.compile(
    r"(?:jixiao|pip|chmod) [^，。；、（）“”]*"  # a command
    r"|--[a-z][a-z-]*(?: [A-Z]+)?"  # an option
    r"|[\w.:/\\~*-]*[0-9./\\_*-][\w.:/\\~*-]*",  # a suffix, a file, an id, a number
    re.ASCII,
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
TERMS = {
    "Word",
    "Excel",
    "WPS",
    "YAML",
    "XML",
    "JSON",
    "CSV",
    "PDF",
    "HTML",
    "MB",
    "UTF",
    "PEM",
    "SQLite",
    "PostgreSQL",
}
"""What is called so in either language."""


def without_quotes(text: str) -> str:
    """The text without what stands between quotes, quotes within quotes too."""
    while (shorter := _QUOTE.sub("", text)) != text:
        text = shorter
    return text


def english_in_chinese(content: Content) -> list[str]:
    """The English words of a Chinese sentence."""
    words = _WORD.findall(_NAME.sub(" ", without_quotes(text_of(content, Language.CHINESE))))
    return [word for word in words if word not in TERMS]


def chinese_in_english(text: str) -> list[str]:
    """The Chinese words of an English sentence."""
    return _HAN.findall(without_quotes(text))
