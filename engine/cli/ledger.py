"""The commands that append to the ledger or look into it: corrections, adjustments, history, verification."""

from __future__ import annotations

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
from engine.cli.names import by_option, evidence_option, find_declared, reason_option, who
from engine.cli.years import next_score, of_year, year_option, year_option_of

if TYPE_CHECKING:
    from engine.services.amending import HistoryEntry


def _value(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A value, which may begin with a minus; two of them are an option that was mistyped."""
    if value is not None and value.startswith("--"):
        raise click.NoSuchOption(value, ctx=ctx)
    return None if value is None else str(utf8(ctx, param, value))


assessor_option = click.option(
    "--assessor",
    default="",
    metavar="WHO",
    callback=utf8,
    help="Only in this assessor's runs; the unit's own figures stay.",
)


@click.command(context_settings={"ignore_unknown_options": True})  # so that -5% is no option
@click.argument("project_name", metavar="PROJECT", callback=utf8)
@click.argument("indicator", metavar="INDICATOR", callback=utf8)
@click.argument("value", metavar="[VALUE]", required=False, callback=_value)
@click.option(
    "--input", "inputs", multiple=True, metavar="NAME=VALUE", callback=utf8, help="An input (may be repeated)."
)
@click.option("--cause", metavar="TEXT", callback=utf8, help="Why points were lost (偏差原因).")
@click.option("--remedy", metavar="TEXT", callback=utf8, help="What is done about it (改进措施).")
@click.option("--note", metavar="TEXT", callback=utf8, help="What else is to be said (说明).")
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
    """Correct one actual: a new revision; the old one stays in the history.

    PROJECT and INDICATOR are codes, names or unambiguous parts. Inputs that are not named stay as they are. Without a
    value, what is given of cause, remedy, note and evidence is added to the one that stands.

    \b
    Examples:
      jixiao correct 网络链路租赁 网络链路数量 20条 --reason 现场核查只有20条 --evidence 核查.pdf
      jixiao correct 4401 报告采纳率 --input 已采纳数=8 --reason 两份退回
      jixiao correct 4401 预算执行 executed=1080384.76 --reason 决算数 --by 李四
      jixiao correct 4401 网络链路数量 --cause 合同变更 --remedy 明年重新测算 --reason 补偏差原因
      jixiao correct 4401 网络链路数量 --evidence 验收单.pdf --reason 补佐证
    """
    from engine.services import amending

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
        answer = {"before": done.before, "after": done.after, "assessor": assessor}
        print_json({**after, **answer, **as_json(done.effect)})
        return
    whose = f" (in the runs of {assessor})" if assessor else ""
    of = of_year(project.year)
    was = "" if done.before == done.after else f"{done.before or 'nothing'} → "
    click.echo(f"{project.name}{of} [{row.code}] {row.name}: {was}{done.after}{whose}")
    show(done.effect)
    click.echo(again)


@click.command()
@click.argument("project_name", metavar="PROJECT", callback=utf8)
@click.argument("indicator", metavar="[INDICATOR]", required=False, callback=utf8)
@year_option
@db_option
@format_option("text", "json")
def history(project_name: str, indicator: str | None, year: int | None, db: str, kind: str) -> None:
    """Show every revision: what was said, by whom, when and why; adjustments too.

    \b
    Examples:
      jixiao history 网络链路租赁
      jixiao history 网络链路租赁 网络链路数量 --format json
    """
    from engine.services import amending

    with opened_ledger(db) as ledger:
        project = find_declared(ledger, project_name, year)
        found = amending.history(ledger, project, indicator)
    if kind == "json":
        print_json(dumped(found))
        return
    click.echo(f"{project.code} {project.name}{of_year(project.year)}")
    if not found:
        click.echo("nothing was recorded yet")
    last = ""
    for one in found:
        if one.code != last:
            click.echo(f"\n[{one.code}] {one.indicator}")
            last = one.code
        click.echo(_line(one))


WORDS = {"actual": "revision", "target": "adjusted target", "answer": "answer", "adjustment": "points"}


def _line(one: HistoryEntry) -> str:
    """An entry in a line; what stands on several lines is drawn together."""
    notes = [f"{_local(one.at)} {one.by}"]
    notes += [f"in the runs of {one.assessor}"] if one.assessor else []
    notes += [f"“{one.reason}”"] if one.reason else []
    notes += [f"evidence {one.evidence} ({one.evidence_sha256[:12] or 'not hashed'})"] if one.evidence else []
    notes += [f"until {_local(one.expires)}"] if one.expires else []
    return " ".join(f"  {WORDS[one.kind]} {one.number}: {one.value or '—'}  ({', '.join(notes)})".splitlines())


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


@click.command()
@year_option_of("The year of declarations with which none was recorded, in older ledgers.")
@db_option
@format_option("text", "json")
def upgrade(year: int | None, db: str, kind: str) -> None:
    """Bring a ledger of an older version to this one.

    All that it holds stays; guards of the database that are missing are put back, triggers that are not the ledger's
    are taken away. Make a copy of it before: an older program cannot read it any more.

    \b
    Examples:
      jixiao upgrade --db sqlite:///jixiao.db
      jixiao upgrade --year 2024
    """
    from engine.services.ledger import upgrade as upgraded

    with reported_ledger_errors():
        done = upgraded(db, this_moment(), year)
    if kind == "json":
        print_json(done.model_dump(mode="json"))
        return
    if done.before == done.after:
        click.echo(f"the ledger is of version {done.after} already")
    else:
        sentence = f"the ledger was of version {done.before} and is now of version {done.after}"
        click.echo("\n".join((sentence, *done.messages)))
    if done.guards:
        click.echo(f"guards put back: {', '.join(done.guards)}; jixiao verify says whether entries were changed")
    if done.dropped:
        click.echo(f"taken away, as not the ledger's: {', '.join(done.dropped)}; jixiao history says what is there")
