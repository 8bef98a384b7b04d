"""The kinds of values that a person types, named in the language that was chosen: choices, numbers, files and folders."""

from __future__ import annotations

import gettext

import click

from engine.cli.wording import between_quotes, shown, words
from engine.language.catalogue import SENTENCES


class Choices(click.Choice[str]):
    """Choices that are shown in the language that was chosen, and taken in either: ``lower``, ``越低越好``."""

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:  # noqa: ARG002 (click's signature)
        """A choice, or what was typed for one, as its word; what is none stays as it is."""
        typed = str(choice).strip()
        named = (
            one
            for one in self.choices
            if typed.casefold() in (one, *(of.get(f"choice-{one}") for of in SENTENCES.values()))
        )
        meant = next(named, None)
        return typed if meant is None else shown(meant)

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:  # noqa: ARG002 (likewise)
        """What may be chosen instead of what was typed."""
        return words("no-choice", text=str(value), choices=[between_quotes(shown(one)) for one in self.choices])


class Number(click.IntRange):
    """A whole number, with its bounds in words."""

    name = "integer"

    def _describe_range(self) -> str:
        return words("number-least" if self.max is None else "number-within", least=self.min, most=self.max)


class FileOrFolder(click.Path):
    """A file or a folder; click words once what it is called."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> object:  # type: ignore[override] # click's own names more kinds of paths
        """The path.

        :raises click.BadParameter: if it is not what it must be.
        """
        self.name = gettext.gettext("file" if self.file_okay else "directory")
        return super().convert(value, param, ctx)
