"""Rows judged in words or by a day: tiers of quality, deadlines. Only what the official words rule out is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.compare import compare
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.measures import Measure, MeasureKind
from engine.quantity import Ratio, plain, points
from engine.recheck.achieved import Achieved
from engine.recheck.methods import Step, full_step, own_step, proportional, zero_step
from engine.recheck.shipped import inner_tiers, tiers
from engine.recheck.verdict import Case, Judged, right, undecided, wrong
from engine.recheck.words import Words, bare_statement, is_blank, without_denial
from engine.rulesets import Ruleset, Tier
from engine.scoring.inference import RuleBase
from engine.targets import Target
from engine.terms import Outcome

_SHARE = regex(r"(\d{1,3}(?:\.\d{1,4})?)%")
_YEAR = regex(r"20\d\d|\d\d年")
HUNDRED = Decimal(100)


def _in_words(case: Case) -> Judged:
    return undecided("judged-in-words", target=case.row.target.text, actual=case.row.actual.text)


def _share(case: Case, percent: Decimal) -> Decimal:
    return points(case.weight, Ratio.of(percent, 100))


def _at_most(case: Case, percent: Decimal, least: Decimal) -> Step:
    """The points at the upper edge of a tier that begins at ``least`` percent."""
    edge = _share(case, percent)
    formula = f"≤ {plain(case.weight)} × {plain(percent)}% = {edge}"
    return Step("qualitative", edge, formula, span=(_share(case, least), edge))


def _at_least(case: Case, percent: Decimal, most: Decimal) -> Step:
    """The points at the lower edge of a tier that goes up to ``most`` percent."""
    edge = _share(case, percent)
    formula = f"≥ {plain(case.weight)} × {plain(percent)}% = {edge}"
    return Step("qualitative", edge, formula, span=(edge, _share(case, most)))


def _top_tier(ruleset: Ruleset) -> Tier:
    return max(ruleset.tiers, key=lambda tier: tier.at_least)


def judge_words(case: Case, base: RuleBase) -> Judged:
    """A target without a figure: a score within the tier of the actual's words is right; what the official words of a
    tier rule out is wrong; all else is for a person."""
    stated, wanted = bare_statement(case.row.actual.text), bare_statement(case.row.target.text)
    if Words.SCALE.found(wanted):
        return right(case.weight, "met") if stated == wanted[0] and case.is_full else _in_words(case)
    if Words.NOT_BEGUN.found(stated) or Words.MISSED.found(stated):
        return _missed(case)
    if Words.PARTLY.found(stated):
        return _partly(case)
    if not _is_reached(stated, wanted) and (tier := _middle_tier(stated, base.ruleset)):
        return _middle(case, stated, tier)
    return _other_words(case, stated, wanted, base.ruleset)


def _other_words(case: Case, stated: str, wanted: str, ruleset: Ruleset) -> Judged:
    """Words that name no lower tier: a denial, a share, what was reached."""
    if Words.DENIED.found(stated) and (stated == "否" or without_denial(stated) == wanted):
        return _failed(case) if Words.PASSED.found(wanted) else _missed(case)
    if _is_stated_share(case, stated):
        return right(case.score, "proportional")
    return _reached(case, stated, ruleset) if _is_reached(stated, wanted) else _in_words(case)


def _is_reached(stated: str, wanted: str) -> bool:
    """Whether an actual repeats its target's words and takes nothing back, denies the same, or says that all was done."""
    repeats = wanted in stated and not Words.HEDGED.found(stated.replace(wanted, ""))
    denied = without_denial(wanted)
    return repeats or Words.TOP.found(stated) or bool(denied and denied == without_denial(stated))


def _is_stated_share(case: Case, stated: str) -> bool:
    """Whether a score is the share that the actual states (90% beside 有效提升, 9 of 10 points)."""
    share = _SHARE.fullmatch(stated)
    return share is not None and case.agrees(points(case.weight, Ratio.of(Decimal(share[1]), 100)))


def _failed(case: Case) -> Judged:
    """What is passed or failed was not passed: no points."""
    if case.is_full:
        return wrong(case, zero_step("failed"))
    return right(Decimal(0), "failed") if case.agrees(Decimal(0)) else _in_words(case)


def _missed(case: Case) -> Judged:
    most = _at_most(case, tiers().low_below, Decimal(0))
    if case.score <= most.points + case.tolerance:
        return right(None, most.rule)
    return wrong(case, most)


def _partly(case: Case) -> Judged:
    most = _at_most(case, tiers().middle_below, tiers().middle_from)
    if case.score > most.points + case.tolerance:
        return wrong(case, most)
    is_within = case.score >= _share(case, tiers().middle_from) - case.tolerance
    return right(None, most.rule) if is_within else _in_words(case)


