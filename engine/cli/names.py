"""What the ledger's commands share: projects and indicators by name, who and why, evidence."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.common import not_one, tops_of, utf8, with_items
from engine.cli.years import tell_year

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from engine.terms import Indicator, Project


def _why(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter("it is empty; say why, in a sentence that others understand later")
    return str(utf8(ctx, param, value))


reason_option = click.option("--reason", required=True, metavar="WHY", callback=_why, help="Why; it is kept for good.")
by_option = click.option(
    "--by", default="", metavar="WHO", callback=utf8, help="Who does it; else the assessor or the user logged in."
)
evidence_option = click.option(
    "--evidence",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file that shows it; its SHA-256 is kept.",
)


def who(by: str, assessor: str = "") -> str:
    """Who acts: as said, else the assessor, else the user logged in."""
    if by.strip() or assessor.strip():
        return by.strip() or assessor.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:  # a user without a name, as in some containers
        raise click.UsageError("say who does it: --by WHO") from error


def hashed(ledger: Engine, evidence: Path | None) -> tuple[str, str]:
    """A file's path as given and its SHA-256; empty where there is none."""
    if evidence is None:
        return "", ""
    from engine.files.opening import digest, reason_of
    from engine.files.portable import portable

    try:
        return portable(str(evidence), tops_of(ledger)), digest(evidence)
    except OSError as error:
        raise click.BadParameter(f"{evidence} cannot be read: {reason_of(error)}", param_hint="'--evidence'") from error


def find_declared(ledger: Engine, name: str, year: int | None = None) -> Project:
    """A project of the ledger by its code, its name, or an unambiguous part of either, with all rows that it may have.

    As declared for the year, else for its only or newest one, which is told.
    """
    from engine.store import chosen, load_projects, years_of

    code = _code_of(ledger, name)
    of = tell_year(chosen(years_of(ledger, code), year, f"project {code} has", "jixiao import FORM..."))
    return with_items(load_projects(ledger, projects=[code], year=of))[code]


def _code_of(ledger: Engine, name: str) -> str:
    from engine.store import named, years_of

    if years_of(ledger, name):
        return name
    part = named(ledger, name) if name else ()
    part = tuple(one for one in part if name == one[1]) or part
    if len(part) != 1:
        known = named(ledger)
        if not known:
            raise click.UsageError("the ledger holds no declaration; import forms first: jixiao import FORM...")
        raise not_one(name, "project of the ledger", part, known)
    return part[0][0]


def find_row(project: Project, name: str) -> Indicator:
    """A live row by its code, its name, or an unambiguous part of its name; the row 预算执行 too, as 预算执行率."""
    from engine.terms import BUDGET_EXECUTION

    live = [*(row for row in project.indicators if row.is_live), _budget_row(project)]
    exact = [
        row for row in live if name in (row.code, row.name) or (row.code == BUDGET_EXECUTION and name == row.level2)
    ]
    exact = exact or [row for row in live if name.isdigit() and row.code == name.zfill(2)]
    part = exact or [row for row in live if name and name in row.name]
    if len(part) == 1:
        return part[0]
    known = [(row.code, row.name) for row in live]
    raise not_one(name, "indicator of the project", [(row.code, f"{row.level2} {row.name}") for row in part], known)


def _budget_row(project: Project) -> Indicator:
    from engine.terms import BUDGET_EXECUTION, Indicator

    return Indicator(
        code=BUDGET_EXECUTION,
        level1=BUDGET_EXECUTION,
        level2="预算执行率",
        required=True,
        name=BUDGET_EXECUTION,
        target_text="100%",
        explanation="",
        source=project.source,
    )
