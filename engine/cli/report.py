"""The command ``jixiao report``: the tables and reports of a run as files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from engine.cli.common import Failures, begun, db_option, opened_ledger, reported_errors, say, utf8
from engine.cli.values import FileOrFolder
from engine.cli.wording import argument, between_quotes, option, words


@click.command()
@argument("run_name", metavar="RUN", callback=utf8)
@option(
    "--format",
    "formats",
    default="html",
    show_default=True,
    metavar="KINDS",
)
@option(
    "--out",
    type=FileOrFolder(file_okay=False, path_type=Path),
    default=Path("reports"),
    show_default=True,
)
@option(
    "--templates",
    type=FileOrFolder(exists=True, file_okay=False, path_type=Path),
)
@db_option
def report(run_name: str, formats: str, out: Path, templates: Path | None, db: str) -> None:
    from engine.services.reporting import Reporting, write_reports
    from engine.services.runs import shown

    request, failures = Reporting(kinds=_kinds(formats), out=out, templates=templates), Failures()
    with opened_ledger(db) as ledger:
        found, notes = shown(ledger, run_name)
    with reported_errors(), begun("writing") as begin:
        done = write_reports(found, notes, request, begin, failures)
    say(notes)
    click.echo(words("files-written", files=len(done.files), folder=done.folder, first=done.first))
    if failures.tell():
        sys.exit(1)


def _kinds(formats: str) -> tuple[str, ...]:
    """The kinds that a list with commas names, each once."""
    from engine.reports.documents import KINDS

    kinds = tuple(dict.fromkeys(one.strip().lower() for one in formats.replace("，", ",").split(",") if one.strip()))
    unknown = [one for one in kinds if one not in ("html", *KINDS)]
    if unknown or not kinds:
        message = words("kind-not-written", kinds=unknown, known=("html", *KINDS))
        raise click.BadParameter(message, param_hint=between_quotes("--format"))
    return kinds
