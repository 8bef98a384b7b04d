"""Which ruleset a table was filled in under: the one that is named, else the one its layout points to."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from engine.recheck.model import FilledTable
from engine.rulesets import ruleset_ids

DEFAULT = "mof-2020-10"
CORE, HUBEI, THIRD = "mof-2021-101", "hubei-2020", "third-party-2020"
REASONS = {
    "named": "指定",
    "level 1 is 决策, 过程, 产出, 效益": "一级指标为决策、过程、产出、效益",
    "成本指标 is a level 1": "成本指标为一级指标",
    "the execution of the budget has 20 points": "预算执行占20分",
    "nothing in the table points to another one": "表中无其他依据，按默认规则",
}
"""Each reason in Chinese, for documents."""

_FRAMEWORK = frozenset(["决策", "过程", "产出", "效益"])


class Fit(NamedTuple):
    """The id of a ruleset, and why it was taken; ``named`` where a person named it."""

    ruleset: str
    why: str
    named: bool = False


def fit_ruleset(table: FilledTable, named: str | None = None) -> Fit:
    """The ruleset of a table: levels and the points of execution tell the shipped ones apart."""
    if named is not None:
        return Fit(named, "named", named=True)
    shipped = ruleset_ids()
    levels = {row.level1.removesuffix("指标") for row in table.rows if row.level1}
    if levels >= _FRAMEWORK - {"产出"} and THIRD in shipped:
        return Fit(THIRD, "level 1 is 决策, 过程, 产出, 效益")
    if "成本" in levels and CORE in shipped:
        return Fit(CORE, "成本指标 is a level 1")
    weight = table.funds.weight.number if table.funds else None
    if weight == Decimal(20) and HUBEI in shipped:
        return Fit(HUBEI, "the execution of the budget has 20 points")
    return Fit(DEFAULT, "nothing in the table points to another one")
