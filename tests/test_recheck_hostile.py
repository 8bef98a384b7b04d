"""Files made to harm, given to recheck with --out: a clear finding each, within bounds, and the others are written."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.builders import ROOT
from tests.filled import official, write_document, write_workbook
from tests.test_form_hostile import HOSTILE as ALL
from tests.test_form_hostile import MEMORY, Made
from tests.test_recheck import ROWS, changed

HANGS = 600
"""Seconds after which the program is taken to hang; what it takes is shown by no test."""
# the reader is the one of forms, whose tests hold it to these as well; here they would only take time
READ_ALIKE = (
    "a form above 1,000,000 rows that are only formatted",
    "ranges merged over the whole sheet, many times",
    "a form above 7,700 rows of one far cell",
    "an old workbook that lists one sheet many times",
)
HOSTILE = {name: made for name, made in ALL.items() if name not in READ_ALIKE}
SILENT = ("a file that Word keeps open",)

RUN = """
import json, resource, sys
sys.path.insert(0, sys.argv[4])
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]), int(sys.argv[3])))
from pathlib import Path
from engine.recheck import Options, recheck
from engine.recheck.write import write_recheck
outcome = recheck([sys.argv[1]], Options())
written = write_recheck(outcome, Path(sys.argv[2]))
report = outcome.report
print(json.dumps({
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    "said": [[one.file, one.code] for one in (*report.faults, *report.undecided)],
    "projects": [[one.file, one.wrong] for one in report.projects],
    "written": [path.name for path in written],
}))
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All hostile files, made from a filled-in table, and a wrong one beside them, by a process with little memory."""
    folder, here, out = (tmp_path_factory.mktemp(name) for name in ("hostile", "good", "out"))
    grid = official(ROWS, total="98.67")
    good = (str(write_document(here / "good.docx", grid)), str(write_workbook(here / "good.xlsx", grid)))
    for number, hostile in enumerate(HOSTILE.values()):
        inside = folder / f"{number:02}"
        inside.mkdir()
        hostile.make(Made(inside, *good))
    write_workbook(folder / "zz.xlsx", official(changed(0, score="20"), total="100"))
    command = [sys.executable, "-c", textwrap.dedent(RUN), str(folder), str(out), str(MEMORY), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=HANGS, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return {**found, "folder": str(folder), "out": str(out)}


def said_of(run: dict[str, Any], name: str) -> set[str]:
    place = f"{run['folder']}/{list(HOSTILE).index(name):02}/"
    return {code for file, code in run["said"] if file.startswith(place)}


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in SILENT])
def test_a_hostile_file_is_a_clear_finding_or_read(name: str, run: dict[str, Any]) -> None:
    place = f"{run['folder']}/{list(HOSTILE).index(name):02}/"
    wanted = set(HOSTILE[name].codes) - {"no-forms"}
    assert wanted <= said_of(run, name)
    assert said_of(run, name) or any(file.startswith(place) for file, _ in run["projects"])


def test_the_other_files_are_rechecked_and_written(run: dict[str, Any]) -> None:
    assert [f"{run['folder']}/zz.xlsx", 1] in run["projects"]
    assert {"zz.xlsx.复核.xlsx", "复核汇总.xlsx"} <= set(run["written"])
    book = load_workbook(Path(run["out"]) / "zz.xlsx.复核.xlsx")
    assert book["自评表1"]["H12"].comment is not None
