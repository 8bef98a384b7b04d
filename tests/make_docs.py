"""Writes the pages that are made from the code: ``python -m tests.make_docs``. A test checks that they are up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import click

from engine.cli import cli

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = 80
"""How wide help is: as wide as the narrowest terminal, since the page cannot ask."""


def help_text() -> str:
    """What ``jixiao --help`` would print if it were not answered from this page."""
    context = click.Context(cli, info_name="jixiao", terminal_width=COLUMNS, **cli.context_settings)
    return cli.get_help(context) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "engine/help.txt": help_text,
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
