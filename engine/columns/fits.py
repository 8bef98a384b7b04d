"""Exact straight lines through a few points, and where they reach a value."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import NamedTuple

LARGEST = 10**9
"""The largest coefficient with which numbers of :data:`engine.columns.texts.LARGEST` stay within 128 bits."""


class Line(NamedTuple):
    """``a + b × n``, or ``a + b ÷ n`` where it is ``inverse``."""

    a: Fraction
    b: Fraction = Fraction()
    inverse: bool = False

    def at(self, n: Fraction) -> Fraction:
        """Its value."""
        return self.a + (self.b / n if self.inverse else self.b * n)

    def reaches(self, value: Fraction) -> Fraction | None:
        """Where it has a value; None where nowhere or everywhere."""
        rest = value - self.a
        if not self.b or (self.inverse and not rest):
            return None
        return self.b / rest if self.inverse else rest / self.b

    @property
    def whole(self) -> tuple[int, int, int, int] | None:
        """As whole numbers i, j, k, l: ``(i × P + j × Q) ÷ (k × P + l × Q)`` of n = P ÷ Q; None where they are too large."""
        den = lcm(self.a.denominator, self.b.denominator)
        a, b = int(self.a * den), int(self.b * den)
        made = (a, b, den, 0) if self.inverse else (b, a, 0, den)
        return made if max(map(abs, made)) <= LARGEST else None


def line_through(points: Sequence[tuple[Fraction, Fraction]]) -> Line | None:
    """The line through all points, of rising n; None where there is none."""
    (first, low), (last, high) = points[0], points[-1]
    if all(value == low for _, value in points):
        return Line(low)
    slope = (high - low) / (last - first)
    straight = Line(low - slope * first, slope)
    if all(straight.at(n) == value for n, value in points):
        return straight
    if first <= 0:
        return None
    slope = (high - low) / (1 / last - 1 / first)
    inverse = Line(low - slope / first, slope, True)
    return inverse if all(inverse.at(n) == value for n, value in points) else None


class Quotient(NamedTuple):
    """A number made of several: ``Σ top × x ÷ Σ bottom × x``, where ``bottom`` has the factor of 1 last."""

    top: tuple[int, ...]
    bottom: tuple[int, ...]

    def of_scaled(self, one: int, most: int) -> Quotient:
        """The same of numbers that are written ``one`` times as large, of which there are ``most``."""
        rest = (0,) * (most - len(self.top))
        return Quotient((*self.top, *rest), (*self.bottom[:-1], *rest, self.bottom[-1] * one))


def quotient_of(samples: Sequence[tuple[Sequence[Fraction], Fraction]]) -> Quotient | None:
    """How numbers were made of some others, a sum or a sum divided by one of them; None where they were not made so.

    A change is ``(x − y) ÷ y``, a share ``x ÷ y``, a difference ``x − y``. It takes more samples than numbers.
    """
    count = len(samples[0][0])
    if len(samples) <= count:
        return None
    for divisor in (None, *range(count)):
        wanted = [made if divisor is None else made * values[divisor] for values, made in samples]
        factors = _solved([values for values, _ in samples], wanted)
        if factors is None:
            continue
        den = lcm(*(one.denominator for one in factors))
        bottom = [0] * (count + 1)
        bottom[count if divisor is None else divisor] = den
        top = tuple(int(one * den) for one in factors)
        return Quotient(top, tuple(bottom)) if max(map(abs, (*top, den))) <= LARGEST else None
    return None


def _solved(rows: Sequence[Sequence[Fraction]], wanted: Sequence[Fraction]) -> list[Fraction] | None:
    """Factors with which the sum over every row is what is wanted; None where there are none."""
    count = len(rows[0])
    for some in combinations(range(len(rows)), count):
        table = [[*rows[one], wanted[one]] for one in some]
        factors = _eliminated(table)
        if factors is not None:
            alike = all(
                sum((one * factor for one, factor in zip(row, factors, strict=True)), Fraction()) == value
                for row, value in zip(rows, wanted, strict=True)
            )
            return factors if alike else None
    return None


def _eliminated(table: list[list[Fraction]]) -> list[Fraction] | None:
    """Gauss and Jordan; None where the rows depend on each other."""
    for column in range(len(table)):
        pivot = next((row for row in table[column:] if row[column]), None)
        if pivot is None:
            return None
        table.remove(pivot)
        pivot = [one / pivot[column] for one in pivot]
        table = [[one - row[column] * other for one, other in zip(row, pivot, strict=True)] for row in table]
        table.insert(column, pivot)
    return [row[-1] for row in table]
