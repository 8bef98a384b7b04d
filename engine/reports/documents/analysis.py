"""What is said of one row in a report that is handed in: the reason of its score, for a reader outside the office.

The reason that the run keeps names rules by their ids and figures by the file and line they were read from, so that
whoever scores can go back to them. A report says the same with the rule's own sentence and who recorded the figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.quantity import EXACT
from engine.reports import words
from engine.reports.figures import number
from engine.runs.record import Score
from engine.terms import Outcome


def analysis(score: Score) -> str:
    """The reason of a score as one paragraph, without ids, files and lines."""
    return "".join(words.ended(part) for part in _parts(score))


def _parts(score: Score) -> Iterator[str]:
    trace = score.trace
    yield f"{score.name}{_got(score)}"
    yield f"目标 {score.target_text}{_adjusted(score)}；实际 {words.actual_of(score)}{_recorded(score)}"
    yield from trace.steps
    if trace.comparison:
        yield trace.comparison
    yield from _counted(score)
    if trace.full_points:
        yield f"得满分须{trace.full_points}"
    if trace.assessed:
        yield trace.assessed


def _got(score: Score) -> str:
    if score.outcome is Outcome.OPEN:
        between = f"得分在 {words.spanned(score)} 之间，" if score.points_range else ""
        return f" 待核实（{between}满分 {number(score.weight)}）"
    if score.points is None:
        return f" 暂不计分（满分 {number(score.weight)}）"
    return f" 得 {number(score.points)} 分（满分 {number(score.weight)}）"


def _adjusted(score: Score) -> str:
    new = score.adjusted_target
    return "" if new is None else f"（调整指标值，{new.by}，“{new.reason}”；原申报 {new.declared}）"


def _recorded(score: Score) -> str:
    """Who recorded the actual, and why it was recorded again."""
    origin = score.origin
    if origin is None:
        return ""
    did = f"{origin.by}{'填报' if origin.revision == 1 else '更正'}"
    return f"（{did}，“{origin.reason}”）" if origin.reason else f"（{did}）"


def _counted(score: Score) -> Iterator[str]:
    """How the rule counts, by which clause, and what that comes to."""
    trace, rule = score.trace, score.trace.rule
    clause = "" if rule is None else f"（{rule.clause}）" if rule.confirmed else f"（{rule.clause}，待核实）"
    how = f"{trace.method or '计分'}{clause}" if trace.method or clause else ""
    lost = _lost(score)
    came = "，".join(filter(None, (trace.formula, f"扣 {number(lost)} 分" if lost else "")))
    yield from filter(None, ("：".join(filter(None, (how, came))),))


def _lost(score: Score) -> Decimal | None:
    """What the rules took; what an assessor took is said apart."""
    given = score.points if score.awarded is None else score.awarded
    return None if given is None or score.weight is None else EXACT.subtract(score.weight, given)
