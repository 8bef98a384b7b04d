"""A set of projects as tables -> its scores as tables: the one function that every engine calls, on as many rows as it likes.

The same as :func:`engine.scoring.evaluate.score_project` of every project says, and by the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import polars as pl

from engine.columns import texts
from engine.columns.judge import Judge, Seen
from engine.columns.lines import lines_of, numbered
from engine.columns.pieces import FARTHEST, keyed, located
from engine.columns.results import PROJECT_RESULTS, ROW_RESULTS, Results, results_of, row_result
from engine.columns.shapes import Shape, Shapes
from engine.columns.tables import AMOUNTS, Content, Declaration, Tables, case_of
from engine.columns.totals import totals_of
from engine.columns.verdicts import BIG, Verdict, constant, counted, table_of
from engine.columns.weights import weighed
from engine.rulesets import Ruleset
from engine.scoring.evaluate import score_project

FEW = 8
"""With fewer rows it costs less to ask about each of them than to find their shape."""
_INT = pl.Int32
_ADJUSTMENT = r"^-?[0-9]{1,6}(?:\.[0-9]{1,2})?$"


def score_partition(tables: Tables, ruleset: Ruleset) -> Results:
    """The scores of a set of whole projects.

    Arguments and results are plain tables (of Arrow, if wanted), so any engine may pass them from process to process; what
    is remembered from one call to the next are answers that would be given again.
    """
    return _columns_of(ruleset.model_dump_json()).score(tables)


@lru_cache(maxsize=4)
def _columns_of(content: str) -> Columns:
    return Columns(Ruleset.model_validate_json(content))


class Columns:
    """What scores sets under a ruleset, and remembers what it was told of rows."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.judge = Judge(ruleset)
        self.shapes = Shapes(self.judge)

    def score(self, tables: Tables) -> Results:
        """The scores of a set of whole projects."""
        return _Set(tables, self).results()


class _Set:
    """One set on its way: ``lines`` are its rows with the number of what each declares."""

    def __init__(self, tables: Tables, by: Columns) -> None:
        self.tables, self.by = tables, by
        self.lines, firsts = numbered(lines_of(tables, by.judge.items), Declaration._fields, "declared")
        self._contents_of = self.lines.select("declared", *Content._fields)
        self.declarations = [Declaration(*row) for row in self.lines.select(Declaration._fields)[firsts].iter_rows()]

    def seen(self, row: int) -> Seen | None:
        """What the row path has of a line; None where it fails."""
        declared, *content = self._contents_of.row(row)
        return self.by.judge.seen(self.declarations[declared], Content(*content))

    def results(self) -> Results:
        """The scores."""
        placed, known, contents = self._placed()
        lines = self.lines.select("row", "at", "order", "code", "declared", "weight", "adjustment")
        rows = lines.sort("at", "order").join(placed, on="row", how="left", maintain_order="left")
        rows = rows.join(table_of(known), on="verdict", how="left", maintain_order="left", suffix="_known")
        rows = rows.with_columns(is_live=pl.coalesce("is_live_known", "is_live"))
        understood = [self.by.judge.understood(one) for one in self.declarations]
        rows, weights = weighed(rows, understood, self.by.judge.base.distinct)
        rows = _adjusted(self._asked(counted(rows), contents))
        levels = pl.Series("level", [one.standing.level if one else "" for one in understood]).gather(rows["declared"])
        totals = totals_of(rows.with_columns(levels), self.by.judge.ruleset)
        return self._finished(rows, totals.join(weights, on="at", maintain_order="left"))

    def _placed(self) -> tuple[pl.DataFrame, list[Verdict], list[Seen | None]]:
        """For each line its verdict with P and Q, or its ``content`` where it stands by itself; the verdicts, and what the
        row path has of each content."""
        numbers, known = self._numbers()
        of_content, contents = self._contents(self.lines.join(numbers, on="row", how="anti"))
        places = {one: at for at, one in enumerate(known)}
        verdicts = [None if one is None else constant(one) for one in contents]
        given = pl.DataFrame(
            {
                "verdict": [None if one is None else places.setdefault(one, len(places)) for one in verdicts],
                "is_live": [one is not None and one.words.is_live for one in contents],
                "is_failed": [one is None for one in contents],
            },
            schema={"verdict": pl.UInt32, "is_live": pl.Boolean, "is_failed": pl.Boolean},
        )
        alone = of_content.join(given.with_row_index("content"), on="content")
        alone = alone.with_columns(p=pl.lit(1, BIG), q=pl.lit(1, BIG))
        return pl.concat([numbers, alone], how="diagonal"), list(places), contents

    def _numbers(self) -> tuple[pl.DataFrame, list[Verdict]]:
        """``row``, ``p``, ``q`` and ``verdict`` of the lines that differ from others in numbers alone; the verdicts."""
        is_budget = pl.col("target").is_null()
        budget = self.lines.filter(is_budget).select("row", "declared", "at")
        spent = texts.spent(budget.hstack(self.tables.projects.select(AMOUNTS)[budget["at"]]))
        read = pl.concat([spent, texts.read(self.lines.filter(~is_budget))], how="diagonal")
        read, _ = numbered(read, ("declared", "template"), "shape")
        many = read.group_by("shape", "declared", "template", maintain_order=True).len().filter(pl.col("len") >= FEW)
        shapes = {
            shape: found
            for shape, declared, template, _ in many.iter_rows()
            if (found := self.by.shapes.of(self.declarations[declared], template)) is not None
        }
        return located(keyed(_made(read, shapes)), shapes, self.seen)

    def _contents(self, lines: pl.DataFrame) -> tuple[pl.DataFrame, list[Seen | None]]:
        """``row`` and ``content`` of lines that stand by themselves; what the row path has of each content."""
        named, firsts = numbered(lines, ("declared", *Content._fields), "content")
        return named.select("row", "content"), [self.seen(row) for row in named["row"].gather(firsts)]

    def _asked(self, rows: pl.DataFrame, contents: Sequence[Seen | None]) -> pl.DataFrame:
        """The rows, those whose points are no share of the weight with what the row path gives them at theirs."""
        is_asked = pl.col("verdict").is_null() & ~pl.col("is_failed")
        some = rows.filter(is_asked).select("content", "weight", "declared").unique(maintain_order=True)
        if some.is_empty():
            return rows
        results = [name for name in ROW_RESULTS if name not in ("project", "code", "weight")]
        made: list[dict[str, object]] = []
        for content, weight, declared in some.iter_rows():
            of, seen = self.by.judge.understood(self.declarations[declared]), contents[content]
            score = self.by.judge.scored(of, seen.row, weight) if of and seen and seen.row else None
            given = dict(zip([*ROW_RESULTS][2:], row_result(score), strict=True)) if score else dict.fromkeys(results)
            made.append({**given, "content": content, "weight": weight, "fails": score is None})
        key: dict[str, Any] = {"content": rows["content"].dtype, "weight": _INT, "fails": pl.Boolean}
        table = pl.DataFrame(made, schema={**key, **{name: ROW_RESULTS[name] for name in results}})
        joined = rows.join(
            table, on=["content", "weight"], how="left", nulls_equal=True, maintain_order="left", suffix="_asked"
        )
        given_here = [pl.when(is_asked).then(f"{name}_asked").otherwise(name).alias(name) for name in results]
        return joined.with_columns(*given_here, is_failed=pl.coalesce("fails", "is_failed"))

    def _finished(self, rows: pl.DataFrame, totals: pl.DataFrame) -> Results:
        """The results in order; projects that the columns cannot say are scored by the row path."""
        is_odd = pl.col("is_failed").any() | pl.col("code").is_duplicated().any()
        odd = rows.group_by("at").agg(is_odd.alias("odd")).filter("odd")["at"]
        odd = pl.concat([odd, totals.filter(pl.col("findings").is_null())["at"]]).unique().sort()
        names = self.tables.projects.select("project").with_row_index("at")
        done = (
            names.join(totals, on="at", maintain_order="left").select("at", *PROJECT_RESULTS),
            rows.with_columns(names["project"].gather(rows["at"])).select("at", *ROW_RESULTS),
        )
        if odd.is_empty():
            return Results(*(one.drop("at") for one in done))
        projects = self.tables.projects[odd]
        alone = results_of(
            score_project(one, self.by.judge.base) for one in self._cases(projects.iter_rows(named=True))
        )
        placed = (one.join(names, on="project", maintain_order="left") for one in alone)
        merged = (
            pl.concat([one.filter(~pl.col("at").is_in(odd.implode())), other.select(one.columns)])
            for one, other in zip(done, placed, strict=True)
        )
        return Results(*(one.sort("at", maintain_order=True).drop("at") for one in merged))

    def _cases(self, projects: Iterable[Mapping[str, Any]]) -> Iterable[Any]:
        rows = self.tables.rows
        for one in projects:
            yield case_of(one, rows.filter(pl.col("project") == one["project"]).iter_rows(named=True))


