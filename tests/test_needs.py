"""A test that lacks a program says what to install and is skipped; in CI it fails, whatever it was skipped for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ROOT
from tests.needs import NEEDS, needs

SKIPPED = {
    "a program is missing": "from tests.needs import needs\n\ndef test_a():\n    needs('libreoffice')\n",
    "a mark": "import pytest\n\n@pytest.mark.skipif(True, reason='not here')\ndef test_a():\n    pass\n",
    "a fixture": "import pytest\n\n@pytest.fixture\ndef a():\n    pytest.skip('no server')\n\ndef test_a(a):\n    pass\n",
    "a module": "import pytest\n\npytest.importorskip('no_such_module')\n",
}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The only folder for programs of a machine that has none."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", NEEDS)
def test_what_is_missing_is_skipped_with_what_to_install(bare: Path, name: str) -> None:
    assert not list(bare.iterdir())
    with pytest.raises(pytest.skip.Exception, match=r" is not there; (?:.* or )?install "):
        needs(name)


@pytest.mark.parametrize("name", NEEDS)
def test_a_program_is_found_by_any_of_its_names(bare: Path, name: str) -> None:
    for program in NEEDS[name].programs:
        (bare / program).write_text("#!/bin/sh\n", "utf-8")
        (bare / program).chmod(0o755)
        assert needs(name) == str(bare / program)
        (bare / program).unlink()


@pytest.mark.parametrize(("ci", "counted"), [("", "4 skipped"), ("true", "1 failed, 3 errors")])
def test_in_ci_no_test_is_skipped(tmp_path: Path, ci: str, counted: str) -> None:
    for number, code in enumerate(SKIPPED.values()):
        (tmp_path / f"test_{number}.py").write_text(code, "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.needs", "-rs", "--continue-on-collection-errors"]
    kept = {**os.environ, "PATH": str(tmp_path), "CI": ci, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=kept, capture_output=True, text=True, timeout=60, check=False)
    assert f"{counted} in " in done.stdout
    for said in ("LibreOffice is not there; install it", "not here", "no server", "no_such_module"):
        assert said in done.stdout
