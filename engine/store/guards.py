"""What makes a table append-only, as statements: triggers that refuse every change. The migrations make them; the store
looks whether they are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

REFUSAL = "the ledger is append-only: entries of {table} are never changed or deleted"
Keys = Sequence[Sequence[str]]
"""What makes an entry of a table unique: sets of columns."""


def sqlite_triggers(table: str, keys: Keys) -> Mapping[str, str]:
    """The triggers of a table by their names.

    ``INSERT OR REPLACE`` deletes what it replaces without a word to the trigger against deletion.
    """
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL.format(table=table)}'); END"
    same = " OR ".join("(" + " AND ".join(f"{one} = NEW.{one}" for one in key) + ")" for key in keys)
    return {
        f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"{table}_no_replace": f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {refuse}",
    }


def postgresql_body(table: str) -> str:
    """What the function does that the trigger of a table calls."""
    return f" BEGIN RAISE EXCEPTION '{REFUSAL.format(table=table)}'; END "


def postgresql_statements(table: str) -> tuple[str, str]:
    """The function and the trigger of a table."""
    name = f"{table}_is_append_only"
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${postgresql_body(table)}$$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    )
