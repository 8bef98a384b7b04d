"""diff, compare, sample, sign: what each prints and writes, and its exit codes."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from openpyxl import load_workbook

from engine.runs.signing import check, read_signature
from engine.store import address, load_run, open_ledger, signatures
from tests.conftest import Jixiao
from tests.formtext import actuals, form, write


def data(result: Result, code: int = 0) -> Any:
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def last_run(jixiao: Jixiao) -> str:
    return str(data(jixiao("runs", "--format", "json"))[0]["run"])


@pytest.fixture
def two_runs(scored: Jixiao, tmp_path: Path) -> tuple[str, str]:
    """A run of the unit, and one after a correction."""
    first = last_run(scored)
    write(tmp_path / "correction.yaml", actuals(value="1份"))
    assert scored("record", "correction.yaml", "--by", "评价组", "--reason", "现场核查").exit_code == 0
    assert scored("score", "--assessor", "评价组", "--role", "第三方").exit_code == 0
    return first, last_run(scored)


class TestDiff:
    def test_text_says_what_changed_by_whom_why_and_what_it_did(
        self, jixiao: Jixiao, two_runs: tuple[str, str]
    ) -> None:
        result = jixiao("diff", *two_runs)
        assert (result.exit_code, result.stderr) == (0, "")
        lines = result.stdout.splitlines()
        assert (
            lines[0]
            == f"run 2024-1 ({two_runs[0]}): the unit itself (self-assessment), mof-2020-10, 2 projects, incomplete"
        )
        assert lines[1] == f"→ run 2024-2 ({two_runs[1]}): 评价组 (third-party), mof-2020-10, 2 projects, incomplete"
        assert "  报告数量: 25.00 → 12.50 (−12.50)" in lines
        assert "    actual 2份 → 1份 (revision 2, 评价组, “现场核查”)" in lines
        assert lines[-1] == "1 projects changed, 0 only in rank, 1 not at all"

    def test_json_lines_are_the_head_and_a_project_each(self, jixiao: Jixiao, two_runs: tuple[str, str]) -> None:
        whole = data(jixiao("diff", *two_runs, "--format", "json"))
        head, *projects = map(json.loads, jixiao("diff", *two_runs, "--format", "jsonl").stdout.splitlines())
        assert {**head, "projects": projects} == whole

    def test_json_holds_all_of_it(self, jixiao: Jixiao, two_runs: tuple[str, str]) -> None:
        found = data(jixiao("diff", two_runs[0][:8], "latest", "--format", "json"))
        (project,) = found["projects"]
        (row,) = project["rows"]
        assert (row["points"], row["changes"][0]["by"], row["changes"][0]["revisions"]) == ("-12.50", "评价组", [1, 2])
        assert (project["before"]["total"], project["after"]["total"]) == ("100.00", "87.50")
        assert (project["before"]["grade"], project["after"]["grade"]) == ("优", "良")

    def test_html_goes_to_a_file_or_to_stdout(self, jixiao: Jixiao, two_runs: tuple[str, str], tmp_path: Path) -> None:
        printed = jixiao("diff", *two_runs, "--format", "html")
        written = jixiao("diff", *two_runs, "--format", "html", "--out", "pages/diff.html")
        assert (written.stdout, written.stderr) == ("", "wrote pages/diff.html\n")
        page = (tmp_path / "pages" / "diff.html").read_text(encoding="utf-8")
        assert printed.stdout == page
        assert "现场核查" in page

    def test_a_run_with_itself_is_a_note_and_no_error(self, scored: Jixiao) -> None:
        result = scored("diff", "latest", "latest")
        assert result.exit_code == 0
        assert result.stdout.endswith("0 projects changed, 0 only in rank, 2 not at all\n")

    def test_rulesets_are_told_first(self, scored: Jixiao) -> None:
        first = last_run(scored)
        scored("score", "--ruleset", "mof-2021-101")
        out = scored("diff", first, "latest").stdout
        assert out.index("parameter a quantitative indicator whose completion is below") < out.index("甲项目")
        assert "    parameter " not in out  # what was told above is only named at the rows


class TestCompare:
    def test_text_has_totals_agreement_deviations_and_the_list_to_talk_about(
        self, jixiao: Jixiao, two_runs: tuple[str, str]
    ) -> None:
        result = jixiao("compare", *two_runs)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "100.00 优" in result.stdout
        assert "87.50 良" in result.stdout
        assert "the same grade for 0 of 1 projects (0%), the first higher for 1, lower for 0" in result.stdout
        assert "deviations from self-assessment the unit itself" in result.stdout
        assert "please check where the figure comes from" in result.stdout

    def test_top_shortens_the_list(self, jixiao: Jixiao, two_runs: tuple[str, str]) -> None:
        jixiao("score", "--ruleset", "mof-2021-101", "--assessor", "财政局", "--role", "财政复核")
        assert ", 1 of " in jixiao("compare", *two_runs, "latest", "--top", "1").stdout

    def test_json(self, jixiao: Jixiao, two_runs: tuple[str, str]) -> None:
        found = data(jixiao("compare", *two_runs, "--format", "json"))
        assert [one["role"] for one in found["columns"]] == ["自评", "第三方"]
        assert [(one["code"], one["points"], one["generous"]) for one in found["deviations"]] == [("01", "12.50", True)]

    def test_html_and_a_workbook(self, jixiao: Jixiao, two_runs: tuple[str, str], tmp_path: Path) -> None:
        jixiao("compare", *two_runs, "--format", "html", "--out", "a.html")
        assert "沟通清单" in (tmp_path / "a.html").read_text(encoding="utf-8")
        result = jixiao("compare", *two_runs, "--format", "xlsx", "--out", "a.xlsx")
        assert (result.exit_code, result.stderr) == (0, "wrote a.xlsx\n")
        assert "沟通清单" in load_workbook(io.BytesIO((tmp_path / "a.xlsx").read_bytes())).sheetnames


class TestSample:
    def test_text_gives_the_reasons_and_the_command_that_repeats_it(self, recorded: Jixiao) -> None:
        result = recorded("sample", "--size", "1", "--include", "4402")
        assert (result.exit_code, result.stderr) == (0, "")
        lines = result.stdout.splitlines()
        assert lines[0] == "4402 乙项目"
        assert lines[1].startswith(
            "  named to be in the sample. Amount 1,080,384.76 yuan, rank 1 of 2 projects; complexity 0.50"
        )
        again = lines[-1].removeprefix("again: jixiao ").split()
        assert recorded(*again).stdout == result.stdout

    def test_json_records_the_seed_and_the_same_seed_draws_the_same(self, recorded: Jixiao) -> None:
        first = data(recorded("sample", "--size", "1", "--format", "json"))
        assert len(first["seed"]) == 8
        assert data(recorded("sample", "--size", "1", "--seed", first["seed"], "--format", "json")) == first

    def test_seeds_are_made_up_anew(self, recorded: Jixiao) -> None:
        assert len({data(recorded("sample", "--size", "1", "--format", "json"))["seed"] for _ in range(3)}) == 3

    def test_it_draws_from_what_was_declared_then(self, recorded: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "more.txt", form("4403"))
        recorded("import", "more.txt", "--year", "2024")
        assert data(recorded("sample", "--size", "3", "--format", "json"))["pool"] == 3
        assert recorded("sample", "--size", "3", "--as-of", "2000-01-01").exit_code == 2

    def test_it_is_the_set_that_an_evaluator_scores(self, recorded: Jixiao, tmp_path: Path) -> None:
        drawn = recorded("sample", "--size", "1", "--seed", "a", "--format", "json").stdout
        write(tmp_path / "sample.json", drawn)
        args = ("score", "--assessor", "评价组", "--role", "第三方", "--sample", "sample.json", "--format", "json")
        (scored,) = data(recorded(*args))["projects"]
        assert [scored["code"]] == [one["code"] for one in json.loads(drawn)["projects"]]
        write(tmp_path / "sample.json", "[]")
        refused = recorded("score", "--sample", "sample.json")
        assert refused.exit_code == 2
        assert "sample.json is no sample; make one: jixiao sample" in refused.stderr

    def test_a_warning_goes_to_stderr(self, recorded: Jixiao) -> None:
        result = recorded("sample", "--size", "9")
        assert result.exit_code == 0
        assert result.stderr.startswith("warning: 9 projects are asked for and 2 are declared")


def report(jixiao: Jixiao, run: str) -> str:
    """The index page of a run's report."""
    assert jixiao("report", run).exit_code == 0
    return Path("reports/index.html").read_text(encoding="utf-8")


