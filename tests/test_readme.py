"""The two READMEs are twins: the same commands in the same order, each of them one that the program knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.builders import ROOT
from tests.typed import command_lines, parse

TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.zh-CN.md", "README.md")}
COMMANDS = {name: command_lines(text) for name, text in TEXTS.items()}


def test_both_have_the_same_commands_in_the_same_order() -> None:
    chinese, english = COMMANDS.values()
    assert chinese == english
    assert len(chinese) > 15


def test_both_have_the_same_pages_in_the_same_number_of_parts() -> None:
    assert len({len(re.findall("^## ", text, re.M)) for text in TEXTS.values()}) == 1
    for text in TEXTS.values():
        for page in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / page).exists(), page


@pytest.mark.parametrize("line", [line for line in COMMANDS["README.md"] if line.startswith("jixiao ")])
def test_a_command_is_one_that_the_program_takes(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    parse(line, tmp_path)
