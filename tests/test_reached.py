"""Whatever a form, a file of actuals or a list can bring out is recorded, scored, explained and shown in every format.

``tests/cases/reached.yaml`` has, for each code of a finding, a target and what was recorded for it; one ledger holds a
row for each. Codes about a file as a whole end where it is read, and have their tests there.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.scoring.evaluate import score_project
from engine.scoring.inference import RuleBase
from tests.builders import ROOT, case, indicator, project, recorded, shipped
from tests.codes import codes_of
from tests.conftest import Jixiao
from tests.formtext import ROWS, form, write

CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/reached.yaml").read_text(encoding="utf-8"))
EACH = 32
"""Cases a project: documents take their time for each."""

BASE = RuleBase(shipped())
PROJECTS = {f"44{start:04}": CASES[start : start + EACH] for start in range(0, len(CASES), EACH)}
WAYS = ("value", "inputs", "periods", "aggregate")
# what another place brings out: money, weights and levels, corrections and adjustments, faults of the program
ELSEWHERE = {
    *("budget-zero", "budget-over", "budget-units-doubtful", "budget-unreadable"),
    *("level1-unknown", "weights-scaled", "weights-partial", "adjusted-target-old", "adjustment-open"),
    *("row-failed", "project-failed"),
    # a form without a year is not imported, so its dates always have one
    *("target-year-missing", "target-next-year", "deadline-unknown"),
    # lists with records that are open: tests/cases/open.yaml
    *("open-same-points", "events-late-unclosed"),
    # what a person answered: tests/test_confirming.py
    *("direction-answer", "unit-answer", "deadline-answer", "not-due-answer"),
    # a column of a form, and a ruleset of one's own: tests/cases/directions.yaml
    *("direction-column", "direction-ruleset"),
    # no figure that is read is as long
    "formula-input-number",
}


def table(rows: list[list[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


def entry(folder: Path, project: str, number: int, one: dict[str, Any]) -> dict[str, Any]:
    """What is recorded for the row of a case, with the list beside it where there is one."""
    file = f"{project}-{number}.csv"
    recorded = {name: one[name] for name in WAYS if name in one}
    if "series" in one:
        write(folder / file, table([["日期", "值"], *one["series"]]))
        recorded["series"] = {"file": file}
    if "events" in one:
        write(folder / file, table([["事项", "开始", "完成"], *one["events"]]))
        recorded["events"] = {"file": file, "name": "事项", "start": "开始", "end": "完成"}
    return {"code": f"{number:02}", **recorded}


def row(number: int, one: dict[str, Any]) -> str:
    """The row of a case on its form; each under a level of its own, so that equal names are no doubt."""
    return "\t".join(
        ("产出指标", f"*数量指标{number}", one.get("name", "指标"), one["target"], one.get("explanation", ""))
    )


@pytest.fixture
def ledger(jixiao: Jixiao, tmp_path: Path) -> Jixiao:
    """A ledger with a row for each case, recorded."""
    for code, cases in PROJECTS.items():
        rows = [row(number, one) for number, one in enumerate(cases, 1)]
        write(tmp_path / "forms" / f"{code}.txt", form(code, f"项目{code}", (*rows, ROWS[-1])))
        entries = [entry(tmp_path / "填报", code, number, one) for number, one in enumerate(cases, 1)]
        written = {"project": code, "year": 2024, "actuals": entries}
        write(tmp_path / "填报" / f"{code}.yaml", yaml.safe_dump(written, allow_unicode=True))
    jixiao("import", "forms", "--year", "2024")
    jixiao("record", "填报", "--by", "张三")
    return jixiao


def test_every_finding_goes_the_whole_way(ledger: Jixiao) -> None:
    run = json.loads(ledger("score", "--format", "json").stdout)
    scores = {(project["code"], score["code"]): score for project in run["projects"] for score in project["scores"]}
    found = {place: {each["code"] for each in score["findings"]} for place, score in scores.items()}
    for code, cases in PROJECTS.items():
        places = [((code, f"{number:02}"), one) for number, one in enumerate(cases, 1)]
        silent = [one for place, one in places if not one.get("step") and one["code"] not in found[place]]
        assert silent == []
        for kind in ("text", "json"):
            assert ledger("explain", "latest", code, "--format", kind).exit_code == 0
    assert not [place for place, said in found.items() if {"row-failed", "project-failed"} & said]
    made = ledger("report", "latest", "--format", "html,docx,xlsx,pdf", "--out", "out")
    assert made.exit_code == 0, made.output
    assert ledger("verify", "latest").exit_code == 0
    assert ledger("diff", "latest", "latest").exit_code == 0


STEPS = [one for one in CASES if one.get("step") and not {"series", "events"} & set(one)]


@pytest.mark.parametrize("one", STEPS, ids=lambda one: str(one["code"]))
def test_what_is_said_in_the_reason_alone_is_said_there(one: dict[str, Any]) -> None:
    row = indicator(one["target"], one.get("explanation", ""), one.get("name", "指标"))
    ways = {name: one[name] for name in WAYS if name in one}
    scored = score_project(case(project(row), recorded(ways.pop("value", None), **ways)), BASE)
    facts = next(score.facts for score in scored.scores if score.code == row.code)
    assert facts is not None
    assert one["code"] in {step.code for step in facts.steps}


def test_there_is_a_case_for_every_code_of_these_sections() -> None:
    wanted = codes_of("targets", "measures", "compare", "scoring").keys()
    assert wanted - {one["code"] for one in CASES} - ELSEWHERE == set()
