"""Templates of other people, filled in a process of its own, which has bounds of time and memory and sees little.

A template is a program: it can loop for ever, ask for more memory than there is, or crash the library that reads it.
The process works in an empty folder, asks no network, and is ended when a document takes too long; it is kept for the
next document, so that a hundred cost one start. The shipped templates need none of this.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import Any

from engine.files.apart import environment
from engine.files.opening import reason_of
from engine.language.rendering import Coded, coded
from engine.reports.documents.errors import TemplateError
from engine.reports.documents.frames import READY, Bounds, read_frame, write_frame

SECONDS = 30
"""How long one document may take, and a second more for each 20 kB of values."""

MEMORY = 1536 << 20
"""Bytes of address space for one document, of which Python and fonts take 260 MB, and ``EACH`` for a byte of values."""

EACH = 100
LARGEST = 256 << 20
"""The largest document, in bytes."""

XCPU = getattr(signal, "SIGXCPU", 0)
"""The signal by which the system ends a process that has used up its time; Windows has none."""

_FEW = {"RAYON_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2", "PYTHONWARNINGS": "ignore"}


class _Worker:
    """The process, with the folder that it works in."""

    def __init__(self) -> None:
        self.is_ready = self.is_late = False
        self.folder = tempfile.TemporaryDirectory(prefix="jixiao-")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "engine.reports.documents.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder.name,
            env=environment(**_FEW),
        )

    def call(self, request: bytes, seconds: float) -> tuple[bytes, bytes]:
        """The kind and the content of the answer.

        :raises EOFError: if the process ended without one.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        if not self.is_ready:  # a slow start is no template's fault
            self.is_ready = read_frame(self.process.stdout, 0) == (READY, b"")
        watch = threading.Timer(seconds, self._stop)
        watch.start()
        try:
            write_frame(self.process.stdin, b"?", request)
            return read_frame(self.process.stdout, LARGEST)
        except BrokenPipeError as error:
            raise EOFError from error
        finally:
            watch.cancel()

    def _stop(self) -> None:
        self.is_late = True
        self.process.kill()

    def end(self) -> None:
        """Ends the process, and notes whether it was because of the time."""
        self.process.kill()
        self.is_late |= self.process.wait() == -XCPU
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was not yet sent
                    pipe.close()
        self.folder.cleanup()


_lock = threading.Lock()
_workers: dict[int, _Worker] = {}
"""By the process that started it: a forked child starts its own."""


def confined(template: Path, job: str, *values: Any) -> bytes:
    """What a job of :mod:`engine.reports.documents.worker` makes of a template and some values.

    :raises TemplateError: if it cannot be used, takes too long, or needs more memory than a document may.
    """
    size = len(pickle.dumps(values))
    seconds, memory = SECONDS + size / 20_000, MEMORY + EACH * size
    request = pickle.dumps((Bounds(memory, ceil(4 * seconds)), job, template.resolve(), *values))
    with _lock:
        try:
            kind, content = _worker().call(request, seconds)
        except EOFError as error:
            raise TemplateError(template, _ended(seconds)) from error
        except OSError as error:
            raise TemplateError(template, coded("template-process", reason=reason_of(error))) from error
        except BaseException:
            _end()
            raise
    if kind != b"+":
        raise TemplateError(template, Coded.model_validate_json(content))
    return content


def _worker() -> _Worker:
    if os.getpid() not in _workers:
        _workers[os.getpid()] = _Worker()
    return _workers[os.getpid()]


def _ended(seconds: float) -> Coded:
    worker = _workers[os.getpid()]
    _end()
    if worker.is_late:
        return coded("template-slow", seconds=f"{seconds:.0f}")
    return coded("template-large")


@atexit.register
def _end() -> None:
    worker = _workers.pop(os.getpid(), None)
    if worker is not None:
        worker.end()
