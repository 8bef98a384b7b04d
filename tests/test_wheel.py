"""The wheel: rulesets, templates, grammars and help inside, and a year-end from an empty folder with nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.builders import ROOT


def run(*args: str | Path, folder: Path, code: int = 0) -> str:
    """Runs a program without the checkout on its path and gives what it prints."""
    kept = {name: value for name, value in os.environ.items() if name not in ("JIXIAO_DB", "PYTHONPATH")}
    result = subprocess.run(args, cwd=folder, env=kept, capture_output=True, timeout=120, check=False)
    assert result.returncode == code, (result.stdout + result.stderr).decode()
    return result.stdout.decode()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, folder=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` of an environment that has the wheel, and of this one's packages all but the checkout."""
    home = tmp_path_factory.mktemp("environment") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", home, folder=home.parent)
    python = home / "bin" / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--quiet",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        wheel,
        folder=home,
    )
    (packages,) = home.glob("lib/python*/site-packages")
    # a path named here is searched, but the .pth file in it that leads to the checkout is not followed
    (packages / "parent.pth").write_text(sysconfig.get_path("purelib") + "\n" + sysconfig.get_path("platlib") + "\n")
    return home / "bin"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["rulesets", "templates"])
def test_the_wheel_holds_what_ships_byte_for_byte(wheel: Path, name: str) -> None:
    prefix = f"engine/data/{name}/"
    with zipfile.ZipFile(wheel) as archive:
        held = {one.removeprefix(prefix): archive.read(one) for one in archive.namelist() if one.startswith(prefix)}
    assert held == files(ROOT / name)
    assert held


def test_the_wheel_holds_the_package_and_nothing_of_the_workshop(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "engine").rglob("*") if path.is_file()}
    code = {name for name in code if "__pycache__" not in name}
    assert code <= set(names)
    assert {name.split("/")[0] for name in names} == {"engine", wheel.name.rsplit("-", 3)[0] + ".dist-info"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".db", ".pyc"))]


def test_the_program_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    places = run(
        installed / "python",
        "-c",
        "import engine, engine.files.resources as r; print(engine.__file__, r.folder('rulesets'), r.folder('templates'))",
        folder=tmp_path,
    )
    assert all(Path(place).is_relative_to(installed.parent) for place in places.split())
    assert run(installed / "jixiao", "--help", folder=tmp_path) == (ROOT / "engine" / "help.en.txt").read_text(
        encoding="utf-8"
    )


def test_a_year_end_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "declarations", tmp_path / "declarations")
    shutil.copytree(ROOT / "actuals", tmp_path / "actuals")
    jixiao = installed / "jixiao"
    assert run(jixiao, "import", "declarations/2024.txt", "--year", "2024", folder=tmp_path).startswith(
        "projects: 38, rows: 385; 38 new"
    )
    assert run(jixiao, "record", "actuals/2024", "--by", "张三", folder=tmp_path).startswith("projects recorded: 38;")
    scored = json.loads(run(jixiao, "score", "--format", "json", folder=tmp_path))
    assert len(scored["projects"]) == 38
    assert scored["packages"]["jixiao"] == installed_version()
    assert run(jixiao, "report", "latest", folder=tmp_path).startswith("39 files in reports")
    assert "<style" in (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")


def installed_version() -> str:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    return next(line.split('"')[1] for line in lines if line.startswith("version ="))
