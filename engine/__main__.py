"""The command ``jixiao``. ``--help`` alone is answered from a text file: nothing heavy is imported for it.

What ends a command from outside or unforeseen is one sentence and an exit code, never a traceback.
"""

from __future__ import annotations

import errno
import gc
import os
import shlex
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from engine.language.choosing import asked_for, chosen, language_of_windows

HELP = Path(__file__).parent
STOPPED = 130
UNFORESEEN = 3
COLLECTED = 200_000
"""How many new values until Python looks for unreachable ones: importing alone makes as many, all of them kept."""
_FULL = (errno.ENOSPC, errno.EDQUOT)


def main() -> None:
    """Runs the command line."""
    code = guarded(_run)
    gc.freeze()  # what is left goes with the process: Python need not look once more which of it is unreachable
    sys.exit(code)


def _run() -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # where the terminal lacks a character, its number is printed
            stream.reconfigure(errors="backslashreplace")
    asked, arguments = asked_for(sys.argv[1:])
    if arguments not in (["--help"], ["-h"]):
        gc.set_threshold(COLLECTED)
        os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # nor are all packages searched for changes to our checks
        return commands()
    language = chosen(asked, os.environ, language_of_windows())
    sys.stdout.write((HELP / f"help.{language}.txt").read_text(encoding="utf-8"))
    return 0


def guarded(run: Callable[[], int]) -> int:
    """What ``run`` gives as the exit code; whatever ends it otherwise is said in one sentence."""
    try:
        code = run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _end(STOPPED, "stopped")
    except BrokenPipeError:  # who reads has read enough
        return _end(1)
    except Exception as error:
        return _unforeseen(error)
    return code


def commands() -> int:
    """Runs the command that was asked for.

    :raises KeyboardInterrupt: if a person stopped it.
    """
    import click

    from engine.cli import cli

    try:
        code = cli.main(prog_name="jixiao", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as error:  # what click makes of Ctrl-C
        raise KeyboardInterrupt from error
    except SystemExit as ending:
        code = ending.code
    return code if isinstance(code, int) else 0


def _unforeseen(error: Exception) -> int:
    if isinstance(error, OSError) and error.errno in _FULL:
        return (
            _end(UNFORESEEN, "disk-full-at", file=error.filename) if error.filename else _end(UNFORESEEN, "disk-full")
        )
    from engine.files.crashes import done_meanwhile, keep_traceback, without_password

    asked = without_password(shlex.join(["jixiao", *sys.argv[1:]]))
    file = keep_traceback(error, asked)
    during = ", ".join(done_meanwhile(error)) or asked
    kept = {"file": file} if file else {}
    return _end(
        UNFORESEEN,
        "program-failed-kept" if file else "program-failed",
        kind=type(error).__name__,
        during=during,
        **kept,
    )


def _end(code: int, what: str = "", /, **values: str) -> int:
    """Says what ended it, and takes care that nothing more is said when Python ends and finds its output blocked."""
    with suppress(OSError, ValueError):
        if what:
            print(" ".join(_sentence(what, values).split()), file=sys.stderr, flush=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return code


def _sentence(what: str, values: dict[str, str]) -> str:
    try:
        from engine.cli.wording import speak, words

        speak(sys.argv[1:])
        return words(what, **values)
    except Exception:  # the catalogue itself may be what is damaged
        return f"{what} {values or ''}"


if __name__ == "__main__":
    main()
