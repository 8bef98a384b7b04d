"""The two READMEs are twins: the same commands in the same order, each of them one that the program knows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from engine.cli import cli
from engine.language.catalogue import Language
from tests.builders import ROOT
from tests.make_docs import root

NAMES = ("README.zh-CN.md", "README.md")


def commands(name: str) -> list[str]:
    """The lines of the blocks for the shell, without their remarks."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
    return [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]


def test_both_have_the_same_commands_in_the_same_order() -> None:
    chinese, english = map(commands, NAMES)
    assert chinese == english
    assert len(chinese) > 15


def test_both_have_the_same_pages_in_the_same_number_of_parts() -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in NAMES]
    assert len({len(re.findall("^## ", text, re.M)) for text in texts}) == 1
    for text in texts:
        for page in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / page).exists(), page


@pytest.mark.parametrize("line", [line for line in commands("README.md") if line.startswith("jixiao ")])
def test_a_command_is_one_that_the_program_takes(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its names are known, and its options take what stands behind them; files and ledgers need not be there."""
    words = shlex.split(line.partition(" > ")[0])[1:]
    context = root(Language.ENGLISH)
    command: click.Command = cli
    while isinstance(command, click.Group):
        found = command.get_command(context, words.pop(0))
        assert found is not None, line
        context, command = click.Context(found, parent=context, info_name=found.name), found
    monkeypatch.chdir(tmp_path)
    for word in words:
        if not word.startswith("-") and "." in word:
            (tmp_path / word).write_text("{}", encoding="utf-8")
    command.parse_args(context, words)
