"""Many findings of one kind are a few lines and a file with all of them, whichever command says them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Jixiao
from tests.formtext import form, write

MANY = 500


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIXIAO_LOG", str(tmp_path / "log"))
    return tmp_path / "log"


def pictures(folder: Path, number: int = MANY) -> None:
    folder.mkdir()
    for index in range(number):
        (folder / f"{index}.png").write_bytes(b"")


@pytest.mark.parametrize("command", [("import",), ("read",), ("recheck",)], ids=" ".join)
def test_a_wrong_folder_is_a_few_lines(jixiao: Jixiao, tmp_path: Path, kept: Path, command: tuple[str, ...]) -> None:
    pictures(tmp_path / "照片")
    done = jixiao(*command, "照片")
    assert len(done.stderr.splitlines()) < 12, done.stderr[:2000]
    if command != ("recheck",):  # which has its own report
        assert f"… and {MANY - 3} more of [file-skipped]" in done.stderr
        (listed,) = kept.iterdir()
        assert str(listed) in done.stderr
        assert len(re.findall("file-skipped", listed.read_text("utf-8"))) == MANY


def test_in_chinese_too_and_what_is_rare_stays(
    jixiao: Jixiao, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIXIAO_LANG", "zh")
    pictures(tmp_path / "照片", 30)
    write(tmp_path / "照片" / "a.txt", form("4401", "甲项目"))
    said = jixiao("import", "照片").stderr
    assert "同类提示另有 27 条 [file-skipped]" in said
    assert "全部提示已写入" in said
    assert "form-year-missing" in said
    assert kept.exists()


def test_twenty_of_a_kind_are_listed_one_by_one(jixiao: Jixiao, tmp_path: Path, kept: Path) -> None:
    pictures(tmp_path / "照片", 20)
    assert jixiao("import", "照片").stderr.count("[file-skipped]") == 20
    assert not kept.exists()
