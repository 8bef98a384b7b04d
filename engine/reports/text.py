"""Texts as documents can hold them: no character that XML forbids, nothing that a program would run."""

from __future__ import annotations

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
FORBIDDEN = dict.fromkeys(
    {*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF} - {0x09, 0x0A}, REPLACEMENT
)
"""Control characters, halves of surrogate pairs and non-characters, which XML cannot carry."""

NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_") | {"\n": " "})

LEADS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, when the text is typed again or saved as CSV."""


def legal(text: str) -> str:
    """The text with every forbidden character replaced, and line ends as ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(FORBIDDEN)


def legal_name(text: str) -> str:
    """The text as the name of a sheet: without ``[]:*?/\\'``, which Excel takes in none, and on one line."""
    return legal(text).translate(NOT_IN_NAMES).strip()


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return text.startswith(LEADS)
