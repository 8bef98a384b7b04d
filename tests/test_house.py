"""The house: README shows it as the contract of the imports holds it, and each room says what it is for."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, quantiles

import pytest

from tests.builders import ROOT

ENGINE = ROOT / "engine"
ROOMS = sorted(path.name for path in ENGINE.iterdir() if (path / "__init__.py").is_file())


SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
HELD = {"quantity", "awards", "compare", "runs", "scoring", "targets"}
"""The rooms of which every branch is taken by a test."""

HALF = """
def half(number: int) -> int:
    if number % 2:
        number += 1
    return number // 2


def test_half() -> None:
    assert half(4) == 2
"""


def layers() -> list[str]:
    """The layers of the contract, the highest first."""
    contracts = SETTINGS["importlinter"]["contracts"]
    return [line for one in contracts if one["type"] == "layers" for line in one["layers"] if line != "__main__"]


PRIVATE = {"pen", "hold", "talks", "sense", "reach", "said", "place", "nearby"}
STORED = {
    "engine/runs/assessors/model.py": {"talks"},  # a key of the JSON
    "engine/store/tables.py": {"said", "place"},  # columns of the ledger
}


def names(path: Path) -> Iterator[str]:
    """What a module is called, and all that it names: classes, functions, parameters, fields, variables, imports."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.alias(asname=str(name)):
                yield name


def functions() -> list[int]:
    """The lines of every function."""
    return [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in ENGINE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_picture_is_the_contract(name: str) -> None:
    pictures = re.findall(r"```text\n(cli\n.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    assert [picture.splitlines() for picture in pictures] == [layers()]


def test_every_room_has_its_layer() -> None:
    assert sorted(room for line in layers() for room in line.split(" | ")) == ROOMS


def test_nothing_stands_loose_beside_the_rooms() -> None:
    assert {path.name for path in ENGINE.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_goes_in_and_what_comes_out(room: str) -> None:
    said = ast.get_docstring(ast.parse((ENGINE / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert said.split("\n")[0].endswith((".", ":"))
    assert re.search(r"\bIn: .*\bOut: ", said, re.DOTALL)


def test_functions_are_short() -> None:
    lengths = functions()
    assert mean(lengths) <= 9
    assert quantiles(lengths, n=20)[-1] <= 25


def test_files_are_short() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_bytes().splitlines()) for path in ENGINE.rglob("*.py")}
    assert {path: lines for path, lines in lengths.items() if lines > 350} == {}


def test_names_are_words_that_can_be_searched_for() -> None:
    """A location, a finding, a direction or a question: the words on the list stood for several things each."""
    paths = {str(path.relative_to(ROOT)): path for path in ENGINE.rglob("*.py")}
    found = {
        text: {
            name for name in names(path) if PRIVATE & {*re.findall("[a-z]+", re.sub("([A-Z])", r"_\1", name).lower())}
        }
        - STORED.get(text, set())
        for text, path in paths.items()
    }
    assert {text: private for text, private in found.items() if private} == {}


def test_every_branch_of_the_core_is_held() -> None:
    assert set(SETTINGS["coverage"]["run"]["source"]) == {f"engine/{room}" for room in HELD}
    assert "make coverage" in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_a_branch_that_no_test_takes_is_named_with_its_file_and_lines(tmp_path: Path) -> None:
    (tmp_path / "test_half.py").write_text(HALF, encoding="utf-8")
    given = ("-c", str(tmp_path / "none.toml"), "--cov=test_half", f"--cov-config={ROOT / 'pyproject.toml'}")
    (tmp_path / "none.toml").touch()
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *given, "--cov-fail-under=100"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0, done.stdout
    assert re.search(r"^test_half\.py .* 4$", done.stdout, re.MULTILINE), done.stdout