def _middle_tier(stated: str, ruleset: Ruleset) -> Tier | None:
    """The tier between its best and its worst that a ruleset names by these words: 基本达成（预期指标）."""
    word = Words.OF_TARGET.pattern.sub("", stated)
    return next((tier for tier in inner_tiers(ruleset) if word in tier.words), None)


def _middle(case: Case, stated: str, tier: Tier) -> Judged:
    """The short words of the middle tier: beyond its upper edge is wrong; below its lower one too where nothing else
    speaks for it, except of work done (部分完成), which may be any part. Within it a person judges."""
    if case.row.criteria:
        return _in_words(case)
    lower, upper = min(tier.at_least, tiers().middle_from), max(tier.below, tiers().middle_below)
    most, least = _at_most(case, upper, tier.at_least), _at_least(case, lower, upper)
    if case.score > most.points + case.tolerance:
        return wrong(case, most)
    is_below = case.score < least.points - case.tolerance
    if is_below and is_blank(case.row.reason) and not Words.OF_WORK.found(stated):
        return wrong(case, least)
    return _in_words(case)


def _reached(case: Case, stated: str, ruleset: Ruleset) -> Judged:
    least = _at_least(case, _top_tier(ruleset).at_least, HUNDRED)
    if case.score >= least.points - case.tolerance:
        return right(None, least.rule)
    if Words.REACHED.found(stated) and is_blank(case.row.reason) and not case.row.criteria:
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
    if compared.outcome is not Outcome.MET and isinstance(due, date) and achieved.may_be_by(due):
        return right(case.weight, "met") if case.is_full else undecided("actual-not-read", text=case.row.actual.text)
    if achieved.picked:
        return undecided("actual-not-read", text=case.row.actual.text)
    return lost_though_met(case) if compared.outcome is Outcome.MET else _late(case, own)


def _late(case: Case, own: Step) -> Judged:
    """All points although late is wrong; how much a delay costs is open."""
    if case.is_full and _years_agree(case):
        return wrong(case, own)
    return undecided("late-method-open", method=own.rule, points=own.points)


def _years_agree(case: Case) -> bool:
    """Whether both dates name their year, or neither does."""
    named = [_YEAR.search(squeeze(text)) is not None for text in (case.row.target.text, case.row.actual.text)]
    return named[0] == named[1]


def lost_though_met(case: Case) -> Judged:
    """Points lost although the target was met: wrong, unless the row says why by a scheme of its own."""
    reason, criteria = case.row.reason, case.row.criteria
    if Words.OVER.found(reason) or Words.OWN_SCHEME.found(reason) or Words.SCHEME.found(criteria):
        return undecided("own-scheme", text=case.row.reason or case.row.criteria)
    return wrong(case, full_step(case.weight))


def _without_day(case: Case) -> Judged:
    """Words or a share beside a deadline: 按时完成 supports all points, 未完成 none."""
    stated = bare_statement(case.row.actual.text)
    if Words.NOT_BEGUN.found(stated) or Words.UNDONE.found(stated):
        return _failed(case)
    in_time = Words.IN_TIME.found(stated) or Words.TOP.found(stated)
    return right(case.weight, "met") if in_time and case.is_full else _in_words(case)


def judge_recurring(case: Case, target: Target, achieved: Achieved) -> Judged:
    """A day of each month or quarter: by it is all points; later is for a person, since how often is not said."""
    number, limit = achieved.figure.number, target.within
    if number is None or limit is None or achieved.per != target.per or achieved.figure.unit != target.unit:
        return _without_day(case)
    if number > limit:
        return _in_words(case)
    return right(case.weight, "met") if case.is_full else lost_though_met(case)


def judge_range(case: Case, target: Target, achieved: Achieved) -> Judged:
    """A range: inside it all points; below it in proportion to its lower end, where more is better."""
    number, lower, upper = achieved.figure.number, target.lower, target.upper
    if number is None or lower is None or upper is None:
        return _in_words(case)
    if achieved.bound is not None or achieved.picked:
        return undecided("actual-is-bound", text=case.row.actual.text)
    if achieved.figure.unit not in (None, target.unit or target.unit_inferred):
        return undecided("units-open", target=target.text, actual=case.row.actual.text)
    full = full_step(case.weight)
    if lower <= number <= upper and not case.agrees(full.points):
        return lost_though_met(case)
    step = full if number >= lower or lower <= 0 else proportional(case.weight, Ratio.of(number, lower))
    if case.agrees(step.points):
        return right(step.points, step.rule)
    return undecided("direction-open", target=target.text, name=case.row.name)
