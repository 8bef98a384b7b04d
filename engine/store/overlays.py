"""What is laid over declarations and scores: adjusted targets, answers, adjustments of points."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, Engine, Table, func, select

from engine.language.findings import Value
from engine.runs.record import AdjustedTarget
from engine.store.chained import append_rows
from engine.store.damage import parsed
from engine.store.sessions import reading, utc, writing
from engine.store.tables import ADJUSTMENT, ANSWER, REVISION, TARGET, TargetRow, rows
from engine.terms import Answer, AnswerKind, Indicator


class Given(NamedTuple):
    """What is settled, and how; or that it is taken back."""

    kind: AnswerKind
    value: str = ""
    withdrawn: bool = False


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

    def work(connection: Connection) -> int | None:
        query = select(TARGET).where(TARGET.c.project == project, TARGET.c.year == year)
        query = query.where(TARGET.c.code == row.code)
        newest = next(iter(rows(connection, TargetRow, query.order_by(TARGET.c.number.desc()).limit(1))), None)
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
        append_rows(connection, "adjusted_target", [new])
        return number

    return writing(ledger, work)


def append_answer(  # noqa: PLR0913, PLR0917 (one entry has so many parts)
    ledger: Engine,
    project: str,
    row: Indicator,
    given: Given,
    assessor: str,
    act: Act,
    evidence: tuple[str, str] = ("", ""),
    year: int = 0,
) -> int:
    """Appends what a person settled about a row in a year, whose target is that of ``row``; gives the answer's number.

    ``evidence`` is a path and its SHA-256.
    """

    def work(connection: Connection) -> int:
        number = _next(connection, ANSWER, project, year, row.code, assessor)
        content = Answer(
            **given._asdict(),
            target_text=row.target_text,
            number=number,
            by=act.by,
            reason=act.reason,
            assessor=assessor,
            evidence=evidence[0],
            evidence_sha256=evidence[1],
        )
        told = {"assessor": assessor, "content": content.model_dump_json()}
        append_rows(connection, "answer", [{**_placed(project, year, row, number, act), **told}])
        return number

    return writing(ledger, work)


def _next(  # noqa: PLR0913, PLR0917 (what makes an entry unique)
    connection: Connection,
    table: Table,
    project: str,
    year: int,
    code: str,
    assessor: str,
) -> int:
    """The number of an assessor's next entry for a row."""
    query = select(func.max(table.c.number)).where(
        table.c.project == project,
        table.c.year == year,
        table.c.code == code,
        table.c.assessor == assessor,
    )
    last: int | None = connection.scalar(query)
    return (last or 0) + 1


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

    def work(connection: Connection) -> int:
        number = _next(connection, ADJUSTMENT, project, year, row.code, assessor)
        until = None if expires is None else utc(expires)
        values = {"assessor": assessor, "points": str(points), "expires": until}
        append_rows(connection, "adjustment", [{**_placed(project, year, row, number, act), **values}])
        return number

    return writing(ledger, work)


def _placed(project: str, year: int, row: Indicator, number: int, act: Act) -> dict[str, object]:
    """What the entries for a row of a form have in common."""
    common = {"project": project, "year": year, "code": row.code, "indicator": row.name, "number": number}
    return {**common, "by": act.by, "reason": act.reason, "at": utc(act.at)}


def assessors(ledger: Engine) -> tuple[str, ...]:
    """Who has laid figures, answers or points over the unit's own, by name."""
    columns = (REVISION.c.assessor, ANSWER.c.assessor, ADJUSTMENT.c.assessor)
    with reading(ledger) as connection:
        return tuple(sorted({name for one in columns for name in connection.scalars(select(one).distinct()) if name}))
