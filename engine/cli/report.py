"""The command ``jixiao report``: the tables and reports of a run as files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from engine.cli.common import Failures, db_option, opened_ledger, progress_bar, say, utf8

if TYPE_CHECKING:
    from engine.language.findings import Findings
    from engine.runs.record import Run


@click.command()
@click.argument("run_name", metavar="RUN", callback=utf8)
@click.option(
    "--format",
    "formats",
    default="html",
    show_default=True,
    metavar="KINDS",
    help="Which documents: html, docx, xlsx, pdf; several with commas.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="The folder for them.",
)
@click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with your own templates for Word and PDF.",
)
@db_option
def report(run_name: str, formats: str, out: Path, templates: Path | None, db: str) -> None:
    """Write the self-evaluation tables and reports of a run. RUN may be `latest`, or `latest-2024` for that of a year.

    Where the ledger holds several years, each has a folder of its own in --out.

    The foot of each names the run and the ledger's entry of it, as a short form for `jixiao verify --short`.

    \b
    Examples:
      jixiao report latest --out reports
      jixiao report latest --format html,docx,xlsx,pdf --out 报送材料
    """
    from engine.reports.html import shelf
    from engine.services.runs import shown

    kinds = _kinds(formats)
    with opened_ledger(db) as ledger:
        found, notes = shown(ledger, run_name)
    run, out = found.run, shelf(out, found.run.year, found.years)
    failures = Failures()
    files = _write_reports(run, notes, found.entry, kinds, Target(out, templates, failures))
    say(notes)
    first = next((file for file in files if file.name == "index.html"), files[-1] if files else out)
    click.echo(f"{len(files)} files in {out}; open {first}")
    if failures.tell():
        sys.exit(1)


def _kinds(formats: str) -> tuple[str, ...]:
    """The kinds that a list with commas names, each once."""
    from engine.reports.documents import KINDS

    kinds = tuple(dict.fromkeys(one.strip().lower() for one in formats.replace("，", ",").split(",") if one.strip()))
    unknown = [one for one in kinds if one not in ("html", *KINDS)]
    if unknown or not kinds:
        known = ", ".join(("html", *KINDS))
        raise click.BadParameter(f"“{'，'.join(unknown)}” is not written; known are {known}", param_hint="'--format'")
    return kinds


class Target(NamedTuple):
    """Where documents are written, after which templates, and who is told what the program failed on."""

    out: Path
    templates: Path | None
    failures: Failures


def _write_reports(run: Run, notes: Findings, entry: str, kinds: tuple[str, ...], target: Target) -> list[Path]:
    from engine.reports.documents import DocumentError, count_documents, write_documents
    from engine.reports.html import write_html

    out, templates, failures = target
    office = tuple(kind for kind in kinds if kind != "html")
    pages = len(run.projects) + 1 if "html" in kinds else 0
    files: list[Path] = []
    try:
        with progress_bar("writing", pages + count_documents(run, office)) as advance:
            files += write_html(run, out, advance, notes, entry, failures) if pages else ()
            files += write_documents(run, out, office, advance, templates, notes, entry, failures)
    except DocumentError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or out} cannot be written: {error.strerror}; choose another --out"
        ) from error
    return files
