"""Weights of a project's rows: exactly 100.00 in hundredths, by largest remainder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from engine.quantity import CENT
from engine.terms import Indicator

HUNDRED = Decimal(100)


def largest_remainder(total: Decimal, shares: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """``total`` (in hundredths) split in proportion to ``shares``, each part in hundredths, their sum exactly total.

    What the rounding down leaves goes, a hundredth each, to the largest remainders; ties in the given order.

    :raises ValueError: if there are no shares, one is negative, or none is positive.
    """
    whole = sum(shares, Decimal(0))
    if not shares or whole <= 0 or min(shares) < 0:
        raise ValueError("a split needs shares that are not negative, at least one of them positive")
    cents = int((total / CENT).to_integral_exact())
    exact = [Fraction(cents) * Fraction(share) / Fraction(whole) for share in shares]
    floors = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda index: (floors[index] - exact[index], index))
    for index in by_remainder[: cents - sum(floors)]:
        floors[index] += 1
    return tuple(floor * CENT for floor in floors)


def _groups(rows: Sequence[Indicator]) -> list[list[Indicator]]:
    groups: dict[str, list[Indicator]] = {}
    for row in rows:
        groups.setdefault(row.level2, []).append(row)
    return list(groups.values())


def level_weights(levels: Mapping[str, Decimal], live: Mapping[str, Sequence[object]]) -> dict[str, Decimal]:
    """The weight of each level 1 that has live rows: what the others leave goes to them in proportion.

    :raises ValueError: if no level with a weight has a live row.
    """
    names = [level for level in levels if live.get(level) and levels[level] > 0]
    return dict(zip(names, largest_remainder(HUNDRED, [levels[name] for name in names]), strict=True))


def row_weights(
    rows: Mapping[str, Sequence[Indicator]], weights: Mapping[str, Decimal], core_factor: Decimal = Decimal(1)
) -> dict[str, Decimal]:
    """The weight of each live row by its code: equal over the level-2 groups of a level 1, then over a group's rows.

    ``rows`` are the live rows by the level 1 they count as; a core indicator weighs ``core_factor`` times its
    siblings. (Default of mof-2020-10, where the method leaves the split to the unit.)

    :raises KeyError: if a level with a weight has no rows.
    """
    result: dict[str, Decimal] = {}
    for level1, weight in weights.items():
        groups = _groups(rows[level1])
        for group, part in zip(groups, largest_remainder(weight, [Decimal(1)] * len(groups)), strict=True):
            shares = largest_remainder(part, [core_factor if row.core else Decimal(1) for row in group])
            result.update(zip((row.code for row in group), shares, strict=True))
    return result


def declared_weights(rows: Sequence[Indicator], total: Decimal) -> dict[str, Decimal] | None:
    """The weights that the form itself declares, scaled to ``total``; None unless every row has a positive one."""
    declared = [row.weight for row in rows if row.weight is not None and row.weight > 0]
    if not rows or len(declared) != len(rows):
        return None
    return dict(zip((row.code for row in rows), largest_remainder(total, declared), strict=True))
