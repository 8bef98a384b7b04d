"""What the commands share: options, the ledger, JSON and tables, finding what a person names."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, time
from importlib import import_module
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import click

from engine.cli.values import Choices, FileOrFolder, Number
from engine.cli.wording import between_quotes, in_words, language, option, shortly, tell, worded, words
from engine.language.patterns import regex

if TYPE_CHECKING:
    from engine.language.findings import Finding
    from engine.services.folding import Remark as About
    from engine.services.ledger import Ledger

Command = TypeVar("Command", bound=Callable[..., Any])
Remark = TypeVar("Remark", bound="About")
DEFAULT_LEDGER = "jixiao.db"
ROLES = ("自评", "第三方", "财政复核")
YEARS = Number(1990, 2100)
COLUMNS = 100
"""In which texts are folded where no terminal says how many it has."""
CHOICES = 30
"""How many choices are listed where a name means several things."""


def utf8(_ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    """A text, or several, as given; bytes that are no UTF-8 could be neither kept nor printed."""
    for text in value if isinstance(value, tuple) else (value,):
        if any("\ud800" <= sign <= "\udfff" for sign in text or ""):
            raise click.BadParameter(words("not-utf8"))
    return value


def written(what: str) -> Callable[[click.Context, click.Parameter, str], str]:
    """The check that a text is given; ``what`` it should be (``name``)."""

    def check(ctx: click.Context, param: click.Parameter, value: str) -> str:
        if not value.strip():
            raise click.BadParameter(words(f"empty-{what}"))
        return str(utf8(ctx, param, value))

    return check


nonempty = written("name")


def format_option(*kinds: str) -> Callable[[Command], Command]:
    """How data is printed: the first kind is the default."""
    return option("--format", "kind", type=Choices(kinds), default=kinds[0], show_default=True)


db_option = option(
    "--db",
    envvar="JIXIAO_DB",
    default=DEFAULT_LEDGER,
    show_default=True,
    metavar="LEDGER",
)


lexicon_option = option(
    "--lexicon",
    envvar="JIXIAO_LEXICON",
    type=FileOrFolder(exists=True, dir_okay=False, path_type=Path),
)


allow_option = option(
    "--allow-files-from",
    "allowed",
    multiple=True,
    type=FileOrFolder(exists=True, file_okay=False, path_type=Path),
)


def print_json(data: object) -> None:
    """Data to stdout as JSON."""
    click.echo(json_text(data))


def json_text(data: object) -> str:
    """Data as JSON, each finding among it with its Chinese sentence beside the English one."""
    return json.dumps(_in_both(data), ensure_ascii=False, indent=2)


def json_line(data: object) -> str:
    """The same data as a line."""
    return f"{json.dumps(_in_both(data), ensure_ascii=False, separators=(',', ':'))}\n"


_FINDING = frozenset(["code", "severity", "message", "values"])


def _in_both(data: object) -> object:
    """The data with what is in no record: both sentences of a finding follow from its code and values."""
    if isinstance(data, list):
        return [_in_both(one) for one in data]
    if not isinstance(data, dict):
        return data
    both = {name: _in_both(value) for name, value in data.items()}
    return _with_chinese(both) if both.keys() >= _FINDING else both


def _with_chinese(finding: dict[str, Any]) -> dict[str, Any]:
    from engine.language.findings import Finding

    beside = Finding.model_validate({name: finding[name] for name in _FINDING}).chinese()
    first = {name: finding[name] for name in ("code", "severity", "message")}
    return {**first, "message_zh": beside, **finding}


def dumped(values: Iterable[Any]) -> list[Any]:
    """Values as JSON data."""
    return [value.model_dump(mode="json") for value in values]


def say(findings: Iterable[Finding], least: str = "warning") -> None:
    """Findings to stderr, those that matter at least so much; of very many of one kind the first and their number."""
    order = ("error", "warning", "note")
    severities = order[: order.index(least) + 1]
    print_remarks([one for one in findings if one.severity in severities], lambda one: one.line(language()), err=True)


def print_remarks(remarks: Sequence[Remark], line: Callable[[Remark], str], err: bool = False) -> None:
    """Remarks by their lines; where some are folded, all of them go to a file, which is named on stderr."""
    if not remarks:
        return
    from engine.language.rendering import Coded
    from engine.services.folding import folded

    shown = folded(remarks)
    for one in shown:
        click.echo(worded(one) if isinstance(one, Coded) else line(one), err=err)
    if len(shown) < len(remarks):
        from engine.files.crashes import keep_text

        file = keep_text("".join(f"{line(one)}\n" for one in remarks))
        tell("findings-listed" if file else "findings-unlisted", **({"file": file} if file else {}))


def exit_by(findings: Iterable[Finding]) -> None:
    """Ends with 1 where a finding is an error."""
    from engine.language.findings import has_errors

    if has_errors(findings):
        sys.exit(1)


class Failures:
    """What the program itself failed on, one row, project or document each: told at the end, since the rest is done."""

    def __init__(self) -> None:
        self._kept: dict[str, list[str]] = {}

    def __call__(self, error: Exception, what: str) -> None:
        """Keeps the full text, once for all failures at the same place of the program."""
        from engine.files.crashes import keep_traceback

        self._kept.setdefault(keep_traceback(error, what), []).append(what)

    def tell(self) -> bool:
        """Says where the full texts are, to stderr; whether there was anything to say."""
        for file, what in self._kept.items():
            tell("failed-kept" if file else "failed-not-kept", what=shortly(what, 1), file=file)
        return bool(self._kept)


@contextmanager
def opened_ledger(url: str, is_new: bool = False, is_verified: bool = False) -> Iterator[Ledger]:
    """The opened ledger, made where ``is_new``; what goes wrong with it ends in a message, not in a traceback.

    A warning where its guards are missing, unless that is looked at otherwise (``is_verified``).
    """
    from engine.services.ledger import opened, unguarded

    with reported_ledger_errors(), opened(url, is_new) as ledger:
        say(() if is_verified else unguarded(ledger))
        yield ledger


@contextmanager
def reported_errors() -> Iterator[None]:
    """What cannot be done ends in its message and exit code: 2 where something else must be asked for, else 1."""
    from engine.services.errors import RequestError, ServiceError

    try:
        yield
    except RequestError as error:
        say(error.findings)
        if error.field:
            raise click.BadParameter(
                worded(error.content), param_hint=between_quotes(f"--{error.field.replace('_', '-')}")
            ) from error
        raise click.UsageError(worded(error.content)) from error
    except ServiceError as error:
        raise click.ClickException(worded(error.content)) from error


@contextmanager
def reported_ledger_errors() -> Iterator[None]:
    """The same where a ledger is used; apart, as the database's libraries take longer to import than all others."""
    from engine.services.ledger import LedgerError, LedgerFailedError

    with reported_errors():
        try:
            yield
        except LedgerFailedError as error:
            raise click.ClickException(worded(error.content)) from error
        except LedgerError as error:
            raise click.UsageError(worded(error.content)) from error


