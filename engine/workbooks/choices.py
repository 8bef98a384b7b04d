"""What a row leaves open, as a list to choose from: each answer with what it would mean, and the answer that was chosen."""

from __future__ import annotations

from engine.actuals.figures import read_figure
from engine.language.findings import Ask, Value
from engine.language.patterns import regex
from engine.language.rendering import chinese, coded
from engine.measures import Reading, objection
from engine.measures.direction import OPERATORS
from engine.quantity import plain as plain_number
from engine.rulesets import Tier
from engine.targets import Operator, Target, TargetKind
from engine.targets.printing import SIGNS, figure_of
from engine.terms import AnswerKind, Direction
from engine.workbooks.layout import plain

_OPEN_UNITS = ("%", "个", "项", "次", "人次", "万元", "天")
_TIER = regex(r"(?P<word>[^：]+)：\D{0,3}[\d.]+%–[\d.]+%[，,].+")
LONGEST_TIER = 60
LONGEST = 40
"""Of one choice: Excel takes a list of 255 characters in all."""


class Choice(Value):
    """One answer: what it settles and how, and the words that are chosen."""

    kind: AnswerKind
    value: str
    words: str

    @property
    def head(self) -> str:
        """The words before what they would mean: ``越低越好``."""
        return self.words.partition("：")[0]


def choices_of(reading: Reading) -> tuple[Choice, ...]:
    """The answers to what a reading asks; none where it asks nothing that a list can settle."""
    question = reading.question
    if question is None:
        return ()
    if question.asks is Ask.DIRECTION:
        every = (_direction(one, reading.target) for one in Direction)
    elif question.asks is Ask.UNIT:
        every = (_unit(one, reading.target) for one in _units(reading))
    else:
        return ()
    return tuple(one for one in every if objection(one.kind, one.value, reading.target) is None)


def chosen(choices: tuple[Choice, ...], text: str) -> Choice | None:
    """The choice that a cell holds: its words, the words before what they mean, or the value itself."""
    typed = plain(text)
    return next((one for one in choices if typed in map(plain, (one.words, one.head, one.value))), None)


def tier_words(tier: Tier) -> str:
    """A tier as it is chosen: its word, and what it gives."""
    least, below, default = map(plain_number, (tier.at_least, tier.below, tier.default))
    words = coded("tier-choice", word=tier.words[0], least=least, below=below, default=default)
    return chinese(words)[:LONGEST_TIER].replace(",", "，")


def chosen_word(text: str) -> str:
    """The word of a tier that was chosen with what it gives; anything else as it was typed."""
    found = _TIER.fullmatch(text.strip())
    return found["word"] if found else text


def chosen_figure(text: str) -> str:
    """The figure that was chosen of several that a record may mean, before what it would give; empty where it is none."""
    head = text.partition("：")[0].strip()
    figure = read_figure(head)
    return head if figure.number is not None or figure.day is not None else ""


def _direction(direction: Direction, target: Target) -> Choice:
    bare = [one for one in _parts(target) if one.operator is None]
    figures = "、".join(f"{SIGNS[OPERATORS[direction]]}{_figure(one)}" for one in bare)
    words = f"{chinese(coded(f'better-{direction}'))}：{figures} 为完成"
    return Choice(kind=AnswerKind.DIRECTION, value=direction, words=words[:LONGEST].replace(",", "，"))


def _parts(target: Target) -> tuple[Target, ...]:
    return target.parts if target.kind is TargetKind.COMPOUND else (target,)


def _figure(target: Target) -> str:
    return f"{figure_of(target)}{target.unit or target.unit_inferred or ''}"


def _units(reading: Reading) -> tuple[str, ...]:
    """The units that a row may be meant in: those of what is recorded for it, then the usual ones."""
    recorded = (one.unit for one in reading.measure.inputs if one.unit)
    return tuple(dict.fromkeys((*recorded, *_OPEN_UNITS)))


def _unit(unit: str, target: Target) -> Choice:
    sign = {Operator.GE: "≥", Operator.GT: ">", Operator.LE: "≤", Operator.LT: "<"}.get(
        target.operator or Operator.EQ, ""
    )
    return Choice(kind=AnswerKind.UNIT, value=unit, words=f"{unit}：即 {sign}{_figure(target)}{unit}")
