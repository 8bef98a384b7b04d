"""A fault of the program itself costs the row, project or document that brings it out, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from engine.files import crashes
from engine.reports.html import write_html
from engine.runs.record import ProjectScore, Run
from engine.scoring import distinct, evaluate
from engine.scoring.evaluate import score_project
from engine.scoring.inference import RuleBase
from engine.terms import Outcome
from tests.builders import shipped
from tests.conftest import Jixiao
from tests.runs import scored as run_of
from tests.runs import whole

Break = Callable[[str, str], None]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Break:
    """Makes a step of scoring fail wherever ``sign`` stands in what it is given."""
    monkeypatch.setenv("JIXIAO_LOG", str(tmp_path / "log"))
    monkeypatch.setattr(crashes, "_KEPT", {})

    def fail(step: str, sign: str) -> None:
        module = distinct if step == "held" else evaluate
        works = getattr(module, step)

        def broken(*args: Any, **more: Any) -> Any:
            if sign in str(args):
                raise TypeError("unhashable type: 'dict'")
            return works(*args, **more)

        monkeypatch.setattr(module, step, broken)

    return fail


@pytest.mark.parametrize("step", ["held", "judged_case"])
def test_a_row_that_the_program_fails_on_stands_in_error_and_the_others_are_scored(failing: Break, step: str) -> None:
    before = score_project(whole(r01="27条"), RuleBase(shipped()))
    failing(step, "27条")
    said: list[str] = []
    after = score_project(
        whole(r01="27条"), RuleBase(shipped()), lambda error, what: said.append(f"{type(error).__name__} {what}")
    )
    rows = {one.code: one for one in after.scores}
    assert (rows["01"].outcome, rows["01"].points) == (Outcome.ERROR, None)
    assert rows["01"].weight == before.scores[1].weight
    assert [one for one in after.scores if one.code != "01"] == [one for one in before.scores if one.code != "01"]
    assert after.total is None
    assert after.total_range[0] < after.total_range[1] <= 100
    assert [one.code for one in after.all_findings if one.severity == "error"] == ["row-failed"]
    assert said == ["TypeError scoring row 01 网络链路数量 of project P1 项目P1"]


@pytest.mark.parametrize("step", ["budget_row_of", "_weights"])
def test_a_project_that_the_program_fails_on_leaves_the_run_incomplete(failing: Break, step: str) -> None:
    whole_run = run_of(whole("P1"), whole("P2"))
    failing(step, "P2")
    run = run_of(whole("P1"), whole("P2"))
    assert (run.complete, [one.code for one in run.findings]) == (False, ["project-failed"])
    assert run.projects[0] == whole_run.projects[0]
    failed = run.projects[1]
    assert (failed.total, failed.total_range) == (None, (Decimal(0), Decimal(100)))
    assert {one.outcome for one in failed.scores} == {Outcome.ERROR}
    assert failed.inputs == whole_run.projects[1].inputs


def test_what_needs_memory_that_is_not_there_is_no_fault_of_a_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be kept with the run, and believed by the next one."""

    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(distinct, "held", exhausted)
    with pytest.raises(MemoryError):
        score_project(whole(), RuleBase(shipped()))


@pytest.mark.parametrize(("step", "code"), [("held", "row-failed"), ("_weights", "project-failed")])
def test_the_commands_show_a_failed_row_or_project_as_any_other(
    recorded: Jixiao, failing: Break, tmp_path: Path, step: str, code: str
) -> None:
    failing(step, "value='2份'" if step == "held" else "甲项目")
    done = recorded("score", "--format", "json")
    run = json.loads(done.stdout)
    assert (done.exit_code, [one["code"] for one in run["findings"] if one["severity"] == "error"]) == (1, [code])
    (log,) = (tmp_path / "log").iterdir()
    assert f"the full text was written to {log}" in done.stderr
    assert "unhashable type" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
    for kind in ("text", "json"):
        assert recorded("explain", "latest", "甲项目", "--format", kind).exit_code == 0
    shown = recorded("report", "latest", "--format", "html", "--out", "out")
    assert shown.exit_code == 0, shown.output
    assert "程序出错（TypeError）" in (tmp_path / "out" / "4401.html").read_text()
    assert recorded("verify", "latest").exit_code == 0
    assert recorded("rules", "diff", "mof-2020-10", "hubei-2020").exit_code == 1


BROKEN = {"html": "engine.reports.html.render_project", "xlsx": "engine.reports.documents.official_table"}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_document_that_the_program_fails_on_costs_the_others_nothing(
    scored: Jixiao, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    monkeypatch.setenv("JIXIAO_LOG", str(tmp_path / "log"))
    monkeypatch.setattr(crashes, "_KEPT", {})
    assert scored("report", "latest", "--format", kind, "--out", "whole").exit_code == 0
    module, _, name = BROKEN[kind].rpartition(".")
    works = getattr(import_module(module), name)

    def broken(run: Run, project: ProjectScore, *more: Any) -> Any:
        return works(run, project, *more) if project.code != "4402" else 1 / 0

    monkeypatch.setattr(BROKEN[kind], broken)
    done = scored("report", "latest", "--format", kind, "--out", "out")
    assert done.exit_code == 1
    (log,) = (tmp_path / "log").iterdir()
    assert f"error: the program failed at writing 4402.{kind} of run " in done.stderr
    assert f"the full text was written to {log}" in done.stderr
    whole, others = ({one.name: one.read_bytes() for one in (tmp_path / name).iterdir()} for name in ("whole", "out"))
    assert whole.keys() - others.keys() == {f"4402.{kind}"}
    assert all(whole[name] == content for name, content in others.items())


def test_without_anybody_to_be_told_a_document_s_failure_is_the_caller_s(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("engine.reports.html.render_project", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_html(run_of(whole()), tmp_path)
