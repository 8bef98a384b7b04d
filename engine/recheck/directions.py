"""Which way a target is better, as far as its text, its name and its place in the table say."""

from __future__ import annotations

from typing import NamedTuple

from engine.language.squeezing import squeeze
from engine.quantity import Dimension, unit_of
from engine.recheck.model import FilledRow
from engine.recheck.units import unit_in
from engine.recheck.words import Words, is_good
from engine.targets import Operator, Target, TargetKind

_TIMED = (Dimension.DURATION, Dimension.WORKDAYS, Dimension.MONTHS)


class TargetDirection(NamedTuple):
    """The operator a target is held to; ``clear`` is false where a careful reader might take the other one."""

    operator: Operator
    clear: bool


def _is_open(target: Target, row: FilledRow) -> bool:
    """Whether a number without a direction may be a ceiling: cost, money that is no income, durations, names of harm."""
    name = squeeze(row.name)
    if Words.GOOD_RATE.found(name):
        return False
    unit = unit_in(target)
    dimension = unit_of(unit).dimension
    if dimension in (Dimension.MONEY, Dimension.RATE) or (unit is None and Words.MONEY.found(name)):
        return not Words.INCOME.found(name)
    if dimension in _TIMED:
        return not Words.LASTING.found(name)
    return Words.LOWER.found(name) or Words.COST.found(row.level1, row.level2)


def _is_ceiling(target: Target, row: FilledRow) -> bool:
    """Whether at least so much is hardly meant: of a cost, or of a wait."""
    dimension = unit_of(unit_in(target)).dimension
    name = squeeze(row.name)
    if dimension in (Dimension.MONEY, Dimension.RATE):
        return Words.COST.found(row.level1, row.level2, name) and not Words.INCOME.found(name)
    return dimension in _TIMED and Words.WAIT.found(name)


def direction_of(target: Target, row: FilledRow) -> TargetDirection:
    """The operator of a quantity or a change: the declared one, else at least so much (0: at most)."""
    declared, name = target.operator, squeeze(row.name)
    if target.kind is TargetKind.CHANGE:
        return TargetDirection(declared or Operator.GE, clear=True)
    if declared in (Operator.GE, Operator.GT):
        return TargetDirection(declared, clear=not Words.HARM.found(name) and not _is_ceiling(target, row))
    if declared in (Operator.LE, Operator.LT):
        return TargetDirection(declared, clear=not is_good(name))
    if not target.value:
        return TargetDirection(Operator.LE, clear=not is_good(name) and not Words.INCOME.found(name))
    return TargetDirection(Operator.GE, clear=not _is_open(target, row))


def opposite(direction: TargetDirection) -> Operator:
    """The other way to read a target whose direction is open."""
    return Operator.LE if direction.operator in (Operator.GE, Operator.GT) else Operator.GE
