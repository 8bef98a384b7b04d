"""The entries of a lexicon as they are written in ``rulesets/lexicon.yaml`` or a file of one's own."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator

from engine.language.errors import CodedValueError
from engine.language.rendering import coded
from engine.language.squeezing import squeeze
from engine.language.value import Value

LONGEST = 20
MOST_WORDS = 500  # in one entry
MOST_ENTRIES = 2000


class Says(StrEnum):
    """What a word says of the figure that stands beside it."""

    HIGHER = "higher"
    LOWER = "lower"
    EXACT = "exact"
    LIMIT = "limit"
    """A ceiling, as of cost: at most so much, and less is no worse."""
    OPEN = "open"
    """Either way may be meant: only the form or a person can say. Of a decrease: how much less, or what is left."""
    SAME = "same"
    """What the words before it say: the growth of an expense is better low."""
    NEGATED = "negated"
    """The word after it is denied (无, 未发生), or is to be prevented (防止)."""


class Trait(StrEnum):
    """What a word says of its figure beside the direction."""

    SHARE = "share"
    """A percentage is a part of a whole, and cannot exceed 100%."""
    BEYOND = "beyond"
    """A percentage may exceed 100%."""
    EVENTS = "events"
    """Counts what should not happen: words such as 未发生 are 0."""
    DEALT = "dealt"
    """Can be dealt with: the more of it is handled, the better (处理投诉数)."""
    DECREASE = "decrease"
    """The figure is how much less."""
    WAIT = "wait"
    """A duration of waiting or of work."""
    SERVICE = "service"
    """A duration for which something is provided."""
    MONEY = "money"
    SATISFACTION = "satisfaction"


class Strength(StrEnum):
    """How much is built on a word: a declared sign against a certain one is doubted, against a likely one it is not."""

    CERTAIN = "certain"
    LIKELY = "likely"


class Position(StrEnum):
    """Where in a name a word is looked for."""

    HEAD = "head"
    """At the end, but for how it is measured: 投诉 in 投诉率 and 有效投诉次数, not in 投诉处理率."""
    START = "start"
    BEFORE = "before"
    """Directly before the head: 处理 in 按时处理投诉数."""
    FIGURE = "figure"
    """Directly before a figure in the name: 不超过 in 修复时间不超过4小时."""
    ANYWHERE = "anywhere"
    """Never more than likely."""


class Measure(StrEnum):
    """How a name says that it measures: the words are listed under ``measures``."""

    NONE = "none"
    RATE = "rate"
    COUNT = "count"
    TIME = "time"
    AMOUNT = "amount"


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _word(value: object) -> object:
    return squeeze(value) if isinstance(value, str) else value


Word = Annotated[str, BeforeValidator(_word), Field(min_length=1, max_length=LONGEST)]
Words = Annotated[tuple[Word, ...], BeforeValidator(_as_tuple), Field(max_length=MOST_WORDS)]


class Entry(Value):
    """Words that say the same.

    ``of`` are the measures with which they say it, all where it is left out; ``unless`` are words elsewhere in the name
    that keep the entry from applying.
    """

    words: Words = Field(min_length=1)
    says: Says
    strength: Strength = Strength.CERTAIN
    at: Annotated[tuple[Position, ...], BeforeValidator(_as_tuple), Field(min_length=1)] = (Position.HEAD,)
    of: Annotated[tuple[Measure, ...], BeforeValidator(_as_tuple)] = tuple(Measure)
    also: Annotated[tuple[Trait, ...], BeforeValidator(_as_tuple)] = ()
    unless: Words = ()

    def positions(self) -> tuple[tuple[Position, Measure, str], ...]:
        """Each position, measure and word for which this entry is found."""
        return tuple((at, of, word) for at in self.at for of in self.of for word in self.words)


class OwnWords(Value):
    """A file of words of one's own: entries, which go before those of the same words that ship."""

    entries: Annotated[tuple[Entry, ...], Field(max_length=MOST_ENTRIES)]

    @field_validator("entries", mode="before")
    @classmethod
    def _not_empty(cls, entries: object) -> object:
        if entries == []:
            raise CodedValueError("expected", what=coded("an-entry"))
        return entries


class LexiconFile(OwnWords):
    """A file of words: entries, and what stands around them in a name.

    ``measures`` are endings by which something is counted or measured, ``shares`` those that are parts of
    a whole whatever stands before them (占比); ``fillers`` stand between a word and its measure
    and say nothing (发生, 情况); ``between`` stand between a verb and what it deals with (重大, 各类), ``adverbs`` before a verb (按时).
    """

    measures: dict[Measure, Words] = {}
    shares: Words = ()
    fillers: Words = ()
    between: Words = ()
    adverbs: Words = ()
