"""Rows and projects that the program itself failed on: they stand in the run as such, and cost the others nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

from engine.files.crashes import Failed
from engine.language.findings import finding
from engine.runs.record import Facts, ProjectScore, Score
from engine.terms import Indicator, Outcome

T = TypeVar("T")


def ignored(_error: Exception, _what: str) -> None:
    """For those who want no more of a failure than its place in the run."""


def attempt(work: Callable[[], T], otherwise: Callable[[Exception], T], failed: Failed, what: str) -> T:
    """What ``work`` gives; where it fails, ``failed`` is told at what, and ``otherwise`` stands in for it.

    :raises MemoryError: if there is none left: the fault of no row, which the next run would believe if it were kept.
    """
    try:
        return work()
    except MemoryError:
        raise
    except Exception as error:
        failed(error, what)
        return otherwise(error)


def failed_row(indicator: Indicator, weight: Decimal | None, error: Exception) -> Score:
    """The row without points: how many it would have is not known."""
    failure = finding("row-failed", indicator.source, name=indicator.name, kind=type(error).__name__)
    return _row(indicator, weight).model_copy(update={"findings": (failure,)})


def _row(indicator: Indicator, weight: Decimal | None) -> Score:
    return Score(
        code=indicator.code,
        level1=indicator.level1,
        level2=indicator.level2,
        name=indicator.name,
        target_text=indicator.target_text,
        outcome=Outcome.ERROR,
        weight=weight,
        declared_at=indicator.source,
        facts=Facts(failed=True),
    )


def failed_project(unscored: ProjectScore, rows: Iterable[Indicator], error: Exception) -> ProjectScore:
    """The sheet of a project that stays without a score, so that the run is incomplete."""
    failure = finding("project-failed", unscored.source, name=unscored.name, kind=type(error).__name__)
    return unscored.model_copy(update={"scores": tuple(_row(row, None) for row in rows), "findings": (failure,)})
