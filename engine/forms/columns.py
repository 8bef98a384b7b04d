"""The columns of a table in a grid: which holds what, by the heads of its use, and which cell of a row stands in which.

Declarations and filled-in tables know other heads (:class:`Heads`); all else is the same for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from engine.forms.layouts import SECOND_HEADS, YEAR_TARGETS
from engine.forms.words import Named, bare_head
from engine.grids.cells import Cell, Row


class Heads(NamedTuple):
    """The heads of one kind of table: what each holds (None where it is not known), and what makes a row their head.

    It is one with a column of one role out of each set of ``needed``, and of ``least`` roles in all. Of several columns with one role
    ``kept`` tells which is read, the first (0) or the last (-1); of the others all. Columns of the roles ``spread`` go
    on over empty heads behind them, as merged heads do in a text; None: all known.
    """

    named: Callable[[str], Named | None]
    needed: tuple[AbstractSet[str], ...]
    kept: Mapping[str, int]
    spread: AbstractSet[str] | None = None
    least: int = 2


class Column(NamedTuple):
    """One column of the table: its role (None where nothing reads it), its bare head, the grid columns it covers.

    ``note`` is what the head of a project's field says in brackets (``万元``).
    """

    role: str | None
    head: str
    left: int
    right: int
    note: str = ""
    known: bool = True

    def overlap(self, other: Cell | Column) -> int:
        """How many grid columns both cover; not positive where they are apart."""
        return min(self.right, other.right) - max(self.left, other.left) + 1


class Columns(NamedTuple):
    """The columns of one table.

    ``section`` is the text beside the head (``年度绩效指标``), ``block`` and ``width`` tell the table: a Word table
    that goes on behind a page break without its head has the same number of columns.
    """

    columns: tuple[Column, ...]
    block: int
    width: int
    section: str = ""

    @property
    def roles(self) -> set[str]:
        """The roles that have a column."""
        return {column.role for column in self.columns if column.role is not None}

    def by_role(self, row: Row) -> dict[str, list[Cell]]:
        """The cells of a row by the role of their column; by their order where a table counts its columns."""
        found: dict[str, list[Cell]] = {}
        for column, cell in self.pairs(row):
            if column.role is not None:
                found.setdefault(column.role, []).append(cell)
        return found

    def pairs(self, row: Row) -> Iterable[tuple[Column, Cell]]:
        """Each cell with its column, or with each of its columns."""
        if row.counted and len(row.cells) == len(self.columns):
            return zip(self.columns, row.cells, strict=True)
        return ((column, cell) for cell in row.cells for column in self._under(cell))

    def note_of(self, role: str) -> str:
        """What stands in brackets in the head of a column."""
        return next((column.note for column in self.columns if column.role == role), "")

    def section_of(self, row: Row) -> str:
        """What stands in a row before its levels (``中期绩效指标``, merged over its rows), or else beside the head."""
        return " ".join(cell.text for cell in row.cells if cell.right < self.first() and cell.text) or self.section

    def first(self, role: str | None = None) -> int:
        """The grid column where the first column of a role begins, or of those that are read; 0 where there is none."""
        read = (column.left for column in self.columns if column.role is not None and role in (None, column.role))
        return min(read, default=0)

    def is_level(self, row: Row, cell: Cell) -> bool:
        """Whether the cell stands where level 1 does, or before it."""
        return cell is row.cells[0] or cell.left <= self.first("level1")

    def _under(self, cell: Cell) -> Iterable[Column]:
        """The column of a cell; both levels where it is merged over both, as where 满意度指标 is not divided."""
        covered = [one for one in self.columns if one.left <= cell.right and cell.left <= one.right]
        levels = [column for column in covered if column.role in ("level1", "level2")]
        if levels or len(covered) < 2:
            return levels or covered
        return [max(covered, key=lambda one: (one.role is not None, one.overlap(cell)))]


def _columns(row: Row, heads: Heads, *, spreads: bool = True) -> list[Column]:
    """The columns that the cells of a head make."""
    columns: list[Column] = []
    for cell in row.cells:
        before, named = columns[-1] if columns else None, heads.named(cell.text)
        if named is not None:
            columns.append(Column(named.role, named.head, cell.left, cell.right, named.note))
        elif spreads and before and before.known and not bare_head(cell.text) and _spreads(before, heads):
            columns[-1] = before._replace(right=cell.right)
        else:
            columns.append(Column(None, bare_head(cell.text), cell.left, cell.right, known=False))
    return columns


def _spreads(column: Column, heads: Heads) -> bool:
    return heads.spread is None or column.role in heads.spread


def _one_each(columns: Sequence[Column], heads: Heads) -> tuple[Column, ...]:
    """One column for each role that is read once; the year's target goes before that of the whole term."""
    kept: dict[str | None, Column] = {}
    for role in {column.role for column in columns if column.role is not None}:
        same = [column for column in columns if column.role == role]
        of_year = [column for column in same if column.head in YEAR_TARGETS]
        at = heads.kept.get(role)
        if at is not None and len(same) > 1:
            kept[role] = (of_year or same)[at]
    return tuple(
        column if kept.get(column.role, column) is column else column._replace(role=None) for column in columns
    )


def has_head(row: Row, heads: Heads) -> bool:
    """Whether a row is the head of such a table."""
    if len(row.cells) < heads.least:
        return False
    roles = {named.role for cell in row.cells if (named := heads.named(cell.text)) is not None} - {None}
    return len(roles) >= heads.least and all(needed & roles for needed in heads.needed)


def read_head(row: Row, heads: Heads) -> Columns | None:
    """The columns of a table, where the row is its head."""
    if not has_head(row, heads):
        return None
    columns = _columns(row, heads)
    first = next(number for number, column in enumerate(columns) if column.role is not None)
    section = " ".join(column.head for column in columns[:first] if column.head)
    return Columns(_one_each(columns, heads), row.block, len(row.cells), section)


def second_head(row: Row, above: Columns, heads: Heads) -> Columns | None:
    """The columns with a second row of the head, which splits one into several (指标值: 指标性质, 指标值, 度量单位).

    Each of its cells is a head; below an empty one stands what the first row has there.
    """
    fresh = row._replace(cells=tuple(cell._replace(text=cell.text if cell.is_fresh else "") for cell in row.cells))
    below = [column for column in _columns(fresh, heads, spreads=False) if column.head]
    if not all(column.known for column in below) or not {column.role for column in below} & SECOND_HEADS:
        return None
    beside = [column for column in above.columns if all(column.overlap(one) <= 0 for one in below)]
    columns = _one_each(sorted([*beside, *below], key=lambda one: one.left), heads)
    return above._replace(columns=columns, width=max(above.width, len(row.cells)))
