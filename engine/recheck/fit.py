"""Which ruleset a table was filled in under: the one that is named, else the one its layout points to."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from engine.language.rendering import Coded, coded
from engine.quantity import plain
from engine.recheck.model import FilledTable
from engine.rulesets import ruleset_ids, shipped_rulesets
from engine.terms import BUDGET_EXECUTION

DEFAULT = "mof-2020-10"
CORE, THIRD = "mof-2021-101", "third-party-2020"
_FRAMEWORK = frozenset(["决策", "过程", "产出", "效益"])


class Fit(NamedTuple):
    """The id of a ruleset, and why it was taken; ``named`` where a person named it."""

    ruleset: str
    why: Coded
    named: bool = False


def fit_ruleset(table: FilledTable, named: str | None = None) -> Fit:
    """The ruleset of a table: levels and the points of execution tell the shipped ones apart."""
    if named is not None:
        return Fit(named, coded("fit-named"), named=True)
    shipped = ruleset_ids()
    levels = {row.level1.removesuffix("指标") for row in table.rows if row.level1}
    if levels >= _FRAMEWORK - {"产出"} and THIRD in shipped:
        return Fit(THIRD, coded("fit-framework"))
    if "成本" in levels and CORE in shipped:
        return Fit(CORE, coded("fit-cost"))
    weight = table.funds.weight.number if table.funds else None
    other = None if weight is None else _by_execution(weight)
    if weight is not None and other is not None:
        return Fit(other, coded("fit-execution", points=plain(weight)))
    return Fit(DEFAULT, coded("fit-default"))


def _by_execution(weight: Decimal) -> str | None:
    """The ruleset that gives the execution of the budget these points, where the default one gives it others."""
    points = {ruleset.id: ruleset.weights.levels.get(BUDGET_EXECUTION) for ruleset in shipped_rulesets()}
    return next((name for name, own in points.items() if own == weight != points.get(DEFAULT)), None)
