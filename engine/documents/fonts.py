"""Fonts with Chinese characters: which of those that will do is installed.

The variable ``JIXIAO_FONTS`` may name a folder with fonts that are not installed.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import typst

from engine.documents.errors import FontError

VARIABLE = "JIXIAO_FONTS"
SANS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "WenQuanYi Zen Hei",
)
SERIF = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Songti SC",
    "SimSun",
)


def extra_folder() -> Path | None:
    """The folder that ``JIXIAO_FONTS`` names, where it does."""
    name = os.environ.get(VARIABLE)
    return Path(name) if name else None


@cache
def installed(folder: Path | None) -> typst.Fonts:
    """The fonts of this machine and of the folder."""
    return typst.Fonts(font_paths=[str(folder)] if folder else [])


def sans() -> str:
    """The family for charts and headings.

    :raises FontError: if no family with Chinese characters is installed.
    """
    return _first(SANS + SERIF)


def serif() -> str:
    """The family for text.

    :raises FontError: if no family with Chinese characters is installed.
    """
    return _first(SERIF + SANS)


def _first(families: tuple[str, ...]) -> str:
    known = set(installed(extra_folder()).families())
    found = next((family for family in families if family in known), None)
    if found is None:
        raise FontError(families)
    return found
