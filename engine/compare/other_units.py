"""The other units in which a bare number may be: 90 beside ≤2小时 minutes, 3.4 beside ≥3500米 kilometres.

A number that is far off its target as it stands, and near it in another unit of the same kind, may be in either.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.compare.model import Goal
from engine.quantity import EXACT, Dimension, Ratio, convert_ratio, unit_of
from engine.quantity.calendars import length_between
from engine.quantity.ladders import units_beside
from engine.targets.amounts import MULTIPLIERS
from engine.terms import Direction

FAR = Decimal(5)
"""So many times more or less is a target missed or outdone; a figure farther off may be in another unit."""
_NEAR = Decimal(2)


class Other(NamedTuple):
    """What a bare number is in the target's unit if it was written in another ``unit``: one number, or the least and the
    most of days in months."""

    unit: str
    numbers: tuple[Ratio, ...]


def distance(number: Ratio, value: Decimal) -> Decimal:
    """How many times one number is the other, whichever is more; both are positive."""
    ratio = EXACT.divide(EXACT.divide(number.num, number.den), value) if value else Decimal(0)
    return max(abs(ratio), 1 / abs(ratio)) if ratio else Decimal("Infinity")


def other_units(number: Ratio, goal: Goal) -> tuple[Other, ...]:
    """The other units in which a bare number is near a target that it is far off as it stands."""
    if number.num <= 0 or goal.value <= 0 or distance(number, goal.value) <= FAR:
        return ()
    others = (*_of_its_kind(number, goal), *_ten_thousands(number, goal))
    return tuple(one for one in others if any(_is_near(each, goal) for each in one.numbers))


def _is_near(number: Ratio, goal: Goal) -> bool:
    is_kept = goal.direction is Direction.LOWER and number.cmp(goal.value) <= 0
    return distance(number, goal.value) < (FAR if is_kept else _NEAR)


def _of_its_kind(number: Ratio, goal: Goal) -> Iterator[Other]:
    for unit in units_beside(goal.unit):
        one = convert_ratio(number, unit, goal.unit)
        numbers = (one,) if one else length_between(number, unit, goal.unit, goal.value)
        if numbers:
            yield Other(unit, tuple(numbers))


def _ten_thousands(number: Ratio, goal: Goal) -> Iterator[Other]:
    """3.2 beside ≥31000人: 3.2万人. Of what is to be little, few are few."""
    if goal.direction is not Direction.LOWER and unit_of(goal.unit).dimension in (Dimension.COUNT, Dimension.NONE):
        yield Other(f"万{goal.unit or ''}", (Ratio(EXACT.multiply(number.num, MULTIPLIERS["万"]), number.den),))
