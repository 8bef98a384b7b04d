"""The command ``jixiao collect``: workbooks for those who must report what was achieved."""

from __future__ import annotations

from pathlib import Path

import click

from engine.cli.common import begun, db_option, opened_ledger, this_moment, utf8
from engine.cli.years import of_year, tell_year, year_option


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder for the workbooks.",
)
@click.option(
    "--project", "codes", multiple=True, metavar="CODE", callback=utf8, help="Only this project (may be repeated)."
)
@year_option
@click.option("--replace", is_flag=True, help="Replace workbooks of the same names, whatever was filled into them.")
@db_option
def collect(out: Path, codes: tuple[str, ...], year: int | None, replace: bool, db: str) -> None:
    """Make workbooks to be filled in with what was achieved.

    One for each unit, from the declarations of the ledger for a year, which is filled in already; `jixiao record` reads them back. A workbook that stands in
    the folder already and says something else is not replaced, and nothing is written then.

    \b
    Examples:
      jixiao collect --out 填报 --year 2024
      jixiao record 填报 --by 张三
    """
    from engine.services.collecting import Collection
    from engine.services.collecting import collect as collected
    from engine.services.years import year_of

    with opened_ledger(db) as ledger, begun("writing") as begin:
        of = tell_year(year_of(ledger, year))
        done = collected(ledger, Collection(out=out, codes=codes, year=of, replace=replace, at=this_moment()), begin)
    click.echo(f"{len(done.files)} workbooks for {done.projects} projects{of_year(of)} in {out}")
    for file in done.files:
        click.echo(f"  {file.name}")
    click.echo(f"next: have them filled in, then jixiao record {out} --by WHO")
