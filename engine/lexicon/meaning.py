"""What one name says. Chinese nouns end in what they are: 投诉处理率 is about handling, 投诉率 about complaints.

The word at the end decides, less what says how it is measured; what stands before it may turn it (无投诉率, 降低投诉率,
处理投诉数). Only where the end says nothing the rest and the beginning (采购设备) are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from engine.lexicon.bare import bare
from engine.lexicon.entries import Measure, Position, Says, Strength, Trait
from engine.lexicon.index import Hit, Lexicon
from engine.terms import Direction

DIRECTIONS = {
    Says.HIGHER: Direction.HIGHER,
    Says.LOWER: Direction.LOWER,
    Says.LIMIT: Direction.LOWER,
    Says.EXACT: Direction.EXACT,
}
_NO_TRAITS: frozenset[Trait] = frozenset()
_OF_PERCENTAGES = frozenset([Trait.SHARE, Trait.BEYOND])
_NO_PERCENTAGES = (Measure.COUNT, Measure.TIME)
_MAY_BE_FAR = frozenset([Says.NEGATED, Trait.DEALT, Trait.DECREASE])
_MOST_SEEN = 1 << 16
LONGEST_NAME = 80
"""Of a longer text, which is no name but a sentence, the end."""


class NameMeaning(NamedTuple):
    """What a name says, and the word on which that rests (empty where it says nothing).

    ``direction`` None with a certain ``strength`` means that the name leaves both ways open, whatever else is likely;
    without a word it just does not say.
    """

    direction: Direction | None = None
    strength: Strength | None = None
    word: str = ""
    traits: frozenset[Trait] = _NO_TRAITS
    measure: Measure = Measure.NONE
    is_limit: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether the word leaves no doubt about what it says."""
        return self.strength is Strength.CERTAIN

    @property
    def is_open(self) -> bool:
        """Whether the name is known to leave the direction open, so that nothing but the form or a person can say."""
        return self.direction is None and self.is_certain

    @property
    def is_share(self) -> bool:
        """Whether a percentage of this name is a part of a whole."""
        return Trait.SHARE in self.traits

    @property
    def may_exceed(self) -> bool:
        """Whether a percentage of this name may be above 100%."""
        return Trait.BEYOND in self.traits

    @property
    def counts_events(self) -> bool:
        """Whether it counts what should not happen, so that words for none are 0."""
        return Trait.EVENTS in self.traits

    @property
    def is_decrease(self) -> bool:
        """Whether the figure is how much less."""
        return Trait.DECREASE in self.traits

    @property
    def is_wait(self) -> bool:
        """Whether it is a duration of waiting or of work."""
        return Trait.WAIT in self.traits

    @property
    def is_service(self) -> bool:
        """Whether it is a duration for which something is provided."""
        return Trait.SERVICE in self.traits

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return Trait.MONEY in self.traits

    @property
    def is_satisfaction(self) -> bool:
        """Whether it is how satisfied people are."""
        return Trait.SATISFACTION in self.traits


@lru_cache(maxsize=_MOST_SEEN)
def meaning_of(name: str, lexicon: Lexicon) -> NameMeaning:
    """What the name of an indicator says by a lexicon, for example ``said_of("投诉率", shipped_lexicon())``."""
    text = bare(name)[-LONGEST_NAME:]
    return _bounded(text, lexicon) or _judged(text, lexicon)


def _bounded(text: str, lexicon: Lexicon) -> NameMeaning | None:
    """A name that holds its own bound: 修复时间不超过4小时."""
    found = lexicon.figure.search(text)
    if found is None or not found.start():
        return None
    about = _judged(text[: found.start()], lexicon)
    entry = lexicon.words[Position.FIGURE][found[1]][Measure.NONE]
    return about._replace(direction=DIRECTIONS.get(entry.says), strength=entry.strength, word=found[1])


def _judged(text: str, lexicon: Lexicon) -> NameMeaning:
    measure, ending = _measure_of(text, lexicon)
    hits = (lexicon.at_end(text, end, Position.HEAD, measure) for end in dict.fromkeys(_ends(text, len(text), lexicon)))
    head = min((hit for hit in hits if hit), key=lambda hit: (hit.start, -len(hit.word)), default=None)
    meaning = _of_head(text, head, measure, lexicon) if head else NameMeaning()
    if meaning.direction is None and not meaning.is_certain and not meaning.is_decrease and not meaning.counts_events:
        other = _elsewhere(text[: head.start] if head else text, text, measure, lexicon) or _counted(measure, ending)
        meaning = other._replace(traits=other.traits | meaning.traits) if other else meaning
    return _as_measured(text, meaning, measure, lexicon)


def _ends(text: str, end: int, lexicon: Lexicon, depth: int = 4) -> Iterator[int]:
    """Where the name ends without its measure and what fills in before it (事故发生次数: 事故发生, 事故)."""
    yield end
    for shorter, _ in lexicon.stripped(text, end) if depth else ():
        yield from _ends(text, shorter, lexicon, depth - 1)


def _measure_of(text: str, lexicon: Lexicon) -> tuple[Measure, str]:
    """How a name says that it measures: its last ending that is no filler."""
    end = len(text)
    while True:
        start, measure = next(lexicon.stripped(text, end), (end, Measure.NONE))
        if measure is not None:
            return measure, text[start:end]
        end = start


def _as_measured(text: str, meaning: NameMeaning, measure: Measure, lexicon: Lexicon) -> NameMeaning:
    """What is said of percentages kept to them, and a part of a whole known by its ending (女性占比)."""
    traits = meaning.traits - _OF_PERCENTAGES if measure in _NO_PERCENTAGES else meaning.traits
    if text.endswith(lexicon.shares) and Trait.BEYOND not in traits:
        traits |= {Trait.SHARE}
    return meaning._replace(traits=traits, measure=measure)


