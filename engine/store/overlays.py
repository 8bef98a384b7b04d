"""What is laid over declarations and scores: adjusted targets, adjustments of points; and the history of all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from engine.actuals.model import Actual
from engine.actuals.oneline import actual_text
from engine.language.findings import Value
from engine.runs.record import AdjustedTarget
from engine.store.cases import placed
from engine.store.chained import append_rows
from engine.store.damage import parsed, points_of
from engine.store.entries import HEAD, Head
from engine.store.sessions import reading, utc, writing
from engine.store.tables import AdjustmentRow, RevisionRow, TargetRow
from engine.terms import Indicator, Project


class HistoryEntry(Value):
    """One entry of a history: what was said of an indicator, by whom, when and why.

    ``kind`` is ``actual``, ``target`` or ``adjustment``; ``assessor`` is empty for the unit's own.
    """

    kind: str
    project: str
    year: int | None
    code: str
    indicator: str
    number: int
    value: str
    by: str
    at: datetime
    reason: str
    assessor: str = ""
    evidence: str = ""
    evidence_sha256: str = ""
    expires: datetime | None = None


class Act(Value):
    """Who does something, why and when."""

    by: str
    reason: str
    at: datetime


def append_target(  # noqa: PLR0913, PLR0917 (one entry has so many parts)
    ledger: Engine,
    project: str,
    row: Indicator,
    text: str,
    act: Act,
    evidence: tuple[str, str] = ("", ""),
    year: int = 0,
) -> int | None:
    """Appends an official adjustment of a row's target in a year; gives its number, None where the target is so already.

    ``evidence`` is a path and its SHA-256.
    """

    def work(session: Session) -> int | None:
        query = select(TargetRow).where(TargetRow.project == project, TargetRow.year == year)
        query = query.where(TargetRow.code == row.code)
        newest = session.exec(query.order_by(col(TargetRow.number).desc()).limit(1)).first()
        present = parsed(newest, AdjustedTarget).target_text if newest else row.target_text
        if present == text:
            return None
        number = newest.number + 1 if newest else 1
        content = AdjustedTarget(
            number=number,
            target_text=text,
            declared=row.target_text,
            by=act.by,
            reason=act.reason,
            evidence=evidence[0],
            evidence_sha256=evidence[1],
        )
        new = {**_placed(project, year, row, number, act), "content": content.model_dump_json()}
        append_rows(session, "adjusted_target", [new])
        return number

    return writing(ledger, work)


def append_adjustment(  # noqa: PLR0913, PLR0917 (one entry has so many parts)
    ledger: Engine,
    project: str,
    row: Indicator,
    points: Decimal,
    assessor: str,
    act: Act,
    expires: datetime | None,
    year: int = 0,
) -> int:
    """Appends points that an assessor gives or takes in a year; gives the adjustment's number. All of them add up."""

    def work(session: Session) -> int:
        query = select(func.max(col(AdjustmentRow.number)))
        query = query.where(
            col(AdjustmentRow.project) == project,
            col(AdjustmentRow.year) == year,
            col(AdjustmentRow.code) == row.code,
            col(AdjustmentRow.assessor) == assessor,
        )
        number = (session.exec(query).one() or 0) + 1
        until = None if expires is None else utc(expires)
        values = {"assessor": assessor, "points": str(points), "expires": until}
        append_rows(session, "adjustment", [{**_placed(project, year, row, number, act), **values}])
        return number

    return writing(ledger, work)


def _placed(project: str, year: int, row: Indicator, number: int, act: Act) -> dict[str, object]:
    """What the entries for a row of a form have in common."""
    common = {"project": project, "year": year, "code": row.code, "indicator": row.name, "number": number}
    return {**common, "by": act.by, "reason": act.reason, "at": utc(act.at)}


def assessors(ledger: Engine) -> tuple[str, ...]:
    """Who has laid figures or points over the unit's own, by name."""
    columns = (col(RevisionRow.assessor), col(AdjustmentRow.assessor))
    with reading(ledger) as session:
        return tuple(sorted({name for one in columns for name in session.exec(select(one).distinct()) if name}))


