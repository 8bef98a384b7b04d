"""The cells of a header row as labels with their values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from engine.forms.layouts import AMOUNTS, ANY_AMOUNT, PARTS
from engine.forms.words import Label, label_of, split_labels
from engine.grids.cells import Cell
from engine.language.squeezing import squeeze


class Labelled(NamedTuple):
    """A label of a header row with its value, and with cells behind it of which nothing is known."""

    label: Label
    cell: Cell
    text: str
    value_cell: Cell
    other: list[Cell]
    has_room: bool


def _value(cells: Sequence[Cell], is_amount: bool) -> tuple[list[Cell], list[Cell]]:
    """The cells between a label and the next that are its value, and those that cannot be told.

    It is the first; behind empty ones, the only one that is not. Behind an amount its unit may stand.
    """
    filled = [cell for cell in cells if cell.text]
    if not filled or (not cells[0].text and len(filled) > 1):
        return [], filled
    count = 2 if is_amount and len(filled) > 1 and squeeze(filled[1].text) in ("元", "万元") else 1
    return filled[:count], filled[count:]


def _labels(cells: Sequence[Cell]) -> dict[int, Label]:
    """The labels among cells by their number.

    Right behind a bare label stands its value, even one that looks like a label and its value (``项目名称：路灯``),
    unless the label before it is written with a colon as well.
    """
    found: dict[int, Label] = {}
    for number, cell in enumerate(cells):
        label = label_of(cell.text)
        before = found.get(number - 1)
        is_value = label is not None and label.rest and before is not None and not before.rest and not before.has_colon
        if label is not None and not is_value:
            found[number] = label
    return found


def labelled(cells: Sequence[Cell]) -> tuple[list[Cell], list[Labelled]]:
    """The cells before the first label, and each label with its value."""
    labels = _labels(cells)
    starts = [*sorted(labels), len(cells)]
    found: list[Labelled] = []
    for number, end in pairwise(starts):
        label, cell = labels[number], cells[number]
        behind = [one for one in cells[number + 1 : end] if not one.continued]
        value, other = _value(behind, label.field in (*AMOUNTS, ANY_AMOUNT, *PARTS))
        if label.rest:
            value, other = [], [one for one in behind if one.text]
        text = label.rest or "".join(one.text for one in value)
        found.append(Labelled(label, cell, text, value[0] if value else cell, other, end > number + 1))
    return list(cells[: starts[0]]), found


def split(cells: Iterable[Cell]) -> list[Cell]:
    """The cells, one that holds several labels with their values as several."""
    return [cell._replace(text=text) for cell in cells for text in split_labels(cell.text)]
