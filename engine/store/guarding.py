"""Whether the guards stand by which the database itself refuses changes, and nothing else that acts on what is appended;
somebody with its rights can take them away, or put in a trigger that swallows entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Engine, UniqueConstraint, text

from engine.store.guards import Keys, postgresql_body, postgresql_statements, sqlite_triggers
from engine.store.sessions import reading, writing
from engine.store.tables import TABLES, table_of

BEFORE_ANY_CHANGE = 2 + 8 + 16 + 32
"""PostgreSQL's bits of a trigger before every statement that deletes, updates or truncates."""

_POSTGRESQL = """\
SELECT c.relname, t.tgname, t.tgenabled::text AS enabled, t.tgtype AS kind, p.prosrc AS body,
       t.tgqual IS NULL AND t.tgattr::text = '' AS always
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)"""

_ACTING = {
    "sqlite": "SELECT tbl_name, name, 'TRIGGER' FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """\
SELECT c.relname, t.tgname, 'TRIGGER' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)
UNION ALL SELECT c.relname, r.rulename, 'RULE' FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE pg_table_is_visible(c.oid) AND r.rulename <> '_RETURN'""",
}
"""What the database does by itself when a row is appended: the table, the name, what it is."""


class Foreign(NamedTuple):
    """A trigger (or a rule) on a table of the ledger that is none of its guards."""

    table: str
    name: str
    kind: str


def missing_guards(ledger: Engine) -> tuple[str, ...]:
    """The triggers that are not there, or do something else; one query."""
    with reading(ledger) as connection:
        return tuple(_missing(connection))


def restore_guards(ledger: Engine) -> tuple[str, ...]:
    """Makes the triggers anew that are missing or altered, and gives their names."""
    missing = missing_guards(ledger)
    if missing:
        writing(ledger, lambda connection: _restore(connection, missing))
    return missing


def foreign_triggers(ledger: Engine) -> tuple[Foreign, ...]:
    """What acts on the tables of the ledger besides its guards: it can swallow or change what is appended."""
    with reading(ledger) as connection:
        return tuple(_foreign(connection))


def drop_foreign(ledger: Engine) -> tuple[Foreign, ...]:
    """Takes away what acts on the tables of the ledger besides its guards, and says what that was."""
    found = foreign_triggers(ledger)
    if found:
        writing(ledger, lambda connection: _drop(connection, found))
    return found


def _foreign(connection: Connection) -> Iterator[Foreign]:
    is_sqlite = connection.dialect.name == "sqlite"
    own = {
        (table, name)
        for table in TABLES
        for name in (sqlite_triggers(table, _keys(table)) if is_sqlite else (f"{table}_append_only",))
    }
    found = (Foreign(*row) for row in connection.execute(text(_ACTING[connection.dialect.name])))
    yield from sorted(one for one in found if one.table in TABLES and one[:2] not in own)


def _drop(connection: Connection, found: Iterable[Foreign]) -> None:
    quoted = connection.dialect.identifier_preparer.quote
    for one in found:
        where = "" if connection.dialect.name == "sqlite" else f" ON {quoted(one.table)}"
        connection.execute(text(f"DROP {one.kind} {quoted(one.name)}{where}"))


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
        is_on = row is not None and row.enabled in ("O", "A") and row.always and row.kind == BEFORE_ANY_CHANGE
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
