"""The commands that append to the ledger or look into it: corrections, adjustments, history, verification."""

from __future__ import annotations

import click

from engine.cli import _format_option, _print_json, db_option


@click.command()
@db_option
@_format_option("text", "json")
def upgrade(db: str, kind: str) -> None:
    """Bring a ledger of an older version to this one.

    All that it holds stays. Make a copy of it before: an older program cannot read it any more.

    \b
    Example:
      jixiao upgrade --db sqlite:///jixiao.db
    """
    from engine.store import LedgerError, upgrade_ledger

    try:
        before, after = upgrade_ledger(db)
    except LedgerError as error:
        raise click.UsageError(str(error)) from error
    if kind == "json":
        _print_json({"before": before, "after": after})
    elif before == after:
        click.echo(f"the ledger is of version {after} already")
    else:
        click.echo(f"the ledger was of version {before} and is now of version {after}")
