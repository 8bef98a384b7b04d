"""What a set of projects adds up to: where points were lost, what is open, what a person should look at.

Pure sums and selections over a run, exact, in the run's order; nothing is scored or judged anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext
from typing import NamedTuple

from engine.language.findings import Finding, Severity
from engine.quantity import EXACT
from engine.reports.words import OPEN
from engine.runs.record import Flag, ProjectScore, Run, Score


class Row(NamedTuple):
    """One scored row of the set: the place of its project in the run (0 is the first), its number within it (1 is
    the first)."""

    position: int
    project: ProjectScore
    number: int
    score: Score

    @property
    def is_short(self) -> bool:
        """Whether points were deducted."""
        return self.score.deduction is not None and self.score.deduction > 0

    @property
    def is_open(self) -> bool:
        """Whether the row keeps its project incomplete."""
        return self.score.outcome in OPEN


class Loss(NamedTuple):
    """What was lost under one heading: rows that count, rows with a deduction, rows still open, and their points.

    ``weight`` is the weight of all rows that count, ``deduction`` what was deducted, ``open_weight`` the weight of
    those whose points are not known yet.
    """

    heading: str
    rows: int
    short: int
    open: int
    weight: Decimal
    deduction: Decimal
    open_weight: Decimal


class LevelLoss(NamedTuple):
    """The loss of one level-1 indicator, and of each level-2 indicator under it."""

    whole: Loss
    groups: tuple[Loss, ...]


class Noted(NamedTuple):
    """One finding, and the row it stands at where it belongs to one."""

    finding: Finding
    row: Row | None


class Kind(NamedTuple):
    """All findings of one code."""

    code: str
    severity: Severity
    found: tuple[Noted, ...]


def add(values: Iterable[Decimal | None]) -> Decimal:
    """The exact sum of the values that are known."""
    with localcontext(EXACT):
        return sum((value for value in values if value is not None), Decimal("0.00"))


def rows_of(project: ProjectScore, position: int = 0) -> tuple[Row, ...]:
    """The rows of one project."""
    return tuple(Row(position, project, number, score) for number, score in enumerate(project.scores, start=1))


def rows(run: Run) -> tuple[Row, ...]:
    """The rows of all projects."""
    return tuple(row for position, project in enumerate(run.projects) for row in rows_of(project, position))


def shortfalls(project: ProjectScore) -> int:
    """How many rows of a project lost points."""
    return sum(row.is_short for row in rows_of(project))


def weight(project: ProjectScore) -> Decimal:
    """The weights of a project's rows together (100.00 unless the run says otherwise)."""
    return add(score.weight for score in project.scores)


def waiting(project: ProjectScore) -> tuple[Row, ...]:
    """The rows that keep a project incomplete: their actual is missing or unreadable, or they failed."""
    return tuple(row for row in rows_of(project) if row.is_open)


def open_rows(run: Run) -> tuple[Row, ...]:
    """The rows that keep the run incomplete."""
    return tuple(row for row in rows(run) if row.is_open)


def flagged(run: Run) -> tuple[tuple[Row, Flag], ...]:
    """Every flag with its row."""
    return tuple((row, flag) for row in rows(run) for flag in row.score.flags)


def largest(run: Run, count: int = 20) -> tuple[Row, ...]:
    """The rows that lost most, most first; equals stay in the run's order."""
    short = [row for row in rows(run) if row.is_short]
    return tuple(sorted(short, key=lambda row: -(row.score.deduction or Decimal()))[:count])


def losses(run: Run) -> tuple[LevelLoss, ...]:
    """Deductions by level 1 and level 2, in the order in which each first occurs; rows without weight are left
    out."""
    tree: dict[str, dict[str, list[Row]]] = {}
    for row in rows(run):
        if row.score.weight is not None:
            tree.setdefault(row.score.level1, {}).setdefault(row.score.level2, []).append(row)
    return tuple(_level(level1, groups) for level1, groups in tree.items())


def _level(level1: str, groups: dict[str, list[Row]]) -> LevelLoss:
    every = [row for members in groups.values() for row in members]
    return LevelLoss(_loss(level1, every), tuple(_loss(level2, members) for level2, members in groups.items()))


def _loss(heading: str, members: list[Row]) -> Loss:
    unknown = [row for row in members if row.score.points is None]
    return Loss(
        heading=heading,
        rows=len(members),
        short=sum(row.is_short for row in members),
        open=len(unknown),
        weight=add(row.score.weight for row in members),
        deduction=add(row.score.deduction for row in members),
        open_weight=add(row.score.weight for row in unknown),
    )


def grades(run: Run) -> tuple[tuple[str | None, tuple[ProjectScore, ...]], ...]:
    """The projects by grade, the grade of the highest total first; None (not graded yet) comes last."""
    graded: dict[str, list[ProjectScore]] = {}
    for project in run.projects:
        if project.grade is not None:
            graded.setdefault(project.grade, []).append(project)
    order = sorted(graded, key=lambda grade: -max(project.total or Decimal() for project in graded[grade]))
    waiting = tuple(project for project in run.projects if project.grade is None)
    return (*((grade, tuple(graded[grade])) for grade in order), *(((None, waiting),) if waiting else ()))


def findings(run: Run) -> tuple[Kind, ...]:
    """All findings by code, errors first, then by where a code first occurs.

    A finding that stands at a row and in the run's own list is told once, at its row.
    """
    found = [Noted(one, row) for row in rows(run) for one in row.score.findings]
    at_rows = {_identity(noted.finding) for noted in found}
    found = [Noted(one, None) for one in run.findings if _identity(one) not in at_rows] + found
    kinds: dict[tuple[Severity, str], list[Noted]] = {}
    for noted in found:
        kinds.setdefault((noted.finding.severity, noted.finding.code), []).append(noted)
    ranks = list(Severity)
    order = sorted(kinds, key=lambda key: ranks.index(key[0]))
    return tuple(Kind(code, severity, tuple(kinds[severity, code])) for severity, code in order)


def _identity(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.message, str(finding.source)


def part(value: Decimal | int, whole: Decimal | int) -> int:
    """``value`` as hundredths of ``whole``, rounded: for the length of a bar, never for a number to read."""
    return int((100 * Decimal(value) / Decimal(whole)).to_integral_value()) if whole else 0
