"""What makes a table append-only: triggers that refuse every change; used by the versions that make tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from alembic import op

REFUSAL = "the ledger is append-only: entries of {table} are never changed or deleted"


def guard(name: str, keys: Sequence[Sequence[str]]) -> None:
    """Makes the database refuse to change or delete entries of a table; ``keys`` are what makes one unique."""
    if op.get_bind().dialect.name == "sqlite":
        refuse = _refuse(name)
        for deed in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {name}_no_{deed.lower()} BEFORE {deed} ON {name} {refuse}")
        # INSERT OR REPLACE deletes what it replaces without a word to the trigger above
        same = " OR ".join("(" + " AND ".join(f"{one} = NEW.{one}" for one in key) + ")" for key in keys)
        is_there = f"EXISTS (SELECT 1 FROM {name} WHERE {same})"
        op.execute(f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} WHEN {is_there} {refuse}")
        return
    op.execute(
        f"CREATE FUNCTION {name}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL.format(table=name)}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_is_append_only()"
    )


@contextmanager
def rekeyed(name: str, keys: Sequence[Sequence[str]]) -> Iterator[None]:
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
        op.execute(f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} {_refuse(name)}")
        return
    op.execute(f"ALTER TABLE {name} DISABLE TRIGGER {name}_append_only")
    yield
    op.execute(f"ALTER TABLE {name} ENABLE TRIGGER {name}_append_only")


def _refuse(name: str) -> str:
    return f"BEGIN SELECT RAISE(ABORT, '{REFUSAL.format(table=name)}'); END"
