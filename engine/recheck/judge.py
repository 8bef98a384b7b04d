"""One row of somebody else's table: does the stated score follow from target and actual?

What follows is what a run would give the row. A row that a run would ask about is undecided here, with the same
question; a score that differs is wrong unless :mod:`engine.recheck.policy` forgives it.
"""

from __future__ import annotations

from decimal import Decimal

from engine.compare import Comparison
from engine.language.findings import Finding, Severity, finding
from engine.language.squeezing import is_blank
from engine.recheck.held_rows import HeldRow, held_row
from engine.recheck.methods import step_of
from engine.recheck.model import FilledRow
from engine.recheck.policy import Counting, forgiven
from engine.recheck.verdict import Case, Judged, Verdict, right, undecided, unknown, wrong
from engine.scoring.awards import Judged as Counted
from engine.scoring.inference import RuleBase
from engine.scoring.undecided import gaps
from engine.terms import Outcome


def judge_row(row: FilledRow, year: int | None, base: RuleBase, tolerance: Decimal) -> Judged:
    """Whether the stated score of a row follows, under a ruleset; ``tolerance`` in points."""
    return judge_held(held_row(row, year, base.ruleset), base, tolerance)


def judge_held(held: HeldRow, base: RuleBase, tolerance: Decimal) -> Judged:
    """The same for a row that is read and held already."""
    row = held.row
    weight, score = row.weight.number, row.score.number
    if weight == 0 or (is_blank(row.weight.text) and is_blank(row.score.text)):
        return Judged(verdict=Verdict.NOT_SCORED)
    if row.shared:
        return undecided("several-targets", text=row.target.text)
    if weight is None or score is None:
        return undecided("no-weight" if weight is None else "no-score", name=row.name)
    case = Case(row=row, weight=weight, score=score, tolerance=tolerance)
    judged = _judge(case, held, base)
    return judged if score <= weight or judged.verdict is Verdict.WRONG else _beyond(case, held, base)


def _beyond(case: Case, held: HeldRow, base: RuleBase) -> Judged:
    """A score above its points, which nothing gives: wrong; judged as if it were all points for what may follow."""
    judged = _judge(case.model_copy(update={"score": case.weight}), held, base)
    if judged.verdict is Verdict.UNDECIDED:
        return judged.model_copy(update={"verdict": Verdict.WRONG, "span": (Decimal(0), case.weight)})
    follows = case.weight if judged.verdict is Verdict.RIGHT else judged.recomputed
    return Judged(verdict=Verdict.WRONG, recomputed=follows, span=judged.span, rule=judged.rule)


def _judge(case: Case, held: HeldRow, base: RuleBase) -> Judged:
    row = held.row
    if held.seen is None:
        return undecided("no-actual", name=row.name)
    level, _ = base.ruleset.weights.level_and_group(row.level1, row.level2)
    counting = Counting(base, base.category(level, row.level2, ""))
    counted = counting.counted(held.compared, case.weight)
    own = step_of(counted)
    if own is None:
        return unknown(_asked(held, counted) or gaps(counted, counting.category)[0])
    if case.agrees(own.points):
        return right(own.points, own.rule)
    return forgiven(case, held, counting, counted, own) or wrong(case, own)


def _asked(held: HeldRow, counted: Counted) -> Finding | None:
    """Why nothing is known to follow, as a run would say it; None where only a rule is lacking."""
    compared, target = counted.compared, held.row.target.text
    if compared.outcome is Outcome.OPEN:
        return compared.asked
    if compared.outcome.is_known:
        return None
    if is_blank(target):
        return finding("no-target", name=held.row.name)
    return _fault(compared) or finding("target-not-read", text=target)


def _fault(compared: Comparison) -> Finding | None:
    """What stands in the way of an outcome: an error in what was recorded, or that nothing was due."""
    errors = (one for one in compared.steps if one.severity is Severity.ERROR)
    return next(errors, next(iter(compared.steps), None))
