"""The text layout of a declared form (二级项目支出绩效目标申报表), as it comes out of Word by copy and paste.

A form is a run of lines: a title, header fields (label cell, value cell, one or two tabs apart), long texts (in one
line, or as ``政策依据: …`` over several), the table's head, one line a row. Forms follow each other with or without
a blank line. Labels and layout: form 二级项目支出绩效目标申报表, Shenzhen 2024.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.files.text import Line
from engine.forms.form import CELLS, RawForm, RawRow, make_project, resolve_markup
from engine.forms.layouts import LABELS, TABLE_HEAD, TITLE, YEAR_LABELS
from engine.forms.words import column_of, is_evaluation_head
from engine.forms.years import is_year, year_of
from engine.grids.cells import MAX_ROWS
from engine.language.findings import Finding, Findings, Source, finding
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.terms import Project
from engine.terms.levels import is_level1, is_worded_otherwise, level1_of, level2_shown, unstarred

__all__ = ["LABELS", "each_form_text", "resolve_markup"]

MAX_LINE = 1_000_000
"""Signs of a line that is read."""
MAX_LINES = 2_000_000
"""Lines of a text that are read."""
MAX_FORMS = 100_000
_QUOTED = 40
_LONGEST_HEAD = 200
_LABEL = regex(r"(?P<label>[^:：()（）]{4,24})(?P<note>[(（][^()（）]*[)）])?\s*[:：](?P<rest>.*)")
_TITLE = regex(rf"{TITLE}(?:\([^()]*\))?$")
_ROLES = ("level1", "level2", "name", "target", "explanation")


class _Form(RawForm):
    """A form with the state of reading its lines: the field that is open, and whether the table has begun."""

    open_field: str | None = None
    in_table: bool = False
    order: tuple[int, ...] = tuple(range(CELLS))
    lines: int = 0
    levels_told: frozenset[str] = frozenset()

    def has_room(self, source: Source) -> bool:
        """Whether one more line is read; the first that is not is an error."""
        self.lines += 1
        if self.lines == MAX_ROWS + 1:
            self.say("sheet-cut", source, rows=MAX_ROWS, most=MAX_ROWS)
        return self.lines <= MAX_ROWS

    def tell_level(self, source: Source, text: str, name: str) -> None:
        """Says once that the form words a level otherwise: ``产出``, ``数量指标（20分）``."""
        if is_worded_otherwise(text, name) and text not in self.levels_told:
            self.levels_told |= {text}
            self.say("level-read-as", source, text=text, level1=name)

    def more(self, text: str) -> None:
        """More text for the open field."""
        if self.open_field:
            self.extend(self.open_field, text)


def _label(cell: str) -> tuple[str, str, str] | None:
    """The label a cell starts with, the note in its brackets, and what follows the colon."""
    match = _LABEL.match(cell.strip())
    label = squeeze(unstarred(match["label"])) if match else ""
    if match is None or label not in LABELS:
        return None
    return label, squeeze(match["note"] or ""), match["rest"]


def _row(cells: list[str]) -> list[str]:
    """A row's cells: as they stand where there are five, without the empty ones where tabs are doubled."""
    stripped = [cell.strip() for cell in cells]
    if len(stripped) <= CELLS:
        return stripped
    return stripped[:CELLS] if not any(stripped[CELLS:]) else [cell for cell in stripped if cell]


def _joined(line: str) -> list[str]:
    """The cells of a row that full-width commas joined; those in its explanation, the last cell, are its own."""
    cells = line.split("，", CELLS - 1)
    return cells if len(cells) == CELLS and is_level1(cells[0]) else []


def _take_table_line(form: _Form, source: Source, line: str) -> None:
    cells = line.split("\t")
    above = form.rows[-1].cells if form.rows else None
    if len(cells) == 1 and (joined := _joined(line)):
        form.say("row-parted", source, text=line.strip()[:_QUOTED])
        cells = joined
    if len(cells) == 1 and not is_level1(cells[0]):
        if above:  # an explanation broken over two lines
            form.say("row-continued", source, text=line.strip())
            above[-1] = form.joined(above[-1], line.strip(), form.rows[-1].source)
        return
    row = _row(cells)
    if len(row) == CELLS:
        row = [row[number] for number in form.order]
    if above and not row[0] and len(row) == CELLS == len(above):  # merged cells leave their repetition empty
        row[:2] = above[0], row[1] or above[1]
        form.say("row-merged", source, level1=level1_of(row[0]), level2=level2_shown(row[1]))
    for text, name in zip(row, (level1_of(row[0]), level2_shown(row[1]) if len(row) > 1 else ""), strict=False):
        form.tell_level(source, text, name)
    form.rows.append(RawRow(source, row))


