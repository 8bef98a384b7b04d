"""A set of projects imported, recorded, scored, corrected and scored again on SQLite, at two sizes.

Run with ``make benchmarks``; ``JIXIAO_PROJECTS=100000`` makes the larger set that large (10,000 else). Every step is the
command itself in a process of its own: its time, its largest memory, and the ratios of the two sizes are printed;
nothing is asserted about time.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.formtext import actuals, form

ROOT = Path(__file__).resolve().parent.parent
LARGE = int(os.environ.get("JIXIAO_PROJECTS", "10000"))
SMALL = LARGE // 10
A_FILE = 500
"""How many forms stand in one file."""


PAIRS = 7
UNBOUND = "import engine.store.chained as one; one._bind = lambda *_: None; from engine.cli import cli; cli()"
"""The program with entries that are not bound into the chain, for the cost of that alone."""


class Cost(NamedTuple):
    """What a command took: seconds, the largest memory in MiB, seconds of the processor."""

    seconds: float
    memory: float
    busy: float


def _code(number: int) -> str:
    return f"44{number:08}"


def _write_set(folder: Path, projects: int) -> None:
    (folder / "forms").mkdir(parents=True)
    (folder / "actuals").mkdir()
    for first in range(0, projects, A_FILE):
        forms = (form(_code(number), f"项目{number}") for number in range(first, min(first + A_FILE, projects)))
        (folder / "forms" / f"{first:08}.txt").write_text("".join(forms), encoding="utf-8")
    for number in range(projects):
        beside = folder / "actuals" / f"{number // 1000:03}"
        beside.mkdir(exist_ok=True)
        text = actuals(_code(number), f"{number % 4}份")
        (beside / f"{_code(number)}.yaml").write_text(text, encoding="utf-8")


def _run(folder: Path, *args: str, program: tuple[str, ...] = ("-m", "engine"), tree: Path = ROOT) -> Cost:
    """A command of a tree in a child of its own, whose memory is not that of the commands before it."""
    started = time.perf_counter()
    nothing = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    ledger = {"JIXIAO_DB": f"sqlite:///{folder}/jixiao.db", "PYTHONPATH": str(tree), "PYTHONSAFEPATH": "1"}
    child = os.posix_spawn(
        sys.executable, [sys.executable, *program, *args], {**os.environ, **ledger}, file_actions=nothing
    )
    _, status, usage = os.wait4(child, 0)
    assert status == 0, args
    return Cost(time.perf_counter() - started, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def _steps(folder: Path, projects: int) -> dict[str, Cost]:
    _write_set(folder, projects)
    one = _code(projects // 2)
    return {
        "import": _run(folder, "import", str(folder / "forms"), "--year", "2024"),
        "record": _run(folder, "record", str(folder / "actuals"), "--by", "张三"),
        "score": _run(folder, "score"),
        "correct one": _run(folder, "correct", one, "报告数量", "9份", "--reason", "核查", "--by", "李四"),
        "score again": _run(folder, "score"),
        "explain it": _run(folder, "explain", "latest", one),
        "verify run": _run(folder, "verify", "latest"),
        "verify all": _run(folder, "verify"),
        "seal": _run(folder, "seal"),
    }


def test_a_large_set_against_a_small_one(tmp_path: Path) -> None:
    small, large = (_steps(tmp_path / str(number), number) for number in (SMALL, LARGE))
    print(f"\n{'':12} {SMALL:>9,} projects {LARGE:>17,} projects {'ratio of time':>22} {'of memory':>10}")
    for name, few in small.items():
        many = large[name]
        print(
            f"{name:12} {few.seconds:9.1f} s {few.memory:6.0f} MiB {many.seconds:11.1f} s {many.memory:6.0f} MiB"
            f" {many.seconds / few.seconds:15.2f} {many.memory / few.memory:10.2f}"
        )
    size = (tmp_path / str(LARGE) / "jixiao.db").stat().st_size / 2**20
    print(f"the ledger of the larger set takes {size:,.0f} MiB on disk")


def test_what_binding_the_entries_costs(tmp_path: Path) -> None:
    """Recording with and without the chain, in turn, each into a fresh copy of one imported ledger."""
    _write_set(tmp_path, SMALL)
    _run(tmp_path, "import", str(tmp_path / "forms"), "--year", "2024")
    (tmp_path / "jixiao.db").rename(tmp_path / "imported.db")
    ratios = []
    for _ in range(PAIRS):
        costs = []
        for program in (("-m", "engine"), ("-c", UNBOUND)):
            shutil.copy(tmp_path / "imported.db", tmp_path / "jixiao.db")
            record = ("record", str(tmp_path / "actuals"), "--by", "张三")
            costs.append(_run(tmp_path, *record, program=program))
        bound, unbound = costs
        ratios.append(bound.busy / unbound.busy)
    ratios.sort()
    print(f"\nbinding the entries of {SMALL:,} projects: {ratios[0]:.3f} {ratios[PAIRS // 2]:.3f} {ratios[-1]:.3f}")
    print("of the processor's time without it (least, median, most)")
