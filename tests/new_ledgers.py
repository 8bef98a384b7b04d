"""New SQLite ledgers from one that the migrations made: running them all takes longer than what most tests are about.

What a copy does is the same (one transaction that takes the same lock); PostgreSQL, ledgers of older versions and
programs that a test starts run the migrations themselves.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import URL, Connection, Engine, text

from engine.language.rendering import Coded
from engine.store import opening
from engine.store.address import Address

MIGRATE = opening._migrate
_MADE: list[str] = []


def migrate(engine: Engine, at: datetime | None = None, year: int = 0) -> tuple[Coded, ...]:
    """As ``engine.store.opening`` does it, by a copy where nothing is there yet."""
    if engine.dialect.name != "sqlite":
        return MIGRATE(engine, at, year)
    if not _MADE:
        with ledger_in_memory().connect() as connection:
            _MADE.extend(statements(connection))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if is_new := not connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar():
            for statement in _MADE:
                connection.exec_driver_sql(statement)
    return () if is_new else MIGRATE(engine, at, year)


def ledger_in_memory() -> Engine:
    """An empty ledger that the migrations made."""
    engine = opening._connect(Address(URL.create("sqlite", database=":memory:"), ":memory:"))
    MIGRATE(engine)
    return engine


def statements(connection: Connection) -> list[str]:
    """What makes the tables, indexes and guards of an empty ledger, and says of which version it is."""
    made = (
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
    )
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return [*connection.execute(text(made)).scalars(), f"INSERT INTO alembic_version VALUES ('{version}')"]
