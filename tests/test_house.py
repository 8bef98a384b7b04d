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

from engine.language.catalogue import CODES
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


def codes_in(node: ast.AST) -> set[str]:
    """The codes of findings among the texts that stand in a node, but those of which a call makes something."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") not in ("frozenset", "set"):
        return set()
    own = {node.value} & CODES.keys() if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()
    return own.union(*map(codes_in, ast.iter_child_nodes(node)))


def told_apart(text: str) -> set[str]:
    """The codes that a module tells apart: compared, matched, gathered into a set, or keys that something is found by."""
    found: set[str] = set()
    module = ast.parse(text)
    for node in ast.walk(module):
        match node:
            case ast.Compare() | ast.Set() | ast.MatchValue():
                found |= codes_in(node)
            case ast.Call(func=ast.Name(id="frozenset" | "set" | "tuple" | "list"), args=args):
                found = found.union(*map(codes_in, args))
            case ast.Dict(keys=keys):
                found = found.union(*(codes_in(key) for key in keys if key is not None))
            case ast.Assign(value=ast.Tuple() | ast.List() | ast.Constant() as value, targets=[ast.Name(id=name)]):
                found |= codes_in(value) if name.isupper() and node in module.body else set()
            case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="code"), attr="startswith" | "endswith" as how)):
                found.add(f".code.{how}")
    return found


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


def test_nothing_is_decided_by_the_code_of_a_finding() -> None:
    """What a later stage needs is a value of the earlier one; a code says it to people."""
    found = {str(path.relative_to(ROOT)): told_apart(path.read_text(encoding="utf-8")) for path in ENGINE.rglob("*.py")}
    assert {text: codes for text, codes in found.items() if codes} == {}


@pytest.mark.parametrize(
    "put_back",
    [
        'is_last = any(one.code == "target-last-day" for one in target.findings)',
        'notes = [one for one in findings if one.code not in ("computed", "late")]',
        '_OPEN = frozenset(["sum-open", "execution-open"])',
        '_NO_TEXT = ("cell-error", "cell-uncalculated")',
        'LAST = "target-last-day"',
        'is_last = {one.code for one in findings} & {"target-last-day"}',
        'is_last = "target-last-day" in read.notes',
        'shown = {"late": True}.get(one.code)',
        'match one.code:\n    case "late": pass',
        'is_target = one.code.startswith("target-")',
    ],
)
def test_a_decision_by_a_code_is_noticed(put_back: str) -> None:
    assert told_apart(put_back)


@pytest.mark.parametrize(
    "said",
    [
        'code = "answer-says-so" if is_same else "answer-against-sign"\nfound = finding(code, by=by)',
        'is_known = unique([finding("late", late=17)]) == ()',
        'SAYS = {YearFrom.SHORT: "target-year-short"}',
    ],
)
def test_a_code_that_is_said_decides_nothing(said: str) -> None:
    assert not told_apart(said)


PARSING = {"search", "match", "fullmatch", "finditer", "findall", "startswith", "endswith", "split", "partition", "sub"}
SENTENCES = {"message", "shown"}


def test_what_is_shown_is_never_parsed() -> None:
    """A sentence of a finding and the text of an actual in the table are made for people."""
    parsed = [
        f"{path.relative_to(ROOT)}: {ast.unparse(node)}"
        for path in ENGINE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in PARSING
        for part in (node.func.value, *node.args)
        if any(isinstance(one, ast.Attribute) and one.attr in SENTENCES for one in ast.walk(part))
    ]
    assert all(one.startswith("engine/reports/documents/typesetting.py: ") for one in parsed), (
        parsed
    )  # another program's


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
