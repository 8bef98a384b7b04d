"""Commands that read: targets, forms, and what goes into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.cli.common import (
    YEARS,
    allow_option,
    db_option,
    dumped,
    exit_by,
    format_option,
    nonempty,
    opened_ledger,
    print_folded,
    print_json,
    progress_bar,
    say,
    this_moment,
    utf8,
)
from engine.cli.redeclared import print_changes
from engine.cli.streams import json_of, print_fields
from engine.cli.wording import argument, option, worded, words
from engine.cli.years import stated_year_option

if TYPE_CHECKING:
    from engine.language.findings import Finding
    from engine.measures.checklist import ReadRow


@click.command()
@argument("texts", nargs=-1, required=True, metavar="TEXT...", callback=utf8)
@option("--name", default="", callback=utf8)
@option("--explanation", default="", callback=utf8)
@option("--year", type=YEARS)
@format_option("text", "json")
def target(texts: tuple[str, ...], name: str, explanation: str, year: int | None, kind: str) -> None:
    from engine.services.targets import Understanding, understand, understood

    lines = [line for text in texts for line in (_stdin_lines() if text == "-" else [text])]
    request = Understanding(name=name, explanation=explanation, year=year)
    if kind == "json":
        print_json(dumped(understand(lines, request)))
        return
    for row in understood(lines, request if name else request.model_copy(update={"name": words("target-unnamed")})):
        _print_understood(row)


def _print_understood(row: ReadRow) -> None:
    """A target as it was understood, what is to be recorded for it, and what is to be looked at."""
    from engine.cli.readings import read_words

    print_folded(worded(read_words(row)), 0)
    print_folded(words("read-record", record=row.reading.measure.description), 4)
    for remark in row.remarks:
        print_folded(f"※ {worded(remark.coded)}", 4)


def _stdin_lines() -> list[str]:
    data = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    lines = data.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


@click.command()
@argument("forms", nargs=-1, required=True, metavar="FORM...")
@option("--year", type=YEARS)
@format_option("text", "json")
def read(forms: tuple[str, ...], year: int | None, kind: str) -> None:
    from engine.services.declaring import each_typed

    findings: list[Finding] = []
    typed = each_typed(forms, findings, year)
    if kind == "text":
        _print_forms(typed)
    else:
        print_fields({"projects": json_of(typed), "findings": json_of(findings)})  # the latter are known at the end
    say(findings)
    exit_by(findings)


def _print_forms(projects: Iterable[Any]) -> None:
    """The projects with their rows: which target was declared, and what is to be recorded for it."""
    from engine.terms import row_names

    for project in projects:
        names = row_names((row.code, row.name) for row in project.indicators if row.is_live)
        year = f" {project.year}" if project.year else ""
        print_folded(f"{project.code} {project.name}{year}", 0)
        for row in project.indicators:
            if row.is_live:
                print_folded(f"{names.mark(row.code, row.name)}{row.level2} {row.name}  {row.target_text}", 2)
                print_folded(words("read-record", record=row.measure.description), 7)
        click.echo()


@click.command(name="import")
@argument("forms", nargs=-1, required=True, metavar="FORM...")
@stated_year_option
@db_option
@format_option("text", "json")
def import_(forms: tuple[str, ...], year: int | None, db: str, kind: str) -> None:
    from engine.services.importing import Import, import_forms

    request = Import(forms=forms, year=year, at=this_moment())
    with opened_ledger(db, is_new=True) as ledger, progress_bar("importing") as advance:
        done, findings = import_forms(ledger, request, advance)
    if kind == "json":
        counts = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged}
        print_json(
            {**counts, "years": _named(done.years), "changes": dumped(done.changes), "findings": dumped(findings)}
        )
    else:
        counts = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged, "rows": done.rows}
        click.echo(words("import-done", projects=done.projects, **counts, years=_of_years(done.years)))
        print_changes(done.changes)
    say(findings)
    exit_by(findings)


def _named(years: dict[int, int]) -> dict[str, int]:
    """The number of projects by year, as JSON has it."""
    return {str(year): number for year, number in years.items()}


def _of_years(years: dict[int, int]) -> str:
    """The years at the end of a sentence."""
    counts = [
        words("year-counted" if year else "year-counted-unknown", number=number, year=year)
        for year, number in years.items()
    ]
    return words("years-counted", years=counts) if counts else ""


@click.command()
@argument("files", nargs=-1, required=True, metavar="FILE...")
@option("--by", required=True, metavar="WHO", callback=nonempty)
@option("--reason", default="", metavar="WHY", callback=utf8)
@option(
    "--assessor",
    default="",
    metavar="WHO",
    callback=utf8,
)
@stated_year_option
@allow_option
@db_option
@format_option("text", "json")
def record(
    files: tuple[str, ...],
    by: str,
    reason: str,
    assessor: str,
    year: int | None,
    allowed: tuple[Path, ...],
    db: str,
    kind: str,
) -> None:
    from engine.services.recording import Recording, record_actuals

    request = Recording(
        files=files,
        by=by,
        reason=reason.strip(),
        assessor=assessor.strip(),
        year=year,
        allowed=allowed,
        at=this_moment(),
    )
    with opened_ledger(db) as ledger, progress_bar("recording") as advance:
        done, findings = record_actuals(ledger, request, advance)
    if kind == "json":
        counts = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged, "answered": done.answered}
        print_json({**counts, "years": _named(done.years), "findings": dumped(findings)})
    else:
        withheld = words("record-withheld", number=done.withheld) if done.withheld else ""
        answered = words("record-answered", number=done.answered) if done.answered else ""
        counts = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged, "projects": done.projects}
        click.echo(words("record-done", **counts, years=_of_years(done.years), withheld=withheld, answered=answered))
    say(findings)
    exit_by(findings)
