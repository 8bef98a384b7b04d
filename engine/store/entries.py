"""Recorded actuals: appended where they say something new."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, and_, func, select

from engine.actuals.corrections import CORRECTED
from engine.actuals.model import Actual, ProjectActuals
from engine.actuals.oneline import actual_words
from engine.language.findings import Finding, Source, Value, finding
from engine.language.rendering import coded
from engine.store.chained import append_rows
from engine.store.damage import text_of
from engine.store.sessions import Appended, in_steps, utc, writing
from engine.store.tables import REVISION, RevisionRow, rows

HEAD = "项目"
FIGURES = frozenset(("value", "inputs", "periods", "aggregate", "series", "events", "budget"))


class Entry(NamedTuple):
    """What is recorded for a row of a project, as JSON."""

    project: str
    code: str
    indicator: str
    content: str
    year: int = 0


class Head(Value):
    """What a file of actuals says of the project itself."""

    year: int | None = None
    achieved: str = ""
    source: Source


def _entries(recorded: ProjectActuals, assessor: str) -> Iterable[tuple[str, str, str]]:
    """The code, the indicator and the content of everything that is recorded."""
    head = Head(year=recorded.year, achieved=recorded.achieved, source=recorded.source)
    if not assessor or head.year is not None or head.achieved:
        yield HEAD, HEAD, kept_text(head)
    for actual in recorded.actuals:
        yield actual.code, actual.indicator, kept_text(actual)


def kept_text(entered: Head | Actual) -> str:
    """The JSON that an entry is kept as: only what it says, so that a large ledger is small and quick to read."""
    return entered.model_dump_json(exclude_defaults=True)


def same(before: str, after: str, kind: type[Head | Actual] = Actual) -> bool:
    """Whether two contents say the same; where it stood does not matter. Older ones hold what is empty too."""
    if before == after:
        return True
    try:
        old, new = (kind.model_validate_json(one) for one in (before, after))
    except ValueError:
        return False
    return old.model_copy(update={"source": new.source}) == new


def only_adds(before: object, after: object) -> bool:
    """Whether all that was said before still stands: what was empty may have been filled in; the place may differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        return all(only_adds(value, after.get(name)) for name, value in before.items() if name != "source")
    return before in (None, "", [], {}) or before == after


def append_actuals(  # noqa: PLR0913 (who, why and when are said by name)
    ledger: Engine, recorded: Iterable[ProjectActuals], *, by: str, reason: str, at: datetime, assessor: str = ""
) -> Appended:
    """Appends a revision for each entry that says something new; what stands there already is not repeated.

    With an ``assessor`` they count in that assessor's runs only, and the unit's own stay as they are. Without a
    ``reason`` nothing is taken back that was said before: an entry that would is withheld, as a finding; so is one
    that would undo a correction, with a reason too.
    """
    added = {"by": by, "reason": reason, "at": utc(at), "assessor": assessor}

    def work(connection: Connection, values: list[ProjectActuals]) -> Appended:
        entries = [Entry(one.project, *entry, one.of_year) for one in values for entry in _entries(one, assessor)]
        return _append_revisions(connection, entries, added)

    return in_steps(ledger, recorded, work)


def append_actual(  # noqa: PLR0913 (who, why and when are said by name)
    ledger: Engine,
    project: str,
    actual: Actual,
    year: int = 0,
    *,
    by: str,
    reason: str,
    at: datetime,
    assessor: str = "",
) -> Appended:
    """Appends one revision of a year, as :func:`append_actuals` does, and nothing about the project itself."""
    added = {"by": by, "reason": reason, "at": utc(at), "assessor": assessor}
    entry = Entry(project, actual.code, actual.indicator, kept_text(actual), year)
    return writing(ledger, lambda connection: _append_revisions(connection, [entry], added))


