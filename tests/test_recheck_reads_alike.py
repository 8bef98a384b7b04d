"""Recheck and score read a row alike: the one judges by what the other gives, and is undecided where the other asks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.actuals import Actual, Stated
from engine.language.findings import Source
from engine.quantity import EXACT
from engine.recheck import Options, recheck
from engine.recheck.fields import read_number
from engine.recheck.held_rows import held_row
from engine.recheck.judge import judge_held
from engine.recheck.model import Entry, FilledRow
from engine.recheck.sources import read_file
from engine.recheck.verdict import Judged, Verdict
from engine.runs.record import Origin, Score
from engine.scoring.evaluate import Case, Recorded, score_project
from engine.scoring.inference import RuleBase
from engine.terms import Indicator, Outcome
from tests.builders import HERE, YEAR, project, shipped
from tests.filled import write_csv
from tests.judged import BASE, CASES, NOTES, READINGS, level1_of, named
from tests.runs import sample_cases
from tests.test_recheck_published import TABLES, read_grid

TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
Row = tuple[FilledRow, int]


def filled(score: str = "10", weight: str = "10", **texts: str) -> FilledRow:
    """A row of a table, in words; of an output where it does not say."""
    entries = {name: Entry(text=texts.pop(name, "")) for name in ("target", "actual")}
    numbers = {
        name: Entry(text=text, number=read_number(text)) for name, text in (("score", score), ("weight", weight))
    }
    return FilledRow(**entries, **numbers, **{"level1": "产出指标"} | texts, source=Source(file="t.xlsx"))


def scored(row: FilledRow, year: int, base: RuleBase = BASE) -> Score:
    """The row as the one declared row of a project, with its actual recorded."""
    declared = Indicator(
        code="01",
        level1=row.level1,
        level2=row.level2,
        required=True,
        name=row.name,
        target_text=row.target.text,
        explanation=row.criteria,
        nature=row.nature,
        source=HERE,
    )
    actual = Actual(code="01", indicator=row.name, source=HERE, record=Stated(value=row.actual.text))
    recorded = {"01": Recorded(actual=actual, origin=Origin(revision=1, by="张三"))} if row.actual.text.strip() else {}
    sheet = score_project(Case(project=project(declared), year=year, recorded=recorded), base)
    return next(one for one in sheet.scores if one.code == "01")


def assert_alike(row: FilledRow, year: int, base: RuleBase = BASE) -> Judged:
    """What recheck says follows is what a run gives; what a run asks is what recheck leaves to a person."""
    judged, score = judge_held(held_row(row, year, base.ruleset), base, TENTH), scored(row, year, base)
    weight, stated = row.weight.number, row.score.number
    if judged.verdict is Verdict.NOT_SCORED or row.shared or weight is None or stated is None:
        return judged
    if score.points is None or score.weight is None:
        assert judged.verdict is Verdict.UNDECIDED or stated > weight
        if score.question is not None:
            assert judged.finding is None or judged.finding.code == score.question.code
        return judged
    follows = EXACT.divide(EXACT.multiply(score.points, weight), score.weight)
    low, high = judged.span or (judged.recomputed, judged.recomputed)
    if judged.verdict is not Verdict.UNDECIDED and low is not None and high is not None:
        assert low - HUNDREDTH <= follows <= high + HUNDREDTH
    return judged


def case_row(case: dict[str, Any], score: str) -> FilledRow:
    texts = {name: str(case[name]) for name in ("level2", "name", "target", "actual")}
    return filled(score, level1=level1_of(case), **texts)


@pytest.mark.parametrize("case", [one for one in READINGS if "actual" in one], ids=named)
def test_a_judged_case_is_rechecked_as_it_is_scored(case: dict[str, Any]) -> None:
    if "share" in case:
        row = case_row(case, str(Decimal(str(case["share"])) * 10))
        assert assert_alike(row, YEAR).verdict is Verdict.RIGHT
    for score in ("10", "5", "0"):
        row = case_row(case, score)
        judged = assert_alike(row, YEAR)
        if "share" in case:
            continue
        assert judged.verdict is Verdict.UNDECIDED
        assert judged.finding is not None
        assert judged.finding.asks == case.get("ask")
        assert ("impossible" in case) is (judged.finding.code == "actual-impossible")
    if "note" in case:
        assert NOTES[case["note"]] in {one.code for one in held_row(row, YEAR, BASE.ruleset).compared.steps}


def rows_of_files() -> Iterator[Row]:
    for file in ("recheck", "recheck_irregular"):
        sections = yaml.load((CASES / f"{file}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for case in (one for section in sections.values() for one in section):
            texts = {name: text for name, text in case.items() if name not in ("verdict", "points")}
            yield filled(**{"level1": "产出指标"} | texts), 2022


def test_every_row_of_the_case_files_is_read_alike() -> None:
    rows = list(rows_of_files())
    assert len(rows) > 500
    for row, year in rows:
        assert_alike(row, year)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table["place"]))
def test_every_published_row_is_read_alike(tmp_path: Path, table: dict[str, Any]) -> None:
    tables, *_ = read_file(write_csv(tmp_path / "table.csv", read_grid(table["grid"])[0]))
    for read in tables:
        for row in read.rows:
            known = row.level1 in BASE.ruleset.weights.levels
            held = row if known else row.model_copy(update={"level1": "产出指标"})
            assert_alike(held, held_row(held, read.year, BASE.ruleset).year)


@pytest.mark.parametrize("ruleset", ["mof-2020-10", "mof-2021-101", "hubei-2020"])
def test_every_row_of_the_sample_is_read_alike(ruleset: str) -> None:
    base = RuleBase(shipped(ruleset))
    seen = 0
    for case in sample_cases():
        for row in case.project.indicators:
            recorded = case.recorded.get(row.code)
            if recorded is None or not isinstance(recorded.actual.record, Stated):
                continue
            texts = {"level1": row.level1, "level2": row.level2, "name": row.name, "criteria": row.explanation}
            stated = filled(target=row.target_text, actual=recorded.actual.record.value, **texts)
            assert_alike(stated, case.year or YEAR, base)
            seen += 1
    assert seen > 50


@pytest.mark.parametrize(
    ("nature", "actual", "verdict"),
    [("正向", "12%", "right"), ("反向", "12%", "wrong"), ("", "12%", "undecided"), ("", "10%", "right")],
)
def test_a_column_of_directions_decides_where_the_name_does_not(nature: str, actual: str, verdict: str) -> None:
    row = filled(level2="质量指标", name="资产负债率", target="10%", actual=actual, nature=nature)
    assert assert_alike(row, YEAR).verdict.value == verdict


def test_what_was_said_on_the_way_stands_with_the_row(tmp_path: Path) -> None:
    cells = ["产出指标", "数量指标", "采购台数", "=10台", "12套", "10", "10"]
    heads = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
    (row,) = recheck([str(write_csv(tmp_path / "t.csv", [heads, cells]))], Options()).report.projects[0].scores
    assert {"unit-taken-as-the-same", "exact-exceeded"} <= {one.code for one in row.findings}
    assert (row.verdict, row.recomputed) == (Verdict.RIGHT, Decimal(10))


def test_what_a_run_would_not_score_is_not_judged() -> None:
    for actual in ("本年无应办事项", "不涉及"):
        row = filled(level2="数量指标", name="应办案件办结率", target="≥95%", actual=actual)
        assert scored(row, YEAR).outcome is Outcome.NOT_APPLICABLE
        assert assert_alike(row, YEAR).verdict is Verdict.UNDECIDED
