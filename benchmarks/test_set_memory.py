"""What commands over a whole set take in memory and time, at two sizes: the sample's forms under other codes.

Run with ``make benchmarks``; ``JIXIAO_PROJECTS`` makes the larger set that large (10,000 else, beside a fifth of it). Each
command is a process of its own: its largest memory, its processor time and the ratios of both are printed; nothing is
asserted about time.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from test_ledger_scale import LARGE, Cost, _run

from tests.builders import ROOT
from tests.sample_year import TITLE

SMALL = LARGE // 5
EVERY = 10
"""Of so many projects the evaluator looks at one."""
A_FILE = 500
OVER = "project: '{code}'\nbudget: {{executed: '{number}'}}\n"


def _write_set(folder: Path, projects: int) -> str:
    """Forms, what was achieved, and what an evaluator found of some; the code of one project is given back."""
    texts = (ROOT / "declarations" / "2024.txt").read_text(encoding="utf-8").split(TITLE)[1:]
    forms = {found[0]: text for text in texts if (found := re.search(r"\d{21}", text))}
    own = {code: (ROOT / "actuals" / "2024" / f"{code}.yaml").read_text(encoding="utf-8") for code in forms}
    shutil.copytree(ROOT / "actuals" / "2024" / "data", folder / "actuals" / "data")
    for name in ("forms", "over"):
        (folder / name).mkdir()
    for number in range(projects):
        old = list(forms)[number % len(forms)]
        code = f"{old[:15]}{number:06}"
        with (folder / "forms" / f"{number // A_FILE:04}.txt").open("a", encoding="utf-8") as file:
            file.write(TITLE + forms[old].replace(old, code))
        (folder / "actuals" / f"{code}.yaml").write_text(own[old].replace(old, code, 1), encoding="utf-8")
        if number % EVERY == 0:
            (folder / "over" / f"{code}.yaml").write_text(OVER.format(code=code, number=number), encoding="utf-8")
    return code


def _steps(folder: Path, projects: int) -> dict[str, Cost]:
    one = _write_set(folder, projects)
    _run(folder, "import", str(folder / "forms"), "--year", "2024")
    _run(folder, "record", str(folder / "actuals"), "--by", "张三")
    _run(folder, "score")
    _run(folder, "record", str(folder / "over"), "--by", "王五", "--assessor", "评价组")
    _run(folder, "score", "--assessor", "评价组", "--role", "第三方")
    _run(folder, "correct", one, "预算执行", "executed=1", "--reason", "核查", "--by", "李四")
    _run(folder, "score")
    return {
        "diff": _run(folder, "diff", "2024-1", "2024-3"),
        "diff, JSON": _run(folder, "diff", "2024-1", "2024-3", "--format", "json"),
        "compare": _run(folder, "compare", "2024-3", "2024-2"),
        "compare, JSON": _run(folder, "compare", "2024-3", "2024-2", "--format", "json"),
        "score, JSON": _run(folder, "score", "--format", "json"),
        "sample": _run(folder, "sample", "--size", "27"),
        "report html": _run(folder, "report", "latest", "--out", str(folder / "pages")),
    }


def test_a_whole_set_is_not_held(tmp_path: Path) -> None:
    small, large = (_steps(tmp_path / str(number), number) for number in (SMALL, LARGE))
    print(f"\n{'':13} {SMALL:>10,} projects {LARGE:>16,} projects {'ratio of time':>16} {'of memory':>10}")
    for name, few in small.items():
        many = large[name]
        print(
            f"{name:13} {few.busy:7.1f} s {few.memory:6.0f} MiB {many.busy:9.1f} s {many.memory:6.0f} MiB"
            f" {many.busy / few.busy:12.2f} {many.memory / few.memory:10.2f}"
        )
