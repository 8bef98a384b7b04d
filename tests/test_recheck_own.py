"""The engine's own tables of the 38 sample projects, rechecked: nothing in them is wrong, whatever they were scored by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.recheck import Options, recheck
from engine.reports.documents import write_documents
from tests.conftest import Jixiao
from tests.formtext import form, write
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


ROWS = (
    "产出指标\t*时效指标\t月报报送时间\t每月25日前\t月报报送",
    "产出指标\t*时效指标\t故障修复时间\t≤24小时\t故障24小时内修复",
    "产出指标\t*质量指标\t月平均在线率\t≥90%\t月平均在线率=日在线率合计/每月天数",
    "产出指标\t*数量指标\t月活跃占比\t5次及以上≥5%\t每月活跃占比达到5%的次数",
)
ACTUALS = """\
project: '4401'
actuals:
- {code: '01', periods: {2024-01: 2024-01-20, 2024-02: 2024-02-25, 2024-03: 2024-03-28, 2024-04: 2024-04-25}}
- {code: '02', events: {file: tickets.csv, start: 报修, end: 修复}}
- {code: '03', periods: {2024-01: 95%, 2024-02: 45%, 2024-03: 97%, 2024-04: 81%}}
- {code: '04', periods: {2024-01: 6%, 2024-02: 4%, 2024-03: 7%, 2024-04: 5%}}
"""
TICKETS = "报修,修复\n2024-03-01 08:00,2024-03-01 20:00\n2024-03-02 08:00,2024-03-04 16:35\n"


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_what_was_recorded_piece_by_piece_is_read_in_our_own_table(jixiao: Jixiao, tmp_path: Path, kind: str) -> None:
    write(tmp_path / "forms.txt", form(rows=ROWS))
    write(tmp_path / "actuals.yaml", ACTUALS)
    write(tmp_path / "tickets.csv", TICKETS)
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    assert jixiao("record", "actuals.yaml", "--by", "张三").exit_code == 0
    jixiao("score")
    assert jixiao("report", "latest", "--format", kind, "--out", "out").exit_code == 0
    told = json.loads(jixiao("recheck", f"out/4401.{kind}", "--format", "json").stdout)
    rows = {row["indicator"]: row for row in told["projects"][0]["scores"]}
    assert rows["月报报送时间"]["actual"] == "4期中3期按时，未按时：2024-03（2024年3月28日）"
    assert {name: row["verdict"] for name, row in rows.items()} == dict.fromkeys(rows, "right")
    assert len(rows) == len(ROWS)
