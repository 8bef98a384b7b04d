"""Commands that score and show: score, explain, runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.common import (
    CHOICES,
    ROLES,
    Failures,
    after_signed,
    db_option,
    dumped,
    format_option,
    moment_of,
    nonempty,
    opened_ledger,
    package_versions,
    print_json,
    print_table,
    progress_bar,
    say,
    this_moment,
    total_text,
    utf8,
)
from engine.cli.years import of_year, tell_year, year_option
from engine.services import DEFAULT_RULESET

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine

    from engine.runs.record import ProjectScore, Score
    from engine.runs.sampling import Sample
    from engine.services.rescoring import Plan, Scored

NAMED = 5
"""How many rows of a project are named where points are wanting."""


@click.command()
@click.option(
    "--ruleset",
    "ruleset_id",
    default=DEFAULT_RULESET,
    show_default=True,
    metavar="ID",
    callback=nonempty,
    help="A shipped ruleset, or a folder.",
)
@click.option(
    "--project", "codes", multiple=True, metavar="CODE", callback=utf8, help="Only this project (may be repeated)."
)
@click.option(
    "--sample",
    "sample_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Only the projects of a sample: what `jixiao sample --format json` printed.",
)
@year_option
@click.option("--as-of", metavar="TIME", help="Score what was known at that time.")
@click.option("--assessor", default="本单位", show_default=True, metavar="WHO", callback=nonempty, help="Who scores.")
@click.option("--role", type=click.Choice(ROLES), default=ROLES[0], show_default=True, help="In which role.")
@db_option
@format_option("text", "json")
def score(
    ruleset_id: str,
    codes: tuple[str, ...],
    sample_file: Path | None,
    year: int | None,
    as_of: str | None,
    assessor: str,
    role: str,
    db: str,
    kind: str,
) -> None:
    """Score the projects of the ledger: a new run, of one year.

    \b
    Examples:
      jixiao score
      jixiao score --year 2024
      jixiao score --project 440313231211500705030 --format json
      jixiao score --as-of 2025-01-31
      jixiao score --assessor 评价组 --role 第三方 --sample sample.json
    """
    from engine.files.program import program_digest
    from engine.rulesets import load_ruleset
    from engine.runs.record import Assessor
    from engine.services.rescoring import Rules, carry_out, plan_run
    from engine.store import View, load_kept, load_run

    moment = None if as_of is None else moment_of(as_of)
    ruleset, findings = load_ruleset(ruleset_id)
    if [one.code for one in findings] == ["ruleset-unknown"]:
        raise click.BadParameter(findings[0].message, param_hint="'--ruleset'")
    say(findings)
    if ruleset is None:
        raise click.UsageError(f"ruleset {ruleset_id} cannot be used")
    sampled = None if sample_file is None else _sampled(sample_file)
    if sampled is not None:
        codes += tuple(one.code for one in sampled.projects)
        year = _year_of_sample(sampled, year)
    rules = Rules(ruleset, Assessor(name=assessor.strip(), role=role), package_versions(), program_digest())
    with opened_ledger(db) as ledger:
        of = _check_declared(ledger, codes, moment, year)
        _check_assessor(ledger, assessor.strip(), role)
        now, failures = this_moment(), Failures()
        plan = plan_run(ledger, rules, View(as_of=moment, now=now, year=of), codes)
        with progress_bar("scoring", plan.number) as advance:
            scored = carry_out(ledger, plan, now, advance, failures)
        if kind == "json":
            print_json(load_run(ledger, scored.head.run).model_dump(mode="json"))
        else:
            _print_scored(ledger, plan, scored)
        say(after_signed(ledger, load_kept(ledger, scored.head.run)))
    failures.tell()
    if scored.head.tally.errors:
        sys.exit(1)


def _year_of_sample(sample: Sample, year: int | None) -> int | None:
    """The year that a sample was drawn from."""
    if year is not None and sample.year is not None and sample.year != year:
        raise click.UsageError(
            f"the sample was drawn from {sample.year}; leave --year {year} out, or draw one of {year}"
        )
    return sample.year if year is None else year


def _sampled(file: Path) -> Sample:
    """A sample that was drawn."""
    from engine.files.opening import content
    from engine.runs.sampling import Sample

    try:
        return Sample.model_validate_json(content(file))
    except (OSError, ValueError) as error:
        message = f"{file} is no sample; make one: jixiao sample --size 27 --format json > sample.json"
        raise click.BadParameter(message, param_hint="'--sample'") from error


def _check_declared(ledger: Engine, codes: tuple[str, ...], moment: datetime | None, year: int | None) -> int:
    """The year to score. There must be something in it: the projects that were asked for, or any."""
    from engine.files.yaml import nearest
    from engine.store import View, all_codes, choose_year, load_projects, shown_year, years, years_of

    if moment is not None and not years(ledger, View(as_of=moment)) and years(ledger):
        raise click.BadParameter("no form was imported until then; name a later time", param_hint="'--as-of'")
    of = tell_year(choose_year(ledger, year, View(as_of=moment)))
    declared = load_projects(ledger, moment, codes, of)
    for code in codes:
        if code not in declared and (others := years_of(ledger, code)):
            known = ", ".join(map(shown_year, others))
            raise click.UsageError(f"project {code} is not declared for {shown_year(of)}, but for {known}; say --year")
        if code not in declared:
            view = View(as_of=moment, year=of)
            raise click.UsageError(f"project {code} is not declared; {nearest(code, sorted(all_codes(ledger, view)))}")
    return of


def _check_assessor(ledger: Engine, assessor: str, role: str) -> None:
    """Says of an evaluator who has laid nothing over the unit's figures that others have, as after a misspelling."""
    from engine.store import assessors

    others = assessors(ledger)
    if role != ROLES[0] and others and assessor not in others:
        known = "、".join(others[:CHOICES])
        message = f"{assessor} has recorded, judged or adjusted nothing here, so the unit's own figures count alone"
        click.echo(f"warning: {message}; those who have: {known}", err=True)


