"""A thousand projects' tables written as Word and as Excel files.

Run with ``make benchmarks``: documents a second (at least 100 are promised, on two cores) and the growth of memory
are printed; nothing is asserted about time.
"""

from __future__ import annotations

import resource
import time
from pathlib import Path

from engine.reports.documents.word_table import word_table
from engine.reports.documents.workbook import workbook
from engine.reports.table import official_table
from engine.runs.record import ProjectScore, Run
from tests import make_runs

PROJECTS = 1_000
PROMISED = 100


def _run() -> Run:
    kinds = (make_runs.links(), make_runs.cameras())
    return make_runs.run(*(_project(kinds[number % 2], number) for number in range(PROJECTS)))


def _project(kind: ProjectScore, number: int) -> ProjectScore:
    return kind.model_copy(update={"code": f"{kind.code}{number:04}", "name": f"{kind.name}（{number}）"})


def _write(run: Run, projects: tuple[ProjectScore, ...], out: Path) -> None:
    for project in projects:
        (out / f"{project.code}.docx").write_bytes(word_table(official_table(run, project)))
        (out / f"{project.code}.xlsx").write_bytes(workbook(official_table(run, project)))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_a_thousand_projects_tables(tmp_path: Path) -> None:
    run = _run()
    _write(run, run.projects[:20], tmp_path)
    before, started = _peak(), time.perf_counter()
    _write(run, run.projects, tmp_path)
    seconds = time.perf_counter() - started
    assert len(list(tmp_path.iterdir())) == 2 * PROJECTS
    print(f"\n{2 * PROJECTS:,} documents in {seconds:.1f} s on one core: {2 * PROJECTS / seconds:,.0f}/s")
    print(f"promised on two cores: {PROMISED}/s; memory at most {_peak():.0f} MiB, grown by {_peak() - before:.1f} MiB")
