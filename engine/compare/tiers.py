"""The tier that words name: a ruleset's own words, also in longer forms (部分达成年度指标并具有一定效果)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.quantity import Ratio
from engine.rulesets import Tier

_LEAD = regex("^(?:本年度?|全年|年度|目前|总体|已经?|均已?|全部|全面|评定为|为|:)+")
_OF_GOAL = regex(
    "(?:本年度?|年度|年初|预期|既定|设定|绩效|全部|各项|总体|全年)*(?:绩效)?(?:指标|目标|任务|要求|效果)+(?:值)?"
)
_EFFECT = regex(
    "[,、]?(?:并且?|且|和)?(?:具有|取得|达到|有)?了?(?:一定|较好)的?效果$|(?<=[标务值求成])[,、]?且?效果较差$"
)
_NOT = regex("^(?:未|没有?|未能|尚未|还未|不)(?=达成|完成|达到|实现)")


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """Words of a tier without what they are about: 未达成年度指标且效果较差 as 未达成, 达到预期目标 as 达成."""
    text = squeeze(word).strip('。,;:()“”"')
    if text in ("效果较差", "效果一般"):
        return text
    found = _EFFECT.search(text)
    if found and ("较差" not in found.group() or text[0] in "未没"):
        text = text[: found.start()] or text
    short = _OF_GOAL.sub("", _LEAD.sub("", text)) if _OF_GOAL.search(text) else _LEAD.sub("", text)
    is_of_goal = short != text
    short = _NOT.sub("未", short) or text
    if is_of_goal and _OF_GOAL.search(text):
        short = re.sub("(?:达到|实现|完成)$", "达成", short)
    return short


def tier_of(word: str, tiers: tuple[Tier, ...]) -> Tier | None:
    """The tier whose name or words these are; None where they are those of none."""
    if not word:
        return None
    exact = next((one for one in tiers if word in one.words or word == one.name), None)
    if exact is not None:
        return exact
    short = bare(word)
    return next((one for one in tiers if short in {bare(its) for its in (*one.words, one.name)}), None)


def tier_at(share: Ratio, tiers: tuple[Tier, ...]) -> Tier | None:
    """The tier that a share lies in."""
    return next((one for one in tiers if holds(one, share)), None)


def holds(tier: Tier, share: Ratio) -> bool:
    """Whether a share belongs to a tier; 100% belongs to the first."""
    hundred = Decimal(100)
    is_below = share.cmp(tier.below) < 0 or (tier.below == hundred and share.cmp(hundred) == 0)
    return share.cmp(tier.at_least) >= 0 and is_below
