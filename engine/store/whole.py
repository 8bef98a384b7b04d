"""A whole ledger verified: its guards, its chain, the nodes of its runs; in memory that does not grow with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, Engine, func, select

from engine.language.findings import Finding, Findings, finding
from engine.runs.chain import BEGIN, Head
from engine.store.chained import UPGRADE, begun, head_in
from engine.store.guarding import foreign_triggers, missing_guards
from engine.store.nodechecks import check_nodes
from engine.store.sessions import reading, reading_anything
from engine.store.tables import CHAIN, table_of
from engine.store.walking import entry_at, walk_chain

LISTED = 20
"""How many faults of a kind of check are named; the others are counted."""

Progress = Callable[[], None]


class Walked(NamedTuple):
    """What came of walking the chain: its head, how many nodes and sheets were looked at, and what is wrong."""

    head: Head
    nodes: int
    findings: Findings


def verify_ledger(ledger: Engine, progress: Progress = lambda: None) -> Walked:
    """The whole ledger as of one moment: guards, chain, rows without an entry, nodes and sheets."""
    with reading_anything(ledger) as connection:
        head, nodes = head_in(connection, as_it_stands=True), _count(connection, "page")
        faults = (*_some(walk_chain(connection, None, progress)), *_some(check_nodes(connection, progress)))
        return Walked(head, nodes, (*guard_findings(ledger), *faults, *_upgraded(connection)))


def verify_until(ledger: Engine, run: str) -> Walked:
    """The chain up to the entry of a run, which is the head then; to its end where the chain has no such entry."""
    with reading_anything(ledger) as connection:
        number = _number_of(connection, run)
        last = head_in(connection, as_it_stands=True)
        head = last if number is None else entry_at(connection, number, as_it_stands=True) or BEGIN
        faults = _some(walk_chain(connection, number))
        return Walked(head, 0, (*guard_findings(ledger), *faults, *_upgraded(connection)))


def entry_of_run(ledger: Engine, run: str) -> Head | None:
    """The entry of the chain by which a run was appended last: it stands for the run and all that was there before it."""
    with reading(ledger) as connection:
        number = _number_of(connection, run)
        return None if number is None else entry_at(connection, number)


class Sealed(NamedTuple):
    """What a seal says of a chain: its first entry, its head, and how many entries of which kind there are."""

    first: Head
    head: Head
    entries: dict[str, int]


def sealed_now(ledger: Engine) -> Sealed:
    """The chain as it is now, for a seal."""
    with reading(ledger) as connection:
        counted = select(CHAIN.c.kind, func.count()).group_by(CHAIN.c.kind).order_by(CHAIN.c.kind)
        return Sealed(entry_at(connection, 1) or BEGIN, head_in(connection), dict(connection.execute(counted).all()))


def chain_entry(ledger: Engine, number: int) -> Head | None:
    """An entry of the chain by its number."""
    with reading(ledger) as connection:
        return entry_at(connection, number)


def guard_findings(ledger: Engine, code: str = "guards-missing") -> Findings:
    """That guards of the database are missing, or that something else acts on what is appended."""
    missing, foreign = missing_guards(ledger), foreign_triggers(ledger)
    return (
        *((finding(code, guards=", ".join(missing)),) if missing else ()),
        *((finding("guards-foreign", triggers=", ".join(one.name for one in foreign)),) if foreign else ()),
    )


def size_of(ledger: Engine) -> int:
    """How many entries, nodes and sheets :func:`verify_ledger` looks at."""
    with reading(ledger) as connection:
        return _count(connection, "chain") + _count(connection, "page")


def _count(connection: Connection, table: str) -> int:
    count: int = connection.execute(select(func.count()).select_from(table_of(table))).scalar_one()
    return count


def _number_of(connection: Connection, run: str) -> int | None:
    table = table_of("run")
    row = select(func.max(table.c.id)).where(table.c.run == run).scalar_subquery()
    return connection.execute(select(CHAIN.c.number).where(CHAIN.c.kind == "run", CHAIN.c.row == row)).scalar()


def _some(faults: Iterable[Finding]) -> Iterator[Finding]:
    """The first faults, and how many there are besides."""
    rest = iter(faults)
    yield from islice(rest, LISTED)
    more = sum(1 for _ in rest)
    if more:
        yield finding("chain-more", more=more)


def _upgraded(connection: Connection) -> Iterator[Finding]:
    """From where on the chain proves, where it began with an upgrade."""
    stated = connection.execute(select(CHAIN.c.said).where(CHAIN.c.number == 1, CHAIN.c.kind == UPGRADE)).scalar()
    try:
        since = None if stated is None else begun(stated)
    except (ValueError, KeyError, TypeError):
        return  # it was altered, which is said of the entry
    if since is not None:
        yield finding("chain-upgraded", at=f"{since.at:%Y-%m-%d}", version=since.version, last=since.entries + 1)
