"""What is said of one row in a report that is handed in: the reason of its score, for a reader outside the office.

The reason that the run keeps names rules by their ids and figures by the file and line they were read from, so that
whoever scores can go back to them. A report says the same with the rule's own sentence and who recorded the figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.language.rendering import Language, chinese, coded
from engine.reports import words
from engine.reports.as_written import steps_as_written
from engine.reports.figures import number
from engine.runs.record import ProjectScore, Score
from engine.runs.wording import head_of


def analysis(score: Score, project: ProjectScore) -> str:
    """The reason of a score as one paragraph, without ids, files and lines; a draft says which clause is to be confirmed."""
    return "".join(words.ended(part) for part in _parts(score, project))


def _parts(score: Score, project: ProjectScore) -> Iterator[str]:
    trace = score.trace
    yield head_of(score, Language.CHINESE)
    yield _say("report-target-and-actual", target=_target(score), actual=f"{words.actual_of(score)}{_recorded(score)}")
    yield from steps_as_written(score)
    if trace.comparison:
        yield trace.comparison
    yield from _counted(score, project)
    if trace.full_points:
        yield _say("full-points-need", needs=trace.full_points)
    if trace.assessed:
        yield trace.assessed


def _say(code: str, **values: object) -> str:
    return chinese(coded(code, **values))


def _target(score: Score) -> str:
    new = score.adjusted_target
    if new is None:
        return score.target_text
    return _say("adjusted", target=score.target_text, by=new.by, reason=new.reason, declared=new.declared)


def _recorded(score: Score) -> str:
    """Who recorded the actual, and why it was recorded again."""
    origin = score.origin
    if origin is None:
        return ""
    did = f"{origin.by}{'填报' if origin.revision == 1 else '更正'}"
    return f"（{did}，“{origin.reason}”）" if origin.reason else f"（{did}）"


def _counted(score: Score, project: ProjectScore) -> Iterator[str]:
    """How the rule counts, by which clause, and what that comes to."""
    trace, rule = score.trace, score.trace.rule
    is_settled = rule is None or rule.confirmed or project.is_complete
    clause = "" if rule is None else rule.clause if is_settled else _say("clause-open", clause=rule.clause)
    how = f"{trace.method or '计分'}（{clause}）" if clause else trace.method
    lost = score.lost_by_rules
    came = "，".join(filter(None, (trace.formula, f"扣 {number(lost)} 分" if lost else "")))
    yield from filter(None, ("：".join(filter(None, (how, came))),))
