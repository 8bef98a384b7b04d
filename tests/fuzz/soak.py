"""Many documents and texts, a batch at a time, by several processes at once.

``python -m tests.fuzz.soak`` tries 20,000 documents and 300,000 texts, prints what came of each batch, with its seed
and what failed, and the figures of all. ``--seed`` has the same again.
"""

from __future__ import annotations

import argparse
import json
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from tests.builders import ROOT
from tests.fuzz.batch import TURNS, Batch
from tests.fuzz.ways import ACTS, DOCUMENTS, TEXTS, WAYS

HANGS = 3600
"""Seconds after which a batch is taken to hang, whatever it does."""
ROOM = {"texts": 6000, "rows": 1000}
OTHERS = 400
"""Examples of a batch, and documents of one: its process starts anew for the next, and forgets what it remembered."""
FEWER = 20
"""To so many texts comes one project of several rows, to so many documents one list of corrections."""
DOCUMENTS_WANTED, TEXTS_WANTED = 20_000, 300_000
OF_DOCUMENTS, OF_TEXTS = (tuple(one.name for one in ways) for ways in (DOCUMENTS, TEXTS))


class Wanted(NamedTuple):
    """How many documents and texts are to be tried, by how many processes at once; ``number`` is the first seed."""

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


def _run(way: str, number: int, examples: int, out: Path) -> Batch:
    """A batch in a process of its own; one that dies or hangs is a fault too."""
    command = [sys.executable, "-m", "tests.fuzz.batch", way, str(number), str(examples), str(out)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=HANGS, check=False)
    except subprocess.TimeoutExpired:
        return Batch(way, number, 0, 0, HANGS, HANGS, 0, ("the batch hangs",))
    if done.returncode:
        told = f"the batch died with {done.returncode}: {done.stderr[-1500:]}"
        return Batch(way, number, 0, 0, 0, 0, 0, (told,))
    return Batch(*json.loads(done.stdout.splitlines()[-1]))


def _sizes(what: Wanted) -> Iterator[tuple[str, int]]:
    """The batches: the way of each and how many examples, the ways in turn."""
    left = {one.name: -(-what.documents // len(DOCUMENTS)) for one in DOCUMENTS}
    left |= {TEXTS[0].name: what.texts} | {one.name: -(-what.texts // FEWER) for one in TEXTS[1:]}
    left[ACTS.name] = -(-what.documents // FEWER)
    while any(left.values()):
        for way in WAYS:
            size = min(left[way], ROOM.get(way, OTHERS))
            left[way] -= size
            if size:
                yield way, size


def soak(what: Wanted, told: Callable[[str], None] = print) -> list[Batch]:
    """All batches; ``told`` is given a line for each as it ends."""

    def run(planned: tuple[int, tuple[str, int]]) -> Batch:
        at, (way, examples) = planned
        batch = _run(way, what.number + TURNS * at, examples, what.out)
        told(_line(way, [batch]) + f", seed {batch.seed}" + "".join(f"\n  FAULT {one}" for one in batch.faults))
        return batch

    with ThreadPoolExecutor(what.workers) as workers:
        return list(workers.map(run, enumerate(_sizes(what))))


def _line(way: str, some: list[Batch]) -> str:
    tried, different = sum(one.tried for one in some), sum(one.different for one in some)
    slowest, peak = max(one.slowest for one in some), max(one.peak for one in some) >> 20
    seconds = sum(one.seconds for one in some)
    return f"{way}: {tried} tried, {different} different, {seconds:.0f} s, the slowest {slowest:.1f} s, {peak} MiB"


def report(batches: list[Batch]) -> str:
    """The figures of all, way by way, and every kind of fault with the seeds of batches that have it."""
    lines = [_line(way, some) for way in WAYS if (some := [one for one in batches if one.way == way])]
    for way, fault in sorted({(one.way, fault) for one in batches for fault in one.faults}):
        seeds = [str(one.seed) for one in batches if one.way == way and fault in one.faults]
        lines.append(f"FAULT {way}: {fault} (seeds {', '.join(seeds[:5])})")
    return "\n".join(lines)


def main() -> int:
    """The command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=DOCUMENTS_WANTED)
    options.add_argument("--texts", type=int, default=TEXTS_WANTED)
    options.add_argument("--seed", type=int)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--out", type=Path, help="a folder for what fails")
    said = options.parse_args()
    what = wanted(
        said.out or Path(mkdtemp(prefix="jixiao-faults")), said.documents, said.texts, said.workers, said.seed
    )
    print(f"seed {what.number}; what fails is left in {what.out}", flush=True)
    batches = soak(what, lambda line: print(line, flush=True))
    print(report(batches))
    return int(any(one.faults for one in batches))


if __name__ == "__main__":
    sys.exit(main())
