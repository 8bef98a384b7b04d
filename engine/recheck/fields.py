"""What stands around the rows of a filled-in table: labels with their values, the year, the total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.forms.layouts import FILLED_TITLE, FILLED_TOTAL
from engine.forms.words import filled_label_of, filled_values_in
from engine.grids.cells import Cell, Row
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.recheck.grades import without_grade
from engine.recheck.layout import read_number
from engine.recheck.model import Entry

_YEAR = regex(r"(20\d\d)年?度")
_TITLE = regex(FILLED_TITLE)
_TOTAL = regex(FILLED_TOTAL)
_FIGURE = regex(r"\d+(?:\.\d+)?")


class Total(NamedTuple):
    """A total row: the points in all, and the total score."""

    weight: Entry
    score: Entry


def entry(cell: Cell | None) -> Entry:
    """A cell as an entry, with its number where it is one."""
    if cell is None:
        return Entry()
    return Entry(text=cell.text.strip(), number=read_number(cell.text), source=cell.source)


def is_title(text: str) -> bool:
    """Whether a text is the title of a self-evaluation table."""
    return len(text) < 60 and _TITLE.search(squeeze(text)) is not None


def labels(row: Row) -> Iterator[tuple[str, Entry]]:
    """The labelled values of a row: the cell after the label, or what follows its colon."""
    fresh = [cell for cell in row.cells if cell.is_fresh]
    known = [filled_label_of(cell.text) for cell in fresh]
    for number, (cell, label) in enumerate(zip(fresh, known, strict=True)):
        inside = list(filled_values_in(cell.text))
        yield from ((field, Entry(text=text, source=cell.source)) for field, text in inside)
        if label is None or label.field is None or inside or number + 1 == len(fresh):
            continue
        behind = known[number + 1]
        if behind is None or behind.rest:
            yield label.field, entry(fresh[number + 1])


def year_of(row: Row) -> int | None:
    """The year a title or a label names: （2022年度）."""
    for cell in row.cells:
        match = _YEAR.search(squeeze(cell.text)) if len(cell.text) < 60 else None
        if match:
            return int(match[1])
    return None


def total_of(row: Row, weight: Cell | None, score: Cell | None) -> Total | None:
    """The total, where the row is the total's; ``weight`` and ``score`` are what stands in those columns."""
    first = next((cell for cell in row.cells if cell.is_fresh), None)
    match = _TOTAL.match(squeeze(first.text)) if first else None
    rest = without_grade(match["rest"]) if match else ""
    if first is None or match is None or not _is_figure(rest):
        return None
    stated = Total(entry(weight), entry(score))
    if stated.score.number is not None:
        return stated
    if rest:
        return Total(Entry(), Entry(text=rest, number=_figure(rest), source=first.source))
    others = [entry(cell) for cell in row.cells if cell.is_fresh and cell is not first]
    numbers = [one for one in others if one.number is not None]
    if len(numbers) == 2:
        return Total(*numbers)
    if len(numbers) == 1 and stated.weight.number is None:
        return Total(Entry(), numbers[0])
    return stated


def _is_figure(rest: str) -> bool:
    return not rest or _figure(rest) is not None


def _figure(rest: str) -> Decimal | None:
    return read_number(rest) if _FIGURE.match(rest) else None
