"""The command ``jixiao collect``: workbooks for those who must report what was achieved."""

from __future__ import annotations

from pathlib import Path

import click

from engine.cli.common import db_option, opened_ledger, progress_bar, utf8
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
    from engine.files.yaml import nearest
    from engine.store import choose_year, load_projects
    from engine.workbooks.collect import ReplacingError, groups_of, write_collection

    with opened_ledger(db) as ledger:
        year = tell_year(choose_year(ledger, year))
        declared = load_projects(ledger, year=year)
    for code in codes:
        if code not in declared:
            raise click.UsageError(f"project {code} is not declared; {nearest(code, list(declared))}")
    chosen = [one for code, one in declared.items() if not codes or code in codes]
    try:
        with progress_bar("writing", len(groups_of(chosen))) as advance:
            files = write_collection(chosen, year or None, out, advance, replace=replace)
    except ReplacingError as error:
        raise click.UsageError(f"{out}: {error}") from error
    except OSError as error:
        name = error.filename or out
        raise click.ClickException(f"{name} cannot be written: {error.strerror}; choose another --out") from error
    click.echo(f"{len(files)} workbooks for {len(chosen)} projects{of_year(year)} in {out}")
    for file in files:
        click.echo(f"  {file.name}")
    click.echo(f"next: have them filled in, then jixiao record {out} --by WHO")
