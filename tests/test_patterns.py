"""Regular expressions are compiled when first used, in every room that may, and every one of them can be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from engine.language import patterns
from engine.language.patterns import regex

ROOT = Path(__file__).parents[1]
BELOW = {"engine/quantity/numbers.py", "engine/language/patterns.py"}
"""Where ``regex`` stands, and the room below it."""


def _compiled_at_import(node: ast.AST) -> Iterator[int]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            if isinstance(child, ast.Attribute) and ast.unparse(child) == "re.compile":
                yield child.lineno
            yield from _compiled_at_import(child)


def _uncompiled(values: object) -> Iterator[re.Pattern[Any]]:
    """The patterns among the names of a module, also those in its tables."""
    if isinstance(values, patterns._Uncompiled):
        yield values  # type: ignore[misc] # it stands for one
    elif isinstance(values, dict | list | tuple):
        for value in values.values() if isinstance(values, dict) else values:
            yield from _uncompiled(value)


def test_no_module_compiles_a_pattern_when_it_is_imported() -> None:
    files = {path.relative_to(ROOT).as_posix(): path for path in ROOT.glob("engine/**/*.py")}
    found = {name: list(_compiled_at_import(ast.parse(path.read_text("utf-8")))) for name, path in files.items()}
    assert {name for name, lines in found.items() if lines} <= BELOW


def test_every_pattern_can_be_compiled() -> None:
    files = [
        path.relative_to(ROOT) for path in ROOT.glob("engine/**/*.py") if "import regex" in path.read_text("utf-8")
    ]
    modules = [import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__")) for path in files]
    found = [one for module in modules for name, value in vars(module).items() for one in _uncompiled(value)]
    assert len(found) > 250
    assert all(one.groups >= 0 for one in found)


@pytest.mark.parametrize(
    ("written", "flags", "text"), [("(?P<n>[0-9]+)天", 0, "共12天"), ("a.b", re.DOTALL, "xa\nb"), (b"<(t)>", 0, b"<t>")]
)
def test_a_pattern_does_what_a_compiled_one_does(written: Any, flags: int, text: Any) -> None:
    late, compiled = regex(written, flags), re.compile(written, flags)
    assert late.findall(text) == compiled.findall(text)
    assert (late.pattern, late.flags, late.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)
    assert late.sub(text[:0], text) == compiled.sub(text[:0], text)


def test_nothing_is_compiled_before_the_first_use_and_all_of_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(wraps=re.compile)
    monkeypatch.setattr(re, "compile", asked)
    late = regex("[0-9]")
    asked.assert_not_called()
    assert (bool(late.search("共5项")), bool(late.search("五")), bool(late.fullmatch("5"))) == (True, False, True)
    asked.assert_called_once_with("[0-9]", 0)


def test_a_fault_in_a_pattern_shows_at_its_use() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("x")
