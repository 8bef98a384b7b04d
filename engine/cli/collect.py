"""The command ``jixiao collect``: workbooks for those who must report what was achieved."""

from __future__ import annotations

from pathlib import Path

import click

from engine.cli.common import begun, db_option, opened_ledger, this_moment, utf8
from engine.cli.values import FileOrFolder
from engine.cli.wording import option, words
from engine.cli.years import of_year, tell_year, year_option


@click.command()
@option(
    "--out",
    type=FileOrFolder(file_okay=False, path_type=Path),
    required=True,
)
@option("--project", "names", multiple=True, metavar="PROJECT", callback=utf8)
@year_option
@option("--replace", is_flag=True)
@db_option
def collect(out: Path, names: tuple[str, ...], year: int | None, replace: bool, db: str) -> None:
    from engine.services.collecting import Collection
    from engine.services.collecting import collect as collected
    from engine.services.years import year_of

    with opened_ledger(db) as ledger, begun("writing") as begin:
        of = tell_year(year_of(ledger, year))
        done = collected(ledger, Collection(out=out, names=names, year=of, replace=replace, at=this_moment()), begin)
    click.echo(words("collected", files=len(done.files), projects=done.projects, of=of_year(of), folder=out))
    for file in done.files:
        click.echo(f"  {file.name}")
    click.echo(words("next-of-collect", folder=out))
