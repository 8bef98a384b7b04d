"""What is kept and handed on names files from a folder: no document carries a path of the disk it was made on."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from engine.actuals import Actual, Stated
from engine.actuals.model import Cells
from engine.files.portable import Tops, portable, told_from
from engine.language.findings import Source
from tests.builders import indicator, project
from tests.conftest import Jixiao
from tests.formtext import actuals, form, write
from tests.office import word_text


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("填报/a.yaml", "填报/a.yaml"),
        ("../a.yaml", "../a.yaml"),
        ("{top}/填报/a.yaml", "填报/a.yaml"),
        ("{top}/../{name}/a.yaml", "a.yaml"),
        ("/elsewhere/a.yaml", "a.yaml"),
        ("/elsewhere/填报/", "填报"),
        ("C:\\台账\\a.yaml", "a.yaml"),
        ("\\\\server\\share\\a.yaml", "a.yaml"),
        ("", ""),
    ],
)
def test_a_path_is_told_from_the_folder_it_is_below(tmp_path: Path, file: str, told: str) -> None:
    assert portable(file.format(top=tmp_path, name=tmp_path.name), [tmp_path]) == told


def test_every_place_in_a_value_is_told_so_and_nothing_else_changes(tmp_path: Path) -> None:
    there = Cells(file=f"{tmp_path}/a.xlsx", sheet="甲", cell="H9", parts={"a": "H9"})
    actual = Actual(
        code="01", indicator="甲", record=Stated(value="/etc/a"), source=there, evidence=f"{tmp_path}/e.pdf"
    )
    told = told_from(actual, Tops([tmp_path]))
    assert told.source == Cells(file="a.xlsx", sheet="甲", cell="H9", parts={"a": "H9"})
    assert (told.evidence, told.record) == ("e.pdf", Stated(value="/etc/a"))
    form = project(indicator("≥5").model_copy(update={"source": Source(file=f"{tmp_path}/f.txt", line=3)}))
    form = form.model_copy(update={"places": {"name": Source(file=f"{tmp_path}/f.txt", line=2)}})
    told_form = told_from(form, Tops([tmp_path]))
    assert str(tmp_path) not in told_form.model_dump_json()
    assert told_form.indicators[0].source.line == 3
    assert told_from(project(), Tops([tmp_path])) == project()


def year_end(jixiao: Jixiao, folder: Path) -> str:
    """A year's end with nothing but whole paths; the run as JSON."""
    os.chdir("/")
    write(folder / "forms.txt", form() + form("4402", "乙项目"))
    entry = f"  - {{code: '03', value: x, evidence: '{folder}/e.pdf'}}\n"
    write(folder / "填报" / "a.yaml", actuals(value="1份") + entry)
    write(folder / "e.pdf", "evidence")
    ledger = ("--db", f"{folder}/jixiao.db")
    assert jixiao("import", f"{folder}/forms.txt", "--year", "2024", *ledger).exit_code == 0
    jixiao("record", f"{folder}/填报", "--by", "张三", *ledger)
    correction = ("--reason", "更正", "--by", "张三", "--evidence", f"{folder}/e.pdf")
    assert jixiao("correct", "4401", "01", "2份", *correction, *ledger).exit_code == 0
    assert jixiao("verify", "latest", *ledger).exit_code == 2  # there is no run yet
    run = jixiao("score", "--format", "json", *ledger).stdout
    assert jixiao("verify", "latest", *ledger).stderr == ""
    return run


def documents(jixiao: Jixiao, folder: Path) -> dict[str, bytes]:
    made = jixiao(
        *("report", "latest", "--format", "html,docx,xlsx,pdf"),
        *("--out", f"{folder}/out", "--db", f"sqlite:///{folder}/jixiao.db"),
    )
    assert made.exit_code == 0, made.output
    return {one.name: one.read_bytes() for one in sorted((folder / "out").iterdir())}


def test_the_same_forms_in_two_folders_give_the_same_run_which_names_neither(jixiao: Jixiao, tmp_path: Path) -> None:
    first, second = (year_end(jixiao, tmp_path / name) for name in ("甲", "乙文件夹"))
    assert first == second
    assert str(tmp_path) not in first
    scores = json.loads(first)["projects"][0]["scores"]
    assert "填报/a.yaml" in {one["origin"]["source"]["file"] for one in scores if one["origin"]}


def test_documents_made_in_two_folders_are_the_same_bytes_and_name_neither(jixiao: Jixiao, tmp_path: Path) -> None:
    year_end(jixiao, tmp_path / "甲")
    shutil.copytree(tmp_path / "甲", tmp_path / "乙文件夹" / "下")
    first, second = documents(jixiao, tmp_path / "甲"), documents(jixiao, tmp_path / "乙文件夹" / "下")
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []
    for name, content in first.items():
        if name.endswith((".html", ".docx")):
            assert str(tmp_path) not in (content.decode() if name.endswith(".html") else word_text(content)), name
