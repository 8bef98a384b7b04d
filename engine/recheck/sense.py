"""Which way a target is better, as far as its text, its name and its place in the table say."""

from __future__ import annotations

from typing import NamedTuple

from engine.quantity import Dimension, unit_of
from engine.recheck.model import FilledRow
from engine.recheck.words import (
    bare,
    is_cost,
    is_good,
    is_good_rate,
    is_harm,
    is_income,
    is_lasting,
    is_wait,
    may_be_lower,
)
from engine.targets import Operator, Target, TargetKind

_TIMED = (Dimension.DURATION, Dimension.WORKDAYS, Dimension.MONTHS)
_INCIDENTS = frozenset(["起", "例", "宗", "件", "次"])


class Sense(NamedTuple):
    """The operator a target is held to; ``clear`` is false where a careful reader might take the other one."""

    operator: Operator
    clear: bool


def _unit(target: Target) -> str | None:
    return target.unit or target.unit_inferred


def _is_open(target: Target, row: FilledRow) -> bool:
    """Whether a number without a direction may be a ceiling: cost, money that is no income, durations, names of harm."""
    name = bare(row.name)
    if is_good_rate(name):
        return False
    dimension = unit_of(_unit(target)).dimension
    if dimension is Dimension.MONEY or dimension is Dimension.RATE:
        return not is_income(name)
    if dimension in _TIMED:
        return not is_lasting(name)
    return may_be_lower(name) or is_cost(row.level1, row.level2)


def _is_ceiling(target: Target, row: FilledRow) -> bool:
    """Whether at least so much is hardly meant: of a cost, or of a wait."""
    dimension = unit_of(_unit(target)).dimension
    name = bare(row.name)
    if dimension in (Dimension.MONEY, Dimension.RATE):
        return is_cost(row.level1, row.level2, name) and not is_income(name)
    return dimension in _TIMED and is_wait(name)


def sense_of(target: Target, row: FilledRow) -> Sense:
    """The operator of a quantity or a change: the declared one, else at least so much (0: at most)."""
    declared, name = target.operator, bare(row.name)
    if target.kind is TargetKind.CHANGE:
        return Sense(declared or Operator.GE, clear=True)
    if declared in (Operator.GE, Operator.GT):
        return Sense(declared, clear=not is_harm(name) and not _is_ceiling(target, row))
    if declared in (Operator.LE, Operator.LT):
        return Sense(declared, clear=not is_good(name))
    if not target.value:
        return Sense(Operator.LE, clear=may_be_lower(name) or target.unit in _INCIDENTS)
    return Sense(Operator.GE, clear=not _is_open(target, row))


def opposite(sense: Sense) -> Operator:
    """The other way to read a target whose direction is open."""
    return Operator.LE if sense.operator in (Operator.GE, Operator.GT) else Operator.GE
