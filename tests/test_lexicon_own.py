"""Words of one's own in the names of indicators, from the command line: the run carries them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Jixiao
from tests.formtext import form, write

ROW = "产出指标\t*质量指标\t资产负债率\t60%\t反映负债水平"
RECORDED = 'project: "4401"\nyear: 2024\nactuals:\n  - {indicator: 资产负债率, value: 55%}\n'
WORDS = "entries:\n  - {words: [资产负债], says: lower, of: rate}\n"


@pytest.fixture
def recorded(jixiao: Jixiao, tmp_path: Path) -> Jixiao:
    write(tmp_path / "申报表.txt", form(rows=(ROW,)))
    write(tmp_path / "实际.yaml", RECORDED)
    write(tmp_path / "用词.yaml", WORDS)
    jixiao("import", "申报表.txt", "--year", "2024")
    jixiao("record", "实际.yaml", "--by", "张三")
    return jixiao


def outcome(jixiao: Jixiao, *options: str) -> str:
    run = json.loads(jixiao("score", "--format", "json", *options).stdout)
    (row,) = [one for one in run["projects"][0]["scores"] if one["name"] == "资产负债率"]
    return str(row["outcome"])


def test_a_word_of_ones_own_settles_what_the_shipped_ones_leave_open(recorded: Jixiao) -> None:
    assert outcome(recorded) == "open"
    assert outcome(recorded, "--lexicon", "用词.yaml") == "met"
    assert recorded("verify", "latest").exit_code == 0  # the run carries the words, and needs the file no more


def test_the_file_may_be_named_by_a_variable(recorded: Jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_LEXICON", "用词.yaml")
    assert outcome(recorded) == "met"


def test_a_fault_in_the_file_is_one_line_and_nothing_is_scored(recorded: Jixiao, tmp_path: Path) -> None:
    write(tmp_path / "用词.yaml", WORDS.replace("lower", "down"))
    result = recorded("score", "--lexicon", "用词.yaml")
    assert result.exit_code == 2
    assert "用词.yaml:2: error:" in result.stderr
    assert "correct the lines that are named, or leave out --lexicon" in result.stderr
