"""All that was ever said of a project's rows, and what of it counts no more on another form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from pydantic import Field, field_serializer
from sqlalchemy import Connection, Engine, Table, select

from engine.actuals.model import Actual
from engine.actuals.oneline import actual_words
from engine.language.findings import Value
from engine.language.rendering import Content, chinese, coded, english
from engine.language.squeezing import squeeze
from engine.runs.record import AdjustedTarget
from engine.store.cases import newest_targets, placed
from engine.store.damage import parsed, points_of
from engine.store.entries import HEAD, Head
from engine.store.sessions import reading
from engine.store.tables import (
    ADJUSTMENT,
    ANSWER,
    REVISION,
    TARGET,
    AdjustmentRow,
    AnswerRow,
    RevisionRow,
    TargetRow,
    rows,
)
from engine.terms import Answer, Project, is_absent, told

Row = TypeVar("Row", RevisionRow, TargetRow, AnswerRow, AdjustmentRow)


class HistoryEntry(Value):
    """One entry of a history: what was said of an indicator, by whom, when and why.

    ``kind`` is ``actual``, ``target``, ``answer`` or ``adjustment``; ``assessor`` is empty for the unit's own.
    ``answer`` is what was answered, where it is one.
    """

    kind: str
    project: str
    year: int | None
    code: str
    indicator: str
    number: int
    value: Content
    by: str
    at: datetime
    reason: str
    assessor: str = ""
    evidence: str = ""
    evidence_sha256: str = ""
    expires: datetime | None = None
    answer: Answer | None = Field(default=None, exclude_if=is_absent)

    @field_serializer("value")
    def _as_before(self, value: Content) -> str:
        return value_in_json(self.kind, value)


def value_in_json(kind: str, value: Content) -> str:
    """What an entry of a kind says as JSON always had it: figures in English, all else in Chinese."""
    return english(value) if kind == "actual" else chinese(value)


def history(ledger: Engine, project: Project, codes: Sequence[str] | None = None) -> tuple[HistoryEntry, ...]:
    """All that was ever said of a project's rows in its year, or of some, by row, then in the order of acceptance.

    Entries of rows that the form no longer has come under the codes they had.
    """
    with reading(ledger) as connection:
        found = _everything(connection, project)
    code_of_entry = {id(entry): code for code, entries in placed(project, found).items() for entry in entries}
    moved = [entry.model_copy(update={"code": code_of_entry.get(id(entry), entry.code)}) for entry in found]
    chosen = [entry for entry in moved if codes is None or entry.code in codes]
    order = {"target": 0, "answer": 1, "actual": 2, "adjustment": 3}
    return tuple(
        sorted(chosen, key=lambda one: (one.code != HEAD, one.code, order[one.kind], one.assessor, one.number))
    )


def _everything(connection: Connection, project: Project) -> list[HistoryEntry]:
    return [
        *_actuals(connection, project),
        *_targets(connection, project),
        *_answers(connection, project),
        *_adjustments(connection, project),
    ]


def lost_entries(ledger: Engine, before: Project, after: Project) -> tuple[HistoryEntry, ...]:
    """What counted for rows of a form and has no live row on the one that follows it, of whichever assessor."""
    with reading(ledger) as connection:
        found = _everything(connection, before)
    old, new = (placed(_live(one), found) for one in (before, after))
    kept = {id(entry) for entries in new.values() for entry in entries}
    return tuple(one for _, one in _counting(old) if id(one) not in kept)


def _counting(entries: Mapping[str, Sequence[HistoryEntry]]) -> Iterator[tuple[str, HistoryEntry]]:
    """The entries that count, with their rows: points add up, of all else the newest stands, of answers of each kind."""
    newest: dict[object, tuple[str, HistoryEntry]] = {}
    for code, one in ((code, one) for code, those in entries.items() for one in those):
        key = one.number if one.kind == "adjustment" else one.answer and one.answer.kind
        newest[one.kind, code, one.assessor, key] = code, one
    yield from (pair for pair in newest.values() if not (pair[1].answer and pair[1].answer.withdrawn))


class Stale(Value):
    """An answer that counted on a form and does not on the one that follows it, whose row has another target."""

    code: str
    before: str
    after: str
    entry: HistoryEntry
    answer: Answer


def stale_answers(ledger: Engine, before: Project, after: Project) -> tuple[Stale, ...]:
    """What was answered about rows that are still there, of whichever assessor, and is to be asked again."""
    with reading(ledger) as connection:
        answers = list(_answers(connection, before))
        old, new = (_target_texts(connection, one) for one in (before, after))
    code_of = {id(one): code for code, those in placed(_live(before), answers).items() for one in those}
    found = []
    for code, one in _counting(placed(_live(after), answers)):
        was = old.get(code_of.get(id(one), ""), "")
        if one.answer and _is_same(one.answer.target_text, was) and not _is_same(was, new[code]):
            found.append(Stale(code=code, before=was, after=new[code], entry=one, answer=one.answer))
    return tuple(found)


def _is_same(one: str, other: str) -> bool:
    return squeeze(one) == squeeze(other)


def _target_texts(connection: Connection, project: Project) -> dict[str, str]:
    """The target of each row that counts: the adjusted one, else the declared."""
    adjusted = newest_targets(project, _of(connection, TargetRow, TARGET, project))
    return {
        one.code: adjusted[one.code].target_text if one.code in adjusted else one.target_text
        for one in project.indicators
    }


def _of(connection: Connection, kind: type[Row], table: Table, project: Project) -> list[Row]:
    """The entries of a table for a project in its year, the first first."""
    query = select(table).where(table.c.project == project.code, table.c.year == (project.year or 0))
    return rows(connection, kind, query.order_by(table.c.id))


def _live(project: Project) -> Project:
    return project.model_copy(update={"indicators": tuple(row for row in project.indicators if row.is_live)})


def _entry(
    row: RevisionRow | TargetRow | AnswerRow | AdjustmentRow, kind: str, value: Content, **more: object
) -> HistoryEntry:
    """An entry with what every table has of it; ``more`` is what its own adds."""
    return HistoryEntry.model_validate(
        {
            "project": row.project,
            "year": row.year or None,
            "kind": kind,
            "code": row.code,
            "indicator": row.indicator,
            "number": row.number,
            "value": value,
            "by": row.by,
            "at": row.at,
            "reason": row.reason,
            **more,
        }
    )


def _evidence(of: Actual | AdjustedTarget | Answer) -> dict[str, str]:
    return {"evidence": of.evidence, "evidence_sha256": of.evidence_sha256}


def _actuals(connection: Connection, project: Project) -> Iterator[HistoryEntry]:
    for row in _of(connection, RevisionRow, REVISION, project):
        if row.code == HEAD:
            head = parsed(row, Head)
            value = "，".join(filter(None, (str(head.year or ""), head.achieved)))
            yield _entry(row, "actual", value, assessor=row.assessor)
        else:
            actual = parsed(row, Actual)
            yield _entry(row, "actual", actual_words(actual), assessor=row.assessor, **_evidence(actual))


def _targets(connection: Connection, project: Project) -> Iterator[HistoryEntry]:
    for row in _of(connection, TargetRow, TARGET, project):
        target = parsed(row, AdjustedTarget)
        words = coded("target-for", target=target.target_text, declared=target.declared)
        yield _entry(row, "target", words, **_evidence(target))


def _answers(connection: Connection, project: Project) -> Iterator[HistoryEntry]:
    for row in _of(connection, AnswerRow, ANSWER, project):
        answer = parsed(row, Answer)
        answered = told(answer.kind, answer.value)
        value = coded("answer-withdrawn", answer=answered) if answer.withdrawn else answered
        yield _entry(row, "answer", value, assessor=row.assessor, answer=answer, **_evidence(answer))


def _adjustments(connection: Connection, project: Project) -> Iterable[HistoryEntry]:
    for row in _of(connection, AdjustmentRow, ADJUSTMENT, project):
        yield _entry(row, "adjustment", f"{points_of(row):+f}", assessor=row.assessor, expires=row.expires)
