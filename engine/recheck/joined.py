"""Rows whose cells were joined by commas (or 、 or ；), as an export without its tabs or a row typed in full width has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.grids.cells import Cell, Row
from engine.language.findings import Findings, finding
from engine.language.patterns import regex
from engine.recheck.layout import read_number

_SIGNS = tuple(map(regex, ("，", "[，,]", "、", "[；;]")))
_ANY = regex("[，,、；;]")
_MOST_LEFT_OUT = 3
"""Cells that may be left out at the beginning, since they repeat what stands above."""

Fits = Callable[[Row], bool]


def parted(row: Row, width: int, fits: Fits) -> tuple[Row | None, Findings]:
    """The row with its cells apart, where its figures then stand under their heads, which is said.

    None where a row looks joined and does not fit, which is an error: it would vanish otherwise.
    """
    fresh = [cell for cell in row.cells if cell.is_fresh]
    if (len(row.cells) >= width and len(fresh) > 2) or not any(map(_joins, fresh)) or fits(row):
        return row, ()
    text = max((cell.text for cell in fresh), key=len)[:60]
    found = next((one for one in _partings(row, width) if fits(one)), None)
    if found is not None:
        return found, (finding("row-parted", row.source, text=text),)
    return (None, (finding("row-joined", row.source, text=text),)) if any(map(_looks_joined, fresh)) else (row, ())


def _joins(cell: Cell) -> bool:
    return _ANY.search(cell.text) is not None


def _looks_joined(cell: Cell) -> bool:
    """Whether a cell holds the points of a row among its parts, rather than a sentence."""
    ways = (sign.split(cell.text) for sign in _SIGNS)
    return any(len(parts) >= 4 and sum(read_number(part) is not None for part in parts) >= 2 for parts in ways)


def _partings(row: Row, width: int) -> Iterator[Row]:
    """The row parted at one of the signs, without its empty cells, at its place and moved under the heads to the right."""
    for sign in _SIGNS:
        cells = [cell._replace(text=part.strip()) for cell in row.cells for part in sign.split(cell.text) if cell.text]
        if len(cells) > width:  # a comma of the last cell's own
            rest = "，".join(cell.text for cell in cells[width - 1 :])
            cells = [*cells[: width - 1], cells[width - 1]._replace(text=rest)]
        for shift in range(min(width - len(cells), _MOST_LEFT_OUT) + 1):
            first = row.cells[0].left + shift
            yield row._replace(
                cells=tuple(cell._replace(left=first + at, right=first + at) for at, cell in enumerate(cells)),
                counted=row.counted and len(cells) == width,
            )
