"""Of very much that is to be said a person gets a few lines and a file with all of it, whichever command says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.language.findings import Finding, Source, finding
from engine.language.rendering import Coded
from engine.services.folding import FIRST, MOST, folded
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


@pytest.mark.parametrize("command", ["import", "read", "recheck"])
def test_a_wrong_folder_is_one_sentence(jixiao: Jixiao, tmp_path: Path, kept: Path, command: str) -> None:
    pictures(tmp_path / "照片")
    write(tmp_path / "照片" / "说明.txt", "照片说明")
    done = jixiao(command, "照片")
    shown = done.stderr if command != "recheck" else done.stdout + done.stderr
    (sentence,) = (line for line in shown.splitlines() if "照片/" in line)
    assert sentence == (
        f"{MANY + 1} files hold none of what is looked for, such as “照片/0.png” (.png {MANY}, .txt 1); "
        "check which folder was given"
    )
    (listed,) = kept.iterdir()
    assert f"all of them are listed in {listed}" in done.stderr
    assert len(set(re.findall(r"照片/\d+\.png", listed.read_text("utf-8")))) == MANY


def test_pictures_beside_forms_are_one_sentence_and_what_is_wrong_with_the_forms_stays(
    jixiao: Jixiao, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIXIAO_LANG", "zh")
    pictures(tmp_path / "材料", 30)
    write(tmp_path / "材料" / "a.txt", form("4401", "甲项目"))
    lines = jixiao("import", "材料").stderr.splitlines()
    assert lines[0] == "30 个文件中没有所需的内容，如“材料/0.png”（.png 30 个）；请核对所给的文件夹"
    assert "form-year-missing" in lines[1]
    assert lines[2].startswith("全部提示已写入")
    assert kept.exists()


def test_few_are_listed_one_by_one(jixiao: Jixiao, tmp_path: Path, kept: Path) -> None:
    pictures(tmp_path / "照片", MOST)
    assert jixiao("import", "照片").stderr.count("[file-skipped]") == MOST
    assert not kept.exists()


def about(file: str, line: int) -> Finding:
    return finding("row-cells", Source(file=file, line=line), found=3, expected=5)


def test_the_first_of_a_kind_of_file_stand_for_the_others() -> None:
    texts, sheets = [about("a.txt", line) for line in range(30)], [about("b.CSV", line) for line in range(MOST)]
    shown = folded([*texts, *sheets])
    assert shown[:FIRST] == tuple(texts[:FIRST])
    more = shown[FIRST]
    assert isinstance(more, Coded)
    assert (more.values["number"], more.values["kind"]) == ("27", ".txt")
    assert shown[FIRST + 1 :] == tuple(sheets)


def test_what_has_no_place_is_folded_by_its_code() -> None:
    alike = [finding("runs-same", before="a", after=str(number)) for number in range(MOST + 1)]
    assert len(folded(alike)) == FIRST + 1
    assert folded(alike[:MOST]) == tuple(alike[:MOST])
    assert folded(list[Finding]()) == ()
