"""All rows of all projects, and what is distinct among them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from engine.columns.tables import AMOUNTS, END, NOTHING, ROWS, Content, Tables, contents
from engine.terms import BUDGET_EXECUTION, Indicator


def lines_of(tables: Tables, items: Sequence[Indicator]) -> pl.DataFrame:
    """The budget rows of all projects, the declared rows, the items with what was recorded for them; ``row`` is the number
    of the line, ``at`` that of its project, in which it is scored by its ``order``. A budget row has no target, and its
    amounts as inputs."""
    projects = tables.projects.with_row_index("at")
    amounts = [pl.col(name).fill_null(NOTHING) for name in AMOUNTS]
    budget = projects.select(
        *("at", "kind", "year", "adjustment"),
        pl.lit(0, pl.Int64).alias("order"),
        pl.lit(BUDGET_EXECUTION).alias("code"),
        pl.lit(END.join(AMOUNTS)).alias("names"),
        pl.concat_str(amounts, separator=END).alias("values"),
    )
    of = projects.select("at", "project", "kind", "year")
    order = pl.int_range(pl.len(), dtype=pl.Int64) + len(items) + 1
    of_row = tables.rows.select("project").join(of, on="project", how="left", maintain_order="left").drop("project")
    given = (
        contents(tables.rows)
        .drop("project")
        .with_columns(*of_row, order.alias("order"))
        .filter(pl.col("at").is_not_null())
    )
    rows = [budget, given.filter(pl.col("target").is_not_null())]
    if items:
        recorded = given.filter(pl.col("target").is_null()).select("at", "code", *Content._fields, "adjustment")
        added = of.drop("project").join(_items(items), how="cross").join(recorded, on=["at", "code"], how="left")
        rows.append(added)
    return pl.concat(rows, how="diagonal", rechunk=True).with_row_index("row")


def _items(items: Sequence[Indicator]) -> pl.DataFrame:
    rows = [
        (at, one.code, one.level1, one.level2, one.core, one.name, one.target_text, one.explanation, one.nature)
        for at, one in enumerate(items, 1)
    ]
    names = ("code", "level1", "level2", "core", "name", "target", "explanation", "nature")
    return pl.DataFrame(rows, schema={"order": pl.Int64, **{name: ROWS[name] for name in names}}, orient="row")


def numbered(rows: pl.DataFrame, columns: Sequence[str], name: str) -> tuple[pl.DataFrame, pl.Series]:
    """The rows with the number of what is distinct in some columns, and where each of it stands first."""
    groups = rows.with_row_index("index").group_by(columns, maintain_order=True).agg("index").with_row_index(name)
    numbers = groups.select(name, "index").explode("index").sort("index")
    return rows.with_columns(numbers[name]), groups["index"].list.first()
