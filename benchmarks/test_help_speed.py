"""``jixiao --help`` against a bare start of Python, in turn: the ratio of the medians is printed."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 25


def _seconds(*command: str) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def test_help_against_a_bare_start() -> None:
    bare, helped = [], []
    for _ in range(RUNS):
        bare.append(_seconds(sys.executable, "-c", "pass"))
        helped.append(_seconds(sys.executable, "-m", "engine", "--help"))
    ratio = statistics.median(helped) / statistics.median(bare)
    print(f"\njixiao --help takes {ratio:.2f} times a bare start of Python (medians of {RUNS})")
