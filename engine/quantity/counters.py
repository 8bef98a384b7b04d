"""Counters that stand for each other: 个 and 家 count the same things, 人 and 户 do not."""

from __future__ import annotations

from engine.quantity.numbers import Dimension, unit_of

_FAMILIES: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "个 家 项 所 座 处 套 台 件 份 本 篇 条 部 册 宗 只 栋 幢 间 张 块 辆 架 台套 台件",
        "人 名 位 人员",
        "次 期 场 轮 场次 班次 班 届 回 遍",
        "批 批次",
    )
)
_MARKS = str.maketrans("()（）/、", "      ")


def same_counters(unit: str | None, other: str | None) -> bool:
    """Whether two counters may count the same things (个 and 家, not 人 and 户); one that is not written fits any."""
    if unit is None or other is None or unit == other:
        return True
    ones, others = (set(each.translate(_MARKS).split()) for each in (unit, other))  # 台(套) is 台 or 套
    return bool(ones & others) or any(family & ones and family & others for family in _FAMILIES)


def is_counter(unit: str | None) -> bool:
    """Whether a unit counts things."""
    return unit is not None and unit_of(unit).dimension is Dimension.COUNT
