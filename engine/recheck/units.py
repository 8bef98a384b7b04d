"""The unit of a target, and which counters stand for each other."""

from __future__ import annotations

from engine.quantity import Dimension, unit_of
from engine.targets import Target

_FAMILIES = ("个家项所座处套台件份本篇条部", "人名位人员", "次期场批轮场次批次")


def unit_in(target: Target) -> str | None:
    """The unit of a target, also where its name gives it."""
    return target.unit or target.unit_inferred


def same_family(unit: str | None, other: str | None) -> bool:
    """Whether two counters may stand for each other (个 and 家, not 人 and 人次); one that is not written fits any."""
    if unit is None or other is None or unit == other or unit_of(unit).dimension is not Dimension.COUNT:
        return True
    return any(unit in family and other in family for family in _FAMILIES)
