"""Rows that differ in numbers alone, piece by piece between the numbers where anything changes its way.

In: for each row its shape and, as whole numbers, the P and Q of the number n = P ÷ Q that is compared. Out: for each row the
verdict of its piece, or none where it has to be asked about by itself. The bends that are known first are those of the
comparison; a few rows of each piece that any row falls into tell, through the row path, how completion and share go there,
and so where rules and awards bend: until no piece has a bend within.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from engine.columns.fits import Line, line_through
from engine.columns.judge import Seen
from engine.columns.shapes import Piece, Range, Shape
from engine.columns.verdicts import BIG, Verdict, constant

FINE = 10**12
"""Numbers are told apart in so small parts; what lies with a bend within one part is asked about by itself."""
FARTHEST = 10**15
"""The largest n."""
_ROOM = 1 << 93
"""More than twice as many parts as there are up to the largest n: so much room has a shape on the one line of all."""
_ROUNDS = 8
_CUT = {Fraction(0), Fraction(1)}
Ask = Callable[[int], Seen | None]
"""What the row path has of a row, by its number; None where it fails."""


def keyed(rows: pl.DataFrame) -> pl.DataFrame:
    """``rows`` (row, shape, p, q) in the order of n within their shapes, with the key of that order; ``is_new`` where it
    is another number than before, ``is_exact`` where n is a whole number of parts."""
    parts = pl.col("p") * pl.lit(FINE, BIG)
    floor = parts // pl.col("q")
    is_exact = floor * pl.col("q") == parts
    key = (pl.col("shape").cast(BIG) + 1) * pl.lit(_ROOM, BIG) + floor * 2 + (~is_exact).cast(BIG)
    is_new = pl.col("key") != pl.col("key").shift(fill_value=-1)
    return (
        rows.with_columns(key.alias("key"), is_exact.alias("is_exact")).sort("key").with_columns(is_new.alias("is_new"))
    )


def located(rows: pl.DataFrame, shapes: Mapping[int, Shape], ask: Ask) -> tuple[pl.DataFrame, list[Verdict]]:
    """``row``, ``p``, ``q`` and ``verdict`` (its number in the list) of keyed rows; those that are left out stand by
    themselves."""
    for _ in range(_ROUNDS):
        line = _Bounds(shapes)
        placed = rows.with_columns(line.pieces(rows))
        found = [(piece, *_known(*line.at(piece), picks, ask)) for piece, picks in _picks(placed)]
        if not any(is_bent for _, _, is_bent in found):
            break
    else:
        found = []
    numbers: dict[Verdict, int] = {}
    pairs = [(piece, numbers.setdefault(one, len(numbers))) for piece, one, _ in found if one is not None]
    table = pl.DataFrame(pairs, schema={"piece": placed["piece"].dtype, "verdict": pl.UInt32}, orient="row")
    return placed.join(table, on="piece").select("row", "p", "q", "verdict"), list(numbers)


class _Bound(NamedTuple):
    key: int
    shape: Shape
    bend: Fraction | None


class _Bounds:
    """The bends of all shapes on one line of keys, each shape with a bound before its first bend."""

    def __init__(self, shapes: Mapping[int, Shape]) -> None:
        found = [_Bound((at + 1) * _ROOM - _ROOM // 2, shape, None) for at, shape in shapes.items()]
        found += [
            _Bound((at + 1) * _ROOM + _key(bend), shape, bend) for at, shape in shapes.items() for bend in shape.bends
        ]
        self._bounds = sorted(found, key=lambda one: one.key)
        self._keys = pl.Series([one.key for one in self._bounds], dtype=BIG)

    def pieces(self, rows: pl.DataFrame) -> pl.Series:
        """The number of the piece of each row, odd on a bend; null where the two sides of a bend cannot be told apart."""
        below, up_to = (self._keys.search_sorted(rows["key"], side) for side in ("left", "right"))
        is_on = up_to > below
        frame = pl.DataFrame({"piece": below * 2 + is_on.cast(below.dtype), "is_sure": ~is_on | rows["is_exact"]})
        return frame.select(pl.when("is_sure").then("piece").alias("piece")).to_series()

    def at(self, piece: int) -> tuple[Shape, Range]:
        """The shape of a piece, and the bends that it lies between."""
        at, is_on = divmod(piece, 2)
        if is_on:
            return self._bounds[at].shape, Range(self._bounds[at].bend, self._bounds[at].bend)
        below = self._bounds[at - 1]
        above = self._bounds[at] if at < len(self._bounds) else None
        is_last = above is None or above.shape is not below.shape
        return below.shape, Range(below.bend, None if is_last or above is None else above.bend)


@lru_cache(1 << 16)
def _key(bend: Fraction) -> int:
    parts = bend * FINE
    return 2 * (parts.numerator // parts.denominator) + (parts.denominator != 1)


class _Pick(NamedTuple):
    row: int
    n: Fraction


def _picks(placed: pl.DataFrame) -> Iterator[tuple[int, list[_Pick]]]:
    """The rows to ask about in each piece: the first, one in the middle and the last, each with another number."""
    new = placed.filter(pl.col("is_new") & pl.col("piece").is_not_null())
    first = new.select((pl.col("piece") != pl.col("piece").shift(fill_value=-1)).arg_true()).to_series()
    last = first.shift(-1, fill_value=new.height) - 1
    columns = [new[at].select("row", "p", "q").rows() for at in (first, (first + last) // 2, last)]
    for piece, *some in zip(new["piece"].gather(first), *columns, strict=True):
        picks = (_Pick(row, Fraction(p, q)) for row, p, q in some)
        yield piece, list({pick.n: pick for pick in picks}.values())


def _known(shape: Shape, within: Range, picks: Sequence[_Pick], ask: Ask) -> tuple[Verdict | None, bool]:
    """The verdict of a piece, and whether new bends lie in it; what is known of it holds where its ends agree."""
    if not within.is_within(shape.low, shape.high):
        return None, False
    known = shape.pieces.get(within)
    if known is not None:
        beyond = [pick for pick in (picks[0], picks[-1]) if not known.low <= pick.n <= known.high]
        if known.verdict is None or all(_agrees(known.verdict, pick.n, ask(pick.row)) for pick in beyond):
            shape.pieces[within] = Piece(min(known.low, picks[0].n), max(known.high, picks[-1].n), known.verdict)
            return known.verdict, False
    for some in (picks[::2], picks):  # where the ends tell of a bend between them, the one in the middle tells nothing
        verdict, bends = _found(some, within, ask)
        new = {one for one in bends if abs(one) < FARTHEST} - shape.bends
        if new:
            shape.bends |= new
            shape.pieces.clear()
            return None, True
    shape.pieces[within] = Piece(picks[0].n, picks[-1].n, verdict)
    return verdict, False


def _agrees(verdict: Verdict, n: Fraction, seen: Seen | None) -> bool:
    """Whether a verdict holds of one more number."""
    return seen is not None and verdict.at(n) == constant(seen)


def _found(picks: Sequence[_Pick], within: Range, ask: Ask) -> tuple[Verdict | None, set[Fraction]]:
    """The verdict of a piece by the rows that are asked about, and the bends in it."""
    seen = [one for pick in picks if (one := ask(pick.row)) is not None]
    if len(seen) < len(picks) or not all(one.is_constant and one.bends is not None for one in seen):
        return None, set()
    ns, first = [pick.n for pick in picks], seen[0]

    def line(values: Iterable[Fraction]) -> Line | None:
        return line_through(list(zip(ns, values, strict=True)))

    lines = {
        name: line(one.numbers[name] for one in seen)
        for name in first.numbers
        if all(name in one.numbers for one in seen)
    }
    shares = [line(some) for some in zip(*(one.shares for one in seen), strict=False)]
    bends = {n for one in seen for n in _reached(one, lines, shares) if n in within} if len(ns) > 1 else set()
    share = line(one.cut for one in seen)
    known = {name: one for name, one in lines.items() if one is not None}
    verdict = Verdict.made(first.words, known, share if first.shares else None)
    is_straight = len(known) == len(lines) and None not in (share, *shares)
    is_alike = all(one.likeness == first.likeness for one in seen)
    return (verdict if is_straight and is_alike and verdict.is_whole else None), bends


def _reached(seen: Seen, lines: Mapping[str, Line | None], shares: Sequence[Line | None]) -> Iterator[Fraction]:
    """Where a number reaches what a rule or an award asks, or a share where it is cut."""
    bends = seen.bends or {}
    asked: list[tuple[Line | None, Iterable[Fraction]]] = [(line, bends.get(name, ())) for name, line in lines.items()]
    asked += [(line, _CUT | set(bends.get("share", ()))) for line in shares]
    for line, values in asked:
        if line is not None:
            yield from (n for value in values if (n := line.reaches(value)) is not None)
