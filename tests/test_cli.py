"""The commands: what each prints, data on stdout and messages on stderr, and its exit codes."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.cells import cell_len

from engine.cli.common import json_text
from engine.runs.record import Run
from engine.store import open_ledger
from tests.conftest import Jixiao
from tests.formtext import actuals, form, write


def data(result: Result, code: int = 0) -> Any:
    """What a command prints as JSON, and nothing else."""
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


class TestTarget:
    def test_texts_become_a_list_in_their_order(self, jixiao: Jixiao) -> None:
        found = data(jixiao("target", "≥90%", "2024年12月31日前", "--format", "json"))
        assert [(one["text"], one["kind"], one["operator"], one["value"], one["unit"]) for one in found] == [
            ("≥90%", "quantity", ">=", "90", "%"),
            ("2024年12月31日前", "deadline", "<=", "2024-12-31", None),
        ]

    def test_what_the_explanation_adds(self, jixiao: Jixiao) -> None:
        explanation = "全部工作完成时间控制在2024年12月31日以前"
        (found,) = data(jixiao("target", "100%", "--explanation", explanation, "--format", "json"))
        assert (found["kind"], found["value"]) == ("deadline", "2024-12-31")

    def test_the_year_completes_a_date(self, jixiao: Jixiao) -> None:
        (found,) = data(jixiao("target", "12月31日前", "--year", "2024", "--format", "json"))
        assert found["value"] == "2024-12-31"

    @pytest.mark.parametrize(
        ("stdin", "texts"),
        [
            ("≥90%\n5个\n", ["≥90%", "5个"]),
            ("≥90%\n\n5个", ["≥90%", "", "5个"]),
            ("\n\n", ["", ""]),
            ("", []),
            ("≥90%\r\n5个\r\n", ["≥90%", "5个"]),
            ("≥90%\r5个\r", ["≥90%", "5个"]),
            ("\ufeff≥90%\n", ["≥90%"]),
            (" 5 个 \n\t\n", [" 5 个 ", "\t"]),
            (b"\xff\n5\xe4\xb8\xaa\n", ["\ufffd", "5个"]),
        ],
    )
    def test_a_dash_gives_one_answer_for_every_line(self, jixiao: Jixiao, stdin: str | bytes, texts: list[str]) -> None:
        assert [one["text"] for one in data(jixiao("target", "-", "--format", "json", stdin=stdin))] == texts

    def test_a_dash_stands_among_other_texts(self, jixiao: Jixiao) -> None:
        found = data(jixiao("target", "1个", "-", "3个", "--format", "json", stdin="2个\n"))
        assert [one["value"] for one in found] == ["1", "2", "3"]

    def test_what_cannot_be_read_is_data_not_an_error(self, jixiao: Jixiao) -> None:
        result = jixiao("target", "2024年2月30日", "--format", "json")
        (found,) = data(result)
        assert found["kind"] == "unreadable"
        assert [one["code"] for one in found["findings"]]
        assert result.stderr == ""

    @pytest.mark.parametrize(
        ("text", "named", "shown"),
        [
            ("5个", (), ["方向未定", "“该指标”（个）的实际完成值", "※ 指标值“5个”未写比较符号"]),
            ("≤24小时", ("--name", "故障修复时间"), ["指标值 ≤24小时，越低越好", "故障修复的次数"]),
            ("2024年12月", (), ["理解为 2024-12-31前，不晚于时限", "实际完成日期"]),
            (" ", (), ["指标值 —，无法识别", "※ 指标值为空"]),
        ],
    )
    def test_people_get_lines(self, jixiao: Jixiao, text: str, named: tuple[str, ...], shown: list[str]) -> None:
        result = jixiao("--lang", "zh", "target", text, *named)
        assert (result.exit_code, result.stderr) == (0, "")
        assert all(one in result.stdout for one in shown), result.stdout


class TestRead:
    def test_the_json_is_as_the_design_says(self, jixiao: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "a.txt", form())
        found = data(jixiao("read", "a.txt", "--format", "json"))
        assert found["findings"] == []
        (project,) = found["projects"]
        wanted = {"code": "4401", "name": "甲项目", "years": 2, "new": False, "method": "项目法"}
        wanted |= {"total_amount": "1544174.00", "year_amount": "1080384.76", "annual_goal": "完成两份报告。"}
        assert wanted.items() <= project.items()
        assert (project["source"]["file"], project["source"]["line"]) == ("a.txt", 3)
        row = project["indicators"][1]
        wanted = {
            "level1": "产出指标",
            "level2": "质量指标",
            "name": "报告采纳率",
            "target_text": "≥90%",
            "weight": None,
        }
        assert wanted.items() <= row.items()
        assert (row["target"]["kind"], row["target"]["value"]) == ("quantity", "90")
        assert (row["measure"]["kind"], [one["name"] for one in row["measure"]["inputs"]]) == (
            "ratio",
            ["已采纳数", "总数"],
        )
        assert (row["source"]["file"], row["source"]["line"]) == ("a.txt", 12)

    def test_a_broken_form_is_said_on_stderr_and_in_the_data(self, jixiao: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "a.txt", form().replace("\t反映报告数量", "") + form("4402"))
        result = jixiao("read", "a.txt", "--format", "json")
        found = data(result, 1)
        assert [one["code"] for one in found["projects"]] == ["4401", "4402"]
        assert [(one["code"], one["source"]["line"]) for one in found["findings"]] == [("row-cells", 11)]
        assert result.stderr.startswith("a.txt:11: error: the row has 4 filled cells")
        assert len(result.stderr.splitlines()) == 1

    def test_notes_are_data_and_not_worth_a_message(self, jixiao: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "a.txt", form(), "gb18030")
        result = jixiao("read", "a.txt", "--format", "json")
        assert [one["code"] for one in data(result)["findings"]] == ["encoding-gb18030"]
        assert result.stderr == ""


class TestImport:
    def test_the_same_form_from_another_file_says_nothing_new(self, jixiao: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "a.txt", form())
        write(tmp_path / "b" / "c.txt", "\n\n" + form())
        jixiao("import", "a.txt", "--year", "2024")
        assert (
            jixiao("import", "b", "--year", "2024").stdout
            == "projects: 1, rows: 5; 0 new, 0 changed, 1 unchanged (1 of 2024)\n"
        )

    def test_no_other_command_makes_a_ledger(self, jixiao: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "actuals.yaml", actuals())
        for args in (["runs"], ["score"], ["record", "actuals.yaml", "--by", "张三"], ["history", "4401"]):
            result = jixiao(*args)
            assert result.exit_code == 2
            assert "there is no ledger in jixiao.db; import forms first (jixiao import FORM...)" in result.stderr
        assert not (tmp_path / "jixiao.db").exists()

    def test_it_counts_what_is_new_changed_and_unchanged(self, jixiao: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "a.txt", form() + form("4402"))
        first = jixiao("import", "a.txt", "--year", "2024")
        assert (first.exit_code, first.stderr) == (0, "")
        assert first.stdout == "projects: 2, rows: 10; 2 new, 0 changed, 0 unchanged (2 of 2024)\n"
        write(tmp_path / "a.txt", form() + form("4402", "乙项目") + form("4403"))
        found = data(jixiao("import", "a.txt", "--year", "2024", "--format", "json"))
        assert [one["code"] for one in found.pop("changes")] == ["4402"]
        assert found == {
            "new": 1,
            "changed": 1,
            "unchanged": 1,
            "years": {"2024": 3},
            "findings": [],
        }

    def test_a_broken_form_costs_the_others_nothing(self, jixiao: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "a.txt", form().replace("甲项目", "") + form("4402"))
        result = jixiao("import", "a.txt", "--year", "2024", "none.txt")
        assert result.exit_code == 1
        assert result.stdout.startswith("projects: 1, rows: 5; 1 new")
        assert [line.split(" ")[0] for line in result.stderr.splitlines()] == ["a.txt:3:", "none.txt:"]

    def test_a_folder_stands_for_its_forms(self, jixiao: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "forms" / "a.txt", form())
        write(tmp_path / "forms" / "2024" / "b.txt", form("4402"))
        assert jixiao("import", "forms", "--year", "2024").stdout.startswith("projects: 2")


class TestRecord:
    def test_it_counts_and_does_not_repeat(self, recorded: Jixiao) -> None:
        again = recorded("record", "actuals.yaml", "--by", "李四")
        assert again.stdout == "projects recorded: 1; 0 new entries, 0 revised, 6 unchanged (1 of 2024)\n"

    def test_a_revision_without_a_reason_is_not_recorded_and_says_what_stands(
        self, recorded: Jixiao, tmp_path: Path
    ) -> None:
        write(tmp_path / "fix.yaml", actuals(value="1份"))
        result = recorded("record", "fix.yaml", "--by", "张三")
        assert (result.exit_code, result.stdout) == (
            1,
            "projects recorded: 1; 0 new entries, 0 revised, 5 unchanged (1 of 2024), 1 not recorded for want of a reason\n",
        )
        (line,) = result.stderr.splitlines()
        assert "error: 报告数量 of 4401 stands recorded as “2份”; “1份” was not recorded" in line
        assert line.startswith("fix.yaml:")
        assert "1份" not in recorded("history", "4401").stdout
        assert recorded("record", "fix.yaml", "--by", "张三", "--reason", "更正").exit_code == 0
        assert "revision 2: 1份" in recorded("history", "4401").stdout

    def test_what_is_added_to_what_stands_needs_no_reason(self, recorded: Jixiao, tmp_path: Path) -> None:
        write(
            tmp_path / "more.yaml", 'project: "4401"\nactuals: [{indicator: 报告数量, value: 2份, cause: 人员变动}]\n'
        )
        result = recorded("record", "more.yaml", "--by", "张三")
        assert (result.exit_code, result.stdout) == (
            0,
            "projects recorded: 1; 0 new entries, 1 revised, 1 unchanged (1 of 2024)\n",
        )
        write(tmp_path / "other.yaml", 'project: "4401"\nactuals: [{indicator: 报告数量, value: 2份, cause: 甲}]\n')
        result = recorded("record", "other.yaml", "--by", "张三")
        assert "stands recorded as “cause 人员变动”; “cause 甲” was not recorded" in result.stderr

    def test_what_a_file_says_nothing_of_stays(self, recorded: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "all.yaml", 'project: "4401"\nyear: 2024\nachieved: 已完成\n')
        recorded("record", "all.yaml", "--by", "张三")
        write(tmp_path / "fix.yaml", 'project: "4401"\nactuals: [{indicator: 报告数量, value: 1份}]\n')
        result = recorded("record", "fix.yaml", "--by", "张三", "--reason", "更正")
        assert result.stdout == "projects recorded: 1; 0 new entries, 1 revised, 1 unchanged (1 of 2024)\n"
        project = data(recorded("score", "--format", "json"))["projects"][0]
        assert (project["achieved"], project["year"]) == ("已完成", 2024)

    def test_a_correction_is_a_revision_with_who_and_why(self, recorded: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "fix.yaml", 'project: "4401"\nyear: 2024\nactuals: [{indicator: 报告数量, value: 1份}]\n')
        found = data(recorded("record", "fix.yaml", "--by", "评价组", "--reason", "现场核查", "--format", "json"))
        assert found == {"new": 0, "changed": 1, "unchanged": 1, "answered": 0, "years": {"2024": 1}, "findings": []}
        recorded("score")
        (score,) = data(recorded("explain", "latest", "4401", "报告数量", "--format", "json"))["scores"]
        assert (score["origin"]["revision"], score["origin"]["by"], score["origin"]["reason"]) == (
            2,
            "评价组",
            "现场核查",
        )

    def test_an_error_in_one_entry_is_exit_1_and_the_others_are_recorded(
        self, recorded: Jixiao, tmp_path: Path
    ) -> None:
        write(tmp_path / "bad.yaml", actuals(value="3份").replace("使用率", "使用律"))
        result = recorded("record", "bad.yaml", "--by", "张三", "--reason", "更正")
        assert result.exit_code == 1
        assert result.stdout.startswith("projects recorded: 1; 0 new entries, 1 revised")
        assert "bad.yaml:7: error: “使用律” was not recorded" in result.stderr
        assert "did you mean “使用率”?" in result.stderr


class TestScore:
    def test_the_json_is_as_the_design_says(self, recorded: Jixiao) -> None:
        found = data(recorded("score", "--format", "json", "--assessor", "评价组", "--role", "第三方"))
        assert (found["ruleset"], found["assessor"], found["complete"]) == ("mof-2020-10", "评价组", False)
        first, second = found["projects"]
        assert (first["code"], first["name"], first["total"], first["grade"]) == ("4401", "甲项目", "100.00", "优")
        assert (second["total"], second["grade"], second["total_range"]) == (None, None, ["0.00", "100.00"])
        rows = {row["name"]: row for row in first["scores"]}
        budget = rows["预算执行率"]
        assert (budget["level1"], budget["weight"], budget["points"]) == ("预算执行", "10.00", "10.00")
        dead = rows["不适用"]
        assert (dead["outcome"], dead["weight"], dead["points"]) == ("not_applicable", None, None)
        weights = [Decimal(row["weight"]) for row in first["scores"] if row["weight"] is not None]
        points = [Decimal(row["points"]) for row in first["scores"] if row["points"] is not None]
        assert (sum(weights), sum(points)) == (Decimal("100.00"), Decimal(first["total"]))
        assert all(row["reason"] and row["rules"] for row in first["scores"] if row["weight"] is not None)

    def test_the_json_is_a_run_that_reads_back(self, recorded: Jixiao) -> None:
        printed = recorded("score", "--format", "json").stdout
        run = Run.model_validate_json(printed)
        assert printed == f"{json_text(run.model_dump(mode='json'))}\n"

    def test_json_lines_are_the_head_and_a_project_each(self, recorded: Jixiao) -> None:
        whole = json.loads(recorded("score", "--format", "json").stdout)
        head, *projects = map(json.loads, recorded("score", "--format", "jsonl").stdout.splitlines())
        del whole["findings"]  # each stands in its project
        assert {**head, "projects": projects} == whole

    def test_the_text_is_a_table_and_what_to_do_next(self, recorded: Jixiao) -> None:
        result = recorded("score")
        assert (result.exit_code, result.stderr) == (0, "")
        head, first, second, without, _, run, left, following = result.stdout.splitlines()
        assert head.split() == ["code", "project", "total", "grade"]
        assert first.split() == ["4401", "甲项目", "100.00", "优"]
        assert second.split() == ["4402", "乙项目", "0.00–100.00", "incomplete"]
        assert without == (
            "4402 乙项目: no points for 预算执行率 (missing), 报告数量 (missing), 报告采纳率 (missing), "
            "使用率 (missing), 服务满意度 (missing)"
        )
        assert re.fullmatch(r"run 2024-1 \([0-9a-f]{12}\): 2 projects of 2024 under mof-2020-10, incomplete: .*", run)
        assert left.endswith("; jixiao todo lists them")
        assert left == (
            "left before it can be handed in: 5 × actual missing, 4 × evidence missing; jixiao todo lists them"
        )
        assert following == "next: jixiao explain latest PROJECT · jixiao report latest --out reports"

    def test_the_same_inputs_are_the_same_run(self, recorded: Jixiao) -> None:
        first, second = recorded("score", "--format", "json"), recorded("score", "--format", "json")
        assert first.stdout == second.stdout
        assert "(the same as before: nothing it reads has changed)" in recorded("score").stdout
        assert len(data(recorded("runs", "--format", "json"))) == 1

    def test_warnings_are_said_with_their_place(self, recorded: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "mixed.yaml", 'project: "4401"\nbudget: {executed: 108.04}\n')
        recorded("record", "mixed.yaml", "--by", "张三", "--reason", "更正")
        result = recorded("score")
        assert result.exit_code == 0
        assert result.stderr.startswith("mixed.yaml:2: warning: 108.04 元 executed of 1080384.76 元 fits only if one")

    def test_an_evaluator_whose_name_is_mistyped_is_told_who_is_known(self, recorded: Jixiao) -> None:
        recorded("adjust", "4401", "01", "-1", "--reason", "佐证不全", "--assessor", "评价组")
        result = recorded("score", "--assessor", "评价租", "--role", "第三方")
        assert "warning: 评价租 has recorded, judged or adjusted nothing here" in result.stderr
        assert "those who have: 评价组" in result.stderr
        assert "warning" not in recorded("score", "--assessor", "评价组", "--role", "第三方").stderr

    def test_projects_may_be_chosen(self, recorded: Jixiao) -> None:
        chosen = data(recorded("score", "--project", "4402", "--project", "4402", "--format", "json"))
        assert [one["code"] for one in chosen["projects"]] == ["4402"]

    def test_an_error_in_the_data_is_exit_1(self, recorded: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "bad.yaml", actuals().replace("1,080,384.76", "全部"))
        recorded("record", "bad.yaml", "--by", "张三", "--reason", "更正")
        result = recorded("score")
        assert result.exit_code == 1
        assert "bad.yaml:3: error: 全年执行数 is no amount: “全部”" in result.stderr
        assert "4401" in result.stdout

    def test_as_of_scores_what_was_known(self, recorded: Jixiao, tmp_path: Path) -> None:
        before = data(recorded("score", "--format", "json"))
        (day,) = {one["at"] for one in data(recorded("runs", "--format", "json"))}
        write(tmp_path / "fix.yaml", actuals(value="1份"))
        recorded("record", "fix.yaml", "--by", "评价组", "--reason", "核查")
        after = data(recorded("score", "--format", "json"))
        assert after["projects"][0]["total"] != before["projects"][0]["total"]
        assert data(recorded("score", "--as-of", day, "--format", "json")) == before
        written = re.sub(r"^(\d+)-(\d+)-(\d+)T", r"\1年\2月\3日 ", day)
        assert data(recorded("score", "--as-of", written, "--format", "json")) == before
        assert data(recorded("score", "--as-of", "２９９９/12/31", "--format", "json")) == after
        assert data(recorded("score", "--as-of", "2999-12-31", "--format", "json")) == after


class TestExplain:
    def test_every_scored_row_has_its_reason(self, scored: Jixiao) -> None:
        result = scored("explain", "latest", "甲项目")
        assert (result.exit_code, result.stderr) == (0, "")
        lines = result.stdout.splitlines()
        assert lines[0] == "4401 甲项目 of 2024  100.00  优"
        assert [line.split(" gets ")[0] for line in lines[1:] if " gets " in line] == [
            "预算执行率",
            "报告数量",
            "报告采纳率",
            "使用率",
            "服务满意度",
        ]
        assert "报告数量 gets 25.00 points (of 25.00). Target ≥2份" in result.stdout
        assert "报告数量 得 25.00 分" in scored("explain", "latest", "甲项目", "--lang", "zh").stdout

    @pytest.mark.parametrize("name", ["4402", "乙项目", "乙", "02"])
    def test_a_project_is_found_by_code_name_or_a_part(self, scored: Jixiao, name: str) -> None:
        assert data(scored("explain", "latest", name, "--format", "json"))["code"] == "4402"

    @pytest.mark.parametrize("name", ["02", "报告采纳率", "采纳"])
    def test_an_indicator_is_found_by_code_name_or_a_part(self, scored: Jixiao, name: str) -> None:
        (score,) = data(scored("explain", "latest", "4401", name, "--format", "json"))["scores"]
        assert score["name"] == "报告采纳率"

    def test_what_does_not_apply_is_explained_when_asked_for(self, scored: Jixiao) -> None:
        assert "[03]" in scored("explain", "latest", "4401", "03").stdout

    def test_a_run_is_found_by_the_start_of_its_name(self, scored: Jixiao) -> None:
        (run,) = data(scored("runs", "--format", "json"))
        assert data(scored("explain", run["run"][:5], "4401", "--format", "json"))["run"] == run["run"]


def columns(table: str) -> list[list[int]]:
    """In which cell of the screen each word of each line starts: words are two spaces apart."""
    return [
        [cell_len(line[: word.start()]) for word in re.finditer(r"\S+(?: \S+)*", line)] for line in table.splitlines()
    ]


class TestRuns:
    def test_runs_are_listed_the_newest_first_and_aligned(self, scored: Jixiao) -> None:
        scored("score", "--assessor", "第三方评价组", "--role", "第三方", "--project", "4401")
        result = scored("runs")
        assert (result.exit_code, result.stderr) == (0, "")
        head, newest, oldest = (line.split() for line in result.stdout.splitlines())
        assert head == ["number", "run", "at", "ruleset", "assessor", "role", "year", "projects", "state"]
        assert newest[4:] == ["mof-2020-10", "第三方评价组", "third-party", "2024", "1", "complete"]
        assert oldest[4:] == ["mof-2020-10", "the", "unit", "itself", "self-assessment", "2024", "2", "incomplete"]
        first, *others = columns(result.stdout)
        assert others == [first, first]

    def test_nothing_is_cut_where_there_is_no_terminal(self, recorded: Jixiao, tmp_path: Path) -> None:
        name, assessor = "很长的项目名称" * 40, "很长的单位名称" * 40
        write(tmp_path / "long.txt", form("4403", name))
        recorded("import", "long.txt", "--year", "2024")
        assert name in recorded("score", "--assessor", assessor).stdout
        assert assessor in recorded("runs").stdout

    def test_the_json_has_times_with_their_zone(self, scored: Jixiao) -> None:
        (run,) = data(scored("runs", "--format", "json"))
        assert set(run) == {
            "run",
            "at",
            "ruleset",
            "assessor",
            "role",
            "complete",
            "projects",
            "year",
            "number",
            "signed",
        }
        assert run["at"].endswith("+00:00")

    def test_the_times_of_the_table_are_this_machine_s(
        self, scored: Jixiao, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        with sqlite3.connect(tmp_path / "jixiao.db") as connection:
            connection.execute("DROP TRIGGER run_no_update")
            connection.execute("UPDATE run SET at = '2025-01-31 20:30:00.000000'")
        connection.close()
        for zone, shown in (("UTC", "2025-01-31 20:30"), ("Asia/Shanghai", "2025-02-01 04:30")):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            assert shown in scored("runs").stdout
        monkeypatch.undo()
        time.tzset()

    def test_an_empty_ledger_says_so_and_prints_nothing(self, jixiao: Jixiao) -> None:
        open_ledger("sqlite:///jixiao.db").dispose()
        result = jixiao("runs")
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == "the ledger holds no run; make one with jixiao score\n"
        assert data(jixiao("runs", "--format", "json")) == []


class TestReport:
    def test_pages_are_written_and_named(self, scored: Jixiao, tmp_path: Path) -> None:
        result = scored("report", "latest", "--out", "out")
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == "3 files in out; open out/index.html\n"
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["4401.html", "4402.html", "index.html"]
        assert "甲项目" in (tmp_path / "out" / "4401.html").read_text(encoding="utf-8")

    def test_a_folder_that_cannot_be_written_is_one_sentence(self, scored: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "file", "")
        result = scored("report", "latest", "--out", "file/out")
        assert result.exit_code == 1
        assert result.stderr == "Error: file/out cannot be written: Not a directory; choose another --out\n"


@pytest.mark.parametrize("codes", [(), ("1",), ("1", "2\u2028", "3")])
def test_read_prints_its_projects_one_by_one_as_the_json_of_all(
    jixiao: Jixiao, tmp_path: Path, codes: tuple[str, ...]
) -> None:
    write(tmp_path / "a.txt", "".join(form(code) for code in codes))
    printed = jixiao("read", "a.txt", "--format", "json").stdout
    read = json.loads(printed)
    assert len(read["projects"]) == len(codes)
    assert list(read) == ["projects", "findings"]
    assert printed == json.dumps(read, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize(("language", "record"), [("zh", "填报："), ("en", "record ")])
def test_a_form_is_read_as_lines_for_people(
    jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, record: str
) -> None:
    monkeypatch.setenv("JIXIAO_LANG", language)
    write(tmp_path / "a.txt", form("4401", "甲项目"))
    lines = jixiao("read", "a.txt", "--year", "2024").stdout.splitlines()
    assert lines[0].startswith("4401 甲项目")
    assert any("报告数量" in line and "≥" in line for line in lines)
    assert sum(record in line for line in lines) == sum(line.startswith("  ") and "指标 " in line for line in lines) > 3
