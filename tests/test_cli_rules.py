"""``jixiao rules``: what a finance officer types."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import cli
from tests.builders import ROOT


def _run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["rules", *args], prog_name="jixiao")


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A copy of the national ruleset in a folder of one's own."""
    target = tmp_path / "ours"
    shutil.copytree(ROOT / "rulesets/mof-2020-10", target)
    return target


def test_list_names_the_four() -> None:
    data = json.loads(_run("list", "--format", "json").stdout)
    assert [one["id"] for one in data] == ["hubei-2020", "mof-2020-10", "mof-2021-101", "third-party-2020"]
    assert "mof-2021-101" in _run("list").stdout


def test_show_is_the_page_in_docs() -> None:
    for language in ("zh", "en"):
        page = (ROOT / f"docs/handbook/{language}/rulesets/mof-2020-10.md").read_text(encoding="utf-8")
        assert _run("show", "mof-2020-10", "--lang", language).stdout == page
    assert json.loads(_run("show", "mof-2020-10", "--format", "json").stdout)["id"] == "mof-2020-10"


def test_check_and_test_of_all_that_ship() -> None:
    checked = _run("check")
    assert checked.exit_code == 0
    assert checked.stdout.count("in order") == 4
    tried = _run("test")
    assert tried.exit_code == 0
    assert "31 of 31 cases right" in tried.stdout


def test_a_changed_number_is_caught_by_the_cases(ours: Path) -> None:
    path = ours / "ruleset.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("    value: 10\n", "    value: 20\n"), encoding="utf-8")
    result = _run("test", str(ours))
    assert result.exit_code == 1
    assert "late.yaml:10" in result.stdout
    assert "expects 11.25 points and gets 10.00" in result.stdout


def test_a_broken_ruleset_is_named_and_never_scores(ours: Path) -> None:
    path = ours / "rules/met.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("outcome: met", "outcome: mett"), encoding="utf-8")
    for command in ("check", "test"):
        result = _run(command, str(ours))
        assert result.exit_code == 1
        assert "met.yaml:5" in result.stdout
        assert "did you mean “met”?" in result.stdout
    assert _run("show", str(ours)).exit_code == 1


def test_an_unknown_ruleset_names_the_nearest() -> None:
    result = _run("show", "mof-2020")
    assert result.exit_code == 2
    assert "did you mean “mof-2020-10”?" in result.stderr


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample set in a ledger."""
    url = f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'jixiao.db'}"
    runner = CliRunner()
    for args in (
        ["import", str(ROOT / "declarations/2024.txt"), "--year", "2024"],
        ["record", str(ROOT / "actuals/2024"), "--by", "示例"],
    ):
        assert runner.invoke(cli, [*args, "--db", url]).exit_code == 0
    return url


def test_the_same_set_under_four_rulesets(ledger: str) -> None:
    names = ("mof-2020-10", "mof-2021-101", "hubei-2020", "third-party-2020")
    result = _run("diff", *names, "--db", ledger, "--format", "json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert [column["ruleset"] for column in data["columns"]] == list(names)
    assert len(data["totals"]) == 38
    assert all(len(total["totals"]) == 4 for total in data["totals"])
    row = next(row for row in data["rows"] if row["name"] == "网络链路数量")
    # 12.50 x 20/33, 13.34 x (20/33 - 60%) / 40%, 10.00 x 20/33, 7.50 x 20/33
    assert [cell["points"] for cell in row["cells"]] == ["7.58", "0.20", "6.06", "4.55"]
    assert row["why"].startswith("mof-2020-10：“定量指标未完成指标值”（未完成指标值的，按完成值与指标值的比例记分）；")
    assert "quantity-short" not in row["why"]


def test_two_rulesets_differ_where_they_say_they_do(ledger: str) -> None:
    data = json.loads(_run("diff", "mof-2020-10", "hubei-2020", "--db", ledger, "--format", "json").stdout)
    assert {rule for row in data["rows"] for cell in row["cells"] for rule in cell["rules"]} == {"lower-missed"}
    text = _run("diff", "mof-2020-10", "hubei-2020", "--db", ledger).stdout
    assert "hubei-2020: “Lower is better, and above the target” (where lower is better: points = weight" in text
    text = _run("diff", "mof-2020-10", "hubei-2020", "--db", ledger, "--lang", "zh").stdout
    assert "得分＝分值×指标值÷完成值" in text


def test_diff_wants_two(ledger: str) -> None:
    result = _run("diff", "mof-2020-10", "mof-2020-10", "--db", ledger)
    assert result.exit_code == 2
    assert "two rulesets" in result.stderr
