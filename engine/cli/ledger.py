"""The commands that append to the ledger or look into it: corrections, adjustments, history, verification."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.common import (
    db_option,
    dumped,
    format_option,
    opened_ledger,
    print_json,
    reported_ledger_errors,
    this_moment,
    utf8,
)
from engine.cli.effects import as_json, show
from engine.cli.names import by_option, evidence_option, find_declared, of_row, reason_option, who
from engine.cli.wording import argument, option, worded, words
from engine.cli.years import next_score, of_year, stated_year_option, year_option

if TYPE_CHECKING:
    from engine.services.amending import HistoryEntry


def _value(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A value, which may begin with a minus; two of them are an option that was mistyped."""
    if value is not None and value.startswith("--"):
        raise click.NoSuchOption(value, ctx=ctx)
    return None if value is None else str(utf8(ctx, param, value))


assessor_option = option(
    "--assessor",
    default="",
    metavar="WHO",
    callback=utf8,
)


@click.command(context_settings={"ignore_unknown_options": True})  # so that -5% is no option
@argument("project_name", metavar="PROJECT", callback=utf8)
@argument("indicator", metavar="INDICATOR", callback=utf8)
@argument("value", metavar="[VALUE]", required=False, callback=_value)
@option("--input", "inputs", multiple=True, metavar="NAME=VALUE", callback=utf8)
@option("--cause", metavar="TEXT", callback=utf8)
@option("--remedy", metavar="TEXT", callback=utf8)
@option("--note", metavar="TEXT", callback=utf8)
@reason_option
@by_option
@assessor_option
@evidence_option
@year_option
@db_option
@format_option("text", "json")
def correct(
    project_name: str,
    indicator: str,
    value: str | None,
    inputs: tuple[str, ...],
    cause: str | None,
    remedy: str | None,
    note: str | None,
    reason: str,
    by: str,
    assessor: str,
    evidence: Path | None,
    year: int | None,
    db: str,
    kind: str,
) -> None:
    from engine.services import amending
    from engine.services.effects import is_mended

    assessor = assessor.strip()
    act = amending.Act(by=who(by, assessor), reason=reason.strip(), at=this_moment())
    with opened_ledger(db) as ledger:
        project = find_declared(ledger, project_name, year)
        request = amending.Correction(
            project=project,
            indicator=indicator,
            value=value,
            inputs=inputs,
            cause=cause,
            remedy=remedy,
            note=note,
            assessor=assessor,
            evidence=evidence,
            act=act,
        )
        done, _ = amending.correct(ledger, request)
        again = next_score(ledger, project.year, assessor)
    row = done.row
    if kind == "json":
        after = {"project": project.code, "year": project.year, "code": row.code, "indicator": row.name}
        answer = {**done.model_dump(mode="json", include={"before", "after"}), "assessor": assessor}
        print_json({**after, **answer, **as_json(done.effect)})
    else:
        was = "" if done.before == done.after else f"{worded(done.before) or words('was-nothing')} → "
        click.echo(of_row(project, row, f"{was}{worded(done.after)}", assessor))
        show(done.effect)
        click.echo(again)
    if not is_mended(done.effect):
        sys.exit(1)


@click.command()
@argument("project_name", metavar="PROJECT", callback=utf8)
@argument("indicator", metavar="[INDICATOR]", required=False, callback=utf8)
@year_option
@db_option
@format_option("text", "json")
def history(project_name: str, indicator: str | None, year: int | None, db: str, kind: str) -> None:
    from engine.services import amending
    from engine.terms import row_names

    with opened_ledger(db) as ledger:
        project = find_declared(ledger, project_name, year)
        found = amending.history(ledger, project, indicator)
    if kind == "json":
        print_json(dumped(found))
        return
    click.echo(f"{project.code} {project.name}{of_year(project.year)}")
    if not found:
        click.echo(words("history-none"))
    last, names = "", row_names((one.code, one.indicator) for one in found)
    for one in found:
        if one.code != last:
            click.echo(f"\n{names.shown(one.code, one.indicator)}")
            last = one.code
        click.echo(_line(one))


def _line(one: HistoryEntry) -> str:
    """An entry in a line; what stands on several lines is drawn together."""
    notes = [f"{_local(one.at)} {one.by}"]
    notes += [words("entry-assessor", assessor=one.assessor)] if one.assessor else []
    notes += [f"“{one.reason}”"] if one.reason else []
    hashed = one.evidence_sha256[:12] or words("not-hashed")
    notes += [words("entry-evidence", file=one.evidence, hash=hashed)] if one.evidence else []
    notes += [words("entry-until", moment=_local(one.expires))] if one.expires else []
    line = words(f"entry-{one.kind}", number=one.number, value=worded(one.value) or "—", notes=notes)
    return f"  {' '.join(line.splitlines())}"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


@click.command()
@stated_year_option
@db_option
@format_option("text", "json")
def upgrade(year: int | None, db: str, kind: str) -> None:
    from engine.services.ledger import upgrade as upgraded

    with reported_ledger_errors():
        done = upgraded(db, this_moment(), year)
    if kind == "json":
        print_json(done.model_dump(mode="json"))
        return
    if done.before == done.after:
        click.echo(words("upgraded-already", version=done.after))
    else:
        click.echo("\n".join((words("upgraded", before=done.before, after=done.after), *map(worded, done.messages))))
    if done.guards:
        click.echo(words("upgraded-guards", guards=done.guards))
    if done.dropped:
        click.echo(words("upgraded-dropped", names=done.dropped))
