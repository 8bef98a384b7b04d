"""Files that data names are taken from where they belong, and of others nothing is shown."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from engine.files.allowed_folders import AllowedFolders, OutsideError
from tests.conftest import Jixiao
from tests.formtext import form, write

SECRET = "top-secret-line,with,commas\nand-another-line,1,2\n"
FORM = form(rows=("产出指标\t*数量指标\t在线率\t≥90%\t月平均在线率=日在线率合计/每月天数", *form().splitlines()[11:]))
YAML = """\
project: "4401"
year: 2024
actuals:
  - indicator: 在线率
    {entry}
"""


@pytest.fixture
def place(jixiao: Jixiao, tmp_path: Path) -> Path:
    """A folder with a ledger and one for those who fill in, and a secret outside of both."""
    here = tmp_path / "work"
    (here / "填报").mkdir(parents=True)
    write(here / "forms.txt", FORM)
    write(tmp_path / "secret.csv", SECRET)
    write(here / "填报" / "online.csv", "日期,在线率\n2024-01-01,98%\n")
    write(here / "核查.pdf", "evidence")
    os.chdir(here)
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    return here


def record(jixiao: Jixiao, place: Path, entry: str, *more: str) -> tuple[int, str]:
    write(place / "填报" / "a.yaml", YAML.format(entry=entry))
    done = jixiao("record", "填报/a.yaml", "--by", "张三", "--reason", "又", *more)
    return done.exit_code, done.output


OUTSIDE = {
    "a path from the root": "{folder}/secret.csv",
    "a path upwards": "../../secret.csv",
    "a way round": "../填报/../../secret.csv",
    "a link to the file": "link.csv",
    "a link to its folder": "up/secret.csv",
    "a link to a link": "again.csv",
    "what is not there": "../../nothing.csv",
    "the system's": "/etc/passwd",
    "a folder": "..//..",
}


@pytest.mark.parametrize("name", OUTSIDE.values(), ids=OUTSIDE.keys())
@pytest.mark.parametrize(
    "entry", ["series: {{file: '{}'}}", "events: {{file: '{}', start: a, end: b}}", "{{value: 95%, evidence: '{}'}}"]
)
def test_a_name_that_leads_elsewhere_is_refused_alike_whether_something_is_there(
    jixiao: Jixiao, place: Path, tmp_path: Path, name: str, entry: str
) -> None:
    inside = place / "填报"
    (inside / "link.csv").symlink_to("../../secret.csv")
    (inside / "up").symlink_to(tmp_path, target_is_directory=True)
    (inside / "again.csv").symlink_to("link.csv")
    entry = entry.format(name.format(folder=tmp_path)).removeprefix("{").replace("evidence", "\n    evidence")
    _, said = record(jixiao, place, entry.removesuffix("}") if "value" in entry else entry)
    assert "it is looked for only below the folder of the file that names it and the ledger's; put it there" in said
    assert "allow its folder with --allow-files-from DIR" in said
    assert "secret-line" not in said
    assert "root:" not in said


def test_what_is_below_the_file_s_folder_or_the_ledger_s_or_an_allowed_one_is_taken(
    jixiao: Jixiao, place: Path, tmp_path: Path
) -> None:
    assert record(jixiao, place, "series: {file: online.csv}")[0] == 0
    assert record(jixiao, place, "value: 95%\n    evidence: ../核查.pdf")[0] == 0
    assert record(jixiao, place, "value: 96%\n    evidence: 核查.pdf")[0] == 0  # from the ledger's folder
    (place / "填报" / "inside.csv").symlink_to("online.csv")
    assert record(jixiao, place, "series: {file: inside.csv}")[0] == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write(elsewhere / "e.pdf", "evidence")
    outside = f"value: 97%\n    evidence: '{elsewhere}/e.pdf'"
    assert "--allow-files-from" in record(jixiao, place, outside)[1]
    assert record(jixiao, place, outside, "--allow-files-from", str(elsewhere))[0] == 0
    assert record(jixiao, place, "value: 98%\n    evidence: e.pdf", "--allow-files-from", str(elsewhere))[0] == 0
    assert jixiao("score").exit_code == 0
    assert jixiao("verify", "latest").exit_code == 1
    assert jixiao("verify", "latest", "--allow-files-from", str(elsewhere)).exit_code == 0


@pytest.mark.parametrize(
    ("entry", "content"),
    [
        ("series: {file: key.pem}", SECRET),
        ("series: {file: key.pem, date: 日期, value: 在线率}", SECRET),
        ("series: {file: key.pem, value: with}", SECRET),
        ("events: {file: key.pem, start: 报修时间, end: 完成时间}", SECRET),
        ("series: {file: key.pem}", "-----BEGIN PRIVATE KEY-----\ntop-secret-line\n-----END PRIVATE KEY-----\n"),
        ("series: {file: key.pem}", "127.0.0.1,top-secret-line\n192.168.0.1,top-secret-line\n"),
        ("series: {file: key.pem}", 'a,b\n"top-secret-line,1\n'),
    ],
)
def test_of_a_file_that_does_not_fit_nothing_is_shown_or_kept(
    jixiao: Jixiao, place: Path, entry: str, content: str
) -> None:
    write(place / "填报" / "key.pem", content)
    code, said = record(jixiao, place, entry)
    assert code == 1
    jixiao("score")
    shown = [said, jixiao("explain", "latest", "4401").output, jixiao("history", "4401", "--format", "json").output]
    jixiao("report", "latest", "--out", "out")
    shown += [one.read_text() for one in (place / "out").iterdir()]
    assert not [one for one in shown if "secret-line" in one or "PRIVATE" in one or "192.168" in one]


def test_a_typing_error_in_a_column_is_told_the_columns(jixiao: Jixiao, place: Path) -> None:
    assert "its columns are 日期, 在线率" in record(jixiao, place, "series: {file: online.csv, value: 在线律}")[1]
    assert (
        "its columns are 日期, 在线率" in record(jixiao, place, "series: {file: online.csv, date: 日期, value: x}")[1]
    )


def test_the_root_of_all_folders_allows_nothing() -> None:
    """A ledger in / would open every file to whoever fills in a form."""
    with pytest.raises(OutsideError):
        AllowedFolders(Path("/srv/填报"), (Path("/"),)).path("/etc/passwd")
    assert AllowedFolders(Path("/srv/填报"), (Path("/"),)).path("a.csv") == Path("/srv/填报/a.csv")


EVIDENCE = {
    "a file in its folder": ("验收单.pdf", "佐证材料/验收单.pdf", True),
    "a file beside the table": ("照片.JPG", "填报/照片.JPG", True),
    "several": ("验收单.pdf、合同.docx", "佐证材料/验收单.pdf 佐证材料/合同.docx", True),
    "a file and a paper": ("验收单.pdf；村委会登记表", "佐证材料/验收单.pdf", True),
    "a paper": ("村委会登记表", "", True),
    "a file that is nowhere": ("合同.docx", "佐证材料/合同.doc", False),
    "one of two": ("验收单.pdf、合同.docx", "佐证材料/验收单.pdf", False),
}


@pytest.mark.parametrize(("named", "files", "is_there"), EVIDENCE.values(), ids=EVIDENCE.keys())
def test_evidence_is_taken_from_its_folder_and_a_paper_is_no_file(
    jixiao: Jixiao, place: Path, named: str, files: str, is_there: bool
) -> None:
    """What is recorded without a complaint is left by ``todo`` and found by ``verify``, and the other way round."""
    (place / "佐证材料").mkdir()
    for file in files.split():
        write(place / file, file)
    code, said = record(jixiao, place, f"value: 95%\n    evidence: {named}")
    assert (code, "put it into the folder “佐证材料”" in said) == (0, not is_there)
    left = [one for one in json.loads(jixiao("todo", "--format", "json").stdout)["left"] if one["name"] == "在线率"]
    assert [one["matter"] for one in left] == ([] if is_there else ["evidence"])
    jixiao("score")
    assert (jixiao("verify", "latest").exit_code == 0) is is_there
    for file in files.split():
        write(place / file, "又")
    assert (jixiao("verify", "latest").exit_code == 0) is (is_there and not files)


def test_a_file_that_came_after_the_record_is_to_be_recorded(jixiao: Jixiao, place: Path) -> None:
    (place / "佐证材料").mkdir()
    record(jixiao, place, "value: 95%\n    evidence: 验收单.pdf")
    jixiao("score")
    assert "[evidence-gone]" in jixiao("verify", "latest").stderr
    write(place / "佐证材料" / "验收单.pdf", "验收")
    assert "[evidence-unhashed]" in jixiao("verify", "latest").stderr
    record(jixiao, place, "value: 95%\n    evidence: 验收单.pdf")
    jixiao("score")
    assert jixiao("verify", "latest").exit_code == 0


def test_a_folder_of_evidence_that_links_elsewhere_is_not_looked_into(place: Path, tmp_path: Path) -> None:
    (place / "佐证材料").symlink_to(tmp_path, target_is_directory=True)
    assert AllowedFolders(place).with_subfolder("佐证材料").others == ()
