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
from engine.language.patterns import regex
from engine.measures import Reading, Understanding
from engine.measures.declared_row import DeclaredRow
from engine.observe import Observation, observe
from engine.recheck.model import FilledRow
from engine.rulesets import Ruleset
from engine.terms import Answers

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


def reading_of(row: FilledRow, year: int | None, by: Understanding, answers: Answers = ()) -> Reading:
    """How a row is understood, with what persons settled about it."""
    texts = (row.level1, row.level2, row.name, row.target.text, row.criteria, row.nature)
    is_long = sum(map(len, texts)) > _LONGEST_REMEMBERED
    return (DeclaredRow.read if is_long else _remembered)(DeclaredRow(*texts, year or _year_in(row), answers), by)


_remembered = lru_cache(maxsize=_REMEMBERED)(DeclaredRow.read)


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
