"""Writes the pages and tables that are made from the code: ``python -m tests.make_docs``. A test checks that they are up to date."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import click
import yaml
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from engine.cli import cli
from engine.cli.wording import in_words, speak
from engine.explanations import expressions
from engine.files.resources import folder
from engine.files.text import read_text
from engine.files.yaml import parse_yaml
from engine.language.catalogue import CODES, FOLDER, SENTENCES, Language, Severity, gathered
from engine.rulebook.page import ruleset_page
from engine.rulesets import load_ruleset, ruleset_ids
from engine.targets import grammar
from tests.parser_tables import tables_text

ROOT = Path(__file__).resolve().parent.parent
CLICK = FOLDER / "click.yaml"
COLUMNS = 80
"""How wide help is: as wide as the narrowest terminal, since the page cannot ask."""


def shipped_text() -> str:
    """What the YAML files that ship say, by the digests of their texts."""
    texts = [read_text(path)[0] or "" for path in sorted(folder("rulesets").rglob("*.yaml"))]
    documents = [parse_yaml(text, "")[0] for text in texts]
    said = {sha256(text.encode()).hexdigest(): one.data for text, one in zip(texts, documents, strict=True) if one}
    lines = (f"{json.dumps(digest)}:{json.dumps(data, ensure_ascii=False)}" for digest, data in said.items())
    return "{" + ",\n".join(lines) + "}\n"


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


HANDBOOK = "docs/handbook"
COMMANDS_HEAD = {
    Language.CHINESE: "# 命令\n\n由程序自带的说明生成。\n\n",
    Language.ENGLISH: "# Commands\n\nMade from the program's own help.\n\n",
}
SEVERITIES = {
    Language.CHINESE: {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "说明"},
    Language.ENGLISH: {one: one.value for one in Severity},
}
FINDINGS_HEAD = {
    Language.CHINESE: (
        "# 全部提示",
        "程序对申报表、填报数和规则所说的每一种话。编码固定不变，程序可以依据编码判断。花括号中是当时的名称或数值。",
        ("编码", "程度", "内容"),
    ),
    Language.ENGLISH: (
        "# Findings",
        "What jixiao says about its input. Codes are stable; scripts may depend on them. Braces hold what it is about.",
        ("code", "severity", "says", "for example"),
    ),
}


def commands_text(language: Language) -> str:
    """Every command's help, as one page."""
    return COMMANDS_HEAD[language] + "\n".join(
        f"## {at.command_path}\n\n```text\n{command.get_help(at)}\n```\n"
        for command, at in commands_below(cli, root(language))
    )


def findings_text(language: Language) -> str:
    """Every code that a finding may bear, room by room; the examples, which are English, on the English page."""
    title, about, heads = FINDINGS_HEAD[language]
    sentences = SENTENCES[language]
    lines = [title, "", about, ""]
    for room in dict.fromkeys(entry.room for entry in CODES.values()):
        lines += [f"## {sentences[f'room-{room}']}", "", _line(heads), _line(["---"] * len(heads))]
        for code, entry in sorted((code, entry) for code, entry in CODES.items() if entry.room == room):
            cells = (f"`{code}`", SEVERITIES[language][entry.severity], _plain(sentences[code]), _plain(entry.example))
            lines.append(_line(cells[: len(heads)]))
        lines.append("")
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    """A row of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """A text whose signs Markdown shows as they are."""
    return re.sub(r"([\\*_`|\[\]])", r"\\\1", html.escape(text, quote=False)).replace("\n", " ")


def catalogue_text() -> str:
    """The catalogue as one file."""
    return json.dumps(gathered(), ensure_ascii=False, indent=0) + "\n"


def ruleset_text(name: str, language: Language) -> str:
    """The page of a ruleset that ships."""
    ruleset, findings = load_ruleset(name)
    assert ruleset is not None, findings
    return ruleset_page(ruleset, language)


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
    "engine/files/shipped.json": shipped_text,
    "engine/targets/tables.json": partial(tables_text, grammar.GRAMMAR, lexer=grammar.Names),
    "engine/explanations/tables.json": partial(tables_text, expressions.GRAMMAR),
    **{f"{HANDBOOK}/{language}/commands.md": partial(commands_text, language) for language in Language},
    **{f"{HANDBOOK}/{language}/findings.md": partial(findings_text, language) for language in Language},
    **{
        f"{HANDBOOK}/{language}/rulesets/{name}.md": partial(ruleset_text, name, language)
        for language in Language
        for name in ruleset_ids()
    },
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
