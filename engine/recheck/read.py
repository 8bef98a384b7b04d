"""From the rows of a document to the tables that were filled in: header, funds block, indicator rows, total, grade.

Works on the grid of :mod:`engine.grids.cells`, whatever the document was. Several tables stand in one document one
after another; a second 项目名称, another sheet or a head after a total begins the next one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from engine.forms.columns import has_head
from engine.forms.grid import HEADS as DECLARED
from engine.forms.indicators import direction_of, target_of
from engine.forms.layouts import FUNDS_PART, FUNDS_TOTAL
from engine.forms.walk import Kind, Levels, Line, Walk, text_of
from engine.forms.words import FILLED, is_title
from engine.grids.cells import Cell, Row
from engine.language.findings import Finding, Findings, Source, finding
from engine.language.patterns import regex
from engine.language.squeezing import is_blank, squeeze
from engine.recheck.fields import entry, labels, points_in, total_of, year_of
from engine.recheck.grades import grade_of
from engine.recheck.joined import apart
from engine.recheck.layout import INDICATORS, LAYOUT
from engine.recheck.model import GRADES, Entry, FilledFunds, FilledRow, FilledTable, FundsLine

_LEVEL = regex(r"^(?P<name>.*?)[(（]?(?P<points>\d+(?:\.\d+)?)\s*分?[)）]?$")
_PREFIX = regex(r"^指标\s*\d{1,2}\s*[:：.、]?\s*")
_DOTS = regex(r"^(?:指标\s*\d{0,2}\s*[:.、]?)?[….。·]*$")
_FUNDS_TOTAL = regex(FUNDS_TOTAL)
_FUNDS_PART = regex(FUNDS_PART)
_TEXTS = ("reason", "criteria")
_SUBTOTAL = regex(r"小计")


@dataclass
class _Draft:
    """One table while it is being read."""

    source: Source
    fields: dict[str, Entry] = field(default_factory=dict)
    year: int | None = None
    funds_lines: list[FundsLine] = field(default_factory=list)
    funds: dict[str, Entry] = field(default_factory=dict)
    funds_points: Entry = field(default_factory=Entry)
    rows: list[FilledRow] = field(default_factory=list)
    levels: dict[str, Decimal] = field(default_factory=dict)
    total_weight: Entry = field(default_factory=Entry)
    total: Entry = field(default_factory=Entry)
    grade: Entry = field(default_factory=Entry)
    has_reasons: bool = False
    remarks: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    walk: Walk = field(default_factory=lambda: Walk(LAYOUT))

    def table(self) -> FilledTable:
        """The finished table."""
        texts = {name: self.fields[name].text for name in self.fields}
        return FilledTable(
            source=self.source,
            year=self.year,
            funds=_funds(self),
            rows=tuple(self.rows),
            levels=self.levels,
            total_weight=self.total_weight,
            total=self.total,
            grade=self.grade,
            has_reasons=self.has_reasons,
            remarks=tuple(self.remarks),
            **texts,
        )


def _funds(draft: _Draft) -> FilledFunds | None:
    if not draft.funds_lines:
        return None
    totals = [line for line in draft.funds_lines if _FUNDS_TOTAL.search(squeeze(line.label))]
    total = totals[0] if totals else draft.funds_lines[0]
    parts = tuple(line for line in draft.funds_lines if line is not total)
    rate, weight = draft.funds.get("rate", Entry()), draft.funds.get("weight", Entry())
    return FilledFunds(
        total=total,
        weight=draft.funds_points if is_blank(weight.text) else weight,
        rate=rate.model_copy(update={"number": _share(rate)}),
        score=draft.funds.get("score", Entry()),
        reason=draft.funds.get("reason", Entry()).text,
        parts=parts,
    )


def _share(rate: Entry) -> Decimal | None:
    """A rate as a share of 1: 83.5%, 83.5 and 0.835 are the same."""
    if rate.number is None:
        return None
    is_share = not squeeze(rate.text).endswith("%") and rate.number <= Decimal("1.5")
    return rate.number if is_share else rate.number / 100


class FilledFile(NamedTuple):
    """The filled-in tables of a document in their order and what is wrong with them; ``lack`` says that there is none."""

    tables: tuple[FilledTable, ...]
    findings: Findings = ()
    lack: Finding | None = None


def read_tables(rows: Iterable[Row], file: str) -> FilledFile:
    """All filled-in tables of a document's rows."""
    filled = [row for row in rows if any(cell.text.strip() for cell in row.cells)]
    drafts: list[_Draft] = []
    for row in filled:
        if not drafts or _begins(row, drafts[-1]):
            drafts.append(_Draft(row.source))
        _take(row, drafts[-1])
    tables = tuple(draft.table() for draft in drafts if draft.rows)
    if tables:
        return FilledFile(tables, tuple(one for draft in drafts for one in draft.findings))
    heads = (row.source for row in filled if has_head(row, DECLARED) and not has_head(row, INDICATORS))
    declared = next(heads, None)
    return FilledFile((), lack=finding("no-scores", declared) if declared else finding("no-table", Source(file=file)))


