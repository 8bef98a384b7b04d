"""Which way a number is better where its target has no sign: from what the row says, in the order of its weight.

Sign or words of the target · column 指标方向 · explanation and formula · name, certain · level 2 · name, likely. Where
nothing decides both ways are admitted, and whoever compares asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

from engine.explanations import Explanation
from engine.language.findings import Finding, Findings, Value, finding
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.lexicon import TIMES, Lexicon, Measure, NameMeaning, Strength, about, meaning_of, shipped_lexicon
from engine.quantity import Dimension, plain, unit_of
from engine.targets import Operator, Target, TargetKind
from engine.targets.printing import SIGNS
from engine.terms import DIRECTION_WORDS, Direction, Indicator


class Evidence(StrEnum):
    """What a direction is taken from."""

    ANSWER = "answer"
    """a person answered the question"""
    SIGN = "sign"
    """the sign or the words of the target: ≥, 不低于"""
    COLUMN = "column"
    """the form's column 指标方向 or 指标性质"""
    EXPLANATION = "explanation"
    """the explanation: 每超1%扣1分, 控制在9%以内"""
    ZERO = "zero"
    """nothing of it may happen"""
    NAME = "name"
    """the name, by a certain entry of the lexicon"""
    LEVEL2 = "level2"
    """the level-2 indicator and the unit: money under 成本指标 is a limit"""
    WHOLE = "whole"
    """all of a whole: as a limit 100% of a share would ask nothing"""
    LIKELY = "likely"
    """the name, by a likely entry of the lexicon"""
    RULESET = "ruleset"
    """the ruleset says how every number without a sign is meant"""
    NONE = "none"
    """nothing: both ways are admitted"""


class DirectionReading(Value):
    """The operators that the evidence admits: one where the direction is settled, none where the target is no number.

    ``because`` quotes what it rests on: an entry of the lexicon, a level 2, a sentence of the explanation.
    """

    operators: tuple[Operator, ...] = ()
    evidence: Evidence = Evidence.SIGN
    because: str = ""

    @property
    def is_open(self) -> bool:
        """Whether more than one way is admitted."""
        return len(self.operators) > 1


class Row(NamedTuple):
    """All that may tell a direction."""

    indicator: Indicator
    target: Target
    explanation: Explanation
    named: NameMeaning
    by: Understanding
    answer: Operator | None = None

    @property
    def unit(self) -> str | None:
        """The unit of the number, also where it was inferred."""
        return self.target.unit or self.target.unit_inferred

    @property
    def dimension(self) -> Dimension:
        """What the number measures."""
        return unit_of(self.unit).dimension


BareValue = Literal["ask", "at_least", "exactly"]


class Understanding(NamedTuple):
    """What rows are read by beside themselves: the words of names (None: those that are shipped), and how a number is
    meant of which nothing in its row says the direction."""

    bare_value: BareValue = "ask"
    lexicon: Lexicon | None = None

    def named(self, name: str) -> NameMeaning:
        """What a name says."""
        return meaning_of(name, self.lexicon or shipped_lexicon())


Settled = tuple[Operator, Evidence, str]
_BARE = {"at_least": Operator.GE, "exactly": Operator.EQ}
OPERATORS: Mapping[Direction, Operator] = {
    Direction.HIGHER: Operator.GE,
    Direction.LOWER: Operator.LE,
    Direction.EXACT: Operator.EQ,
}
# 每超过1天扣1分, 越低越好, and 每低于1%扣1分, 越高越好
_SAYS_LOWER = regex(
    r"越(?:低|少|小|短)越好|(?:每|如)?(?:超过|超出|超|高于|大于|多于|增加|晚于|延[期误迟])[^,，。;；]{0,12}[扣减不]"
)
_SAYS_HIGHER = regex(
    r"越(?:高|多|大|长)越好|(?:每|如)?(?:低于|少于|小于|不足|降低|减少|少|缺)[^,，。;；]{0,12}[扣减不]"
)
_UP_TO = r"(?:不(?:得|应|能|可)?(?:超过|高于|大于|多于|突破)|控制在|以内|以下|≤|<=|至多|最多|上限)"
_AT_LEAST = r"(?:不(?:得|应|能|可)?(?:低于|少于|小于)|以上|≥|>=|至少|最低|达到)"


def directed(row: Row) -> tuple[Target, DirectionReading]:
    """The target with its direction where that is settled, and what the direction was taken from."""
    target = row.target
    if target.kind is TargetKind.COMPOUND:
        return _parts_directed(row)
    if target.kind is not TargetKind.QUANTITY or not isinstance(target.value, Decimal):
        return target, DirectionReading()
    if target.operator is not None:
        return target, DirectionReading(operators=(target.operator,))
    found = next(_evidence(row, target.value), None)
    if found is None:
        return target, DirectionReading(operators=(Operator.GE, Operator.LE), evidence=Evidence.NONE)
    operator, evidence, because = found
    settled = target.model_copy(update={"operator": operator})
    return settled, DirectionReading(operators=(operator,), evidence=evidence, because=because)


def _parts_directed(row: Row) -> tuple[Target, DirectionReading]:
    """A target in parts, each with the direction of its own name; open where that of any part is."""
    each = [directed(row._replace(target=part, named=_named_part(row, part))) for part in row.target.parts]
    target = row.target.model_copy(update={"parts": tuple(part for part, _ in each)})
    return target, next((direction for _, direction in each if direction.is_open), DirectionReading())


