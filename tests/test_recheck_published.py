"""Recheck against tables that offices published and rows filled in irregularly: it agrees with a careful person."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.language.findings import Source
from engine.recheck import Options, Report, recheck
from engine.recheck.fields import read_number
from engine.recheck.judge import judge_row
from engine.recheck.model import Entry, FilledRow
from engine.scoring.inference import RuleBase
from tests import builders
from tests.filled import write_csv, write_document, write_text, write_workbook

CASES = Path(__file__).parent / "cases"
WRITERS = {"xlsx": write_workbook, "docx": write_document, "txt": write_text, "csv": write_csv}
TABLES: list[dict[str, Any]] = yaml.load(
    (CASES / "recheck_published.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
SECTIONS: dict[str, list[dict[str, str]]] = yaml.load(
    (CASES / "recheck_irregular.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
ROWS = [row for section in SECTIONS.values() for row in section]
OF_ROWS = ("score-mismatch", "score-above-weight")
OF_PARTS = ("weights-sum", "total-mismatch")
"""Where only some rows of a table are at hand, its sums say nothing."""


def read_grid(text: str) -> tuple[list[list[str]], list[str]]:
    """The cells of a table, and the judgements beside its rows."""
    lines = [line.partition(" # ") for line in text.splitlines()]
    return [[cell.strip() for cell in line.split("|")] for line, *_ in lines], [said for *_, said in lines if said]


def checked(tmp_path: Path, table: dict[str, Any], kind: str) -> Report:
    grid, _ = read_grid(table["grid"])
    return recheck([str(WRITERS[kind](tmp_path / f"table.{kind}", grid))], Options()).report


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table["place"]))
def test_published_tables_are_judged_as_by_a_careful_person(tmp_path: Path, table: dict[str, Any], kind: str) -> None:
    report = checked(tmp_path, table, kind)
    _, wanted = read_grid(table["grid"])
    found = [
        f"{row.verdict.value} {row.recomputed}" if row.verdict.value == "wrong" else row.verdict.value
        for project in report.projects
        for row in project.scores
    ]
    assert found == wanted
    ignored = OF_ROWS + (OF_PARTS if table.get("part") else ())
    faults = [
        f"{one.code} {one.stated} {one.recomputed}" for one in report.faults if one.is_wrong and one.code not in ignored
    ]
    assert faults == table.get("faults", [])


def test_the_published_rows_are_many() -> None:
    judged = [said for table in TABLES for said in read_grid(table["grid"])[1]]
    assert len(judged) >= 150
    assert sum(said.startswith("wrong") for said in judged) >= 15


@cache
def base() -> RuleBase:
    return RuleBase(builders.shipped("mof-2020-10"))


@pytest.mark.parametrize("case", ROWS, ids=lambda case: f"{case['name']} {case['target']}|{case['actual']}")
def test_irregular_rows_are_judged_as_by_a_careful_person(case: dict[str, str]) -> None:
    entries = {
        name: Entry(text=case[name], number=read_number(case[name])) for name in ("target", "actual", "weight", "score")
    }
    texts = {name: case.get(name, "") for name in ("level1", "level2", "name", "reason", "criteria")}
    found = judge_row(FilledRow(**entries, **texts, source=Source(file="t.xlsx")), 2022, base(), Decimal("0.1"))
    assert (found.verdict.value, found.finding) == (case["verdict"], found.finding)
    if case["verdict"] == "wrong":
        assert found.recomputed == Decimal(case["points"])
