"""The rows of a grid one by one: which is a head, which stands in the table under it, which outside.

Declarations (:mod:`engine.forms.grid`) and filled-in tables (:mod:`engine.recheck.read`) are read by this walk. Each
tells it by a :class:`Layout` what its tables look like, and makes its own values of the lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from engine.forms.columns import Columns, Heads, read_head, second_head
from engine.grids.cells import Cell, Row
from engine.language.findings import Finding, finding
from engine.terms.levels import level1_of

_OWN = ("name", "target")
_FIGURES = ("actual", "weight", "score")

Cells = Mapping[str, Sequence[Cell]]


class Kind(Enum):
    """What a row is: a head or more of one, a row of its table, the rest of the row above, or outside of tables."""

    HEAD = "head"
    SAME_HEAD = "same head"
    ROW = "row"
    REST = "rest"
    OUTSIDE = "outside"


class Line(NamedTuple):
    """A row with what it is; in a table, its cells by the role of their column."""

    kind: Kind
    row: Row
    cells: dict[str, list[Cell]] = {}


class Levels(NamedTuple):
    """Levels 1 and 2 of a row; ``carried`` where level 1 or 2 is that of a row above."""

    level1: str = ""
    level2: str = ""
    carried: bool = False


class Layout(NamedTuple):
    """What the tables of a use look like.

    ``heads`` are those of the indicators; those of ``other`` tables are looked for outside of them. ``is_below`` tells
    whether a row stands under the table rather than in it.
    """

    heads: Heads
    is_below: Callable[[Row, Columns], bool]
    other: tuple[Heads, ...] = ()


class Walk:
    """Takes rows one by one; ``columns`` and ``heads`` are those of the last table, in which rows stand while it is open."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.columns: Columns | None = None
        self.heads = layout.heads
        self.is_open = False
        self._is_right_below = False
        self._above = Levels()

    @property
    def is_in_indicators(self) -> bool:
        """Whether the next row may be an indicator's."""
        return self.is_open and self.heads is self.layout.heads

    def take(self, row: Row) -> Line:
        """What the next row is."""
        for heads in (self.layout.heads, *(() if self.is_in_indicators else self.layout.other)):
            columns = read_head(row, heads)
            if columns is not None:
                return self._open(row, columns, heads)
        if (
            self.columns is None
            or not self.is_open
            or (self.is_in_indicators and self.layout.is_below(row, self.columns))
        ):
            return Line(Kind.OUTSIDE, row)
        second = second_head(row, self.columns, self.heads) if self._is_right_below else None
        self._is_right_below = False
        if second is not None:
            self.columns = second
            return Line(Kind.SAME_HEAD, row)
        cells = self.columns.by_role(row)
        return Line(Kind.REST if _is_rest(cells) else Kind.ROW, row, cells)

    def _open(self, row: Row, columns: Columns, heads: Heads) -> Line:
        """A head; the same again, as after a page break, changes nothing."""
        before = self.columns
        if before and self.is_open and (before.columns, before.block) == (columns.columns, columns.block):
            return Line(Kind.SAME_HEAD, row)
        self.columns, self.heads, self.is_open, self._is_right_below = columns, heads, True, True
        return Line(Kind.HEAD, row)

    def leave(self) -> None:
        """The table is over: no row is in it until the next head."""
        self.is_open = False

    def begin(self) -> None:
        """What follows has no level from above."""
        self._above = Levels()

    def levels(self, cells: Cells) -> Levels:
        """The levels of an indicator's row; where level 1 is empty, or level 2 of the same level 1, those from above."""
        above, level1, level2 = self._above, text_of(cells.get("level1", ())), text_of(cells.get("level2", ()))
        is_same = not level1 or (not level2 and level1_of(level1) == level1_of(above.level1))
        if is_same:
            level1, level2 = above.level1 or level1, level2 or above.level2
        self._above = Levels(level1, level2, is_same and bool(above.level1))
        return self._above


def _is_rest(cells: Cells) -> bool:
    """Whether a row goes on with the indicator above, whose name and target are merged over both."""
    own = [cells[role][0] for role in _OWN if role in cells]
    figures = [cell for role in _FIGURES for cell in cells.get(role, ())]
    return (
        len(own) == len(_OWN)
        and all(cell.continued and cell.text for cell in own)
        and not any(cell.is_fresh for cell in figures)
    )


def text_of(cells: Sequence[Cell], between: str = "\n") -> str:
    """The texts of the cells of one role, in order."""
    return between.join(cell.text for cell in cells if cell.text)


def hidden_rows(rows: Iterable[Row]) -> Iterator[Finding]:
    """One finding for each run of hidden rows, so that a filtered sheet does not say it a thousand times."""
    run: list[Row] = []
    for row in rows:
        if not row.hidden or not row.fresh:
            continue
        if run and (row.block, row.number) != (run[-1].block, run[-1].number + 1):
            yield finding("rows-hidden", run[0].source, count=len(run))
            run = []
        run.append(row)
    if run:
        yield finding("rows-hidden", run[0].source, count=len(run))
