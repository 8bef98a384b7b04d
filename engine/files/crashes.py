"""What nobody foresaw: its full text is kept in a file for those who mend the program; a person is told one sentence."""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from engine.files.writing import SECRET, write_whole
from engine.language.patterns import regex

Failed = Callable[[Exception, str], None]
"""Is told an exception that cost one project, row or document, and what was being done."""

T = TypeVar("T")
LOG = "JIXIAO_LOG"
LONGEST = 200_000
MOST_KEPT = 20
_PASSWORD = regex(r"(://[^\s:/@]*):.*@")  # also one with strokes or blanks in it, which no address may have
_KEPT: dict[str, str] = {}


def without_password(text: str) -> str:
    """The text with the password of every address in it blotted out."""
    return _PASSWORD.sub(r"\1:***@", text)


@contextmanager
def during(what: str) -> Iterator[None]:
    """Says of an exception from inside what was being done: ``reading forms.xlsx``."""
    try:
        yield
    except Exception as error:
        error.add_note(what)
        raise


def made(make: Callable[[], T], failed: Failed | None, what: str, *common: type[Exception]) -> T | None:
    """What ``make`` gives; None where the program fails on it and somebody is there to be told at what.

    :raises Exception: that of ``make``, where nobody is, and always what would meet the others too: a full disk, no
        memory, and what is ``common`` to them.
    """
    passed: tuple[type[Exception], ...] = (OSError, MemoryError, *common)
    try:
        return make()
    except passed:
        raise
    except Exception as error:
        if failed is None:
            raise
        failed(error, what)
        return None


def done_meanwhile(error: BaseException) -> tuple[str, ...]:
    """What was being done when an exception came, the innermost first."""
    return tuple(dict.fromkeys(without_password(note) for note in getattr(error, "__notes__", ())))


def keep_traceback(error: BaseException, what: str) -> str:
    """Writes the full text of an exception into a file that its owner alone reads, and gives the path, or ``""``.

    The folder is that of the variable ``JIXIAO_LOG``, else the user's own for such things, else the one for temporary
    files. The same fault is written once, and no more than :data:`MOST_KEPT` of them.
    """
    try:
        raised_at = _raised_at(error)
        if raised_at not in _KEPT and len(_KEPT) < MOST_KEPT:
            _KEPT[raised_at] = keep_text(without_password(f"{what}\n{sys.version}\n\n{_text(error)}"), ".log")
        return _KEPT.get(raised_at, "")
    except Exception:  # no memory or no stack is left: the sentence must come all the same
        return ""


def _raised_at(error: BaseException) -> str:
    """Where in the program an exception was raised, and of which type."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return type(error).__name__ + (f" {last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else "")


def _text(error: BaseException) -> str:
    text = "".join(traceback.format_exception(error))
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}\n…\n{text[-LONGEST // 2 :]}"


def keep_text(text: str, suffix: str = ".txt") -> str:
    """Writes a text that is too long to be shown into a file that its owner alone reads, where :func:`keep_traceback`
    does, and gives the path, or ``""``."""
    for folder in _folders():
        path = folder / f"jixiao-{secrets.token_hex(6)}{suffix}"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(path, text.encode(errors="backslashreplace"), is_new=True, mode=SECRET)
        except OSError:
            continue
        return str(path)
    return ""


def _folders() -> Iterator[Path]:
    if named := os.environ.get(LOG):
        yield Path(named)
    state = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    yield (Path(state) if state else Path(os.path.expanduser("~/.local/state"))) / "jixiao"
    yield Path(tempfile.gettempdir())
