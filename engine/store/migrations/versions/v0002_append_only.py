"""Assessors' revisions and adjustments, adjusted targets, signatures; and the database refuses to change entries."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.guards import guard

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
    for name, keys in KEYS.items():
        guard(name, keys)


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
