"""Runs and their signatures: kept whole, found by name."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from engine.record import Run
from engine.store.cases import Marks, View
from engine.store.entries import utc
from engine.store.errors import LedgerError
from engine.store.sessions import reading, writing
from engine.store.tables import RunContentRow, RunRow, SignatureRow
from engine.yamltext import nearest


class RunSummary(NamedTuple):
    """A line of the list of runs."""

    run: str
    at: datetime
    ruleset: str
    assessor: str
    role: str
    complete: bool
    projects: int


class Kept(NamedTuple):
    """A run as the ledger holds it: its JSON, and from where its maker looked at the ledger."""

    run: str
    content: str
    view: View


class Signed(NamedTuple):
    """A signature of a run as it was appended; ``content`` is its JSON."""

    run: str
    content: str
    at: datetime


def append_run(  # noqa: PLR0913, PLR0917 (what it was computed from is kept with it)
    ledger: Engine, run: Run, at: datetime, as_of: datetime | None = None, marks: Marks | None = None, program: str = ""
) -> bool:
    """Appends a run unless it is the newest already; False where the very same run was made before.

    ``as_of`` and ``marks`` say what its maker looked at, so that it can be computed again; ``program`` is the
    digest of the code.
    """

    def work(session: Session) -> bool:
        if session.exec(select(RunRow.run).order_by(col(RunRow.id).desc()).limit(1)).first() == run.run:
            return False
        is_new = session.exec(select(RunContentRow.run).where(RunContentRow.run == run.run)).first() is None
        if is_new:
            session.add(RunContentRow(run=run.run, content=content))
        session.add(
            RunRow(
                run=run.run,
                ruleset=run.ruleset,
                assessor=run.assessor,
                role=run.role,
                complete=run.complete,
                projects=len(run.projects),
                at=utc(at),
                as_of=None if as_of is None else utc(as_of),
                marks=marks.to_json() if marks else "",
                program=program,
            )
        )
        return is_new

    content = run.model_dump_json()
    return writing(ledger, work)


def list_runs(ledger: Engine) -> tuple[RunSummary, ...]:
    """All runs, the newest first."""
    with reading(ledger) as session:
        rows = session.exec(select(RunRow).order_by(col(RunRow.id).desc())).all()
        return tuple(_summary(row) for row in rows)


def _summary(row: RunRow) -> RunSummary:
    return RunSummary(row.run, row.at, row.ruleset, row.assessor, row.role, row.complete, row.projects)


def load_run(ledger: Engine, name: str) -> Run:
    """A run by its name, the start of its name, or ``latest``.

    :raises LedgerError: if no run, or more than one, is meant.
    """
    return Run.model_validate_json(load_kept(ledger, name).content)


def load_kept(ledger: Engine, name: str) -> Kept:
    """A run as it is kept, by its name, the start of its name, or ``latest``.

    :raises LedgerError: if no run, or more than one, is meant.
    """
    with reading(ledger) as session:
        meant = _meant(session, name)
        row = session.exec(select(RunRow).where(RunRow.run == meant).order_by(col(RunRow.id).desc()).limit(1)).one()
        content = session.get_one(RunContentRow, meant).content
        made = row.at
        marks = Marks.from_json(row.marks)
        as_of = row.as_of or (None if marks else made)
        return Kept(meant, content, View(as_of=as_of, now=made, assessor=row.assessor, until=marks))


def _meant(session: Session, name: str) -> str:
    names = session.exec(select(RunRow.run).order_by(col(RunRow.id).desc())).all()
    return _run_named(name, list(dict.fromkeys(names)))


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


def append_signature(ledger: Engine, run_name: str, content: str, at: datetime) -> str:
    """Appends a signature (its JSON) to a run and gives the run's whole name.

    :raises LedgerError: if no run, or more than one, is meant.
    """

    def work(session: Session) -> str:
        run = _meant(session, run_name)
        session.add(SignatureRow(run=run, content=content, at=utc(at)))
        return run

    return writing(ledger, work)


def signatures(ledger: Engine, run_name: str | None = None) -> tuple[Signed, ...]:
    """The signatures of a run, or of all runs, in the order in which they were appended.

    :raises LedgerError: if no run, or more than one, is meant.
    """
    with reading(ledger) as session:
        query = select(SignatureRow).order_by(col(SignatureRow.id))
        if run_name is not None:
            query = query.where(SignatureRow.run == _meant(session, run_name))
        return tuple(Signed(row.run, row.content, row.at) for row in session.exec(query))
