"""The targets of a table against the declaration: what differs, what was added, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.language.findings import Finding, finding
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.recheck.judge import ANY_YEAR, read_row_target
from engine.recheck.model import Entry, FilledRow, FilledTable
from engine.recheck.words import Words
from engine.targets import Operator, Target, TargetKind, read_target
from engine.terms import Indicator, Project

Named = tuple[str | None, Finding]
_SENTENCE = regex(r"[。;；\n]")


class _Promise(NamedTuple):
    """What of a target must be the same; a bare number is at least that much."""

    kind: TargetKind
    operator: Operator | None
    value: object
    unit: str | None
    bounds: tuple[object, object]


def _promise(target: Target) -> _Promise:
    operator = target.operator
    if target.kind is TargetKind.QUANTITY and operator is None:
        operator = Operator.GE
    unit = target.unit or target.unit_inferred
    return _Promise(target.kind, operator, target.value, unit, (target.lower, target.upper))


def project_of(table: FilledTable, projects: Iterable[Project]) -> Project | None:
    """The declared project of a table: by its code, or else by its name; none where two bear that name."""
    known = tuple(projects)
    by_code = [one for one in known if table.code and squeeze(one.code) == squeeze(table.code)]
    by_name = [one for one in known if table.name and squeeze(one.name) == squeeze(table.name)]
    # of several years of a project, the table's; a declaration of another year is not that of the table
    found = [one for one in by_code or by_name if None in (one.year, table.year) or one.year == table.year]
    return found[0] if len(found) == 1 else None


def _is_same(row: FilledRow, declared: Indicator, year: int | None) -> bool:
    """Whether a row has the declared target, however it is written."""
    if squeeze(row.target.text) == squeeze(declared.target_text):
        return True
    if not row.target.text.strip():
        return False
    here, there = read_row_target(row, year or ANY_YEAR), read_target(declared.target_text, year or ANY_YEAR)
    one, other = _promise(here), _promise(there)
    readable = TargetKind.UNREADABLE not in (one.kind, other.kind)
    words = (TargetKind.QUALITATIVE, TargetKind.COMPOUND)
    if not readable or one.kind in words or other.kind in words:
        return False
    units = {one.unit, other.unit} - {None}
    return one._replace(unit=None) == other._replace(unit=None) and len(units) <= 1


def check_declared(table: FilledTable, projects: Iterable[Project]) -> Iterator[Named]:
    """The differences between a table and its declaration, each with the indicator it is about."""
    project = project_of(table, projects)
    if project is None:
        yield None, finding("declaration-missing", table.source)
        return
    left = [one for one in project.indicators if one.is_live]
    for row in table.rows:
        declared = _declared(row, left)
        if declared is None:
            yield row.name, finding("row-not-declared", row.source, name=row.name)
            continue
        left.remove(declared)
        if not _is_same(row, declared, table.year):
            location = row.target.source or row.source
            texts = {"stated": row.target.text, "recomputed": declared.target_text}
            adjustment = _adjustment(row, declared, table)
            code, more = ("target-differs", {}) if adjustment is None else ("target-adjusted", {"text": adjustment})
            yield row.name, finding(code, location, name=row.name, **texts, **more)
    for one in left:
        yield one.name, finding("row-left-out", table.source, name=one.name, recomputed=one.target_text)


def _adjustment(row: FilledRow, declared: Indicator, table: FilledTable) -> str | None:
    """What the table says of an adjustment of this target: its column for that, the row's reason, its remarks.

    A remark that names indicators is about those. Whether the adjustment was approved is for a person.
    """
    if row.replaced and _is_same(row.model_copy(update={"target": Entry(text=row.replaced)}), declared, table.year):
        return f"{row.replaced} → {row.target.text}"
    if Words.CHANGED.found(row.reason):
        return row.reason
    return next((text for text in _clauses(table.remarks) if _tells(text, row, declared, table)), None)


def _clauses(remarks: Iterable[str]) -> Iterator[str]:
    """The sentences of the remarks."""
    for remark in remarks:
        yield from filter(None, (part.strip() for part in _SENTENCE.split(remark)))


def _tells(text: str, row: FilledRow, declared: Indicator, table: FilledTable) -> bool:
    text_key = squeeze(text)
    named = {squeeze(one.name) for one in table.rows if squeeze(one.name) and squeeze(one.name) in text_key}
    if named:  # the longest name: 培训人数 is no 参加培训人数
        longest = {name for name in named if not any(name != other and name in other for other in named)}
        return squeeze(row.name) in longest and Words.ADJUSTED.found(text_key)
    both = (squeeze(row.target.text), squeeze(declared.target_text))
    return Words.CHANGED.found(text_key) or (
        all(one and one in text_key for one in both) and Words.ADJUSTED.found(text_key)
    )


def _declared(row: FilledRow, left: list[Indicator]) -> Indicator | None:
    """The declared indicator of that name, of the same level 2 where the name stands twice."""
    named = [one for one in left if squeeze(one.name) == squeeze(row.name)]
    same = [one for one in named if squeeze(one.level2) == squeeze(row.level2)]
    return next(iter(same or named), None)
