"""The table of a declared form in a grid: which column holds what, and what a row under it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from engine.forms.form import RawRow
from engine.forms.layouts import (
    NO_UNIT,
    QUALITATIVE,
    QUANTITATIVE,
    SIGNS,
    YEAR_TARGETS,
)
from engine.forms.words import column_of, label_of
from engine.grids.cells import Cell, Row
from engine.language.findings import Finding, finding
from engine.language.squeezing import squeeze
from engine.terms import DIRECTION_WORDS, NOT_APPLICABLE
from engine.terms.levels import LEVEL1, is_worded_otherwise, level1_of, level2_shown

FIELD = "project "  # roles of columns that hold a field of the project, as in a list with one line an indicator


class Column(NamedTuple):
    """One column of the table: its role (None where nothing reads it), its bare head, the grid columns it covers.

    ``note`` is what the head of a project's field says in brackets (``万元``).
    """

    role: str | None
    head: str
    left: int
    right: int
    note: str = ""

    def overlap(self, other: Cell | Column) -> int:
        """How many grid columns both cover; not positive where they are apart."""
        return min(self.right, other.right) - max(self.left, other.left) + 1


@dataclass
class Columns:
    """The columns of one table, and which of those that nothing reads hold text.

    ``section`` is the text beside the head (``年度绩效指标``), ``block`` and ``width`` tell the table: a Word table
    that goes on behind a page break without its head has the same number of columns.
    """

    columns: list[Column]
    block: int
    width: int
    section: str = ""
    unread: dict[str, None] = field(default_factory=dict)

    @property
    def roles(self) -> set[str | None]:
        """The roles that have a column."""
        return {column.role for column in self.columns}

    def by_role(self, row: Row) -> dict[str, list[Cell]]:
        """The cells of a row by the role of their column."""
        found: dict[str, list[Cell]] = {}
        for column, cell in self._pairs(row):
            if column.role is not None:
                found.setdefault(column.role, []).append(cell)
        return found

    def note_of(self, role: str) -> str:
        """What stands in brackets in the head of a column."""
        return next((column.note for column in self.columns if column.role == role), "")

    def section_of(self, row: Row) -> str:
        """What stands in a row before its levels (``中期绩效指标``, merged over its rows), or else beside the head."""
        first = min((column.left for column in self.columns if column.role is not None), default=0)
        return " ".join(cell.text for cell in row.cells if cell.right < first and cell.text) or self.section

    def note_unread(self, row: Row) -> None:
        """Remembers the columns whose text nothing reads."""
        for column, cell in self._pairs(row):
            if column.role is None and cell.is_fresh:
                self.unread[column.head or f"#{column.left + 1}"] = None

    def is_level(self, row: Row, cell: Cell) -> bool:
        """Whether the cell stands where level 1 does, or before it."""
        first = min((column.left for column in self.columns if column.role == "level1"), default=0)
        return cell is row.cells[0] or cell.left <= first

    def _pairs(self, row: Row) -> Iterable[tuple[Column, Cell]]:
        if row.counted and len(row.cells) == len(self.columns):
            return zip(self.columns, row.cells, strict=True)
        return ((column, cell) for cell in row.cells for column in self._under(cell))

    def _under(self, cell: Cell) -> Iterable[Column]:
        """The column of a cell; both levels where it is merged over both, as where 满意度指标 is not divided."""
        covered = [column for column in self.columns if column.overlap(cell) > 0]
        if {column.role for column in covered} == {"level1", "level2"}:
            return covered
        return [max(covered, key=lambda column: column.overlap(cell))] if covered else []


def _columns(row: Row) -> list[Column]:
    """The columns that the cells of a head make; empty cells behind 指标值 are part of it, as in CSV."""
    columns: list[Column] = []
    for cell in row.cells:
        role, head = column_of(cell.text)
        label = label_of(cell.text) if role is None else None
        if label is not None and label.field is not None and not label.rest:
            role = FIELD + label.field
        if not head and columns and columns[-1].role == "target":
            columns[-1] = columns[-1]._replace(right=cell.right)
        else:
            columns.append(Column(role, head, cell.left, cell.right, label.note if label else ""))
    return columns


def _only(columns: Sequence[Column], role: str, kept: Column) -> list[Column]:
    return [column._replace(role=None) if column.role == role and column != kept else column for column in columns]


def _one_each(columns: list[Column]) -> list[Column]:
    """One column for the target and one for the weight, where several could be it.

    The year's target goes before that of the whole term; the weight of a row stands behind those of its levels.
    """
    targets = [column for column in columns if column.role == "target"]
    if len(targets) > 1:
        of_year = [column for column in targets if column.head in YEAR_TARGETS]
        columns = _only(columns, "target", of_year[0] if of_year else targets[0])
    weights = [column for column in columns if column.role == "weight"]
    return _only(columns, "weight", weights[-1]) if len(weights) > 1 else columns


def read_head(row: Row) -> Columns | None:
    """The columns of a table, where the row is its head: it names the third level, a target, and a level above."""
    columns = _columns(row)
    roles = [column.role for column in columns]
    if not ({"name", "target"} <= set(roles) and set(roles) & {"level1", "level2"}):
        return None
    first = next(number for number, role in enumerate(roles) if role is not None)
    section = " ".join(column.head for column in columns[:first] if column.head)
    return Columns(_one_each(columns), row.block, len(row.cells), section)


def refine_head(columns: Columns, row: Row) -> Columns | None:
    """The columns after a second row of the head, which splits one into several (指标值: 指标性质, 指标值, 度量单位)."""
    below = [column for column in _columns(row) if column.head]
    if not below or any(column.role is None for column in below):
        return None
    above = [column for column in columns.columns if all(column.overlap(one) <= 0 for one in below)]
    split = _one_each(sorted([*above, *below], key=lambda one: one.left))
    return replace(columns, columns=split, width=len(row.cells))


class Joined(NamedTuple):
    """A target put together from its parts, and what had to be inferred for it."""

    text: str
    findings: list[Finding]


def _sign(nature: Cell | None, text: str) -> tuple[str, list[Finding]]:
    """What 指标性质 puts before the value: nothing where the value has it already, or where it is no sign."""
    squeezed = squeeze(nature.text) if nature else ""
    if nature is None or squeezed in ("", *QUALITATIVE, *QUANTITATIVE, *DIRECTION_WORDS):
        return "", []
    unknown = [] if squeezed in SIGNS else [finding("target-nature-unknown", nature.source, text=nature.text)]
    sign = SIGNS.get(squeezed, squeezed)
    return ("" if squeeze(text).startswith((sign, squeezed)) else sign), unknown


def _direction(cells: Sequence[Cell]) -> str:
    """The direction that a column of its own states (正向); empty where it holds a sign or a sort."""
    stated = squeeze(cells[0].text) if cells else ""
    return stated if stated in DIRECTION_WORDS else ""


def join_target(nature: Cell | None, value: Cell | None, unit: Cell | None) -> Joined:
    """One target text from 指标性质, 指标值 and 度量单位: ``≥``, ``90``, ``%`` give ``≥90%``.

    Of a qualitative indicator (定性) the words of the value are the target; a sign or unit that the value has
    already is not repeated.
    """
    if nature and squeeze(nature.text) == NOT_APPLICABLE and not (value and value.text):
        return Joined(NOT_APPLICABLE, [])
    if value is None or squeeze(value.text) in ("", NOT_APPLICABLE):
        return Joined(value.text if value else "", [])
    sign, findings = _sign(nature, value.text)
    ending = unit.text if unit and squeeze(unit.text) not in NO_UNIT else ""
    if (nature and squeeze(nature.text) in QUALITATIVE) or squeeze(value.text).endswith(squeeze(ending)):
        ending = ""
    parts = [part for part in (sign, value.text, ending) if part]
    text = "".join(parts)
    if len(parts) > 1:
        findings.append(finding("target-joined", value.source, parts=" | ".join(parts), text=text))
    return Joined(text, findings)


def is_indicator(cells: dict[str, list[Cell]]) -> bool:
    """Whether a row says anything of an indicator, or is one of the printed rows that name nothing but their level."""
    if any(cell.text for role in ("name", "target", "explanation") for cell in cells.get(role, ())):
        return True
    levels = [cell.text for role in ("level1", "level2") for cell in cells.get(role, ()) if cell.text]
    return bool(levels) and (level1_of(levels[0]) in LEVEL1 or squeeze(levels[0]).endswith("指标"))


class TableRow(NamedTuple):
    """What a row of the table says: the row as text, and what was inferred for it."""

    raw: RawRow
    findings: list[Finding]


def _text(cells: Sequence[Cell], between: str = "\n") -> str:
    return between.join(cell.text for cell in cells if cell.text)


def _target(columns: Columns, cells: dict[str, list[Cell]]) -> Joined:
    values = cells.get("target", [])
    value = values[0] if values else None
    if len(values) > 1:
        parts = [cell.text for cell in values if cell.text]
        value = values[0]._replace(text="".join(parts))
        if len(parts) > 1:
            joined = finding("target-joined", value.source, parts=" | ".join(parts), text=value.text)
            return Joined(value.text, [joined])
    nature, unit = (cells[role][0] if role in columns.roles and role in cells else None for role in ("nature", "unit"))
    return join_target(nature, value, unit)


def _levels(row: Row, cells: dict[str, list[Cell]], above: RawRow | None) -> tuple[str, str, list[Finding]]:
    """Level 1 and 2 of a row; where both are empty, or level 2 of the same level 1, those of the row above."""
    findings: list[Finding] = []
    level1, level2 = _text(cells.get("level1", ())), _text(cells.get("level2", ()))
    for text, name, role in ((level1, level1_of(level1), "level1"), (level2, level2_shown(level2), "level2")):
        if is_worded_otherwise(text, name) and cells[role][0].is_fresh:
            findings.append(finding("level-read-as", cells[role][0].source, text=text, level1=name))
    if above and above.cells[0] and (not level1 or (not level2 and level1_of(level1) == level1_of(above.cells[0]))):
        level1, level2 = above.cells[0], level2 or above.cells[1]
        findings.append(finding("row-merged", row.source, level1=level1_of(level1), level2=level2_shown(level2)))
    return level1, level2, findings


def table_row(columns: Columns, row: Row, cells: dict[str, list[Cell]], above: RawRow | None) -> TableRow:
    """A row of the table as five texts and a weight, by the cells of each role.

    Its source is the row, in a sheet the cell of its target.
    """
    level1, level2, findings = _levels(row, cells, above)
    target = _target(columns, cells)
    texts = [level1, level2, _text(cells.get("name", ())), target.text, _text(cells.get("explanation", ()))]
    targets, weights = cells.get("target", []), cells.get("weight", [])
    in_cell = row.source.cell is not None and bool(targets) and not targets[0].continued
    raw = RawRow(
        targets[0].source if in_cell else row.source,
        texts,
        weight=_text(weights),
        weight_source=weights[0].source if weights else None,
        core=_text(cells.get("core", ())),
        nature=_direction(cells.get("nature", ())),
    )
    findings.extend(target.findings)
    if weights and weights[0].continued and above and above.weight_source == raw.weight_source:
        if above.weight:
            findings.append(finding("weight-shared", weights[0].source, text=above.weight))
        above.weight = raw.weight = ""
    return TableRow(raw, findings)
