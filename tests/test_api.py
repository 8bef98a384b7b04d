"""The page of the Python API: its examples are run over the sample, and it names every use case."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re
import shutil
from pathlib import Path

import pytest

import engine.services
from tests.builders import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def test_the_examples_do_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole year-end, hence the seconds."""
    for folder in ("declarations", "actuals"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    examples = "\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.S))
    told: list[str] = []
    test = doctest.DocTestParser().get_doctest(examples, {}, "docs/api.md", None, 0)
    failed, tried = doctest.DocTestRunner().run(test, out=told.append)
    assert tried > 10
    assert not failed, "".join(told)


def test_every_use_case_that_the_page_names_is_there() -> None:
    for module, names in re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE, re.M):
        public = importlib.import_module(f"engine.services.{module}")
        for name in re.findall(r"`(\w+)`", names):
            assert inspect.getdoc(getattr(public, name)), f"{module}.{name}"


def test_every_module_with_a_use_case_is_on_the_page() -> None:
    """A use case takes a ledger; what prepares one for others need not be told."""
    for _, name, _ in pkgutil.iter_modules(engine.services.__path__):
        module = importlib.import_module(f"engine.services.{name}")
        own = [one for _, one in inspect.getmembers(module, inspect.isfunction) if one.__module__ == module.__name__]
        asked = [
            one for one in own if not one.__name__.startswith("_") and "request" in inspect.signature(one).parameters
        ]
        assert not asked or f"| `{name}` |" in PAGE, name
