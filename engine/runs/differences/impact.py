"""How far each difference of two rulesets reached: which rows and projects, how many points."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from engine.runs.differences.context import Context
from engine.runs.differences.kinds import Change, Kind
from engine.runs.differences.model import ProjectDifference, RowDifference, RulesetChange
from engine.runs.differences.rows import QUIET

NOTHING = Decimal("0.00")


class _ChangedRow(NamedTuple):
    """A row that is not the same, and its project."""

    project: ProjectDifference
    row: RowDifference


def impacts(given: Context, projects: Iterable[ProjectDifference]) -> tuple[RulesetChange, ...]:
    """Each difference of the rulesets with the rows, projects and points it reached."""
    rows = [_ChangedRow(project, row) for project in projects for row in project.rows]
    graded = sum(one.points == 0 and one.before.grade != one.after.grade for one in projects)
    return tuple(_impact(change, rows, graded, given) for change in given.ruleset.values())


def _impact(change: Change, rows: Iterable[_ChangedRow], graded: int, given: Context) -> RulesetChange:
    """How far one difference reached: the rows that name it; for a weight, the rows of its level; for a grade, the
    projects that have another one at the same total."""
    if change.key.startswith("grade "):
        return RulesetChange(change=change, rows=0, projects=graded, points=NOTHING, shared=0)
    named = [one for one in rows if _names(one, change, given)]
    alone = [one.row for one in named if _is_alone(one, change, given)]
    return RulesetChange(
        change=change,
        rows=len(named),
        projects=len({one.project.code for one in named}),
        points=sum((one.points for row in alone for one in row.effects if change.kind in one.kinds), NOTHING),
        shared=len(named) - len(alone),
    )


def _names(one: _ChangedRow, change: Change, given: Context) -> bool:
    if change.kind is not Kind.WEIGHT:
        return any(cause.key == change.key for cause in one.row.changes)
    if all(cause.kind is not Kind.WEIGHT for cause in one.row.changes):
        return False
    if change.key.startswith("weights as "):
        return change.key.removeprefix("weights as ") in (one.row.level1, f"{one.row.level1}/{one.row.level2}")
    kind, slash, level = change.key.removeprefix("weights ").partition("/")
    return not slash or (kind, level) in _tables(one, given)


def _tables(one: _ChangedRow, given: Context) -> set[tuple[str, str]]:
    """Which weights a row was given by, in both runs: the table of its project's kind, and the level it counts as."""
    rulesets = [side.ruleset for side in (given.before, given.after) if side.ruleset is not None]
    kinds = [one.project.kind if one.project.kind in ruleset.weights.by_project_kind else "" for ruleset in rulesets]
    levels = [ruleset.weights.level_and_group(one.row.level1, one.row.level2)[0] for ruleset in rulesets]
    return set(zip(kinds, levels, strict=True))


def _is_alone(one: _ChangedRow, change: Change, given: Context) -> bool:
    """Whether the effect that names this kind of change is due to it alone.

    A parameter that is new or gone together with a rule that uses it is part of that rule.
    """
    if change.kind is Kind.WEIGHT:
        weights = (other for other in given.ruleset.values() if other.kind is Kind.WEIGHT)
        return bool(one.row.effects) and sum(_names(one, other, given) for other in weights) == 1
    causes = [cause for cause in one.row.changes if cause.kind not in QUIET]
    if any(cause.kind is Kind.RULE for cause in causes):
        causes = [
            cause for cause in causes if cause.kind is not Kind.PARAMETER or None not in (cause.before, cause.after)
        ]
    return bool(one.row.effects) and [cause.key for cause in causes] == [change.key]
