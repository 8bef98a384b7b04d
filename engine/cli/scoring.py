"""Commands that score and show: score, explain, runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
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
    progress_bar,
    reported_errors,
    say,
    this_moment,
    utf8,
)
from engine.cli.streams import print_run
from engine.cli.tables import print_table
from engine.cli.values import Choices, FileOrFolder
from engine.cli.wording import argument, heads, language, option, run_words, shortly, shown, tell, words
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
@option("--project", "names", multiple=True, metavar="PROJECT", callback=utf8)
@option(
    "--sample",
    "sample_file",
    type=FileOrFolder(exists=True, dir_okay=False, path_type=Path),
)
@year_option
@option("--as-of", metavar="TIME")
@option("--assessor", default="本单位", show_default=True, metavar="WHO", callback=nonempty)
@option("--role", type=Choices(ROLES), default=ROLES[0], show_default=True)
@db_option
@format_option("text", "json", "jsonl")
def score(
    ruleset_id: str,
    lexicon: Path | None,
    names: tuple[str, ...],
    sample_file: Path | None,
    year: int | None,
    as_of: str | None,
    assessor: str,
    role: str,
    db: str,
    kind: str,
) -> None:
    from engine.services import scoring

    moment, codes = None if as_of is None else moment_of(as_of), tuple[str, ...]()
    with reported_errors():
        ruleset, findings = scoring.rules_named(ruleset_id, lexicon)
        say(findings)
        if sample_file is not None:
            sampled = scoring.read_sample(sample_file, year)
            codes, year = sampled.codes, sampled.year
    with opened_ledger(db) as ledger:
        request = scoring.Scoring(
            ruleset=ruleset,
            names=names,
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
        if kind != "text":
            print_run(scoring.outlined_run(ledger, scored), kind)
        else:
            _print_scored(plan, scored, scoring.sheets_of(ledger, scored), scoring.run_numbers(ledger))
        say(after)
    failures.tell()
    if scored.head.tally.errors:
        sys.exit(1)


def _tell_outsider(assessor: str, others: tuple[str, ...]) -> None:
    """Says of an evaluator who has laid nothing over the unit's figures that others have."""
    if others:
        tell("outsider", assessor=assessor, known=others[:CHOICES])


def _print_scored(plan: Plan, scored: Scored, sheets: tuple[ProjectScore, ...], numbers: Mapping[str, str]) -> None:
    """The projects of a run as a table; of a large set only those that were scored now."""
    from engine.runs.sidebyside import total_text

    head = scored.head
    rows = [(one.code, one.name, total_text(one), one.grade or words("ungraded")) for one in sheets]
    print_table(heads("code", "project", "total", "grade"), rows, frozenset({2}))
    if len(sheets) < head.tally.projects:
        click.echo(words("scored-listed", listed=len(sheets), projects=head.tally.projects))
    for line in _some(list(_open_rows(sheets)), "more-projects"):
        click.echo(line)
    state = words("scored-complete" if head.complete else "scored-incomplete")
    of = {"projects": head.tally.projects, "of": of_year(plan.view.year), "ruleset": head.ruleset, "state": state}
    click.echo(f"\n{words('score-done' if scored.is_new else 'score-same', run=run_words(head.run, numbers), **of)}")
    if plan.before is not None and scored.is_new:
        click.echo(words("scored-again", number=plan.number, run=run_words(plan.before.run, numbers)))
    _tell_left(head.role, sheets)
    click.echo(words("next-of-score"))
    errors = [one for sheet in sheets for one in sheet.all_findings if one.severity == "error"]
    say(errors, "error")
    if len(errors) < head.tally.errors:
        tell("scored-errors", number=head.tally.errors - len(errors))
    warnings = [one.line(language()) for sheet in sheets for one in sheet.all_findings if one.severity == "warning"]
    for line in _some(warnings, "more-warnings"):
        click.echo(line, err=True)


def _tell_left(role: str, sheets: tuple[ProjectScore, ...]) -> None:
    """How much is left before a unit can hand in what it scored; an evaluator hands in nothing of theirs."""
    from engine.cli.todo import count_words
    from engine.language.rendering import coded
    from engine.services.matters import counted, lacks_of

    counts = counted(one.matter for sheet in sheets for one in lacks_of(sheet))
    if counts and role == ROLES[0]:
        left = coded("left-before", counts=count_words(counts))
        click.echo(words("scored-left", left=left))


def _open_rows(sheets: tuple[ProjectScore, ...]) -> Iterator[str]:
    """The rows that have a weight and no points, a project a line."""
    for sheet in sheets:
        names = [_open_row(one) for one in sheet.scores if one.weight is not None and one.points is None]
        if names:
            yield words("scored-open", code=sheet.code, name=sheet.name, rows=shortly(names, NAMED))


def _open_row(score: Score) -> str:
    """A row with what came of it, and the range its points lie in where that is known."""
    named = {"name": score.name, "outcome": words(f"outcome-{score.outcome}")}
    if score.points_range is None:
        return words("scored-row", **named)
    least, most = score.points_range
    return words("scored-row-range", **named, least=least, most=most, weight=score.weight)


def _some(lines: list[str], more_code: str) -> list[str]:
    """The first lines, and how many more there are."""
    more = [words(more_code, number=len(lines) - CHOICES)] if len(lines) > CHOICES else []
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
    from engine.terms import row_names

    with opened_ledger(db) as ledger:
        in_language = () if kind == "json" else (language(),)
        found = explained(ledger, run_name, project_name, indicator, *in_language)
    project = found.project
    if kind == "json":
        of = {"run": found.run, "year": project.year, "code": project.code, "name": project.name}
        print_json({**of, "scores": dumped(found.scores)})
        return
    grade = project.grade or words("ungraded")
    names = row_names((one.code, one.name) for one in project.scores)
    click.echo(f"{project.code} {project.name}{of_year(project.year)}  {total_text(project)}  {grade}")
    for one in found.scores:
        if one.weight is not None or indicator:
            mark = names.mark(one.code, one.name)
            click.echo(f"\n{mark}{one.reason}")
            for flag in one.flags:
                click.echo(f"  {words('for-review', message=flag.message)}")
            for finding in one.findings:
                click.echo(f"  {finding.line(language())}")


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
        tell("runs-none")
        return
    rows = [
        (
            one.number or "—",
            one.run,
            f"{one.at.astimezone():%Y-%m-%d %H:%M}",
            one.ruleset,
            shown(one.assessor),
            shown(one.role),
            str(one.year or "—"),
            str(one.projects),
            _state(one.complete, is_signed),
        )
        for one, is_signed in ((listed_one.run, listed_one.is_signed) for listed_one in found)
    ]
    print_table(heads("number", "run", "at", "ruleset", "assessor", "role", "year", "projects", "state"), rows)


def _state(is_complete: bool, is_signed: bool) -> str:
    state = words("state-complete" if is_complete else "state-incomplete")
    return words("state-signed", state=state) if is_signed else state
