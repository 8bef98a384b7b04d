"""Entries as they are appended: numbered, inserted, and bound into the chain, in the writer's transaction.

Writers stand in one line, so the ids and the numbers are known before anything is inserted, and the chain has no gaps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from heapq import merge
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, func, insert, select

from engine.language.errors import CodedValueError
from engine.language.patterns import regex
from engine.runs.chain import BEGIN, Head, link
from engine.runs.tree import sha256
from engine.store.sessions import BATCH, batches, reading, utc
from engine.store.tables import CHAIN, RUN_CONTENT, table_of

KINDS = ("declaration", "adjusted_target", "revision", "adjustment", "answer", "run", "signature")
"""The tables whose rows are entries of the chain; where two were made at one moment, in this order."""

UPGRADE = "upgrade"
"""The kind of the first entry of an older ledger's chain."""

_HASH = regex("[0-9a-f]{64}")
Values = Mapping[str, Any]


class Begun(NamedTuple):
    """That the chain of an older ledger began with an upgrade: when, from which version, over how many entries."""

    at: datetime
    version: str
    entries: int


@cache
def _columns(kind: str) -> tuple[tuple[str, object], ...]:
    """The columns of a table and what each holds where nothing was said."""
    columns = table_of(kind).columns
    return tuple((one.name, getattr(one.default, "arg", None)) for one in columns)


def bound(kind: str, row: Values, content: str | None = None) -> dict[str, object]:
    """What the chain binds of a row: its columns but for those that hold their default, and the content of a run."""
    values = {name: row[name] for name, default in _columns(kind) if name in row and row[name] != default}
    return values if content is None else {**values, "run_content": sha256(content)}


def append_rows(connection: Connection, kind: str, rows: Sequence[Values], content: str | None = None) -> None:
    """Appends rows of a table and their entries of the chain; ``content`` is that of a run, whose row it is."""
    if not rows:
        return
    table, head = table_of(kind), head_in(connection)
    first = (connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1
    numbered = [{**row, "id": number} for number, row in enumerate(rows, first)]
    connection.execute(insert(table), numbered)
    _bind(connection, head, kind, numbered, content)


def _bind(connection: Connection, head: Head, kind: str, rows: Sequence[Values], content: str | None) -> None:
    """Appends the entries of the chain for rows that were inserted."""
    entries = ((kind, row["id"], bound(kind, row, content)) for row in rows)
    connection.execute(insert(CHAIN), list(_linked(head, entries)))


def _linked(head: Head, entries: Iterable[tuple[str, int, Values]]) -> Iterator[dict[str, object]]:
    """The entries of the chain after a head."""
    number, before = head
    for kind, row, columns in entries:
        number += 1
        before = link(number, kind, columns, before)
        yield {"number": number, "kind": kind, "row": row, "hash": before}


def head_of(number: int, value: object, *, as_it_stands: bool = False) -> Head:
    """An entry of the chain; of one whose hash is none the hash is empty, where it is taken ``as_it_stands``.

    :raises CodedValueError: if its hash is none, so that nothing is bound to it and no document bears it.
    """
    if isinstance(value, str) and _HASH.fullmatch(value):
        return Head(number, value)
    if not as_it_stands:
        raise CodedValueError("entry-without-hash", number=number)
    return Head(number, "")


def head_in(connection: Connection, *, as_it_stands: bool = False) -> Head:
    """The last entry of the chain, as :func:`head_of` gives it."""
    query = select(CHAIN.c.number, CHAIN.c.hash).order_by(CHAIN.c.number.desc()).limit(1)
    found = connection.execute(query).first()
    return BEGIN if found is None else head_of(*found, as_it_stands=as_it_stands)


def chain_head(ledger: Engine) -> Head:
    """The last entry of a ledger's chain now."""
    with reading(ledger) as connection:
        return head_in(connection)


def begin_chain(connection: Connection, version: str, at: datetime) -> None:
    """Begins the chain of a ledger that has entries already: one entry that says so, then each of them.

    They follow in the order of their times, those of one table in the order of their ids.
    """
    number = sum(connection.execute(select(func.count()).select_from(table_of(kind))).scalar_one() for kind in KINDS)
    if not number:
        return
    begun_text = json.dumps({"at": utc(at).isoformat(), "version": version, "entries": number})
    head = Head(1, link(1, UPGRADE, {"said": begun_text}, BEGIN.hash))
    first = {"number": head.number, "kind": UPGRADE, "row": 0, "hash": head.hash, "said": begun_text}
    connection.execute(insert(CHAIN), [first])
    for batch in batches(_linked(head, _in_order(connection)), BATCH):
        connection.execute(insert(CHAIN), batch)


def begun(text: str) -> Begun:
    """What the first entry of an older ledger's chain says.

    :raises ValueError: if it says something else.
    """
    value = json.loads(text)
    return Begun(datetime.fromisoformat(value["at"]), str(value["version"]), int(value["entries"]))


def _in_order(connection: Connection) -> Iterator[tuple[str, int, Values]]:
    streams = (_stream(connection, stream, kind) for stream, kind in enumerate(KINDS))
    for _, _, number, kind, columns in merge(*streams, key=lambda one: one[:3]):
        yield kind, number, columns


def _stream(connection: Connection, stream: int, kind: str) -> Iterator[tuple[datetime, int, int, str, Values]]:
    """The rows of a table by their ids; one that bears an earlier time than one before it (a clock was set back) takes
    that one's place in time."""
    table, last, latest = table_of(kind), 0, None
    while rows := connection.execute(select(table).where(table.c.id > last).order_by(table.c.id).limit(BATCH)).all():
        for row in rows:
            latest = row.at if latest is None else max(latest, row.at)
            content = content_of(connection, row.run) if kind == "run" else None
            yield latest, stream, row.id, kind, bound(kind, dict(row._mapping), content)
        last = rows[-1].id


def content_of(connection: Connection, run: str) -> str | None:
    """The content of a run, None where it is gone, empty where it is no text.

    One at a time: runs of the first versions stand there whole.
    """
    content = connection.execute(select(RUN_CONTENT.c.content).where(RUN_CONTENT.c.run == run)).scalar()
    return content if content is None or isinstance(content, str) else ""
