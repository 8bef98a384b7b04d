"""Alembic's entry: runs the versions on the connection that the store hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # the store begins the transaction itself, on SQLite too
    render_as_batch=True,
)
context.run_migrations()
