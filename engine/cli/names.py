"""What the commands share that append to the ledger: of which project, who and why, evidence."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.common import utf8
from engine.cli.values import FileOrFolder
from engine.cli.wording import option, words
from engine.cli.years import of_year, tell_year

if TYPE_CHECKING:
    from engine.services.ledger import Ledger
    from engine.terms import Indicator, Project


def _why(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter(words("empty-why"))
    return str(utf8(ctx, param, value))


reason_option = option("--reason", required=True, metavar="WHY", callback=_why)
by_option = option("--by", default="", metavar="WHO", callback=utf8)
evidence_option = option(
    "--evidence",
    type=FileOrFolder(exists=True, dir_okay=False, path_type=Path),
)


def who(by: str, assessor: str = "") -> str:
    """Who acts: as said, else the assessor, else the user logged in."""
    if by.strip() or assessor.strip():
        return by.strip() or assessor.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:  # a user without a name, as in some containers
        raise click.UsageError(words("who-acts")) from error


def find_declared(ledger: Ledger, name: str, year: int | None) -> Project:
    """A project of the ledger as a person names it; which year was taken is told."""
    from engine.services.names import find_project

    found = find_project(ledger, name, year)
    tell_year(found.year)
    return found.project


def of_row(project: Project, row: Indicator, what: str, assessor: str = "") -> str:
    """What was done about a row: ``甲项目 of 2024 负债率: 30% → 40%``, and in whose runs."""
    from engine.services.names import names_in

    whose = words("in-runs-of", assessor=assessor) if assessor else ""
    named = f"{project.name}{of_year(project.year)} {names_in(project).shown(row.code, row.name)}"
    return words("what-for", what=named, why=f"{what}{whose}")
