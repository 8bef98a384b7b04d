"""What the ledger holds of a large set as tables, without a value object for each row.

The same as :func:`engine.columns.tables_of` makes of the cases; a project for which more was settled than figures
(adjusted targets, answers, points of an assessor, rows that moved) is read as a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import Connection, Engine

from engine.actuals.model import Actual
from engine.columns.tables import Line, Tables, observed, project_line, row_lines, tabled
from engine.store.cases import Entries, case_of, entered
from engine.store.damage import damaged, parsed
from engine.store.entries import HEAD
from engine.store.sessions import batches, reading
from engine.store.tables import DeclarationRow, RevisionRow
from engine.store.views import View
from engine.terms import BUDGET_EXECUTION

AT_ONCE = 5000
"""How many projects are read into one table."""


class TabledSet(NamedTuple):
    """Some projects as tables, and by their codes the SHA-256 of all that was read of each."""

    tables: Tables
    sha256: Mapping[str, str]


def each_table(ledger: Engine, projects: Iterable[str], view: View) -> Iterator[TabledSet]:
    """The tables of projects in a view, some thousand at a time, in that order; one not declared then is left out.

    :raises LedgerDamagedError: if a row holds something else than was put there.
    """
    for batch in batches(projects, AT_ONCE):
        with reading(ledger) as connection:
            found = _tabled(connection, batch, view)
        yield found


def _tabled(connection: Connection, batch: Sequence[str], view: View) -> TabledSet:
    declared, entries = entered(connection, batch, view)
    projects, rows, digests = list[Line](), list[Line](), dict[str, str]()
    for code in (one for one in batch if one in declared):
        form, own = declared[code], entries[code]
        digests[code] = own.sha256(form)
        plain = _plain(form, own)
        if plain is None:
            case = case_of(form, own)
            plain = project_line(case), row_lines(case)
        projects.append(plain[0])
        rows += plain[1]
    return TabledSet(tabled(projects, rows), digests)


def _plain(form: DeclarationRow, own: Entries) -> tuple[Line, list[Line]] | None:
    """The lines of a project for which nothing but figures was entered, each under the row it was made for; else None."""
    project = _json(form)
    names = {row["code"]: row["name"] for row in project["indicators"]}
    moved = (row.code.isdigit() and names.get(row.code) != row.indicator for row in own.revisions)
    if own.targets or own.adjustments or own.answers or any(moved):
        return None
    code, newest = project["code"], {row.code: row for row in own.revisions}
    budget = _budget(newest.get(BUDGET_EXECUTION))
    amounts = (budget.get(name) for name in ("initial", "adjusted", "executed"))
    year = project.get("year") or _year(own.revisions)
    items = sorted(newest.keys() - names.keys() - {HEAD, BUDGET_EXECUTION})
    return (code, project.get("kind", ""), year, project.get("year_amount"), *amounts, None), [
        *(_declared(code, row, newest.get(row["code"])) for row in project["indicators"]),
        *((code, one, *[None] * 10, *_observed(newest[one]), None) for one in items),
    ]


def _declared(project: str, row: Mapping[str, Any], revision: RevisionRow | None) -> Line:
    return (
        *(project, row["code"], row["level1"], row["level2"], row.get("core", False), row["name"], row["target_text"]),
        *(row.get("explanation", ""), row.get("nature", ""), row.get("weight"), None, None, None),
        *_observed(revision),
        None,
    )


def _observed(row: RevisionRow | None) -> Line:
    """What was recorded, as :func:`engine.columns.tables.observed` tells it; a text or texts by name are told at once."""
    if row is None:
        return observed(None)
    actual = _json(row)
    is_located = bool(actual["source"].get("parts"))
    kinds = [name for name in _KINDS if actual.get(name)]
    if not kinds and actual.get("value") is not None:
        return actual["value"], None, None, is_located
    if kinds == ["inputs"] and all(isinstance(one, str) for one in actual["inputs"].values()):
        return None, [{"name": name, "value": one} for name, one in actual["inputs"].items()], None, is_located
    return observed(parsed(row, Actual))


_KINDS = ("inputs", "periods", "series", "events", "budget", "until", "unread")


def _budget(row: RevisionRow | None) -> Mapping[str, str | None]:
    return {} if row is None else _json(row).get("budget") or {}


def _year(revisions: Sequence[RevisionRow]) -> int | None:
    """The year that is recorded with the figures: what an assessor leaves out stays the unit's."""
    year: int | None = None
    for row in (one for one in revisions if one.code == HEAD):
        head = _json(row)
        year = head.get("year") or year if row.assessor else head.get("year")
    return year


def _json(row: DeclarationRow | RevisionRow) -> Any:
    try:
        return from_json(row.content)
    except (ValueError, TypeError) as error:
        raise damaged(row, "content") from error
