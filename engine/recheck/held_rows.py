"""A row of a filled-in table read and held as ``score`` reads and holds a declared one: the only reading there is.

The row becomes an indicator, its form's own marking scheme the explanation, and what stands in the cell of the actual is
what was recorded for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from engine.actuals import Actual, Stated
from engine.compare import Comparison
from engine.compare.held import held_observation
from engine.language.findings import Source
from engine.language.patterns import regex
from engine.measures import Reading, Understanding, read_indicator
from engine.observe import Observation, observe
from engine.recheck.model import FilledRow
from engine.rulesets import Ruleset
from engine.terms import Answers, Indicator

ANY_YEAR = 2000
"""Both dates of a row of which nothing says the year belong to the same one, whichever it is."""
_LONGEST_REMEMBERED = 400
_REMEMBERED = 1024  # rows: the tables of a folder repeat each other, and each row is read again for its declaration
_YEAR = regex(r"20\d\d(?=[年.\-/])")


class HeldRow(NamedTuple):
    """A row as it is read, and what came of it; ``seen`` is None where the cell of its actual is empty."""

    row: FilledRow
    reading: Reading
    seen: Observation | None
    year: int
    compared: Comparison


class _Texts(NamedTuple):
    """All of a row that its reading depends on."""

    level1: str
    level2: str
    name: str
    target: str
    criteria: str
    nature: str


def reading_of(row: FilledRow, year: int | None, by: Understanding, answers: Answers = ()) -> Reading:
    """How a row is understood, with what persons settled about it."""
    texts = _Texts(row.level1, row.level2, row.name, row.target.text, row.criteria, row.nature)
    is_long = sum(map(len, texts)) > _LONGEST_REMEMBERED
    return (_read if is_long else _remembered)(texts, year or _year_in(row), by, answers)


def _read(texts: _Texts, year: int, by: Understanding, answers: Answers) -> Reading:
    indicator = Indicator(
        code="",
        level1=texts.level1,
        level2=texts.level2,
        required=True,
        name=texts.name,
        target_text=texts.target,
        explanation=texts.criteria,
        nature=texts.nature,
        source=Source(file=""),
    )
    return read_indicator(indicator, year, by, answers)


_remembered = lru_cache(maxsize=_REMEMBERED)(_read)


def _year_in(row: FilledRow) -> int:
    """The year that a row of a table without one names itself."""
    found = _YEAR.search(f"{row.target.text} {row.actual.text}")
    return int(found[0]) if found else ANY_YEAR


def held_row(row: FilledRow, year: int | None, ruleset: Ruleset, answers: Answers = ()) -> HeldRow:
    """A row held against its target under a ruleset; ``year`` is the table's, ``answers`` what was settled about it."""
    known = year or _year_in(row)
    reading = reading_of(row, known, ruleset.understanding, answers)
    source, stated = row.actual.source or row.source, Stated(value=row.actual.text)
    actual = Actual(code="", indicator=row.name, source=source, record=stated) if row.actual.text.strip() else None
    seen = None if actual is None else observe(reading, actual, known)
    return HeldRow(row, reading, seen, known, held_observation(reading, seen, ruleset))
