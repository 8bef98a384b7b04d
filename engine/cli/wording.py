"""The words of the command line: in the language that was chosen, from the catalogue.

The help of a command stands there under its path (``jixiao score``), that of an option under both (``jixiao score --year``)
or, where it is the same for many, under its own name (``jixiao --year``); what stands for a value, as PROJECT does, under
``metavar-PROJECT``. click's own words come by gettext from the file that is made of the catalogue's ``click``.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from engine.cli.folding import KEPT, Context
from engine.language.catalogue import FOLDER, SENTENCES, Language
from engine.language.choosing import LANGUAGES, OPTION, asked_for, chosen, language_of_windows
from engine.language.patterns import regex

if TYPE_CHECKING:
    from engine.language.rendering import Content

Command = TypeVar("Command", bound=Callable[..., Any])
_CHOSEN: ContextVar[Language] = ContextVar("language", default=Language.CHINESE)
HELP = ["-h", "--help"]
_STANDS_FOR = regex(r"[A-Z][A-Z-]+")
_TO_FILL = regex(
    r"(?<=[ =])(?:AMOUNT|DAY|FILE|TARGET|TEXT|UNIT|VALUE|WHO|WHY)(?![^ ])|(?<=[ /])(?:higher|lower|exact)(?=[ /])"
)


def speak(arguments: Sequence[str]) -> list[str]:
    """Chooses the language that the arguments, the environment or the machine asks for.

    Gives the arguments without it; what is none of the languages stands before them, where it is refused.
    """
    asked, left = asked_for(arguments)
    language = Language(chosen(asked, os.environ, language_of_windows()))
    _CHOSEN.set(language)
    os.environ["LANGUAGE"] = language  # where gettext looks first; click asks it for each word
    gettext.bindtextdomain("messages", str(FOLDER))
    return left if asked is None or asked in LANGUAGES else [OPTION, asked, *left]


def language() -> Language:
    """The language that was chosen."""
    return _CHOSEN.get()


def worded(content: Content | None) -> str:
    """Coded words in the language that was chosen."""
    from engine.language.rendering import text_of

    return text_of(content, language())


def words(code: str, /, **values: object) -> str:
    """The sentence of a code in the language that was chosen.

    :raises KeyError: if the code is not in the catalogue, or its sentence names a value not given.
    """
    from engine.language.rendering import coded

    return worded(coded(code, **values))


def heads(*names: str) -> tuple[str, ...]:
    """The heads of a table's columns."""
    return tuple(words(f"head-{name}") for name in names)


def shortly(names: Sequence[str], most: int) -> str:
    """A list of names; of more than ``most`` the first ones and how many more there are."""
    some, rest = words("names", names=names[:most]), len(names) - most
    return words("and-more", some=some, number=rest) if rest > 0 else some


def run_words(run: str, numbers: Mapping[str, str]) -> str:
    """A run by its number and its name, by the name alone where it has none."""
    return words("run-numbered", number=numbers[run], run=run) if run in numbers else run


def tell(code: str, /, **values: object) -> None:
    """A sentence to stderr."""
    click.echo(words(code, **values), err=True)


def help_of(path: str) -> str | None:
    """The help that stands under a path; None where none does."""
    return SENTENCES[language()].get(path)


def metavar_of(written: str) -> str:
    """What stands for a value, in the language that was chosen: ``NAME=VALUE`` is ``名称=值``."""
    sentences = SENTENCES[language()]
    return _STANDS_FOR.sub(lambda word: sentences.get(f"metavar-{word[0]}", word[0]), written)


def command_to_fill(command: str) -> str:
    """A command with the words that a person replaces or chooses in the language that was chosen: ``--reason WHY``,
    ``--reason 原因``."""
    sentences = SENTENCES[language()]
    return _TO_FILL.sub(lambda word: sentences.get(f"metavar-{word[0]}") or sentences[f"choice-{word[0]}"], command)


def shown(word: str) -> str:
    """One of the program's own words, as it is kept with a run (``第三方``), in the language that was chosen; another as it
    is."""
    return SENTENCES[language()].get(f"choice-{word}", word)


def between_quotes(text: str) -> str:
    """What a person typed or types, between the quotes of the language that was chosen."""
    return words("between-quotes", text=text)


class _MissingError(click.MissingParameter):
    """That something must be given; click ends its sentence with the full stop of English."""

    def format_message(self) -> str:
        """The sentence with a full stop of its language."""
        sentence = super().format_message()
        return sentence if language() is Language.ENGLISH else f"{sentence.removesuffix('.')}。"


class _Worded(click.Parameter):
    """An option or argument that is named in the language that was chosen where something is wrong with it."""

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """Its value.

        :raises click.MissingParameter: if there is none and there must be one.
        """
        try:
            return super().process_value(ctx, value)
        except click.MissingParameter as error:
            raise _MissingError(ctx=ctx, param=self) from error

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Its name between quotes."""
        return between_quotes(super().get_error_hint(ctx).replace("'", ""))


class Option(_Worded, click.Option):
    """An option whose help and value are named in the language that was chosen."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its names and its help."""
        if not self.hidden:
            names = [one for one in self.opts if one.startswith("--")] or self.opts
            self.help = help_of(f"{ctx.command_path} {names[0]}") or help_of(f"jixiao {names[0]}")
        return super().get_help_record(ctx)

    def get_help_extra(self, ctx: click.Context) -> Any:
        """What stands in brackets behind its help: its default as a word of the language."""
        extra = super().get_help_extra(ctx)
        return {**extra, "default": shown(extra["default"])} if "default" in extra else extra

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for its value; click names a kind of file once for all languages."""
        if self.metavar is None and isinstance(self.type, click.Path):
            return metavar_of("FILE" if self.type.file_okay else "DIR")
        return metavar_of(super().make_metavar(ctx))


class Argument(_Worded, click.Argument):
    """An argument that is named in the language that was chosen."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for its value."""
        return metavar_of(super().make_metavar(ctx))


option: partial[Callable[[Command], Command]] = partial(click.option, cls=Option)
argument: partial[Callable[[Command], Command]] = partial(click.argument, cls=Argument)


def in_words(command: click.Command, path: str) -> click.Command:
    """A command with its help in the language that was chosen."""
    asked = command.get_help_option(click.Context(command, help_option_names=HELP))
    if asked is not None:
        asked.help = gettext.gettext("Show this message and exit.")  # click's own, which it words once
    command.context_class = Context
    command.help = _laid_out(help_of(path) or "")
    command.options_metavar = metavar_of("[OPTIONS]")
    if isinstance(command, click.Group):
        command.subcommand_metavar = metavar_of("COMMAND [ARGS]...")
    return command


def _laid_out(text: str) -> str:
    """A help text with click's sign before each paragraph whose lines are to stay as they are: one with indented lines."""
    paragraphs = text.split("\n\n")
    return "\n\n".join(f"{KEPT}{one}" if "\n  " in one else one for one in paragraphs)
