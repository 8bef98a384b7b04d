"""A row with a figure in its target: the score that follows from the actual's figure, or why that cannot be told."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.compare import Comparison, compare
from engine.language.findings import Finding, finding
from engine.measures import Measure, MeasureKind
from engine.quantity import EXACT, Dimension, Ratio, unit_of
from engine.recheck.achieved import Achieved
from engine.recheck.directions import TargetDirection, direction_of, opposite
from engine.recheck.methods import Step, band_steps, other_steps, own_step, proportional, zero_step
from engine.recheck.shipped import over_from
from engine.recheck.units import same_family, unit_in
from engine.recheck.verdict import Case, Judged, Verdict, by_other_method, right, undecided, wrong
from engine.recheck.words import Words, bare_statement
from engine.scoring.inference import RuleBase
from engine.targets import Operator, Target, TargetKind
from engine.terms import Outcome

HUNDRED = Decimal(100)
_DOUBTED = ("target-sign-as-digit", "target-percent-over-100")


def _direct(target: Target) -> Measure:
    kind = MeasureKind.CHANGE if target.kind is TargetKind.CHANGE else MeasureKind.DIRECT
    return Measure(kind=kind, description="")


def aligned(target: Target, achieved: Achieved) -> tuple[Target, Achieved]:
    """Target and figure in one unit where only one of them has one, or 98分 stands beside 95%."""
    unit, figure = unit_in(target), achieved.figure
    if figure.number is None or figure.unit is None or unit == figure.unit:
        return target, achieved
    if unit == f"{figure.unit}/年":  # the table is of one year
        return target.model_copy(update={"unit": figure.unit}), achieved
    value = target.value
    if unit is None and figure.unit == "%" and isinstance(value, Decimal) and 0 < value <= 1:
        return target.model_copy(update={"value": EXACT.multiply(value, HUNDRED), "unit": "%"}), achieved
    if unit is None:
        plain_units = (Dimension.SHARE, Dimension.COUNT)
        is_other = unit_of(figure.unit).dimension not in plain_units
        dropped = achieved._replace(figure=figure.model_copy(update={"unit": None}), assumed=is_other)
        return target, dropped
    if {unit, figure.unit} == {"%", "分"}:
        return target, achieved._replace(figure=figure.model_copy(update={"unit": unit}), assumed=True)
    return target, achieved


def _signed(target: Target, achieved: Achieved, name: str) -> Achieved:
    """A figure of a change with the sign that the target means: 下降10% beside 下降8%, beside 8%; ≥5% of a 下降率."""
    number = achieved.figure.number
    if number is None:
        return achieved
    falls = target.kind is TargetKind.CHANGE and target.direction == "down"
    counts_falls = target.kind is TargetKind.QUANTITY and number < 0 and Words.FALL.found(name)
    if (falls and number > 0) or counts_falls:
        return achieved._replace(figure=achieved.figure.model_copy(update={"number": -number}), assumed=falls)
    return achieved


def _compared(target: Target, operator: Operator, achieved: Achieved, base: RuleBase) -> Comparison:
    held = target.model_copy(update={"operator": operator})
    ruleset = base.ruleset
    return compare(held, _direct(held), achieved.observation(), ruleset.conventions, ruleset.tiers)


def judge_number(case: Case, target: Target, achieved: Achieved, base: RuleBase) -> Judged:
    """A quantity or a change against one figure."""
    direction = direction_of(target, case.row)
    if achieved.figure.number is None:
        if not Words.NONE_AT_ALL.found(case.row.actual.text) or direction.operator is not Operator.LE:
            return judge_absent(case)
        achieved = achieved._replace(figure=achieved.figure.model_copy(update={"number": Decimal(0)}))
    return _judge_figure(case, *aligned(target, _signed(target, achieved, case.row.name)), direction, base)


def _judge_figure(case: Case, target: Target, achieved: Achieved, direction: TargetDirection, base: RuleBase) -> Judged:
    """A number against a target, both in one unit."""
    compared = _compared(target, direction.operator, achieved, base)
    own = own_step(base, compared, case.row, case.weight)
    if not compared.outcome.is_known or own is None:
        return _by_stated_share(case, achieved)
    if not direction.clear and target.operator in (None, Operator.EQ):
        other = _compared(target, opposite(direction), achieved, base)
        if not compared.outcome is other.outcome is Outcome.MET:  # met either way: its direction does not matter
            return _either_way(case, other)
        direction = direction._replace(clear=True)
    if case.agrees(own.points):
        return right(own.points, own.rule)
    if not direction.clear:
        return undecided("direction-open", target=case.row.target.text, name=case.row.name)
    doubt = _doubt_of_order(case, target, achieved, base) or _doubt(case, target, achieved, compared, direction)
    others = (*other_steps(compared, case.weight), *band_steps(compared, case.row, case.weight, base.ruleset))
    return _differing(case, compared, (own, *others), doubt)


def _doubt_of_order(case: Case, target: Target, achieved: Achieved, base: RuleBase) -> Finding | None:
    """A figure that was taken as so many 万, where the score follows from it as it is written."""
    if achieved.unscaled is None:
        return None
    plain = judge_number(case, target, Achieved(achieved.unscaled), base)
    if plain.verdict is not Verdict.RIGHT:
        return None
    return finding("units-open", target=target.text, actual=case.row.actual.text)


def judge_absent(case: Case) -> Judged:
    """Words beside a figure: 未完成 with all points is wrong; any other word is not judged."""
    stated = bare_statement(case.row.actual.text)
    if not (Words.NOT_BEGUN.found(stated) or Words.UNDONE.found(stated)):
        return undecided("judged-in-words", target=case.row.target.text, actual=case.row.actual.text)
    if case.agrees(Decimal(0)):
        return right(Decimal(0), "quantity-short")
    if case.is_full:
        return wrong(case, zero_step("quantity-short"))
    return undecided("judged-in-words", target=case.row.target.text, actual=case.row.actual.text)


def _by_stated_share(case: Case, achieved: Achieved) -> Judged:
    """An actual that states its completion in percent beside a target in another unit (20个 | 85%)."""
    figure = achieved.figure
    open_units = undecided("units-open", target=case.row.target.text, actual=case.row.actual.text)
    if figure.number is None or figure.unit != "%" or figure.number < 0:
        return open_units
    step = proportional(case.weight, Ratio.of(figure.number, HUNDRED))
    return by_other_method(case, step) if case.agrees(step.points) else open_units


def _either_way(case: Case, other: Comparison) -> Judged:
    """A bare target whose direction is open: right where the reading as a ceiling gives the stated score, as a person
    would take a cost of 50; else undecided."""
    for step in other_steps(other, case.weight):
        if case.agrees(step.points):
            return right(step.points, step.rule)
    return undecided("direction-open", target=case.row.target.text, name=case.row.name)


def _differing(case: Case, compared: Comparison, steps: tuple[Step, ...], doubt: Finding | None) -> Judged:
    """A score that the ruleset does not give: by another method, doubtful, or wrong. ``steps``: the ruleset's first."""
    own, *others = steps
    for step in others:
        if case.agrees(step.points) and (compared.outcome is not Outcome.MET or step.rule == "bands"):
            return by_other_method(case, step)
    if doubt is None and compared.deviation is not None and not case.score > max(step.points for step in others):
        doubt = finding("lower-method-open", methods="、".join(f"{step.rule} {step.points}" for step in others))
    if doubt is not None:
        return undecided(doubt.code, **doubt.values)
    nearest = min(steps, key=lambda step: abs(case.score - step.points))
    return wrong(case, own if own.confirmed else nearest)


