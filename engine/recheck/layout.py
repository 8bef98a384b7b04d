"""The heads of a filled-in table: which column holds what, by the words of :mod:`engine.forms.layouts`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from engine.forms.layouts import FILLED_HEADS, FUNDS_HEADS, HEADS, IN_FILLED, SECOND_HEADS
from engine.forms.words import bare_head
from engine.grids.cells import Cell, Row
from engine.language.patterns import regex
from engine.language.squeezing import squeeze

_LONGEST_HEAD = 30
_LONGEST_WRITTEN = 1_000  # with its notes in brackets
_LONGEST_REMEMBERED = 100
_REMEMBERED = 4096  # texts, among them all heads of a folder whose tables are of one form

_POINTS = regex(r"\((\d{1,2}(?:\.\d)?)分(?:[*×]执行率)?\)")
_PATTERNS = {"rows": FILLED_HEADS, "funds": FUNDS_HEADS}


class Column(NamedTuple):
    """One column: its role, the grid columns its head covers, and its place in the row's order of cells."""

    role: str | None
    left: int
    right: int
    order: int


Head = tuple[Column, ...]


def _find(text: str, block: str) -> tuple[bool, str | None]:
    """Whether a head is known in this block of the table, and its role."""
    bare = bare_head(text) if len(text) <= _LONGEST_WRITTEN else ""
    if not bare or len(bare) > _LONGEST_HEAD:
        return False, None
    if block == "rows" and bare in HEADS:
        role = HEADS[bare]
        return True, IN_FILLED.get(role, role)
    for pattern, found in _PATTERNS[block]:
        if re.search(pattern, bare):
            return True, found
    return False, None


_remembered = lru_cache(maxsize=_REMEMBERED)(_find)


def _role(text: str, block: str) -> tuple[bool, str | None]:
    """The same, remembered for texts that are not so long that they would fill the memory."""
    return (_remembered if len(text) <= _LONGEST_REMEMBERED else _find)(text, block)


def _columns(row: Row, block: str, *, merged: bool = True) -> Head:
    """The columns of a row of heads; an empty head goes on from the one before it, as ``merged`` heads do in a text."""
    found: list[Column] = []
    for order, cell in enumerate(row.cells):
        known, role = _role(cell.text, block)
        if known:
            found.append(Column(role, cell.left, cell.right, order))
        elif merged and found and not cell.text.strip() and found[-1].right == cell.left - 1:
            found[-1] = found[-1]._replace(right=cell.right)
    return tuple(found)


def _roles(head: Iterable[Column]) -> set[str]:
    return {column.role for column in head if column.role}


def indicator_head(row: Row) -> Head | None:
    """The columns of the indicator rows, where the row is their head."""
    head = _columns(row, "rows")
    roles = _roles(head)
    named = {"name", "level2"} & roles
    if not named or "score" not in roles or not {"target", "actual", "adjusted"} & roles:
        return None
    return _without_doubles(head)


def is_declared_head(row: Row) -> bool:
    """Whether a row is the head of targets without scores, as in a declaration (三级指标 | 指标值 | 指标解释)."""
    roles = _roles(_columns(row, "rows"))
    return {"level1", "target"} <= roles and bool({"name", "level2"} & roles) and "score" not in roles


def _without_doubles(head: Head) -> Head:
    """The head with each role once: the last column of it, since labels at the side stand first, but the first score."""
    kept: list[Column] = []
    for column in head:
        same = [one for one in head if one.role == column.role]
        wanted = same[0] if column.role == "score" else same[-1]
        is_kept = column.role is None or column.role == "reason" or column == wanted
        kept.append(column if is_kept else column._replace(role=None))
    return tuple(kept)


def second_head(row: Row, head: Head) -> Head | None:
    """The head with a second row of heads below it (年度指标值 over 指标性质 | 指标值 | 度量单位), where this is one."""
    # below an empty cell stands what the first row has there
    fresh = row._replace(cells=tuple(cell._replace(text="" if cell.continued else cell.text) for cell in row.cells))
    below = tuple(one for one in _columns(fresh, "rows", merged=False) if one.role in SECOND_HEADS)
    if not {"nature", "unit", "adjusted"} & _roles(below):
        return None
    above = tuple(one for one in head if not any(one.left <= part.right and part.left <= one.right for part in below))
    return tuple(sorted((*above, *below), key=lambda one: one.left))


def funds_head(row: Row) -> Head | None:
    """The columns of the funds block, where the row is its head."""
    head = _columns(row, "funds")
    roles = _roles(head)
    if not {"budget", "initial"} & roles or "executed" not in roles or len(roles) < 3:
        return None
    return _without_doubles(head)


def points_in(row: Row) -> Cell | None:
    """The points that a head states in brackets (预算执行情况（20分）, 得分（20分*执行率）), as a cell of their own."""
    for cell in row.cells:
        match = _POINTS.search(squeeze(cell.text))
        if match:
            return cell._replace(text=match[1])
    return None


def cells_of(row: Row, head: Head, width: int) -> dict[str, list[Cell]]:
    """The row's cells by role; by order where columns are counted and the row has as many cells as its head."""
    found: dict[str, list[Cell]] = {}
    if row.counted and len(row.cells) == width:
        for column in head:
            if column.role:
                found.setdefault(column.role, []).append(row.cells[column.order])
        return found
    for cell in row.cells:
        for column in _over(cell, head):
            if column.role:
                found.setdefault(column.role, []).append(cell)
    return found


def _over(cell: Cell, head: Head) -> list[Column]:
    """The columns a cell stands in: a cell over several levels stands in each, any other in its first."""
    under = [column for column in head if column.left <= cell.right and cell.left <= column.right]
    levels = [column for column in under if column.role in ("level1", "level2", "name")]
    return levels or under[:1]


def texts_of(cells: Iterable[Cell]) -> str:
    """The texts of the cells of one role, in order."""
    return " ".join(cell.text.strip() for cell in cells if cell.text.strip())


def read_number(text: str) -> Decimal | None:
    """A plain figure: ``10``, ``9.50分``, ``1,200``, ``10%`` (as 10); None for anything else."""
    digits = squeeze(text).replace(",", "")
    digits = re.sub(r"(?:分|万元|元|万|%)$", "", digits)
    if not re.fullmatch(r"-?\d{1,15}(?:\.\d{1,10})?", digits):
        return None
    try:
        return Decimal(digits)
    except InvalidOperation:  # pragma: no cover (the pattern admits only decimals)
        return None
