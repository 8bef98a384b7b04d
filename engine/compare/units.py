"""The figure that was recorded in the unit of the target: converted for sure, taken as the same, or asked about.

A number may be short of its 万 or of its %, a hundred times off, or count something else than the target does. Where
it may be several numbers these are admitted; where it may be anything there is only the question.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.compare.model import HUNDRED, Goal
from engine.compare.other_units import FAR, distance, other_units
from engine.language.findings import Finding, Findings, finding
from engine.language.patterns import regex
from engine.language.rendering import coded
from engine.measures import Measure
from engine.observe import Observation, shown_number
from engine.quantity import EXACT, Dimension, Ratio, convert_ratio, plain, unit_of
from engine.quantity.calendars import length_between
from engine.quantity.counters import is_counter, is_synonym, same_counters
from engine.targets.amounts import MULTIPLIERS
from engine.terms import Direction

_PER = regex("[/·]")
_SCALES = (MULTIPLIERS["万"], MULTIPLIERS["亿"])
_VERY_FAR = Decimal(20)
CLOSE = Decimal("1.25")
_LEAST_OF_HUNDRED = Decimal(60)
"""The least goal beside which a figure up to ten is likelier to be marks out of ten than so few per cent."""


class Converted(NamedTuple):
    """A number in the unit of the target, and what had to be assumed or converted on the way; without a number the
    ``question``, and the numbers that are admitted, if these are known."""

    number: Ratio | None
    steps: Findings = ()
    question: Finding | None = None
    admitted: tuple[Ratio, ...] = ()


def in_unit(seen: Observation, goal: Goal, measure: Measure, multiplier: str | None = None) -> Converted:
    """The observed number in the goal's unit; ``multiplier`` is the 万 or 亿 in which the target is written."""
    if seen.number is None:
        steps = (finding("actual-no-number", text=seen.shown, unit=goal.unit or coded("number")),)
        return Converted(None, steps)
    if seen.expression:
        mixed = next(_of_amounts(seen, seen.number, goal, measure), None)
        return mixed or _converted(seen, seen.number, goal, measure)
    question = next(_doubts(seen, seen.number, goal, multiplier), None)
    return question or _converted(seen, seen.number, goal, measure)


def _doubts(seen: Observation, number: Ratio, goal: Goal, multiplier: str | None) -> Iterator[Converted]:
    """The questions about the order of a number as it was written."""
    is_share = unit_of(goal.unit).dimension is Dimension.SHARE
    if is_share and seen.unit in (None, goal.unit):
        yield from _hundredth(seen, number, goal)
    if goal.unit in ("%", "分") and seen.unit in (None, "分"):
        yield from _of_ten(seen, number, goal)
    if multiplier and seen.unit is None:
        yield from _without_multiplier(seen, number, goal, multiplier)
    elif multiplier or {unit_of(goal.unit).dimension, unit_of(seen.unit or goal.unit).dimension} == {Dimension.MONEY}:
        yield from _ten_thousandth(seen, number, goal)
    if seen.unit is None:
        yield from _in_other_units(seen, number, goal)


def _in_other_units(seen: Observation, number: Ratio, goal: Goal) -> Iterator[Converted]:
    """A bare number that is far off the target in its unit, and near it in another of the same kind."""
    others = other_units(number, goal)
    if others:
        shown = [shown_number(number, one.unit) for one in others]
        question = finding("ask-other-unit", text=seen.shown, own=shown_number(number, goal.unit), others=shown)
        yield Converted(None, question=question, admitted=(number, *(each for one in others for each in one.numbers)))