def _begins(row: Row, draft: _Draft) -> bool:
    """Whether a row begins the next table of a document."""
    if row.source.sheet is not None and row.source.sheet != draft.source.sheet and not row.counted:
        return True
    if not draft.rows:
        return False
    if any(name == "name" for name, _ in labels(row)):
        return True
    if len(row.cells) <= 2 and not draft.walk.is_open and any(is_title(cell.text, FILLED) for cell in row.cells):
        return True
    return draft.total.source is not None and has_head(row, INDICATORS)


def _take(row: Row, draft: _Draft) -> None:
    columns = draft.walk.columns
    if columns is not None and draft.walk.is_in_indicators:
        found, findings = apart(row, columns)
        draft.findings.extend(findings)
        if found is None:
            return
        row = found
    line = draft.walk.take(row)
    if line.kind is Kind.OUTSIDE:
        _take_outside(row, draft)
    elif line.kind in (Kind.ROW, Kind.REST):
        (_take_row if draft.walk.is_in_indicators else _take_funds)(line, draft)
    elif draft.walk.is_in_indicators and draft.walk.columns is not None:
        draft.has_reasons |= "reason" in draft.walk.columns.roles
    else:
        draft.funds_points = entry(points_in(row))


def _take_outside(row: Row, draft: _Draft) -> None:
    """A row outside the tables: labels, year, grade; below the rows the total and remarks."""
    if not draft.rows:
        for name, value in labels(row):
            draft.fields.setdefault(name, value)
        draft.year = draft.year or year_of(row)
    elif not _take_total(row, draft):
        draft.remarks.extend(cell.text.strip() for cell in row.fresh)
    if draft.rows:
        draft.walk.leave()
    _take_grade(row, draft)


def _take_funds(line: Line, draft: _Draft) -> None:
    """One line of the funds block, or the row behind it."""
    columns = draft.walk.columns
    first = columns.first() if columns else 0
    before = [cell for cell in line.row.fresh if cell.left < first]
    label = squeeze(before[-1].text) if before else ""
    is_line = len(label) <= 30 and (_FUNDS_TOTAL.search(label) or _FUNDS_PART.search(label))
    if not is_line and (draft.funds_lines or label):
        draft.walk.leave()
        _take_outside(line.row, draft)
        return
    entries = {role: entry(found[0]) for role, found in line.cells.items()}
    funds = FundsLine(label=label, **{role: entries.get(role, Entry()) for role in ("initial", "budget", "executed")})
    if not draft.funds_lines or _FUNDS_TOTAL.search(label):
        draft.funds = entries
    draft.funds_lines.append(funds)


