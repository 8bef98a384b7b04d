"""Fonts with Chinese characters: which of those that will do is at hand.

One in the folder that the variable ``JIXIAO_FONTS`` names goes first, then one of the machine, then the one that is
installed with jixiao: Noto Sans CJK, in its regular face alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import noto_cjk_sans_otc
import typst

from engine.reports.documents.errors import FontError, FontFolderError

VARIABLE = "JIXIAO_FONTS"
SHIPPED = Path(str(noto_cjk_sans_otc.FONT_PATH)).parent
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
    """The folder that ``JIXIAO_FONTS`` names, where it does.

    :raises FontFolderError: if there is no such folder.
    """
    name = os.environ.get(VARIABLE)
    if name and not Path(name).is_dir():
        raise FontFolderError(VARIABLE, name)
    return Path(name) if name else None


@cache
def installed(*folders: Path) -> typst.Fonts:
    """The fonts of these folders and of this machine; of two faces of one family and weight the first counts."""
    return typst.Fonts(font_paths=[str(folder) for folder in folders])


def folders() -> tuple[Path, ...]:
    """The folders to search beside those of the machine: the one that is named, and the shipped one where it is needed.

    :raises FontFolderError: if ``JIXIAO_FONTS`` names no folder.
    """
    extra = extra_folder()
    named = (extra,) if extra else ()
    return named if _families(installed(*named), SANS + SERIF) else (*named, SHIPPED)


def sans() -> str:
    """The family for charts and headings.

    :raises FontError: if there is no family with Chinese characters, not even the shipped one.
    """
    return _first(SANS + SERIF)


def serif() -> str:
    """The family for text.

    :raises FontError: if there is no family with Chinese characters, not even the shipped one.
    """
    return _first(SERIF + SANS)


def _first(families: tuple[str, ...]) -> str:
    found = next((family for fonts in _font_sets() for family in _families(fonts, families)), None)
    if found is None:
        raise FontError(families)
    return found


def _font_sets() -> Iterator[typst.Fonts]:
    """Where a font is looked for, the best place first."""
    extra = extra_folder()
    if extra:
        yield _alone(extra)
    yield installed()
    yield _alone(SHIPPED)


@cache
def _alone(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _families(fonts: typst.Fonts, families: tuple[str, ...]) -> list[str]:
    known = set(fonts.families())
    return [family for family in families if family in known]