def _doubt(
    case: Case, target: Target, achieved: Achieved, compared: Comparison, direction: TargetDirection
) -> Finding | None:
    """The first reason why a careful person would not be sure that the score is wrong."""
    doubts = [*_doubts_of_scheme(case, target)]
    if compared.outcome is Outcome.MET:
        doubts += _doubts_of_met(case, target, achieved, compared)
    else:
        doubts += _doubts_of_missed(case, target, achieved, compared, direction)
    return next(iter(doubts), None)


def _doubts_of_scheme(case: Case, target: Target) -> Iterator[Finding]:
    """A marking scheme of the form's own, a reason that speaks of a deduction, a target that looks misread."""
    if Words.SCHEME.found(case.row.criteria):
        yield finding("own-scheme", text=case.row.criteria)
    if not case.is_full and Words.OWN_SCHEME.found(case.row.reason):
        yield finding("own-scheme", text=case.row.reason)
    if any(one.code in _DOUBTED for one in target.findings):
        yield finding("target-not-read", text=target.text)


def _doubts_of_met(case: Case, target: Target, achieved: Achieved, compared: Comparison) -> Iterator[Finding]:
    """Points lost although the target was met: far more was done, or words beside the figures were not met."""
    yield from _doubts_of_figure(case, achieved)
    if achieved.assumed:
        yield finding("units-open", target=target.text, actual=case.row.actual.text)
    if _is_over(target, compared) or Words.OVER.found(case.row.reason):
        yield finding("over-fulfilled", target=case.row.target.text, actual=case.row.actual.text)
    if target.operator is Operator.EQ and compared.completion is not None and compared.completion.cmp(Decimal(1)):
        yield finding("over-fulfilled", target=case.row.target.text, actual=case.row.actual.text)
    if any(one.code == "target-words-beside" for one in target.findings) or target.per != achieved.per:
        yield finding("several-targets", text=target.text)


