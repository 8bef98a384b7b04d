"""The append-only ledger: declarations, revisions of actuals, runs. Nothing in it is updated or deleted.

One code path through SQLModel. The clock is an argument everywhere; times carry their zone and are kept in UTC.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Engine, event, make_url
from sqlalchemy.exc import ArgumentError, SAWarning, SQLAlchemyError
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, create_engine, select

from engine.actuals import Actual, ProjectActuals
from engine.evaluate import Case, Recorded
from engine.findings import Source, Value
from engine.record import Origin, Run
from engine.terms import Project
from engine.yamltext import nearest

HEAD = "项目"


class LedgerError(Exception):
    """The ledger cannot be used; the message says why and what to do."""


class DeclarationRow(SQLModel, table=True):
    """One version of a project's form."""

    __tablename__ = "declaration"
    __table_args__ = (UniqueConstraint("project", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    project: str = Field(index=True)
    number: int
    sha256: str
    content: str
    at: datetime


class RevisionRow(SQLModel, table=True):
    """One revision of what was recorded for an indicator, or for the project itself (code 项目).

    ``indicator`` is the name of the row at that time: another form may give its code to another row.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("project", "code", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    project: str = Field(index=True)
    code: str
    indicator: str
    number: int
    content: str
    by: str
    reason: str
    at: datetime


class RunRow(SQLModel, table=True):
    """That a run was made; the same run stands again where another was made between."""

    __tablename__ = "run"
    id: int | None = Field(default=None, primary_key=True)
    run: str = Field(index=True)
    ruleset: str
    assessor: str
    role: str
    complete: bool
    projects: int
    at: datetime


class RunContentRow(SQLModel, table=True):
    """A run, whole, as its JSON."""

    __tablename__ = "run_content"
    run: str = Field(primary_key=True)
    content: str


class Head(Value):
    """What a file of actuals says of the project itself."""

    year: int | None = None
    achieved: str = ""
    source: Source


class Appended(NamedTuple):
    """How many entries were new, how many changed an earlier one, how many stood there already."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def counting(self, before: str | None, after: str) -> Appended:
        """The count with one more entry: ``before`` is what stood there, None where nothing did."""
        if before is None:
            return self._replace(new=self.new + 1)
        if before == after:
            return self._replace(unchanged=self.unchanged + 1)
        return self._replace(changed=self.changed + 1)


class RunSummary(NamedTuple):
    """A line of the list of runs."""

    run: str
    at: datetime
    ruleset: str
    assessor: str
    role: str
    complete: bool
    projects: int


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()


def open_ledger(url: str) -> Engine:
    """The ledger at a database URL, its tables made where they are not there yet.

    :raises LedgerError: if the URL names no database that can be opened.
    """
    try:
        shown = make_url(url).render_as_string(hide_password=True)
    except ArgumentError as error:
        raise LedgerError(f"“{url}” is no database URL; write --db sqlite:///{url or 'jixiao.db'}") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", SAWarning)  # an option in the URL that would be ignored
            engine = create_engine(url)
    except (SQLAlchemyError, SAWarning, ImportError, ValueError, TypeError) as error:
        raise LedgerError(_cannot_open(shown, error)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    try:
        SQLModel.metadata.create_all(engine)
    except (SQLAlchemyError, ValueError, TypeError) as error:
        engine.dispose()
        raise LedgerError(_cannot_open(shown, error)) from error
    return engine


def _cannot_open(url: str, error: Exception) -> str:
    reason = str(getattr(error, "orig", None) or error).split("\n", 1)[0]
    return f"the ledger {url} cannot be opened: {reason}; check --db and the folder's rights"


def _newest_declarations(session: Session, as_of: datetime | None = None) -> dict[str, DeclarationRow]:
    query = select(DeclarationRow).order_by(col(DeclarationRow.number))
    if as_of is not None:
        query = query.where(col(DeclarationRow.at) <= as_of.astimezone(UTC))
    return {row.project: row for row in session.exec(query)}


def _revisions(
    session: Session, projects: Sequence[str] | None = None, as_of: datetime | None = None
) -> Sequence[RevisionRow]:
    """All revisions of some projects until a time, the first first."""
    query = select(RevisionRow).order_by(col(RevisionRow.id))
    if projects is not None:
        query = query.where(col(RevisionRow.project).in_(projects))
    if as_of is not None:
        query = query.where(col(RevisionRow.at) <= as_of.astimezone(UTC))
    return session.exec(query).all()


def append_declarations(ledger: Engine, projects: Iterable[Project], at: datetime) -> Appended:
    """Appends each form that differs from the newest one of its project."""
    counted = Appended()
    with Session(ledger) as session:
        newest = _newest_declarations(session)
        for project in projects:
            content = project.model_dump_json()
            before = newest.get(project.code)
            counted = counted.counting(before.content if before else None, content)
            if before is None or before.content != content:
                session.add(
                    DeclarationRow(
                        project=project.code,
                        number=before.number + 1 if before else 1,
                        sha256=hashlib.sha256(content.encode()).hexdigest(),
                        content=content,
                        at=at.astimezone(UTC),
                    )
                )
        session.commit()
    return counted


def _entries(recorded: ProjectActuals) -> Iterable[tuple[str, str, str]]:
    """The code, the indicator and the content of everything that is recorded."""
    head = Head(year=recorded.year, achieved=recorded.achieved, source=recorded.source)
    yield HEAD, HEAD, head.model_dump_json()
    for actual in recorded.actuals:
        yield actual.code, actual.indicator, actual.model_dump_json()


def _same(before: str, after: str) -> bool:
    """Whether two contents say the same; where it stood does not matter."""
    return before == after or {**json.loads(before), "source": None} == {**json.loads(after), "source": None}


def append_actuals(
    ledger: Engine, recorded: Iterable[ProjectActuals], *, by: str, reason: str, at: datetime
) -> Appended:
    """Appends a revision for each entry that says something new; what stands there already is not repeated."""
    counted = Appended()
    with Session(ledger) as session:
        newest = {(row.project, row.code): row for row in _revisions(session)}
        for one in recorded:
            for code, indicator, content in _entries(one):
                before = newest.get((one.project, code))
                is_same = before is not None and _same(before.content, content)
                counted = counted.counting(
                    before.content if before else None, before.content if is_same and before else content
                )
                if not is_same:
                    session.add(
                        RevisionRow(
                            project=one.project,
                            code=code,
                            indicator=indicator,
                            number=before.number + 1 if before else 1,
                            content=content,
                            by=by,
                            reason=reason,
                            at=at.astimezone(UTC),
                        )
                    )
        session.commit()
    return counted


def _recorded(row: RevisionRow, code: str) -> Recorded:
    actual = Actual.model_validate_json(row.content).model_copy(update={"code": code})
    origin = Origin(
        revision=row.number,
        by=row.by,
        reason=row.reason,
        source=actual.source,
        evidence=actual.evidence,
        evidence_sha256=actual.evidence_sha256,
    )
    return Recorded(actual=actual, origin=origin)


def load_projects(ledger: Engine, as_of: datetime | None = None) -> dict[str, Project]:
    """The newest form of each project, by its code."""
    with Session(ledger) as session:
        rows = _newest_declarations(session, as_of)
    return {code: Project.model_validate_json(row.content) for code, row in rows.items()}


def load_cases(
    ledger: Engine, projects: Sequence[str] | None = None, as_of: datetime | None = None
) -> tuple[Case, ...]:
    """What is known of each project: its newest form and the newest revision of each actual, at a time or now."""
    declared = load_projects(ledger, as_of)
    chosen = [declared[code] for code in (projects if projects is not None else declared)]
    by_project: dict[str, dict[tuple[str, str], RevisionRow]] = {}
    with Session(ledger) as session:
        for row in _revisions(session, projects, as_of):
            by_project.setdefault(row.project, {})[row.code, row.indicator] = row
    return tuple(_case(project, by_project.get(project.code, {}).values()) for project in chosen)


def _case(project: Project, rows: Iterable[RevisionRow]) -> Case:
    newest = sorted(rows, key=lambda row: row.id or 0)
    heads = [Head.model_validate_json(row.content) for row in newest if row.code == HEAD]
    return Case(
        project=project,
        year=heads[-1].year if heads else None,
        achieved=heads[-1].achieved if heads else "",
        recorded=_matched(project, newest),
    )


def _matched(project: Project, rows: Iterable[RevisionRow]) -> dict[str, Recorded]:
    """The entries under the codes of the rows they were recorded for, a later one over an earlier one.

    A form that was imported again may number its rows otherwise: an entry then follows the name of its row, and one
    whose row is gone is left out rather than given to another. Codes that are no numbers are not a form's.
    """
    names = {row.code: row.name for row in project.indicators}
    matched: dict[str, RevisionRow] = {}
    for row in rows:
        codes = [code for code, name in names.items() if name == row.indicator]
        if row.code in codes or not row.code.isdigit():
            matched[row.code] = row
        elif len(codes) == 1:
            matched[codes[0]] = row
    return {code: _recorded(row, code) for code, row in sorted(matched.items()) if code != HEAD}


def append_run(ledger: Engine, run: Run, at: datetime) -> bool:
    """Appends a run unless it is the newest already; False where the very same run was made before."""
    with Session(ledger) as session:
        if session.exec(select(RunRow.run).order_by(col(RunRow.id).desc()).limit(1)).first() == run.run:
            return False
        is_new = session.get(RunContentRow, run.run) is None
        if is_new:
            session.add(RunContentRow(run=run.run, content=run.model_dump_json()))
        session.add(
            RunRow(
                run=run.run,
                ruleset=run.ruleset,
                assessor=run.assessor,
                role=run.role,
                complete=run.complete,
                projects=len(run.projects),
                at=at.astimezone(UTC),
            )
        )
        session.commit()
    return is_new


def list_runs(ledger: Engine) -> tuple[RunSummary, ...]:
    """All runs, the newest first."""
    with Session(ledger) as session:
        rows = session.exec(select(RunRow).order_by(col(RunRow.id).desc())).all()
    return tuple(_summary(row) for row in rows)


def _summary(row: RunRow) -> RunSummary:
    at = row.at.replace(tzinfo=UTC)  # SQLite keeps no zone
    return RunSummary(row.run, at, row.ruleset, row.assessor, row.role, row.complete, row.projects)


def load_run(ledger: Engine, name: str) -> Run:
    """A run by its name, the start of its name, or ``latest``.

    :raises LedgerError: if no run, or more than one, is meant.
    """
    with Session(ledger) as session:
        names = session.exec(select(RunRow.run).order_by(col(RunRow.id).desc())).all()
        row = session.get_one(RunContentRow, _run_named(name, list(dict.fromkeys(names))))
        return Run.model_validate_json(row.content)


def _run_named(name: str, runs: list[str]) -> str:
    """The one run of those (the newest first) that a name means."""
    if not runs:
        raise LedgerError("the ledger holds no run; make one with jixiao score")
    meant = runs[:1] if name == "latest" else [run for run in runs if name and run.startswith(name)]
    if not meant:
        raise LedgerError(f"there is no run “{name}”; {nearest(name, [*runs, 'latest'])} (jixiao runs lists them)")
    if len(meant) > 1 and name not in meant:
        raise LedgerError(f"“{name}” is the start of several runs ({', '.join(meant)}); give more of its name")
    return name if name in meant else meant[0]
