"""Makes tables append-only; used by the versions that make tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op

from engine.store.guards import Keys, postgresql_statements, sqlite_triggers


def guard(name: str, keys: Keys) -> None:
    """Makes the database refuse to change or delete entries of a table; ``keys`` are what makes one unique."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in sqlite_triggers(name, keys).values() if is_sqlite else postgresql_statements(name):
        op.execute(statement)


@contextmanager
def rekeyed(name: str, keys: Keys) -> Iterator[None]:
    """Lets a version make a guarded table anew, with other keys; PostgreSQL's guard knows no keys and stays."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for deed in ("update", "delete", "replace") if is_sqlite else ():
        op.execute(f"DROP TRIGGER {name}_no_{deed}")
    yield
    if is_sqlite:
        guard(name, keys)


@contextmanager
def unguarded(name: str) -> Iterator[None]:
    """Lets a version fill a new column of a guarded table, within its transaction."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {name}_no_update")
        yield
        op.execute(sqlite_triggers(name, ())[f"{name}_no_update"])
        return
    op.execute(f"ALTER TABLE {name} DISABLE TRIGGER {name}_append_only")
    yield
    op.execute(f"ALTER TABLE {name} ENABLE TRIGGER {name}_append_only")
