"""A large set is read out of the ledger and scored as columns, and its run says what scoring each project by itself does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import polars as pl
import pytest
from sqlalchemy import Engine

from engine.actuals import ProjectActuals
from engine.columns import tables_of
from engine.runs.lines import line_of
from engine.scoring.evaluate import score_project
from engine.scoring.failing import ignored
from engine.scoring.inference import RuleBase
from engine.services.rescoring import scored_lines
from engine.store import (
    Act,
    View,
    all_codes,
    append_actuals,
    append_adjustment,
    append_declarations,
    append_target,
    each_case,
    ledger_in_memory,
)
from engine.store.tabled import each_table
from engine.terms import Indicator, Project
from tests.builders import shipped
from tests.runs import sample_cases
from tests.test_store import actual

AT = datetime(2025, 1, 31, tzinfo=UTC)
ACT = Act(by="李四", reason="核查", at=AT + timedelta(days=1))


@pytest.fixture(scope="module")
def ledger() -> Iterator[Engine]:
    """The sample, with targets adjusted, points taken, a row confirmed, rows moved, and figures of an assessor."""
    made = ledger_in_memory()
    projects = [case.project.model_copy(update={"year": None}) for case in sample_cases()]
    append_declarations(made, projects, AT)
    recorded = [
        ProjectActuals(
            project=case.project.code,
            year=case.year,
            achieved=case.achieved,
            actuals=tuple(one.actual for one in case.recorded.values()),
            source=case.project.source,
        )
        for case in sample_cases()
    ]
    append_actuals(made, recorded, by="张三", reason="", at=AT)
    settle(made, projects)
    yield made
    made.dispose()


def settle(ledger: Engine, projects: list[Project]) -> None:
    """What people settle in some of the projects after the figures."""
    live = [[row for row in one.indicators if row.is_live] for one in projects]
    append_target(ledger, projects[0].code, live[0][0], "≥1", ACT)
    append_adjustment(ledger, projects[1].code, live[1][0], Decimal("-1.00"), "评价组", ACT, None)
    moved = projects[3].model_copy(update={"indicators": renumbered(projects[3])})
    append_declarations(ledger, [moved], ACT.at)
    source = projects[4].source
    figures = tuple(actual(row.code, row.name, "1") for row in live[4][:2])
    given = ProjectActuals(project=projects[4].code, actuals=figures, source=source)
    append_actuals(ledger, [given], by="王五", reason="复核", at=ACT.at, assessor="评价组")


def renumbered(project: Project) -> tuple[Indicator, ...]:
    """The rows of a form, each with the code of the one after it."""
    rows = project.indicators
    return tuple(row.model_copy(update={"code": f"{int(row.code) + 1:02d}"}) for row in rows)


VIEWS = [View(year=0), View(year=0, assessor="评价组"), View(year=0, as_of=AT)]


@pytest.mark.parametrize("view", VIEWS)
def test_the_tables_of_a_ledger_are_those_of_its_cases(ledger: Engine, view: View) -> None:
    codes = list(all_codes(ledger, view))
    cases = tuple(each_case(ledger, codes, view))
    (some,) = each_table(ledger, codes, view)
    expected = tables_of(cases)
    assert some.tables.projects.equals(expected.projects)
    assert some.tables.rows.select(pl.exclude("record")).equals(expected.rows.select(pl.exclude("record")))
    assert some.sha256 == {one.project.code: one.sha256 for one in cases}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["mof-2020-10", "third-party-2020"])
def test_lines_scored_as_columns_are_those_of_the_sheets(ledger: Engine, view: View, name: str) -> None:
    ruleset = shipped(name)
    base, codes = RuleBase(ruleset), list(all_codes(ledger, view))
    lines = list(scored_lines(ledger, codes, view, ruleset, ignored))
    assert lines == [line_of(score_project(case, base), case.sha256) for case in each_case(ledger, codes, view)]
    assert len(lines) == 38
