"""One row of somebody else's table: does the stated score follow from target and actual?

Only what a careful person can recompute for sure is called wrong. The row's target and actual are read as
everywhere else in the engine, but nothing is inferred from the row's neighbours, and a doubt always wins.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from engine.explanations import read_explanation
from engine.language.squeezing import squeeze
from engine.measures import settle
from engine.recheck.achieved import Achieved, read_achieved
from engine.recheck.compounds import judge_compound
from engine.recheck.methods import full_step
from engine.recheck.model import FilledRow
from engine.recheck.numbers import judge_number
from engine.recheck.verdict import Case, Judged, Verdict, right, undecided, wrong
from engine.recheck.wording import judge_deadline, judge_range, judge_recurring, judge_words, lost_though_met
from engine.recheck.words import Words, is_blank
from engine.scoring.inference import RuleBase
from engine.targets import Target, TargetKind, read_target

_NO_EXPLANATION = read_explanation("")
# Both dates of a row without a year belong to the same one, whichever it is.
ANY_YEAR = 2000
_LONGEST_REMEMBERED = 400
_REMEMBERED = 1024  # targets with their names: each is asked for by the judgement and by the reviewers' list


def read_row_target(row: FilledRow, year: int | None) -> Target:
    """The typed target of a row: its text, the unit its name gives; the direction is left as the text has it."""
    is_long = len(row.name) + len(row.target.text) > _LONGEST_REMEMBERED
    return (_read_target if is_long else _remembered)(row.name, row.target.text, year)


def _read_target(name: str, text: str, year: int | None) -> Target:
    target = read_target(text, year)
    settled, _ = settle(name, target, _NO_EXPLANATION, year)
    if settled.kind is not target.kind:
        return target
    return settled.model_copy(update={"operator": target.operator})


_remembered = lru_cache(maxsize=_REMEMBERED)(_read_target)


def judge_row(row: FilledRow, year: int | None, base: RuleBase, tolerance: Decimal) -> Judged:
    """Whether the stated score of a row follows, under a ruleset; ``tolerance`` in points."""
    weight, score = row.weight.number, row.score.number
    if weight == 0 or (is_blank(row.weight.text) and is_blank(row.score.text)):
        return Judged(verdict=Verdict.NOT_SCORED)
    if row.shared:
        return undecided("several-targets", text=row.target.text)
    if weight is None or score is None:
        return undecided("no-weight" if weight is None else "no-score", name=row.name)
    case = Case(row=row, weight=weight, score=score, tolerance=tolerance)
    judged = _lacking(row) or _judge(case, year or ANY_YEAR, base)
    return judged if score <= weight or judged.verdict is Verdict.WRONG else _beyond(case, year, base)


def _beyond(case: Case, year: int | None, base: RuleBase) -> Judged:
    """A score above its points, which nothing gives: wrong; judged as if it were all points for what may follow."""
    full = case.model_copy(update={"score": case.weight})
    judged = _lacking(case.row) or _judge(full, year or ANY_YEAR, base)
    if judged.verdict is Verdict.UNDECIDED:
        return judged.model_copy(update={"verdict": Verdict.WRONG, "span": (Decimal(0), case.weight)})
    follows = case.weight if judged.verdict is Verdict.RIGHT else judged.recomputed
    return Judged(verdict=Verdict.WRONG, recomputed=follows, span=judged.span, rule=judged.rule)


def _lacking(row: FilledRow) -> Judged | None:
    """Why a row without a target or an actual is not judged; 无 beside 无 is a target that was kept."""
    if is_blank(row.target.text) and (
        squeeze(row.target.text) != squeeze(row.actual.text) or not squeeze(row.target.text)
    ):
        return undecided("no-target", name=row.name)
    return None if squeeze(row.actual.text) else undecided("no-actual", name=row.name)


def _judge(case: Case, year: int, base: RuleBase) -> Judged:
    target = read_row_target(case.row, year)
    if target.kind is TargetKind.QUALITATIVE:
        return judge_words(case, base)
    if squeeze(case.row.actual.text) == squeeze(case.row.target.text) and not Words.BOUND.found(case.row.actual.text):
        return _repeated(case, target)
    if target.kind is TargetKind.COMPOUND:
        return judge_compound(case, target, base, year)
    return _judge_figure(case, target, read_achieved(case.row.actual.text, target, year), base)


def _judge_figure(case: Case, target: Target, achieved: Achieved, base: RuleBase) -> Judged:
    """A target of one figure against that of the actual."""
    if target.kind is TargetKind.DEADLINE and target.per is not None:
        return judge_recurring(case, target, achieved)
    if target.kind is TargetKind.DEADLINE:
        return judge_deadline(case, target, achieved, base)
    if target.kind is TargetKind.RANGE:
        return judge_range(case, target, achieved)
    if target.kind in (TargetKind.QUANTITY, TargetKind.CHANGE) and isinstance(target.value, Decimal):
        return judge_number(case, target, achieved, base)
    return _unread(case)


def _repeated(case: Case, target: Target) -> Judged:
    """An actual in the very words of its target (每亩300元 | 每亩300元): it was met."""
    if case.agrees(case.weight):
        return right(case.weight, "met")
    if case.score > case.weight:
        return wrong(case, full_step(case.weight))
    if target.kind is TargetKind.UNREADABLE:
        return undecided("target-not-read", text=case.row.target.text)
    return lost_though_met(case)


def _unread(case: Case) -> Judged:
    """A target that is none: right where the actual repeats it, sign included, and all points were taken."""
    if squeeze(case.row.actual.text) == squeeze(case.row.target.text) and case.is_full:
        return right(case.weight, "met")
    return undecided("target-not-read", text=case.row.target.text)
