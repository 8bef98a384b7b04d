"""Runs: appended with what lets them be computed again, listed, found by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, select

from engine.files.yaml import nearest
from engine.runs.binding import RunHead
from engine.store.chained import append_rows
from engine.store.errors import LedgerError
from engine.store.sessions import reading, utc, writing
from engine.store.tables import RUN, RUN_CONTENT, RunRow, rows
from engine.store.views import Marks


class RunSummary(NamedTuple):
    """A line of the list of runs."""

    run: str
    at: datetime
    ruleset: str
    assessor: str
    role: str
    complete: bool
    projects: int
    year: int | None = None


class Made(NamedTuple):
    """How a run was made: as of which time asked for, seeing which entries, by which code, of all projects, which year."""

    as_of: datetime | None = None
    marks: Marks | None = None
    program: str = ""
    everything: bool = False
    year: int | None = None


def append_head(ledger: Engine, head: RunHead, at: datetime, made: Made) -> bool:
    """Appends a run whose nodes are there, unless it is the newest already.

    False where the very same run was made before. ``made`` is what lets it be computed again.
    """

    def work(connection: Connection) -> bool:
        if connection.scalar(select(RUN.c.run).order_by(RUN.c.id.desc()).limit(1)) == name:
            return False
        is_new = connection.scalar(select(RUN_CONTENT.c.run).where(RUN_CONTENT.c.run == name)) is None
        content = head.model_dump_json()
        if is_new:
            connection.execute(insert(RUN_CONTENT), {"run": name, "content": content})
        append_rows(connection, "run", [_row(head, at, made)], content)
        return is_new

    name = head.run
    return writing(ledger, work)


def _row(head: RunHead, at: datetime, made: Made) -> dict[str, object]:
    who = {"ruleset": head.ruleset, "assessor": head.assessor, "role": head.role}
    what = {"run": head.run, "complete": head.complete, "projects": head.tally.projects, "at": utc(at)}
    how = {
        "as_of": None if made.as_of is None else utc(made.as_of),
        "marks": made.marks.to_json() if made.marks else "",
        "program": made.program,
        "everything": made.everything,
        "year": made.year,
    }
    return {**who, **what, **how}


def list_runs(ledger: Engine) -> tuple[RunSummary, ...]:
    """All runs, the newest first."""
    with reading(ledger) as connection:
        return tuple(map(_summary, rows(connection, RunRow, select(RUN).order_by(RUN.c.id.desc()))))


def _summary(row: RunRow) -> RunSummary:
    return RunSummary(row.run, row.at, row.ruleset, row.assessor, row.role, row.complete, row.projects, row.year)


def meant(connection: Connection, name: str) -> str:
    """The one run that a name means: its own, the start of it, ``latest``, or ``latest-2024`` for that of a year.

    :raises LedgerError: if no run, or more than one, is meant.
    """
    found = connection.execute(select(RUN.c.run, RUN.c.year).order_by(RUN.c.id.desc())).all()
    latest = {f"latest-{year}": run for run, year in reversed(found) if year}
    return _named(name, list(dict.fromkeys(run for run, _ in found)), latest)


def _named(name: str, runs: list[str], latest: Mapping[str, str]) -> str:
    """The one run of those (the newest first) that a name means; ``latest`` are the newest of each year."""
    if not runs:
        raise LedgerError("no-run-yet")
    if name in latest:
        return latest[name]
    meant = runs[:1] if name == "latest" else [run for run in runs if name and run.startswith(name)]
    if not meant:
        known = nearest(name, [*runs, "latest", *latest])
        raise LedgerError("no-run-named", name=name, hint=known)
    if len(meant) > 1 and name not in meant:
        raise LedgerError("several-runs", name=name, runs=meant)
    return name if name in meant else meant[0]