def _named_part(row: Row, part: Target) -> NameMeaning:
    """What the name of a part says, or else that of the row: 响应 of 响应时间."""
    own = row.by.named(part.applies_to) if part.applies_to else row.named
    return own if own.direction is not None or own.is_certain else row.named


def _evidence(row: Row, value: Decimal) -> Iterator[Settled]:
    """Everything that speaks for a direction, the strongest first."""
    if row.answer is not None:
        yield row.answer, Evidence.ANSWER, ""
    column = squeeze(row.indicator.nature)
    if column in DIRECTION_WORDS:
        yield OPERATORS[DIRECTION_WORDS[column]], Evidence.COLUMN, column
    if row.dimension in TIMES or not row.explanation.limits:  # 30分钟内赶到 beside 100%: of the event, not of the share
        yield from _explained(row.explanation.text, value)
    if not value:
        yield Operator.LE, Evidence.ZERO, ""
    row = row._replace(named=_of_time(row))
    named = about(row.named, row.dimension)
    if named.direction is not None and named.strength is Strength.CERTAIN:
        yield OPERATORS[named.direction], Evidence.NAME, named.word
    if not named.is_open:
        yield from _by_level2(row)
        if value == 100 and row.unit == "%" and not named.may_exceed:
            yield Operator.GE, Evidence.WHOLE, ""
    if named.direction is not None:
        yield OPERATORS[named.direction], Evidence.LIKELY, named.word
    if row.by.bare_value in _BARE:
        yield _BARE[row.by.bare_value], Evidence.RULESET, ""


def _of_time(row: Row) -> NameMeaning:
    """What a name says of a time that it does not call one: 展览 of 90天 is how long it is shown."""
    is_unsaid = (
        row.dimension in TIMES and row.named.measure is Measure.NONE and row.named.direction is not Direction.LOWER
    )
    timed = row.by.named(f"{row.indicator.name}时间") if is_unsaid else row.named
    return timed if timed.is_service or timed.is_wait else row.named


def _explained(text: str, value: Decimal) -> Iterator[Settled]:
    """What the explanation says: how points are lost, or the same number with its bound."""
    line, stated = squeeze(text), plain(value)
    number = rf"(?<![\d.]){re.escape(stated)}(?![\d.])%?"
    for operator, says, bound in (
        (Operator.LE, _SAYS_LOWER, _UP_TO),
        (Operator.GE, _SAYS_HIGHER, _AT_LEAST),
    ):
        found = says.search(line)
        if not found and stated in line:  # a pattern for each number takes its time
            found = re.search(rf"{bound}[^,，。;；\d]{{0,6}}{number}|{number}[^,，。;；\d]{{0,4}}{bound}", line)
        other = _SAYS_HIGHER if operator is Operator.LE else _SAYS_LOWER
        if found and not other.search(line):
            yield operator, Evidence.EXPLANATION, found.group()


def _by_level2(row: Row) -> Iterator[Settled]:
    """What the place in the table says of a number of this kind."""
    level2 = row.indicator.level2 or row.indicator.level1
    levels = f"{row.indicator.level1}{level2}"
    if "成本" in levels and (row.dimension is Dimension.MONEY or row.named.is_money):
        yield Operator.LE, Evidence.LEVEL2, level2
    if "时效" in levels and row.dimension in TIMES:
        yield (Operator.GE if row.named.is_service else Operator.LE), Evidence.LEVEL2, level2
    is_amount = row.named.is_money and row.named.measure is Measure.AMOUNT  # money whose unit was left out
    if "数量" in levels and row.dimension not in (Dimension.MONEY, Dimension.SHARE, *TIMES) and not is_amount:
        yield Operator.GE, Evidence.LEVEL2, level2
    if "满意" in levels and row.dimension in (Dimension.SHARE, Dimension.POINTS, Dimension.NONE):
        yield Operator.GE, Evidence.LEVEL2, level2


def doubted(row: Row) -> Findings:
    """A warning where the sign goes against what the name says for certain: at most so many reports, at least so many
    complaints."""
    target, named = row.target, about(row.named, row.dimension)
    if target.kind is not TargetKind.QUANTITY or not isinstance(target.value, Decimal) or not target.value:
        return ()
    if not named.is_certain or row.dimension is Dimension.LENGTH:
        return ()
    if named.is_decrease and target.value < 0:  # ≤-5% of a 降幅 is 5% less at least
        return ()
    at_most = target.operator in (Operator.LE, Operator.LT)
    at_least = target.operator in (Operator.GE, Operator.GT)
    if (at_most and named.direction is Direction.HIGHER) or (at_least and named.direction is Direction.LOWER):
        better = "more" if named.direction is Direction.HIGHER else "less"
        return (finding("operator-doubtful", target=target.text, name=row.indicator.name, better=better),)
    return ()


def how_found(row: Row, reading: DirectionReading) -> Finding | None:
    """How a direction that the target does not say was found; None where it or a person says it, or the question is open."""
    if reading.evidence in (Evidence.SIGN, Evidence.ANSWER, Evidence.NONE) or reading.is_open or not reading.operators:
        return None
    (operator,) = reading.operators
    return finding(
        f"direction-{reading.evidence}",
        target=row.target.text.strip(),
        name=row.indicator.name,
        operator=SIGNS[operator],
        because=reading.because or row.target.text.strip(),
    )


def asked_of(row: Row) -> Finding:
    """The question where nothing decides."""
    return finding("ask-direction", target=row.target.text.strip(), name=row.indicator.name)
