"""Whether the guards stand by which the database itself refuses changes; somebody with its rights can take them away."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, UniqueConstraint, text

from engine.store.guards import Keys, postgresql_body, postgresql_statements, sqlite_triggers
from engine.store.sessions import reading, writing
from engine.store.tables import TABLES, table_of

BEFORE_ANY_CHANGE = 2 + 8 + 16 + 32
"""PostgreSQL's bits of a trigger before every statement that deletes, updates or truncates."""

_POSTGRESQL = """\
SELECT c.relname, t.tgname, t.tgenabled::text AS enabled, t.tgtype AS kind, p.prosrc AS body
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)"""


def missing_guards(ledger: Engine) -> tuple[str, ...]:
    """The triggers that are not there, or do something else; one query."""
    with reading(ledger) as session:
        return tuple(_missing(session.connection()))


def restore_guards(ledger: Engine) -> tuple[str, ...]:
    """Makes the triggers anew that are missing or altered, and gives their names."""
    missing = missing_guards(ledger)
    if missing:
        writing(ledger, lambda session: _restore(session.connection(), missing))
    return missing


def _keys(table: str) -> Keys:
    made = table_of(table)
    unique = [[one.name for one in key.columns] for key in made.constraints if isinstance(key, UniqueConstraint)]
    return [[one.name for one in made.primary_key.columns], *unique]


def _missing(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        found = {name: _parts(sql) for name, sql in rows}
        expected = {name: sql for table in TABLES for name, sql in sqlite_triggers(table, _keys(table)).items()}
        yield from (name for name, sql in expected.items() if found.get(name) != _parts(sql))
        return
    there = {(row.relname, row.tgname): row for row in connection.execute(text(_POSTGRESQL))}
    for table in TABLES:
        row = there.get((table, f"{table}_append_only"))
        is_on = row is not None and row.enabled in ("O", "A") and row.kind == BEFORE_ANY_CHANGE
        if row is None or not is_on or row.body != postgresql_body(table):
            yield f"{table}_append_only"


def _parts(sql: str) -> frozenset[str]:
    """A trigger's text, in whichever order it names the keys and their columns."""
    head, where, rest = sql.partition(" WHERE ")
    keys, end, refusal = rest.partition(") BEGIN ")
    if not where:
        return frozenset((sql,))
    columns = (sorted(key.strip("()").split(" AND ")) for key in keys.split(" OR "))
    return frozenset((head + where, end + refusal, *map(" AND ".join, columns)))


def _restore(connection: Connection, names: tuple[str, ...]) -> None:
    if connection.dialect.name == "sqlite":
        for table in TABLES:
            for name, sql in sqlite_triggers(table, _keys(table)).items():
                if name in names:
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
                    connection.execute(text(sql))
        return
    for table in TABLES:
        if (name := f"{table}_append_only") in names:
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))
            for statement in postgresql_statements(table):
                connection.execute(text(statement))