def _print_scored(ledger: Engine, plan: Plan, scored: Scored) -> None:
    """The projects of a run as a table; of a large set only those that were scored now."""
    from engine.runs.binding import in_order
    from engine.services.rescoring import SHOWN
    from engine.store import kept_sheets, load_kept, load_sheet

    head, kept = scored.head, load_kept(ledger, scored.head.run)
    whole = head.tally.projects <= SHOWN
    found = kept_sheets(ledger, kept) if whole else (load_sheet(ledger, kept, code) for code in scored.some)
    sheets = in_order(one for one in found if one is not None)
    rows = [(one.code, one.name, total_text(one), one.grade or "未完成") for one in sheets]
    print_table(("code", "project", "total", "grade"), rows, frozenset({2}))
    if len(sheets) < head.tally.projects:
        click.echo(f"… {len(sheets)} of the {head.tally.projects} projects are listed, of those that were scored now")
    for line in _some(list(_open_rows(sheets)), "projects with rows without points"):
        click.echo(line)
    state = "complete" if head.complete else "incomplete: a total is a range while actuals are missing or unreadable"
    again = "" if scored.is_new else " (the same as before: nothing it reads has changed)"
    click.echo(
        f"\nrun {head.run}{again}: {head.tally.projects} projects{of_year(plan.view.year)} under {head.ruleset}, {state}"
    )
    if plan.before is not None and scored.is_new:
        click.echo(f"{plan.number} were scored again, the others are as in run {plan.before.run}")
    click.echo("next: jixiao explain latest PROJECT · jixiao report latest --out reports")
    errors = [one for sheet in sheets for one in sheet.all_findings if one.severity == "error"]
    say(errors, "error")
    if len(errors) < head.tally.errors:
        click.echo(f"{head.tally.errors - len(errors)} more errors in projects that are not listed", err=True)
    warnings = [str(one) for sheet in sheets for one in sheet.all_findings if one.severity == "warning"]
    for line in _some(warnings, "warnings"):
        click.echo(line, err=True)


