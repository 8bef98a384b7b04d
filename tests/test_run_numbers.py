"""A run is named by the number it has among those of its year, wherever runs are named, and keeps it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.store.runs import numbered
from tests.conftest import Jixiao
from tests.formtext import actuals, form, write


def runs(jixiao: Jixiao) -> dict[str, str]:
    """The hashes of the runs by their numbers."""
    return {one["number"]: one["run"] for one in json.loads(jixiao("runs", "--format", "json").stdout)}


def score(jixiao: Jixiao, assessor: str, year: str = "2024") -> None:
    assert jixiao("score", "--assessor", assessor, "--year", year).exit_code == 0


@pytest.fixture
def three(jixiao: Jixiao, tmp_path: Path) -> Jixiao:
    """A ledger of two years: 2024 was scored by two people, 2025 between them."""
    write(tmp_path / "forms.txt", form())
    write(tmp_path / "actuals.yaml", actuals())
    for year in ("2024", "2025"):
        assert jixiao("import", "forms.txt", "--year", year).exit_code == 0
    assert jixiao("record", "actuals.yaml", "--by", "张三").exit_code == 0
    for assessor, year in (("甲", "2024"), ("甲", "2025"), ("乙", "2024")):
        score(jixiao, assessor, year)
    return jixiao


def explained(jixiao: Jixiao, name: str) -> Any:
    return json.loads(jixiao("explain", name, "4401", "--format", "json").stdout)["run"]


def test_runs_are_counted_within_their_year_in_the_order_they_were_made(three: Jixiao) -> None:
    listed = json.loads(three("runs", "--format", "json").stdout)
    assert [(one["number"], one["assessor"]) for one in listed] == [
        ("2024-2", "乙"),
        ("2025-1", "甲"),
        ("2024-1", "甲"),
    ]
    assert [line.split()[0] for line in three("runs").stdout.splitlines()] == ["number", "2024-2", "2025-1", "2024-1"]


def test_a_number_stays_when_others_are_made_and_when_the_same_run_is_made_again(three: Jixiao) -> None:
    before = runs(three)
    score(three, "甲")  # as 2024-1, of which nothing has changed
    assert runs(three) == before
    score(three, "丙")
    assert runs(three) == before | {"2024-3": explained(three, "latest")}


@pytest.mark.parametrize("name", ["2024-2", "２０２４－２", "2024—2", "2024-02", "2024年第2次", " 2024-2 "])
def test_it_is_taken_as_people_type_it(three: Jixiao, name: str) -> None:
    assert explained(three, name) == runs(three)["2024-2"]


def test_every_command_that_takes_a_run_takes_its_number(three: Jixiao) -> None:
    known = runs(three)
    assert explained(three, "2025-1") == known["2025-1"]
    diff = json.loads(three("diff", "2024-1", "2024-2", "--format", "json").stdout)
    assert [diff[side]["run"] for side in ("before", "after")] == [known["2024-1"], known["2024-2"]]
    assert json.loads(three("verify", "2024-1", "--format", "json").stdout)["run"] == known["2024-1"]
    assert three("compare", "2024-1", "2024-2").exit_code == 0
    assert three("report", "2024-1").exit_code == 0
    key = ("--new-key", "--key", "张三.pem", "--name", "张三", "--role", "单位负责人")
    assert json.loads(three("sign", "2024-2", *key, "--format", "json").stdout)["run"] == known["2024-2"]


def test_it_is_shown_where_runs_are(three: Jixiao) -> None:
    known = runs(three)
    assert f"run 2024-2 ({known['2024-2']})" in three("score", "--assessor", "乙", "--year", "2024").stdout
    first, second = three("diff", "2024-1", "2024-2").stdout.splitlines()[:2]
    assert (f"2024-1 ({known['2024-1']})" in first, f"2024-2 ({known['2024-2']})" in second) == (True, True)
    assert "self-assessment 乙 2024-2" in three("compare", "2024-1", "2024-2").stdout


def test_a_year_alone_means_its_only_run_and_is_else_ambiguous(three: Jixiao) -> None:
    known = runs(three)
    assert explained(three, "2025") == known["2025-1"]
    several = three("explain", "2024", "4401")
    assert several.exit_code == 2
    assert f"(2024-2 {known['2024-2']}, 2024-1 {known['2024-1']})" in several.stderr


@pytest.mark.parametrize("name", ["2024-3", "2026-1", "2024-0"])
def test_a_number_that_no_run_has_is_refused_with_the_nearest(three: Jixiao, name: str) -> None:
    refused = three("explain", name, "4401")
    assert refused.exit_code == 2
    assert f"there is no run “{name}”; did you mean “20" in refused.stderr


def test_a_run_of_no_known_year_has_its_hash_alone() -> None:
    assert numbered([("a", None), ("b", 2024), ("c", 0), ("b", 2024), ("d", 2024)]) == {"b": "2024-1", "d": "2024-2"}
