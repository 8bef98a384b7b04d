"""What stands around the rows of a filled-in table: labels with their values, the year, the total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.forms.labelled import labelled
from engine.forms.layouts import FILLED_TOTAL
from engine.forms.words import filled_field, filled_values_in
from engine.grids.cells import Cell, Row
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.recheck.grades import without_grade
from engine.recheck.model import Entry

_YEAR = regex(r"(20\d\d)年?度")
_TOTAL = regex(FILLED_TOTAL)
_POINTS = regex(r"\((\d{1,2}(?:\.\d)?)分(?:[*×]执行率)?\)")
_FIGURE = regex(r"\d+(?:\.\d+)?")


class Total(NamedTuple):
    """A total row: the points in all, and the total score."""

    weight: Entry
    score: Entry


def read_number(text: str) -> Decimal | None:
    """A plain figure: ``10``, ``9.50分``, ``1,200``, ``10%`` (as 10); None for anything else."""
    digits = squeeze(text).replace(",", "")
    digits = re.sub(r"(?:分|万元|元|万|%)$", "", digits)
    if not re.fullmatch(r"-?\d{1,15}(?:\.\d{1,10})?", digits):
        return None
    return Decimal(digits)


def entry(cell: Cell | None) -> Entry:
    """A cell as an entry, with its number where it is one."""
    if cell is None:
        return Entry()
    return Entry(text=cell.text.strip(), number=read_number(cell.text), source=cell.source)


def labels(row: Row) -> Iterator[tuple[str, Entry]]:
    """The labelled values of a row: the cell after the label, or what follows its colon."""
    cells = row.fresh
    for cell in cells:
        yield from ((name, Entry(text=text, source=cell.source)) for name, text in filled_values_in(cell.text))
    for one in labelled(cells)[1]:
        field = filled_field(one.label)
        if field is not None and one.text and not one.label.rest:
            yield field, entry(one.value_cell)


def year_of(row: Row) -> int | None:
    """The year a title or a label names: （2022年度）."""
    for cell in row.cells:
        match = _YEAR.search(squeeze(cell.text)) if len(cell.text) < 60 else None
        if match:
            return int(match[1])
    return None


def points_in(row: Row) -> Cell | None:
    """The points that a head states in brackets (预算执行情况（20分）, 得分（20分*执行率）), as a cell of their own."""
    for cell in row.cells:
        match = _POINTS.search(squeeze(cell.text))
        if match:
            return cell._replace(text=match[1])
    return None


def total_of(row: Row, weight: Cell | None, score: Cell | None) -> Total | None:
    """The total, where the row is the total's; ``weight`` and ``score`` are what stands in those columns."""
    match = _TOTAL.match(squeeze(row.begins))
    rest = without_grade(match["rest"]) if match else ""
    if match is None or not _is_figure(rest):
        return None
    first, *others = row.fresh
    stated = Total(entry(weight), entry(score))
    if stated.score.number is not None:
        return stated
    if rest:
        return Total(Entry(), Entry(text=rest, number=_figure(rest), source=first.source))
    numbers = [one for one in map(entry, others) if one.number is not None]
    if len(numbers) == 2:
        return Total(*numbers)
    if len(numbers) == 1 and stated.weight.number is None:
        return Total(Entry(), numbers[0])
    return stated


def _is_figure(rest: str) -> bool:
    return not rest or _figure(rest) is not None


def _figure(rest: str) -> Decimal | None:
    return read_number(rest) if _FIGURE.match(rest) else None