def _take_years(form: _Form, source: Source, cells: list[str]) -> list[str]:
    """The cells of a header line without those that say the year: ``年度：2024``, ``预算年度``, ``2024年``."""
    rest: list[str] = []
    for cell in cells:
        label = squeeze(rest[-1]).removesuffix(":") if rest else ""
        name, _, value = squeeze(cell).partition(":")
        if year_of(cell) and label in YEAR_LABELS:
            rest.pop()
            form.start("year", "", cell, source)
        elif name in YEAR_LABELS and year_of(value):
            form.start("year", "", value, source)
        elif form.open_field is None and is_year(cell):
            form.entitle(cell, source)
        else:
            rest.append(cell)
    return rest


def _take_header_line(form: _Form, source: Source, line: str) -> None:
    for cell in _take_years(form, source, line.split("\t")):
        found = _label(cell)
        if found is None:
            form.more(cell)
            continue
        label, note, rest = found
        name = LABELS[label]
        if form.fields.get(name):  # more likely part of a long text than a second value
            form.say("field-repeated", source, label=label, first=form.location_of(name).line)
            form.more(cell)
        else:
            form.open_field = name
            form.start(name, note, rest, source)


def _begun(source: Source, title: str | None, before: _Form | None) -> _Form:
    """A new form; one without a title of its own stands under that of the form before."""
    form = _Form(source)
    if title is not None:
        form.entitle(title, source)
    elif before is not None:
        form.title_years |= before.title_years
    return form


def _forms(lines: Iterable[Line], file: str) -> Iterator[_Form]:
    """The forms of a text: a title or a second project code starts the next one."""
    form: _Form | None = None
    for number, line in lines:
        source = Source(file=file, line=number)
        head = line.split("\t", 1)[0].strip()
        label = _label(head)
        is_title = label is None and len(head) <= _LONGEST_HEAD and _TITLE.search(squeeze(head)) is not None
        repeats_code = label is not None and LABELS[label[0]] == "code" and form is not None and "code" in form.fields
        if is_title or repeats_code:
            if form is not None:
                yield form
            form = _begun(source, head if is_title else None, form)
        if is_title:
            continue
        if is_evaluation_head(line.split("\t")):
            if form is not None and form.rows and form.evaluation is None:
                yield form
                form = None
            form = form or _Form(source)
            form.evaluation = form.evaluation or source
        if form is None:
            if label is None:
                continue
            form = _Form(source)
        if form.has_room(source):
            _take_line(form, source, line)
    if form is not None:
        yield form


def _head_order(line: str) -> tuple[int, ...]:
    """Where the columns of a row stand by the head of the table; empty where the line is none."""
    cells = [cell for cell in line.split("\t") if cell.strip()]
    roles = [named.role if (named := column_of(cell)) else None for cell in cells]
    if set(roles) == {*_ROLES} and len(roles) == CELLS:
        return tuple(roles.index(role) for role in _ROLES)
    return tuple(range(CELLS)) if roles[0] == _ROLES[0] else ()


def _take_line(form: _Form, source: Source, line: str) -> None:
    order = _head_order(line) if len(line) <= _LONGEST_HEAD and TABLE_HEAD in squeeze(line) else ()
    if order:
        form.in_table, form.open_field, form.order = True, None, order
    elif form.in_table:
        _take_table_line(form, source, line)
    else:
        _take_header_line(form, source, line)


class _Bounded:
    """The lines of a text up to the bounds, with what is said of those beyond."""

    def __init__(self, lines: Iterable[Line], file: str) -> None:
        self.lines, self.file = lines, file
        self.findings: list[Finding] = []

    def __iter__(self) -> Iterator[Line]:
        for count, line in enumerate(self.lines):
            if count == MAX_LINES:
                self.say("sheet-cut", line, rows=MAX_LINES, most=MAX_LINES)
                return
            if len(line.text) > MAX_LINE:
                self.say("line-long", line, most=MAX_LINE)
            else:
                yield line

    def say(self, code: str, line: Line, **values: object) -> None:
        self.findings.append(finding(code, Source(file=self.file, line=line.number), **values))

    def take_findings(self) -> Findings:
        """What was said since it was last asked for."""
        findings, self.findings = tuple(self.findings), []
        return findings


def each_form_text(lines: Iterable[Line], file: str) -> Iterator[tuple[Project | None, Findings]]:
    """The forms of a text one after another, so that a text of any length fits into memory.

    ``file`` names it in every source. A broken form is a finding, and the others are read.
    """
    bounded, is_empty = _Bounded(lines, file), True
    for count, form in enumerate(_forms(bounded, file)):
        if count == MAX_FORMS:
            yield None, (finding("file-too-complex", form.location, most=MAX_FORMS),)
            return
        is_empty = False
        project, findings = make_project(form)
        yield project, (*bounded.take_findings(), *findings)
    if is_empty:
        yield None, (*bounded.take_findings(), finding("no-forms", Source(file=file, line=1)))
    elif left := bounded.take_findings():
        yield None, left
