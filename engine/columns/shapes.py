"""Rows that differ in numbers alone: how these make the one that is compared, and where its comparison may bend."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from engine.actuals import Actual, Inputs, Stated
from engine.columns import texts
from engine.columns.fits import Quotient, quotient_of
from engine.columns.judge import Judge
from engine.columns.tables import RECORD, Declaration
from engine.columns.verdicts import Verdict
from engine.compare.bends import Bends, bends_of
from engine.measures import Reading
from engine.observe.texts import NUMERIC, is_plain
from engine.scoring.funds import BENDS
from engine.targets import TargetKind

_SAMPLES = (
    *((2, 3, 7), (1, 4, 5), (3, 5, 11), (4, 5, 13), (1, 2, 3)),
    *((17, 19, 23), (13, 11, 29), (31, 43, 37), (59, 47, 41)),
)
"""Numbers to see by how a record makes one number of several: parts of a whole, stars of five, and others."""
_KEPT = 1 << 14


class Range(NamedTuple):
    """The numbers between two bends, or on one; without a bend below or above all there are."""

    above: Fraction | None
    below: Fraction | None

    def is_within(self, low: Fraction | None, high: Fraction | None) -> bool:
        """Whether all its numbers lie between two others, where these are given."""
        is_above = low is None or (self.above is not None and low <= self.above)
        return is_above and (high is None or (self.below is not None and self.below <= high))

    def __contains__(self, n: object) -> bool:
        assert isinstance(n, Fraction)
        return (self.above is None or self.above < n) and (self.below is None or n < self.below)


class Piece(NamedTuple):
    """What is known of the numbers from ``low`` to ``high`` in a range: a verdict, or that there is none."""

    low: Fraction
    high: Fraction
    verdict: Verdict | None


class Shape:
    """``made`` says how the numbers of a record make one, ``bends`` where something changes its way; more are found, and
    the ``pieces`` between them, as rows are asked about. What lies beyond ``low`` and ``high`` is asked about by itself."""

    def __init__(self, made: Quotient, bends: Bends) -> None:
        self.made = made
        self.bends = set(bends.numbers)
        self.low, self.high = bends.low, bends.high
        self.pieces: dict[Range, Piece] = {}


class Shapes:
    """The shapes that were met under a ruleset."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.of = lru_cache(_KEPT)(self._of)

    def _of(self, one: Declaration, template: str) -> Shape | None:
        """The shape of rows by what they declare and the template of their records; None for those that have to be read
        each by itself."""
        if template.startswith(texts.SPENT):
            return Shape(Quotient((1, 0, 0), (0, 1, 0, 0)), Bends(BENDS))
        understood = self.judge.understood(one)
        if understood is None or understood.reading is None:
            return None
        reading = understood.reading
        if template.startswith(texts.DAY):
            return _of_days(reading)
        if reading.target.kind not in NUMERIC:
            return None
        if template.startswith(texts.INPUTS):
            names, behind = texts.inputs_in(template)
            return self._of_numbers(one, reading, names, behind)
        marked = template.removeprefix(texts.STATED)
        after = marked.removeprefix(texts.ODD)
        is_short = is_plain(_written(1, after))
        return self._of_numbers(one, reading, (), [after], every=not is_short) if is_short or after == marked else None

    def _of_numbers(
        self, one: Declaration, reading: Reading, names: Sequence[str], behind: Sequence[str], *, every: bool = False
    ) -> Shape | None:
        """The shape of a record with something behind its numbers; with ``every``, all samples have to be read as numbers."""
        made: list[tuple[list[Fraction], Fraction]] = []
        unit, is_computed = None, False
        sizes = [1000 if after.startswith(texts.COMMA) else 1 for after in behind]
        for numbers in _SAMPLES:
            if not every and len(made) > len(behind) + 1:
                break
            written = [_written(number, after) for number, after in zip(numbers, behind, strict=False)]
            seen = self.judge.observed(one, _recorded(names, written))
            if seen is not None and seen.number is not None and not seen.admitted:
                given = [Fraction(number * size) for number, size in zip(numbers, sizes, strict=False)]
                made.append((given, seen.number.fraction()))
                unit, is_computed = seen.unit, seen.expression is not None
        is_known = len(made) == len(_SAMPLES) if every else len(made) > len(behind) + 1
        found = quotient_of(made) if is_known else None
        bends = bends_of(reading, unit, is_computed=is_computed)
        if found is None or bends is None:
            return None
        return Shape(found.of_scaled(texts.ONE, texts.MOST_INPUTS), bends)


def _of_days(reading: Reading) -> Shape | None:
    bends = bends_of(reading, None) if reading.target.kind is TargetKind.DEADLINE else None
    return None if bends is None else Shape(Quotient((1, 0, 0), (0, 0, 0, 1)), bends)


def _written(number: int, behind: str) -> str:
    if behind.startswith(texts.COMMA):
        return f"{number},000{behind.removeprefix(texts.COMMA)}"
    return f"{number}{behind}"


def _recorded(names: Sequence[str], values: Sequence[str]) -> Actual:
    record = Inputs(inputs=dict(zip(names, values, strict=True))) if names else Stated(value=values[0])
    return Actual(code="", indicator="", record=record, source=RECORD)
