"""Writes the pages and tables that are made from the code: ``python -m tests.make_docs``. A test checks that they are up to date."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from engine.cli import cli
from engine.language.catalogue import CODES, SENTENCES, Language, gathered
from engine.rulebook.page import ruleset_page
from engine.rulesets import load_ruleset, ruleset_ids
from tests.parser_tables import tables_text

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = 80
"""How wide help is: as wide as the narrowest terminal, since the page cannot ask."""


def help_text() -> str:
    """What ``jixiao --help`` would print if it were not answered from this page."""
    context = click.Context(cli, info_name="jixiao", terminal_width=COLUMNS, **cli.context_settings)
    return cli.get_help(context) + "\n"


def _commands(command: click.Command, context: click.Context) -> Iterator[str]:
    """The help of a command and of all commands below it."""
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _commands(below, click.Context(below, parent=context, info_name=name, terminal_width=COLUMNS))


def commands_text() -> str:
    """Every command's help, as one page."""
    context = click.Context(cli, info_name="jixiao", terminal_width=COLUMNS, **cli.context_settings)
    return "# Commands\n\nMade from the program's own help.\n\n" + "\n".join(_commands(cli, context))


def findings_text() -> str:
    """Every code that a finding may bear, with an example."""
    lines = ["# Findings", "", "What jixiao says about its input. Codes are stable; scripts may depend on them.", ""]
    for room in dict.fromkeys(entry.room for entry in CODES.values()):
        lines += [f"## {SENTENCES[Language.ENGLISH][f'room-{room}']}", ""]
        lines += ["| code | severity | says | for example |", "| --- | --- | --- | --- |"]
        for code, entry in sorted((code, entry) for code, entry in CODES.items() if entry.room == room):
            says = "<br>".join(SENTENCES[language][code] for language in (Language.ENGLISH, Language.CHINESE))
            cells = (f"`{code}`", entry.severity, says, entry.example)
            lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines)


def catalogue_text() -> str:
    """The catalogue as one file."""
    return json.dumps(gathered(), ensure_ascii=False, indent=0) + "\n"


def _ruleset_text(name: str) -> Callable[[], str]:
    def text() -> str:
        ruleset, findings = load_ruleset(name)
        assert ruleset is not None, findings
        return ruleset_page(ruleset)

    return text


PAGES: dict[str, Callable[[], str]] = {
    "engine/help.txt": help_text,
    "engine/language/catalogue/saved.json": catalogue_text,
    "engine/targets/tables.json": tables_text,
    "docs/commands.md": commands_text,
    "docs/findings.md": findings_text,
    **{f"docs/rulesets/{name}.md": _ruleset_text(name) for name in ruleset_ids()},
}
"""The path of each page from the root, and what makes its text."""


def pages() -> Iterator[tuple[Path, str]]:
    """Each page and the text it should have."""
    for path, make in PAGES.items():
        yield ROOT / path, make()


def main() -> None:
    """Writes the pages that are not up to date."""
    for path, text in pages():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
