"""A table and its declaration: which row is which, what was settled about it, which targets differ, what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from engine.language.findings import Finding, finding
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.measures import Reading, Understanding
from engine.recheck.held_rows import reading_of
from engine.recheck.model import Entry, FilledRow, FilledTable
from engine.recheck.words import Words
from engine.targets import Operator, TargetKind
from engine.terms import Answers, Indicator, Project
from engine.terms.levels import key_of, same_level, unstarred

Named = tuple[str | None, Finding]
_SENTENCE = regex(r"[。;；\n]")


class _Promise(NamedTuple):
    """What of a target must be the same."""

    kind: TargetKind
    value: object
    bounds: tuple[object, object]
    ways: frozenset[Operator]
    units: frozenset[str]

    def is_kept_by(self, other: _Promise) -> bool:
        """Whether another target may promise the same; what one leaves open the other may say."""
        is_one_way = not self.ways or not other.ways or bool(self.ways & other.ways)
        return self[:3] == other[:3] and is_one_way and len(self.units | other.units) <= 1


def _promise(reading: Reading) -> _Promise:
    target = reading.target
    ways = reading.direction.operators or ((target.operator,) if target.operator else ())
    units = filter(None, [target.unit or target.unit_inferred])
    return _Promise(target.kind, target.value, (target.lower, target.upper), frozenset(ways), frozenset(units))


class Declared(NamedTuple):
    """A declared project as it counts, and what persons settled about its rows, by the rows' codes."""

    project: Project
    answers: Mapping[str, Answers] = {}


Declarations = Callable[[FilledTable], Iterable[Declared]]
"""What gives the declarations among which that of a table is looked for."""


def of_forms(*projects: Project) -> Declarations:
    """The same forms for every table; nothing was settled about them."""
    declared = tuple(map(Declared, projects))
    return lambda _: declared


def declared_of(table: FilledTable, declarations: Declarations) -> Declared | None:
    """The declaration of a table: by the code, or else by the name of the project; none where two bear that name."""
    known = tuple(declarations(table))
    by_code = [one for one in known if table.code and squeeze(one.project.code) == squeeze(table.code)]
    by_name = [one for one in known if table.name and key_of(one.project.name) == key_of(table.name)]
    found = by_code or by_name
    # of several years of a project, the table's; a declaration of another year is not that of the table
    of_year = [one for one in found if one.project.year == table.year]
    of_year = of_year or [one for one in found if None in (one.project.year, table.year)]
    return of_year[0] if len(of_year) == 1 else None


def rows_of(table: FilledTable, declared: Declared | None) -> tuple[Indicator | None, ...]:
    """The declared indicator of each row of a table; None where there is none."""
    left = [one for one in declared.project.indicators if one.is_live] if declared else []
    found = []
    for row in table.rows:
        one = _declared(row, left)
        found.append(one)
        left = [other for other in left if other is not one]
    return tuple(found)


class _Table(NamedTuple):
    """A table, and how its targets and those of its declaration are understood."""

    table: FilledTable
    by: Understanding

    def is_same(self, row: FilledRow, text: str) -> bool:
        """Whether the target of a row is a declared one, however it is written."""
        if squeeze(unstarred(row.target.text)) == squeeze(unstarred(text)):
            return True
        if not row.target.text.strip():
            return False
        stated, declared = (
            _promise(reading_of(one.model_copy(update={"criteria": ""}), self.table.year, self.by))
            for one in (row, row.model_copy(update={"target": Entry(text=text), "nature": ""}))
        )
        return stated.kind not in _IN_WORDS and stated.is_kept_by(declared)


_IN_WORDS = (TargetKind.UNREADABLE, TargetKind.QUALITATIVE, TargetKind.COMPOUND)


def check_declared(table: FilledTable, known: Declared | None, by: Understanding) -> Iterator[Named]:
    """The differences between a table and its declaration, each with the indicator it is about."""
    read = _Table(table, by)
    if known is None:
        yield None, finding("declaration-missing", table.source)
        return
    rows = rows_of(table, known)
    for row, declared in zip(table.rows, rows, strict=True):
        if declared is None:
            yield row.name, finding("row-not-declared", row.source, name=row.name)
        elif not read.is_same(row, declared.target_text):
            location = row.target.source or row.source
            texts = {"stated": row.target.text, "recomputed": declared.target_text}
            adjustment = _adjustment(row, declared, read)
            code, more = ("target-differs", {}) if adjustment is None else ("target-adjusted", {"text": adjustment})
            yield row.name, finding(code, location, name=row.name, **texts, **more)
    left = (one for one in known.project.indicators if one.is_live and one not in rows)
    for one in left:
        yield one.name, finding("row-left-out", table.source, name=one.name, recomputed=one.target_text)


def _adjustment(row: FilledRow, declared: Indicator, read: _Table) -> str | None:
    """What the table says of an adjustment of this target: its column for that, the row's reason, its remarks.

    A remark that names indicators is about those. Whether the adjustment was approved is for a person.
    """
    replaced = row.model_copy(update={"target": Entry(text=row.replaced)})
    if row.replaced and read.is_same(replaced, declared.target_text):
        return f"{row.replaced} → {row.target.text}"
    if Words.CHANGED.found(row.reason):
        return row.reason
    return next((text for text in _clauses(read.table.remarks) if _tells(text, row, declared, read.table)), None)


def _clauses(remarks: Iterable[str]) -> Iterator[str]:
    """The sentences of the remarks."""
    for remark in remarks:
        yield from filter(None, (part.strip() for part in _SENTENCE.split(remark)))


def _tells(text: str, row: FilledRow, declared: Indicator, table: FilledTable) -> bool:
    text_key = squeeze(text)
    named = {name for name in (key_of(one.name) for one in table.rows) if name and name in text_key}
    if named:  # the longest name: 培训人数 is no 参加培训人数
        longest = {name for name in named if not any(name != other and name in other for other in named)}
        return key_of(row.name) in longest and Words.ADJUSTED.found(text_key)
    both = (squeeze(row.target.text), squeeze(declared.target_text))
    return Words.CHANGED.found(text_key) or (
        all(one and one in text_key for one in both) and Words.ADJUSTED.found(text_key)
    )


def _declared(row: FilledRow, left: Iterable[Indicator]) -> Indicator | None:
    """The declared indicator of that name; where it stands twice, of the same level 2, and written alike."""
    named = (one for one in left if key_of(one.name) == key_of(row.name))
    return min(named, key=lambda one: (not same_level(one.level2, row.level2), one.name != row.name), default=None)
