"""What people typed where nothing is asked: cells of a filled-in workbook that belong to no field and no row of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from engine.actuals.figures import read_figure
from engine.language.findings import Findings, finding
from engine.workbooks import layout
from engine.workbooks.grid import GAP, Filled, Grid, is_label

_NAMED = 5
_LONGEST_FIGURE = 30
_LONGEST_SHOWN = 20
_LISTED = tuple(map(layout.plain, (layout.ROW, layout.CODE, layout.NAME, layout.SHEET)))


def unread(cells: Iterable[Filled]) -> Findings:
    """One warning for all such cells of a sheet, which names the first of them."""
    found = list(cells)
    if not found:
        return ()
    named = [f"{one.source.cell} “{one.text[:_LONGEST_SHOWN]}”" for one in found[:_NAMED]]
    more = ["…"] if len(found) > _NAMED else []
    return (finding("collect-cells-unread", found[0].source, count=len(found), cells="、".join([*named, *more])),)


def outside_head(grid: Grid, rows: Sequence[int]) -> Iterator[Filled]:
    """Cells above a table that are neither a label nor beside one, nor the line of words that a row begins with."""
    for row in rows:
        cells = list(grid.heads(row))
        labels = [column for text, column in cells if is_label(text)]
        if not labels:
            first = grid.filled(row, cells[0][1]) if cells else None
            typed = cells if first is not None and _is_figure(first.text) else cells[1:]
            yield from (grid.filled(row, column) for _, column in typed)
            continue
        values: set[int] = set()  # labels that have theirs
        for text, column in cells:
            near = max((one for one in labels if one < column), default=None)
            if is_label(text):
                continue
            if near is None or near in values or column > near + GAP:
                yield grid.filled(row, column)
            else:
                values.add(near)


def outside_columns(grid: Grid, rows: Iterable[int], known: Collection[int]) -> Iterator[Filled]:
    """Cells of some rows that stand under none of the known columns."""
    for row in rows:
        yield from (grid.filled(row, column) for _, column in grid.heads(row) if column not in known)


def outside_instructions(grid: Grid) -> Iterator[Filled]:
    """Cells of the sheet of instructions that are none of its words and not in its list of projects."""
    rows = grid.numbers[: layout.HEAD_WITHIN]
    heads = {row: {layout.plain(text): column for text, column in grid.heads(row)} for row in rows}
    head = next((row for row in rows if set(_LISTED) <= set(heads[row])), None)
    if head is None:
        return
    yield from outside_head(grid, [row for row in rows if row < head])
    known = {heads[head][name] for name in _LISTED}
    code = heads[head][layout.plain(layout.CODE)]
    for row in (row for row in grid.numbers if row >= head):
        yield from outside_columns(grid, [row], known if grid.text(row, code) else ())


def _is_figure(text: str) -> bool:
    if len(text) > _LONGEST_FIGURE:
        return False
    figure = read_figure(text)
    return figure.number is not None or figure.day is not None
