"""Weights of a project's rows: exactly 100.00 in hundredths, by largest remainder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from engine.language.findings import Findings, finding
from engine.quantity import CENT
from engine.rulesets import Ruleset
from engine.terms import BUDGET_EXECUTION

HUNDRED = Decimal(100)
NOTHING = Decimal("0.00")


class Weighed(NamedTuple):
    """A live row as far as weights depend on it: the level 1 that it counts as, its group within that, and the weight
    that the form declares as it is written (empty where it declares none)."""

    code: str
    level: str
    group: str
    core: bool = False
    written: str = ""

    @property
    def declared(self) -> Decimal | None:
        """The declared weight as a number."""
        return Decimal(self.written) if self.written else None


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


def weights_of(ruleset: Ruleset, kind: str, rows: Iterable[Weighed]) -> tuple[Mapping[str, Decimal], Findings]:
    """Weight by row code of a project of a kind, 100.00 in all: as the form declares them where it does, else split as the
    ruleset says.

    :raises ValueError: if no level with a weight has a live row.
    """
    rules = ruleset.weights
    live: dict[str, list[Weighed]] = {}
    for row in rows:
        live.setdefault(row.level, []).append(row)
    levels = level_weights(rules.for_kind(kind), live)
    if rules.declared == "use" and not ruleset.items:
        declared = _declared(live, rules.for_kind(kind))
        if declared is not None:
            return declared
    factor = Decimal(1) if rules.core_factor is None else ruleset.parameters[rules.core_factor].number
    findings = _partial(live, rules.for_kind(kind)) if rules.declared == "use" and not ruleset.items else ()
    return row_weights(live, levels, factor), findings


def _partial(live: Mapping[str, Sequence[Weighed]], levels: Mapping[str, Decimal]) -> Findings:
    """A warning where some rows declare a weight and others do not, so that none is taken."""
    rows = [row for level, rows in live.items() for row in rows if row.code != BUDGET_EXECUTION and level in levels]
    lacking = [row.code for row in rows if not row.declared]
    return (finding("weights-partial", rows=sorted(lacking)),) if 0 < len(lacking) < len(rows) else ()


def _declared(
    live: Mapping[str, Sequence[Weighed]], levels: Mapping[str, Decimal]
) -> tuple[dict[str, Decimal], Findings] | None:
    rows = [row for level, rows in live.items() for row in rows if row.code != BUDGET_EXECUTION and level in levels]
    total = HUNDRED - levels.get(BUDGET_EXECUTION, NOTHING)
    weights = declared_weights(rows, total)
    if weights is None:
        return None
    declared = sum((row.declared or NOTHING for row in rows), NOTHING)
    findings = () if declared == total else (finding("weights-scaled", declared=declared, total=total),)
    return {BUDGET_EXECUTION: levels.get(BUDGET_EXECUTION, NOTHING), **weights}, findings


def _groups(rows: Sequence[Weighed]) -> list[list[Weighed]]:
    groups: dict[str, list[Weighed]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return list(groups.values())


def level_weights(levels: Mapping[str, Decimal], live: Mapping[str, Sequence[object]]) -> dict[str, Decimal]:
    """The weight of each level 1 that has live rows: what the others leave goes to them in proportion.

    :raises ValueError: if no level with a weight has a live row.
    """
    names = [level for level in levels if live.get(level) and levels[level] > 0]
    return dict(zip(names, largest_remainder(HUNDRED, [levels[name] for name in names]), strict=True))


def row_weights(
    rows: Mapping[str, Sequence[Weighed]], weights: Mapping[str, Decimal], core_factor: Decimal = Decimal(1)
) -> dict[str, Decimal]:
    """The weight of each live row by its code: equal over the groups of a level 1, then over a group's rows.

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


def declared_weights(rows: Sequence[Weighed], total: Decimal) -> dict[str, Decimal] | None:
    """The weights that the form itself declares, scaled to ``total``; None unless every row has a positive one."""
    declared = [row.declared for row in rows if row.declared is not None and row.declared > 0]
    if not rows or len(declared) != len(rows):
        return None
    return dict(zip((row.code for row in rows), largest_remainder(total, declared), strict=True))