def history(ledger: Engine, project: Project, codes: Sequence[str] | None = None) -> tuple[HistoryEntry, ...]:
    """All that was ever said of a project's rows in its year, or of some, by row, then in the order of acceptance.

    Entries of rows that the form no longer has come under the codes they had.
    """
    with reading(ledger) as session:
        found = [*_actuals(session, project), *_targets(session, project), *_adjustments(session, project)]
    code_of_entry = {id(entry): code for code, entries in placed(project, found).items() for entry in entries}
    moved = [entry.model_copy(update={"code": code_of_entry.get(id(entry), entry.code)}) for entry in found]
    chosen = [entry for entry in moved if codes is None or entry.code in codes]
    order = {"target": 0, "actual": 1, "adjustment": 2}
    return tuple(
        sorted(chosen, key=lambda one: (one.code != HEAD, one.code, order[one.kind], one.assessor, one.number))
    )


def lost_entries(ledger: Engine, before: Project, after: Project) -> tuple[HistoryEntry, ...]:
    """What counted for rows of a form and has no live row on the one that follows it, of whichever assessor."""
    with reading(ledger) as session:
        found = [*_actuals(session, before), *_targets(session, before), *_adjustments(session, before)]
    old, new = (placed(_live(one), found) for one in (before, after))
    kept = {id(entry) for entries in new.values() for entry in entries}
    newest: dict[object, HistoryEntry] = {}
    for code, entries in old.items():
        for one in entries:
            # points add up; of actuals and targets the newest counts
            key = one.number if one.kind == "adjustment" else None
            newest[one.kind, code, one.assessor, key] = one
    return tuple(one for one in newest.values() if id(one) not in kept)


def _live(project: Project) -> Project:
    return project.model_copy(update={"indicators": tuple(row for row in project.indicators if row.is_live)})


def _actuals(session: Session, project: Project) -> Iterator[HistoryEntry]:
    query = select(RevisionRow).where(RevisionRow.project == project.code, RevisionRow.year == (project.year or 0))
    query = query.order_by(col(RevisionRow.id))
    for row in session.exec(query):
        if row.code == HEAD:
            head = parsed(row, Head)
            value, evidence = "，".join(filter(None, (str(head.year or ""), head.achieved))), ("", "")
        else:
            actual = parsed(row, Actual)
            value, evidence = actual_text(actual), (actual.evidence, actual.evidence_sha256)
        yield HistoryEntry(
            project=row.project,
            year=row.year or None,
            kind="actual",
            code=row.code,
            indicator=row.indicator,
            number=row.number,
            value=value,
            by=row.by,
            at=row.at,
            reason=row.reason,
            assessor=row.assessor,
            evidence=evidence[0],
            evidence_sha256=evidence[1],
        )


def _targets(session: Session, project: Project) -> Iterator[HistoryEntry]:
    query = select(TargetRow).where(TargetRow.project == project.code, TargetRow.year == (project.year or 0))
    query = query.order_by(col(TargetRow.id))
    for row in session.exec(query):
        target = parsed(row, AdjustedTarget)
        yield HistoryEntry(
            project=row.project,
            year=row.year or None,
            kind="target",
            code=row.code,
            indicator=row.indicator,
            number=row.number,
            value=f"{target.target_text}（原 {target.declared}）",
            by=row.by,
            at=row.at,
            reason=row.reason,
            evidence=target.evidence,
            evidence_sha256=target.evidence_sha256,
        )


def _adjustments(session: Session, project: Project) -> Iterable[HistoryEntry]:
    query = select(AdjustmentRow).where(
        AdjustmentRow.project == project.code, AdjustmentRow.year == (project.year or 0)
    )
    query = query.order_by(col(AdjustmentRow.id))
    for row in session.exec(query):
        points = points_of(row)
        yield HistoryEntry(
            project=row.project,
            year=row.year or None,
            kind="adjustment",
            code=row.code,
            indicator=row.indicator,
            number=row.number,
            value=f"{points:+f}",
            by=row.by,
            at=row.at,
            reason=row.reason,
            assessor=row.assessor,
            expires=row.expires,
        )
