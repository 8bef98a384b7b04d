"""Runs by their outlines: the same as when they are loaded whole, and no more sheets are looked at than are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from engine.runs import outlines
from engine.runs.assessors import assessors_side_by_side, lines_of
from engine.runs.differences import differences
from engine.runs.outlines import Outline, OutlinedRun, outlined
from engine.runs.record import ProjectScore, Run
from engine.store import ledger_in_memory, load_run, outlined_runs
from tests import runs
from tests.builders import shipped
from tests.runs import append_run, revised, sample_cases, sample_run, scored, with_parameter

AT = datetime(2025, 1, 15, tzinfo=UTC)


@pytest.fixture
def ledger() -> Engine:
    return ledger_in_memory()


def kept(ledger: Engine, *several: Run) -> tuple[OutlinedRun, ...]:
    """The runs as the ledger gives them back."""
    for run in several:
        append_run(ledger, run, AT)
    return outlined_runs(ledger, [run.run for run in several])


class Watched:
    """The codes of the projects whose sheets were loaded."""

    def __init__(self, run: OutlinedRun) -> None:
        self.loaded: list[str] = []
        self.run = run._replace(sheets=self._sheets)
        self._of = run.sheets

    def _sheets(self, codes: Iterable[str]) -> Iterator[ProjectScore]:
        for sheet in self._of(codes):
            self.loaded.append(sheet.code)
            yield sheet


def corrected(role: str = "自评") -> Run:
    """The sample with one figure of one project corrected."""
    first, *others = sample_cases()
    return scored(revised(first, "01", "1"), *others, role=role)


def test_a_kept_run_is_the_same_by_its_outlines(ledger: Engine) -> None:
    (run,) = kept(ledger, sample_run())
    whole = load_run(ledger, run.head.run)
    assert run.head == whole.model_copy(update={"projects": (), "findings": ()})
    assert tuple(run.projects) == whole.projects
    assert list(run.outlines) == [one.code for one in whole.projects]
    fields = set(Outline.model_fields) - {"sha256"}
    for project in whole.projects:
        assert run.outlines[project.code].model_dump(include=fields) == project.model_dump(include=fields)


def test_sheets_come_in_the_order_in_which_they_are_asked_for(ledger: Engine) -> None:
    (run,) = kept(ledger, sample_run())
    codes = list(run.outlines)[::-3]
    assert [one.code for one in run.sheets(codes)] == codes


def test_only_the_sheets_that_differ_are_loaded(ledger: Engine) -> None:
    first = sample_cases()[0].project.code
    before, after = map(Watched, kept(ledger, sample_run(), corrected()))
    found = differences(before.run, after.run)
    assert found == runs.differences(sample_run(), corrected())
    assert before.loaded == after.loaded == [first]


def test_another_ruleset_judges_the_same_sheets_otherwise(ledger: Engine) -> None:
    strict = scored(*sample_cases(), ruleset=with_parameter(shipped(), "late_deduct", "20"))
    before, after = map(Watched, kept(ledger, sample_run(), strict))
    assert differences(before.run, after.run) == runs.differences(sample_run(), strict)
    assert len(before.loaded) == len(after.loaded) == len(sample_cases())


def test_assessors_are_compared_by_the_sheets_that_differ(ledger: Engine) -> None:
    other = corrected("第三方")
    base, third = map(Watched, kept(ledger, sample_run(), other))
    found = assessors_side_by_side((base.run, third.run))
    assert found.totals == runs.side_by_side((sample_run(), other)).totals
    assert found.deviations == runs.side_by_side((sample_run(), other)).deviations
    assert len(base.loaded) == len(third.loaded) == 1
    assert tuple(lines_of((base.run, third.run))) == runs.lines_of((sample_run(), other))
    assert len(third.loaded) == 2  # the sheets that are the base's are not loaded once more


def test_a_run_in_memory_is_taken_as_one_of_the_ledger() -> None:
    run = outlined(sample_run())
    assert tuple(run.projects) == sample_run().projects
    pairs = list(outlines.unlike_sheets(run, run, run.outlines))
    assert len(pairs) == len(sample_cases())  # whether they are the same is not known


def test_runs_of_different_projects_are_compared_each_by_its_own(ledger: Engine) -> None:
    first, second, third, *_ = sample_cases()
    several = (
        scored(first, second, third),
        scored(revised(second, "01", "1"), role="第三方"),
        scored(third, revised(first, "01", "1"), role="财政复核"),
    )
    one, two, three = kept(ledger, *several)
    assert tuple(lines_of((one, two, three))) == runs.lines_of(several)
    found, expected = assessors_side_by_side((one, two, three)), runs.side_by_side(several)
    assert (found.totals, found.deviations) == (expected.totals, expected.deviations)
    assert differences(two, one).projects == runs.differences(several[1], several[0]).projects
