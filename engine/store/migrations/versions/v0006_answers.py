"""What persons settled about rows: the direction, unit or day that a target leaves open, or that nothing was due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.guards import guard

revision = "0006"
down_revision = "0005"

KEY = ("project", "year", "code", "assessor", "number")


def upgrade() -> None:
    """Makes the table of the answers."""
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("project", sa.String, nullable=False, index=True),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("indicator", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("content", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assessor", sa.String, nullable=False, server_default=""),
        sa.Column("year", sa.Integer, nullable=False, server_default="0"),
        sa.UniqueConstraint(*KEY),
    )
    guard("answer", (("id",), KEY))
