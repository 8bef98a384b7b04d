"""What recheck forgives: why a score that a run would not give is for a person to judge, and not called wrong.

A run can ask whoever recorded a figure; a printed table cannot be asked, and its office may count by another method. So a
doubt always wins. Nothing here reads a target or an actual otherwise than a run does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from engine.compare import Comparison, compare
from engine.compare.tiers import bare, tier_of
from engine.language.findings import Finding, finding
from engine.language.rendering import Coded, coded
from engine.language.squeezing import is_blank
from engine.measures import Evidence, MeasureKind
from engine.observe import Observation
from engine.quantity import EXACT, Ratio, plain, points
from engine.recheck.held_rows import HeldRow
from engine.recheck.methods import Step, band_steps, method_of, other_steps
from engine.recheck.shipped import over_from, widest
from engine.recheck.verdict import Case, Judged, by_other_method, right, undecided, unknown, wrong
from engine.recheck.words import Words
from engine.rulesets import Tier
from engine.scoring.awards import Judged as Counted
from engine.scoring.inference import RowCategory, RuleBase
from engine.scoring.undecided import judged_case
from engine.targets import TargetKind
from engine.targets.mentions import mentions_in
from engine.terms import Direction, Outcome

_FAR = Decimal("0.01")
"""A hundredth of what was wanted is likelier in another unit than that little."""


class Counting(NamedTuple):
    """What counts the points of a row: a ruleset ready to decide, and where the row stands in it."""

    base: RuleBase
    category: RowCategory

    def counted(self, compared: Comparison, weight: Decimal) -> Counted:
        """The points of a comparison."""
        return judged_case(compared, self.base, self.category, weight)


def forgiven(case: Case, held: HeldRow, counting: Counting, counted: Counted, own: Step) -> Judged | None:
    """Why a score other than the run's ``own`` is not wrong, or how far it is; None where nothing speaks for it."""
    seen = held.seen or Observation(shown="")
    compared, ruleset = counted.compared, counted.ruleset
    is_worded = held.reading.target.kind is TargetKind.QUALITATIVE and seen.number is None
    tier = tier_of(seen.word, ruleset.tiers) if is_worded else None
    if tier is not None:
        return _by_tier(case, tier, seen.word)
    others = (*other_steps(compared, case.weight), *band_steps(compared, case.row, case.weight, ruleset))
    return _by_other_method(case, compared, others) or _doubted(
        case, held, compared, chain(_of_figure(held, seen), _of_another(case, held, counting)), (own, *others)
    )


# --- words of a tier: the score itself is the share that they leave open


def _by_tier(case: Case, tier: Tier, word: str) -> Judged | None:
    """A score within the tier of the words is right; beyond what any ruleset allows them it is wrong, unless there is a
    reason to give less."""
    most, score = widest(tier), min(case.score, case.weight)
    low, high = _edges(case, (tier.at_least, tier.below))
    least, top = _edges(case, most)
    if low - case.tolerance <= score <= high + case.tolerance:
        return right(None, "qualitative")
    doubt = next(_of_scheme(case), None)
    if doubt is not None:
        return unknown(doubt)
    if score > top + case.tolerance:
        return wrong(case, _edge(case, "≤", most[1], (low, top)))
    is_certain = bare(word) == bare(tier.name) and is_blank(case.row.reason)
    if score < least - case.tolerance and is_certain:
        return wrong(case, _edge(case, "≥", most[0], (least, high)))
    return undecided("judged-in-words", target=case.row.target.text, actual=case.row.actual.text)


