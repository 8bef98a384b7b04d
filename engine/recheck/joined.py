"""Rows whose cells were joined by commas (or 、 or ；), as an export without its tabs or a row typed in full width has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.forms.columns import Columns
from engine.grids.cells import Cell, Row
from engine.language.findings import Findings, finding
from engine.language.patterns import regex
from engine.recheck.fields import read_number

_SIGNS = tuple(map(regex, ("，", "[，,]", "、", "[；;]")))
_ANY = regex("[，,、；;]")
_MOST_LEFT_OUT = 3
"""Cells that may be left out at the beginning, since they repeat what stands above."""


def apart(row: Row, columns: Columns) -> tuple[Row | None, Findings]:
    """The row with its cells under their heads: parted, which is said, or moved, where the first ones were left out.

    None where a row looks joined and does not fit, which is an error: it would vanish otherwise.
    """
    fresh, width = row.fresh, columns.width
    is_short = len(row.cells) < width
    joins = (is_short or len(fresh) <= 2) and any(_ANY.search(cell.text) for cell in fresh)
    if not (joins or is_short) or _fits(row, columns):
        return row, ()
    if joins:
        text = max((cell.text for cell in fresh), key=len)[:60]
        found = next((one for one in _partings(row, width) if _fits(one, columns, is_alike=True)), None)
        if found is not None:
            return found, (finding("row-parted", row.source, text=text),)
        if any(map(_looks_joined, fresh)):
            return None, (finding("row-joined", row.source, text=text),)
    placed = _placed(row, row.cells, width) if row.source.line is not None else ()
    return next((one for one in placed if _fits(one, columns)), row), ()


def _fits(row: Row, columns: Columns, *, is_alike: bool = False) -> bool:
    """Whether there are figures under 分值 and 得分; ``is_alike`` also asks that both or neither are percentages."""
    cells = columns.by_role(row)
    stated = [cells.get(role, []) for role in columns.roles & {"weight", "score"}]
    if not stated or not all(found and read_number(found[0].text) is not None for found in stated):
        return False
    return not is_alike or len({found[0].text.strip().endswith("%") for found in stated}) == 1


def _looks_joined(cell: Cell) -> bool:
    """Whether a cell holds the points of a row among its parts, rather than a sentence."""
    ways = (sign.split(cell.text) for sign in _SIGNS)
    return any(len(parts) >= 4 and sum(read_number(part) is not None for part in parts) >= 2 for parts in ways)


def _partings(row: Row, width: int) -> Iterator[Row]:
    """The row parted at one of the signs, without its empty cells."""
    for sign in _SIGNS:
        cells = [cell._replace(text=part.strip()) for cell in row.cells for part in sign.split(cell.text) if cell.text]
        if len(cells) > width:  # a comma of the last cell's own
            rest = "，".join(cell.text for cell in cells[width - 1 :])
            cells = [*cells[: width - 1], cells[width - 1]._replace(text=rest)]
        yield from _placed(row, cells, width)


def _placed(row: Row, cells: Sequence[Cell], width: int) -> Iterator[Row]:
    """The cells one behind another, at the place of the row and moved under the heads to the right."""
    for shift in range(min(width - len(cells), _MOST_LEFT_OUT) + 1):
        first = row.cells[0].left + shift
        yield row._replace(
            cells=tuple(cell._replace(left=first + at, right=first + at) for at, cell in enumerate(cells)),
            counted=row.counted and len(cells) == width,
        )
