"""The chain that binds every entry to the one before; the store begins it for the entries that are there already."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.guards import guard

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the table of the chain."""
    op.create_table(
        "chain",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sa.Column("said", sa.String, nullable=False, server_default=""),
    )
    op.create_index(
        "ix_chain_run", "chain", ["row"], sqlite_where=sa.text("kind = 'run'"), postgresql_where=sa.text("kind = 'run'")
    )
    guard("chain", (("number",),))