def _hundredth(seen: Observation, number: Ratio, goal: Goal) -> Iterator[Converted]:
    """A share of one written for a percentage (0.97, 0.97% beside 95%), or a percentage written a hundredfold."""
    if number.num <= 0 or not goal.value:
        return
    hundredfold = Ratio(EXACT.multiply(number.num, HUNDRED), number.den)
    is_own = goal.value <= 1 and distance(number, goal.value) < _VERY_FAR  # 0.3 beside ≤0.5%
    is_bare = seen.unit is None and goal.unit == "%" and number.cmp(Decimal(1)) <= 0 and not is_own
    is_kept = seen.unit is not None and goal.direction is Direction.LOWER  # 投诉率 ≤5%, 0.1%: little is what is wanted
    is_small = distance(number, goal.value) > _VERY_FAR and distance(hundredfold, goal.value) < FAR and not is_kept
    if is_bare or is_small:
        yield _one_or_hundredfold(seen, goal, number, hundredfold)
    hundredth = Ratio(number.num, EXACT.multiply(number.den, HUNDRED))
    if (
        distance(number, goal.value) > _VERY_FAR
        and number.cmp(goal.value) > 0
        and distance(hundredth, goal.value) < FAR
    ):
        yield _one_or_hundredfold(seen, goal, hundredth, number)


def _of_ten(seen: Observation, number: Ratio, goal: Goal) -> Iterator[Converted]:
    """Marks out of five or ten beside a goal of a hundred: 9.8 beside ≥95%, 4.9分 beside ≥90分."""
    if goal.direction is Direction.LOWER or not _LEAST_OF_HUNDRED <= goal.value <= HUNDRED:
        return
    if number.cmp(Decimal(1)) > 0 and number.cmp(Decimal(10)) <= 0:
        full = Decimal(5) if number.cmp(Decimal(5)) <= 0 else Decimal(10)
        of_hundred = Ratio(EXACT.multiply(number.num, HUNDRED), EXACT.multiply(number.den, full))
        if distance(of_hundred, goal.value) < CLOSE:
            yield _one_or_hundredfold(seen, goal, number, of_hundred)


def _one_or_hundredfold(seen: Observation, goal: Goal, low: Ratio, high: Ratio) -> Converted:
    shown = {"low": shown_number(low, goal.unit), "high": shown_number(high, goal.unit)}
    return Converted(None, question=finding("ask-share", text=seen.shown, **shown), admitted=(low, high))


def _without_multiplier(seen: Observation, number: Ratio, goal: Goal, multiplier: str) -> Iterator[Converted]:
    """A bare number beside a target in 万 that is not near it as it is written."""
    unit = f"{multiplier}{goal.unit or ''}"
    factor = MULTIPLIERS[multiplier]
    if number.num > 0 and number.cmp(factor) < 0 and distance(number, goal.value) > FAR:
        yield Converted(None, question=finding("ask-multiplier", text=seen.shown, unit=unit, bare=goal.unit or ""))


def _of_amounts(seen: Observation, number: Ratio, goal: Goal, measure: Measure) -> Iterator[Converted]:
    """The same of a figure that was computed from amounts, of which one may be in 万元 and another in 元."""
    units = (goal.unit, *(one.unit for one in measure.inputs))
    if any(unit_of(one).dimension is Dimension.MONEY for one in units):
        yield from _ten_thousandth(seen, number, goal)


def _ten_thousandth(seen: Observation, number: Ratio, goal: Goal) -> Iterator[Converted]:
    """An amount that is ten thousand times off its target, and near it in 万元 or in 元."""
    amount = convert_ratio(number, seen.unit, goal.unit) if seen.unit else number
    if amount is None or amount.num <= 0 or goal.value <= 0 or distance(amount, goal.value) < 1000:
        return
    for factor in _SCALES:
        more, less = (
            Ratio(EXACT.multiply(amount.num, factor), amount.den),
            Ratio(amount.num, EXACT.multiply(amount.den, factor)),
        )
        if min(distance(more, goal.value), distance(less, goal.value)) < FAR:
            yield Converted(None, question=finding("ask-ten-thousand", text=seen.shown, target=str(goal)))