@contextmanager
def progress_bar(title: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """A bar on stderr where that is a terminal, else nothing; without a total it only moves. ``title`` is a code's end."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words(f"progress-{title}"), total=total)
        yield lambda: progress.advance(task)


@contextmanager
def begun(title: str) -> Iterator[Callable[[int], Callable[[], None]]]:
    """What makes a bar once its length is known, and takes it away at the end."""
    with ExitStack() as stack:
        yield lambda total: stack.enter_context(progress_bar(title, total))


def write_document(data: bytes, out: Path | None) -> None:
    """A document to its file, or to stdout."""
    if out is None:
        click.echo(data, nl=False)
        return
    from engine.files.opening import reason_of
    from engine.files.writing import make_folder, write_whole

    try:
        make_folder(out.parent)
        write_whole(out, data)
    except OSError as error:
        raise click.ClickException(words("file-unwritable", file=out, reason=reason_of(error))) from error
    tell("file-written", file=out)


def this_moment() -> datetime:
    """The clock: now, with this machine's zone."""
    return datetime.now().astimezone()


_DAY = regex(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T\s]*")


def moment_of(text: str, option: str = "--as-of") -> datetime:
    """A time given by a person: a day alone means its end; without a zone, this machine's.

    Days as forms write them (``2025年1月31日``, ``2025/1/31``) are read as well.
    """
    written = unicodedata.normalize("NFKC", text).strip()
    if day := _DAY.match(written):
        rest = written[day.end() :]
        written = f"{day[1]}-{day[2]:>02}-{day[3]:>02}" + (f"T{rest}" if rest else "")
    try:
        moment = datetime.fromisoformat(written)
        if len(written) <= 10:
            moment = datetime.combine(moment.date(), time.max)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(words("no-time", text=text), param_hint=between_quotes(option)) from error


class InOrder(click.Group):
    """Lists the commands in the order in which they are used; groups of commands are imported when asked for."""

    groups: ClassVar[dict[str, str]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The commands in the order of the year, not of the alphabet."""
        return [*self.commands, *self.groups]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for.

        :raises click.NoSuchCommand: if there is none of that name; it offers those that are alike.
        """
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=self.list_commands(ctx), ctx=ctx) from error

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, imported when it is asked for, with its help in the language that was chosen."""
        command = super().get_command(ctx, cmd_name)
        if cmd_name in self.groups:
            module, name = self.groups[cmd_name].split(":")
            command = getattr(import_module(module), name)
        return command and in_words(command, f"{ctx.command_path} {cmd_name}")


def print_folded(text: str, indent: int) -> None:
    """A text on lines that fit the terminal, those after the first two columns further in."""
    from engine.cli.folding import folded

    most = get_terminal_size().columns if sys.stdout.isatty() else COLUMNS
    click.echo("\n".join(folded(text, most, " " * indent, " " * (indent + 2))))
