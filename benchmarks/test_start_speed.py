"""What commands cost the processor (user and system), as a ratio to a bare start of Python, in turn: the medians."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

RUNS = 15
ROOT = Path(__file__).resolve().parent.parent
FORMS = ROOT / "declarations" / "2024.txt"
JIXIAO = ("-m", "engine")
# as installed, with its modules compiled
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
LEDGER = ("--db", "sqlite:///{}")
PYTHON = {
    "a bare start of Python": ("-c", "pass"),
    "jixiao --help": (*JIXIAO, "--help"),
    "jixiao score --help": (*JIXIAO, "score", "--help"),
    "jixiao target": (*JIXIAO, "target", "≥90%"),
    "jixiao read, of the 38 forms": (*JIXIAO, "read", str(FORMS)),
    "jixiao score, of the 38 projects": (*JIXIAO, "score", *LEDGER),
}


def _run(*arguments: str) -> None:
    command = (sys.executable, *arguments)
    subprocess.run(
        command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT
    )


def _seconds(*arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(*arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def test_commands_against_a_bare_start(tmp_path: Path) -> None:
    kept, ledger = tmp_path / "recorded.db", tmp_path / "jixiao.db"
    into = tuple(word.format(kept) for word in LEDGER)
    _run(*JIXIAO, "import", str(FORMS), "--year", "2024", *into)
    _run(*JIXIAO, "record", str(ROOT / "actuals" / "2024"), "--by", "示例填报人", *into)
    taken: dict[str, list[float]] = {what: [] for what in PYTHON}
    for _ in range(RUNS):
        for what, arguments in PYTHON.items():
            ledger.write_bytes(kept.read_bytes())  # each run of the projects is the first
            taken[what].append(_seconds(*(word.format(ledger) for word in arguments)))
    medians = {what: statistics.median(seconds) for what, seconds in taken.items()}
    bare, *_ = medians.values()
    print(f"\nseconds of the processor, and times a bare start of Python (medians of {RUNS})")
    for what, seconds in medians.items():
        print(f"{seconds:8.3f} {seconds / bare:7.1f}  {what}")
