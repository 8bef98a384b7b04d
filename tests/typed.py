"""Commands as pages show them: the lines of their blocks for a shell, and whether the program takes one."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import click

from engine.cli import cli
from engine.language.catalogue import Language
from tests.make_docs import root


def command_lines(text: str) -> list[str]:
    """The lines of the blocks for the shell, without their remarks."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def parse(line: str, folder: Path) -> None:
    """Takes a line as the program does: its names are known, its options take what stands behind them.

    Files that it names are made in the ``folder``, which must be the present one; ledgers need not be there.

    :raises click.UsageError: if the program does not take it.
    """
    words = shlex.split(line.partition(" > ")[0])[1:]
    context = root(Language.ENGLISH)
    command: click.Command = cli
    while isinstance(command, click.Group):
        found = command.get_command(context, words.pop(0))
        if found is None:
            raise click.UsageError(f"no such command: {line}")
        if isinstance(found, click.Group):
            context = click.Context(found, parent=context, info_name=found.name)
        command = found
    for before, word in pairwise(words):
        if before == "--templates":
            (folder / word).mkdir(exist_ok=True)
    for word in words:
        if not word.startswith("-") and "." in word:
            (folder / word).parent.mkdir(parents=True, exist_ok=True)
            (folder / word).write_text("{}", encoding="utf-8")
    command.make_context(command.name, words, parent=context)


def is_command(line: str) -> bool:
    """Whether a line is no more than the name of a command."""
    context, command = root(Language.ENGLISH), cli
    found: click.Command | None = command
    for name in line.split()[1:]:
        found = found.get_command(context, name) if isinstance(found, click.Group) else None
    return found is not None
