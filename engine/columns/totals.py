"""From points to the totals of projects: caps and pass lines, ranges, grades."""

from __future__ import annotations

import polars as pl

from engine.columns.results import CUTS
from engine.quantity import CENT
from engine.rulesets import Ruleset
from engine.runs.lines import hundredths
from engine.scoring.limits import change_of

ENDS = ("low", "high")


def totals_of(rows: pl.DataFrame, ruleset: Ruleset) -> pl.DataFrame:
    """Of each project (at), in their order: total, low, high, grade and cuts; ``rows`` (at, level, weight, points, low, high)."""
    is_open = (pl.col("weight").is_not_null() & pl.col("points").is_null()).any().alias("is_open")
    sums = rows.group_by("at", maintain_order=True).agg(is_open, *(pl.col(end).sum().cast(pl.Int32) for end in ENDS))
    sums = sums.with_columns(pl.lit([], CUTS).alias("cuts"))
    for number, limit in enumerate(ruleset.limits):
        sums = _limited(sums, rows, ruleset, number, limit.of)
    grades = {low: ruleset.grade(low * CENT) for low in sums["low"].unique().to_list()}
    is_closed = ~pl.col("is_open")
    return sums.with_columns(
        pl.when(is_closed).then("low").alias("total"),
        pl.when(is_closed).then(pl.col("low").replace_strict(grades, return_dtype=pl.String)).alias("grade"),
        pl.when(is_closed).then("cuts").otherwise(pl.lit([], CUTS)).alias("cuts"),
    )


def _limited(sums: pl.DataFrame, rows: pl.DataFrame, ruleset: Ruleset, number: int, of: str) -> pl.DataFrame:
    """The sums after one more limit, which is asked once for every distinct sum."""
    own = rows if of == "total" else rows.filter(pl.col("level") == of)
    got = own.group_by("at").agg(
        *(pl.col(name).sum().cast(pl.Int32).alias(f"own_{name}") for name in ("weight", *ENDS))
    )
    joined = sums.join(got, on="at", how="left", maintain_order="left").with_columns(
        pl.col(f"own_{name}").fill_null(0) for name in ("weight", *ENDS)
    )
    for end in ENDS:
        count = end if of == "total" else f"own_{end}"
        pairs = joined.select(pl.struct(count, "own_weight").unique()).to_series().to_list()
        change = [_change(ruleset, number, one[count], one["own_weight"]) for one in pairs]
        table = pl.DataFrame(pairs, schema={count: pl.Int32, "own_weight": pl.Int32}).with_columns(
            pl.Series(f"change_{end}", change, dtype=pl.Int32)
        )
        joined = joined.join(table, on=[count, "own_weight"], how="left", maintain_order="left")
    cut = pl.struct(pl.lit(of).alias("of"), pl.col("change_low").alias("points"))
    return joined.with_columns(
        *(pl.col(end) + pl.col(f"change_{end}") for end in ENDS),
        pl.when(pl.col("change_low") != 0).then(pl.concat_list("cuts", cut)).otherwise("cuts").alias("cuts"),
    ).select(sums.columns)


def _change(ruleset: Ruleset, number: int, got: int, weight: int) -> int:
    change, _ = change_of(ruleset.limits[number], got * CENT, weight * CENT, ruleset)
    return hundredths(change)