def _take_row(line: Line, draft: _Draft) -> None:
    """An indicator, the rest of the one above, or a row that names nothing."""
    first = squeeze(line.row.begins)
    if _SUBTOTAL.search(first) or _DOTS.match(first):
        return
    if line.kind is Kind.REST and draft.rows:
        above = draft.rows[-1]
        more = {role: text_of([cell for cell in line.cells.get(role, ()) if cell.is_fresh]) for role in _TEXTS}
        texts = {role: f"{getattr(above, role)} {text}".strip() for role, text in more.items() if text}
        draft.rows[-1] = above.model_copy(update=texts)
        return
    filled = _filled(line, draft)
    if filled is not None:
        draft.rows.append(filled)


def _take_total(row: Row, draft: _Draft) -> bool:
    """Whether a row is that of the total, or one more where a total is stated already."""
    cells = draft.walk.columns.by_role(row) if draft.walk.columns else {}
    total = total_of(row, _first(cells, "weight"), _first(cells, "score"))
    if total is None or draft.total.number is not None:
        return False
    draft.total_weight, draft.total = total
    _take_grade(row, draft, is_total=True)
    return True


def _take_grade(row: Row, draft: _Draft, *, is_total: bool = False) -> None:
    if draft.grade.text not in GRADES:
        draft.grade = grade_of(row, is_total=is_total) or draft.grade


def _first(cells: dict[str, list[Cell]], role: str) -> Cell | None:
    """The cell of a role: the first that says something, where a head spans several."""
    found = cells.get(role, [])
    return next((cell for cell in found if cell.text), next(iter(found), None))


def _filled(line: Line, draft: _Draft) -> FilledRow | None:
    """The indicator row, or nothing where the row was not filled in."""
    cells = line.cells
    level1, level2 = _levels(draft.walk.levels(cells), draft)
    name = _PREFIX.sub("", text_of(cells.get("name", ()), " ")).strip()
    target, actual = _target(cells), entry(_first(cells, "actual"))
    declared = _target({**cells, "adjusted": []})
    weight, score = _own(cells, "weight", draft), _own(cells, "score", draft)
    figures = (target, actual, weight, score)
    if _DOTS.match(name) or all(is_blank(one.text) for one in figures) or (not name and is_blank(target.text)):
        return None
    return FilledRow(
        level1=level1,
        level2=level2,
        name=name or level2,
        target=target,
        replaced="" if declared == target else declared.text,
        actual=actual,
        weight=weight,
        score=score,
        **{role: text_of(cells.get(role, ()), " ") for role in _TEXTS},
        nature=direction_of(cells.get("nature", ())),
        shared=any(cell.continued for cell in cells.get("weight", ())),
        source=line.row.source,
    )


def _own(cells: dict[str, list[Cell]], role: str, draft: _Draft) -> Entry:
    """A figure of this row; one merged over rows belongs to the first of them, which shares it then."""
    cell = _first(cells, role)
    if cell is None or not cell.continued:
        return entry(cell)
    if draft.rows:
        draft.rows[-1] = draft.rows[-1].model_copy(update={"shared": True})
    return Entry()


def _levels(levels: Levels, draft: _Draft) -> tuple[str, str]:
    """The levels of a row without the points stated with them; those of level 1 are kept."""
    (level1, points), (level2, _) = (_parted_level(text) for text in (levels.level1, levels.level2))
    if points is not None:
        draft.levels[level1] = points
    return level1, level2


def _parted_level(text: str) -> tuple[str, Decimal | None]:
    level = squeeze(text)
    match = _LEVEL.match(level)
    return (match["name"], Decimal(match["points"])) if match and match["name"] else (level, None)


def _target(cells: dict[str, list[Cell]]) -> Entry:
    """The target as one text: the adjusted one where there is one, with its sign and unit where these stand apart."""
    adjusted = _first(cells, "adjusted")
    if adjusted is not None and not is_blank(adjusted.text):
        cells = {**cells, "target": [adjusted]}
    value = entry(_first(cells, "target"))
    return value if is_blank(value.text) else value.model_copy(update={"text": target_of(cells).text})