def _append_revisions(connection: Connection, entries: Sequence[Entry], added: dict[str, object]) -> Appended:
    newest = {
        (row.project, row.year, row.code): (row.number, text_of(row))
        for row in _newest(connection, entries, added["assessor"])
    }
    counted = Appended()
    new: list[dict[str, object]] = []
    for entry in entries:
        number, before = newest.get((entry.project, entry.year, entry.code), (0, None))
        one = entry._replace(content=_going_on(before, entry.content)) if before and entry.code == HEAD else entry
        kind = Head if one.code == HEAD else Actual
        is_same = before is not None and same(before, one.content, kind)
        if before is not None and not is_same and _overturns(connection, one, before, added["assessor"]):
            counted = counted._replace(withheld=(*counted.withheld, _withheld(one, before, "correction-overturned")))
            continue
        if before is not None and not (added["reason"] or is_same or only_adds(*_parsed(before, one.content))):
            counted = counted._replace(withheld=(*counted.withheld, _withheld(one, before)))
            continue
        counted = counted.counting(before, before if is_same and before is not None else one.content)
        if not is_same:
            newest[one.project, one.year, one.code] = (number + 1, one.content)
            new.append({**one._asdict(), "number": number + 1, **added})
    append_rows(connection, "revision", new)
    return counted


def _going_on(before: str, after: str) -> str:
    """What is said of a project, where what is left out (as in a file that corrects one figure) stays as it was."""
    old, new = Head.model_validate_json(before), Head.model_validate_json(after)
    return kept_text(Head(year=new.year or old.year, achieved=new.achieved or old.achieved, source=new.source))


def _parsed(before: str, after: str) -> tuple[dict[str, object], dict[str, object]]:
    return json.loads(before), json.loads(after)


def _overturns(connection: Connection, entry: Entry, before: str, assessor: object) -> bool:
    """Whether a file says again what stood there before a person corrected it by command: an old copy, no new figure."""
    old, new = _parsed(before, entry.content)
    if entry.code == HEAD or not _is_corrected(old) or _is_corrected(new) or _figures(old) == _figures(new):
        return False
    table = REVISION.c
    same_row = (table.project == entry.project, table.year == entry.year, table.code == entry.code)
    earlier = rows(connection, RevisionRow, select(REVISION).where(*same_row, table.assessor == assessor))
    return any(_figures(json.loads(text_of(one))) == _figures(new) for one in earlier)


def _is_corrected(content: dict[str, object]) -> bool:
    source = content["source"]
    return isinstance(source, dict) and source.get("file") == CORRECTED


def _figures(content: dict[str, object]) -> dict[str, object]:
    return {name: content.get(name) for name in FIGURES if content.get(name)}


def _withheld(entry: Entry, before: str, code: str = "revision-without-reason") -> Finding:
    """That an entry would take back what stands there, and what that is."""
    old, new = _parsed(before, entry.content)
    names = [name for name, value in old.items() if name != "source" and not only_adds(value, new.get(name))]
    if entry.code != HEAD and FIGURES.intersection(names):
        old_words, new_words = (actual_words(Actual.model_validate_json(one)) for one in (before, entry.content))
    else:
        old_words, new_words = (
            coded("entry-field", field=names[0], text=one.get(names[0]) or "—") for one in (old, new)
        )
    return finding(
        code,
        _source_of(entry),
        project=entry.project,
        indicator=entry.indicator,
        before=old_words,
        after=new_words or "—",
    )


def _source_of(entry: Entry) -> Source:
    """Where an entry stands; of one with several cells, the first."""
    entered: Head | Actual = (Head if entry.code == HEAD else Actual).model_validate_json(entry.content)
    return Source(**entered.source.model_dump(include=set(Source.model_fields)))


def _newest(connection: Connection, entries: Sequence[Entry], assessor: object) -> Sequence[RevisionRow]:
    """The last revision by an assessor of each row of the projects of some entries, in each of their years."""
    table = REVISION.c
    numbers = select(table.project, table.year, table.code, func.max(table.number).label("number"))
    numbers = numbers.where(table.project.in_({one.project for one in entries}), table.assessor == assessor)
    numbers = numbers.where(table.year.in_({one.year for one in entries}))
    last = numbers.group_by(table.project, table.year, table.code).subquery()
    same_row = and_(
        last.c.project == table.project,
        last.c.year == table.year,
        last.c.code == table.code,
        last.c.number == table.number,
    )
    query = select(REVISION).join(last, same_row).where(table.assessor == assessor)
    return rows(connection, RevisionRow, query)
