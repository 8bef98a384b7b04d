"""The command ``recheck``: its JSON, exit codes, folders with broken files, marked copies and the summary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from openpyxl import load_workbook

from engine.cli import cli
from engine.recheck.sources import read_file
from tests.conftest import Jixiao
from tests.filled import official, write_document, write_text, write_workbook
from tests.formtext import form, write

ROWS = [
    ["产出指标", "数量指标", "培训期数", "≥10期", "10期", "50", "50", ""],
    ["效益指标", "社会效益指标", "受益人数", "≥500人", "510人", "30", "30", ""],
    ["满意度指标", "服务对象满意度指标", "学员满意度", "≥95%", "96%（问卷120份）", "10", "10", ""],
]
FAULT_KEYS = {"code", "file", "cell", "project", "indicator", "stated", "recomputed", "rule", "message", "message_zh"}


def wrong() -> list[list[str]]:
    return [[*ROWS[0][:4], "8期", *ROWS[0][5:7], "讲师因病缺席"], *ROWS[1:]]


def data(result: Result) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(result.stdout)
    return read


def test_a_table_in_order_exits_0(jixiao: Jixiao, tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", official(ROWS))
    result = jixiao("recheck", "a.xlsx", "--format", "json")
    assert (result.exit_code, set(data(result))) == (0, {"projects", "faults", "undecided"})
    assert data(result)["faults"] == []


def test_a_wrong_score_exits_1_and_stands_in_the_json(jixiao: Jixiao, tmp_path: Path) -> None:
    write_document(tmp_path / "a.docx", official(wrong()))
    result = jixiao("recheck", "a.docx", "--format", "json")
    assert result.exit_code == 1
    (mismatch,) = data(result)["faults"]
    assert set(mismatch) == FAULT_KEYS
    assert (mismatch["code"], mismatch["file"], mismatch["cell"]) == (
        "score-mismatch",
        "a.docx",
        "table 1 row 10 cell 8",
    )
    assert (mismatch["project"], mismatch["indicator"]) == ("农村饮水安全维修养护", "培训期数")
    assert (mismatch["stated"], mismatch["recomputed"], mismatch["rule"]) == ("50", "40.00", "quantity-short")


def test_json_lines_are_what_was_found_and_a_table_each(jixiao: Jixiao, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        write_document(tmp_path / name, official(wrong()))
    whole = data(jixiao("recheck", "a.docx", "b.docx", "--format", "json"))
    printed = jixiao("recheck", "a.docx", "b.docx", "--format", "jsonl")
    head, *projects = map(json.loads, printed.stdout.splitlines())
    assert (printed.exit_code, len(projects)) == (1, 2)
    assert {**head, "projects": projects} == whole
    assert all(one["scores"] for one in projects)


def test_a_note_alone_exits_0(jixiao: Jixiao, tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", official([*ROWS[:2], [*ROWS[2][:4], "96%", "10", "10", ""]]))
    result = jixiao("recheck", "a.txt")
    assert result.exit_code == 0
    assert "[satisfaction-no-sample]" in result.stdout


def test_the_text_says_all_there_is(jixiao: Jixiao, tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", official([*wrong()[:1], [*ROWS[1][:4], "大幅超过", "30", "30", ""], ROWS[2]]))
    result = jixiao("recheck", "a.txt")
    assert "wrong: “培训期数”: 8期 against ≥10期 scores 40.00 of 50, not 50" in result.stdout
    assert (
        "undecided: “大幅超过” states no figure for “受益人数”; record how much was done [ask-figure]" in result.stdout
    )


def test_a_folder_is_read_whole_in_spite_of_a_broken_file(jixiao: Jixiao, tmp_path: Path) -> None:
    folder = tmp_path / "2022"
    folder.mkdir()
    for number in range(12):
        write_workbook(folder / f"{number:02}.xlsx", official(ROWS, name=f"项目{number}"))
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (folder / "~$00.xlsx").write_bytes(b"lock")
    write(folder / "letter.txt", "关于开展绩效自评的通知\n")
    result = jixiao("recheck", "2022", "--format", "json")
    assert (result.exit_code, len(data(result)["projects"])) == (1, 12)
    found = [(one["code"], one["file"]) for one in data(result)["faults"]]
    assert found == [("file-damaged", "2022/broken.xlsx")]
    unjudged = [(one["code"], one["file"]) for one in data(result)["undecided"]]
    assert unjudged == [("no-table", "2022/letter.txt")]


def test_the_faults_of_a_file_are_those_that_are_listed(jixiao: Jixiao, tmp_path: Path) -> None:
    folder = tmp_path / "2022"
    folder.mkdir()
    write_workbook(folder / "a.xlsx", official([*wrong()[:2], [*ROWS[2][:6], "12", ""]], total="99", grade="差"))
    write_workbook(folder / "b.xlsx", official(ROWS))
    for name, cell in (("a.xlsx", "F13"), ("b.xlsx", "H12")):
        book = load_workbook(folder / name)
        book["自评表1"][cell] = "=1+1"  # without a result, as a program writes it
        book["自评表1"][cell].data_type = "f"
        book.save(folder / name)
    result = jixiao("recheck", "2022", "--format", "json")
    for project in data(result)["projects"]:
        listed = [one for one in data(result)["faults"] if one["file"] == project["file"]]
        assert len(listed) == project["faults"] + project["notes"]
        assert "cell-uncalculated" not in [one["code"] for one in listed]
    open_ = [(one["code"], one["file"], one["cell"]) for one in data(result)["undecided"]]
    assert ("cell-uncalculated", "2022/a.xlsx", "自评表1!F13") in open_
    assert ("cell-uncalculated", "2022/b.xlsx", "自评表1!H12") in open_
    assert f"wrong: {data(result)['projects'][0]['faults']}\n" in jixiao("recheck", "2022").stdout
    assert jixiao("recheck", "2022/b.xlsx").exit_code == 0


def test_a_named_file_without_a_table_is_a_fault(jixiao: Jixiao, tmp_path: Path) -> None:
    write(tmp_path / "letter.txt", "关于开展绩效自评的通知\n")
    write(tmp_path / "form.txt", form())
    result = jixiao("recheck", "letter.txt", "form.txt", "--format", "json")
    assert result.exit_code == 1
    found = [(one["code"], one["file"]) for one in data(result)["faults"]]
    assert found == [("no-scores", "form.txt"), ("no-table", "letter.txt")]


def test_a_fault_of_the_program_costs_only_its_file(
    jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path) -> object:
        return read_file(path) if path.name != "a.txt" else 1 / 0

    monkeypatch.setattr("engine.recheck.read_file", read)
    for name in ("a.txt", "b.txt"):
        write_text(tmp_path / name, official(ROWS))
    result = jixiao("recheck", "a.txt", "b.txt", "--format", "json")
    assert [(one["code"], one["file"]) for one in data(result)["faults"]] == [("file-failed", "a.txt")]
    assert [one["file"] for one in data(result)["projects"]] == ["b.txt"]


@pytest.mark.parametrize("name", ["bomb.docx", "encrypted.xlsx", "picture.txt"])
def test_what_cannot_be_read_is_a_fault(jixiao: Jixiao, tmp_path: Path, name: str) -> None:
    contents = {
        "bomb.docx": b"PK\x05\x06" + bytes(18),
        "encrypted.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    }
    (tmp_path / name).write_bytes(contents[name])
    result = jixiao("recheck", name, "--format", "json")
    assert result.exit_code == 1
    assert [one["file"] for one in data(result)["faults"]] == [name]


@pytest.mark.parametrize(
    "arguments", [[], ["a.xlsx", "--ruleset", "mof"], ["a.xlsx", "--tolerance", "-1"], ["a.xlsx", "--declaration", "b"]]
)
def test_misuse_exits_2(jixiao: Jixiao, tmp_path: Path, arguments: list[str]) -> None:
    write_workbook(tmp_path / "a.xlsx", official(ROWS))
    assert jixiao("recheck", *arguments).exit_code == 2


def test_the_options_reach_the_rows(jixiao: Jixiao, tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", official(wrong()))
    assert jixiao("recheck", "a.xlsx", "--tolerance", "10").exit_code == 0
    result = jixiao("recheck", "a.xlsx", "--ruleset", "hubei-2020", "--format", "json")
    assert data(result)["projects"][0]["ruleset"] == "hubei-2020"


def test_the_declaration_is_compared(jixiao: Jixiao, tmp_path: Path) -> None:
    write(tmp_path / "form.txt", form())
    write_workbook(tmp_path / "a.xlsx", official(ROWS, name="甲项目"))
    result = jixiao("recheck", "a.xlsx", "--declaration", "form.txt", "--format", "json")
    said = {one["code"] for one in (*data(result)["faults"], *data(result)["undecided"])}
    assert said & {"row-not-declared", "declaration-missing"}


def test_what_is_written_marks_the_faulty_cells(jixiao: Jixiao, tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", official(wrong()), official(ROWS, name="乙项目"))
    write_document(tmp_path / "a.docx", official(ROWS, name="=1+1"))
    result = jixiao("recheck", "a.xlsx", "a.docx", "--out", "out")
    assert result.exit_code == 1
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "a.docx.复核.xlsx",
        "a.xlsx.复核.xlsx",
        "复核汇总.xlsx",
    ]
    copy = load_workbook(tmp_path / "out" / "a.xlsx.复核.xlsx")
    cell = copy["自评表1"]["H12"]
    assert cell.value == "50"
    assert "应为 40.00 分" in str(cell.comment.text if cell.comment else "")
    assert cell.fill.fgColor.rgb != copy["自评表1"]["H13"].fill.fgColor.rgb
    assert [one.value for one in copy["复核意见"][2]][:2] == ["自评表1!H12", "错误"]
    assert not [one for row in copy["自评表2"].iter_rows() for one in row if one.comment]
    texts = [one for row in load_workbook(tmp_path / "out" / "a.docx.复核.xlsx")["复核"].iter_rows() for one in row]
    assert [one.data_type for one in texts if one.value == "=1+1"] == ["s"]


def test_one_summary_covers_the_whole_folder(jixiao: Jixiao, tmp_path: Path) -> None:
    for number in range(5):
        grid = official(wrong() if number else ROWS, name=f"项目{number}", grade="优")
        write_text(tmp_path / "all" / f"{number}.txt", grid)
    jixiao("recheck", "all", "--out", "out")
    book = load_workbook(tmp_path / "out" / "复核汇总.xlsx")
    assert book.sheetnames == ["汇总", "错误", "提示", "无法判断"]
    projects = [[cell.value for cell in row] for row in book["汇总"].iter_rows(min_row=2)]
    assert [row[2] for row in projects] == [f"项目{number}" for number in range(5)]
    assert [(row[15], row[16]) for row in projects] == [(100, 100), *[(100, 90)] * 4]
    assert [row[18:] for row in projects] == [["优", "优"]] * 5
    assert book["错误"].max_row == 1 + 4


def test_a_total_within_bounds_is_shown_as_such(jixiao: Jixiao, tmp_path: Path) -> None:
    rows = [[*ROWS[0][:3], "高质量", "不明", "50", "60", ""], *ROWS[1:]]
    write_text(tmp_path / "a.txt", official(rows, total="110", grade="优"))
    assert " 50–100 " in jixiao("recheck", "a.txt", "--out", "out").stdout
    (row,) = load_workbook(tmp_path / "out" / "复核汇总.xlsx")["汇总"].iter_rows(min_row=2, values_only=True)
    assert row[15:] == (110, "50 ～ 100", "-60 ～ -10", "优", "—")


def test_the_same_files_give_the_same_documents(jixiao: Jixiao, tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", official(wrong()))
    written = []
    for folder in ("one", "two"):
        jixiao("recheck", "a.xlsx", "--out", folder)
        written.append({file.name: file.read_bytes() for file in (tmp_path / folder).iterdir()})
    assert written[0] == written[1]


def test_it_is_a_command_of_the_program() -> None:
    assert "recheck" in cli.list_commands(cli.make_context("jixiao", [], resilient_parsing=True))
