"""What a person settled, laid over a target: a unit, a day, a direction, or that nothing was due.

What the target says itself is stronger: an answer against it is refused with an objection, here and where it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from engine.language.findings import Finding, Findings, finding
from engine.language.patterns import regex
from engine.language.rendering import coded
from engine.language.squeezing import squeeze
from engine.measures.deadlines import stands_for_deadline
from engine.measures.direction import OPERATORS
from engine.quantity import EXACT, Dimension, plain, unit_of
from engine.targets import Operator, Target, TargetKind, read_target
from engine.targets.printing import SIGNS
from engine.terms import Answer, AnswerKind, Answers, Direction, told

_WAYS = {Operator.GT: Operator.GE, Operator.LT: Operator.LE}
_LAST_FIGURE = regex(r"[0-9０-９](?=[^0-9０-９]*$)")
_NUMBERS = (TargetKind.QUANTITY, TargetKind.RANGE)
# 合同约定时间内, 按合同工期完成: a day that stands elsewhere
_AGREED = regex(
    r"^(?:按照?|在)?(?:合同|协议|合同或协议|约定|规定|计划)(?:约定|规定|要求)?的?(?:完成|验收|交付|服务)?"
    r"(?:时间|时限|期限|工期|日期)(?:之?[内前]|以[内前])?(?:完成|完工|交付|验收)?[。.]?$"
)


class Answered(NamedTuple):
    """A target with its answers: those that were used and what they settle, and what is to be said of the others."""

    target: Target
    used: Answers
    findings: Findings
    unused: Findings

    @property
    def kinds(self) -> frozenset[AnswerKind]:
        """What is settled."""
        return frozenset(one.kind for one in self.used)

    @property
    def operator(self) -> Operator | None:
        """The operator of a number without one, where the direction was answered."""
        values = (one.value for one in self.used if one.kind is AnswerKind.DIRECTION)
        return next((OPERATORS[Direction(value)] for value in values), None)


def answered(target: Target, answers: Iterable[Answer]) -> Answered:
    """The target as the answers settle it. One that was given to another target, or that the target itself speaks
    against, is not used, which is said."""
    used: list[Answer] = []
    unused: list[Finding] = []
    result = target
    for one in answers:
        if squeeze(one.target_text) != squeeze(target.text):
            unused.append(_old(one, target))
        elif objected := objection(one.kind, one.value, target):
            unused.append(finding("answer-unused", answer=told(one.kind, one.value), by=one.by, why=objected.coded))
        else:
            used.append(one)
            result = _settled(result, one)
    return Answered(result, tuple(used), tuple(map(stated, used)), tuple(unused))


def _old(one: Answer, target: Target) -> Finding:
    return finding(
        "answer-old", answer=told(one.kind, one.value), by=one.by, before=one.target_text, now=target.text.strip()
    )


def _settled(target: Target, one: Answer) -> Target:
    """The target with one answer; a direction is settled with all other evidence for it."""
    if one.kind is AnswerKind.NOT_DUE:
        return Target(text=target.text, kind=TargetKind.NOT_APPLICABLE)
    if target.kind is TargetKind.NOT_APPLICABLE or one.kind is AnswerKind.DIRECTION:
        return target
    if one.kind is AnswerKind.UNIT:
        return _in_unit(target, one.value)
    day = {"kind": TargetKind.DEADLINE, "operator": Operator.LE, "value": date.fromisoformat(one.value)}
    nothing_else = {"unit": None, "unit_inferred": None, "yearless": None, "findings": ()}
    return target.model_copy(update={**day, **nothing_else})


def _in_unit(target: Target, unit: str) -> Target:
    """The target read again with the unit written to its figure: 2000以上 in 万元 is 2000万元以上."""
    return read_target(_LAST_FIGURE.sub(lambda figure: f"{figure[0]}{unit}", target.text, count=1))


def _named_unit(text: str) -> str | None:
    """The unit that a text names, without its multiplier (``万元`` names 元); None where it names none that is known."""
    read = read_target(f"1{text.strip()}")
    is_unit = read.kind is TargetKind.QUANTITY and read.operator is None and not (read.findings or read.per)
    return read.unit if is_unit else None


def stated(one: Answer) -> Finding:
    """That an answer counts, for reasons and documents: ``方向由填报人确认：越低越好``."""
    why = coded("answer-why", reason=one.reason) if one.reason else ""
    value = coded(f"better-{one.value}") if one.kind is AnswerKind.DIRECTION else one.value
    return finding(f"{one.kind.replace('_', '-')}-answer", by=one.by, value=value, why=why)


class _Given(NamedTuple):
    """An answer's value, the target as it was read, and how commands name the row."""

    value: str
    target: Target
    row: str

    def objected(self, code: str, **values: object) -> Finding:
        """Why it does not fit, with the row in the command that does."""
        return finding(code, **{"target": self.target.text.strip(), "row": self.row, **values})


