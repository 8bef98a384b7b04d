"""The year that a form is declared for: in its title, in the line under it, or in a cell of its own.

Years stand everywhere in forms: in names of projects, goals, deadlines. None of these is the year of the form.
"""

from __future__ import annotations

import re
import unicodedata

from engine.language.patterns import regex
from engine.language.squeezing import squeeze

FIRST_YEAR, LAST_YEAR = 1990, 2100
_LONGEST = 60
_DIGITS = {sign: str(digit) for digit, signs in enumerate(("〇零○", *"一二三四五六七八九")) for sign in signs}
_YEAR = r"(?:(?:19|20)\d\d|二[〇零○][〇零○一二三四五六七八九]{2})"
_RANGE = regex(rf"{_YEAR}年?度?(?:-|~|—|–|至|到)+{_YEAR}")
_WHOLE = regex(rf"[(\[]?(?P<year>{_YEAR})(?:年度?)?[)\]]?")
_STATED_YEAR = regex(rf"(?<!\d)(?P<year>{_YEAR})(?P<of>年度|年)|\((?P<alone>{_YEAR})\)")


def _number(text: str) -> int | None:
    year = int("".join(_DIGITS.get(sign, sign) for sign in text))
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def year_of(text: str) -> int | None:
    """The year that a text is, and nothing else: ``2024``, ``（2024年度）``, ``二〇二四年``."""
    match = _WHOLE.fullmatch(squeeze(text)) if len(text) <= _LONGEST else None
    return _number(match["year"]) if match else None


def is_year(text: str) -> bool:
    """Whether a text is nothing but the year of the form, and says so: ``（2024年度）``, but not ``2024``."""
    return "年" in text and year_of(text) is not None


def title_years(title: str) -> tuple[int, ...]:
    """The years that a title may be about; several where it names a span (``2024-2026年``) or more than one.

    The one that is called 年度 goes before another year beside it: ``2023年编制的2024年度项目支出绩效目标申报表``.
    """
    text = squeeze(title)
    if span := _RANGE.search(text):
        return tuple(filter(None, (_number(one) for one in re.findall(_YEAR, span[0]))))
    stated = [(match["of"], _number(match["year"] or match["alone"])) for match in _STATED_YEAR.finditer(text)]
    years = dict.fromkeys(year for _, year in stated if year is not None)
    of_year = dict.fromkeys(year for of, year in stated if of == "年度" and year is not None)
    return tuple(of_year if len(of_year) == 1 else years)


def named_year(parts: tuple[str, ...]) -> int | None:
    """The year in the name of a file or, failing that, of the folder nearest to it: something to ask about, no more."""
    for part in reversed(parts):
        found = {_number(one) for one in re.findall(rf"(?<!\d){_YEAR}(?!\d)", unicodedata.normalize("NFKC", part))}
        years = [year for year in found if year is not None]
        if years:
            return years[0] if len(years) == 1 else None
    return None
