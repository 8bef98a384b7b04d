"""Fixtures that several test files share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from engine.cli import cli
from tests.formtext import actuals, form, write

settings.register_profile("jixiao", deadline=None)  # a busy machine is no fault
settings.load_profile("jixiao")

Jixiao = Callable[..., Result]
"""Runs the command line in an empty folder of its own: arguments, and ``stdin=`` as bytes or text."""


@pytest.fixture
def jixiao(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Jixiao:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JIXIAO_DB", raising=False)

    def run(*args: str, stdin: str | bytes = b"") -> Result:
        # an exception goes through, so that no test can pass over a traceback
        return CliRunner().invoke(cli, args, input=stdin, prog_name="jixiao", catch_exceptions=False)

    return run


@pytest.fixture
def recorded(jixiao: Jixiao, tmp_path: Path) -> Jixiao:
    """A ledger with two projects, one of them recorded."""
    write(tmp_path / "forms.txt", form() + form("4402", "乙项目"))
    write(tmp_path / "actuals.yaml", actuals())
    assert jixiao("import", "forms.txt").exit_code == 0
    assert jixiao("record", "actuals.yaml", "--by", "张三").exit_code == 0
    return jixiao


@pytest.fixture
def scored(recorded: Jixiao) -> Jixiao:
    """That ledger with a run."""
    assert recorded("score").exit_code == 0
    return recorded
