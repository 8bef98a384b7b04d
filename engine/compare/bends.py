"""Where the comparison of a number changes its way: between two such numbers it goes one way, so rows that differ in the
number alone can be compared as columns.

More numbers than change anything do no harm. A number that is far off its target may be in another unit, short of its 万 or
a hundred times off, each with bounds of its own (:mod:`engine.compare.units`): such are not columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from engine.compare.other_units import FAR
from engine.compare.units import CLOSE
from engine.measures import Reading
from engine.observe import period_of
from engine.quantity import Dimension, convert, unit_of
from engine.targets import Target, TargetKind
from engine.targets.amounts import MULTIPLIERS

_FIGURES = (0, 1, 5, 10, 100, 250, 300)
"""Where a figure may be a share of one, marks out of five or ten, more than the whole, a percentage with a sign in it."""


class Bends(NamedTuple):
    """The numbers at which the comparison may change its way, if they lie between ``low`` and ``high``, where given."""

    numbers: frozenset[Fraction]
    low: Fraction | None = None
    high: Fraction | None = None


def bends_of(reading: Reading, unit: str | None, *, is_computed: bool = False) -> Bends | None:
    """The bends in a unit, as it is recorded or computed; None of a target that is compared in another way."""
    target = reading.target
    if target.kind is TargetKind.DEADLINE:
        due = target.value if isinstance(target.value, date) else reading.measure.deadline
        is_day = due is not None and target.each is None
        return Bends(frozenset([Fraction(due.toordinal())])) if is_day and due else None
    if target.per is not None or target.parts or period_of(target.unit) is not None:
        return None
    goals = frozenset(_goals(target, unit))
    size, full, far = Fraction(unit_of(unit).factor), Fraction(reading.measure.full_marks or 100) / 100, Fraction(FAR)
    figures = {*map(Fraction, _FIGURES), *map(Fraction, MULTIPLIERS.values())}
    figures |= {one / size for one in figures}
    near = Fraction(CLOSE)
    close = {goal * of / 100 * one for goal in goals for of in (5, 10) for one in (near, 1 / near)}
    scaled = {goal * one for goal in goals for one in (full, 1 / full)}
    sizes = set() if _is_sure(reading, unit, is_computed) else {abs(goal) for goal in goals if goal}
    low, high = (max(sizes) / far, min(sizes) * far) if sizes else (None, None)
    ends = {one for one in (low, high) if one is not None}
    return Bends(frozenset({*goals, *figures, *close, *scaled, *ends}), low, high)


def _is_sure(reading: Reading, unit: str | None, is_computed: bool) -> bool:
    """Whether a number is of its unit however far it is off: a count with its counter, a share that was computed."""
    target, own = reading.target, reading.target.unit or reading.target.unit_inferred
    units = {unit, own, *(one.unit for one in reading.measure.inputs)} if is_computed else {unit, own}
    kinds = {unit_of(one).dimension for one in units}
    if target.multiplier or Dimension.MONEY in kinds or any("/" in (one or "") for one in units):
        return False
    if is_computed:
        return unit in (None, own)
    return unit is not None and not kinds & {Dimension.SHARE, Dimension.POINTS}


def _goals(target: Target, unit: str | None) -> Iterator[Fraction]:
    """The numbers of a target in another unit, as far as they convert."""
    own = target.unit or target.unit_inferred
    for number in (target.value, target.lower, target.upper):
        if isinstance(number, Decimal):
            is_same = unit is None or own is None or convert(Decimal(1), own, unit) is None
            factor = 1 if is_same else Fraction(unit_of(own).factor) / Fraction(unit_of(unit).factor)
            yield Fraction(number) * factor
