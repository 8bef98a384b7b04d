"""Help: every command has some, with an example, on a screen's width; the pages made from the code are up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from engine.cli import cli
from tests.make_docs import pages


def commands(
    command: click.Command = cli, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that call it."""
    if not isinstance(command, click.Group):
        yield path, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from commands(found, (*path, name))


COMMANDS = dict(commands())


def test_the_commands_of_the_design_are_there_in_the_order_of_their_use() -> None:
    first = list(dict.fromkeys(path[0] for path in COMMANDS))
    wanted = ["target", "read", "import", "record", "score", "explain", "runs", "report"]
    assert [name for name in first if name in wanted] == wanted


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example_that_fits_the_screen(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*path, "--help"], prog_name="jixiao", catch_exceptions=False, terminal_width=100)
    assert result.exit_code == 0
    assert re.search(r"\n  Examples?:\n    (?:\S.*)?jixiao ", result.stdout)
    assert f"jixiao {' '.join(path)}" in result.stdout.split("Example")[1]
    assert max(cell_len(line) for line in result.stdout.splitlines()) <= 100
    assert COMMANDS[path].get_short_help_str(limit=200).endswith(".")


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_option_says_what_it_is_for(path: tuple[str, ...]) -> None:
    for parameter in COMMANDS[path].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


@pytest.mark.parametrize(
    "path", [path for path in COMMANDS if any(one.name == "kind" for one in COMMANDS[path].params)], ids=" ".join
)
def test_every_command_that_prints_data_can_print_json(path: tuple[str, ...]) -> None:
    (choice,) = (one.type for one in COMMANDS[path].params if one.name == "kind")
    assert isinstance(choice, click.Choice)
    assert "json" in choice.choices


@pytest.mark.parametrize(("page", "text"), [pytest.param(page, text, id=page.name) for page, text in pages()])
def test_generated_pages_are_up_to_date(page: Path, text: bytes) -> None:
    assert page.read_bytes() == text, "run make docs"
