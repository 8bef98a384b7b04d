"""Programs that read files of other people for us: each in a folder and process of its own, within time and memory.

Such a program gets files in an empty folder, which is its home too, no network, and leaves files there; when it is
through, or takes too long, it is ended with all that it started.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import NamedTuple

from engine.files.apart import environment
from engine.files.opening import MEBIBYTE

LIMITS = Path(__file__).with_name("limits.py")


class Bounds(NamedTuple):
    """What a program may take: seconds, bytes of address space, bytes of any file that it writes."""

    seconds: float
    memory: int
    file: int = 256 * MEBIBYTE


def run(command: Sequence[str], folder: Path, bounds: Bounds) -> bool:
    """Whether a program came to its end in time; what it made of it shows what it left in the folder.

    :raises OSError: if it cannot be started.
    """
    process = subprocess.Popen(
        _bounded(command, bounds),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment(**dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP"), str(folder))),
        start_new_session=True,
    )
    try:
        process.wait(bounds.seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _bounded(command: Sequence[str], bounds: Bounds) -> Sequence[str]:
    """The command within its bounds; Windows has none but the time."""
    if sys.platform == "win32":
        return command
    numbers = map(str, (bounds.memory, ceil(2 * bounds.seconds), bounds.file))
    return [sys.executable, "-I", "-S", str(LIMITS), *numbers, *command]


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program with those that it started."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
