"""Scores as tables: what a row and a project came to, in whole hundredths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from engine.runs.lines import hundredths, ratio_of
from engine.runs.record import ProjectScore, Score

WHOLE = pl.Decimal(38, 0)
"""Whole numbers of any length that Arrow and Parquet can hold."""
ROW_RESULTS: Mapping[str, Any] = {
    "project": pl.String,
    "code": pl.String,
    "outcome": pl.String,
    "of": pl.String,
    "numerator": WHOLE,
    "denominator": WHOLE,
    "weight": pl.Int32,
    "points": pl.Int32,
    "low": pl.Int32,
    "high": pl.Int32,
    "rules": pl.List(pl.String),
    "findings": pl.List(pl.String),
}
"""Of each row: what came of it, the ratio that the rules looked at (``of``: completion, else deviation, else lateness; empty
where there is none) as a fraction, none where that is beyond 38 digits; weight and points in hundredths (points with the adjustments of
an assessor), the least and the most that an open row may come to, the ids of the rules and the codes of the findings."""
CUTS = pl.List(pl.Struct({"of": pl.String, "points": pl.Int32}))
PROJECT_RESULTS: Mapping[str, Any] = {
    "project": pl.String,
    "total": pl.Int32,
    "low": pl.Int32,
    "high": pl.Int32,
    "grade": pl.String,
    "cuts": CUTS,
    "findings": pl.List(pl.String),
}
"""Of each project: its total in hundredths (none while a row is open), the range it lies in, the grade, what caps and pass
lines took, the codes of its own findings."""


class Results(NamedTuple):
    """The scores of projects and of their rows, in the order of the tables."""

    projects: pl.DataFrame
    rows: pl.DataFrame


def row_result(score: Score) -> tuple[object, ...]:
    """The columns of a score behind its project and code."""
    low, high = score.bounds
    of, *terms = ratio_of(score)
    return (
        score.outcome,
        of,
        *(None if one is None else Decimal(one) for one in terms),
        *(hundredths(one) for one in (score.weight, score.points, low, high)),
        list(score.rules),
        [one.code for one in score.findings],
    )


def results_of(sheets: Iterable[ProjectScore]) -> Results:
    """What the row path came to, as tables."""
    projects: list[tuple[object, ...]] = []
    rows: list[tuple[object, ...]] = []
    for sheet in sheets:
        cuts = [{"of": one.of, "points": hundredths(one.points)} for one in sheet.adjustments]
        low, high = sheet.total_range
        codes = [one.code for one in sheet.findings]
        projects.append(
            (sheet.code, hundredths(sheet.total), hundredths(low), hundredths(high), sheet.grade, cuts, codes)
        )
        rows += ((sheet.code, score.code, *row_result(score)) for score in sheet.scores)
    return Results(
        pl.DataFrame(projects, schema=dict(PROJECT_RESULTS), orient="row"),
        pl.DataFrame(rows, schema=dict(ROW_RESULTS), orient="row"),
    )
