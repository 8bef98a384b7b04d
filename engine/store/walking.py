"""The chain walked from its beginning, some hundred entries at a time: which entry does not follow, and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import OperationalError

from engine.language.findings import Finding, finding
from engine.language.rendering import Coded, coded, is_known
from engine.runs.chain import BEGIN, Head, link, short
from engine.runs.signing import SECONDS, Signature, is_genuine
from engine.store.chained import KINDS, UPGRADE, bound, content_of, head_of
from engine.store.sessions import BATCH, utc
from engine.store.tables import CHAIN, NODE, table_of

EARLIER = timedelta(hours=1)
"""By how much a time may lie before that of an entry before: the clocks of several computers differ, and a command bears
the time at which it began."""

Progress = Callable[[], None]
Rows = Mapping[int, Mapping[str, Any]]
"""Rows of a table by their ids; one that cannot be read is empty."""


class Entry(NamedTuple):
    """An entry of the chain. What was put into a column that cannot hold it counts as nothing (``?`` for what is said)."""

    number: int
    kind: str
    row: int
    hash: str
    stated: str


class WalkState(NamedTuple):
    """How far the walk has come: the entry before, described, the last row of each table, and the latest time so far."""

    before: Head
    described: Coded
    last: dict[str, int]
    latest: datetime | None = None


def walk_chain(
    connection: Connection, until: int | None = None, progress: Progress = lambda: None
) -> Iterator[Finding]:
    """What does not follow in the chain, up to an entry or to its end, in its order; then rows without an entry.

    The connection sees one moment throughout. After a fault the walk goes on with what the chain says, so that each
    entry is judged alone.
    """
    state = WalkState(BEGIN, coded("entry-beginning"), {})
    for batch in _batches(connection, until):
        rows = {kind: _rows(connection, kind, [one.row for one in batch if one.kind == kind]) for kind in KINDS}
        for entry in batch:
            row = rows.get(entry.kind, {}).get(entry.row)
            found = tuple(_judged(connection, entry, row, state))
            yield from found or _judged_time(entry, row, state)
            state.last[entry.kind] = entry.row
            described = _described(entry.kind, entry.row, _fields(entry.kind, row))
            here = coded("entry-at", number=entry.number, entry=described)
            latest = max(filter(None, (state.latest, _time(row))), default=None)
            state = WalkState(Head(entry.number, entry.hash), here, state.last, latest)
            progress()
    yield from _inserted(connection, None if until is None else state.last)


def entry_at(connection: Connection, number: int, *, as_it_stands: bool = False) -> Head | None:
    """An entry of the chain by its number, as :func:`engine.store.chained.head_of` gives it."""
    found = connection.execute(select(CHAIN.c.number, CHAIN.c.hash).where(CHAIN.c.number == number)).first()
    return None if found is None else head_of(*found, as_it_stands=as_it_stands)


def _batches(connection: Connection, until: int | None) -> Iterator[list[Entry]]:
    query = select(CHAIN).order_by(CHAIN.c.number).limit(BATCH)
    if until is not None:
        query = query.where(CHAIN.c.number <= until)
    batch = list(map(_entry, connection.execute(query)))
    while batch:
        yield batch
        batch = list(map(_entry, connection.execute(query.where(CHAIN.c.number > batch[-1].number))))


def _entry(row: Row[Any]) -> Entry:
    if not isinstance(row.row, int):
        return Entry(row.number, "", 0, "", "?")
    kind = row.kind if isinstance(row.kind, str) else ""
    value = head_of(row.number, row.hash, as_it_stands=True).hash
    return Entry(row.number, kind, row.row, value, row.said if isinstance(row.said, str) else "?")


def _rows(connection: Connection, kind: str, ids: list[int]) -> Rows:
    """The rows of a table by their ids. Where one cannot be read (a time that is none), they are read one by one."""
    table = table_of(kind)
    try:
        found = connection.execute(select(table).where(table.c.id.in_(ids))) if ids else ()
        return {row.id: dict(row._mapping) for row in found}
    except (ValueError, TypeError, OperationalError) as error:
        if not _is_damage(error):
            raise
        if len(ids) == 1:
            return {ids[0]: {}}
        return {number: row for one in ids for number, row in _rows(connection, kind, [one]).items()}


def _is_damage(error: Exception) -> bool:
    """Whether an error comes of what a row holds, not of the database."""
    return not isinstance(error, OperationalError) or "decode" in str(error)


def _judged(connection: Connection, entry: Entry, row: Mapping[str, Any] | None, state: WalkState) -> Iterator[Finding]:
    """What is wrong with one entry."""
    details = _details(entry, row, state.described)
    if entry.number != state.before.number + 1:
        yield finding("chain-gap", first=state.before.number + 1, last=entry.number - 1, **details)
        return  # the hash before it is gone
    if entry.kind in KINDS and entry.row <= state.last.get(entry.kind, 0):
        yield finding("chain-order", **details)
    elif entry.kind in KINDS and row is None:
        yield finding("chain-row-gone", **details)
    elif entry.hash != _expected(connection, entry, row or {}, state.before):
        yield finding("chain-altered", **details)
    if entry.kind == "run" and row:
        yield from _judged_run(connection, row)
    if entry.kind == "signature" and row:
        yield from _judged_signature(connection, row)


def _judged_time(entry: Entry, row: Mapping[str, Any] | None, state: WalkState) -> Iterator[Finding]:
    """Whether an entry bears a time long before that of an entry that was there already."""
    at = _time(row)
    if at is not None and state.latest is not None and at < state.latest - EARLIER:
        yield finding("chain-time", latest=_text(state.latest), **_details(entry, row, state.described))


def _time(row: Mapping[str, Any] | None) -> datetime | None:
    at = row.get("at") if row else None
    return utc(at) if isinstance(at, datetime) else None


def _expected(connection: Connection, entry: Entry, row: Mapping[str, Any], before: Head) -> str | None:
    """The hash that an entry must have; None where it can have none."""
    if entry.kind == UPGRADE:
        return link(1, UPGRADE, {"said": entry.stated}, before.hash) if entry.number == 1 else None
    if entry.kind not in KINDS or entry.stated:
        return None
    content = content_of(connection, row["run"]) if entry.kind == "run" and row else None
    try:
        return link(entry.number, entry.kind, bound(entry.kind, row, content), before.hash)
    except TypeError:  # a value of another kind than its column's
        return None


def _judged_run(connection: Connection, row: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether the content of a run is there, and the root of its pages."""
    content = content_of(connection, row["run"])
    if content is None:
        yield finding("chain-content-gone", run=row["run"])
        return
    try:
        root = json.loads(content).get("pages", "")
    except (ValueError, AttributeError, TypeError, RecursionError):
        return  # it was altered, which is said of the run's entry
    if root and not connection.execute(select(NODE.c.sha256).where(NODE.c.sha256 == root)).first():
        yield finding("chain-page-gone", page=root[:12], project="", holder=coded("entry-run", run=row["run"]))


