"""The year of a declaration: where forms say it, what is asked where they do not, and that years stay apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from engine.forms import read_forms
from engine.forms.years import named_year, title_years, year_of
from engine.recheck.declared import Declared, declared_of, of_forms
from engine.recheck.model import FilledTable
from engine.terms import Project
from engine.workbooks import layout
from tests.builders import ROOT
from tests.conftest import Jixiao
from tests.formtext import TITLE, actuals, form, write
from tests.written_forms import write_form_docx, write_form_xlsx


def one(path: str) -> Project:
    (project,), _ = read_forms([path])
    return project


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("2024年度二级项目支出绩效目标申报表", (2024,)),
        ("项目支出绩效目标申报表（2025年度）", (2025,)),
        ("项目支出绩效目标申报表(２０２４)", (2024,)),
        ("二〇二四年度项目支出绩效目标申报表", (2024,)),
        ("2023年编制的2024年度项目支出绩效目标申报表", (2024,)),
        ("2024-2026年项目支出绩效目标申报表", (2024, 2026)),
        ("2023年、2024年项目支出绩效目标申报表", (2023, 2024)),
        ("项目支出绩效目标申报表", ()),
        ("深财〔2024〕15号 项目支出绩效目标申报表", ()),
    ],
)
def test_the_year_of_a_title(title: str, years: tuple[int, ...]) -> None:
    assert title_years(title) == years


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024", 2024),
        ("（2024年度）", 2024),
        (" ２０２４ 年 ", 2024),
        ("二〇二五年", 2025),
        ("2024年12月", None),
        ("1850", None),
        ("20240", None),
        ("完成2024年任务", None),
    ],
)
def test_the_year_of_a_cell(text: str, year: int | None) -> None:
    assert year_of(text) == year


def test_the_year_of_a_name_is_that_of_the_file_or_the_folder_nearest_to_it() -> None:
    assert named_year(("declarations", "2024")) == 2024
    assert named_year(("2023年", "申报表", "甲项目")) == 2023
    assert named_year(("2023-2024", "甲项目")) is None
    assert named_year(("440313231211501105025",)) is None


TITLED = {
    "before the title": form().replace(TITLE, f"2024年度{TITLE}"),
    "behind the title": form().replace(TITLE, f"{TITLE}（2024年度）"),
    "under the title": form().replace(TITLE, f"{TITLE}\n（2024年度）"),
    "a label and its cell": form().replace("实施期限:", "预算年度:\t2024\t实施期限:"),
    "label and value in one cell": form().replace("实施期限:", "年度：2024年\n实施期限:"),
}


@pytest.mark.parametrize("layout", TITLED)
def test_a_text_says_its_year_in_title_line_or_cell(layout: str, tmp_path: Path) -> None:
    project = one(write(tmp_path / "a.txt", TITLED[layout]))
    assert project.year == 2024
    place = project.lines["year"]
    assert "2024" in TITLED[layout].splitlines()[place - 1]
    assert one(write(tmp_path / "b.txt", form())).model_copy(update={"year": 2024}).indicators[0].name == "报告数量"


def workbook(path: Path, *rows: tuple[str, ...]) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return str(path)


FIELDS = (("项目编码", "4401", "项目名称", "2023年度审核项目"), ("年度目标", "2022年完成"))
ROWS = (
    ("一级指标", "二级指标", "三级指标", "指标值", "指标解释"),
    ("产出指标", "数量指标", "报告数量", "≥2份", "2025年12月31日前"),
    ("效益指标", "社会效益指标", "使用率", "≥80%", ""),
    ("满意度指标", "服务对象满意度指标", "满意度", "≥90%", ""),
)


@pytest.mark.parametrize(
    ("head", "year", "cell"),
    [
        ((("2024年度项目支出绩效目标表",),), 2024, "A1"),
        ((("项目支出绩效目标表",), ("（2024年度）",)), 2024, "A2"),
        ((("项目支出绩效目标表",), ("预算年度", "2024", "单位：元")), 2024, "B2"),
        ((("2024年",), ("项目支出绩效目标表",)), 2024, "A1"),
        ((("项目支出绩效目标表",),), None, None),
        ((("项目支出绩效目标表",), ("年度", "2024", "2025", "2026")), None, None),
    ],
)
def test_a_workbook_says_its_year_in_title_line_or_cell(
    head: tuple[tuple[str, ...], ...], year: int | None, cell: str | None, tmp_path: Path
) -> None:
    project = one(workbook(tmp_path / "a.xlsx", *head, *FIELDS, *ROWS))
    assert project.year == year
    assert (project.places["year"].cell if "year" in project.places else None) == cell


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_form_that_is_written_says_its_year_again(kind: str, tmp_path: Path) -> None:
    project = one(write(tmp_path / "a.txt", form().replace(TITLE, f"2024年度{TITLE}")))
    file = tmp_path / f"b.{kind}"
    (write_form_docx if kind == "docx" else write_form_xlsx)([project], file)
    assert one(str(file)).year == 2024


def test_a_title_counts_for_all_forms_under_it_until_the_next(tmp_path: Path) -> None:
    untitled = form("4402").replace(TITLE, "")
    text = form("4401").replace(TITLE, f"2024年度{TITLE}") + untitled + form("4403")
    projects, _ = read_forms([write(tmp_path / "a.txt", text)])
    assert [(project.code, project.year) for project in projects] == [("4401", 2024), ("4402", 2024), ("4403", None)]
    listed = (
        ("2025年度项目绩效目标汇总表",),
        ("项目编码", "项目名称", "一级指标", "二级指标", "三级指标", "指标值"),
        *((code, name, "产出指标", "数量指标", "报告数量", "≥2份") for code, name in (("1", "甲"), ("2", "乙"))),
    )
    projects, _ = read_forms([workbook(tmp_path / "b.xlsx", *listed)])
    assert [(project.code, project.year) for project in projects] == [("1", 2025), ("2", 2025)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            form().replace(TITLE, f"2024年度{TITLE}").replace("实施期限:", "年度:\t2025\t实施期限:"),
            "form-year-conflict",
        ),
        (form().replace(TITLE, f"2024-2026年{TITLE}"), "form-year-unclear"),
        (form().replace(TITLE, f"2023年{TITLE}\n（2024年）"), "form-year-unclear"),
    ],
)
def test_a_form_that_names_several_years_says_so(text: str, code: str, tmp_path: Path) -> None:
    projects, findings = read_forms([write(tmp_path / "a.txt", text)])
    assert code in [said.code for said in findings]
    assert [project.year for project in projects] == ([] if code == "form-year-conflict" else [None])


def test_no_year_of_the_sample_is_taken_from_names_goals_or_deadlines() -> None:
    projects, _ = read_forms([str(ROOT / "declarations" / "2024.txt")])
    assert {project.year for project in projects} == {None}
    assert any("2023年" in project.name for project in projects)


class TestImport:
    def test_a_form_without_a_year_asks_for_one_and_the_others_are_imported(self, jixiao: Jixiao) -> None:
        write(Path("2024/a.txt"), form("1") + form("2"))
        write(Path("2024/b.txt"), form("3").replace(TITLE, f"2025年度{TITLE}"))
        result = jixiao("import", "2024")
        assert result.exit_code == 1
        assert result.stdout == "projects: 1, rows: 5; 1 new, 0 changed, 0 unchanged (1 of 2025)\n"
        said = "a.txt: error: 2 forms say no year (1 甲项目, 2 甲项目) and were not imported"
        assert said in result.stderr
        assert "if they are of 2024, as the name of the file or folder has it: jixiao import" in result.stderr
        assert "--year 2024" in result.stderr

    def test_no_year_is_offered_where_no_name_holds_one(self, jixiao: Jixiao) -> None:
        write(Path("forms/a.txt"), form())
        result = jixiao("import", "forms/a.txt", "--format", "json")
        (said,) = json.loads(result.stdout)["findings"]
        assert (result.exit_code, said["code"]) == (1, "form-year-missing")
        assert json.loads(jixiao("import", "forms/a.txt", "--year", "2024年度", "--format", "json").stdout)[
            "years"
        ] == {"2024": 1}

    def test_a_form_of_another_year_than_said_is_refused(self, jixiao: Jixiao) -> None:
        write(Path("a.txt"), form("1").replace(TITLE, f"2023年度{TITLE}") + form("2"))
        result = jixiao("import", "a.txt", "--year", "2024")
        assert (result.exit_code, result.stdout[:11]) == (1, "projects: 1")
        assert "a.txt:1: error: the form of 1 says itself that it is of 2023, not of 2024" in result.stderr

    @pytest.mark.parametrize("year", ["0", "24", "2024-2025", "1850", "今年"])
    def test_what_is_no_year_is_refused(self, jixiao: Jixiao, year: str) -> None:
        write(Path("a.txt"), form())
        result = jixiao("import", "a.txt", "--year", year)
        assert (result.exit_code, "is no year from 1990 to 2100; write 2024" in result.stderr) == (2, True)

    def test_of_two_forms_that_differ_neither_is_taken_until_somebody_chooses(self, jixiao: Jixiao) -> None:
        write(Path("in/a.txt"), form("1") + form("2"))
        write(Path("in/b.txt"), form("1", "又一个"))
        write(Path("in/c.txt"), form("2"))
        result = jixiao("import", "in", "--year", "2024")
        assert (result.exit_code, result.stdout) == (
            1,
            "projects: 1, rows: 5; 1 new, 0 changed, 0 unchanged (1 of 2024)\n",
        )
        assert "in/b.txt:3: error: project 1 (2024) is declared here and at in/a.txt:3, in other words" in result.stderr
        assert jixiao("import", "in/b.txt", "--year", "2024").stdout.startswith("projects: 1, rows: 5; 1 new")

    def test_forms_of_two_years_of_one_project_stand_side_by_side(self, jixiao: Jixiao) -> None:
        for year in (2024, 2025):
            write(Path(f"{year}.txt"), form("1", f"甲{year}").replace(TITLE, f"{year}年度{TITLE}"))
        result = jixiao("import", "2024.txt", "2025.txt")
        assert result.stdout == "projects: 2, rows: 10; 2 new, 0 changed, 0 unchanged (1 of 2024, 1 of 2025)\n"
        assert jixiao("import", "2024.txt").stdout.startswith("projects: 1, rows: 5; 0 new, 0 changed, 1 unchanged")


@pytest.fixture
def two(jixiao: Jixiao) -> Jixiao:
    """A ledger with a project of two years, one of the first year, and their actuals."""
    write(
        Path("2024.txt"),
        form("4401", "甲项目").replace(TITLE, f"2024年度{TITLE}")
        + form("4402", "乙项目").replace(TITLE, f"2024年度{TITLE}"),
    )
    write(Path("2025.txt"), form("4401", "甲项目二期").replace(TITLE, f"2025年度{TITLE}").replace("≥2份", "≥4份"))
    assert jixiao("import", "2024.txt", "2025.txt").exit_code == 0
    write(Path("in/a.yaml"), actuals("4401", "2份"))
    write(Path("in/b.yaml"), actuals("4401", "3份").replace("2024", "2025"))
    assert jixiao("record", "in", "--by", "张三").stdout.startswith("projects recorded: 2; 12 new entries")
    return jixiao


class TestTwoYears:
    def test_each_year_is_scored_by_itself_and_the_newest_is_said(self, two: Jixiao) -> None:
        newest = two("score")
        assert "1 projects of 2025 under" in newest.stdout
        assert "note: of 2025, the newest; there is also 2024: --year chooses" in newest.stderr
        older = two("score", "--year", "2024")
        assert ("2 projects of 2024 under" in older.stdout, "note:" in older.stderr) == (True, False)
        runs = json.loads(two("runs", "--format", "json").stdout)
        assert [run["year"] for run in runs] == [2024, 2025]
        assert [run["year"] for run in json.loads(two("runs", "--year", "2025", "--format", "json").stdout)] == [2025]
        for run in runs:
            assert two("verify", run["run"]).exit_code == 0
        values = [
            json.loads(two("explain", name, "4401", "01", "--format", "json").stdout)["scores"][0]["actual_text"]
            for name in ("latest-2024", "latest-2025")
        ]
        assert values == ["2份", "3份"]

    def test_a_run_after_a_correction_builds_on_the_run_of_its_own_year(self, two: Jixiao) -> None:
        for year in ("2024", "2025"):
            two("score", "--year", year)
        corrected = two("correct", "4401", "报告数量", "1份", "--reason", "核查", "--year", "2024")
        assert corrected.stdout.startswith("甲项目 of 2024 报告数量: 2份 → 1份")
        assert corrected.stdout.endswith("next: jixiao score --year 2024\n")
        assert "1 were scored again" in two("score", "--year", "2024").stdout
        assert "nothing it reads has changed" in two("score", "--year", "2025").stdout
        newest = two("correct", "4401", "报告数量", "5份", "--reason", "核查")
        assert newest.stdout.startswith("甲项目二期 of 2025 报告数量: 3份 → 5份")
        assert "note: of 2025, the newest; there is also 2024" in newest.stderr

    def test_adjustments_and_targets_count_in_their_year_alone(self, two: Jixiao) -> None:
        assert two("adjust-target", "4401", "01", "≥1份", "--reason", "批复", "--year", "2024").exit_code == 0
        asked = ("--reason", "核查", "--assessor", "评价组")
        assert two("adjust", "4401", "01", "-2", *asked, "--year", "2025").exit_code == 0
        told = {year: two("history", "4401", "--year", year).stdout for year in ("2024", "2025")}
        assert ("≥1份" in told["2024"], "≥1份" in told["2025"]) == (True, False)
        assert ("points 1: -2" in told["2024"], "points 1: -2" in told["2025"]) == (False, True)

    def test_the_history_in_json_names_its_year(self, two: Jixiao) -> None:
        found = json.loads(two("history", "4401", "--year", "2024", "--format", "json").stdout)
        assert {one["year"] for one in found} == {2024}

    def test_a_project_of_one_year_needs_no_year(self, two: Jixiao) -> None:
        result = two("history", "4402")
        assert (result.stdout.splitlines()[0], result.stderr) == ("4402 乙项目 of 2024", "")

    @pytest.mark.parametrize(
        ("args", "says"),
        [
            (("score", "--year", "2026"), "the ledger holds no declaration of 2026, but of 2024, 2025"),
            (("score", "--project", "4402"), "project 4402 is not declared for 2025, but for 2024; say --year"),
            (("history", "4402", "--year", "2025"), "project 4402 has no declaration of 2025, but of 2024"),
            (("collect", "--out", "填报", "--year", "2023"), "the ledger holds no declaration of 2023"),
        ],
    )
    def test_a_year_that_is_not_there_is_said(self, two: Jixiao, args: tuple[str, ...], says: str) -> None:
        result = two(*args)
        assert (result.exit_code, says in " ".join(result.stderr.split())) == (2, True), result.stderr

    def test_a_sample_is_of_its_year(self, two: Jixiao) -> None:
        drawn = two("sample", "--size", "1", "--seed", "1", "--year", "2024", "--format", "json").stdout
        assert (json.loads(drawn)["year"], json.loads(drawn)["pool"]) == (2024, 2)
        write(Path("sample.json"), drawn)
        assert "1 projects of 2024" in two("score", "--sample", "sample.json").stdout
        assert two("score", "--sample", "sample.json", "--year", "2025").exit_code == 2

    def test_reports_of_two_years_do_not_replace_each_other(self, two: Jixiao) -> None:
        for year in ("2024", "2025"):
            two("score", "--year", year)
            assert f"files in reports/{year}" in two("report", "latest").stdout
        assert ["甲项目二期" in Path(f"reports/{year}/4401.html").read_text() for year in ("2024", "2025")] == [
            False,
            True,
        ]

    def test_runs_of_two_years_are_told_apart_where_they_are_compared(self, two: Jixiao) -> None:
        two("score", "--year", "2024")
        two("score", "--assessor", "评价组", "--role", "第三方")
        for command in ("diff", "compare"):
            assert "are of different years (2024, 2025)" in two(command, "latest-2024", "latest-2025").stderr


class TestRecord:
    def test_a_file_without_a_year_is_recorded_for_the_newest_and_says_so(self, two: Jixiao) -> None:
        write(Path("a.yaml"), actuals("4401", "9份").replace("year: 2024\n", ""))
        result = two("record", "a.yaml", "--by", "张三", "--reason", "更正", "--format", "json")
        found = json.loads(result.stdout)
        assert (found["years"], [said["code"] for said in found["findings"]]) == ({"2025": 1}, ["actual-year-taken"])
        again = two("record", "a.yaml", "--by", "张三", "--reason", "更正", "--year", "2024")
        assert ("1 revised" in again.stdout, "(1 of 2024)" in again.stdout, again.stderr) == (True, True, "")

    @pytest.mark.parametrize(
        ("said", "asked", "code"),
        [
            ("2023", None, "actual-year-undeclared"),
            ("2024", "2025", "actual-year-differs"),
            ("2025", "2024", "actual-year-differs"),
        ],
    )
    def test_a_year_without_a_declaration_and_another_than_said_are_refused(
        self, two: Jixiao, said: str, asked: str | None, code: str
    ) -> None:
        write(Path("a.yaml"), actuals("4401", "9份").replace("2024", said))
        options = () if asked is None else ("--year", asked)
        result = two("record", "a.yaml", "--by", "张三", "--reason", "更正", *options, "--format", "json")
        found = json.loads(result.stdout)
        assert (result.exit_code, found["changed"], [one["code"] for one in found["findings"]]) == (1, 0, [code])

    def test_of_two_files_of_a_project_and_year_that_differ_neither_is_recorded(self, two: Jixiao) -> None:
        write(Path("more/a.yaml"), actuals("4402", "2份"))
        write(Path("more/b.yaml"), actuals("4402", "3份"))
        result = two("record", "more", "--by", "张三")
        assert (result.exit_code, result.stdout[:20]) == (1, "projects recorded: 0")
        assert "more/b.yaml:1: error: project 4402 (2024) is recorded here and at more/a.yaml:1" in result.stderr
        write(Path("more/b.yaml"), actuals("4402", "2份"))
        assert two("record", "more", "--by", "张三").stdout.startswith("projects recorded: 1; 6 new")

    def test_a_workbook_goes_to_the_year_it_was_made_for(self, two: Jixiao) -> None:
        assert two("collect", "--out", "填报", "--year", "2024").stdout.startswith(
            "workbooks in 填报: 1; projects of 2024: 2"
        )
        (file,) = Path("填报").iterdir()
        book = load_workbook(file)
        sheets = [book[name] for name in book.sheetnames if name[0].isdigit()]
        years = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value == 2024]
        label = next(cell for row in sheets[0].iter_rows() for cell in row if cell.value == layout.ACHIEVED)
        sheets[0].cell(label.row, label.column + 1).value = "全部完成"
        book.save(file)
        found = json.loads(two("record", "填报", "--by", "张三", "--reason", "更正", "--format", "json").stdout)
        assert found["years"] == {"2024": 1}
        years[0].value = 2025
        book.save(file)
        found = json.loads(two("record", "填报", "--by", "张三", "--reason", "更正", "--format", "json").stdout)
        assert (found["years"], "collect-years" in [one["code"] for one in found["findings"]]) == ({}, True)


@pytest.mark.parametrize(
    ("table_year", "years", "found"),
    [(2024, (2024, 2025), 2024), (2025, (2024, 2025), 2025), (2023, (2024, 2025), None), (None, (2024, 2025), None)],
)
def test_a_table_is_held_against_the_declaration_of_its_year(
    table_year: int | None, years: tuple[int, ...], found: int | None, tmp_path: Path
) -> None:
    project = one(write(tmp_path / "a.txt", form()))
    declared = [project.model_copy(update={"year": year}) for year in years]
    table = FilledTable(code="4401", name="甲项目", year=table_year, source=project.source)
    same = declared_of(table, of_forms(*declared))
    assert (same and same.project.year) == found
    assert declared_of(table, of_forms(project)) == Declared(project)
