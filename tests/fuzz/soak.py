"""Many documents and texts, a batch at a time, each batch in a process of its own that may use so much and no more.

``python -m tests.fuzz.soak --documents 20000 --texts 300000 --out FOLDER`` tries them, prints what it found with the
seed of the batch, and leaves each document that failed, as small as it could be made, in the folder. ``--seed`` has the
same again; ``--batch forms --seed N --documents 400`` one batch alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import resource
import secrets
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from types import FrameType
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.builders import ROOT
from tests.fuzz.ways import DOCUMENTS, TEXTS, WAYS, FaultError, Way, ledgers

MEMORY = 1 << 30
"""Bytes of address space that a process may have, its libraries and caches and all."""
SECONDS = 10
"""Seconds of the processor that one document may take, the commands it goes through together."""
HANGS = 1800
"""Seconds after which a batch is taken to hang, whatever it does."""
ROOM = {"texts": 6000, "rows": 1000}
OTHERS = 400
"""Examples of a batch, and documents of one: its process starts anew for the next, and forgets what it remembered."""
DOCUMENTS_WANTED, TEXTS_WANTED = 20_000, 300_000
OF_DOCUMENTS = tuple(one.name for one in DOCUMENTS)
PHASES = (Phase.generate, Phase.shrink)


class Batch(NamedTuple):
    """What came of a batch: how many were tried, how many of them were different, and what failed."""

    way: str
    seed: int
    tried: int
    different: int
    seconds: float
    slowest: float
    peak: int
    faults: list[str]


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


def _kind(error: BaseException) -> str:
    """What failed and where in the program, so that one kind is told once; of a command, as its log says."""
    told = str(error) if isinstance(error, FaultError) else "".join(traceback.format_exception(error))
    places = _PLACE.findall(told) or [("?", "?")]
    last = [line for line in told.rstrip().splitlines() if line and line[0] not in " \t"][-1:]
    name = last[0].split(":")[0] if places[-1][0] != "?" and last else " ".join(str(error).split()[:2])
    return f"{name[:60]} {':'.join(places[-1])}"


class _Batch:
    """A batch as it is tried."""

    def __init__(self, way: Way, number: int, out: Path) -> None:
        self.way, self.number, self.out = way, number, out
        self.folder = Path(mkdtemp(prefix="jixiao-fuzz"))
        self.seen: set[int] = set()
        self.tried, self.slowest = 0, 0.0
        self.faults: dict[str, int] = {}

    def take(self, drawn: Any) -> None:
        """One document or text within the bounds; what fails is written down before the next is drawn."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        counted = [hash(one) for one in self.way.counts(drawn)]
        self.tried += len(counted)
        self.seen.update(counted)
        began = time.process_time()
        try:
            with _timed():
                self.way.take(drawn, self.folder)
        except (Exception, TooLongError) as error:
            self._write(drawn, error)
            raise AssertionError(_kind(error)) from error
        finally:
            self.slowest = max(self.slowest, time.process_time() - began)

    def _write(self, drawn: Any, error: BaseException) -> None:
        kind = _kind(error)
        size = len(repr(drawn))
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


def _tried(way: Way, number: int, room: int, out: Path) -> Batch:
    """A batch, tried here. A fault ends what one seed draws; the next seeds go on until the room is filled."""
    ledgers()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    batch, began = _Batch(way, number, out), time.monotonic()
    count = 0

    def take(drawn: Any) -> None:
        nonlocal count
        count += 1
        batch.take(drawn)

    for turn in range(8):
        if count >= room:
            break
        options = settings(
            max_examples=room - count,
            deadline=None,
            database=None,
            derandomize=False,
            phases=PHASES,
            suppress_health_check=list(HealthCheck),
        )
        test: Callable[[], None] = seed(number + turn)(options(given(way.drawn)(take)))
        try:
            test()
        except (Exception, ExceptionGroup) as error:
            if not batch.faults:  # not of a document: of the tests themselves
                raise
            del error
    shutil.rmtree(batch.folder, ignore_errors=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Batch(
        way.name,
        number,
        batch.tried,
        len(batch.seen),
        time.monotonic() - began,
        batch.slowest,
        peak,
        sorted(batch.faults),
    )


def run_batch(way: str, number: int, room: int, out: Path) -> Batch:
    """A batch in a process of its own; one that dies or hangs is a fault too."""
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.soak",
        "--batch",
        way,
        "--seed",
        str(number),
        "--documents",
        str(room),
        "--out",
        str(out),
    ]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=HANGS, check=False)
    except subprocess.TimeoutExpired:
        return Batch(way, number, 0, 0, HANGS, HANGS, 0, ["the batch hangs"])
    lines = [line for line in done.stdout.splitlines() if line.startswith('["batch"')]
    if done.returncode or not lines:
        return Batch(way, number, 0, 0, 0, 0, 0, [f"the batch died with {done.returncode}: {done.stderr[-1500:]}"])
    return Batch(*json.loads(lines[-1])[1:])