class TestSign:
    def signed(self, jixiao: Jixiao, *more: str) -> Result:
        return jixiao("sign", "latest", "--key", "k.pem", "--name", "张三", "--role", "单位负责人", *more)

    def test_the_signature_is_in_its_file_and_in_the_ledger_and_holds(self, scored: Jixiao, tmp_path: Path) -> None:
        result = self.signed(scored, "--new-key")
        assert result.exit_code == 0, result.output
        run = last_run(scored)
        assert result.stdout.startswith(f"张三 (单位负责人) signed run {run} at 20")
        content = (tmp_path / f"{run}.sig.json").read_bytes()
        ledger = open_ledger("sqlite:///jixiao.db")
        (kept,) = signatures(ledger)
        assert (kept.run, kept.content.encode()) == (run, content)
        signature, findings = read_signature(content)
        assert signature is not None
        assert findings == ()
        assert check(load_run(ledger, run), signature, [result.stdout.split("public key ")[1].strip()]) == ()
        ledger.dispose()
        assert stat.S_IMODE((tmp_path / "k.pem").stat().st_mode) == 0o600

    def test_an_incomplete_run_is_signed_with_a_warning(self, scored: Jixiao) -> None:
        result = self.signed(scored, "--new-key")
        assert result.stderr.startswith("warning: run ")
        assert "1 projects have no total yet" in result.stderr

    def test_a_key_alone(self, jixiao: Jixiao, tmp_path: Path) -> None:
        found = data(jixiao("sign", "--new-key", "--key", "k.pem", "--format", "json"))
        assert len(bytes.fromhex(found["public_key"])) == 32
        assert (tmp_path / "k.pem").exists()

    def test_a_signature_is_never_replaced(self, scored: Jixiao, tmp_path: Path) -> None:
        self.signed(scored, "--new-key", "--out", "a.json")
        before = (tmp_path / "a.json").read_bytes()
        again = self.signed(scored, "--out", "a.json")
        assert (again.exit_code, again.stdout) == (1, "")
        assert "a.json exists already and is not replaced" in again.stderr
        assert (tmp_path / "a.json").read_bytes() == before
        ledger = open_ledger("sqlite:///jixiao.db")
        assert len(signatures(ledger)) == 1
        ledger.dispose()

    def test_a_key_that_others_can_read_is_said(self, scored: Jixiao, tmp_path: Path) -> None:
        scored("sign", "--new-key", "--key", "k.pem")
        (tmp_path / "k.pem").chmod(0o644)
        result = self.signed(scored)
        assert result.exit_code == 0
        assert "warning: others can read the key k.pem (mode 0644)" in result.stderr

    def test_verify_checks_it_in_the_ledger_and_in_its_file(self, scored: Jixiao, tmp_path: Path) -> None:
        key = self.signed(scored, "--new-key", "--out", "a.json").stdout.split("public key ")[1].strip()
        verified = data(scored("verify", "latest", "--signature", "a.json", "--known-key", key, "--format", "json"))
        assert (verified["signatures"], verified["findings"]) == (1, [])
        stranger = scored("verify", "latest", "--known-key", "00" * 32)
        assert stranger.exit_code == 1
        assert f"made with the key {key}, which is none of the known keys; ask 张三" in stranger.stderr
        edited = (tmp_path / "a.json").read_text(encoding="utf-8").replace("张三", "李四")
        (tmp_path / "b.json").write_text(edited, encoding="utf-8")
        result = scored("verify", "latest", "--signature", "b.json")
        assert result.exit_code == 1
        assert "2 signatures" in result.stdout
        assert "name, role or time were changed after signing" in result.stderr

    def test_a_run_after_a_signed_one_says_so_where_it_is_made_and_in_its_report(self, scored: Jixiao) -> None:
        self.signed(scored, "--new-key")
        first = last_run(scored)
        assert "签署" not in report(scored, first)
        assert scored("correct", "4401", "报告数量", "1份", "--reason", "核查").exit_code == 0
        made = scored("score")
        said = f"comes after run {first}, which 张三 (单位负责人) signed at 20"
        assert said in made.stderr
        assert said in scored("report", "latest").stderr
        assert "晚于 张三（单位负责人）于 20" in report(scored, "latest")
        other = scored("score", "--assessor", "评价组", "--role", "第三方")
        assert "signed" not in other.stderr

    def test_the_signed_run_made_again_after_another_one_says_so_of_that_only(self, scored: Jixiao) -> None:
        self.signed(scored, "--new-key")
        assert "signed" not in scored("score").stderr

    def test_a_ledger_that_cannot_be_written_keeps_no_file(
        self, scored: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        scored("sign", "--new-key", "--key", "k.pem")
        monkeypatch.setattr(address, "_may_write", lambda _: False)
        result = self.signed(scored)
        assert result.exit_code != 0
        assert "Error: " in result.stderr
        assert list(tmp_path.glob("*.sig.json")) == []


MISTAKES = {
    "one run to diff": (["diff", "latest"], "Missing argument 'RUN'."),
    "an unknown run to diff": (["diff", "latest", "xyz"], "there is no run “xyz”; "),
    "a mistyped latest": (["diff", "lastest", "latest"], "did you mean “latest”?"),
    "json into a file": (
        ["diff", "latest", "latest", "--format", "json", "--out", "a.json"],
        "json is printed; write > a.json instead",
    ),
    "a folder for a file": (["diff", "latest", "latest", "--format", "html", "--out", "."], "File '.' is a directory."),
    "one run to compare": (["compare", "latest"], "name two or more different runs"),
    "the same run twice": (["compare", "latest", "latest"], "name two or more different runs"),
    "no run to compare": (["compare"], "Missing argument 'RUN...'."),
    "a workbook for the screen": (
        ["compare", "latest", "latest", "--format", "xlsx"],
        "a workbook needs a file: --format xlsx --out assessors.xlsx",
    ),
    "a list of none": (["compare", "latest", "latest", "--top", "0"], "'--top': 0 is not in the range 1 or more."),
    "a sample of no size": (["sample"], "Missing option '--size'."),
    "a sample of none": (["sample", "--size", "0"], "'--size': 0 is not in the range 1 or more."),
    "an unknown inclusion": (
        ["sample", "--size", "1", "--include", "44011"],
        "“44011” names no project of the ledger; did you mean “4401”?",
    ),
    "more inclusions than places": (
        ["sample", "--size", "1", "--include", "4401", "--include", "4402"],
        "2 projects are to be included, the sample holds 1; give a larger --size",
    ),
    "no time": (["sample", "--size", "1", "--as-of", "昨天"], "'--as-of': “昨天” is no time"),
    "no key": (["sign", "latest"], "Missing option '--key'."),
    "nothing to sign": (["sign", "--key", "k.pem"], "name the run to sign (jixiao sign latest …)"),
    "nobody signs": (["sign", "latest", "--key", "k.pem"], "say who signs and as what: --name 张三 --role 单位负责人"),
    "as nothing": (["sign", "latest", "--key", "k.pem", "--name", "张三", "--role", " "], "say who signs and as what"),
    "a key that is not there": (
        ["sign", "latest", "--key", "none.pem", "--name", "张三", "--role", "负责人"],
        "'--key': none.pem cannot be used as a key: No such file or directory; expected an Ed25519",
    ),
    "a form for a key": (
        ["sign", "latest", "--key", "forms.txt", "--name", "张三", "--role", "负责人"],
        "forms.txt cannot be used as a key: it holds no private key in PEM",
    ),
    "a new key over an old file": (
        ["sign", "--new-key", "--key", "forms.txt"],
        "forms.txt exists already and is not replaced",
    ),
    "an unknown run to sign": (
        ["sign", "xyz", "--new-key", "--key", "k.pem", "--name", "张三", "--role", "负责人"],
        "there is no run “xyz”; ",
    ),
}


@pytest.mark.parametrize(("args", "says"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_ends_in_one_clear_sentence(scored: Jixiao, tmp_path: Path, args: list[str], says: str) -> None:
    result = scored(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr.split("Error: ")[1]
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "k.pem").exists()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["diff", "latest", "latest"], "the ledger holds no run; make one with jixiao score"),
        (["compare", "latest", "latest"], "the ledger holds no run; make one with jixiao score"),
        (["sample", "--size", "27"], "the ledger holds no declaration; import forms first"),
    ],
)
def test_commands_in_the_wrong_order_say_which_comes_first(jixiao: Jixiao, args: list[str], says: str) -> None:
    open_ledger("sqlite:///jixiao.db").dispose()
    result = jixiao(*args)
    assert result.exit_code == 2
    assert says in result.stderr
