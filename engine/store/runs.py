"""Runs: appended with what lets them be computed again, listed, found by name."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, select

from engine.files.yaml import nearest
from engine.language.patterns import regex
from engine.runs.binding import RunHead
from engine.store.chained import append_rows
from engine.store.errors import LedgerError
from engine.store.sessions import reading, utc, writing
from engine.store.tables import RUN, RUN_CONTENT, RunRow, rows
from engine.store.views import Marks

_NUMBER = regex(r"(\d{4})(?:[-–—]|年第?)0*([1-9]\d*)次?")


class RunSummary(NamedTuple):
    """A line of the list of runs; ``number`` is the run's own (``2024-3``), empty where its year is not known."""

    run: str
    at: datetime
    ruleset: str
    assessor: str
    role: str
    complete: bool
    projects: int
    year: int | None = None
    number: str = ""


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
        made = rows(connection, RunRow, select(RUN).order_by(RUN.c.id))
    numbers = numbered((row.run, row.year) for row in made)
    return tuple(_summary(row, numbers.get(row.run, "")) for row in reversed(made))


def _summary(row: RunRow, number: str) -> RunSummary:
    what = row.run, row.at, row.ruleset, row.assessor, row.role, row.complete, row.projects, row.year
    return RunSummary(*what, number)


def run_numbers(ledger: Engine) -> dict[str, str]:
    """The numbers of the runs by their names: ``2024-3`` is the third that was made of 2024."""
    with reading(ledger) as connection:
        return numbered(_made(connection))


def _made(connection: Connection) -> list[tuple[str, int | None]]:
    """The runs with their years, the oldest first."""
    return [(run, year) for run, year in connection.execute(select(RUN.c.run, RUN.c.year).order_by(RUN.c.id))]


def numbered(made: Iterable[tuple[str, int | None]]) -> dict[str, str]:
    """The numbers of runs that are given the oldest first: nothing that is appended changes one.

    A run that was made again keeps its first; one whose year is not known has none.
    """
    numbers, counts = dict[str, str](), Counter[int]()
    for run, year in made:
        if year and run not in numbers:
            counts[year] += 1
            numbers[run] = f"{year}-{counts[year]}"
    return numbers


def meant(connection: Connection, name: str) -> str:
    """The one run that a name means: its own, the start of it, its number (``2024-3``, ``2024年第3次``), ``latest``, or
    ``latest-2024`` for that of a year. A year alone means its only run.

    :raises LedgerError: if no run, or more than one, is meant.
    """
    made = _made(connection)
    if not made:
        raise LedgerError("no-run-yet")
    latest = {f"latest-{year}": run for run, year in made if year}
    return _named(_typed(name), numbered(made), {**{run: run for run, _ in made}, **latest, "latest": made[-1][0]})


def _typed(name: str) -> str:
    """A name as the ledger has it: full-width signs and the words around a number are as good."""
    name = unicodedata.normalize("NFKC", name).strip()
    number = _NUMBER.fullmatch(name)
    return f"{number[1]}-{number[2]}" if number else name


def _named(name: str, numbers: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The run of a name; ``numbers`` are those of runs, ``names`` the others that they have."""
    exact = {**names, **{number: run for run, number in numbers.items()}}
    if name in exact:
        return exact[name]
    runs = dict.fromkeys(names.values())
    found = [run for run in runs if name and (run.startswith(name) or numbers.get(run, "").startswith(f"{name}-"))]
    if not found:
        raise LedgerError("no-run-named", name=name, hint=nearest(name, exact))
    if len(found) > 1:
        newest_first = [f"{numbers.get(run, '')} {run}".strip() for run in reversed(found)]
        raise LedgerError("several-runs", name=name, runs=newest_first)
    return found[0]
