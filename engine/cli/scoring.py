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
    db_option,
    dumped,
    format_option,
    lexicon_option,
    moment_of,
    nonempty,
    opened_ledger,
    print_json,
    print_table,
    progress_bar,
    reported_errors,
    say,
    this_moment,
    utf8,
)
from engine.cli.wording import argument, option
from engine.cli.years import of_year, tell_year, year_option
from engine.services import DEFAULT_RULESET

if TYPE_CHECKING:
    from engine.runs.record import ProjectScore, Score
    from engine.services.scoring import Plan, Scored

NAMED = 5
"""How many rows of a project are named where points are wanting."""


@click.command()
@option(
    "--ruleset",
    "ruleset_id",
    default=DEFAULT_RULESET,
    show_default=True,
    metavar="ID",
    callback=nonempty,
)
@lexicon_option
@option("--project", "codes", multiple=True, metavar="CODE", callback=utf8)
@option(
    "--sample",
    "sample_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@year_option
@option("--as-of", metavar="TIME")
@option("--assessor", default="本单位", show_default=True, metavar="WHO", callback=nonempty)
@option("--role", type=click.Choice(ROLES), default=ROLES[0], show_default=True)
@db_option
@format_option("text", "json")
def score(
    ruleset_id: str,
    lexicon: Path | None,
    codes: tuple[str, ...],
    sample_file: Path | None,
    year: int | None,
    as_of: str | None,
    assessor: str,
    role: str,
    db: str,
    kind: str,
) -> None:
    from engine.services import scoring

    moment = None if as_of is None else moment_of(as_of)
    with reported_errors():
        ruleset, findings = scoring.rules_named(ruleset_id, lexicon)
        say(findings)
        if sample_file is not None:
            sampled = scoring.read_sample(sample_file, year)
            codes, year = (*codes, *sampled.codes), sampled.year
    with opened_ledger(db) as ledger:
        request = scoring.Scoring(
            ruleset=ruleset,
            codes=codes,
            year=tell_year(scoring.year_to_score(ledger, year, moment)),
            as_of=moment,
            assessor=assessor.strip(),
            role=role,
            at=this_moment(),
        )
        plan, failures = scoring.plan(ledger, request), Failures()
        _tell_outsider(request.assessor, scoring.outsiders(ledger, request.assessor, role))
        with progress_bar("scoring", plan.number) as advance:
            scored, after = scoring.score(ledger, plan, request.at, advance, failures)
        if kind == "json":
            print_json(scoring.load_run(ledger, scored.head.run).model_dump(mode="json"))
        else:
            _print_scored(plan, scored, scoring.sheets_of(ledger, scored))
        say(after)
    failures.tell()
    if scored.head.tally.errors:
        sys.exit(1)


def _tell_outsider(assessor: str, others: tuple[str, ...]) -> None:
    """Says of an evaluator who has laid nothing over the unit's figures that others have."""
    if others:
        known = "、".join(others[:CHOICES])
        message = f"{assessor} has recorded, judged or adjusted nothing here, so the unit's own figures count alone"
        click.echo(f"warning: {message}; those who have: {known}", err=True)


def _print_scored(plan: Plan, scored: Scored, sheets: tuple[ProjectScore, ...]) -> None:
    """The projects of a run as a table; of a large set only those that were scored now."""
    from engine.runs.sidebyside import total_text

    head = scored.head
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
    _tell_left(head.role, sheets)
    click.echo("next: jixiao explain latest PROJECT · jixiao report latest --out reports")
    errors = [one for sheet in sheets for one in sheet.all_findings if one.severity == "error"]
    say(errors, "error")
    if len(errors) < head.tally.errors:
        click.echo(f"{head.tally.errors - len(errors)} more errors in projects that are not listed", err=True)
    warnings = [str(one) for sheet in sheets for one in sheet.all_findings if one.severity == "warning"]
    for line in _some(warnings, "warnings"):
        click.echo(line, err=True)


def _tell_left(role: str, sheets: tuple[ProjectScore, ...]) -> None:
    """How much is left before a unit can hand in what it scored; an evaluator hands in nothing of theirs."""
    from engine.cli.todo import count_words
    from engine.language.rendering import Language, coded, text_of
    from engine.services.matters import counted, lacks_of

    counts = counted(one.matter for sheet in sheets for one in lacks_of(sheet))
    if counts and role == ROLES[0]:
        left = coded("left-before", counts=count_words(counts))
        click.echo(f"{text_of(left, Language.ENGLISH)}; jixiao todo lists them")


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
@argument("run_name", metavar="RUN", callback=utf8)
@argument("project_name", metavar="PROJECT", callback=utf8)
@argument("indicator", required=False, metavar="[INDICATOR]", callback=utf8)
@db_option
@format_option("text", "json")
def explain(run_name: str, project_name: str, indicator: str | None, db: str, kind: str) -> None:
    from engine.runs.sidebyside import total_text
    from engine.services.runs import explain as explained

    with opened_ledger(db) as ledger:
        found = explained(ledger, run_name, project_name, indicator)
    project = found.project
    if kind == "json":
        of = {"run": found.run, "year": project.year, "code": project.code, "name": project.name}
        print_json({**of, "scores": dumped(found.scores)})
        return
    click.echo(
        f"{project.code} {project.name}{of_year(project.year)}  {total_text(project)}  {project.grade or '未完成'}"
    )
    for one in found.scores:
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
    from engine.services.runs import listed

    with opened_ledger(db) as ledger:
        found = listed(ledger, year)
    if kind == "json":
        print_json([{**one.run._asdict(), "at": one.run.at.isoformat(), "signed": one.is_signed} for one in found])
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
            ("complete" if one.complete else "incomplete") + (", signed" if is_signed else ""),
        )
        for one, is_signed in ((listed_one.run, listed_one.is_signed) for listed_one in found)
    ]
    print_table(("run", "at", "ruleset", "assessor", "role", "year", "projects", "state"), rows)
