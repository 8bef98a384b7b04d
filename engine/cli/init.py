"""The command ``jixiao init``: a folder laid for a year."""

from __future__ import annotations

from pathlib import Path

import click

from engine.cli.common import YEARS, reported_ledger_errors
from engine.cli.values import FileOrFolder
from engine.cli.wording import argument, option, words


@click.command()
@argument("folder", default=".", metavar="[FOLDER]", type=FileOrFolder(file_okay=False, path_type=Path))
@option("--year", type=YEARS)
def init(folder: Path, year: int | None) -> None:
    from engine.services.laying import Laying, lay_out

    with reported_ledger_errors():
        laid = lay_out(Laying(folder=folder, year=year))
    click.echo(words("laid", folder=laid.folder))
    for one in laid.folders:
        click.echo(f"  {one.name}/")
    for file in laid.files:
        click.echo(f"  {file.name}")
    click.echo(words("next-of-init", folder=laid.folder))
