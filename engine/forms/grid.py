"""Declared forms in a grid: fields by their labels wherever they stand, the table with its columns in any order.

The same reader serves sheets, Word documents and CSV: they differ only in how they make rows
(:mod:`engine.grids.cells`). A title, or the label of a project's code or name once it has one, starts the next form.
Hidden rows are read like the others, with a warning: hiding does not withdraw what was declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from engine.forms.columns import Columns, Heads
from engine.forms.form import OPTIONAL, RawForm
from engine.forms.indicators import declared_row, is_indicator, share_weight
from engine.forms.labelled import Labelled, labelled, split
from engine.forms.layouts import FOOTERS, PARTS
from engine.forms.walk import Kind, Layout, Line, Walk, hidden_rows
from engine.forms.words import FIELD, column_of, is_evaluation_head, is_long_term, is_title, label_of, money_unit
from engine.forms.years import is_year, year_of
from engine.grids.cells import Cell, Row
from engine.language.findings import Finding, Source
from engine.language.squeezing import squeeze
from engine.terms.levels import is_level1

_KEYS = ("code", "name")  # the fields that tell one project from the next
_SHOWN = 10


@dataclass
class _GridForm(RawForm):
    """A form with the state of reading its rows."""

    unread_columns: dict[str, None] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    unread_count: int = 0
    below: dict[int, str] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        """Whether the form says nothing yet, as after its title."""
        return not self.fields and not self.rows

    def close(self) -> _GridForm:
        """The form, with what was left unread in it said."""
        self.end_table()
        if self.unread:
            self.say("form-unread", self.location, count=self.unread_count, texts="; ".join(self.unread))
        return self

    def leave(self, text: str) -> None:
        """Remembers a text that nothing reads; of many, the first ones."""
        self.unread_count += 1
        if self.unread_count <= _SHOWN:
            self.unread.append(text.replace("\n", " ")[:30])

    def leave_columns(self, columns: Columns, row: Row) -> None:
        """Remembers the columns whose text in a row nothing reads."""
        for column, cell in columns.pairs(row):
            if column.role is None and cell.is_fresh:
                self.unread_columns[column.head or f"#{column.left + 1}"] = None

    def end_table(self) -> None:
        """The table is over."""
        if self.unread_columns:
            self.say("column-unread", self.location, columns="、".join(self.unread_columns))
        self.unread_columns = {}


def _is_below(row: Row, columns: Columns) -> bool:
    """Whether a row stands under the table rather than in it: a title, a paragraph, a label with its value, a sum."""
    fresh = row.fresh
    if fresh and is_title(fresh[0].text):
        return True
    if not fresh or is_level1(fresh[0].text) or not columns.is_level(row, fresh[0]):
        return False
    is_line = len(row.cells) == 1 and columns.width > 1
    is_footer = label_of(fresh[0].text) is not None or squeeze(fresh[0].text).startswith(FOOTERS)
    return is_line or is_footer or len(fresh) == 1


HEADS = Heads(
    column_of,
    needed=({"name"}, {"target"}, {"level1", "level2"}),
    kept={"target": 0, "weight": -1},  # the weight of a row stands behind those of its levels
    spread={"target"},
)
_LAYOUT = Layout(HEADS, _is_below)


class GridReader:
    """Reads rows one by one into forms."""

    def __init__(self) -> None:
        self.forms: list[_GridForm] = []
        self.form: _GridForm | None = None
        self.walk = Walk(_LAYOUT)
        self.money_unit: str | None = None  # said of all amounts before any form begins, as above a list
        self.year_above: dict[int, Source] = {}

    def take(self, row: Row) -> None:
        """The next row."""
        if not any(cell.text for cell in row.cells):
            return
        if is_evaluation_head(cell.text for cell in row.cells):
            self.tell_evaluation(row)
        line = self.walk.take(row)
        if line.kind is Kind.OUTSIDE:
            if is_title(row.begins):
                self.start_titled(row)
            self.take_header_row(row)
            return
        form = self.form or self.start(row)
        columns = self.walk.columns
        if columns is None or line.kind is Kind.SAME_HEAD:
            form.below = {}
        elif line.kind is Kind.HEAD:
            form.below = {}
            form.end_table()
            self.tell_section(form, row, columns.section)
        else:
            self.take_table_row(form, columns, line)

    def tell_evaluation(self, row: Row) -> None:
        """A form has a table that was filled in after the year; one that had its table before is another form."""
        form = self.form
        if form is None or (form.rows and form.evaluation is None):
            form = self.start(row)
            self.walk.leave()
        form.evaluation = form.evaluation or row.source

    def start(self, row: Row) -> _GridForm:
        """A new form begins; one that says nothing yet (a title over two lines) gives way."""
        if self.form is not None and not self.form.is_empty:
            self.forms.append(self.form.close())
        above = {} if self.form is None else self.form.title_years
        self.form = _GridForm(row.source, optional=frozenset(("code", *OPTIONAL)), money_unit=self.money_unit)
        self.form.title_years |= above
        self.money_unit = None
        self.walk.begin()
        return self.form

    def start_titled(self, row: Row) -> None:
        """A form begins with its title, which may name the year; without one, that of the line above counts."""
        title = row.fresh[0]
        is_second = self.form is not None and self.form.is_empty
        above = self.form.title_years if is_second and self.form is not None else self.year_above
        form, self.year_above = self.start(row), {}
        self.walk.leave()
        form.title_years = {}
        form.entitle(title.text, title.source)
        form.title_years = form.title_years or dict(above)

    def finish(self) -> list[_GridForm]:
        """All forms; a title without anything under it counts only where it is all there is."""
        if self.form is not None and (not self.form.is_empty or not self.forms):
            self.forms.append(self.form.close())
        self.form = None
        return self.forms

    def tell_section(self, form: _GridForm, row: Row, section: str) -> None:
        """Says once of a part of the table that it is about the whole term and left out."""
        if is_long_term(section) and section not in form.skipped:
            form.skipped.add(section)
            form.say("section-skipped", row.source, section=section)

    def take_table_row(self, form: _GridForm, columns: Columns, line: Line) -> None:
        """A row of the table, where it belongs to it and to the declared year."""
        row, section = line.row, columns.section_of(line.row)
        if row.block != columns.block and len(row.cells) != columns.width:
            if row.block not in form.refused:
                form.say("table-without-head", row.source, found=len(row.cells), expected=columns.width)
            form.refused.add(row.block)
        elif row.fresh:
            self.tell_section(form, row, section)
            if not is_long_term(section):
                self.take_indicator(form, columns, line)

    def take_indicator(self, form: _GridForm, columns: Columns, line: Line) -> None:
        """An indicator, or the rest of the one above."""
        row, cells = line.row, line.cells
        if not is_indicator(cells):
            form.leave(" ".join(cell.text for cell in row.fresh))
            return
        form.leave_columns(columns, row)
        form = self.form_of_list(form, columns, cells, row)
        above = form.rows[-1] if form.rows else None
        if above and line.kind is Kind.REST:
            for cell in cells.get("explanation", ()):
                if cell.is_fresh:
                    above.cells[-1] = form.joined(above.cells[-1], cell.text, above.source).strip()
            return
        raw, findings = declared_row(row, cells, self.walk.levels(cells))
        form.rows.append(raw)
        form.findings.extend([*findings, *share_weight(raw, cells.get("weight", ()), above)])

    def form_of_list(self, form: _GridForm, columns: Columns, cells: dict[str, list[Cell]], row: Row) -> _GridForm:
        """In a list whose columns name the project, the form of the project that this row names."""
        named = {role.removeprefix(FIELD): found[0] for role, found in cells.items() if role.startswith(FIELD)}
        if form.evaluation is None and any(
            named[key].text and form.fields.get(key, named[key].text) != named[key].text
            for key in _KEYS
            if key in named
        ):
            unit, form = form.money_unit, self.start(row)
            form.money_unit = unit
        for name, cell in named.items():
            if cell.text and not form.fields.get(name):
                form.start(name, columns.note_of(FIELD + name), cell.text, cell.source)
        return form

    def take_header_row(self, row: Row) -> None:
        """Labels with their values, to the right or beneath."""
        before, found = labelled(split(row.cells))
        if self.starts_form(found):
            self.start(row)
        if self.form is None:
            units = [unit for cell in row.cells if (unit := money_unit(cell.text)) is not None]
            self.money_unit = units[0] if units else self.money_unit
            self.year_above |= {
                year: cell.source for cell in row.cells if (year := year_of(cell.text)) and is_year(cell.text)
            }
            return
        if any(one.label.field for one in found):
            self.form.end_table()
            self.walk.leave()
        below, self.form.below = self.form.below, {}
        for cell in before:
            if cell.left in below and cell.is_fresh:
                self.form.extend(below[cell.left], cell.text)
            else:
                self.take_other(self.form, cell)
        is_bare = not any(one.text or one.other for one in found)
        for one in found:
            if not self.take_beneath(self.form, one, below):
                self.take_labelled(self.form, one)
            if one.label.field and not one.text and (is_bare or not one.has_room):
                self.form.below[one.cell.left] = one.label.field

    def take_beneath(self, form: _GridForm, one: Labelled, below: dict[int, str]) -> bool:
        """Whether a label goes on from above beside others, whose values stand beneath them: 总体目标 beside 年度目标."""
        cells = [cell for cell in (one.value_cell, *one.other) if cell is not one.cell]
        if not one.cell.continued or not any(cell.left in below for cell in cells):
            return False
        for cell in cells:
            if cell.left in below:
                form.extend(below[cell.left], cell.text)
            else:
                self.take_other(form, cell)
        return True

    def starts_form(self, found: Sequence[Labelled]) -> bool:
        """Whether a row of labels begins a form: the first, or one that names another project."""
        if self.form is None:
            return any(one.label.field for one in found)
        keys = {one.label.field: one.text for one in found if one.label.field in _KEYS and not one.cell.continued}
        known = self.form.fields
        return bool(keys) and (
            bool(self.form.rows)
            or any(known.get(key) and squeeze(known[key]) != squeeze(text) for key, text in keys.items())
        )

    def take_other(self, form: _GridForm, cell: Cell) -> None:
        """A cell without a label: the unit of all amounts, the year of the form, or something that nothing reads."""
        unit = money_unit(cell.text)
        if unit is not None:
            form.money_unit = unit
        elif cell.is_fresh and is_year(cell.text) and not form.rows:
            form.entitle(cell.text, cell.source)
        elif cell.is_fresh and not is_title(cell.text) and not is_year(cell.text):
            form.leave(cell.text)

    def take_labelled(self, form: _GridForm, one: Labelled) -> None:
        """A label with its value: a field, more of one where the label covers several rows, or what nothing reads."""
        name = one.label.field
        if name in PARTS and not one.cell.continued:  # of the whole term and of the year, the year's stand last
            form.fields.pop(name, None)
        if name == "year" and any(year_of(cell.text) for cell in one.other):  # of several years, none is the form's
            form.leave(f"{one.cell.text} {one.text}")
        elif name is not None and one.cell.continued:
            form.extend(name, one.text)
        elif name is not None and form.fields.get(name):
            if one.text and squeeze(form.fields[name]) != squeeze(one.text):
                form.leave(f"{one.cell.text} {one.text}")
        elif name is not None:
            form.start(name, one.label.note, one.text, one.value_cell.source)
        for cell in one.other:
            self.take_other(form, cell)


def read_grid(rows: Iterable[Row]) -> tuple[list[RawForm], list[Finding]]:
    """All forms of the rows, and the rows that are hidden."""
    taken = list(rows)
    reader = GridReader()
    for row in taken:
        reader.take(row)
    return list(reader.finish()), list(hidden_rows(taken))