def _of(hit: Hit, strength: Strength | None = None) -> NameMeaning:
    says, traits = hit.entry.says, frozenset(hit.entry.also)
    return NameMeaning(
        DIRECTIONS.get(says), strength or hit.entry.strength, hit.word, traits, is_limit=says is Says.LIMIT
    )


def _of_head(text: str, head: Hit, measure: Measure, lexicon: Lexicon) -> NameMeaning:
    """What the word at the end says, as it is turned by what stands before it."""
    meaning, before = _of(head), text[: head.start]
    if head.entry.says is Says.SAME:
        inner = _judged(before, lexicon) if before else NameMeaning()
        return meaning._replace(direction=inner.direction, strength=Strength.LIKELY, is_limit=inner.is_limit)
    if head.entry.says is Says.OPEN and meaning.is_decrease:
        return _less(meaning, *_what(before, lexicon))
    verb = _verb_before(before, measure, lexicon, meaning)
    if verb is None or (measure is Measure.RATE and not _governs(verb, before, lexicon)):
        return meaning
    return _turned(meaning, verb, before, measure)


def _governs(verb: Hit, before: str, lexicon: Lexicon) -> bool:
    """Whether it is a verb, and not the end of another noun: 按时处理故障比例, but 业务办理投诉率."""
    first = before[: verb.start]
    return verb.entry.says is not Says.HIGHER or not first or first.endswith(lexicon.adverbs)


def _what(text: str, lexicon: Lexicon) -> tuple[Measure, bool]:
    inner = _judged(text, lexicon) if text else NameMeaning()
    return inner.measure, inner.is_wait


def _verb_before(before: str, measure: Measure, lexicon: Lexicon, meaning: NameMeaning) -> Hit | None:
    """The verb that governs the head: directly before it, or at the beginning where it can be nothing but a verb.

    What is wanted is no part of what a beginning denies: 无违规发放率.
    """
    rest = lexicon.between.sub("", before)
    for end in dict.fromkeys((len(before), len(rest))):
        near = lexicon.at_end(before, end, Position.BEFORE, measure)
        if near is not None:
            return near
    first = lexicon.at_start(before, measure) if meaning.direction is not Direction.HIGHER else None
    return first if first and _MAY_BE_FAR & {first.entry.says, *first.entry.also} else None


def _turned(meaning: NameMeaning, verb: Hit, before: str, measure: Measure) -> NameMeaning:
    """The sense of a head under its verb."""
    word = before[verb.start :] + meaning.word
    if Trait.DECREASE in verb.entry.also:
        less = (
            _less(meaning, measure, meaning.is_wait)
            if verb.entry.says is Says.OPEN
            else _likely(meaning, Direction.HIGHER)
        )
        return less._replace(word=word, traits=less.traits | {Trait.DECREASE})
    if verb.entry.says is Says.NEGATED:
        return _denied(meaning, measure)._replace(word=word)
    if Trait.DEALT not in meaning.traits or measure is Measure.TIME:
        return meaning
    return _likely(meaning, DIRECTIONS.get(verb.entry.says))._replace(word=word, traits=meaning.traits - {Trait.EVENTS})


def _likely(meaning: NameMeaning, direction: Direction | None) -> NameMeaning:
    return meaning._replace(direction=direction, strength=Strength.LIKELY, is_limit=False)


def _less(meaning: NameMeaning, measure: Measure, is_wait: bool) -> NameMeaning:
    """A decrease: of an amount how much less, of a rate or a wait perhaps what is left (降低投诉率 1%)."""
    is_level = is_wait or measure in (Measure.RATE, Measure.TIME)
    traits = meaning.traits - {Trait.EVENTS, Trait.MONEY} | {Trait.DECREASE}
    return _likely(meaning, None if is_level else Direction.HIGHER)._replace(traits=traits)


def _denied(meaning: NameMeaning, measure: Measure) -> NameMeaning:
    """A denied head: the rate of what has no fault is better high, that of what is not done better low."""
    if meaning.direction is Direction.HIGHER:
        return _likely(meaning, Direction.LOWER)
    if meaning.direction is Direction.LOWER and measure in (Measure.RATE, Measure.TIME):
        return _likely(meaning, Direction.HIGHER)._replace(traits=meaning.traits - {Trait.EVENTS})
    return _likely(meaning, None)


def _elsewhere(first: str, text: str, measure: Measure, lexicon: Lexicon) -> NameMeaning | None:
    """What any word in the name says, else its beginning before the head, else what it is a part of."""
    other = lexicon.within(text, measure)
    if other is not None:
        return _of(other, Strength.LIKELY)
    verb = lexicon.at_start(first, measure)
    if verb is not None and Trait.DECREASE in verb.entry.also and verb.entry.says is Says.OPEN:
        return _less(_of(verb), measure, is_wait=False)
    return _of(verb) if verb is not None else _part(text, lexicon)


def _counted(measure: Measure, ending: str) -> NameMeaning | None:
    """Of what is counted, more is likely better, where nothing says that it should not happen."""
    return NameMeaning(Direction.HIGHER, Strength.LIKELY, ending) if measure is Measure.COUNT else None


def _part(text: str, lexicon: Lexicon) -> NameMeaning | None:
    """A part of a whole by what it is a part of: the share of active users by the users."""
    ending = next((word for word in lexicon.shares if text.endswith(word) and text != word), None)
    inner = _judged(text.removesuffix(ending), lexicon) if ending else NameMeaning()
    is_counted = inner.measure is Measure.COUNT and not inner.is_certain
    return None if inner.direction is None or is_counted else _likely(inner, inner.direction)
