"""Rows judged in words or by a day: tiers of quality, deadlines. Only what the official words rule out is wrong."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from engine.compare import compare
from engine.inference import RuleBase
from engine.measures import Measure, MeasureKind
from engine.quantity import Ratio, plain, points
from engine.recheck.achieved import Achieved
from engine.recheck.methods import Step, full_step, own_step, proportional, zero_step
from engine.recheck.verdict import Case, Judged, right, undecided, wrong
from engine.recheck.words import (
    HEDGED,
    IN_TIME,
    MISSED,
    NOT_BEGUN,
    OVER,
    OWN_SCHEME,
    PARTLY,
    REACHED,
    SCHEME,
    TOP,
    bare,
    is_blank,
)
from engine.rulesets import Ruleset, Tier
from engine.targets import Target
from engine.terms import Outcome

_YEAR = re.compile(r"20\d\d|\d\d年")
# The best that any shipped ruleset allows in the middle and the lowest tier, and the least in the top one.
TOP_FROM, MIDDLE_BELOW, LOW_BELOW = Decimal(80), Decimal(80), Decimal(60)


def _in_words(case: Case) -> Judged:
    return undecided("judged-in-words", target=case.row.target.text, actual=case.row.actual.text)


def _bound(case: Case, percent: Decimal, sign: str) -> Step:
    """The points at the edge of a tier."""
    edge = points(case.weight, Ratio.of(percent, 100))
    return Step("qualitative", edge, f"{sign} {plain(case.weight)} × {plain(percent)}% = {edge}")


def _top_tier(ruleset: Ruleset) -> Tier:
    return max(ruleset.tiers, key=lambda tier: tier.at_least)


def judge_words(case: Case, base: RuleBase) -> Judged:
    """A target without a figure: a score within the tier of the actual's words is right; what the official words of a
    tier rule out is wrong; all else is for a person."""
    said, wanted = bare(case.row.actual.text).rstrip("。"), bare(case.row.target.text).rstrip("。")
    if said in NOT_BEGUN or said in MISSED:
        return _missed(case)
    if said in PARTLY:
        return _partly(case)
    repeats = wanted in said and not HEDGED.search(said.replace(wanted, ""))
    if repeats or TOP.match(said):
        return _reached(case, said, base.ruleset)
    return _in_words(case)


def _missed(case: Case) -> Judged:
    most = _bound(case, LOW_BELOW, "≤")
    if case.score <= most.points + case.tolerance:
        return right(None, most.rule)
    return wrong(case, most)


def _partly(case: Case) -> Judged:
    most = _bound(case, MIDDLE_BELOW, "≤")
    if case.score > most.points + case.tolerance:
        return wrong(case, most)
    least = _bound(case, Decimal(50), "≥")
    return right(None, most.rule) if case.score >= least.points - case.tolerance else _in_words(case)


def _reached(case: Case, said: str, ruleset: Ruleset) -> Judged:
    least = _bound(case, _top_tier(ruleset).at_least, "≥")
    if case.score >= least.points - case.tolerance:
        return right(None, least.rule)
    if said in REACHED and is_blank(case.row.reason) and not case.row.criteria:
        return wrong(case, least)
    return _in_words(case)


def judge_deadline(case: Case, target: Target, achieved: Achieved, base: RuleBase) -> Judged:
    """A deadline: in time is full, not done is nothing, late with all points is wrong; how much late costs is open."""
    if achieved.figure.day is None:
        return _without_day(case)
    due, ruleset = target.value, base.ruleset
    measure = Measure(kind=MeasureKind.DEADLINE, description="", deadline=due if isinstance(due, date) else None)
    compared = compare(target, measure, achieved.observation(), ruleset.conventions, ruleset.tiers)
    own = own_step(base, compared, case.row, case.weight)
    if own is None:
        return undecided("target-not-read", text=case.row.target.text)
    if case.agrees(own.points):
        return right(own.points, own.rule)
    if isinstance(due, date) and achieved.may_be_by(due):
        return right(case.weight, "met") if case.is_full else undecided("actual-not-read", text=case.row.actual.text)
    if achieved.picked:
        return undecided("actual-not-read", text=case.row.actual.text)
    return _lost_though_met(case) if compared.outcome is Outcome.MET else _late(case, own)


def _late(case: Case, own: Step) -> Judged:
    """All points although late is wrong; how much a delay costs is open."""
    if case.is_full and _years_agree(case):
        return wrong(case, own)
    return undecided("late-method-open", method=own.rule, points=own.points)


def _years_agree(case: Case) -> bool:
    """Whether both dates name their year, or neither does."""
    named = [_YEAR.search(bare(text)) is not None for text in (case.row.target.text, case.row.actual.text)]
    return named[0] == named[1]


def _lost_though_met(case: Case) -> Judged:
    reason = bare(case.row.reason)
    if OVER.search(reason) or OWN_SCHEME.search(reason) or SCHEME.search(bare(case.row.criteria)):
        return undecided("own-scheme", text=case.row.reason or case.row.criteria)
    return wrong(case, full_step(case.weight))


def _without_day(case: Case) -> Judged:
    """Words or a share beside a deadline: 按时完成 supports all points, 未完成 none."""
    said = bare(case.row.actual.text).rstrip("。")
    if said in NOT_BEGUN or said == "未完成":
        if case.is_full:
            return wrong(case, zero_step("failed"))
        return right(Decimal(0), "failed") if case.agrees(Decimal(0)) else _in_words(case)
    in_time = IN_TIME.search(said) or TOP.match(said) or said == bare(case.row.target.text).rstrip("。")
    return right(case.weight, "met") if in_time and case.is_full else _in_words(case)


def judge_range(case: Case, target: Target, achieved: Achieved) -> Judged:
    """A range: inside it all points; below it in proportion to its lower end, where more is better."""
    number, lower, upper = achieved.figure.number, target.lower, target.upper
    if number is None or lower is None or upper is None:
        return _in_words(case)
    if achieved.figure.unit not in (None, target.unit or target.unit_inferred):
        return undecided("units-open", target=target.text, actual=case.row.actual.text)
    full = full_step(case.weight)
    if lower <= number <= upper and not case.agrees(full.points):
        return _lost_though_met(case)
    step = full if number >= lower or lower <= 0 else proportional(case.weight, Ratio.of(number, lower))
    if case.agrees(step.points):
        return right(step.points, step.rule)
    return undecided("direction-open", target=target.text, name=case.row.name)
