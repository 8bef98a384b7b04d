"""Commands that read: targets, forms, and what goes into the ledger."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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
from engine.cli.years import said_year_option

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine

    from engine.forms import FormFile
    from engine.language.findings import Finding
    from engine.services.recording import RecordedFile
    from engine.services.redeclared import Redeclared
    from engine.store import Marks


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
    from engine.explanations import read_explanation
    from engine.measures import settle
    from engine.targets import read_target

    lines = [line for text in texts for line in (_stdin_lines() if text == "-" else [text])]
    explained = read_explanation(explanation, year)
    settles = bool(name or explanation)
    read = (read_target(line, year) for line in lines)
    print_json(dumped(settle(name, one, explained, year)[0] if settles else one for one in read))


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
    from engine.forms import forms_once
    from engine.scoring.evaluate import typed_project

    findings: list[Finding] = []
    typed = (typed_project(one, one.year or year) for one in forms_once(forms, findings))
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
@said_year_option("The year of forms that say none; a form that says another is refused.")
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
    from engine.files.once import once
    from engine.forms import DECLARATIONS, each_form
    from engine.services.declaring import dated
    from engine.services.ledger import tops_of
    from engine.store import append_declarations, marks_now

    now = this_moment()
    with opened_ledger(db, is_new=True) as ledger, progress_bar("importing") as advance:
        seen, before = _Seen(tops_of(ledger, forms)), marks_now(ledger)
        forms_read = seen.through(dated(each_form(forms), year), advance)
        projects = seen.counted(once(forms_read, DECLARATIONS, seen.findings.append))
        counted = append_declarations(ledger, projects, now)
        changes = _changes(ledger, before, now) if counted.changed else ()
    seen.findings.extend(said for one in changes for said in one.findings)
    if kind == "json":
        told = {"years": seen.by_year, "changes": dumped(changes), "findings": dumped(seen.findings)}
        print_json({**counted.counts(), **told})
    else:
        click.echo(
            f"{seen.projects} projects, {seen.rows} rows: {counted.new} new, {counted.changed} changed, {counted.unchanged} unchanged"
            + seen.said_years
        )
        print_changes(changes)
    say(seen.findings)
    exit_by(seen.findings)


def _changes(ledger: Engine, before: Marks, now: datetime) -> tuple[Redeclared, ...]:
    from engine.services.effects import default_rules
    from engine.services.importing import redeclarations

    return tuple(redeclarations(ledger, before, default_rules(), now))


class _Seen:
    """What came out of the files so far: how many projects of which years, how many rows, what is wrong.

    Places are kept as they are told from ``tops``.
    """

    def __init__(self, tops: tuple[Path, ...]) -> None:
        self._tops = tops
        self.rows = 0
        self.years: Counter[int] = Counter()
        self.findings: list[Finding] = []

    @property
    def projects(self) -> int:
        """How many projects were taken."""
        return self.years.total()

    @property
    def by_year(self) -> dict[str, int]:
        """How many projects were taken of each year, as JSON has it."""
        return {str(year): number for year, number in sorted(self.years.items())}

    @property
    def said_years(self) -> str:
        """The years at the end of a sentence."""
        told = [f"{number} of {year or 'no known year'}" for year, number in sorted(self.years.items())]
        return f" ({', '.join(told)})" if told else ""

    def through(self, files: Iterable[FormFile | RecordedFile], advance: Callable[[], None]) -> Iterator[Any]:
        """What the files hold, one after another."""
        for file in files:
            self.findings.extend(file.findings)
            yield from file.projects
            advance()

    def counted(self, projects: Iterable[Any]) -> Iterator[Any]:
        """The projects, counted as they are taken."""
        from engine.files.portable import told_from

        for one in projects:
            self.years[getattr(one, "of_year", None) or one.year or 0] += 1
            self.rows += len(getattr(one, "indicators", ()))
            yield told_from(one, self._tops)


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
@said_year_option("The year of files that say none; a file that says another is refused.")
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
    from engine.actuals import Declared
    from engine.files.once import once
    from engine.services.ledger import allowed_folders, tops_of
    from engine.services.names import with_items
    from engine.services.recording import RECORDED, each_actuals
    from engine.store import append_actuals, named, projects_as_of, years_of

    with opened_ledger(db) as ledger, progress_bar("recording") as advance:
        seen = _Seen(tops_of(ledger, files))
        declared = Declared(
            lambda codes, of: with_items(projects_as_of(ledger, list(codes), of)),
            lambda: dict(named(ledger)),
            lambda code: years_of(ledger, code),
            year,
        )
        read = seen.through(each_actuals(files, declared, allowed_folders(ledger, allowed)), advance)
        recorded = seen.counted(once(read, RECORDED, seen.findings.append))
        counted = append_actuals(
            ledger, recorded, by=by, reason=reason.strip(), at=this_moment(), assessor=assessor.strip()
        )
    seen.findings.extend(counted.withheld)
    if kind == "json":
        print_json({**counted.counts(), "years": seen.by_year, "findings": dumped(seen.findings)})
    else:
        click.echo(
            f"{seen.projects} projects recorded: {counted.new} new entries, {counted.changed} revised, {counted.unchanged} unchanged"
            + seen.said_years
            + (f", {len(counted.withheld)} not recorded for want of a reason" if counted.withheld else "")
        )
    say(seen.findings)
    exit_by(seen.findings)