def _judged_signature(connection: Connection, row: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether a signature is genuine, and the chain still the one that it saw. One that is none is said of its run."""
    try:
        signature = Signature.model_validate_json(row["content"])
    except ValueError:
        return
    if not is_genuine(signature):
        yield finding("signature-wrong")
    else:
        yield from seen_findings(connection, signature)


def seen_findings(connection: Connection, signature: Signature) -> Iterator[Finding]:
    """That the chain is another one than a signature saw."""
    seen = signature.ledger
    now = entry_at(connection, seen.number, as_it_stands=True) if seen else None
    if seen and (now is None or now.hash != seen.hash):
        found = "gone" if now is None else now.short
        values = {"name": signature.name, "run": signature.run, "number": seen.number, "signed": short(seen.hash)}
        yield finding("chain-signature", found=found, **values)


def _inserted(connection: Connection, last: Mapping[str, int] | None) -> Iterator[Finding]:
    """Rows that the chain knows nothing of; up to the ``last`` row of each table where those are given."""
    for kind in KINDS:
        table = table_of(kind)
        ids = select(table.c.id) if last is None else select(table.c.id).where(table.c.id <= last.get(kind, 0))
        unknown = ids.except_(select(CHAIN.c.row).where(CHAIN.c.kind == kind)).subquery()
        for number in connection.execute(select(unknown.c.id).order_by(unknown.c.id)).scalars().all():
            fields = _fields(kind, _rows(connection, kind, [number]).get(number))
            yield finding("chain-inserted", entry=_described(kind, number, fields), **fields)


def _details(entry: Entry, row: Mapping[str, Any] | None, before: Coded) -> dict[str, object]:
    """An entry for a sentence, and its parts for a program."""
    fields = _fields(entry.kind, row)
    described = _described(entry.kind, entry.row, fields)
    return {"number": entry.number, "entry": described, "before": before, "row": entry.row, **fields}


WAYS = {
    "project": "",
    "indicator": "",
    "run": "entry-run",
    "assessor": "entry-runs-of",
    "by": "entry-by",
    "at": "",
}
"""How an entry is told by its parts: the code of the words, none where the part stands for itself."""
FIELDS = ("project", "code", "indicator", "assessor", "role", "run", "by", "reason", "at")


def _fields(kind: str, row: Mapping[str, Any] | None) -> dict[str, object]:
    """The parts of an entry that say which it is: the project and row, who, when; those it has."""
    found = {name: _text(row[name]) for name in FIELDS if row and row.get(name)}
    return {"kind": kind, **found}


def _text(value: object) -> object:
    return f"{utc(value):{SECONDS}}" if isinstance(value, datetime) else value


def _described(kind: str, number: int, fields: Mapping[str, object]) -> Coded:
    """An entry in words: ``revision 17: 4401, 报告数量, by 张三, 2025-01-31T10:00:00Z``."""
    if kind == UPGRADE:
        return coded("entry-upgrade")
    which = coded(
        "entry-which",
        kind=coded(f"chained-{kind}") if is_known(f"chained-{kind}") else coded("key-of", key=kind),
        number=number,
    )
    known = tuple(
        coded(code, **{name: fields[name]}) if (code := WAYS[name]) else str(fields[name])
        for name in WAYS
        if name in fields
    )
    return coded("entry-known", entry=which, known=known) if known else which
