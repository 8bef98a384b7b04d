"""A project is named by its code, its name, or an unambiguous part of either, wherever projects are chosen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Jixiao
from tests.formtext import form, write

ROADS, SCHOOLS, LINES = "440101", "440102", "440203"


@pytest.fixture
def ledger(jixiao: Jixiao, tmp_path: Path) -> Jixiao:
    names = {ROADS: "农村公路养护", SCHOOLS: "农村校舍维修", LINES: "网络链路租赁"}
    write(tmp_path / "forms.txt", "".join(form(code, name) for code, name in names.items()))
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    return jixiao


@pytest.mark.parametrize(
    ("name", "codes"),
    [("网络链路租赁", [LINES]), ("公路", [ROADS]), ("0203", [LINES]), (" 校舍 ", [SCHOOLS]), (SCHOOLS, [SCHOOLS])],
)
def test_a_part_that_only_one_project_has_names_it(ledger: Jixiao, name: str, codes: list[str]) -> None:
    run = json.loads(ledger("score", "--project", name, "--format", "json").stdout)
    assert [one["code"] for one in run["projects"]] == codes
    drawn = json.loads(ledger("sample", "--size", "1", "--seed", "1", "--include", name, "--format", "json").stdout)
    assert [one["code"] for one in drawn["projects"]] == codes
    assert ledger("collect", "--out", "填报", "--project", name).exit_code == 0
    assert ledger("rules", "diff", "mof-2020-10", "hubei-2020", "--project", name).exit_code == 0


def test_a_name_that_is_given_twice_is_one_project(ledger: Jixiao) -> None:
    run = json.loads(ledger("score", "--project", "公路", "--project", ROADS, "--format", "json").stdout)
    assert [one["code"] for one in run["projects"]] == [ROADS]


COMMANDS = {
    "score": ("score", "--project"),
    "sample": ("sample", "--size", "1", "--include"),
    "collect": ("collect", "--out", "填报", "--project"),
    "rules diff": ("rules", "diff", "mof-2020-10", "hubei-2020", "--project"),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_what_means_several_lists_them_and_what_means_none_names_the_nearest(
    ledger: Jixiao, command: tuple[str, ...]
) -> None:
    several = ledger(*command, "农村")
    assert several.exit_code == 2
    assert all(word in several.stderr for word in ("农村公路养护", "农村校舍维修", ROADS, SCHOOLS))
    none = ledger(*command, "网络链路租凭")
    assert (none.exit_code, "did you mean “网络链路租赁”?" in none.stderr) == (2, True)