def _edges(case: Case, percent: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    low, high = (points(case.weight, Ratio.of(one, 100)) for one in percent)
    return low, high


def _edge(case: Case, sign: str, percent: Decimal, span: tuple[Decimal, Decimal]) -> Step:
    edge = points(case.weight, Ratio.of(percent, 100))
    return Step("qualitative", edge, f"{sign} {plain(case.weight)} × {plain(percent)}% = {edge}", span)


# --- methods of other rulesets


def _by_other_method(case: Case, compared: Comparison, others: tuple[Step, ...]) -> Judged | None:
    for step in others:
        if case.agrees(step.points) and (compared.outcome is not Outcome.MET or step.rule == "bands"):
            return by_other_method(case, step)
    return None


# --- reasons why a careful person would not be sure that the score is wrong


def _doubted(
    case: Case, held: HeldRow, compared: Comparison, of_figures: Iterable[Finding], steps: tuple[Step, ...]
) -> Judged | None:
    """The first of them."""
    of_outcome = _of_met(held, compared) if compared.outcome is Outcome.MET else _of_missed(held, compared)
    of_part = _of_part(case, held, compared, steps)
    doubts = chain(_of_scheme(case), of_figures, _of_row(held, compared), of_outcome, of_part)
    doubt = next(doubts, None)
    return None if doubt is None else unknown(doubt)


def _of_scheme(case: Case) -> Iterator[Finding]:
    """A marking scheme of the form's own, or a reason that speaks of a deduction."""
    if Words.SCHEME.found(case.row.criteria):
        yield finding("own-scheme", text=case.row.criteria)
    if not case.is_full and Words.OWN_SCHEME.found(case.row.reason):
        yield finding("own-scheme", text=case.row.reason)


def _of_figure(held: HeldRow, seen: Observation) -> Iterator[Finding]:
    """A figure that is a bound or approximate; a target that is approximate."""
    actual, target = held.row.actual.text, held.row.target.text
    readings = seen.admitted or (seen,)
    if any(one.bound is not None for one in readings):
        yield finding("actual-is-bound", text=actual)
    if any(one.approximate for one in readings):
        yield finding("figure-approximate", text=actual)
    if any(one.approximate for one in mentions_in(target, held.year).found):
        yield finding("figure-approximate", text=target)


def _of_another(case: Case, held: HeldRow, counting: Counting) -> Iterator[Finding]:
    """A sentence of which another figure gives the stated score."""
    reading, text = held.reading, held.row.actual.text
    for one in mentions_in(text, held.year).found:
        number = None if one.number is None else Ratio.of(one.number)
        other = Observation(shown=text, number=number, unit=one.unit, day=one.last)
        compared = compare(reading.targets()[0], reading.measure, other, counting.base.ruleset.tiers)
        points = counting.counted(compared, case.weight).got.points
        if points is not None and case.agrees(points):
            yield finding("actual-not-read", text=text)


def _of_row(held: HeldRow, compared: Comparison) -> Iterator[Finding]:
    """A sign that goes against the name (at most so many trained), and a share beside words."""
    row, reading = held.row, held.reading
    is_signed = reading.target.kind is TargetKind.QUANTITY and reading.direction.evidence is Evidence.SIGN
    if is_signed and {reading.named.direction, compared.direction} == {Direction.HIGHER, Direction.LOWER}:
        yield finding("direction-open", target=row.target.text, name=row.name)
    if reading.target.kind is TargetKind.QUALITATIVE and reading.measure.kind is not MeasureKind.PASS_FAIL:
        yield finding("judged-in-words", target=row.target.text, actual=row.actual.text)


def _of_met(held: HeldRow, compared: Comparison) -> Iterator[Finding]:
    """Points lost although the target was met: what a target that was outdone by far costs has no number."""
    if _is_beyond(held, compared) or Words.OVER.found(held.row.reason):
        yield finding("over-fulfilled", target=held.row.target.text, actual=held.row.actual.text)


def _is_beyond(held: HeldRow, compared: Comparison) -> bool:
    """Whether an actual is as far beyond its target as rulesets ask a person about; beyond one of ``=`` at all."""
    share, actual, value = compared.completion, compared.actual, held.reading.target.value
    if share is not None and share.cmp(Decimal(1)) > 0 and compared.direction is Direction.EXACT:
        return True
    if share is not None and share.cmp(over_from()) >= 0:
        return True
    if compared.direction is not Direction.LOWER or actual is None or not isinstance(value, Decimal) or value <= 0:
        return False
    return actual.cmp(EXACT.multiply(value, 2 - over_from())) <= 0


def _of_missed(held: HeldRow, compared: Comparison) -> Iterator[Finding]:
    """Points kept although the target was missed: in another unit, changed, or beyond a range where more may be better."""
    row, target, actual = held.row, held.reading.target, compared.actual
    if isinstance(target.value, Decimal) and actual and actual.num > 0 and actual.cmp(target.value * _FAR) <= 0:
        yield finding("units-open", target=row.target.text, actual=row.actual.text)
    if target.upper is not None and actual is not None and actual.cmp(target.upper) > 0:
        yield finding("over-fulfilled", target=row.target.text, actual=row.actual.text)
    if Words.CHANGED.found(row.reason):
        yield finding("target-changed", text=row.reason)


def _with_points(step: Step) -> Coded:
    """What a method is called, with what it gives."""
    return coded("method-points", method=method_of(step.rule), points=step.points)


def _of_part(case: Case, held: HeldRow, compared: Comparison, steps: tuple[Step, ...]) -> Iterator[Finding]:
    """Some of the points although the target was missed: what that costs differs from place to place."""
    row = held.row
    if case.is_full or compared.outcome is Outcome.MET:
        return
    own, *others = steps
    if compared.lateness is not None:
        yield finding("late-method-open", method=method_of(own.rule), points=own.points)
    if compared.deviation is not None and case.score <= max(step.points for step in steps):
        yield finding("lower-method-open", methods=tuple(_with_points(one) for one in others))
    if compared.excess is not None and compared.deviation is None:
        yield finding("lower-method-open", methods=tuple(map(method_of, ("zero-tolerance", "per_occurrence"))))
    if held.reading.target.kind is TargetKind.COMPOUND:
        yield finding("several-targets", text=row.target.text)
    if compared.outcome is Outcome.NOT_MET and compared.actual is None:
        yield finding("judged-in-words", target=row.target.text, actual=row.actual.text)
