"""The targets of a table against the declaration: what differs, what was added, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.findings import Finding, finding
from engine.recheck.judge import ANY_YEAR, read_row_target
from engine.recheck.model import FilledRow, FilledTable
from engine.recheck.words import bare
from engine.targets import Operator, Target, TargetKind, read_target
from engine.terms import Indicator, Project

Named = tuple[str | None, Finding]


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
    by_code = [one for one in known if table.code and bare(one.code) == bare(table.code)]
    by_name = [one for one in known if table.name and bare(one.name) == bare(table.name)]
    found = by_code or by_name
    return found[0] if len(found) == 1 else None


def _is_same(row: FilledRow, declared: Indicator, year: int | None) -> bool:
    """Whether a row has the declared target, however it is written."""
    if bare(row.target.text) == bare(declared.target_text):
        return True
    here, there = read_row_target(row, year or ANY_YEAR), read_target(declared.target_text, year or ANY_YEAR)
    one, other = _promise(here), _promise(there)
    readable = TargetKind.UNREADABLE not in (one.kind, other.kind)
    words = (TargetKind.QUALITATIVE, TargetKind.COMPOUND)
    if not readable or one.kind in words or other.kind in words:
        return False
    units = {one.unit, other.unit} - {None}
    return one._replace(unit=None) == other._replace(unit=None) and len(units) <= 1


def compare_targets(table: FilledTable, projects: Iterable[Project]) -> Iterator[Named]:
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
            place = row.target.source or row.source
            texts = {"stated": row.target.text, "recomputed": declared.target_text}
            yield row.name, finding("target-differs", place, name=row.name, **texts)
    for one in left:
        yield one.name, finding("row-left-out", table.source, name=one.name, recomputed=one.target_text)


def _declared(row: FilledRow, left: list[Indicator]) -> Indicator | None:
    """The declared indicator of that name, of the same level 2 where the name stands twice."""
    named = [one for one in left if bare(one.name) == bare(row.name)]
    same = [one for one in named if bare(one.level2) == bare(row.level2)]
    return next(iter(same or named), None)
