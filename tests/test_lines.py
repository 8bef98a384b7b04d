"""What a run of a large set keeps: lines of numbers, out of which every sheet comes again."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.runs.lines import LINES, Line, line_of, lines_text, read_lines
from engine.runs.record import ProjectScore
from engine.scoring.evaluate import Case, score_project
from engine.scoring.inference import RuleBase
from engine.services import rescoring
from engine.store import kept
from tests.conftest import Jixiao
from tests.formtext import form, write
from tests.runs import sample_run

pytestmark = pytest.mark.usefixtures("plain_texts")

DIGEST = "0123456789abcdef" * 4
ACTUALS = """\
project: '{code}'
actuals:
- {{code: '01', value: {value}}}
budget: {{executed: '1080384.76'}}
"""


def sample_lines(ruleset: str = "mof-2020-10") -> list[Line]:
    return [line_of(sheet, DIGEST) for sheet in sample_run(ruleset).projects]


@given(st.lists(st.sampled_from(sample_lines() + sample_lines("mof-2021-101")), max_size=30))
def test_lines_come_back_as_they_were(lines: list[Line]) -> None:
    assert list(read_lines(lines_text(lines))) == lines


def test_a_line_says_all_that_counts_of_a_sheet() -> None:
    for sheet, line in zip(sample_run().projects, sample_lines(), strict=True):
        assert [score.points and int(score.points * 100) for score in sheet.scores] == [row.points for row in line.rows]
        assert [score.rules for score in sheet.scores] == [row.kind.rules for row in line.rows]
        assert (line.low, line.high, line.is_open) == (
            *(int(one * 100) for one in sheet.total_range),
            sheet.total is None,
        )
        assert LINES.tally(line).errors == sum(one.severity == "error" for one in sheet.all_findings)


@pytest.fixture
def lined(jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Jixiao:
    """A ledger of three projects whose runs keep lines."""
    monkeypatch.setattr(rescoring, "LARGE", 2)
    write(tmp_path / "forms.txt", "\n".join(form(code, f"项目{code}") for code in ("4401", "4402", "4403")))
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    for code in ("4401", "4402"):
        write(tmp_path / f"{code}.yaml", ACTUALS.format(code=code, value="2份"))
        assert jixiao("record", f"{code}.yaml", "--by", "张三").exit_code == 0
    assert jixiao("score").exit_code == 0
    return jixiao


def texts(ledger: Path) -> list[str]:
    with sqlite3.connect(ledger) as connection:
        return [text for (text,) in connection.execute("SELECT content FROM page ORDER BY rowid")]


def test_every_view_of_a_run_is_made_of_lines_again(lined: Jixiao, tmp_path: Path) -> None:
    (text,) = texts(tmp_path / "jixiao.db")
    assert [one["code"] for one in (json.loads(text),)] == [["4401", "4402", "4403"]]
    explained = lined("explain", "latest", "4401")
    assert "报告数量" in explained.stdout
    assert lined("explain", "latest", "项目4401").stdout == explained.stdout
    unknown = lined("explain", "latest", "项目44")
    assert (unknown.exit_code, "项目4402" in unknown.stderr) == (2, True)
    assert lined("explain", "latest", "无此项目").exit_code == 2
    assert lined("report", "latest", "--out", "out").exit_code == 0
    assert lined("verify", "latest").exit_code == 0
    assert lined("correct", "4401", "01", "1份", "--reason", "核查", "--by", "李四").exit_code == 0
    assert lined("score").exit_code == 0
    assert lined("verify", "latest").exit_code == 0
    assert "4401" in lined("diff", "2024-1", "2024-2").stdout


def test_a_run_is_printed_as_if_its_sheets_were_kept(lined: Jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    of_lines = json.loads(lined("score", "--format", "json").stdout)
    monkeypatch.setattr(rescoring, "LARGE", 3)
    of_sheets = json.loads(lined("score", "--format", "json").stdout)
    assert of_lines["run"] != of_sheets["run"]
    assert {**of_lines, "run": ""} == {**of_sheets, "run": ""}


def test_only_the_sheets_that_differ_are_computed(lined: Jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lined("correct", "4401", "01", "1份", "--reason", "核查", "--by", "李四").exit_code == 0
    assert lined("score").exit_code == 0
    computed = list[str]()

    def counted(case: Case, base: RuleBase) -> ProjectScore:
        computed.append(case.project.code)
        return score_project(case, base)

    monkeypatch.setattr(kept, "score_project", counted)
    found = json.loads(lined("diff", "2024-1", "2024-2", "--format", "json").stdout)
    assert [(one["code"], one["name"], one["unit"]) for one in found["projects"]] == [
        ("4401", "项目4401", "智慧城市中心（本级）")
    ]
    assert computed == ["4401", "4401"]
    assert (found["unchanged"], found["projects"][0]["before"]["total_range"][1]) == (2, "100.00")


def test_a_form_that_is_gone_is_told(lined: Jixiao, tmp_path: Path) -> None:
    assert lined("score", "--assessor", "评价组").exit_code == 0
    with sqlite3.connect(tmp_path / "jixiao.db") as connection:
        connection.execute("DROP TRIGGER declaration_no_delete")
        connection.execute("DELETE FROM declaration WHERE project = '4402'")
    refused = lined("diff", "2024-1", "2024-2")
    assert (refused.exit_code, "does not come out of the ledger as run" in refused.stderr) == (2, True)


def test_a_line_that_was_changed_is_told(lined: Jixiao, tmp_path: Path) -> None:
    (text,) = texts(tmp_path / "jixiao.db")
    with sqlite3.connect(tmp_path / "jixiao.db") as connection:
        connection.execute("DROP TRIGGER page_no_update")
        connection.execute("UPDATE page SET content = ?", [text.replace('"low":[', '"low":[1')])
    refused = lined("explain", "latest", "4401")
    assert (refused.exit_code, "is not what it was" in refused.stderr) == (2, True)


def test_an_entry_that_was_changed_is_told(lined: Jixiao, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "jixiao.db") as connection:
        connection.execute("DROP TRIGGER revision_no_update")
        connection.execute("UPDATE revision SET content = replace(content, '2份', '1份') WHERE project = '4401'")
    refused = lined("explain", "latest", "4401")
    assert refused.exit_code == 2
    assert "does not come out of the ledger as run" in refused.stderr
    assert "jixiao verify" in refused.stderr
    verified = lined("verify", "latest")
    assert verified.exit_code == 1
    assert "projects[4401]" in verified.stdout + verified.stderr


def test_a_line_takes_little_room() -> None:
    """Of unlike forms, each once; in a set of many alike it takes less."""
    lines = sample_lines()
    assert len(zlib.compress(lines_text(lines).encode(), 9)) / len(lines) < 250