def objection(kind: AnswerKind, value: str, target: Target, row: str = "PROJECT INDICATOR") -> Finding | None:
    """Why an answer does not fit a target as it was read, with what to do instead; None where it fits.

    ``row`` is how a command names the row: the codes of its project and its own.
    """
    given = _Given(value, target, row)
    if target.kind is TargetKind.NOT_APPLICABLE:
        return given.objected("answer-not-applicable")
    by_kind = {
        AnswerKind.DIRECTION: _against_direction,
        AnswerKind.UNIT: _against_unit,
        AnswerKind.DEADLINE: _against_day,
    }
    return by_kind[kind](given) if kind in by_kind else None


def _numbers(target: Target) -> tuple[Target, ...]:
    """The numbers of a target: its own, or those of its parts."""
    parts = target.parts if target.kind is TargetKind.COMPOUND else (target,)
    return tuple(one for one in parts if one.kind is TargetKind.QUANTITY and isinstance(one.value, Decimal))


def _against_direction(given: _Given) -> Finding | None:
    numbers, value = _numbers(given.target), given.value
    if not numbers:
        return given.objected("answer-no-number")
    bare = [one for one in numbers if one.operator is None]
    if not bare:
        own = numbers[0].operator or Operator.GE
        is_same = {_WAYS.get(one.operator or own, one.operator) for one in numbers} == {OPERATORS[Direction(value)]}
        code = "answer-says-so" if is_same else "answer-against-sign"
        return given.objected(code, operator=SIGNS[own], answer=told(AnswerKind.DIRECTION, value))
    if value == Direction.HIGHER and not any(one.value for one in bare):
        return given.objected("answer-zero")
    return None


def _against_unit(given: _Given) -> Finding | None:
    value, target, named = given.value, given.target, _named_unit(given.value)
    if target.kind not in _NUMBERS:
        return given.objected("answer-no-figure")
    if target.unit is not None:
        code = "answer-says-so" if named == target.unit else "answer-against-unit"
        return given.objected(code, operator="", unit=target.unit, answer=told(AnswerKind.UNIT, value))
    if named is None or _in_unit(target, value).unit != named:
        return given.objected("answer-unit-unknown", unit=value)
    is_share = unit_of(named).dimension is Dimension.SHARE and isinstance(target.value, Decimal)
    if is_share and isinstance(target.value, Decimal) and 0 < target.value <= 1:
        return given.objected("answer-share", percent=plain(EXACT.multiply(target.value, Decimal(100))))
    return None


def _against_day(given: _Given) -> Finding | None:
    target, day = given.target, date.fromisoformat(given.value)
    is_agreed = target.kind is TargetKind.QUALITATIVE and _AGREED.search(squeeze(target.text)) is not None
    if target.kind is not TargetKind.DEADLINE and not stands_for_deadline(target) and not is_agreed:
        return given.objected("answer-no-deadline")
    if target.per is not None:
        return given.objected("answer-recurring", per=target.per)
    return None if _may_be(day, target.text) else given.objected("answer-against-day", day=given.value)


def _may_be(day: date, text: str) -> bool:
    """Whether a text may mean a day: its own where it writes one, else one that is not after the last it allows (6月底,
    第三季度); in any year where it names none."""
    own = read_target(text)  # without a year that was taken from elsewhere
    own = own if own.yearless is None else read_target(text, day.year)
    if not isinstance(own.value, date) or day == own.value:
        return True
    is_written = re.search(rf"(?:(?<!\d)|(?<=\d{{6}}))0?{own.value.day}(?!\d)", squeeze(text))
    return is_written is None and day < own.value
