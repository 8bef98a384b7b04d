"""The command ``jixiao readings``: how every target was understood, before anything is scored."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.cli.common import (
    db_option,
    dumped,
    exit_by,
    format_option,
    opened_ledger,
    print_folded,
    print_json,
    say,
    utf8,
    write_document,
)
from engine.cli.values import FileOrFolder
from engine.cli.wording import argument, command_to_fill, language, option, worded, words
from engine.cli.years import tell_year, year_option

if TYPE_CHECKING:
    from engine.language.findings import Findings
    from engine.language.rendering import Coded
    from engine.services.readings import Query, Readings, ReadRow

FILE = FileOrFolder(dir_okay=False, path_type=Path)


@click.command()
@argument("names", nargs=-1, metavar="[PROJECT|FORM]...", callback=utf8)
@option("--open", "only_open", is_flag=True)
@option("--all", "whole", is_flag=True)
@option("--out", type=FILE)
@year_option
@db_option
@format_option("text", "json", "xlsx")
def readings(
    names: tuple[str, ...], only_open: bool, whole: bool, out: Path | None, year: int | None, db: str, kind: str
) -> None:
    from engine.services.readings import Query, Standing

    if (kind == "xlsx") != (out is not None):
        raise click.UsageError(words("workbook-and-file"))
    folded = [] if whole or kind != "text" else [Standing.CERTAIN]
    standings = [Standing.OPEN] if only_open else [one for one in Standing if one not in folded]
    found, findings = _found(Query(names=names, year=year, standings=tuple(standings)), db)
    if kind == "json":
        print_json(
            {"counts": found.counts, "projects": found.projects, "rows": _as_json(found), "findings": dumped(findings)}
        )
    elif kind == "xlsx" and out is not None:
        _write(found, out)
    else:
        _print(found, only_open)
    say(findings)
    exit_by(findings)


def _found(query: Query, db: str) -> tuple[Readings, Findings]:
    """The rows of forms where files are named, else those of the ledger."""
    from engine.services.readings import readings_in, readings_of

    files = [name for name in query.names if Path(name).exists()]
    if files and len(files) == len(query.names):
        return readings_in(files, query)
    for name in query.names:
        if name not in files and (files or _is_path(name)):
            raise click.UsageError(words("no-such-file", name=name))
    with opened_ledger(db) as ledger:
        found = readings_of(ledger, query)
    for chosen in found.years:
        tell_year(chosen)
    return found, ()


def _is_path(name: str) -> bool:
    """Whether a name is that of a file rather than of a project."""
    from engine.forms import SUFFIXES

    return name.endswith(("/", "\\")) or name.lower().endswith(SUFFIXES)


def _as_json(found: Readings) -> list[dict[str, Any]]:
    from engine.language.rendering import chinese
    from engine.services.readings import settling

    return [
        {
            "project": one.project,
            "project_name": one.project_name,
            "year": one.year,
            "code": one.indicator.code,
            "level2": one.indicator.level2,
            "name": one.indicator.name,
            "target_text": one.indicator.target_text,
            "standing": one.standing,
            "direction": chinese(one.way),
            "evidence": chinese(one.evidence),
            "figure": one.figure,
            "unit": one.unit,
            "formula": one.formula,
            "record": chinese(one.reading.measure.description),
            "command": settling(one),
            "reading": one.reading.model_dump(mode="json"),
        }
        for one in found.rows
    ]


def _counted(found: Readings) -> Coded:
    from engine.language.rendering import coded

    counts = [coded("left-count", what=coded(f"standing-{one}"), number=number) for one, number in found.counts.items()]
    rows = sum(found.counts.values())
    return coded("readings-counted", rows=rows, projects=found.projects, counts=counts)


def _write(found: Readings, out: Path) -> None:
    from engine.language.rendering import chinese
    from engine.reports.documents.readings_workbook import readings_workbook
    from engine.services.readings import settling

    write_document(readings_workbook([(one, settling(one)) for one in found.rows], chinese(_counted(found))), out)


def _print(found: Readings, only_open: bool) -> None:
    from engine.language.rendering import coded
    from engine.services.readings import Standing

    print_folded(worded(_counted(found)), 0)
    if only_open and not found.rows:
        click.echo(words("readings-none-open"))
    for standing, rows in groupby(found.rows, key=lambda one: one.standing):
        counted = coded("left-count", what=coded(f"standing-{standing}"), number=found.counts[standing])
        click.echo(f"\n{worded(counted)}")
        for _, some in groupby(rows, key=lambda one: (one.project, one.year)):
            _print_project(list(some))
    certain = found.counts[Standing.CERTAIN]
    if certain and not only_open and not any(one.standing is Standing.CERTAIN for one in found.rows):
        click.echo(f"\n{words('readings-folded', number=certain)}")


def _print_project(rows: list[ReadRow]) -> None:
    print_folded(f"{rows[0].project} {rows[0].project_name}", 0)
    for one in rows:
        _print_row(one)


def read_words(one: ReadRow) -> Coded:
    """How the target of a row was understood: its figure where that is not as it was typed, and which way is better."""
    from engine.language.rendering import coded

    target = " ".join(one.indicator.target_text.split())
    read = {"target": target or "—", "figure": one.figure, "way": one.way, "evidence": one.evidence}
    return coded("reading-plain" if one.figure.strip() == target else "reading-line", **read)


def _print_row(one: ReadRow) -> None:
    """How a row was understood and what is to be recorded; where it is not sure, what is to be looked at, where it stands,
    and the command that settles it."""
    from engine.services.readings import Standing, settling

    row = one.indicator
    print_folded(words("what-for", what=one.names.shown(row.code, row.name), why=read_words(one)), 2)
    print_folded(worded(one.reading.measure.description), 7)
    if one.standing in (Standing.OPEN, Standing.DOUBTFUL):
        for remark in one.remarks:
            print_folded(words("remark-at", remark=remark.coded, source=row.source.shown(language())), 7)
    if command := settling(one):
        click.echo(f"       {command_to_fill(command)}")