def _made(read: pl.DataFrame, shapes: Mapping[int, Shape]) -> pl.DataFrame:
    """``row``, ``shape``, P and Q of the lines of known shapes."""
    names = ("t1", "t2", "t3", "b1", "b2", "b3", "b0")
    factors = [(shape, *one.made.top, *one.made.bottom) for shape, one in shapes.items()]
    table = pl.DataFrame(factors, schema={"shape": read["shape"].dtype, **dict.fromkeys(names, BIG)}, orient="row")
    numbers = [pl.col(name).fill_null(0).cast(BIG) for name in texts.NUMBERS]
    top = sum((pl.col(f"t{at}") * one for at, one in enumerate(numbers, 1)), pl.lit(0, BIG))
    bottom = sum((pl.col(f"b{at}") * one for at, one in enumerate(numbers, 1)), pl.col("b0"))
    joined = read.join(table, on="shape").select("row", "shape", top.alias("p"), bottom.alias("q"))
    return joined.filter((pl.col("q") > 0) & (pl.col("p").abs() < pl.col("q") * FARTHEST))


def _adjusted(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the adjustments of an assessor, as :func:`engine.scoring.assessing.assessed` lays them over a score."""
    text = pl.col("adjustment")
    is_odd = ~text.str.contains(_ADJUSTMENT)
    more = (pl.when(~is_odd).then(text).str.to_decimal(scale=2) * 100).cast(_INT)
    points = pl.min_horizontal(pl.max_horizontal(pl.col("points") + more, pl.lit(0, _INT)), "weight")
    is_counted = text.is_not_null() & pl.col("points").is_not_null()
    changed = [pl.when(is_counted).then(points).otherwise(name).alias(name) for name in ("points", "low", "high")]
    is_open = text.is_not_null() & pl.col("points").is_null()
    codes = pl.when(is_open).then(pl.concat_list("findings", pl.lit(["adjustment-open"]))).otherwise("findings")
    return rows.with_columns(*changed, findings=codes, is_failed=pl.col("is_failed") | is_odd.fill_null(False))
