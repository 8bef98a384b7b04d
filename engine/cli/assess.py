"""The commands that lay something over what was declared and scored: points by an assessor, adjusted targets."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from engine.cli.common import (
    db_option,
    format_option,
    moment_of,
    nonempty,
    opened_ledger,
    print_json,
    this_moment,
    utf8,
    written,
)
from engine.cli.effects import as_json, show
from engine.cli.names import by_option, evidence_option, find_declared, of_row, reason_option, who
from engine.cli.wording import argument, option, words
from engine.cli.years import next_score, year_option


def _points(_ctx: click.Context, _param: click.Parameter, value: str) -> Decimal:
    """Points with a sign, at most two places."""
    from engine.files.yaml import shown
    from engine.quantity import Within

    points = Within(Decimal(-100), Decimal(100), 2).read(value)
    if not points:
        raise click.BadParameter(words("no-points-signed", text=shown(value)))
    return round(points, 2)


@click.command(context_settings={"ignore_unknown_options": True})  # so that -2 is no option
@argument("project_name", metavar="PROJECT", callback=utf8)
@argument("indicator", metavar="INDICATOR", callback=utf8)
@argument("points", metavar="POINTS", callback=_points)
@reason_option
@option("--assessor", required=True, metavar="WHO", callback=nonempty)
@by_option
@option("--expires", metavar="DATE")
@year_option
@db_option
@format_option("text", "json")
def adjust(
    project_name: str,
    indicator: str,
    points: Decimal,
    reason: str,
    assessor: str,
    by: str,
    expires: str | None,
    year: int | None,
    db: str,
    kind: str,
) -> None:
    from engine.services import amending

    assessor, until = assessor.strip(), None if expires is None else moment_of(expires, "--expires")
    act = amending.Act(by=who(by, assessor), reason=reason.strip(), at=this_moment())
    with opened_ledger(db) as ledger:
        project = find_declared(ledger, project_name, year)
        request = amending.Adjustment(
            project=project,
            indicator=indicator,
            points=points,
            assessor=assessor,
            expires=until,
            written=expires or "",
            act=act,
        )
        done, _ = amending.adjust(ledger, request)
        again = next_score(ledger, project.year, assessor)
    if kind == "json":
        answer = {
            "project": project.code,
            "year": project.year,
            "code": done.row.code,
            "number": done.number,
            "points": done.after,
        }
        print_json({**answer, "assessor": assessor, "expires": until and until.isoformat(), **as_json(done.effect)})
    else:
        adjusted = words("adjusted-in-runs", points=f"{points:+f}", assessor=assessor)
        click.echo(of_row(project, done.row, adjusted))
        show(done.effect)
        click.echo(again)


@click.command()
@argument("project_name", metavar="PROJECT", callback=utf8)
@argument("indicator", metavar="INDICATOR", callback=utf8)
@argument("target", metavar="TARGET", callback=written("target"))
@reason_option
@by_option
@evidence_option
@year_option
@db_option
@format_option("text", "json")
def adjust_target(
    project_name: str,
    indicator: str,
    target: str,
    reason: str,
    by: str,
    evidence: Path | None,
    year: int | None,
    db: str,
    kind: str,
) -> None:
    from engine.services import amending

    act = amending.Act(by=who(by), reason=reason.strip(), at=this_moment())
    with opened_ledger(db) as ledger:
        project = find_declared(ledger, project_name, year)
        request = amending.TargetChange(
            project=project, indicator=indicator, target=target.strip(), evidence=evidence, act=act
        )
        done, _ = amending.adjust_target(ledger, request)
        again = next_score(ledger, project.year)
    row = done.row
    if kind == "json":
        answer = {"project": project.code, "year": project.year, "code": row.code, "number": done.number}
        print_json({**answer, "target": done.after, **as_json(done.effect)})
    else:
        click.echo(of_row(project, row, f"{done.before} → {done.after}"))
        show(done.effect)
        click.echo(again)
