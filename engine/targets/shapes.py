"""Texts that differ in one number alone: read once as a shape, and the number filled in.

Most targets are a few words around one number (``≥90%``, ``完成34座公厕的运行维护``). Such a text is read the slow way
once, with a number that stands for all; the answer then serves every other number for which nothing else in the
reading can change. Numbers to which the grammar or a check gives a meaning of their own are always read the slow
way: years, 24 (hours), 0, percentages beyond a hundred, digits that may belong to a date, a list or a name.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from engine.language.patterns import regex
from engine.quantity import EXACT
from engine.targets.model import Target, TargetKind

SHAPES = 16_384
STAND_INS = {True: "36.5", False: "36"}
_ONE_NUMBER = regex(r"([^0-9]*)([1-9][0-9]{0,5}(\.[0-9]{1,4})?)([^0-9]*)")
# what may stand before and behind the number: nothing that could make it part of a date, list, name or sum
_BEFORE = regex("(?:^|[≥≤<>=≧≦]|[\u4e00-\u9fff](?<![第前月年日号季个一二三四五六七八九十]))$")
_BEHIND = regex("^(?:$|[%‰]|[\u4e00-\u9fff](?<![年月日号季至到度底末终前后比上下]))")
_WORDED = regex("热线|报警|急救|专线|学年|版|届|类")
_MEANT = frozenset({"5", "7", "8", "12", "24", "365"})


class Shape(NamedTuple):
    """The answer for the stand-in, and what its number was multiplied with."""

    target: Target
    factor: Decimal


def _shape(stand_in: str, target: Target) -> Shape | None:
    """The shape of a text, if its answer depends on the number in nothing but the value."""
    if target.kind not in (TargetKind.QUANTITY, TargetKind.CHANGE) or target.findings:
        return None
    if not isinstance(target.value, Decimal) or any(one.isdigit() for one in f"{target.applies_to}{target.unit}"):
        return None
    factor = EXACT.divide(target.value, Decimal(stand_in))
    return Shape(target, factor) if EXACT.multiply(factor, Decimal(stand_in)) == target.value else None


def by_shape(read: Callable[[str, str], Target]) -> Callable[[str, str], Target | None]:
    """A reader of (normalised text, text as given) for texts of a known shape; None for all others.

    ``read`` reads any text of the same two kinds, the slow way.
    """

    @lru_cache(maxsize=SHAPES)
    def shape_of(before: str, behind: str, stand_in: str) -> Shape | None:
        text = f"{before}{stand_in}{behind}"
        return _shape(stand_in, read(text, text))

    def quick(normal: str, text: str) -> Target | None:
        match = _ONE_NUMBER.fullmatch(normal)
        if match is None:
            return None
        before, number, point, behind = match.groups()
        if number in _MEANT or not _BEFORE.search(before) or not _BEHIND.search(behind) or _WORDED.search(behind):
            return None
        value = Decimal(number)
        shape = None if 1900 <= value <= 2100 else shape_of(before, behind, STAND_INS[point is not None])
        if shape is None or (value >= 100 and shape.target.unit == "%"):
            return None
        return shape.target.model_copy(update={"text": text, "value": EXACT.multiply(value, shape.factor)})

    return quick
