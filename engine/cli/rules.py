"""The commands of ``jixiao rules``: rulesets listed, shown, checked, tried, held against each other."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from engine.cli.common import (
    Failures,
    InOrder,
    db_option,
    dumped,
    exit_by,
    format_option,
    opened_ledger,
    print_json,
    reported_errors,
    say,
)
from engine.cli.tables import print_table
from engine.cli.wording import argument, heads, language, option, worded, words
from engine.cli.years import tell_year, year_option

if TYPE_CHECKING:
    from engine.language.findings import Findings
    from engine.rulesets import Read
    from engine.runs.sidebyside import SideBySide


def _read(name: str) -> Read:
    """A ruleset with its files; one that is not there ends in a message."""
    from engine.services.rulesets import read_rules

    with reported_errors():
        return read_rules(name)


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    from engine.services.rulesets import ruleset_ids

    return given or ruleset_ids()


@click.group(cls=InOrder)
def rules() -> None:
    pass


@rules.command(name="list")
@format_option("text", "json")
def list_(kind: str) -> None:
    from engine.services.rulesets import shipped

    found = shipped()
    if kind == "json":
        fields = {"id", "title", "document", "valid_from", "valid_from_confirmed", "extends"}
        print_json([one.model_dump(mode="json", include=fields) for one in found])
        return
    print_table(
        heads("ruleset", "title", "document", "valid-from", "extends"),
        (
            (
                one.id,
                one.title,
                one.document,
                one.valid_from if one.valid_from_confirmed else words("to-be-confirmed", day=one.valid_from),
                one.extends or "",
            )
            for one in (ruleset.in_language(language()) for ruleset in found)
        ),
    )


@rules.command()
@argument("ruleset", metavar="RULESET")
@format_option("text", "json")
def show(ruleset: str, kind: str) -> None:
    from engine.rulebook.page import ruleset_page

    read = _read(ruleset)
    say(read.findings)
    if read.ruleset is None:
        sys.exit(1)
    if kind == "json":
        print_json(read.ruleset.model_dump(mode="json"))
    else:
        click.echo(ruleset_page(read.ruleset, language()), nl=False)


@rules.command()
@argument("rulesets", nargs=-1, metavar="[RULESET]...")
@format_option("text", "json")
def check(rulesets: tuple[str, ...], kind: str) -> None:
    from engine.rulebook.check import check_ruleset

    findings: Findings = ()
    for name in _names(rulesets):
        new_findings = check_ruleset(_read(name))
        findings += new_findings
        if kind == "text":
            found = "rules-findings" if new_findings else "rules-in-order"
            click.echo(words(found, ruleset=name, number=len(new_findings)))
            for finding in new_findings:
                click.echo(f"  {finding.line(language())}")
    if kind == "json":
        print_json(dumped(findings))
    exit_by(findings)


@rules.command()
@argument("rulesets", nargs=-1, metavar="[RULESET]...")
@format_option("text", "json")
def test(rulesets: tuple[str, ...], kind: str) -> None:
    from engine.rulebook.cases import run_cases

    findings: Findings = ()
    data = []
    for name in _names(rulesets):
        results = run_cases(_read(name))
        findings += results.findings
        data.append(
            {"ruleset": name, "cases": dumped(results.tried), "uncovered": [one.id for one in results.uncovered]}
        )
        if kind == "text":
            right = sum(one.is_right for one in results.tried)
            click.echo(words("rules-cases", ruleset=name, right=right, number=len(results.tried)))
            for finding in results.findings:
                click.echo(f"  {finding.line(language())}")
            for rule in results.uncovered:
                click.echo(f"  {words('rules-uncovered', rule=rule.id, asks=rule.named)}")
    if kind == "json":
        print_json(data)
    exit_by(findings)


@rules.command()
@argument("rulesets", nargs=-1, required=True, metavar="RULESET...")
@option("--project", "names", multiple=True, metavar="PROJECT")
@year_option
@db_option
@format_option("text", "json")
def diff(rulesets: tuple[str, ...], names: tuple[str, ...], year: int | None, db: str, kind: str) -> None:
    from engine.services.trying import Trial, try_rulesets
    from engine.services.years import year_of

    if len(set(rulesets)) < 2:
        raise click.UsageError(words("rules-two"))
    loaded = [_read(name) for name in dict.fromkeys(rulesets)]
    for read in loaded:
        say(read.findings)
    chosen = tuple(read.ruleset for read in loaded if read.ruleset is not None)
    failures = Failures()
    with opened_ledger(db) as ledger:
        of = tell_year(year_of(ledger, year))
        if len(chosen) < len(loaded):
            sys.exit(1)
        in_language = {} if kind == "json" else {"language": language()}
        tried = try_rulesets(ledger, Trial(rulesets=chosen, names=names, year=of, **in_language), failures)
    if kind == "json":
        print_json(tried.model_dump(mode="json"))
    else:
        _print_side_by_side(tried)
    if failures.tell():
        sys.exit(1)


def _print_side_by_side(tried: SideBySide) -> None:
    names = [column.ruleset for column in tried.columns]
    rows = (
        (
            total.project,
            total.name,
            *(f"{points} {worded(grade)}" for points, grade in zip(total.totals, total.grades, strict=True)),
        )
        for total in tried.totals
    )
    print_table((*heads("project", "name"), *names), rows)
    projects = {total.project: total.name for total in tried.totals}
    for row in tried.rows:
        points = "  ".join(
            f"{name} {cell.points if cell.points is not None else '—'}/{cell.weight if cell.weight is not None else '—'}"
            for name, cell in zip(names, row.cells, strict=True)
        )
        named = f"{projects[row.project]} {row.label}"
        click.echo(f"\n{words('what-for', what=named, why=points)}\n  {worded(row.why)}")
