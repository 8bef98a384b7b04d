"""Recorded texts as columns: what stands in them beside their numbers (the template), and up to three whole numbers.

In: columns of texts. Out: a template, which is None where a text has to be read by itself, and ``x1`` to ``x3``: numbers in
ten-thousandths, or the day of a calendar.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from engine.actuals.moments import read_date
from engine.columns.tables import AMOUNTS, END

PLACES = 4
ONE = 10**PLACES
LARGEST = 10 ** (12 + PLACES)
NUMBERS = ("x1", "x2", "x3")
MOST_INPUTS = len(NUMBERS)
DAY, STATED, INPUTS, SPENT = "日", "值", "数", "钱"
"""How the template of each sort of record begins."""
COMMA, ODD = ",", "!"
"""Marks of templates: digits in threes, figures that are read in ways of their own."""
_NUMBER = r"^([0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(\.[0-9]{1,4})?([^\p{N},.\x1f]{0,8})$"
_DAY = (
    "^[0-9]{4}(?:年[0-9]{1,2}月[0-9]{1,2}日|"
    + "|".join(rf"{one}[0-9]{{1,2}}{one}[0-9]{{1,2}}" for one in ("-", "/", r"\."))
    + ")$"
)
_YEAR = r"^(?:19|20)[0-9]{2}(?:[0-9]{4})?$"


class _Parts(NamedTuple):
    """The whole digits, the fraction and what follows of a number, columns that are null where a text is none; and the
    number in ten-thousandths."""

    whole: pl.Expr
    fraction: pl.Expr
    behind: pl.Expr
    number: pl.Expr

    @property
    def is_over(self) -> pl.Expr:
        """Whether it is more than a whole in percent; 290% may be a sign that was read as a digit."""
        return self.behind.eq("%").and_(self.number.gt(100 * ONE))

    @property
    def template(self) -> pl.Expr:
        """What stands behind, marked where the digits stand in threes."""
        has_comma = self.whole.str.contains(",", literal=True)
        return pl.concat_str(pl.when(has_comma).then(pl.lit(COMMA)).otherwise(pl.lit("")), self.behind)


def _parted(rows: pl.DataFrame, **columns: pl.Expr) -> tuple[pl.DataFrame, tuple[_Parts, ...]]:
    """The rows with the parts of numbers in some columns of text, and these."""
    rows = rows.with_columns(
        one.str.extract_groups(_NUMBER)
        .struct.rename_fields([f"{name}_{part}" for part in _Parts._fields[:3]])
        .alias(name)
        for name, one in columns.items()
    ).unnest(*columns)
    parts = [_Parts(*(pl.col(f"{name}_{part}") for part in _Parts._fields)) for name in columns]
    behind = [one.fraction.str.slice(1).str.pad_end(PLACES, "0").cast(pl.Int64).fill_null(0) for one in parts]
    whole = [one.whole.str.replace_all(",", "", literal=True).cast(pl.Int64) * ONE for one in parts]
    numbers = ((one + more).alias(f"{name}_number") for name, one, more in zip(columns, whole, behind, strict=True))
    return rows.with_columns(numbers), tuple(parts)


def _of_figures(rows: pl.DataFrame) -> pl.DataFrame:
    """Template and number of single figures."""
    rows, (one,) = _parted(rows, x1=pl.col("actual"))
    is_odd = one.is_over | one.whole.str.contains(_YEAR) | (one.number == 0)
    mark = pl.when(is_odd).then(pl.lit(ODD)).otherwise(pl.lit(""))
    template = pl.lit(STATED) + mark + one.template
    return rows.select("row", "declared", template.alias("template"), one.number.alias("x1"))


def _of_inputs(rows: pl.DataFrame) -> pl.DataFrame:
    """Names, what follows the numbers, and the numbers of named inputs."""
    count = pl.col("names").str.count_matches(END, literal=True).alias("count") + 1
    values = pl.col("values").str.split_exact(END, MOST_INPUTS - 1).struct.rename_fields(NUMBERS).alias("each")
    kept = rows.select("row", "declared", "names", count, values).filter(pl.col("count") <= MOST_INPUTS).unnest("each")
    most = kept.select(pl.col("count").max()).item() or 0
    taken = NUMBERS[:most]
    kept, parts = _parted(kept, **{x: pl.col(x) for x in taken})
    template = pl.lit(INPUTS) + pl.col("names")
    for at, one in enumerate(parts):
        is_long = (one.whole.str.len_bytes() == 8) | one.fraction.is_not_null() | (one.behind == "届")
        is_day = one.whole.str.contains(_YEAR) & is_long
        made = pl.when(~one.is_over & ~is_day).then(pl.lit(END) + one.template)
        template += pl.when(pl.col("count") > at).then(made).otherwise(pl.lit(""))
    numbers = (one.number.alias(x) for x, one in zip(taken, parts, strict=True))
    return kept.select("row", "declared", template.alias("template"), *numbers)


def _of_days(rows: pl.DataFrame) -> pl.DataFrame:
    texts = rows.select(pl.col("actual").unique()).to_series().to_list()
    days = {text: found.toordinal() for text in texts if (found := read_date(text))}
    known = pl.DataFrame(
        {"actual": list(days), "x1": list(days.values())}, schema={"actual": pl.String, "x1": pl.Int64}
    )
    template = pl.lit(DAY) + pl.col("actual").str.slice(4, 1)
    return rows.join(known, on="actual").select("row", "declared", template.alias("template"), "x1")


def read(rows: pl.DataFrame) -> pl.DataFrame:
    """``row``, ``declared``, ``template`` and numbers of the rows whose records can be columns."""
    is_day = pl.col("actual").str.contains(_DAY)
    texts = rows.filter(pl.col("actual").is_not_null()).select("row", "declared", "actual", is_day.alias("is_day"))
    found = (
        pl.DataFrame(schema=dict.fromkeys(NUMBERS, pl.Int64)),
        _of_figures(texts.filter(~pl.col("is_day"))),
        _of_days(texts.filter("is_day")),
        _of_inputs(rows.filter(pl.col("names").is_not_null())),
    )
    return pl.concat(found, how="diagonal").drop_nulls("template")


def spent(projects: pl.DataFrame) -> pl.DataFrame:
    """The same of budget rows (row, declared and the amounts): what was spent, and the budget of the year."""
    rows, parts = _parted(projects, **{name: pl.col(name) for name in AMOUNTS})
    template, numbers = pl.lit(SPENT), {}
    for name, one in zip(AMOUNTS, parts, strict=True):
        size = one.behind.replace_strict({"": 1, "元": 1, "万元": 10_000}, default=None, return_dtype=pl.Int64)
        known = pl.when(size.is_not_null()).then(one.template)
        template += pl.when(pl.col(f"{name}_written")).then(known).otherwise(pl.lit("-")) + END
        numbers[name] = one.number * size
    rows = rows.with_columns(projects.select(pl.col(name).is_not_null().alias(f"{name}_written") for name in AMOUNTS))
    budget = pl.coalesce(numbers["adjusted"], numbers["initial"], numbers["year_amount"])
    read = rows.select(
        "row", "declared", template.alias("template"), numbers["executed"].alias("x1"), budget.alias("x2")
    )
    return read.filter(pl.col("template").is_not_null() & pl.col("x1").is_not_null() & (pl.col("x2") > 0))


def inputs_in(template: str) -> tuple[list[str], list[str]]:
    """The names of inputs and what follows their numbers, of a template."""
    parts = template.removeprefix(INPUTS).split(END)
    count = len(parts) // 2
    return parts[:count], parts[count:]
