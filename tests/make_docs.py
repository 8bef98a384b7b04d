"""Writes the pages and tables that are made from the code: ``python -m tests.make_docs``. A test checks that they are up to date."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path

import click
import yaml
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from engine.cli import cli
from engine.cli.wording import in_words, speak
from engine.language.catalogue import CODES, FOLDER, SENTENCES, Language, gathered
from engine.rulebook.page import ruleset_page
from engine.rulesets import load_ruleset, ruleset_ids
from tests.parser_tables import tables_text

ROOT = Path(__file__).resolve().parent.parent
CLICK = FOLDER / "click.yaml"
COLUMNS = 80
"""How wide help is: as wide as the narrowest terminal, since the page cannot ask."""


def root(language: Language) -> click.Context:
    """The context of the program itself, asked in a language."""
    speak(["--lang", language])
    in_words(cli, "jixiao")
    return cli.context_class(cli, info_name="jixiao", terminal_width=COLUMNS, **cli.context_settings)


def help_text(language: Language) -> str:
    """What ``jixiao --help`` would print if it were not answered from this page."""
    return cli.get_help(root(language)) + "\n"


def commands_below(command: click.Command, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """A command and all below it, each with the context in which it is asked for help."""
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands_below(
                below, below.context_class(below, parent=context, info_name=name, terminal_width=COLUMNS)
            )


def commands_text() -> str:
    """Every command's help, as one page."""
    return "# Commands\n\nMade from the program's own help.\n\n" + "\n".join(
        f"## {at.command_path}\n\n```text\n{command.get_help(at)}\n```\n"
        for command, at in commands_below(cli, root(Language.ENGLISH))
    )


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


def click_words() -> bytes:
    """click's own words in Chinese, as gettext reads them."""
    always = datetime(2026, 1, 1, tzinfo=UTC)  # the same file from the same words
    catalogue = Catalog(locale="zh", fuzzy=False, creation_date=always, revision_date=always)
    for english, chinese in yaml.safe_load(CLICK.read_text(encoding="utf-8")).items():
        if isinstance(chinese, str):
            catalogue.add(english, chinese)
        else:
            catalogue.add((english, chinese["several"]), (chinese["zh"],))
    stream = BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


PAGES: dict[str, Callable[[], str | bytes]] = {
    "engine/language/catalogue/zh/LC_MESSAGES/messages.mo": click_words,  # before what is made with it
    **{f"engine/help.{language}.txt": partial(help_text, language) for language in Language},
    "engine/language/catalogue/saved.json": catalogue_text,
    "engine/targets/tables.json": tables_text,
    "docs/commands.md": commands_text,
    "docs/findings.md": findings_text,
    **{f"docs/rulesets/{name}.md": _ruleset_text(name) for name in ruleset_ids()},
}
"""The path of each page from the root, and what makes its text."""


def pages() -> Iterator[tuple[Path, bytes]]:
    """Each page and what it should hold."""
    for path, make in PAGES.items():
        text = make()
        yield ROOT / path, text.encode() if isinstance(text, str) else text


def main() -> None:
    """Writes the pages that are not up to date."""
    for path, text in pages():
        if not path.exists() or path.read_bytes() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
