"""Pages and sheets of runs in the ledger: appended where they are new, checked against their names when read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Engine, insert
from sqlmodel import Session, col, select

from engine.runs.tree import Entry, sha256, walk
from engine.store.errors import LedgerDamagedError
from engine.store.sessions import BATCH, batches, reading, writing
from engine.store.tables import PageRow


class Pages:
    """The pages of a ledger for one run that is being made: what is kept is appended many at a time.

    Pages that no run names yet may be left behind where the program is stopped; the next one finds and uses them.
    """

    def __init__(self, ledger: Engine) -> None:
        self.ledger = ledger
        self._waiting: dict[str, str] = {}

    def load(self, name: str) -> str:
        """The text of a page or sheet.

        :raises LedgerDamagedError: if it is not there, or not what it was.
        """
        if name in self._waiting:
            return self._waiting[name]
        return load_pages(self.ledger, [name])[name]

    def keep(self, text: str) -> str:
        """Keeps a page or sheet and gives its name; it may wait in memory until :meth:`flush`."""
        name = sha256(text)
        self._waiting[name] = text
        if len(self._waiting) >= BATCH:
            self.flush()
        return name

    def flush(self) -> None:
        """Appends what waits."""
        waiting, self._waiting = self._waiting, {}
        if waiting:
            writing(self.ledger, lambda session: append_pages(session, waiting))


def append_pages(session: Session, texts: dict[str, str]) -> None:
    """Appends the texts, by their names, that are not there yet."""
    there = set(session.exec(select(PageRow.sha256).where(col(PageRow.sha256).in_(texts))))
    rows = [{"sha256": name, "content": text} for name, text in texts.items() if name not in there]
    if rows:
        session.execute(insert(PageRow), rows)


def load_pages(ledger: Engine, names: Sequence[str]) -> dict[str, str]:
    """Pages or sheets by their names.

    :raises LedgerDamagedError: if one is not there, or not what it was.
    """
    with reading(ledger) as session:
        query = select(PageRow.sha256, PageRow.content).where(col(PageRow.sha256).in_(names))
        found = dict(session.exec(query).all())
    for name in names:
        if name not in found or sha256(found[name]) != name:
            raise LedgerDamagedError(f"the page {name[:12]} is {'gone' if name not in found else 'not what it was'}")
    return found


def sheets_under(ledger: Engine, root: Entry) -> Iterator[tuple[str, str]]:
    """The code and the text of every sheet below a page, some hundred at a time.

    :raises LedgerDamagedError: if a page or sheet is not there, or not what it was.
    """
    yield from _texts(ledger, walk(root, Pages(ledger).load))


def _texts(ledger: Engine, entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    for batch in batches(entries):
        texts = load_pages(ledger, [one.sha256 for one in batch])
        yield from ((one.key, texts[one.sha256]) for one in batch)
