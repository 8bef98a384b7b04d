"""The engine's own tables of the 38 sample projects, rechecked: nothing in them is wrong, whatever they were scored by."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.recheck import Options, recheck
from engine.reports.documents import write_documents
from tests.runs import sample_run


# the layout of the tables does not depend on the ruleset, so Word's is rechecked under one of them
@pytest.mark.parametrize(
    ("ruleset", "kinds"),
    [
        ("mof-2020-10", ("docx", "xlsx")),
        ("mof-2021-101", ("xlsx",)),
        ("hubei-2020", ("xlsx",)),
        ("third-party-2020", ("xlsx",)),
    ],
)
def test_own_reports_recheck_clean(tmp_path: Path, ruleset: str, kinds: tuple[str, ...]) -> None:
    run = sample_run(ruleset)
    write_documents(run, tmp_path, kinds)
    for options in (Options(), Options(ruleset=ruleset)):
        report = recheck([str(tmp_path)], options).report
        assert len(report.projects) == len(kinds) * len(run.projects)
        assert [one.message for one in report.faults if one.is_wrong] == []
        stated = [row for one in report.projects for row in one.scores if row.stated is not None]
        assert sum(row.verdict.value == "right" for row in stated) > 0.75 * len(stated)
