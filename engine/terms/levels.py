"""What the levels of a form are called, whoever wrote them: signs, spaces and another spelling name no other level.

Forms, rulesets and comparisons ask here, so that ``＊成 本 指 标：`` is 成本指标 to all of them.
"""

from __future__ import annotations

from functools import lru_cache

from engine.language.patterns import regex
from engine.language.squeezing import squeeze, straighten

LEVEL1 = ("产出指标", "效益指标", "满意度指标", "成本指标")
# a level by its other names, all without 指标 at their end
_LEVEL1 = {name.removesuffix("指标"): name for name in LEVEL1} | dict.fromkeys(
    ("服务对象满意度", "服务对象满意", "满意"), "满意度指标"
)
_SPELLINGS = {
    "数量指标": "数量 产出数量",
    "质量指标": "质量 产出质量",
    "时效指标": "时效 产出时效 时效性",
    "成本指标": "成本 产出成本",
    "经济成本指标": "经济成本",
    "社会成本指标": "社会成本",
    "生态环境成本指标": "生态环境成本 生态成本 环境成本",
    "经济效益指标": "经济效益",
    "社会效益指标": "社会效益",
    "生态效益指标": "生态效益 生态环境效益 环境效益",
    "可持续影响指标": "可持续影响 可持续性影响 可持续发展影响 可持续发展",
    "服务对象满意度指标": "服务对象满意度 服务对象满意 满意度 满意 社会公众或服务对象满意度 服务对象或项目受益人满意度",
}
_LEVEL2 = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings.split()}
# 一、 (一) 1. 指标1： ① before a name, （20分） (20%) （续） behind a level; 1.5 is a figure
_NUMBERING = regex(r"^(?:指标\d{0,2}[:.、]|\(?[一二三四五六七八九十]{1,2}[)、.]|\(?\d{1,2}(?:[)、]|\.(?!\d)))+")
_CIRCLED = regex("^[①-⑳]+")
_POINTS = regex(r"\((?:续\d?|(?:权重|分值)?:?\d{1,3}(?:\.\d+)?(?:分|%)?)\)$")
_STARS = "*＊﹡∗✱"
_MARKS = f"{_STARS}★☆▲△"
_ENDING = ":：。.,，;；、"


def is_starred(text: str) -> bool:
    """Whether a text is marked by a star before or behind it: such rows are required."""
    bare = text.strip()
    return bool(bare) and (bare[0] in _MARKS or bare[-1] in _MARKS)


def unmarked(text: str) -> str:
    """A name without the stars that mark it and without the colon or stop behind it; as it stands where nothing is left."""
    return text.strip().strip(_MARKS).strip().rstrip(_ENDING + _MARKS).strip() or text.strip()


def unstarred(text: str) -> str:
    """A text without a star before or behind it and without a colon behind it (``＊≥90%：``), which say nothing of it."""
    return text.strip().strip(_STARS).rstrip(f":：{_STARS}").strip() or text.strip()


@lru_cache(maxsize=4096)
def level1_of(text: str) -> str:
    """The level 1 that a text names: ``＊产 出``, ``一、产出指标（50分）`` are 产出指标; another one as it stands."""
    squeezed = _squeezed(text)
    bare = unmarked(_NUMBERING.sub("", squeezed).partition("(")[0])
    return _LEVEL1.get(bare.removesuffix("指标")) or _other(text, squeezed)


@lru_cache(maxsize=4096)
def level2_of(text: str) -> str:
    """The level 2 that a text names, as levels are compared: ``＊数量``, ``1.数量指标（20分）`` are 数量指标."""
    squeezed = _squeezed(text)
    bare = _without_number(squeezed)
    return _LEVEL2.get(bare.removesuffix("指标")) or (bare if bare.endswith("指标") else squeezed)


def level2_shown(text: str) -> str:
    """A level 2 in the form's own words, without its number, its points, a star, and the breaks of a narrow cell."""
    squeezed = _squeezed(text)
    bare = _without_number(squeezed)
    return bare if bare.endswith("指标") else _other(text, squeezed)


def _squeezed(text: str) -> str:
    return squeeze(_CIRCLED.sub("", unmarked(text)))


def _without_number(squeezed: str) -> str:
    return unmarked(_POINTS.sub("", _NUMBERING.sub("", squeezed)))


def same_level(one: str, other: str) -> bool:
    """Whether two level-2 names, each with a star or without, are the same."""
    return level2_of(one) == level2_of(other)


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """A name as names are compared: in half-width signs, without spaces, stars, a number before it (``1.``, ``指标1：``)
    and a colon or stop behind it."""
    squeezed = _squeezed(straighten(name))
    return unmarked(_NUMBERING.sub("", squeezed)) or squeezed


def is_worded_otherwise(text: str, name: str) -> bool:
    """Whether a level has other words in the form than its name, not only other signs."""
    return key_of(text) != key_of(name)


def is_level1(text: str) -> bool:
    """Whether a text is a level 1 by its whole name, but for stars and spaces."""
    return key_of(text) in LEVEL1


def _other(text: str, squeezed: str) -> str:
    """A level that no list knows, without the breaks that a narrow cell put into it."""
    return "".join(unmarked(text).split()) if squeezed.endswith("指标") else unmarked(straighten(text))
