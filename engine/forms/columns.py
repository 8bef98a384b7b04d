"""The table of a declared form in a grid: which column holds what, and what a row under it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.findings import Finding, finding
from engine.forms.cells import Cell, Row
from engine.forms.form import RawRow
from engine.forms.words import (
    CELL_LABELS,
    LEVEL1,
    NO_UNIT,
    QUALITATIVE,
    QUANTITATIVE,
    SHORT_LEVEL1,
    SIGNS,
    YEAR_TARGETS,
    column_of,
    squeeze,
)
from engine.terms import NOT_APPLICABLE


class Column(NamedTuple):
    """One column of the table: its role (None where nothing reads it), the bare head, the grid columns it covers."""

    role: str | None
    head: str
    left: int
    right: int

    def overlap(self, cell: Cell) -> int:
        """How many grid columns the cell shares with this column."""
        return min(self.right, cell.right) - max(self.left, cell.left) + 1


@dataclass
class Columns:
    """The columns of one table, the text beside its head (``年度绩效指标``), and what no column's role read."""

    columns: list[Column]
    section: str = ""
    unread: dict[str, None] = field(default_factory=dict)

    @property
    def roles(self) -> set[str | None]:
        """The roles that have a column."""
        return {column.role for column in self.columns}

    def by_role(self, row: Row) -> dict[str, list[Cell]]:
        """The cells of a row by the role of their column; those of other columns are remembered as unread."""
        found: dict[str, list[Cell]] = {}
        for column, cell in self._pairs(row):
            if column.role is not None:
                found.setdefault(column.role, []).append(cell)
            elif cell.is_fresh and column.head:
                self.unread[column.head] = None
        return found

    def _pairs(self, row: Row) -> Iterable[tuple[Column, Cell]]:
        if row.counted and len(row.cells) == len(self.columns):
            return zip(self.columns, row.cells, strict=True)
        pairs = ((max(self.columns, key=lambda column: column.overlap(cell)), cell) for cell in row.cells)
        return ((column, cell) for column, cell in pairs if column.overlap(cell) > 0)


def _roles(row: Row) -> list[Column]:
    columns = []
    for cell in row.cells:
        role, head = column_of(cell.text)
        # a list with one line an indicator names the project's fields among its columns
        role = role or CELL_LABELS.get(head)
        columns.append(Column(role, head, cell.left, cell.right))
    return columns


def _without(columns: Sequence[Column], role: str, kept: Column) -> list[Column]:
    return [column._replace(role=None) if column.role == role and column != kept else column for column in columns]


def _one_each(columns: list[Column]) -> list[Column]:
    """One column for the target and one for the weight, where several could be it.

    The year's target stands before that of the whole term; the weight of a row stands behind those of its levels.
    """
    targets = [column for column in columns if column.role == "target"]
    if len(targets) > 1:
        of_year = [column for column in targets if column.head in YEAR_TARGETS]
        columns = _without(columns, "target", (of_year or targets)[-1 if of_year else 0])
    weights = [column for column in columns if column.role == "weight"]
    return _without(columns, "weight", weights[-1]) if len(weights) > 1 else columns


def read_head(row: Row) -> Columns | None:
    """The columns of a table, where the row is its head: it names the third level, a target, and a level above."""
    columns = _roles(row)
    roles = {column.role for column in columns}
    if not ({"name", "target"} <= roles and roles & {"level1", "level2"}):
        return None
    section = " ".join(column.head for column in columns if column.role is None and column.head)
    return Columns(_one_each(columns), section)


def refine_head(columns: Columns, row: Row) -> Columns | None:
    """The columns after a second row of the head, which splits a column into several (指标值: 性质, 值, 单位)."""
    below = _roles(row)
    if not any(column.head for column in below) or any(column.head and column.role is None for column in below):
        return None
    above = [column for column in columns.columns if not any(one.head and column.overlap_of(one) for one in below)]
    return Columns(sorted([*above, *(one for one in below if one.head)], key=lambda one: one.left), columns.section)


class Target(NamedTuple):
    """A target put together from its parts, and what had to be inferred for it."""

    text: str
    findings: list[Finding]