def _doubts_of_figure(case: Case, achieved: Achieved) -> Iterator[Finding]:
    """A figure that is a bound, approximate, or picked from a sentence."""
    actual = case.row.actual.text
    if achieved.bound is not None:
        yield finding("actual-is-bound", text=actual)
    if achieved.approximate:
        yield finding("figure-approximate", text=actual)
    if achieved.picked:
        yield finding("actual-not-read", text=actual)


def _is_over(target: Target, compared: Comparison) -> bool:
    """Whether an actual is as far beyond its target, to either side, as rulesets ask a person about."""
    if compared.actual is None or not isinstance(target.value, Decimal) or not target.value:
        return False
    low, high = (EXACT.multiply(target.value, bound) for bound in (2 - over_from(), over_from()))
    return compared.actual.cmp(high) >= 0 or compared.actual.cmp(low) <= 0


def _doubts_of_missed(
    case: Case, target: Target, achieved: Achieved, compared: Comparison, direction: TargetDirection
) -> Iterator[Finding]:
    """More points than a missed target gives: the figure may be another one than it seems."""
    actual = case.row.actual.text
    yield from _doubts_of_figure(case, achieved)
    if any(one.code == "target-approximate" for one in target.findings):
        yield finding("figure-approximate", text=target.text)
    if achieved.assumed or target.per != achieved.per or not same_family(unit_in(target), achieved.figure.unit):
        yield finding("units-open", target=target.text, actual=actual)
    if _is_absurd(target, compared):
        yield finding("units-open", target=target.text, actual=actual)
    if Words.CHANGED.found(case.row.reason):
        yield finding("target-changed", text=case.row.reason)
    if direction.operator is Operator.LE and target.value == 0 and not case.is_full:
        yield finding("lower-method-open", methods="zero-tolerance、per_occurrence")


def _is_absurd(target: Target, compared: Comparison) -> bool:
    """Whether an actual is so far from its target that another unit is likelier than such a shortfall."""
    if compared.actual is None or not isinstance(target.value, Decimal) or not compared.actual.num:
        return False
    if target.kind is TargetKind.CHANGE and compared.actual.num < 0 < target.value:  # it fell instead of rising
        return False
    return compared.actual.cmp(EXACT.multiply(target.value, Decimal("0.01"))) <= 0
