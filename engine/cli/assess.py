"""The commands that lay something over what was declared and scored: points by an assessor, adjusted targets."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
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
from engine.cli.effects import as_json, show, with_effect
from engine.cli.names import by_option, evidence_option, find_declared, find_row, hashed, reason_option, who
from engine.cli.years import next_score, of_year, year_option


def _points(_ctx: click.Context, _param: click.Parameter, value: str) -> Decimal:
    """Points with a sign, at most two places."""
    from engine.files.yaml import shown
    from engine.quantity import Within

    points = Within(Decimal(-100), Decimal(100), 2).read(value)
    if not points:
        message = f"“{shown(value)}” is no number of points; write +1.5 or -2, up to 100, with at most two places"
        raise click.BadParameter(message)
    return round(points, 2)


@click.command(context_settings={"ignore_unknown_options": True})  # so that -2 is no option
@click.argument("project_name", metavar="PROJECT", callback=utf8)
@click.argument("indicator", metavar="INDICATOR", callback=utf8)
@click.argument("points", metavar="POINTS", callback=_points)
@reason_option
@click.option("--assessor", required=True, metavar="WHO", callback=nonempty, help="In whose runs it counts.")
@by_option
@click.option("--expires", metavar="DATE", help="The last day on which it counts.")
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
    """Give or take points of a row in an assessor's runs.

    Adjustments of a row add up; one is taken back by its opposite. Points stay between 0 and the weight.

    \b
    Examples:
      jixiao adjust 网络链路租赁 网络链路数量 -2 --reason 佐证材料不全 --assessor 评价组
      jixiao adjust 4401 使用率 +1.5 --reason 客观原因 --assessor 评价组 --expires 2025-06-30
    """
    from engine.store import Act, append_adjustment

    assessor, until = assessor.strip(), None if expires is None else moment_of(expires, "'--expires'")
    act = Act(by=who(by, assessor), reason=reason.strip(), at=this_moment())
    if until is not None and until < act.at:
        raise click.BadParameter(f"{expires} is over; name a day to come", param_hint="'--expires'")
    with opened_ledger(db) as ledger:
        project = find_declared(ledger, project_name, year)
        row = find_row(project, indicator)
        append = partial(append_adjustment, ledger, project.code, row, points, assessor, act, until, project.year or 0)
        number, effect = with_effect(ledger, project, row.code, assessor, append)
        again = next_score(ledger, project.year, assessor)
    if kind == "json":
        said = {
            "project": project.code,
            "year": project.year,
            "code": row.code,
            "number": number,
            "points": str(points),
        }
        print_json({**said, "assessor": assessor, "expires": until and until.isoformat(), **as_json(effect)})
    else:
        click.echo(
            f"{project.name}{of_year(project.year)} [{row.code}] {row.name}: {points:+f} points in the runs of {assessor}"
        )
        show(effect)
        click.echo(again)


@click.command()
@click.argument("project_name", metavar="PROJECT", callback=utf8)
@click.argument("indicator", metavar="INDICATOR", callback=utf8)
@click.argument("target", metavar="TARGET", callback=written("a target"))
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
    """Replace a declared target by an officially adjusted one (调整指标值).

    It counts in every run from now on; the declared one is shown beside it.

    \b
    Example:
      jixiao adjust-target 网络链路租赁 网络链路数量 '≥30条' --reason 区政府批复 --evidence 批复.pdf
    """
    from engine.store import Act, append_target
    from engine.terms import BUDGET_EXECUTION

    with opened_ledger(db) as ledger:
        project = find_declared(ledger, project_name, year)
        row = find_row(project, indicator)
        if row.code == BUDGET_EXECUTION:
            raise click.UsageError(
                f"the target of {row.name} is the budget; record an adjusted budget: "
                f"jixiao correct {project.code} {row.name} adjusted=AMOUNT --reason WHY"
            )
        act = Act(by=who(by), reason=reason.strip(), at=this_moment())
        append = partial(
            append_target, ledger, project.code, row, target.strip(), act, hashed(ledger, evidence), project.year or 0
        )
        number, effect = with_effect(ledger, project, row.code, "", append)
        again = next_score(ledger, project.year)
    if number is None:
        raise click.UsageError(f"{row.name} has the target {target.strip()} already; nothing was appended")
    if kind == "json":
        print_json(
            {
                "project": project.code,
                "year": project.year,
                "code": row.code,
                "number": number,
                "target": target.strip(),
                **as_json(effect),
            }
        )
    else:
        stood = effect.before[1].target_text if effect else row.target_text
        click.echo(f"{project.name}{of_year(project.year)} [{row.code}] {row.name}: {stood} → {target.strip()}")
        show(effect)
        click.echo(again)