def _converted(seen: Observation, number: Ratio, goal: Goal, measure: Measure) -> Converted:
    """The number by its unit and the target's."""
    unit = goal.unit
    if seen.unit in (None, unit):
        assumed = (finding("unit-assumed", text=seen.shown, unit=unit),) if unit and seen.unit is None else ()
        return Converted(number, assumed)
    if {seen.unit, unit} == {"%", "分"} and measure.counts_points_as_shares:
        return _points_as_share(seen, number, unit, measure.full_marks or HUNDRED)
    if _leaves_out(seen.unit, unit):
        return _of_each(seen, number, goal)
    if is_counter(seen.unit) and (unit is None or is_counter(unit)):
        return _counted(seen, number, unit)
    if unit is None:
        return _without_unit(seen, number, goal)
    return (
        _by_size(seen, number, unit)
        or _lengths(seen, number, goal)
        or Converted(None, question=_other_unit(seen, unit))
    )


def _by_size(seen: Observation, number: Ratio, unit: str) -> Converted | None:
    """A number in another unit of the same kind, converted exactly."""
    converted = convert_ratio(number, seen.unit, unit)
    if converted is None:
        return None
    return Converted(converted, (finding("converted", text=seen.shown, result=shown_number(converted, unit)),))


def _without_unit(seen: Observation, number: Ratio, goal: Goal) -> Converted:
    """A number in a unit beside a target without one: of the same order it is in the target's (93.5分 beside ≥90), a
    percentage of a share of one (97% beside 0.95) as such a share."""
    is_share = unit_of(seen.unit).dimension is Dimension.SHARE and 0 < goal.value <= 1
    own = (convert_ratio(number, seen.unit, "%") if is_share else None) or number
    one = Ratio(own.num, EXACT.multiply(own.den, HUNDRED)) if is_share else own
    if one.num and (one.num < 0 or goal.value <= 0 or distance(one, goal.value) > FAR):
        return Converted(None, question=_other_unit(seen, None))
    return Converted(one, (finding("unit-taken-as-the-same", text=seen.shown, unit=coded("no-unit")),))


def _other_unit(seen: Observation, unit: str | None) -> Finding:
    return finding("ask-unit", text=seen.shown, unit=unit or coded("no-unit"))


def _points_as_share(seen: Observation, number: Ratio, unit: str | None, full: Decimal) -> Converted:
    """Points of the full marks as percent, or percent as points."""
    to, of = (HUNDRED, full) if unit == "%" else (full, HUNDRED)
    result = Ratio(EXACT.multiply(number.num, to), EXACT.multiply(number.den, of))
    return Converted(result, (finding("points-as-share", text=seen.shown, full=plain(full)),))


def _leaves_out(unit: str | None, whole: str | None) -> bool:
    """Whether a unit is another without some of what that is per: 元 or 元/月 beside 元/人·月."""
    (top, *own), (of, *per) = (_PER.split(one or "") for one in (unit, whole))
    return top == of and len(own) < len(per) and set(own) <= set(per)


def _of_each(seen: Observation, number: Ratio, goal: Goal) -> Converted:
    """450元 beside ≤500元/人, 12场 beside 16场/次: of each as the target has it, where it is of that order."""
    if goal.value > 0 and distance(number, goal.value) > FAR:
        return Converted(None, question=_other_unit(seen, goal.unit))
    return Converted(number, (finding("counter-differs", text=seen.shown, unit=goal.unit),))


def _counted(seen: Observation, number: Ratio, unit: str | None) -> Converted:
    """Counters that count the same things, which is said unless they are two words for the same; others are asked about,
    in both directions."""
    if unit is None or is_synonym(seen.unit, unit):
        return Converted(number)
    if not same_counters(seen.unit, unit):
        return Converted(None, question=_other_unit(seen, unit))
    return Converted(number, (finding("unit-taken-as-the-same", text=seen.shown, unit=unit),))


def _lengths(seen: Observation, number: Ratio, goal: Goal) -> Converted | None:
    """Days beside months or working days: the least and the most that they may be."""
    found = length_between(number, seen.unit, goal.unit, goal.value)
    if found is None:
        return None
    asked = finding(
        "ask-length",
        text=seen.shown,
        unit=goal.unit or "",
        least=shown_number(found.least, goal.unit),
        most=shown_number(found.most, goal.unit),
    )
    return Converted(None, question=asked, admitted=tuple(found))
