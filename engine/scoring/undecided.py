"""The points of a row: of one comparison, or of all that an open one may come to.

Rules decide what an open row comes to at each of its ends; none of them decides the open row itself. Where every end
gives the same points, the question makes no difference and the row is scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from engine.compare import Comparison
from engine.language.findings import Findings, finding
from engine.scoring.awards import UNSCORED, Judged, judge
from engine.scoring.inference import Decision, RowCategory, RuleBase, gap
from engine.terms import Outcome

NO_RULE = Decision(None, (), ())


def judged_case(compared: Comparison, base: RuleBase, category: RowCategory, weight: Decimal | None) -> Judged:
    """A case with its points; an open one with those of its ends, or as its first end where all give the same."""
    if compared.outcome is not Outcome.OPEN:
        return judge(compared, base.decide(compared, category), base.ruleset, weight)
    ends = tuple(judged_case(end, base, category, weight) for end in compared.ends)
    if ends and _agree(ends):
        first = ends[0]
        step = finding("open-same-points", points=first.got.points, number=len(ends))
        settled = first.compared.model_copy(update={"steps": (*compared.steps, *first.compared.steps, step)})
        return first._replace(compared=settled)
    return Judged(compared, NO_RULE, base.ruleset, weight, UNSCORED, ends)


def _agree(ends: Sequence[Judged]) -> bool:
    points = {end.got.points for end in ends}
    return None not in points and len(points) == 1


def points_range(judged: Judged) -> tuple[Decimal, Decimal] | None:
    """The least and the most points of an open row; None where nothing bounds them, and for any other row."""
    got = [end.got.points for end in judged.ends]
    known = [points for points in got if points is not None]
    return (min(known), max(known)) if known and len(known) == len(got) else None


def completion_range(judged: Judged) -> tuple[Decimal, Decimal] | None:
    """The least and the most completion of an open row, where every end has one."""
    ends = [end.compared.completion for end in judged.ends]
    known = [completion.decimal() for completion in ends if completion is not None]
    return (min(known), max(known)) if known and len(known) == len(ends) else None


def deciding(judged: Judged) -> tuple[str, ...]:
    """The rules that decide a case, or any end of an open one: those that award, adjust and flag."""
    decisions = [case.decision for case in judged.ends or (judged,)]
    rules = (rule for one in decisions for rule in (*([one.award] if one.award else []), *one.adjustments, *one.flags))
    return tuple(dict.fromkeys(rule.id for rule in rules))


def gaps(judged: Judged, category: RowCategory) -> Findings:
    """A finding for a case, or for each end of an open one, that no rule awards."""
    cases = judged.ends if judged.compared.outcome is Outcome.OPEN else (judged,)
    return tuple(one for case in cases if case.decision.award is None for one in gap(case.compared, category))
