"""A recorded text beside its row: what every reader of it is given, and what it mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.measures import Reading
from engine.quantity import Dimension, plain, unit_of
from engine.quantity.numerals import chinese_number
from engine.targets import Operator, Target, TargetKind
from engine.targets.mentions import Mention, Mentions, mentions_in

_MONEY = regex(r"(?:[￥¥]|RMB|CNY|人民币)[:：]?\s*(\d[\d,，]*(?:\.\d+)?)\s*([万亿千百]*)\s*(?:元|圆)?")
_WORDED = regex(
    "(?<![\\d.])([壹贰叁肆伍陆柒捌玖拾][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{0,23})[元圆](?![零壹贰叁肆伍陆柒捌玖角])[整正]?"
)
_SO_MANY = regex(
    "(?<![\\d第一二两三四五六七八九十百千万])([一二两三四五六七八九十百千万]{1,6})(?=[余多][\u4e00-\u9fff])"
)
_WHOLE = regex(r"(?<=[\d万亿千百])(?:圆[整正]?|元[整正])")
_BRACKET_UNIT = regex(r"(?<=\d)[(（]([\u4e00-\u9fff]{1,2})[)）]")
_INCLUSIVE = regex(r"[(（]不?包?含[^()（）]{0,6}[)）]")
_OPENING = regex(r"[(（\[［【]")
_CLOSING = regex(r"[)）\]］】]")
_GAP = regex(r"(\d[%％\u4e00-\u9fff]{1,3})\s+(?=[\u4e00-\u9fff])")


BRACKET = "|"
"""The mark before what stood in brackets."""


def prepared(text: str) -> str:
    """A text as its mentions are looked for: lines and brackets as clauses of their own, money in digits."""
    text = _INCLUSIVE.sub("", text.strip().rstrip("。；;")).replace("\n", "；")
    text = _BRACKET_UNIT.sub(r"\1", _GAP.sub(r"\1，", text))
    text = _CLOSING.sub("，", _OPENING.sub(BRACKET, text))
    text = _SO_MANY.sub(_counted, text)
    return _WORDED.sub(_in_digits, _WHOLE.sub("元", _MONEY.sub(r"\1\2元", text)))


def _counted(match: re.Match[str]) -> str:
    """五千 of 五千余份 in digits."""
    number = chinese_number(match[1])
    return match[0] if number is None else plain(number)


def _in_digits(match: re.Match[str]) -> str:
    number = chinese_number(match[1])
    return match[0] if number is None else plain(number) + "元"


@dataclass(frozen=True)
class RowText:
    """A recorded text beside its row, and the year it was recorded for."""

    text: str
    reading: Reading
    year: int | None

    @cached_property
    def plain(self) -> str:
        """The text in half-width signs, without white space and full stop."""
        return squeeze(self.text).rstrip("。;")

    @cached_property
    def name(self) -> str:
        """The name of the row."""
        return squeeze(self.reading.name)

    @cached_property
    def about(self) -> str:
        """What the row is about: its name, and the words of its target."""
        return f"{self.name} {self.target.applies_to or ''}"

    @property
    def target(self) -> Target:
        """The target of the row."""
        return self.reading.target

    @property
    def unit(self) -> str | None:
        """The unit of the target, also where it was inferred."""
        return self.target.unit or self.target.unit_inferred

    @property
    def dimension(self) -> Dimension:
        """What the target measures."""
        return unit_of(self.unit).dimension

    @property
    def goal(self) -> Decimal | None:
        """The number of the target."""
        return self.target.value if isinstance(self.target.value, Decimal) else None

    @property
    def operators(self) -> tuple[Operator, ...]:
        """The operators that the row admits."""
        return self.reading.direction.operators or ((self.target.operator,) if self.target.operator else ())

    @property
    def is_higher(self) -> bool:
        """Whether more is better for sure."""
        return bool(self.operators) and all(one in (Operator.GE, Operator.GT) for one in self.operators)

    @property
    def is_lower(self) -> bool:
        """Whether less is better for sure."""
        return bool(self.operators) and all(one in (Operator.LE, Operator.LT) for one in self.operators)

    @property
    def is_change(self) -> bool:
        """Whether a change is what is asked for."""
        is_asked = self.target.kind is TargetKind.CHANGE or self.target.direction is not None
        return is_asked or self.reading.named.is_decrease

    @cached_property
    def mentions(self) -> Mentions:
        """What the text mentions."""
        return mentions_in(prepared(self.text), self.year)

    @cached_property
    def days(self) -> tuple[Mention, ...]:
        """The days that it mentions."""
        return tuple(one for one in self.mentions.found if one.is_day)
