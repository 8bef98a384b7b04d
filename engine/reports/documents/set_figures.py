"""What a set of projects comes to, beyond :mod:`engine.reports.summary`: departments, reasons, execution, evidence.

Sums, means and selections over a run, exact, in the run's order; the summary workbook and report show the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.language.squeezing import squeeze
from engine.quantity import EXACT, Ratio
from engine.reports import summary, words
from engine.reports.summary import Row
from engine.reports.table import execution
from engine.runs.record import ProjectScore, RuleApplied, Run, Score

WIDE = Decimal("0.05")
"""Reviewers ask when the share of indicator points exceeds the execution rate by more than this part of itself."""

BAND = 5
"""The width of a band of totals, in points."""


class Department(NamedTuple):
    """The projects of one competent department; the totals are of those that have one."""

    name: str
    projects: tuple[ProjectScore, ...]

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """The totals that are known."""
        return tuple(one.total for one in self.projects if one.total is not None)

    @property
    def mean(self) -> Decimal | None:
        """The mean of the known totals, half up to 0.01; None where none is known."""
        return Ratio.of(summary.add(self.totals), len(self.totals)).decimal(2) if self.totals else None

    @property
    def deduction(self) -> Decimal:
        """What its projects lost, together."""
        return summary.add(score.deduction for one in self.projects for score in one.scores)


ASSESSED = RuleApplied(id="评价调整", question="", clause="")
"""What an assessor took or gave, among the reasons for lost points."""


class RuleLoss(NamedTuple):
    """The rows in which one rule (or, as :data:`ASSESSED`, an assessor) deducted points, and how many together."""

    rule: RuleApplied
    rows: tuple[Row, ...]
    deduction: Decimal

    @property
    def unexplained(self) -> int:
        """How many of the rows have no cause written down, where one is asked for."""
        return 0 if self.rule == ASSESSED else sum(words.unexplained(row.score) for row in self.rows)


class Standing(NamedTuple):
    """A project's execution rate against the share of indicator points it got; None where not known."""

    project: ProjectScore
    execution: Score | None
    rate: Decimal | None
    indicators: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        """(indicator share − execution rate) ÷ indicator share, to 12 places."""
        if self.rate is None or not self.indicators:
            return None
        return Ratio.of(EXACT.subtract(self.indicators, self.rate), self.indicators).decimal()

    @property
    def is_wide(self) -> bool:
        """Whether reviewers will ask."""
        return self.gap is not None and self.gap > WIDE


class Evidence(NamedTuple):
    """The rows of one project that were recorded and carry weight, and those of them without evidence."""

    project: ProjectScore
    recorded: int
    without: tuple[Row, ...]


class Band(NamedTuple):
    """The projects whose total lies from ``low`` up to, not including, ``low + BAND`` (100 belongs to the last)."""

    low: int
    projects: int

    @property
    def label(self) -> str:
        """``90–95``."""
        return f"{self.low}–{self.low + BAND}"


def departments(run: Run) -> tuple[Department, ...]:
    """The projects by competent department, or by unit where none is given; half- and full-width spellings of a
    name are one department, under the first spelling."""
    names: dict[str, str] = {}
    members: dict[str, list[ProjectScore]] = {}
    for project in run.projects:
        name = project.department or project.unit or "未注明"
        key = squeeze(name)
        names.setdefault(key, name)
        members.setdefault(key, []).append(project)
    return tuple(Department(names[key], tuple(projects)) for key, projects in members.items())


def rule_losses(run: Run) -> tuple[RuleLoss, ...]:
    """The deductions by the rule that made them, the largest first; together they are all deductions."""
    parts: dict[RuleApplied, list[tuple[Row, Decimal]]] = {}
    for row in summary.rows(run):
        if row.is_short:
            for cause, lost in _parts(row.score):
                parts.setdefault(cause, []).append((row, lost))
    losses = (
        RuleLoss(cause, tuple(row for row, _ in made), summary.add(lost for _, lost in made))
        for cause, made in parts.items()
    )
    return tuple(sorted(losses, key=lambda loss: -loss.deduction))


def _parts(score: Score) -> Iterator[tuple[RuleApplied, Decimal]]:
    """What of a deduction the rule made and what an assessor."""
    lost = score.deduction or Decimal()
    by_assessor = EXACT.subtract(score.points_by_rules or Decimal(), score.points or Decimal())
    if by_assessor != lost:
        yield score.trace.rule or _named(score), EXACT.subtract(lost, by_assessor)
    if by_assessor:
        yield ASSESSED, by_assessor


def _named(score: Score) -> RuleApplied:
    """The rule of a run that keeps no more than its id."""
    return RuleApplied(id=score.rules[0] if score.rules else "未注明", question="", clause="")


def standings(run: Run) -> tuple[Standing, ...]:
    """Execution against score, for each project."""
    return tuple(map(_standing, run.projects))


def _standing(project: ProjectScore) -> Standing:
    budget = execution(project)
    others = [score for score in project.scores if score is not budget]
    weight = summary.add(score.weight for score in others)
    known = project.total is not None and weight > 0
    share = Ratio.of(summary.add(score.points for score in others), weight).decimal() if known else None
    return Standing(project, budget, budget.completion if budget else None, share)


def over_fulfilled(run: Run) -> tuple[Row, ...]:
    """The rows that did more than was asked for, the furthest first."""
    over = [row for row in summary.rows(run) if row.score.completion is not None and row.score.completion > 1]
    return tuple(sorted(over, key=lambda row: -(row.score.completion or Decimal())))


def evidence(run: Run) -> tuple[Evidence, ...]:
    """What is proved, for each project."""
    return tuple(_evidence(position, project) for position, project in enumerate(run.projects))


def _evidence(position: int, project: ProjectScore) -> Evidence:
    rows = summary.rows_of(project, position)
    recorded = [row for row in rows if words.is_provable(row.score)]
    return Evidence(project, len(recorded), tuple(row for row in recorded if words.unproved(row.score)))


def bands(run: Run) -> tuple[Band, ...]:
    """How the known totals spread, the highest band first, from the lowest that occurs to the highest."""
    counted = Counter(_band(one.total) for one in run.projects if one.total is not None)
    if not counted:
        return ()
    return tuple(Band(low, counted[low]) for low in range(max(counted), min(counted) - BAND, -BAND))


def _band(total: Decimal) -> int:
    return min(int(total) // BAND * BAND, 100 - BAND)
