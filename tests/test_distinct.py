"""What is worked out once for all rows that are alike is what each of them gives by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.actuals import Actual, Inputs
from engine.actuals.model import Cells
from engine.compare import Comparison
from engine.compare.held import held
from engine.forms import read_forms
from engine.language.findings import Findings, Source
from engine.measures import Reading
from engine.measures.declared_row import DeclaredRow
from engine.runs.record import Origin
from engine.scoring.distinct import Distinct
from engine.scoring.evaluate import Case, Recorded, score_project
from engine.scoring.inference import RuleBase
from engine.scoring.weights import Weighed, weights_of
from engine.terms import Answer, AnswerKind
from tests.builders import ROOT, YEAR, budget, case, indicator, project, recorded, shipped
from tests.recorded import read_actuals

RULESETS = ("mof-2020-10", "mof-2021-101", "hubei-2020", "third-party-2020")
INPUTS = "覆盖率=已覆盖数/应覆盖数×100%"


class Anew(Distinct):
    """Remembers nothing, and is given everything: codes, places, the declared row as it stands."""

    def reading(self, row: DeclaredRow) -> Reading:
        return row.read(self._ruleset.understanding)

    def comparison(self, row: DeclaredRow, actual: Actual | None) -> Comparison:
        return held(self.reading(row), actual, row.year, self._ruleset)

    def weights(self, kind: str, rows: tuple[Weighed, ...]) -> tuple[Mapping[str, Decimal], Findings]:
        return weights_of(self._ruleset, kind, rows)


def anew(base: RuleBase) -> RuleBase:
    base.distinct = Anew(base.ruleset)
    return base


@cache
def bases() -> dict[str, tuple[RuleBase, RuleBase]]:
    """Of each ruleset one that remembers from example to example, and one that does not."""
    return {name: (RuleBase(shipped(name)), anew(RuleBase(shipped(name)))) for name in RULESETS}


@cache
def sample() -> tuple[Case, ...]:
    """The sample's projects with what is recorded for them."""
    declared, _ = read_forms([str(ROOT / "declarations" / f"{YEAR}.txt")])
    projects = {one.code: one for one in declared}
    actuals, _ = read_actuals([str(ROOT / "actuals" / str(YEAR))], projects)
    origin = Origin(revision=1, by="示例")
    return tuple(
        Case(
            project=projects[one.project],
            year=YEAR,
            recorded={entry.code: Recorded(actual=entry, origin=origin) for entry in one.actuals},
        )
        for one in actuals
    )


def with_actuals(one: Case, **fields: Any) -> Case:
    """The case with other fields of each actual; a function is given the actual."""

    def changed(entry: Recorded) -> Recorded:
        update = {name: made(entry.actual) if callable(made) else made for name, made in fields.items()}
        return entry.model_copy(update={"actual": entry.actual.model_copy(update=update)})

    return one.model_copy(update={"recorded": {code: changed(entry) for code, entry in one.recorded.items()}})


def backwards(one: Actual) -> object:
    record = one.record
    return Inputs(inputs=dict(reversed(record.inputs.items()))) if isinstance(record, Inputs) else record


def cells(one: Actual) -> Cells:
    parts = one.record.inputs if isinstance(one.record, Inputs) else ()
    return Cells(file="b.xlsx", sheet="填报", cell="D7", parts={name: f"D{at}" for at, name in enumerate(parts, 8)})


def with_rows(one: Case, **fields: Any) -> Case:
    rows = tuple(row.model_copy(update=fields) for row in one.project.indicators)
    return one.model_copy(update={"project": one.project.model_copy(update={"indicators": rows})})


def answered(one: Case, kind: AnswerKind, value: str) -> Case:
    """The case with the same answer to each of its rows."""
    answers = {
        row.code: (Answer(kind=kind, value=value, target_text=row.target_text, number=1, by="张三"),)
        for row in one.project.indicators
    }
    return one.model_copy(update={"answers": answers})


VARIED: Mapping[str, Callable[[Case], Case]] = {
    "as it is": lambda one: one,
    "nothing recorded": lambda one: one.model_copy(update={"recorded": {}}),
    "another year": lambda one: one.model_copy(update={"year": 2023}),
    "no year": lambda one: one.model_copy(update={"year": None}),
    "another file": lambda one: with_actuals(one, source=Source(file="c.yaml", line=3)),
    "a workbook": lambda one: with_actuals(one, source=cells),
    "backwards": lambda one: with_actuals(one, record=backwards),
    "backwards in a workbook": lambda one: with_actuals(with_actuals(one, record=backwards), source=cells),
    "other places": lambda one: with_rows(one, source=Source(file="d.txt", line=1)),
    "another level": lambda one: with_rows(one, level2="成本指标"),
    "weights": lambda one: with_rows(one, weight=Decimal(5)),
    "weights with digits": lambda one: with_rows(one, weight=Decimal("5.0")),
    "core": lambda one: with_rows(one, core=True),
    "positive": lambda one: with_rows(one, nature="正向"),
    "negative": lambda one: with_rows(one, nature="反向"),
    "lower is better": lambda one: answered(one, AnswerKind.DIRECTION, "lower"),
    "due in June": lambda one: answered(one, AnswerKind.DEADLINE, "2024-06-30"),
    "not due": lambda one: answered(one, AnswerKind.NOT_DUE, ""),
}


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.sampled_from(RULESETS), st.integers(0, 37), st.sampled_from(sorted(VARIED))),
        min_size=1,
        max_size=6,
    )
)
def test_a_project_gets_the_same_sheet_whatever_was_scored_before(met: list[tuple[str, int, str]]) -> None:
    for ruleset, number, how in met:
        one = VARIED[how](sample()[number])
        remembering, forgetful = bases()[ruleset]
        expected = score_project(one, forgetful).model_dump_json()
        assert score_project(one, remembering).model_dump_json() == expected, (ruleset, one.project.code, how)


def test_a_row_that_is_declared_again_is_not_read_again() -> None:
    known = Distinct(shipped())
    first, second = (
        known.reading(DeclaredRow.of(indicator("≥90%", code=code, name="覆盖率"), YEAR, ())) for code in ("01", "07")
    )
    assert first is second


@pytest.mark.parametrize("how", ["backwards", "a workbook"])
def test_figures_stand_in_the_order_and_in_the_cells_in_which_each_unit_wrote_them(how: str) -> None:
    base = RuleBase(shipped())
    row = indicator("≥90%", INPUTS, "覆盖率")
    one = case(project(row), budget("100"), recorded(inputs={"已覆盖数": "约九十", "应覆盖数": "100"}))
    before = score_project(one, base)
    after = score_project(VARIED[how](one), base)
    assert after == score_project(VARIED[how](one), anew(RuleBase(shipped())))
    assert after != before
    assert before == score_project(one, base)


def test_weights_are_said_as_each_form_writes_them() -> None:
    base = RuleBase(shipped())
    one = case(project(indicator("≥1"), indicator("≥2", code="02")), budget("100"))
    said = [score_project(with_rows(one, weight=Decimal(text)), base).findings for text in ("7", "7.000")]
    assert [[found.text("declared") for found in findings] for findings in said] == [["14.00"], ["14.000"]]
    assert said[0][0].source == one.project.source
