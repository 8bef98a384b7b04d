"""Nodes and sheets of runs in the ledger: appended where they are new, checked against their names when read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Engine, insert, select

from engine.runs.tree import SHEETS, Entry, sha256, walk
from engine.store.errors import LedgerDamagedError
from engine.store.sessions import BATCH, batches, reading, writing
from engine.store.tables import NODE

AT_ONCE = 100
"""How many sheets are loaded at once."""


class Nodes:
    """The nodes of a ledger for one run that is being made: what is kept is appended many at a time.

    Nodes that no run names yet may be left behind where the program is stopped; the next one finds and uses them.
    """

    def __init__(self, ledger: Engine) -> None:
        self.ledger = ledger
        self._waiting: dict[str, str] = {}

    def load(self, names: Sequence[str]) -> dict[str, str]:
        """Nodes or sheets by their names.

        :raises LedgerDamagedError: if one is not there, or not what it was.
        """
        waiting = {name: self._waiting[name] for name in names if name in self._waiting}
        rest = [name for name in names if name not in waiting]
        return waiting | (load_nodes(self.ledger, rest) if rest else {})

    def keep(self, text: str) -> str:
        """Keeps a node or sheet and gives its name; it may wait in memory until :meth:`flush`."""
        name = sha256(text)
        self._waiting[name] = text
        if len(self._waiting) >= BATCH:
            self.flush()
        return name

    def flush(self) -> None:
        """Appends what waits."""
        waiting, self._waiting = self._waiting, {}
        if waiting:
            writing(self.ledger, lambda connection: append_nodes(connection, waiting))


def append_nodes(connection: Connection, texts: dict[str, str]) -> None:
    """Appends the texts, by their names, that are not there yet."""
    there = set(connection.scalars(select(NODE.c.sha256).where(NODE.c.sha256.in_(texts))))
    rows = [{"sha256": name, "content": text} for name, text in texts.items() if name not in there]
    if rows:
        connection.execute(insert(NODE), rows)


def load_nodes(ledger: Engine, names: Sequence[str]) -> dict[str, str]:
    """Nodes or sheets by their names.

    :raises LedgerDamagedError: if one is not there, or not what it was.
    """
    with reading(ledger) as connection:
        query = select(NODE.c.sha256, NODE.c.content).where(NODE.c.sha256.in_(names))
        found = dict(connection.execute(query).all())
    for name in names:
        if name not in found or sha256(found[name]) != name:
            raise LedgerDamagedError("page-altered" if name in found else "page-gone", page=name[:12])
    return found


def sheets_under(ledger: Engine, root: Entry) -> Iterator[tuple[str, str]]:
    """The name and the text of every sheet below a node, some at a time.

    :raises LedgerDamagedError: if a node or sheet is not there, or not what it was.
    """
    return sheet_texts(ledger, (one.sha256 for one in walk(SHEETS, root, Nodes(ledger).load)))


def sheet_texts(ledger: Engine, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Sheets with their names, in the order of these, some at a time.

    :raises LedgerDamagedError: if one is not there, or not what it was.
    """
    for batch in batches(names, AT_ONCE):
        texts = load_nodes(ledger, batch)
        yield from ((name, texts[name]) for name in batch)
