"""What the row path says of rows, as columns: words, and the whole numbers by which completion and points are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import polars as pl

from engine.columns.fits import Line
from engine.columns.judge import Seen, Words
from engine.columns.results import WHOLE
from engine.rulesets import NUMBERS

BIG = pl.Int128
_LINES = {"ratio": ("ri", "rj", "rk", "rl"), "share": ("si", "sj", "sk", "sl")}


class Verdict(NamedTuple):
    """What is the same of rows: the words, and the lines of the ratio (``of``: which it is) and of the share (None: there
    is none)."""

    words: Words
    of: str
    ratio: Line | None
    share: Line | None

    @classmethod
    def made(cls, words: Words, lines: Mapping[str, Line], share: Line | None) -> Verdict:
        """The verdict with the ratio that says most, of the lines of all numbers."""
        of = next((name for name in NUMBERS if name in lines), "")
        return cls(words, of, lines.get(of), share)

    @property
    def is_whole(self) -> bool:
        """Whether its lines can be written in whole numbers that are not too large."""
        return all(line is None or line.whole for line in (self.ratio, self.share))

    def at(self, n: Fraction) -> Verdict:
        """What it says of one number."""
        ratio, share = (None if line is None else Line(line.at(n)) for line in (self.ratio, self.share))
        return self._replace(ratio=ratio, share=share)


def constant(seen: Seen) -> Verdict | None:
    """What a row comes to whatever its weight; None where that has to be asked for each weight."""
    lines = {name: Line(number) for name, number in seen.numbers.items()}
    verdict = Verdict.made(seen.words, lines, Line(seen.cut) if seen.shares else None)
    return verdict if seen.is_constant and verdict.is_whole else None


def table_of(known: Iterable[Verdict]) -> pl.DataFrame:
    """The verdicts by their number."""
    rows = []
    for number, (words, of, *lines) in enumerate(known):
        factors = [one for line in lines for one in ((line.whole if line else None) or (None,) * 4)]
        rows.append((number, words.outcome, words.is_live, list(words.rules), list(words.findings), of, *factors))
    schema: dict[str, Any] = {
        "verdict": pl.UInt32,
        "outcome": pl.String,
        "is_live": pl.Boolean,
        "rules": pl.List(pl.String),
        "findings": pl.List(pl.String),
        "of": pl.String,
        **{name: BIG for names in _LINES.values() for name in names},
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _fraction(line: str) -> tuple[pl.Expr, pl.Expr]:
    """Numerator and denominator of a line at n = P ÷ Q."""
    first, second, third, fourth = (pl.col(name) for name in _LINES[line])
    p, q = pl.col("p"), pl.col("q")
    return first * p + second * q, third * p + fourth * q


def counted(rows: pl.DataFrame) -> pl.DataFrame:
    """``rows`` (p, q, weight and the columns of verdicts) with ratio, points and their bounds.

    Points are what :func:`engine.quantity.points` makes of them: weight × share to the nearest hundredth, halves up.
    """
    numerator, denominator = _fraction("ratio")
    top, bottom = _fraction("share")
    points = (2 * pl.col("weight").cast(BIG) * top + bottom) // (2 * bottom)
    return rows.with_columns(
        numerator.cast(WHOLE).alias("numerator"),
        denominator.cast(WHOLE).alias("denominator"),
        points.cast(pl.Int32).alias("points"),
    ).with_columns(
        pl.col("points").fill_null(0).alias("low"),
        pl.coalesce("points", "weight", pl.lit(0, pl.Int32)).alias("high"),
    )
