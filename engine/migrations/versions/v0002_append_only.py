"""Assessors' revisions and adjustments, adjusted targets, signatures; and the database refuses to change entries."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NAMES = {"uq": "%(table_name)s_%(column_0_N_name)s_key"}
"""How PostgreSQL names a constraint that was given no name; SQLite keeps none."""

KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "declaration": (("id",), ("project", "number")),
    "adjusted_target": (("id",), ("project", "code", "number")),
    "revision": (("id",), ("project", "code", "assessor", "number")),
    "adjustment": (("id",), ("project", "code", "assessor", "number")),
    "run": (("id",),),
    "run_content": (("run",),),
    "signature": (("id",),),
}
"""What makes an entry of each table unique."""

REFUSAL = "the ledger is append-only: entries of {table} are never changed or deleted"


def upgrade() -> None:
    """Adds the columns, the tables and the triggers."""
    with op.batch_alter_table("revision", naming_convention=NAMES) as table:
        table.add_column(sa.Column("assessor", sa.String, nullable=False, server_default=""))
        table.drop_constraint("revision_project_code_number_key", type_="unique")
        table.create_unique_constraint(
            "revision_project_code_assessor_number_key", ["project", "code", "assessor", "number"]
        )
    op.add_column("run", sa.Column("as_of", sa.DateTime(timezone=True), nullable=True))
    op.add_column("run", sa.Column("marks", sa.String, nullable=False, server_default=""))
    op.add_column("run", sa.Column("program", sa.String, nullable=False, server_default=""))
    _make_tables()
    for name in KEYS:
        if op.get_bind().dialect.name == "sqlite":
            _guard_on_sqlite(name)
        else:
            _guard_on_postgresql(name)


def _make_tables() -> None:
    op.create_table(
        "adjusted_target",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("project", sa.String, nullable=False, index=True),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("indicator", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("content", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("project", "code", "number"),
    )
    op.create_table(
        "adjustment",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("project", sa.String, nullable=False, index=True),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("indicator", sa.String, nullable=False),
        sa.Column("assessor", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("points", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("project", "code", "assessor", "number"),
    )
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run", sa.String, sa.ForeignKey("run_content.run"), nullable=False, index=True),
        sa.Column("content", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def _guard_on_sqlite(name: str) -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL.format(table=name)}'); END"
    for deed in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {name}_no_{deed.lower()} BEFORE {deed} ON {name} {refuse}")
    # INSERT OR REPLACE deletes what it replaces without a word to the trigger above
    same = " OR ".join("(" + " AND ".join(f"{key} = NEW.{key}" for key in keys) + ")" for keys in KEYS[name])
    is_there = f"EXISTS (SELECT 1 FROM {name} WHERE {same})"
    op.execute(f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} WHEN {is_there} {refuse}")


def _guard_on_postgresql(name: str) -> None:
    op.execute(
        f"CREATE FUNCTION {name}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL.format(table=name)}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_is_append_only()"
    )
