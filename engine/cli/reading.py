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
    json_text,
    nonempty,
    opened_ledger,
    print_json,
    progress_bar,
    say,
    this_moment,
    utf8,
)
from engine.cli.redeclared import print_changes
from engine.cli.years import year_option_of

if TYPE_CHECKING:
    from engine.language.findings import Finding


@click.command()
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...", callback=utf8)
@click.option("--name", default="", callback=utf8, help="The indicator's name, which may settle a direction.")
@click.option("--explanation", default="", callback=utf8, help="Its explanation, which may settle unit or date.")
@click.option("--year", type=YEARS, help="The year of dates that are written without one.")
@format_option("json")
def target(texts: tuple[str, ...], name: str, explanation: str, year: int | None, kind: str) -> None:  # noqa: ARG001
    """Parse target texts; `-` reads one a line from stdin.

    \b
    Examples:
      jixiao target '≥90%' '2024年12月31日前'
      jixiao target '100%' --explanation '全部工作完成时间控制在2024年12月31日以前'
      cut -f4 form.txt | jixiao target -
    """
    from engine.services.targets import Understanding, understand

    lines = [line for text in texts for line in (_stdin_lines() if text == "-" else [text])]
    print_json(dumped(understand(lines, Understanding(name=name, explanation=explanation, year=year))))


def _stdin_lines() -> list[str]:
    data = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    lines = data.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


@click.command()
@click.argument("forms", nargs=-1, required=True, metavar="FORM...")
@click.option("--year", type=YEARS, help="The year of dates that are written without one.")
@format_option("json")
def read(forms: tuple[str, ...], year: int | None, kind: str) -> None:  # noqa: ARG001
    """Read declared forms (files or folders) and print the projects.

    \b
    Example:
      jixiao read declarations/2024.txt | jq '.projects[0].indicators'
    """
    from engine.services.declaring import each_typed

    findings: list[Finding] = []
    typed = each_typed(forms, findings, year)
    _print_one_by_one(typed, findings)
    say(findings)
    exit_by(findings)


def _print_one_by_one(projects: Iterable[Any], findings: Iterable[Finding]) -> None:
    """The JSON of the projects, one printed after another, so that many take no memory, and of what is said then."""
    between = "["
    click.echo('{\n  "projects": ', nl=False)
    for project in projects:
        text = json_text(project.model_dump(mode="json")).replace("\n", "\n    ")
        click.echo(f"{between}\n    {text}", nl=False)
        between = ","
    click.echo("[]" if between == "[" else "\n  ]", nl=False)
    click.echo(f",{json_text({'findings': dumped(findings)})[1:]}")


@click.command(name="import")
@click.argument("forms", nargs=-1, required=True, metavar="FORM...")
@year_option_of("The year of forms that say none; a form that says another is refused.")
@db_option
@format_option("text", "json")
def import_(forms: tuple[str, ...], year: int | None, db: str, kind: str) -> None:
    """Import declared forms (files or folders) into the ledger, each for the year it is declared for.

    That is the year in its title, in the line under it or in its own cell; --year says it of forms without one. A
    project is kept in each of its years; of two forms of one project and year that differ neither is taken.

    \b
    Examples:
      jixiao import 2025年申报表
      jixiao import declarations/2024.txt --year 2024
    """
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
        counted = f"{done.new} new, {done.changed} changed, {done.unchanged} unchanged"
        click.echo(f"{done.projects} projects, {done.rows} rows: {counted}{_of_years(done.years)}")
        print_changes(done.changes)
    say(findings)
    exit_by(findings)


def _named(years: dict[int, int]) -> dict[str, int]:
    """The number of projects by year, as JSON has it."""
    return {str(year): number for year, number in years.items()}


def _of_years(years: dict[int, int]) -> str:
    """The years at the end of a sentence."""
    counts = [f"{number} of {year or 'no known year'}" for year, number in years.items()]
    return f" ({', '.join(counts)})" if counts else ""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--by", required=True, metavar="WHO", callback=nonempty, help="Who records.")
@click.option("--reason", default="", metavar="WHY", callback=utf8, help="Why; needed where figures are revised.")
@click.option(
    "--assessor",
    default="",
    metavar="WHO",
    callback=utf8,
    help="Only in this assessor's runs; the unit's own figures stay.",
)
@year_option_of("The year of files that say none; a file that says another is refused.")
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
    """Record actuals (YAML files, workbooks of `jixiao collect`, folders) as revisions.

    What stands in the ledger already is not repeated. What would take back a figure or a text that stands there is
    recorded only with a reason. A file is recorded for the year that it says, else for the only or the newest year of
    which its project is declared. Lists and evidence that a file names are looked for below its own folder and the
    ledger's.

    \b
    Examples:
      jixiao record actuals/2024 --by 张三
      jixiao record correction.yaml --by 张三 --reason 决算后更正
      jixiao record checked.yaml --by 王五 --assessor 评价组 --reason 现场核查
    """
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
        counted = f"{done.new} new entries, {done.changed} revised, {done.unchanged} unchanged"
        withheld = f", {done.withheld} not recorded for want of a reason" if done.withheld else ""
        answered = f", {done.answered} questions answered" if done.answered else ""
        click.echo(f"{done.projects} projects recorded: {counted}{_of_years(done.years)}{withheld}{answered}")
    say(findings)
    exit_by(findings)
