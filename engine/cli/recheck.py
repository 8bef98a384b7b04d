"""The command ``jixiao recheck``: somebody else's self-evaluation tables, recomputed and reviewed."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

import click

from engine.cli.common import (
    begun,
    format_option,
    lexicon_option,
    opened_ledger,
    print_remarks,
    reported_errors,
    say,
    utf8,
)
from engine.cli.ledger import assessor_option
from engine.cli.streams import fields_of, print_fields, waited
from engine.cli.tables import print_table
from engine.cli.values import FileOrFolder
from engine.cli.wording import argument, heads, language, option, tell, words

if TYPE_CHECKING:
    from engine.recheck import Declarations, Outcome, ProjectResult, Report
    from engine.recheck.fault import Fault, Open
    from engine.services.ledger import Ledger


def _points(_ctx: click.Context, _param: click.Parameter, value: str) -> Decimal:
    """A number of points, not negative."""
    from engine.files.yaml import shown
    from engine.quantity import Within

    number = Within(Decimal(0), Decimal(100)).read(value)
    if number is None:
        raise click.BadParameter(words("no-points", text=shown(value)))
    return number


def _write(outcome: Outcome, folder: Path) -> None:
    from engine.services.marking import write_marked

    with begun("writing") as begin:
        done = write_marked(outcome, folder, begin)
    tell("files-written", files=len(done.files), folder=folder, first=done.summary)


def _kept(ledger: Ledger | None, assessor: str) -> Declarations | None:
    if ledger is None:
        return None
    from engine.services.kept import kept_in

    return kept_in(ledger, assessor)


def _without_rows(waiting: IO[str] | None, result: ProjectResult) -> ProjectResult:
    """The project without its rows; with them it waits in a file until it is printed."""
    if waiting is not None:
        waiting.write(f"{result.model_dump_json()}\n")
    return result.model_copy(update={"scores": ()})


def _where(one: Fault | Open) -> str:
    if one.source is not None and language() == "zh":
        return one.source.shown(language())
    return ":".join(part for part in (one.file, one.cell) if part)


def _line(one: Fault | Open, kind: str) -> str:
    what = one.message_zh if language() == "zh" else one.message
    return words("recheck-line", location=_where(one), kind=kind, what=what, code=one.code)


HEADS = ("project", "file", "stated", "follows", "rows", "right", "wrong", "undecided", "faults", "notes", "ruleset")


def _print_text(report: Report) -> None:
    """The projects as a table, then what is wrong, what a reviewer would note, what could not be judged."""
    rows = [
        (
            one.name or one.code or "—",
            one.file,
            "—" if one.stated_total is None else str(one.stated_total),
            "—" if one.recomputed_range is None else "–".join(map(str, dict.fromkeys(one.recomputed_range))),
            *(str(count) for count in (one.rows, one.right, one.wrong, one.undecided, one.faults, one.notes)),
            words("recheck-ruleset", ruleset=one.ruleset, why=one.ruleset_why),
        )
        for one in report.projects
    ]
    if rows:
        print_table(heads(*HEADS), rows, frozenset(range(2, 10)))
    for code, found in (
        ("wrong", [one for one in report.faults if one.is_wrong]),
        ("note", [one for one in report.faults if not one.is_wrong]),
        ("undecided", list(report.undecided)),
    ):
        kind = words(f"recheck-{code}")
        if found:
            click.echo(f"\n{words('recheck-counted', kind=kind, number=len(found))}")
        print_remarks(found, partial(_line, kind=kind))


@click.command()
@argument("files", nargs=-1, required=True, metavar="FILE...", callback=utf8)
@option("--ruleset", metavar="ID", callback=utf8)
@lexicon_option
@option(
    "--tolerance",
    callback=_points,
    default="0.1",
    show_default=True,
    metavar="POINTS",
)
@option(
    "--declaration",
    "forms",
    multiple=True,
    metavar="FORM",
    callback=utf8,
)
@option(
    "--db",
    metavar="LEDGER",
    callback=utf8,
)
@assessor_option
@option("--out", type=FileOrFolder(file_okay=False, path_type=Path))
@format_option("text", "json", "jsonl")
def recheck(
    files: tuple[str, ...],
    ruleset: str | None,
    lexicon: Path | None,
    tolerance: Decimal,
    forms: tuple[str, ...],
    db: str | None,
    assessor: str,
    out: Path | None,
    kind: str,
) -> None:
    from engine.services.rechecking import Rechecking, recheck_tables

    if assessor and db is None:
        raise click.UsageError(words("recheck-db"))
    request = Rechecking(
        files=files,
        ruleset=ruleset,
        tolerance=tolerance,
        declarations=forms,
        words=lexicon,
    )
    with reported_errors(), TemporaryFile("w+", encoding="utf-8") as waiting:
        keep = partial(_without_rows, None if kind == "text" else waiting)
        with nullcontext() if db is None else opened_ledger(db) as ledger, begun("rechecking") as begin:
            outcome, findings = recheck_tables(request, begin, _kept(ledger, assessor.strip()), keep)
        say(findings, "error")
        if kind == "text":
            _print_text(outcome.report)
        else:
            print_fields({**fields_of(outcome.report, projects=()), "projects": waited(waiting)}, kind)
        if out is not None:
            _write(outcome, out)
    if outcome.report.is_wrong:
        sys.exit(1)
