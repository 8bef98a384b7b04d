"""From the rows of a document to the tables that were filled in: header, funds block, indicator rows, total, grade.

Works on the grid of :mod:`engine.grids.cells`, whatever the document was. Several tables stand in one document one
after another; a second 项目名称, another sheet or a head after a total begins the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from engine.forms.layouts import FILLED_END, FUNDS_PART, FUNDS_TOTAL, QUALITATIVE, SIGNS
from engine.grids.cells import Cell, Row
from engine.language.findings import Finding, Findings, Source, finding
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.recheck.fields import entry, is_title, labels, total_of, year_of
from engine.recheck.grades import grade_of
from engine.recheck.joined import parted
from engine.recheck.layout import (
    Head,
    cells_of,
    funds_head,
    indicator_head,
    is_declared_head,
    points_in,
    read_number,
    second_head,
    texts_of,
)
from engine.recheck.model import GRADES, Entry, FilledFunds, FilledRow, FilledTable, FundsLine
from engine.recheck.words import is_blank

_LEVEL = regex(r"^(?P<name>.*?)[(（]?(?P<points>\d+(?:\.\d+)?)\s*分?[)）]?$")
_PREFIX = regex(r"^指标\s*\d{1,2}\s*[:：.、]?\s*")
_DOTS = regex(r"^(?:指标\s*\d{0,2}\s*[:.、]?)?[….。·]*$")
_FUNDS_TOTAL = regex(FUNDS_TOTAL)
_FUNDS_PART = regex(FUNDS_PART)
_SUBTOTAL = regex(r"小计")
_END = regex(FILLED_END)


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
    mode: str = "head"
    head: Head = ()
    width: int = 0
    second: bool = False
    level1: str = ""
    level2: str = ""

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
    drafts: list[_Draft] = []
    declared: Source | None = None
    for row in rows:
        if not any(cell.text.strip() for cell in row.cells):
            continue
        if not drafts or _begins(row, drafts[-1]):
            drafts.append(_Draft(row.source))
        _take(row, drafts[-1])
        if declared is None and is_declared_head(row):
            declared = row.source
    tables = tuple(draft.table() for draft in drafts if draft.rows)
    if tables:
        return FilledFile(tables, tuple(one for draft in drafts for one in draft.findings))
    return FilledFile((), lack=finding("no-scores", declared) if declared else finding("no-table", Source(file=file)))


def _begins(row: Row, draft: _Draft) -> bool:
    """Whether a row begins the next table of a document."""
    if row.source.sheet is not None and row.source.sheet != draft.source.sheet and not _is_word(row):
        return True
    if not draft.rows:
        return False
    if any(name == "name" for name, _ in labels(row)):
        return True
    if len(row.cells) <= 2 and draft.mode == "end" and any(is_title(cell.text) for cell in row.cells):
        return True
    return draft.total.source is not None and indicator_head(row) is not None


def _is_word(row: Row) -> bool:
    return row.counted


def _take(row: Row, draft: _Draft) -> None:
    head = indicator_head(row)
    if head is not None:
        draft.mode, draft.head, draft.width, draft.second = "rows", head, len(row.cells), False
        draft.has_reasons |= any(column.role == "reason" for column in head)
        draft.level1 = draft.level2 = ""
    elif draft.mode != "rows" and (head := funds_head(row)) is not None:
        draft.mode, draft.head, draft.width = "funds", head, len(row.cells)
        draft.funds_points = entry(points_in(row))
    elif draft.mode == "rows":
        _take_row(row, draft)
    elif draft.mode != "funds" or not _take_funds(row, draft):
        _take_fields(row, draft)


def _take_fields(row: Row, draft: _Draft) -> None:
    """A row outside the tables: labels, year, grade, remarks."""
    if not draft.rows:
        for name, value in labels(row):
            draft.fields.setdefault(name, value)
        draft.year = draft.year or year_of(row)
    else:
        draft.remarks.extend(cell.text.strip() for cell in row.cells if cell.is_fresh)
        if draft.total.number is None:
            _take_total(row, draft)
    _take_grade(row, draft)


def _take_funds(row: Row, draft: _Draft) -> bool:
    """One line of the funds block; False where the block is over."""
    cells = cells_of(row, draft.head, draft.width)
    first = min(column.left for column in draft.head if column.role)
    before = [cell for cell in row.cells if cell.is_fresh and cell.left < first]
    label = squeeze(before[-1].text) if before else ""
    is_line = len(label) <= 30 and (_FUNDS_TOTAL.search(label) or _FUNDS_PART.search(label))
    if not is_line and (draft.funds_lines or label):
        draft.mode = "head"
        return False
    entries = {role: entry(found[0]) for role, found in cells.items()}
    line = FundsLine(label=label, **{role: entries.get(role, Entry()) for role in ("initial", "budget", "executed")})
    if not draft.funds_lines or _FUNDS_TOTAL.search(label):
        draft.funds = entries
    draft.funds_lines.append(line)
    return True


def _take_row(row: Row, draft: _Draft) -> None:
    """One row below the head of the indicators."""
    if not draft.rows and not draft.second and (both := second_head(row, draft.head)) is not None:
        draft.head, draft.second = both, True
        return
    apart, findings = parted(row, draft.width, lambda one: _fits(one, draft, is_alike=one is not row))
    draft.findings.extend(findings)
    if apart is not None:
        _take_apart(apart, draft)


def _take_apart(row: Row, draft: _Draft) -> None:
    """The total, what stands below the table, or an indicator."""
    if _take_total(row, draft):
        draft.mode = "end"
        return
    first = next((squeeze(cell.text) for cell in row.cells if cell.is_fresh), "")
    if draft.rows and _END.match(first):
        draft.mode = "end"
        _take_fields(row, draft)
        return
    if _SUBTOTAL.search(first) or _DOTS.match(first):
        return
    filled = _filled(_aligned(row, draft), draft)
    if filled is not None:
        draft.rows.append(filled)


def _take_total(row: Row, draft: _Draft) -> bool:
    cells = cells_of(row, draft.head, draft.width)
    total = total_of(row, _first(cells, "weight"), _first(cells, "score"))
    if total is None or not draft.rows:
        return False
    draft.total_weight, draft.total = total
    _take_grade(row, draft, is_total=True)
    return True


def _take_grade(row: Row, draft: _Draft, *, is_total: bool = False) -> None:
    if draft.grade.text not in GRADES:
        draft.grade = grade_of(row, is_total=is_total) or draft.grade


def _aligned(row: Row, draft: _Draft) -> Row:
    """A row of text whose merged cells were left out at its beginning, moved under its head."""
    missing = draft.width - len(row.cells)
    if row.source.line is None or missing <= 0 or _fits(row, draft):
        return row
    for shift in range(1, min(missing, 3) + 1):
        cells = tuple(cell._replace(left=cell.left + shift, right=cell.right + shift) for cell in row.cells)
        if _fits(row._replace(cells=cells), draft):
            return row._replace(cells=cells)
    return row


def _fits(row: Row, draft: _Draft, is_alike: bool = False) -> bool:
    """Whether there are figures under 分值 and 得分; ``is_alike`` also asks that both or neither are percentages."""
    cells = cells_of(row, draft.head, draft.width)
    wanted = {column.role for column in draft.head} & {"weight", "score"}
    stated = [cells.get(role or "", []) for role in wanted]
    if not stated or not all(found and read_number(found[0].text) is not None for found in stated):
        return False
    return not is_alike or len({found[0].text.strip().endswith("%") for found in stated}) == 1


def _first(cells: dict[str, list[Cell]], role: str) -> Cell | None:
    """The cell of a role: the first that says something, where a head spans several."""
    found = cells.get(role, [])
    return next((cell for cell in found if cell.text), next(iter(found), None))


def _filled(row: Row, draft: _Draft) -> FilledRow | None:
    """The indicator row, or nothing where the row was not filled in."""
    cells = cells_of(row, draft.head, draft.width)
    _take_levels(cells, draft)
    name = _PREFIX.sub("", texts_of(cells.get("name", []))).strip()
    target, actual = _target(cells), entry(_first(cells, "actual"))
    declared = _target({**cells, "adjusted": []})
    weight, score = _own(cells, "weight", draft), _own(cells, "score", draft)
    figures = (target, actual, weight, score)
    if _DOTS.match(name) or all(is_blank(one.text) for one in figures) or (not name and is_blank(target.text)):
        return None
    return FilledRow(
        level1=draft.level1,
        level2=draft.level2,
        name=name or draft.level2,
        target=target,
        replaced="" if declared == target else declared.text,
        actual=actual,
        weight=weight,
        score=score,
        reason=texts_of(cells.get("reason", [])),
        criteria=texts_of(cells.get("criteria", [])),
        nature=_nature(cells),
        shared=any(cell.continued for cell in cells.get("weight", [])),
        source=row.source,
    )


def _own(cells: dict[str, list[Cell]], role: str, draft: _Draft) -> Entry:
    """A figure of this row; one merged over rows belongs to the first of them, which shares it then."""
    cell = _first(cells, role)
    if cell is None or not cell.continued:
        return entry(cell)
    if draft.rows:
        draft.rows[-1] = draft.rows[-1].model_copy(update={"shared": True})
    return Entry()


def _take_levels(cells: dict[str, list[Cell]], draft: _Draft) -> None:
    """The levels of a row; empty cells repeat what stands above."""
    level1, level2 = squeeze(texts_of(cells.get("level1", []))), squeeze(texts_of(cells.get("level2", [])))
    if level1:
        match = _LEVEL.match(level1)
        level1 = match["name"] if match and match["name"] else level1
        if match and match["name"]:
            draft.levels[level1] = Decimal(match["points"])
        if level1 != draft.level1:
            draft.level2 = ""
        draft.level1 = level1
    if level2:
        match = _LEVEL.match(level2)
        draft.level2 = match["name"] if match and match["name"] else level2


def _target(cells: dict[str, list[Cell]]) -> Entry:
    """The target as one text: the adjusted one where there is one, with its sign and unit where these stand apart."""
    adjusted = _first(cells, "adjusted")
    cell = adjusted if adjusted and not is_blank(adjusted.text) else _first(cells, "target")
    value = entry(cell)
    parts = cells.get("target", []) if cell is not adjusted else [cell] if cell else []
    text = texts_of(parts)
    sign, unit = (squeeze(texts_of(cells.get(role, []))) for role in ("nature", "unit"))
    if is_blank(text) or sign in QUALITATIVE:
        return value.model_copy(update={"text": text})
    return value.model_copy(update={"text": _joined(SIGNS.get(sign, ""), text, unit)})


def _nature(cells: dict[str, list[Cell]]) -> str:
    """What a column of its own says of the direction (正向), where that is no sign."""
    nature = squeeze(texts_of(cells.get("nature", [])))
    return "" if nature in SIGNS else nature


def _joined(sign: str, text: str, unit: str) -> str:
    """``≥``, ``95`` and ``%`` as ``≥95%``; what the value says itself is not said twice."""
    bare = squeeze(text)
    if read_number(bare) is None:
        return text
    has_unit = not re.fullmatch(r"-?[\d.,]+", bare)
    return f"{sign}{text}{'' if has_unit or is_blank(unit) else unit}"
