"""Text on lines that fit a terminal, by the columns that its signs take: Chinese ones take two.

In: a text, a number of columns. Out: lines; the pages of help are made of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import combining, east_asian_width

import click

from engine.language.patterns import regex

KEPT = "\b\n"
"""What click has before a paragraph whose lines stay as they are."""
_WORDS = regex(r"[（“《]*(?:[!-~]+|.)[，。、；：）”》]*\s*")
LEAST, MOST = 10, 30
"""Columns: that the second column of a list has at least, that the first has at most."""


def columns(text: str) -> int:
    """How many columns a text takes."""
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def folded(text: str, most: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of a text, each of ``most`` columns at most with what it begins with: ``first``, on later lines ``rest``.

    Words are kept whole, no line begins with a mark that closes something, and none ends with one that opens it.
    """
    lines, is_begun = [first], False
    for word in _WORDS.findall(text):
        if is_begun and columns(lines[-1]) + columns(word.rstrip()) > most:
            lines.append(rest)
            is_begun = False
        lines[-1] += word if is_begun else word.lstrip()
        is_begun = is_begun or bool(word.strip())
    return [line.rstrip() for line in lines]


class Formatter(click.HelpFormatter):
    """The pages of help: click counts signs, here their columns count."""

    def write_heading(self, heading: str) -> None:
        """A heading, with a colon as wide as its signs."""
        colon = ":" if columns(heading[-1:]) == 1 else "："
        self.write(f"{'':>{self.current_indent}}{heading}{colon}\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, each folded unless its lines are to stay as they are."""
        indent = " " * self.current_indent
        self.write("\n\n".join("\n".join(self._lines(one, indent)) for one in text.split("\n\n")) + "\n")

    def _lines(self, paragraph: str, indent: str) -> list[str]:
        if paragraph.startswith(KEPT):
            return [f"{indent}{line}" for line in paragraph.removeprefix(KEPT).splitlines()]
        return folded(" ".join(paragraph.split("\n")), self.width, indent, indent)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = MOST, col_spacing: int = 2) -> None:
        """Names, and beside them what they are for."""
        rows = list(rows)
        indent = " " * self.current_indent
        width = min(max(columns(name) for name, _ in rows), col_max) + col_spacing
        most = max(self.width - width - self.current_indent, LEAST)
        for name, text in rows:
            is_long = columns(name) + col_spacing > width
            lines = ["", *folded(text, most)] if is_long and text else folded(text, most)
            beside = " " * (width - columns(name)) + lines[0]
            self.write(f"{indent}{name}{beside}".rstrip() + "\n")
            self.write("".join(f"{indent}{'':>{width}}{line}\n" for line in lines[1:]))


class Context(click.Context):
    """Of a command whose help is made with columns."""

    formatter_class = Formatter
