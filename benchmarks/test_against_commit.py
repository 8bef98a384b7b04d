"""What the ordinary path costs the processor as a ratio to an older commit, both in turn: the medians.

Run with ``make benchmarks``; ``JIXIAO_BASE`` names the commit, which is laid out as a worktree beside this one. Nothing is
asserted about time.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_ledger_scale import LARGE, SMALL, Cost, _run, _write_set

ROOT = Path(__file__).resolve().parent.parent
BASE = os.environ.get("JIXIAO_BASE", "2feaab8")
"""The commit before large sets were made cheap, where none is named."""
RUNS = 7
COPIES = 40
ROWS = f"""
import time
from engine.forms import read_forms
from engine.runs.record import Origin
from engine.scoring.evaluate import Case, Recorded, score_project
from engine.scoring.inference import RuleBase
from tests.builders import shipped
from tests.recorded import read_actuals

projects = {{one.code: one for one in read_forms(["declarations/2024.txt"])[0]}}
actuals = {{one.project: one.actuals for one in read_actuals(["actuals/2024"], projects)[0]}}

def figure(one, number):
    text = getattr(one.record, "value", "")
    return one.record.model_copy(update={{"value": str(int(text) + number % 10)}}) if text.isdigit() else one.record

def case(declared, number):
    source = declared.source.model_copy(update={{"file": f"{{number}}.txt"}})
    rows = tuple(row.model_copy(update={{"source": source}}) for row in declared.indicators)
    amount = declared.year_amount and declared.year_amount + 100 * number
    update = {{"code": f"{{declared.code}}{{number}}", "source": source, "indicators": rows, "year_amount": amount}}
    entries = (one.model_copy(update={{"record": figure(one, number), "source": source}}) for one in actuals[declared.code])
    recorded = {{one.code: Recorded(actual=one, origin=Origin(revision=1, by="x", source=source)) for one in entries}}
    return Case(project=declared.model_copy(update=update), year=2024, recorded=recorded)

cases, base = [case(one, number) for number in range({COPIES}) for one in projects.values()], RuleBase(shipped())
started = time.process_time()
for one in cases:
    score_project(one, base)
print(time.process_time() - started)
"""
"""Scores the sample's projects many times, each time under other codes, from other files, with other figures."""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The tree of the commit that is compared with."""
    tree = tmp_path_factory.mktemp("base") / "tree"
    git = ("git", "-C", str(ROOT), "worktree")
    if subprocess.run((*git, "add", "--quiet", "--detach", str(tree), BASE), check=False).returncode:
        pytest.skip(f"there is no commit {BASE} here")
    yield tree
    subprocess.run((*git, "remove", "--force", str(tree)), check=True)


def _printed(tree: Path, program: str) -> float:
    """The seconds that a program prints which runs in a tree."""
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    done = subprocess.run((sys.executable, "-c", program), cwd=tree, env=environment, check=True, capture_output=True)
    return float(done.stdout)


def test_scoring_the_rows_of_projects_that_are_alike(before: Path) -> None:
    both = [(_printed(before, ROWS), _printed(ROOT, ROWS)) for _ in range(RUNS)]
    old, new = (statistics.median(seconds) for seconds in zip(*both, strict=True))
    print(f"\nscore_project: {old:.2f} s of the processor at {BASE}, {new:.2f} s now: {old / new:.2f} times as fast")


def _taken(tree: Path, folder: Path) -> Cost:
    """What it costs to import and record a set into a new ledger; of the memory the most."""
    for file in folder.glob("jixiao.db*"):
        file.unlink()
    forms = _run(folder, "import", str(folder / "forms"), "--year", "2024", tree=tree)
    actuals = _run(folder, "record", str(folder / "actuals"), "--by", "张三", tree=tree)
    return Cost(forms.seconds + actuals.seconds, max(forms.memory, actuals.memory), forms.busy + actuals.busy)


def test_importing_and_recording_a_set(before: Path, tmp_path: Path) -> None:
    print()
    for number, runs in ((SMALL, RUNS), (LARGE, 1)):
        folder = tmp_path / str(number)
        _write_set(folder, number)
        both = [(_taken(before, folder), _taken(ROOT, folder)) for _ in range(runs)]
        old, new = (statistics.median(one.busy for one in costs) for costs in zip(*both, strict=True))
        memory = both[-1][1].memory
        print(f"import and record of {number:,} projects: {old:.1f} s of the processor at {BASE}, {new:.1f} s now:")
        print(f"{new / old:.2f} of it; memory {memory:.0f} MiB")
