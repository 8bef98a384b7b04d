"""A batch of documents or texts, tried in a process of its own that may use so much and no more.

``python -m tests.fuzz.batch forms 17 400 FOLDER`` tries 400 forms that the seed 17 draws, prints what came of them as
JSON, and leaves each document that failed, as small as it could be made, in the folder.
"""

from __future__ import annotations

import hashlib
import json
import re
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.desk import FaultError, ledgers
from tests.fuzz.ways import WAYS, Way

MEMORY = 1 << 30
"""Bytes of address space that the process may have, its libraries and what it remembers and all."""
SECONDS = 10
"""Seconds of the processor that one document may take, the commands it goes through together."""
TURNS = 8
"""Seeds of a batch, one after another: a fault ends what one of them draws."""


class Batch(NamedTuple):
    """What came of a batch: how many were tried, how many of them were different, and what failed.

    ``seconds`` are of the clock, ``slowest`` of the processor for one document; ``peak`` is in bytes.
    """

    way: str
    seed: int
    tried: int
    different: int
    seconds: float
    slowest: float
    peak: int
    faults: tuple[str, ...]


class TooLongError(BaseException):
    """A document took too long; no reader may take this for a fault of the document."""


@contextmanager
def _timed() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLongError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


_PLACE = re.compile(r'/((?:engine|tests/fuzz)/[\w/]+\.py)", line (\d+)')


def kind_of(error: BaseException) -> str:
    """What failed and where in the program, so that one kind is told once; of a command, as its log says."""
    told = str(error) if isinstance(error, FaultError) else "".join(traceback.format_exception(error))
    places = _PLACE.findall(told)
    if not places:
        return " ".join(told.split()[:12])
    names = [line for line in told.splitlines() if re.match(r"[\w.]+(?::|$)", line)]
    return f"{names[-1].split(':')[0] if names else '?'} {':'.join(places[-1])}"


class _Trial:
    """A batch while it is tried."""

    def __init__(self, way: Way, number: int, out: Path) -> None:
        self.way, self.number, self.out = way, number, out
        self.folder = ledgers() / "document"
        self.seen: set[int] = set()
        self.examples = self.tried = 0
        self.slowest = 0.0
        self.faults: dict[str, int] = {}

    def take(self, drawn: Any) -> None:
        """One document or text within the bounds; what fails is written down before the next is drawn."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        counted = [hash(one) for one in self.way.counts(drawn)]
        self.examples += 1
        self.tried += len(counted)
        self.seen.update(counted)
        began = time.process_time()
        try:
            with _timed():
                self.way.take(drawn, self.folder)
        except (Exception, TooLongError) as error:
            self._write(drawn, error)
            raise AssertionError(kind_of(error)) from error
        finally:
            self.slowest = max(self.slowest, time.process_time() - began)

    def _write(self, drawn: Any, error: BaseException) -> None:
        kind, size = kind_of(error), len(repr(drawn))
        if size >= self.faults.get(kind, sys.maxsize):
            return
        self.faults[kind] = size
        place = self.out / self.way.name / hashlib.sha256(kind.encode()).hexdigest()[:8]
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for name, data in drawn.items() if isinstance(drawn, dict) else ():
            path = place / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        told = "".join(traceback.format_exception(error))
        text = f"{kind}\nway {self.way.name}, seed {self.number}\n\n{drawn!r}\n\n{told}"
        (place / "fault.txt").write_text(text, encoding="utf-8", errors="backslashreplace")


def _draw(trial: _Trial, number: int, most: int) -> None:
    options = settings(
        max_examples=most,
        deadline=None,
        database=None,
        derandomize=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )

    def take(drawn: Any) -> None:
        trial.take(drawn)

    test: Callable[[], None] = seed(number)(options(given(trial.way.drawn)(take)))
    try:
        test()
    except (Exception, ExceptionGroup):
        if not trial.faults:  # not of a document: of the tests themselves
            raise


def _peak() -> int:
    """The most memory that this process has had, in bytes; the system's own figure counts that of its parent too."""
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="utf-8"))
    return int(found[1]) * 1024 if found else 0


def tried(way: Way, number: int, most: int, out: Path) -> Batch:
    """A batch, tried in this process, which is bound to :data:`MEMORY` from then on."""
    trial, began = _Trial(way, number, out), time.monotonic()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for turn in range(TURNS):
        if trial.examples < most:
            _draw(trial, number + turn, most - trial.examples)
    seconds = time.monotonic() - began
    faults = tuple(sorted(trial.faults))
    return Batch(way.name, number, trial.tried, len(trial.seen), seconds, trial.slowest, _peak(), faults)


if __name__ == "__main__":
    _, name, first, examples, folder = sys.argv
    print(json.dumps(tried(WAYS[name], int(first), int(examples), Path(folder))))
