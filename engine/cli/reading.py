"""Commands that read: targets, forms, and what goes into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from engine.cli.common import (
    YEARS,
    db_option,
    dumped,
    exit_by,
    format_option,
    nonempty,
    opened_ledger,
    print_json,
    progress_bar,
    say,
    this_moment,
    utf8,
    with_items,
)

if TYPE_CHECKING:
    from engine.actuals import RecordedFile
    from engine.findings import Finding
    from engine.forms import FormFile


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
    from engine.evaluate import typed_project
    from engine.forms import read_forms

    projects, findings = read_forms(forms)
    print_json({"projects": dumped(typed_project(one, year) for one in projects), "findings": dumped(findings)})
    say(findings)
    exit_by(findings)


@click.command(name="import")
@click.argument("forms", nargs=-1, required=True, metavar="FORM...")
@db_option
@format_option("text", "json")
def import_(forms: tuple[str, ...], db: str, kind: str) -> None:
    """Import declared forms (files or folders) into the ledger.

    \b
    Example:
      jixiao import declarations/2024.txt
    """
    from engine.forms import each_form
    from engine.store import append_declarations

    seen = _Seen()
    with opened_ledger(db, is_new=True) as ledger, progress_bar("importing") as advance:
        counted = append_declarations(ledger, seen.through(each_form(forms), advance), this_moment())
    if kind == "json":
        print_json({**counted.counts(), "findings": dumped(seen.findings)})
    else:
        click.echo(
            f"{seen.projects} projects, {seen.rows} rows: {counted.new} new, {counted.changed} changed, {counted.unchanged} unchanged"
        )
    say(seen.findings)
    exit_by(seen.findings)


class _Seen:
    """What came out of the files so far: how many projects, how many rows, what is wrong."""

    def __init__(self) -> None:
        self.projects = self.rows = 0
        self.findings: list[Finding] = []

    def through(self, files: Iterable[FormFile | RecordedFile], advance: Callable[[], None]) -> Iterator[Any]:
        """The projects of the files one after another, counted as they are taken."""
        for file in files:
            self.findings.extend(file.findings)
            for one in file.projects:
                self.projects += 1
                self.rows += len(getattr(one, "indicators", ()))
                yield one
            advance()


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
@db_option
@format_option("text", "json")
def record(files: tuple[str, ...], by: str, reason: str, assessor: str, db: str, kind: str) -> None:
    """Record actuals (YAML files, workbooks of `jixiao collect`, folders) as revisions.

    What stands in the ledger already is not repeated. What would take back a figure or a text that stands there is
    recorded only with a reason.

    \b
    Examples:
      jixiao record actuals/2024 --by 张三
      jixiao record correction.yaml --by 张三 --reason 决算后更正
      jixiao record checked.yaml --by 王五 --assessor 评价组 --reason 现场核查
    """
    from engine.actuals import Declared, each_actuals
    from engine.store import append_actuals, load_projects, named

    seen = _Seen()
    with opened_ledger(db) as ledger, progress_bar("recording") as advance:
        declared = Declared(
            lambda codes: with_items(load_projects(ledger, projects=list(codes))), lambda: dict(named(ledger))
        )
        recorded = seen.through(each_actuals(files, declared), advance)
        counted = append_actuals(
            ledger, recorded, by=by, reason=reason.strip(), at=this_moment(), assessor=assessor.strip()
        )
    seen.findings.extend(counted.withheld)
    if kind == "json":
        print_json({**counted.counts(), "findings": dumped(seen.findings)})
    else:
        click.echo(
            f"{seen.projects} projects recorded: {counted.new} new entries, {counted.changed} revised, {counted.unchanged} unchanged"
            + (f", {len(counted.withheld)} not recorded for want of a reason" if counted.withheld else "")
        )
    say(seen.findings)
    exit_by(seen.findings)
