"""Runs as pages that they share, and the places and names of projects, so that nothing needs to look at all of them."""

from __future__ import annotations

import hashlib
import json

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.guards import guard, unguarded

revision = "0003"
down_revision = "0002"

BATCH = 500


def upgrade() -> None:
    """Adds the table of pages, and what the entries of declarations say of their project."""
    op.create_table(
        "page",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("content", sa.String, nullable=False),
    )
    guard("page", (("sha256",),))
    op.add_column("run", sa.Column("everything", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("ix_adjustment_expires", "adjustment", ["expires"])
    for name in ("place", "name"):
        op.add_column("declaration", sa.Column(name, sa.String, nullable=False, server_default=""))
    with unguarded("declaration"):
        _fill()
    for name in ("place", "name"):
        op.create_index(f"ix_declaration_{name}", "declaration", [name])


def _fill() -> None:
    table = sa.table("declaration", *(sa.column(name) for name in ("id", "project", "content", "place", "name")))
    known, last = op.get_bind(), 0
    while rows := known.execute(
        sa.select(table.c.id, table.c.project, table.c.content)
        .where(table.c.id > last)
        .order_by(table.c.id)
        .limit(BATCH)
    ).all():
        known.execute(
            sa.update(table)
            .where(table.c.id == sa.bindparam("row"))
            .values(place=sa.bindparam("at_place"), name=sa.bindparam("so_called")),
            [
                {
                    "row": row.id,
                    "at_place": hashlib.sha256(row.project.encode()).hexdigest(),
                    "so_called": json.loads(row.content)["name"],
                }
                for row in rows
            ],
        )
        last = rows[-1].id