def join_target(nature: Cell | None, value: Cell | None, unit: Cell | None) -> Target:
    """One target text from 指标性质, 指标值 and 度量单位: ``≥``, ``90``, ``%`` give ``≥90%``.

    Of a qualitative indicator (定性) the words of the value are the target; a sign or unit that the value has
    already is not repeated.
    """
    text = value.text if value else ""
    sign = squeeze(nature.text) if nature else ""
    ending = unit.text.strip() if unit and squeeze(unit.text) not in NO_UNIT else ""
    if squeeze(text) in ("", NOT_APPLICABLE) or squeeze(sign) == NOT_APPLICABLE:
        return Target(text if text else sign, [])
    if sign in QUALITATIVE:
        return Target(text, [])
    parts = [text]
    if ending and not text.endswith(ending):
        parts.append(ending)
    findings = []
    if sign and sign not in QUANTITATIVE:
        if sign not in SIGNS and nature:
            findings.append(finding("target-nature-unknown", nature.source, text=nature.text))
        mark = SIGNS.get(sign, sign)
        if not squeeze(text).startswith((mark, sign)):
            parts.insert(0, mark)
    joined = "".join(parts)
    if len(parts) > 1 and value:
        findings.append(finding("target-joined", value.source, parts=" | ".join(parts), text=joined))
    return Target(joined, findings)


def _text(cells: Sequence[Cell], between: str = "\n") -> str:
    return between.join(dict.fromkeys(cell.text for cell in cells if cell.text))


def level_name(text: str) -> tuple[str, str | None]:
    """A level as the form names it, and the note that was left out: ``产出指标（50分）``, ``产\\n出``."""
    squeezed = squeeze(text)
    bare, bracket, note = squeezed.partition("(")
    if bare in LEVEL1 or bare in SHORT_LEVEL1:
        name = SHORT_LEVEL1.get(bare, bare)
        return name, text if bracket or name != bare else None
    return ("".join(text.split()) if squeezed.endswith("指标") else text), None


class TableRow(NamedTuple):
    """What a row of the table says: the raw row, what was inferred, and the cells by role."""

    raw: RawRow
    findings: list[Finding]
    cells: dict[str, list[Cell]]


def _weight(cells: Sequence[Cell], shared: bool) -> tuple[str, list[Finding]]:
    text = _text(cells)
    if text and shared:
        return "", [finding("weight-shared", cells[0].source, text=text)]
    return text, []


def table_row(columns: Columns, row: Row, above: RawRow | None, *, shared_weight: bool) -> TableRow:
    """A row of the table as five texts; empty levels are those of the row above, as where repetition is left out."""
    cells = columns.by_role(row)
    findings: list[Finding] = []
    one = {role: found[0] for role, found in cells.items()}
    if {"nature", "unit"} & columns.roles:
        target, said = join_target(one.get("nature"), one.get("target"), one.get("unit"))
        findings.extend(said)
    else:
        target = _text(cells.get("target", ()), "")
    level1, note = level_name(_text(cells.get("level1", ())))
    if note:
        findings.append(finding("level-read-as", one["level1"].source, text=note, level1=level1))
    level2, _ = level_name(_text(cells.get("level2", ())))
    if above and "level1" in columns.roles and (not level1 or (not level2 and level1 == above.cells[0])):
        level1, level2 = above.cells[0], level2 or above.cells[1]
        findings.append(finding("row-merged", row.source, level1=level1, level2=level2))
    weight, said = _weight(cells.get("weight", ()), shared_weight)
    findings.extend(said)
    texts = [level1, level2, _text(cells.get("name", ())), target, _text(cells.get("explanation", ()))]
    place = one["target"].source if "target" in one and one["target"].source.cell else row.source
    if any(row.source.row is not None for _ in (0,)):
        place = row.source
    raw = RawRow(
        place,
        texts,
        weight=weight,
        weight_source=one["weight"].source if "weight" in one else None,
        core=_text(cells.get("core", ())),
        blank=not any(texts[2:]),
    )
    return TableRow(raw, findings, cells)
