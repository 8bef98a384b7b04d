"""The year of each entry: a project is declared, recorded, adjusted and scored in each year by itself.

The entries of an older ledger are of one year a project: the one that was recorded last with its actuals; else the one
that whoever upgrades names, or the only one that was recorded in the ledger; else 0, which stands for not known. A run
is of a year where all projects are of that one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa
from alembic import context, op

from engine.language.rendering import Coded, coded
from engine.store.migrations.guards import rekeyed, unguarded

revision = "0004"
down_revision = "0003"

BATCH = 500
SHOWN = 5
NAMES = {"uq": "%(table_name)s_%(column_0_N_name)s_key"}
"""How PostgreSQL names a constraint that was given no name; SQLite keeps none."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "declaration": ("number",),
    "adjusted_target": ("code", "number"),
    "revision": ("code", "assessor", "number"),
    "adjustment": ("code", "assessor", "number"),
}
"""What makes an entry of each table unique, beside its project and year."""


def upgrade() -> None:
    """Adds the column to every table whose entries are of a year, and fills it."""
    for name, rest in KEYS.items():
        key = ("project", "year", *rest)
        with rekeyed(name, (("id",), key)), op.batch_alter_table(name, naming_convention=NAMES) as table:
            table.add_column(sa.Column("year", sa.Integer, nullable=False, server_default="0"))
            table.drop_constraint("_".join((name, "project", *rest, "key")), type_="unique")
            table.create_unique_constraint("_".join((name, *key, "key")), key)
    op.add_column("run", sa.Column("year", sa.Integer, nullable=True))
    recorded = dict(_recorded())
    years = _years(recorded)
    context.config.attributes["said"] += _told(years, recorded)
    for name in KEYS:
        with unguarded(name):
            _fill(name, years)
    if len(set(years.values())) == 1:
        with unguarded("run"):
            op.get_bind().execute(sa.text("UPDATE run SET year = :year"), {"year": min(years.values())})
    op.drop_index("ix_declaration_place", "declaration")
    op.create_index("ix_declaration_year", "declaration", ["year", "place"])


def _years(recorded: Mapping[str, int]) -> dict[str, int]:
    """The year of every project."""
    only = set(recorded.values())
    otherwise = context.config.attributes.get("year") or (only.pop() if len(only) == 1 else 0)
    projects = op.get_bind().execute(sa.text("SELECT DISTINCT project FROM declaration ORDER BY project")).scalars()
    return {project: recorded.get(project, otherwise) for project in projects}


def _told(years: Mapping[str, int], recorded: Mapping[str, int]) -> Iterator[Coded]:
    """Which year the entries were taken for and why, for whoever upgrades."""
    for year in sorted(set(years.values())):
        of = [project for project, one in years.items() if one == year]
        rest = [project for project in of if project not in recorded]
        if not year:
            yield coded("upgraded-no-year", number=len(of), projects=_some(of))
        elif rest:
            why = coded("year-as-said" if context.config.attributes.get("year") else "year-only-one")
            yield coded("upgraded-year", number=len(of), year=year, rest=len(rest), projects=_some(rest), why=why)
        else:
            yield coded("upgraded-recorded", number=len(of), year=year)


def _some(projects: Sequence[str]) -> tuple[str, ...]:
    return (*projects[:SHOWN], *(["…"] if len(projects) > SHOWN else []))


def _recorded() -> Iterator[tuple[str, int]]:
    """The years recorded with actuals, the last of a project last, after those that an assessor recorded."""
    heads = sa.text("SELECT project, content FROM revision WHERE code = '项目' ORDER BY assessor = '', id")
    for row in op.get_bind().execute(heads, execution_options={"yield_per": BATCH}):
        year = json.loads(row.content).get("year")
        if year is not None:
            yield row.project, year


def _fill(name: str, years: Mapping[str, int]) -> None:
    table = sa.table(name, sa.column("project"), sa.column("year"))
    query = sa.update(table).where(table.c.project == sa.bindparam("of")).values(year=sa.bindparam("in_year"))
    told = [{"of": project, "in_year": year} for project, year in years.items() if year]
    if told:
        op.get_bind().execute(query, told)
