"""Words for the way that something goes (较上年下降, 零增长, 只增不减): which signs its change may have."""

from __future__ import annotations

import re
from functools import lru_cache

from engine.language.patterns import regex
from engine.targets.model import Operator, Target, TargetKind

Signs = frozenset[int]
"""The signs that a change may have: -1 less, 0 as before, 1 more."""
_LESS, _SAME, _MORE = -1, 0, 1

LONGEST = 30
_PAST = "(?:上一?(?:年度?|期)|去年|往年|前一?年|基期|[12]\\d{3}年度?)(?:同期)?|同期|上年同期"
_WHEN = rf"(?:(?:与|较|比|同)?(?:{_PAST})(?:水平|数据|实绩)?(?:相比|比|的基础上)?|[同环]比|,)"
_HOW = "逐年|逐步|稳步|稳定|平稳|持续|不断|继续|连续|有所|保持|实现|总体|呈现?|进一步|均|略有?|小幅|实际|已|得到|有效"
_MUCH = "明显|显著|大幅度?|较大幅度|快速|较快"
_UP, _DOWN = "(?:增长|增加|上升|上涨|增多|增)", "(?:下降|减少|降低|回落|下滑|减|降)"
_WHOSE = "[^,;。0-9]{0,20}(?:[率数量额值度]|收入|成本|支出|费用|经费|规模|人数|债务|能耗|浓度|产值|税收|编制)"
_PATTERN = regex(
    rf"(?:{_WHOSE})?(?:{_WHEN}|{_HOW}|(?P<much>{_MUCH}))*(?:"
    rf"(?P<not_up>(?:不再?|未|没有|无|零|0){_UP}|[只仅][减降]不[增升])|(?P<not_down>(?:不|未|没有|无){_DOWN}|[只仅][增升]不[减降]|不[减降])"
    rf"|(?P<down>{_DOWN}|负增长)|(?P<up>{_UP})|(?P<same>持平|保持不变|没有变化|无变化))"
    r"(?:了|趋势|态势|状态|势头|目标|明显|显著)*"
)
_SIGNS: dict[str, Signs] = {
    "not_up": frozenset([_LESS, _SAME]),
    "not_down": frozenset([_SAME, _MORE]),
    "up": frozenset([_MORE]),
    "down": frozenset([_LESS]),
    "same": frozenset([_SAME]),
}
_ASKED = {
    "not_up": ("down", Operator.GE),
    "not_down": ("up", Operator.GE),
    "up": ("up", Operator.GT),
    "down": ("down", Operator.GT),
}


@lru_cache(maxsize=4096)
def signs_of(text: str) -> Signs | None:
    """The signs that words without a figure give a change; None where they speak of none."""
    found = _found(text)
    return None if found is None else _SIGNS[found.lastgroup or ""]


def signs_asked(target: Target) -> Signs | None:
    """The signs that a target in words asks for; None where it asks for no trend."""
    if target.kind is not TargetKind.QUALITATIVE or target.direction is None:
        return None
    asked = (target.direction, target.operator)
    return next(_SIGNS[name] for name, one in _ASKED.items() if one == asked)


def asked(written: str) -> tuple[str, Operator] | None:
    """The direction of a target in words, and how the change in it must stand to nothing; None where it asks for how
    much in words (明显下降) or is no trend."""
    found = _found(written)
    return _ASKED.get(found.lastgroup or "") if found is not None and not found["much"] else None


def _found(text: str) -> re.Match[str] | None:
    return _PATTERN.fullmatch(text) if len(text) <= LONGEST else None
