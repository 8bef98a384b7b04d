"""What is left of a project's rows, read off how they were scored.

Nothing is decided anew: open questions, missing and unreadable actuals, values that cannot be true, points that were lost
without a cause, figures without evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from engine.actuals.evidence import files_named
from engine.language.findings import Ask, Finding
from engine.reports.words import unexplained, unproved
from engine.runs.record import ProjectScore, Score
from engine.targets import TargetKind, read_target
from engine.terms import Outcome


class Matter(StrEnum):
    """What is left, in the order in which it is best mended."""

    READING = "reading"
    """a question about the target or the record must be answered"""
    MISSING = "missing"
    UNREADABLE = "unreadable"
    IMPOSSIBLE = "impossible"
    FAILED = "failed"
    CAUSE = "cause"
    """points were lost and no 偏差原因 is written down"""
    EVIDENCE = "evidence"


class Lack(NamedTuple):
    """A matter of a row, and the finding that says so, where one does."""

    score: Score
    matter: Matter
    found: Finding | None = None

    @property
    def is_of_target(self) -> bool:
        """Whether it is a question about the target rather than about what was recorded."""
        score, found = self.score, self.found
        if self.matter is not Matter.READING:
            return False
        return score.origin is None or (
            found is not None and (found.source == score.declared_at or found.asks is Ask.DIRECTION)
        )


def lacks_of(sheet: ProjectScore) -> tuple[Lack, ...]:
    """What is left of a project that was scored, row by row."""
    return tuple(one for score in sheet.scores if score.weight is not None for one in _of_row(score, sheet.year))


def counted(matters: Iterable[Matter]) -> dict[Matter, int]:
    """How many there are of each matter that occurs."""
    counts = Counter(matters)
    return {matter: counts[matter] for matter in Matter if counts[matter]}


def _of_row(score: Score, year: int | None) -> Iterator[Lack]:
    asked = _question(score)
    if asked is not None:
        yield Lack(score, Matter.READING, asked)
    if score.outcome is Outcome.MISSING:
        yield Lack(score, Matter.MISSING)
    elif score.outcome is Outcome.UNREADABLE:
        yield _unreadable(score, year)
    elif score.outcome is Outcome.ERROR:
        yield Lack(score, Matter.FAILED)
    if unexplained(score):
        yield Lack(score, Matter.CAUSE)
    if unproved(score) or _is_lacking(score):
        yield Lack(score, Matter.EVIDENCE)


def _is_lacking(score: Score) -> bool:
    """Whether files of evidence are named that were not there when it was recorded."""
    origin = score.origin
    return origin is not None and not origin.evidence_sha256 and bool(files_named(origin.evidence))


def _question(score: Score) -> Finding | None:
    """What a row without points asks a person."""
    if score.points is not None:
        return None
    return score.question or next((one for one in score.findings if one.asks is not None), None)


def _unreadable(score: Score, year: int | None) -> Lack:
    """A target, or what was recorded, of which nothing can be made."""
    if read_target(score.target_text, year).kind is TargetKind.UNREADABLE:
        of_target = (one for one in score.findings if one.source == score.declared_at)
        return Lack(score, Matter.READING, next(of_target, None))
    found = (
        score.findings if score.origin is None else [one for one in score.findings if one.source != score.declared_at]
    )
    impossible = next((one for one in found if one.is_impossible), None)
    matter = Matter.UNREADABLE if impossible is None else Matter.IMPOSSIBLE
    return Lack(score, matter, impossible or next(iter(found), None))