class Wanted(NamedTuple):
    """How many documents and texts are to be tried, by how many processes at once."""

    documents: int
    texts: int
    workers: int
    number: int
    out: Path


def wanted(
    out: Path, documents: int = DOCUMENTS_WANTED, texts: int = TEXTS_WANTED, workers: int = 2, number: int | None = None
) -> Wanted:
    """What is tried; the seed is drawn where none is given."""
    return Wanted(documents, texts, workers, secrets.randbelow(10**9) if number is None else number, out)


def _plan(what: Wanted) -> list[tuple[str, int, int]]:
    """The batches: way, seed, examples; the ways in turn."""
    planned = []
    number = what.number
    for ways, total in ((DOCUMENTS, what.documents), (TEXTS, what.texts)):
        for way in ways:
            room = ROOM.get(way.name, OTHERS)
            left = -(-total // len(ways))
            # an example of several rows holds more texts than one
            left = -(-left // 12) if way.name == "rows" else left
            for _ in range(-(-left // room)):
                planned.append((way.name, number, min(room, left)))
                number += 100
    return sorted(planned, key=lambda one: (one[1] - what.number) // 100 % 11)


def soak(what: Wanted) -> list[Batch]:
    """All batches, as they end."""
    with ThreadPoolExecutor(what.workers) as workers:
        return list(workers.map(lambda one: run_batch(one[0], one[1], one[2], what.out), _plan(what)))


def report(batches: list[Batch]) -> str:
    """The figures of a run, way by way, and every kind of fault with the seed of a batch that has it."""
    lines = []
    for name in WAYS:
        some = [one for one in batches if one.way == name]
        if some:
            tried, different = sum(one.tried for one in some), sum(one.different for one in some)
            slowest, peak = max(one.slowest for one in some), max(one.peak for one in some) >> 20
            seconds = sum(one.seconds for one in some)
            lines.append(
                f"{name}: {tried} tried, {different} different, {seconds:.0f} s, the slowest {slowest:.1f} s, {peak} MiB at most"
            )
    for kind in sorted({(one.way, fault) for one in batches for fault in one.faults}):
        seeds = [one.seed for one in batches if one.way == kind[0] and kind[1] in one.faults]
        lines.append(f"FAULT {kind[0]}: {kind[1]} (seeds {', '.join(map(str, seeds[:5]))})")
    return "\n".join(lines)


def main() -> int:
    """The command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=DOCUMENTS_WANTED)
    options.add_argument("--texts", type=int, default=TEXTS_WANTED)
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--out", type=Path, default=None)
    options.add_argument("--batch", choices=sorted(WAYS), help="one batch of this way, in this process")
    said = options.parse_args()
    out = said.out or Path(mkdtemp(prefix="jixiao-faults"))
    what = wanted(out, said.documents, said.texts, said.workers, said.seed)
    if said.batch:
        print(json.dumps(["batch", *_tried(WAYS[said.batch], what.number, said.documents, out)]))
        return 0
    print(f"seed {what.number}; what fails is left in {out}", flush=True)
    batches = soak(what)
    print(report(batches))
    return int(any(one.faults for one in batches))


if __name__ == "__main__":
    sys.exit(main())
