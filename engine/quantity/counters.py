"""Counters that stand for each other: 个 and 家 count the same things, 人 and 户 do not."""

from __future__ import annotations

from engine.quantity.numbers import Dimension, unit_of

_SYNONYMS = tuple(frozenset(words.split()) for words in ("人 名 位 人员", "批 批次", "栋 幢", "次 回 遍", "场 场次"))
"""Words for the same way of counting: nothing is assumed where one stands for the other."""
_FAMILIES: tuple[frozenset[str], ...] = (
    *_SYNONYMS,
    *(
        frozenset(words.split())
        for words in (
            "个 项 家 所 座 处 栋 幢 间",
            "个 项 套 台 件 只 张 块 辆 架 部 台套 台件",
            "个 项 件 份 本 篇 条 部 册 张",
            "个 项 件 宗 起",
            "次 期 场 轮 场次 班次 班 届 回 遍",
        )
    ),
)
# 6系统 and 6个系统: what a noun names is counted in 个; 人次, 课时, 学员 and 农户 are not
_NOT_IN_ITEMS = tuple("次时天日月年班套户人员生民")
_MARKS = str.maketrans("()（）/、", "      ")


def same_counters(unit: str | None, other: str | None) -> bool:
    """Whether two counters may count the same things (个 and 家, not 人 and 户); one that is not written fits any."""
    if unit is None or other is None or unit == other:
        return True
    ones, others = _words(unit), _words(other)
    both = ones | others
    if "个" in both and any(_is_noun(one) for one in both):
        return True
    return bool(ones & others) or any(family & ones and family & others for family in _FAMILIES)


def is_synonym(unit: str | None, other: str | None) -> bool:
    """Whether two counters are two words for the same: 人 and 名."""
    return any(unit in words and other in words for words in _SYNONYMS)


def _words(unit: str) -> set[str]:
    """The counters of a unit: 台(套) is 台 or 套."""
    return set(unit.translate(_MARKS).split())


def _is_noun(unit: str) -> bool:
    """Whether a counter is a noun of two characters or more, which anybody may count in 个."""
    return len(unit) > 1 and is_counter(unit) and not unit.endswith(_NOT_IN_ITEMS)


def is_counter(unit: str | None) -> bool:
    """Whether a unit counts things."""
    return unit is not None and unit_of(unit).dimension is Dimension.COUNT
