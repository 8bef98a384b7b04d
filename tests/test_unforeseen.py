"""Whatever ends a command, it is one sentence: no traceback, an exit code of its own, and the full text in a file."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from engine.__main__ import main
from engine.cli import cli
from engine.files import crashes
from engine.files.crashes import done_meanwhile, during, keep_traceback, without_password
from tests.builders import ROOT
from tests.formtext import actuals, form, write
from tests.needs import full_device


class Ended(NamedTuple):
    """How a command ended: its exit code, what it said, and the files with full texts."""

    code: int
    out: str
    err: str
    logs: tuple[Path, ...]


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """The program as it starts, in this process and an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JIXIAO_DB", raising=False)
    monkeypatch.setenv("JIXIAO_LOG", str(tmp_path / "log"))
    monkeypatch.setattr(crashes, "_KEPT", {})

    def run(*args: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["jixiao", *args])
        with pytest.raises(SystemExit) as ending:
            main()
        said, logs = capsys.readouterr(), tmp_path / "log"
        assert isinstance(ending.value.code, int)
        return Ended(ending.value.code, said.out, said.err, tuple(logs.iterdir()) if logs.exists() else ())

    return run


def every_command(group: click.Command = cli, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words by which each command is called, those of groups included."""
    if not isinstance(group, click.Group):
        yield above
        return
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield from every_command(command, (*above, name))


def command_of(words: tuple[str, ...]) -> click.Command:
    """The command that is called so."""
    command: click.Command = cli
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found
    return command


def breaking(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], error: BaseException) -> None:
    """Lets a command end in an exception, whatever it is given."""

    def broken() -> None:
        raise error

    command = command_of(words)
    monkeypatch.setattr(command, "params", [])
    monkeypatch.setattr(command, "callback", broken)


@pytest.mark.parametrize("words", list(every_command()), ids=" ".join)
def test_an_error_that_nobody_foresaw_is_one_sentence_in_every_command(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    breaking(monkeypatch, words, KeyError("the secret of a form"))
    ended = run(*words)
    (log,) = ended.logs
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == (
        f"Error: the program failed (KeyError) at: jixiao {' '.join(words)}; what was accepted before stands; "
        f"the full text was written to {log}\n"
    )
    assert "the secret of a form" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


ENDINGS: dict[str, tuple[BaseException, int, str, int]] = {
    "Ctrl-C": (KeyboardInterrupt(), 130, "stopped; what was accepted before stands", 0),
    "no memory": (MemoryError(), 3, "Error: the program failed (MemoryError)", 1),
    "too deep": (RecursionError("maximum recursion depth exceeded"), 3, "Error: the program failed (Recursion", 1),
    "a full disk": (OSError(errno.ENOSPC, "full", "out/a.html"), 3, "Error: the disk is full (out/a.html); make", 0),
    "a quota": (OSError(errno.EDQUOT, "quota"), 3, "Error: the disk is full; make room", 0),
    "a reader that has gone": (BrokenPipeError(errno.EPIPE, "pipe"), 1, "", 0),
    "a folder that went away": (FileNotFoundError(errno.ENOENT, "gone", "a"), 3, "Error: the program failed (File", 1),
    "several at once": (ExceptionGroup("both", [ValueError(), TypeError()]), 3, "Error: the program failed (Exc", 1),
    "a half character": (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no"), 3, "Error: the program failed (Uni", 1),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_other_endings_have_their_own_code_and_at_most_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    error, code, says, logs = ENDINGS[ending]
    breaking(monkeypatch, ("runs",), error)
    ended = run("runs")
    assert (ended.code, ended.out, len(ended.logs)) == (code, "", logs)
    assert ended.err.strip().startswith(says)
    assert len(ended.err.split("\n")) <= 3


def test_it_says_what_was_being_done_and_shows_no_password(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(url: str, _is_new: bool) -> None:
        raise TypeError(f"cannot use {url}")

    monkeypatch.setattr("engine.services.ledger.open_ledger", broken)
    ended = run("runs", "--db", "postgresql+psycopg://clerk:s3cr:t@host/ledger")
    assert "failed (TypeError) at: the ledger postgresql+psycopg://clerk:***@host/ledger; " in ended.err
    assert "s3cr" not in ended.err + ended.logs[0].read_text()


@pytest.mark.parametrize("password", ["geheim", "ge:heim", "ge/heim", "ge@heim", "ge heim", "geheim?", "密码geheim"])
def test_no_password_is_left_in_a_text(password: str) -> None:
    text = f"OperationalError: cannot use “postgresql://clerk:{password}@host:5432/ledger”"
    shown = without_password(text)
    assert shown == "OperationalError: cannot use “postgresql://clerk:***@host:5432/ledger”"
    assert without_password(shown) == shown
    assert without_password("sqlite:///台账.db") == "sqlite:///台账.db"


def test_what_was_accepted_before_an_error_stands(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", form())
    write(tmp_path / "a.yaml", actuals())
    assert run("import", "a.txt", "--year", "2024").code == 0
    monkeypatch.setattr("engine.services.recording.match_actuals", lambda *_: 1 / 0)
    assert run("record", "a.yaml", "--by", "张三").code in (1, 3)
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert run("history", "4401").code == 0


def test_the_full_text_goes_where_it_can_be_written_and_once_for_each_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def failing() -> ZeroDivisionError:
        try:
            with during("reading a.xlsx"), during("reading a.xlsx"):
                1 / 0  # noqa: B018
        except ZeroDivisionError as error:
            return error
        raise AssertionError

    write(tmp_path / "file", "")
    monkeypatch.setenv("JIXIAO_LOG", str(tmp_path / "file" / "below"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(crashes, "_KEPT", {})
    first = keep_traceback(failing(), "a")
    assert Path(first).parent == tmp_path / "state" / "jixiao"
    assert keep_traceback(failing(), "b") == first
    assert done_meanwhile(failing()) == ("reading a.xlsx",)
    monkeypatch.setattr(crashes, "_folders", lambda: iter([tmp_path / "file"]))
    monkeypatch.setattr(crashes, "_KEPT", {})
    assert keep_traceback(failing(), "a") == ""


def jixiao(*args: str, folder: Path, **more: object) -> subprocess.Popen[bytes]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "JIXIAO_LOG": str(folder / "log")}
    command = [sys.executable, "-m", "engine", *args]
    return subprocess.Popen(command, cwd=folder, env=variables, stderr=subprocess.PIPE, **more)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("args", [("--help",), ("rules", "list"), ("target", "≥5", "≥6")], ids=" ".join)
def test_a_full_disk_behind_the_output_is_one_sentence(tmp_path: Path, args: tuple[str, ...]) -> None:
    with full_device().open("wb") as full:
        program = jixiao(*args, folder=tmp_path, stdout=full)
        said = program.communicate(timeout=60)[1].decode()
    assert (program.returncode, said.count("\n")) == (3, 1)
    assert said.startswith("Error: the disk is full; make room")


def test_a_reader_that_has_read_enough_hears_nothing(tmp_path: Path) -> None:
    program = jixiao("target", *["≥5"] * 3000, folder=tmp_path, stdout=subprocess.PIPE)
    assert program.stdout is not None
    program.stdout.read(1)
    program.stdout.close()
    assert program.communicate(timeout=60)[1] == b""
    assert program.returncode in (0, 1)  # it may have written all of it before


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "stopped; what was accepted before stands"), ("zh", "已停止；此前已接收的内容不受影响")],
)
def test_an_interrupt_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch, language: str, said: str) -> None:
    monkeypatch.setenv("JIXIAO_LANG", language)
    command = command_of(("rules", "list"))
    monkeypatch.setattr(command, "params", [])
    monkeypatch.setattr(command, "callback", lambda: signal.raise_signal(signal.SIGINT))
    ended = run("rules", "list")
    assert (ended.code, ended.out) == (130, "")
    assert ended.err.strip() == said
