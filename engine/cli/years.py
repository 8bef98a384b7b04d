"""The year of which a command is: said with ``--year``, else the only or the newest one, which is then told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from engine.cli.wording import option, tell, words
from engine.language.patterns import regex
from engine.language.squeezing import squeeze

if TYPE_CHECKING:
    from engine.services.ledger import Ledger
    from engine.services.years import Chosen

FIRST, LAST = 1990, 2100
_YEAR = regex(r"(\d{4})(?:年度?)?")


def _read(value: str | None, least: int) -> int | None:
    if value is None:
        return None
    text = squeeze(value)
    match = _YEAR.fullmatch(text)
    year = int(match[1]) if match else -1
    if text == "0":
        year = 0
    if year < least or not (year == 0 or FIRST <= year <= LAST):
        raise click.BadParameter(words("no-year", text=value, first=FIRST, last=LAST))
    return year


def _read_year(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    """A year as people write it: ``2024``, ``2024年度``."""
    return _read(value, FIRST)


def _chosen(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    """A year, or 0 for declarations without a known one."""
    return _read(value, 0)


stated_year_option = option("--year", callback=_read_year, metavar="YEAR")
"""``--year`` where a person says something that nothing else says."""
year_option = option("--year", callback=_chosen, metavar="YEAR")


def tell_year(chosen: Chosen) -> int:
    """Says which year was taken where there were several and nobody chose."""
    if chosen.others:
        tell(
            "year-taken", year=chosen.year, others=[str(one) if one else words("year-unknown") for one in chosen.others]
        )
    return chosen.year


def next_score(ledger: Ledger, year: int | None, assessor: str = "") -> str:
    """The command that scores what was appended of a year, so that it is not another year's that is scored."""
    from engine.services.years import is_of_several_years

    options = [f"--year {year or 0}"] if is_of_several_years(ledger) else []
    options += [f"--assessor {assessor}"] if assessor else []
    return words("next", command=" ".join(["jixiao score", *options]))


def of_year(year: int | None) -> str:
    """`` of 2024`` (``（2024年度）``), to stand behind a name; nothing where no year is known."""
    return words("of-year", year=year) if year else ""
