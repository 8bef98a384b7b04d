"""The command ``jixiao todo``: what is left before the set can be handed in."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from engine.cli.common import (
    db_option,
    dumped,
    format_option,
    opened_ledger,
    print_folded,
    print_json,
    this_moment,
    utf8,
)
from engine.cli.wording import argument, command_to_fill, language, worded, words
from engine.cli.years import tell_year, year_option

if TYPE_CHECKING:
    from engine.language.rendering import Coded
    from engine.services.remaining import Left, Matter, Remaining

NAMED = 5
"""How many rows without evidence of one project are named."""


@click.command()
@argument("names", nargs=-1, metavar="[PROJECT]...", callback=utf8)
@year_option
@db_option
@format_option("text", "json")
def todo(names: tuple[str, ...], year: int | None, db: str, kind: str) -> None:
    from engine.services.remaining import Wanted, each_remaining

    with opened_ledger(db) as ledger:
        years, found = each_remaining(ledger, Wanted(names=names, year=year, at=this_moment()))
        for chosen in years:
            tell_year(chosen)
        projects = list(found)
    if kind == "json":
        _print_json(projects)
    else:
        _print(projects)
    if any(one.left for one in projects):
        sys.exit(1)


def _print_json(projects: Iterable[Remaining]) -> None:
    from engine.language.rendering import chinese
    from engine.services.remaining import counted

    left = [one for project in projects for one in project.left]
    rows = [{**data, "text": chinese(one.why)} for one, data in zip(left, dumped(left), strict=True)]
    print_json({"counts": counted(one.matter for one in left), "left": rows})


def _print(projects: list[Remaining]) -> None:
    from engine.services.remaining import counted

    for project in projects:
        if project.left:
            click.echo(f"{project.project} {project.project_name}")
            _print_left(project.left)
    counts = counted(one.matter for project in projects for one in project.left)
    if not counts:
        click.echo(words("left-nothing", projects=len(projects)))
        return
    click.echo(f"\n{words('left-in-all', counts=count_words(counts))}")


def count_words(counts: dict[Matter, int]) -> tuple[Coded, ...]:
    """How many there are of each matter, in words."""
    from engine.language.rendering import coded

    return tuple(coded("left-count", what=coded(f"left-{one}"), number=number) for one, number in counts.items())


def _print_left(left: Iterable[Left]) -> None:
    from engine.services.remaining import Matter

    unproved = [one for one in left if one.matter is Matter.EVIDENCE]
    for one in left:
        if one.matter is not Matter.EVIDENCE:
            where = one.location and one.location.shown(language())
            words_of_left = words("left-of-row", row=one.label, what=one.words, why=one.why, source=where)
            print_folded(words_of_left, 2)
            _print_mend(one)
    if unproved:
        names = [*(one.label for one in unproved[:NAMED]), *(["…"] if len(unproved) > NAMED else [])]
        counted = count_words({Matter.EVIDENCE: len(unproved)})
        print_folded(words("what-for", what=counted, why=names), 2)
        _print_mend(unproved[0])


def _print_mend(one: Left) -> None:
    """Where it is mended, and each command on a line of its own."""
    for line in (*([worded(one.where)] if one.where else []), *map(command_to_fill, one.commands)):
        click.echo(f"      {line}")