def _open_rows(sheets: tuple[ProjectScore, ...]) -> Iterator[str]:
    """The rows that have a weight and no points, a project a line."""
    for sheet in sheets:
        names = [_open_row(one) for one in sheet.scores if one.weight is not None and one.points is None]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        if names:
            yield f"{sheet.code} {sheet.name}: no points for {', '.join(names[:NAMED])}{more}"


def _open_row(score: Score) -> str:
    """A row with what came of it, and the range its points lie in where that is known."""
    span = score.points_range
    return f"{score.name} ({score.outcome}{f', {span[0]}–{span[1]} of {score.weight}' if span else ''})"


def _some(lines: list[str], what: str) -> list[str]:
    """The first lines, and how many more there are."""
    more = [f"… and {len(lines) - CHOICES} more {what}; the reports list all of them"] if len(lines) > CHOICES else []
    return lines[:CHOICES] + more


@click.command()
@click.argument("run_name", metavar="RUN", callback=utf8)
@click.argument("project_name", metavar="PROJECT", callback=utf8)
@click.argument("indicator", required=False, metavar="[INDICATOR]", callback=utf8)
@db_option
@format_option("text", "json")
def explain(run_name: str, project_name: str, indicator: str | None, db: str, kind: str) -> None:
    """Explain each point.

    What was declared, what was recorded, how they compare, which rule, which formula. RUN may be `latest`, or
    `latest-2024` for that of a year.

    \b
    Examples:
      jixiao explain latest 网络链路租赁
      jixiao explain latest 440313231211500705030 网络链路数量
    """
    from engine.services.names import find_scores, find_sheet
    from engine.store import kept_sheets, load_kept, load_sheet

    with opened_ledger(db) as ledger:
        kept = load_kept(ledger, run_name)
        project = load_sheet(ledger, kept, project_name) or find_sheet(kept_sheets(ledger, kept), project_name)
        scores = project.scores if indicator is None else find_scores(project, indicator)
    if kind == "json":
        print_json(
            {
                "run": kept.run,
                "year": project.year,
                "code": project.code,
                "name": project.name,
                "scores": dumped(scores),
            }
        )
        return
    click.echo(
        f"{project.code} {project.name}{of_year(project.year)}  {total_text(project)}  {project.grade or '未完成'}"
    )
    for one in scores:
        if one.weight is not None or indicator:
            click.echo(f"\n[{one.code}] {one.reason}")
            for flag in one.flags:
                click.echo(f"  复核：{flag.message}")
            for finding in one.findings:
                click.echo(f"  {finding.source or ''} {finding.chinese()} [{finding.code}]")


@click.command()
@year_option
@db_option
@format_option("text", "json")
def runs(year: int | None, db: str, kind: str) -> None:
    """List the runs of the ledger, the newest first.

    \b
    Example:
      jixiao runs --format json | jq -r '.[0].run'
    """
    from engine.store import list_runs, signatures

    with opened_ledger(db) as ledger:
        found = [one for one in list_runs(ledger) if year in (None, one.year)]
        signed = {one.run for one in signatures(ledger)}
    if kind == "json":
        print_json([{**one._asdict(), "at": one.at.isoformat(), "signed": one.run in signed} for one in found])
        return
    if not found:
        click.echo("the ledger holds no run; make one with jixiao score", err=True)
        return
    rows = [
        (
            one.run,
            f"{one.at.astimezone():%Y-%m-%d %H:%M}",
            one.ruleset,
            one.assessor,
            one.role,
            str(one.year or "—"),
            str(one.projects),
            ("complete" if one.complete else "incomplete") + (", signed" if one.run in signed else ""),
        )
        for one in found
    ]
    print_table(("run", "at", "ruleset", "assessor", "role", "year", "projects", "state"), rows)
