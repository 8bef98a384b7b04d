"""Recheck: agrees with a careful person wherever the score can be recomputed, flags no right one, says what is open."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from engine.language.findings import Source
from engine.recheck import Options, Report, of_forms, recheck
from engine.recheck.fields import read_number
from engine.recheck.judge import judge_row
from engine.recheck.model import Entry, FilledRow
from engine.recheck.verdict import Judged
from engine.scoring.evaluate import score_project
from engine.scoring.inference import RuleBase
from tests import builders
from tests.filled import as_text, official, write_csv, write_document, write_text, write_workbook

Case = dict[str, str]
SECTIONS: dict[str, list[Case]] = yaml.load(
    (Path(__file__).parent / "cases" / "recheck.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
CASES = [case for section in SECTIONS.values() for case in section]
WRITERS = {"xlsx": write_workbook, "docx": write_document, "txt": write_text, "csv": write_csv}
YEAR = 2022
TOLERANCE = Decimal("0.1")
DEFAULT = Options()

ROWS = [
    ["产出指标（50分）", "数量指标", "维修养护处数", "≥30处", "28处", "20", "18.67", "材料未到货"],
    ["产出指标（50分）", "质量指标", "验收合格率", "100%", "100%", "30", "30", ""],
    ["效益指标（30分）", "社会效益指标", "受益人口", "≥1.2万人", "12500人", "30", "30", ""],
    ["满意度指标（10分）", "服务对象满意度指标", "群众满意度", "≥90%", "92%（问卷200份）", "10", "10", ""],
]
"""A table in order: 98.67 points, 优."""


@cache
def base(ruleset: str = "mof-2020-10") -> RuleBase:
    return RuleBase(builders.shipped(ruleset))


def row(case: Case) -> FilledRow:
    def entry(field: str) -> Entry:
        return Entry(text=case.get(field, ""), number=read_number(case.get(field, "")))

    fields = {name: entry(name) for name in ("target", "actual", "weight", "score")}
    texts = {name: case.get(name, "") for name in ("level1", "level2", "name", "reason", "criteria")}
    return FilledRow(**fields, **texts, source=Source(file="table.xlsx"))


def judged(case: Case, ruleset: str = "mof-2020-10", tolerance: Decimal = TOLERANCE) -> Judged:
    return judge_row(row(case), YEAR, base(ruleset), tolerance)


def changed(number: int, **cells: str) -> list[list[str]]:
    """The table in order with some cells of one row changed."""
    columns = ["level1", "level2", "name", "target", "actual", "weight", "score", "reason"]
    rows = [list(one) for one in ROWS]
    for name, text in cells.items():
        rows[number][columns.index(name)] = text
    return rows


def checked(tmp_path: Path, rows: list[list[str]] | None = None, options: Options = DEFAULT, **more: Any) -> Report:
    grid = official(ROWS if rows is None else rows, **{"total": "98.67", "grade": "优", **more})
    return recheck([str(write_workbook(tmp_path / "table.xlsx", grid))], options).report


def codes(report: Report) -> list[str]:
    return [fault.code for fault in report.faults]


# rows


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']} {case['target']}|{case['actual']}")
def test_a_row_is_judged_as_by_a_careful_person(case: Case) -> None:
    found = judged(case)
    assert (found.verdict.value, found.finding) == (case["verdict"], found.finding)
    if case["verdict"] == "wrong":
        assert found.recomputed == Decimal(case["points"])
        assert found.finding is not None
        assert found.finding.code == "score-mismatch"


def test_the_cases_are_many_and_of_every_verdict() -> None:
    verdicts = [case["verdict"] for case in CASES]
    assert len(CASES) >= 80
    assert min(verdicts.count(one) for one in ("right", "wrong", "undecided")) >= 30


@pytest.mark.parametrize("case", [one for one in CASES if one["verdict"] == "right"], ids=lambda case: case["name"])
def test_a_right_score_is_flagged_under_no_shipped_ruleset(case: Case) -> None:
    for ruleset in ("mof-2021-101", "hubei-2020"):
        assert judged(case, ruleset).verdict.value != "wrong"


PLAIN = {"level2": "数量指标", "name": "培训人数"}


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 400), st.integers(0, 400), st.sampled_from(["5", "8", "10", "12.5", "30"]), st.integers(0, 3000))
def test_a_count_is_wrong_only_beyond_the_tolerance(target: int, actual: int, weight: str, cents: int) -> None:
    score = min(Decimal(cents) / 100, Decimal(weight))
    follows = Decimal(weight) * min(Decimal(1), Decimal(actual) / Decimal(target))
    case = {**PLAIN, "target": f"≥{target}人", "actual": f"{actual}人", "weight": weight, "score": str(score)}
    found = judged(case)
    if abs(score - follows) <= TOLERANCE - Decimal("0.01"):
        assert found.verdict.value == "right"
    if found.verdict.value == "wrong":
        assert abs(score - follows) > TOLERANCE - Decimal("0.01")
        assert found.recomputed is not None
        assert abs(found.recomputed - follows) <= Decimal("0.01")
    if score == Decimal(weight) and actual < target and follows < score - TOLERANCE - Decimal("0.01"):
        assert found.verdict.value == ("wrong" if actual * 100 > target or not actual else "undecided")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=6), st.text(max_size=6), st.text(max_size=12))
def test_no_text_stops_it(target: str, actual: str, weight: str, score: str, name: str) -> None:
    judged({"name": name, "target": target, "actual": actual, "weight": weight, "score": score})


def test_the_tolerance_is_an_option() -> None:
    case = {**PLAIN, "target": "100%", "actual": "97%", "weight": "5", "score": "5"}
    assert judged(case).verdict.value == "wrong"
    assert judged(case, tolerance=Decimal("0.5")).verdict.value == "right"


@pytest.mark.parametrize(
    ("ruleset", "score", "verdict"),
    [("mof-2020-10", "5", "right"), ("hubei-2020", "6.67", "right"), ("hubei-2020", "5", "undecided")],
)
def test_a_missed_ceiling_is_counted_as_the_ruleset_says(ruleset: str, score: str, verdict: str) -> None:
    case = {"name": "差错率", "target": "≤2%", "actual": "3%", "weight": "10", "score": score}
    assert judged(case, ruleset).verdict.value == verdict


# what evaluate writes

TARGETS = ["≥90%", "5个", "≤24小时", "0起", "2024年12月31日前", "提升20%", "下降5%", "3~5个", ">90%", "=5"]
TARGETS += ["效果明显", "100%", "≥90", "≤50万元", "95", "12个月"]
ACTUALS = ["95%", "80", "4个", "20小时", "3天", "1起", "2024-11-20", "2025-01-17", "提升10%", "通过", "未通过"]
ACTUALS += ["达成", "0", "48.6", "51万元", "10个月"]
EXPLANATIONS = ["", "测评通过则为100%", "全部工作完成时间控制在2024年12月31日以前", "通过率=通过数/总数*100%"]
NAMES = ["指标", "投诉率", "满意度", "总成本", "响应时间", "培训人数", "安全事故起数"]


@settings(max_examples=250, deadline=None)
@given(
    st.lists(
        st.tuples(*(st.sampled_from(one) for one in (TARGETS, EXPLANATIONS, NAMES, ACTUALS))), min_size=1, max_size=4
    ),
    st.sampled_from(["mof-2020-10", "mof-2021-101", "hubei-2020"]),
)
def test_what_evaluate_scores_is_never_flagged(drawn: list[tuple[str, ...]], ruleset: str) -> None:
    rows = [
        builders.indicator(target, explanation, name, code=f"{number:02}")
        for number, (target, explanation, name, _) in enumerate(drawn, 1)
    ]
    entries = [builders.recorded(actual, f"{number:02}") for number, (*_, actual) in enumerate(drawn, 1)]
    scored = score_project(builders.case(builders.project(*rows), *entries, builders.budget("90")), base(ruleset))
    for one in scored.scores:
        if one.level1 == "产出指标" and one.points is not None:
            texts = {"target": one.target_text, "actual": one.actual_text or "", "name": one.name}
            points = {"weight": str(one.weight), "score": str(one.points), "level1": one.level1}
            found = judge_row(row({**texts, **points}), 2024, base(ruleset), TOLERANCE)
            assert found.verdict.value != "wrong", found.finding


# tables


@pytest.mark.parametrize("kind", WRITERS)
def test_a_table_in_order_is_right_in_every_layout(tmp_path: Path, kind: str) -> None:
    grid = official(ROWS, total="98.67", grade="优")
    path = WRITERS[kind](tmp_path / f"table.{kind}", grid)
    report = recheck([str(path)], Options()).report
    assert (report.faults, report.undecided) == ((), ())
    (project,) = report.projects
    assert (project.name, project.unit, project.department) == ("农村饮水安全维修养护", "水利站", "县水利局")
    assert (project.year, project.right, project.rows) == (2022, 4, 4)
    assert (project.stated_total, project.recomputed_total) == (Decimal("98.67"), Decimal("98.67"))
    assert (project.execution_rate, project.stated_grade) == (Decimal(1), "优")
    assert project.scores[0].level2 == "数量指标"
    assert not report.is_wrong


@pytest.mark.parametrize("kind", WRITERS)
def test_several_tables_stand_in_one_document(tmp_path: Path, kind: str) -> None:
    grids = [official(ROWS, name=f"项目{number}", total="98.67") for number in range(3)]
    report = recheck([str(WRITERS[kind](tmp_path / f"tables.{kind}", *grids))], Options()).report
    assert [one.name for one in report.projects] == ["项目0", "项目1", "项目2"]
    assert not report.faults


@pytest.mark.parametrize(
    ("kind", "cell"), [("xlsx", "自评表1!H12"), ("docx", "table 1 row 10 cell 8"), ("txt", "12:8"), ("csv", "12:8")]
)
def test_a_fault_names_its_cell(tmp_path: Path, kind: str, cell: str) -> None:
    grid = official(changed(0, score="20"), total="100")
    (fault,) = recheck([str(WRITERS[kind](tmp_path / f"table.{kind}", grid))], Options()).report.faults
    assert (fault.code, fault.cell, fault.indicator) == ("score-mismatch", cell, "维修养护处数")
    assert (fault.stated, fault.recomputed, fault.rule) == ("20", "18.67", "quantity-short")
    assert "28处" in fault.message


SPLIT = [
    ["部门预算项目支出绩效自评表（2023年度）", *"<<<<<<<<<<"],
    ["项目名称", "51092324T-设备购置", *"<<<<<<<<<"],
    [
        "预算执行情况（10分）",
        "年度预算数（万元）",
        "年初预算",
        "<",
        "调整后预算数",
        "预算执行数",
        "执行率",
        "权重",
        "得分",
    ],
    ["^", "总额", "0.00", "<", "3.36", "3.36", "100.00%", "10", "10"],
    ["^", "其中：财政资金", "0.00", "<", "3.36", "3.36", "100.00%", "/", "/"],
    [
        "绩效指标（90分）",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "完成值",
        "权重",
        "得分",
        "未完成原因分析",
    ],
    ["^", "产出指标", "数量指标", "购买电脑", "≥", "13", "台", "13", "40", "40", ""],
    ["^", "^", "质量指标", "合格率", "＝", "100", "%", "95", "20", "20", "一台返修"],
    ["^", "效益指标", "社会效益", "保障能力", "定性", "优", "", "优", "20", "20", ""],
    ["^", "满意度指标", "满意度", "职工满意度", "≥", "95", "%", "96（发放50份）", "10", "10", ""],
    ["合计", *"<<<<<<<", "100", "100", ""],
]


@pytest.mark.parametrize("kind", WRITERS)
def test_the_split_variant(tmp_path: Path, kind: str) -> None:
    (project,) = (report := recheck([str(WRITERS[kind](tmp_path / f"t.{kind}", SPLIT))], Options()).report).projects
    assert [one.target for one in project.scores] == ["≥13台", "=100%", "优", "≥95%"]
    assert (project.year, project.execution_rate, project.stated_total) == (2023, Decimal(1), Decimal(100))
    (fault,) = report.faults
    assert (fault.indicator, fault.recomputed) == ("合格率", "19.00")


def text_table(tmp_path: Path, *lines: str) -> Report:
    path = tmp_path / "table.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return recheck([str(path)], Options()).report


def test_an_adjusted_target_replaces_the_declared_one(tmp_path: Path) -> None:
    report = text_table(
        tmp_path,
        "三级指标\t年初指标值\t调整指标值\t全年完成值\t指标权重\t指标得分",
        "改造里程\t≥10公里\t≥8公里\t8公里\t10\t10",
        "改造户数\t≥100户\t\t90户\t10\t10",
    )
    assert [one.verdict.value for one in report.projects[0].scores] == ["right", "wrong"]


JOINED = {
    "a row of text in full width": "产出指标，数量指标，培训期数，≥10期，9期，20，20，无",
    "its levels left out": "培训期数，≥10期，9期，20，20，无",
    "a row of text with its tabs lost": "产出指标,数量指标,培训期数,≥10期,9期,20,20,无",
    "two cells that ran into one": "产出指标\t数量指标\t培训期数\t≥10期，9期\t20\t20\t无",
    "a row of text with signs of lists": "产出指标、数量指标、培训期数、≥10期、9期、20、20、无",
    "a row of text with semicolons": "产出指标；数量指标；培训期数；≥10期；9期；20；20；无",
    "a reason with commas of its own": "产出指标，数量指标，培训期数，≥10期，9期，20，20，疫情，改期，未办",
}
TEXT_HEAD = "一级指标\t二级指标\t三级指标\t年初目标值(A)\t实际完成值(B)\t分值\t得分\t偏差原因"


@pytest.mark.parametrize("line", JOINED.values(), ids=JOINED)
def test_a_row_whose_cells_are_joined_by_commas_is_taken_apart_and_said(line: str, tmp_path: Path) -> None:
    report = text_table(tmp_path, TEXT_HEAD, line, "质量指标\t\t合格率\t≥95%\t95%\t20\t20\t无")
    first, second = report.projects[0].scores
    assert (first.indicator, first.target, first.actual, first.verdict.value) == ("培训期数", "≥10期", "9期", "wrong")
    assert (second.level1, second.verdict.value) == ("质量指标", "right")
    assert [one.cell for one in report.undecided if one.code == "row-parted"] == ["2"]


@pytest.mark.parametrize(
    "line",
    [
        "产出指标，数量指标，培训期数，≥10期，20，9期，20，无",
        "产出指标，数量指标，培训期数，≤100%，95%，20",  # without its score: 95% are no points
        "产出指标、数量指标、培训期数、≥10期、20、9期、20、无",
    ],
)
def test_a_joined_row_that_does_not_fit_is_named_and_the_levels_below_it_are_their_own(
    line: str, tmp_path: Path
) -> None:
    above = "产出指标\t数量指标\t维修处数\t≥3处\t3处\t20\t20\t无"
    report = text_table(tmp_path, TEXT_HEAD, above, line, "\t质量指标\t合格率\t≥95%\t95%\t20\t20\t无")
    _, row = report.projects[0].scores
    assert (row.level1, row.level2) == ("产出指标", "质量指标")
    (said,) = [one for one in report.undecided if one.code == "row-joined"]
    assert "培训期数" in said.message


@pytest.mark.parametrize("kind", ["xlsx", "csv", "docx"])
def test_a_row_joined_in_one_cell_of_a_document_is_taken_apart(kind: str, tmp_path: Path) -> None:
    grid = official(ROWS, total="98.67")
    at = next(number for number, row in enumerate(grid) if "受益人口" in row)
    grid[at] = ["，".join(cell for cell in grid[at] if cell not in ("^", "<", "")), *[""] * (len(grid[at]) - 1)]
    report = recheck([str(WRITERS[kind](tmp_path / f"table.{kind}", grid))], DEFAULT).report
    assert [one.indicator for one in report.projects[0].scores] == [one[2] for one in ROWS]
    assert [one.code for one in report.undecided] == ["row-parted"]
    assert not report.faults


def test_a_table_in_full_width_commas_throughout_is_read(tmp_path: Path) -> None:
    lines = [*(line.replace("\t", "，") for line in (TEXT_HEAD, *JOINED.values()) if "," not in line)][:3]
    (tmp_path / "table.csv").write_text("\n".join(lines), encoding="utf-8")
    report = recheck([str(tmp_path / "table.csv")], DEFAULT).report
    assert [one.actual for one in report.projects[0].scores] == ["9期", "9期"]


def test_levels_left_out_of_a_text_are_made_up_for(tmp_path: Path) -> None:
    report = text_table(
        tmp_path,
        "一级指标\t二级指标\t三级指标\t年初目标值(A)\t实际完成值(B)\t分值\t得分\t偏差原因",
        "产出指标\t数量指标\t指标1：培训期数\t≥10期\t12期\t20\t20\t无",
        "质量指标\t合格率\t≥95%\t90%\t20\t20",
        "指标2：……",
        "合格人数\t≥95人\t96人\t20\t20",
    )
    (project,) = report.projects
    assert [one.indicator for one in project.scores] == ["培训期数", "合格率", "合格人数"]
    assert [one.level2 for one in project.scores] == ["数量指标", "质量指标", "质量指标"]
    assert [one.verdict.value for one in project.scores] == ["right", "wrong", "right"]


def test_points_that_two_rows_share_are_not_judged(tmp_path: Path) -> None:
    rows = [*changed(0, weight="50", score="48.67")[:1], *changed(1, weight="^", score="^", actual="90%")[1:]]
    report = checked(tmp_path, rows)
    assert [one.verdict.value for one in report.projects[0].scores] == ["undecided", "not_scored", "right", "right"]
    assert [one.code for one in report.undecided] == ["several-targets"]
    assert not report.faults


HEAD = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因"
LINES = (
    "产出指标\t数量指标\t培训期数\t≥10期\t10期\t60\t60\t",
    "效益指标\t社会效益指标\t受益人数\t≥500人\t510人\t30\t30\t",
    "满意度指标\t满意度\t学员满意度\t≥95%\t96%（样本120人）\t10\t10\t",
)


@pytest.mark.parametrize(
    ("after", "total", "grade"),
    [
        (["总分\t\t\t\t\t100\t100\t"], "100", None),
        (["合计：100分"], "100", None),
        (["总分\t100\t100"], "100", None),
        (["总分\t100"], "100", None),
        (["合计\t\t\t\t\t100\t\t", "自评得分\t100"], "100", None),
        (["总分\t\t\t\t\t100\t100\t", "自评等级：优秀"], "100", "优"),
        (["总分\t\t\t\t\t100\t100\t", "评价等级\t☑优 □良 □中 □差"], "100", "优"),
        (["总分\t\t\t\t\t100\t100\t", "评价等级\t□优 □良 □中 □差"], "100", None),
        (["总分\t\t\t\t\t100\t100\t", "注：等级\t见说明"], "100", None),
        (["总分\t\t\t\t\t100\t100\t优"], "100", "优"),
        (["总分\t\t\t\t\t100\t100\t优秀"], "100", "优"),
        (["总分\t\t\t\t\t100\t100\t□优 ☑良 □中 □差"], "100", "良"),
        (["总分：100分（优）"], "100", "优"),
        (["自评得分：100分　自评等级：优"], "100", "优"),
        (["总分\t\t\t\t\t100\t100\t", "自评等级：优 □良"], "100", "优"),
        (["总分\t\t\t\t\t100\t100\t", "自评等级：■优□良□中□差"], "100", "优"),
        (["总分\t\t\t\t\t100\t100\t", "自评等级：优（√） 良（ ） 中（ ） 差（ ）"], "100", "优"),
        (["总分\t\t\t\t\t100\t100\t", "自评等级\t优√ 良 中 差"], "100", "优"),
        (["总分\t\t\t\t\t100\t100\t", "自评等级\t优□良□中☑差□"], "100", "中"),
        (["总分\t\t\t\t\t100\t100\t", "自评结论\t优秀"], "100", "优"),
        (["总分\t\t\t\t\t100\t100\t", "评价结果：优（98分）"], "100", "优"),
        (["总分\t\t\t\t\t100\t100\t", "等 级\t优等"], "100", "优"),
        (["总分\t\t\t\t\t100\t100\t", "评价结果应用\t优"], "100", None),
        (["总分\t\t\t\t\t100\t100\t", "等级：90分以上为优"], "100", None),
        (["总分\t\t\t\t\t100\t100\t", "等级\t优良"], "100", None),
        (["总分\t\t\t\t\t100\t100\t总体良好"], "100", None),
        ([], None, None),
    ],
)
def test_total_and_grade_wherever_they_stand(
    tmp_path: Path, after: list[str], total: str | None, grade: str | None
) -> None:
    report = text_table(tmp_path, HEAD, *LINES, *after)
    (project,) = report.projects
    assert (project.stated_total, project.stated_grade) == (total and Decimal(total), grade)
    assert (project.rows, project.right) == (3, 3)
    assert [one.code for one in report.faults] == (["grade-mismatch"] if grade not in (None, "优") else [])


@pytest.mark.parametrize("text", ["□优 □良 □中 □差", "☑优 ☑良 □中 □差", "优√良 中 差", "优、良、中、差", "优□良"])
def test_a_grade_that_is_not_clear_is_said(tmp_path: Path, text: str) -> None:
    report = text_table(tmp_path, HEAD, *LINES, "总分\t\t\t\t\t100\t100\t", f"自评等级：{text}")
    assert (report.projects[0].stated_grade, report.faults) == (None, ())
    assert [(one.code, one.message[1 : len(text) + 1]) for one in report.undecided] == [("grade-open", text)]


def test_labels_with_their_values_in_one_cell(tmp_path: Path) -> None:
    line = "项目名称：道路硬化　项目编码：5301  主管部门（公章）：交通局\t实施单位\t养护站"
    (project,) = text_table(tmp_path, "2021年度自评表", line, HEAD, *LINES).projects
    assert (project.name, project.code, project.year) == ("道路硬化", "5301", 2021)
    assert (project.department, project.unit) == ("交通局", "养护站")


def test_remarks_and_subtotals_are_no_rows(tmp_path: Path) -> None:
    lines = [LINES[0], "小计\t\t\t\t\t60\t60\t", *LINES[1:], "注：1.分值统一设置", "\t\t说明\t1\t2\t3\t4\t"]
    (project,) = text_table(tmp_path, HEAD, *lines).projects
    assert project.rows == 3


def test_a_table_between_strokes(tmp_path: Path) -> None:
    lines = [
        "| 指标 | 目标 | 实际 | 权重 | 得分 |",
        "|---|---|---|---|---|",
        "| 培训人数 | ≥100人 | 90人 | 100 | 100 |",
    ]
    (fault,) = text_table(tmp_path, *lines, "| 总分 | | | 100 | 100 |").faults
    assert (fault.code, fault.recomputed, fault.cell) == ("score-mismatch", "90.00", "3:5")


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "table.xlsx", official(ROWS, total="98.67"))
    book = load_workbook(path)
    book["自评表1"].row_dimensions[12].hidden = True
    book.save(path)
    report = recheck([str(path)], Options()).report
    assert [one.code for one in report.undecided] == ["rows-hidden"]
    assert report.projects[0].rows == 4


# faults


def test_weights_that_do_not_add_up(tmp_path: Path) -> None:
    report = checked(tmp_path, changed(2, weight="35", score="35"), total="103.67")
    assert [(one.code, one.stated, one.recomputed) for one in report.faults if one.is_wrong] == [
        ("weights-sum", "100", "105"),
        ("weights-sum", "30", "35"),
    ]


def test_a_total_that_is_no_sum(tmp_path: Path) -> None:
    (fault,) = checked(tmp_path, total="99.67").faults
    assert (fault.code, fault.stated, fault.recomputed) == ("total-mismatch", "99.67", "98.67")


def test_a_grade_that_the_total_does_not_have(tmp_path: Path) -> None:
    (fault,) = checked(tmp_path, grade="良").faults
    assert (fault.code, fault.stated, fault.recomputed) == ("grade-mismatch", "良", "优")


@pytest.mark.parametrize(
    ("funds", "expected"),
    [
        (("200", "200", "190", "10", "95%", "9.5"), []),
        (("200", "200", "190", "10", "95%", "10"), [("10", "9.5")]),
        (("200", "200", "190", "10", "98%", "9.5"), [("98%", "95%")]),
        (("200", "300", "290", "10", "96.7%", "9.67"), []),
        (("200", "200", "210", "10", "100%", "10"), []),
        (("0", "0", "0", "10", "0", "10"), [("10", "0")]),
        (("", "", "", "10", "", "10"), []),
    ],
)
def test_the_execution_follows_from_budget_and_executed(
    tmp_path: Path, funds: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    report = checked(tmp_path, funds=funds, total=None)
    faults = [(one.stated, one.recomputed) for one in report.faults if one.code == "execution-mismatch"]
    assert faults == expected


def test_a_wrong_rate_that_reads_as_the_score_does_is_not_taken_for_one(tmp_path: Path) -> None:
    report = checked(tmp_path, funds=("200", "200", "160", "10", "8", "8"), total="96.67")
    (fault,) = (one for one in report.faults if one.code == "execution-mismatch")
    assert (fault.stated, fault.recomputed) == ("8", "80%")
    assert report.projects[0].recomputed_total == Decimal("96.67")


@pytest.mark.parametrize(
    "funds",
    [
        ("200", "200", "全部", "10", "100%", "10"),
        ("200", "200", "180", "100", "90%", "90"),
        ("0", "0", "0", "10", "0", "10"),
    ],
)
def test_an_execution_that_cannot_be_recomputed_is_said(tmp_path: Path, funds: tuple[str, ...]) -> None:
    grid = official(ROWS, funds=funds, total=None)
    grid[7][3:6] = ["5", "5", "5"]  # carried over, though the total says nothing
    report = recheck([str(write_workbook(tmp_path / "t.xlsx", grid))], Options()).report
    assert "execution-open" in [one.code for one in report.undecided]
    assert "execution-mismatch" not in codes(report)


def test_sums_with_a_figure_missing_are_open(tmp_path: Path) -> None:
    report = checked(tmp_path, changed(1, score=""))
    assert [one.code for one in report.undecided] == ["no-score", "sum-open"]
    assert not report.faults
    assert sums(report) == (None, [], None)
    report = checked(tmp_path, changed(1, weight="三十"))
    assert [one.code for one in report.undecided] == ["no-weight", "sum-open"]


def test_the_execution_may_stand_among_the_rows(tmp_path: Path) -> None:
    rows = [["预算执行（10分）", "预算执行率", "预算执行率", "100%", "100%", "10", "10", ""], *ROWS]
    assert not checked(tmp_path, rows, total="108.67", grade="").is_wrong
    assert not checked(tmp_path, rows, total="98.67", funds=("200", "200", "200", "", "100%", "")).is_wrong


def test_an_execution_in_bands_is_another_method(tmp_path: Path) -> None:
    report = checked(tmp_path, funds=("100", "100", "85", "10", "85%", "7"), total=None)
    assert "execution-mismatch" not in codes(report)
    assert "other-method" in [one.code for one in report.undecided]


def test_a_score_above_its_points(tmp_path: Path) -> None:
    report = checked(tmp_path, changed(1, score="32"), total="100.67", grade="")
    assert codes(report) == ["score-above-weight", "score-mismatch"]


def sums(report: Report) -> tuple[str | None, list[str], str | None]:
    """The recomputed total, its range, its grade."""
    (one,) = report.projects
    whole = one.recomputed_total
    return None if whole is None else str(whole), [str(end) for end in one.recomputed_range or ()], one.recomputed_grade


@pytest.mark.parametrize(
    ("cells", "total", "span", "grade"),
    [
        ({"score": "32"}, "98.67", ["98.67", "98.67"], "优"),  # all points follow
        ({"score": "32", "actual": "≥100%"}, "98.67", ["98.67", "98.67"], "优"),  # met, whatever the figure
        ({"score": "32", "actual": "基本合格"}, None, ["68.67", "98.67"], None),
        ({"score": "32", "actual": "50%"}, "83.67", ["83.67", "83.67"], "良"),
        ({"weight": "5", "score": "6", "actual": "基本合格"}, None, ["68.67", "73.67"], "中"),
        ({"score": "32", "target": "质量优良", "actual": "达成预期指标"}, "98.67", ["98.67", "98.67"], "优"),
        ({"target": "质量优良", "actual": "未达成预期指标且效果较差"}, None, ["68.67", "86.67"], None),
    ],
)
def test_no_score_counts_for_more_than_its_points(
    tmp_path: Path, cells: dict[str, str], total: str | None, span: list[str], grade: str | None
) -> None:
    report = checked(tmp_path, changed(1, **cells), total=None, grade="")
    assert sums(report) == (total, span, grade)
    assert [one.verdict.value for one in report.projects[0].scores] == ["right", "wrong", "right", "right"]
    said = [one for one in report.undecided if one.code == "total-open"]
    assert len(said) == (total is None)
    assert all("验收合格率" in one.message for one in said)


@pytest.mark.parametrize(
    ("number", "cells", "code"),
    [
        (0, {"reason": "无"}, "reason-missing"),
        (3, {"actual": "92%"}, "satisfaction-no-sample"),
        (2, {"actual": "≥1.2万人"}, "actual-copies-target"),
        (2, {"actual": "1.9万人"}, "target-low"),
        (1, {"name": "合格品成本", "target": "≤50万元", "actual": "499000元"}, "units-mixed"),
    ],
)
def test_a_reviewer_notes(tmp_path: Path, number: int, cells: dict[str, str], code: str) -> None:
    report = checked(tmp_path, changed(number, **cells))
    assert codes(report) == [code]
    assert not report.is_wrong


@pytest.mark.parametrize(
    ("cells", "lost"),
    [
        ({"reason": ""}, "1.33"),
        ({"reason": "", "score": "20"}, "1.33"),
        ({"reason": "／", "score": "20", "actual": "24处"}, "4"),
        ({"reason": "", "score": "15"}, "5"),
        ({"reason": "", "score": "19", "actual": "30处"}, "1"),
        ({"reason": "材料未到货", "score": "20"}, None),
        ({"reason": "", "score": "20", "actual": "29.9处"}, None),
    ],
)
def test_a_shortfall_needs_a_reason_whatever_was_scored(
    tmp_path: Path, cells: dict[str, str], lost: str | None
) -> None:
    report = checked(tmp_path, changed(0, **cells), total=None, grade="")
    said = [one.finding.values["lost"] for one in report.faults if one.code == "reason-missing"]
    assert said == ([] if lost is None else [lost])


def test_indicators_far_above_the_execution(tmp_path: Path) -> None:
    report = checked(tmp_path, funds=("200", "200", "120", "10", "60%", "6"), total="94.67")
    assert codes(report) == ["execution-gap", "execution-low-unexplained"]
    explained = checked(
        tmp_path, changed(0, reason="质保金未支付"), funds=("200", "200", "120", "10", "60%", "6"), total="94.67"
    )
    assert codes(explained) == ["execution-gap"]


def test_amounts_in_different_units(tmp_path: Path) -> None:
    assert "units-mixed" in codes(checked(tmp_path, funds=("200", "200", "2000000", "10", "100%", "10")))


def test_words_with_full_marks_throughout(tmp_path: Path) -> None:
    rows = [*changed(1, target="质量优良", actual="达成预期指标")]
    rows[2] = [*ROWS[2][:3], "效果明显", "达成预期指标", "30", "30", ""]
    assert codes(checked(tmp_path, rows)) == ["qualitative-always-full"]


def test_a_missing_group(tmp_path: Path) -> None:
    rows = changed(3, level1="效益指标（30分）", level2="生态效益指标", name="覆盖率", actual="92%")
    report = checked(tmp_path, rows)
    assert "group-missing" in codes(report)


def test_without_a_column_for_reasons_none_is_missed(tmp_path: Path) -> None:
    report = text_table(tmp_path, "三级指标\t指标值\t完成值\t分值\t得分", "培训人数\t≥100人\t90人\t100\t90")
    assert "reason-missing" not in codes(report)


def test_some_rows_without_a_total_are_no_whole_table(tmp_path: Path) -> None:
    report = text_table(tmp_path, "三级指标\t指标值\t完成值\t分值\t得分", "培训人数\t≥100人\t100人\t10\t10")
    assert (report.faults, [one.code for one in report.undecided]) == ((), ["sum-open"])


# rulesets


def test_the_ruleset_fits_or_is_named(tmp_path: Path) -> None:
    framework = [
        [level, "项目", f"{level}情况", "规范", "规范", "25", "25", ""] for level in ("决策", "过程", "产出", "效益")
    ]
    assert checked(tmp_path, framework).projects[0].ruleset == "third-party-2020"
    cost = [["成本指标（20分）", "经济成本指标", "总成本", "≤50万元", "50万元", "20", "20", ""]]
    report = checked(tmp_path, [*ROWS, *cost])
    assert (report.projects[0].ruleset, report.projects[0].ruleset_why.code) == ("mof-2021-101", "fit-cost")
    hubei = checked(tmp_path, funds=("200", "200", "200", "20", "100%", "20"))
    assert hubei.projects[0].ruleset == "hubei-2020"
    named = checked(tmp_path, options=Options(ruleset="hubei-2020"))
    assert (named.projects[0].ruleset, named.projects[0].ruleset_why.code) == ("hubei-2020", "fit-named")


# with the declaration


def test_targets_are_compared_with_the_declaration(tmp_path: Path) -> None:
    declared = builders.project(
        builders.indicator("≥32处", name="维修养护处数", code="01"),
        builders.indicator("100％", name="验收合格率", code="02", level2="质量指标"),
        builders.indicator("不少于12000人", name="受益人口", code="03", level2="社会效益指标"),
        builders.indicator("不适用", name="不适用", code="04"),
        builders.indicator("≥3个", name="新增岗位", code="05"),
    ).model_copy(update={"name": "农村饮水安全维修养护"})
    report = checked(tmp_path, options=Options(declared=of_forms(declared)))
    found = [(one.code, one.indicator, one.stated, one.recomputed) for one in report.faults]
    assert found == [
        ("target-differs", "维修养护处数", "≥30处", "≥32处"),
        ("row-not-declared", "群众满意度", None, None),
        ("row-left-out", "新增岗位", None, "≥3个"),
    ]
    other = checked(tmp_path, options=Options(declared=of_forms(builders.project())))
    assert [one.code for one in other.undecided] == ["declaration-missing"]


@pytest.mark.parametrize(
    ("declared", "level2", "printed", "title"),
    [
        ("维修养护处数", "数量指标", "＊维修养护处数：", "＊农村饮水安全维修养护"),
        ("1.维修养护处数", "数量", "维修养护 处数", "1、农村饮水安全维修养护："),
        ("指标1：维修养护处数", "产出数量指标", "（一）维修养护处数", "农村饮水安全 维修养护"),
        ("维修养护处数（处）", "＊数量指标", "③维修养护处数(处)", "★农村饮水安全维修养护"),
    ],
)
def test_signs_and_numbers_part_no_row_from_its_declaration(
    declared: str, level2: str, printed: str, title: str, tmp_path: Path
) -> None:
    rows = (
        builders.indicator("≥1个", name=declared, code="01", level2="质量指标"),
        builders.indicator("≥30处", name=declared, code="02", level2=level2),
    )
    form = builders.project(*rows).model_copy(update={"name": title})
    report = checked(tmp_path, changed(0, name=printed), options=Options(declared=of_forms(form)))
    about = [(one.code, one.recomputed) for one in report.faults if one.code != "row-not-declared"]
    assert about == [("row-left-out", "≥1个")]
    assert printed not in {one.indicator for one in report.faults}


def with_declaration(tmp_path: Path, *below: str, cells: dict[str, str] | None = None) -> Report:
    """The table in order with one target changed against its declaration, and remarks below it."""
    declared = builders.project(
        builders.indicator("≥32处", name="维修养护处数", code="01"),
        builders.indicator("100%", name="验收合格率", code="02", level2="质量指标"),
        builders.indicator("≥1.2万人", name="受益人口", code="03", level2="社会效益指标"),
        builders.indicator("≥90%", name="群众满意度", code="04", level1="满意度指标", level2="服务对象满意度指标"),
    ).model_copy(update={"name": "农村饮水安全维修养护"})
    grid = official(changed(0, **(cells or {})), total="98.67", grade="优")
    grid.extend([["其他说明", text, *"<<<<<<<"] for text in below])
    options = Options(declared=of_forms(declared))
    return recheck([str(write_workbook(tmp_path / "table.xlsx", grid))], options).report


@pytest.mark.parametrize(
    "below",
    [
        "“维修养护处数”年度指标值由 ≥32处 调整为 ≥30处（财政局，区政府批复）。",
        "经县财政局批复，维修养护处数由32处核减为30处。",
        "年中有一项指标值调整，见附件。",
        "受益人口按户籍统计。维修养护处数已按批复调减",
        "由≥32处变更为≥30处。",
    ],
)
def test_a_target_that_was_adjusted_by_the_remarks_is_for_a_person(tmp_path: Path, below: str) -> None:
    report = with_declaration(tmp_path, below)
    assert report.faults == ()
    (said,) = report.undecided
    assert (said.code, said.indicator) == ("target-adjusted", "维修养护处数")
    assert "≥32处" in said.message


@pytest.mark.parametrize("below", ["", "受益人口由1.5万人调整为1.2万人。", "维修养护处数按计划完成。", "无调整。"])
def test_remarks_on_something_else_excuse_no_target(tmp_path: Path, below: str) -> None:
    assert codes(with_declaration(tmp_path, below)) == ["target-differs"]


def test_a_reason_may_state_the_adjustment(tmp_path: Path) -> None:
    report = with_declaration(tmp_path, cells={"reason": "年中指标值调整为30处，材料未到货"})
    assert [one.code for one in report.undecided] == ["target-adjusted"]


def test_a_column_of_adjusted_targets_states_the_adjustment(tmp_path: Path) -> None:
    declared = builders.project(
        builders.indicator("≥10公里", name="改造里程", code="01"),
        builders.indicator("≥100户", name="改造户数", code="02"),
        builders.indicator("≥5座", name="改造桥梁", code="03"),
    ).model_copy(update={"name": "道路"})
    path = tmp_path / "table.txt"
    rows = ["改造里程\t≥10公里\t≥8公里\t8公里\t10\t10", "改造户数\t≥90户\t≥80户\t80户\t10\t10"]
    head = "三级指标\t年初指标值\t调整指标值\t全年完成值\t指标权重\t指标得分"
    path.write_text("\n".join(["项目名称\t道路", head, *rows, "改造桥梁\t≥5座\t\t5座\t10\t10"]), encoding="utf-8")
    report = recheck([str(path)], Options(declared=of_forms(declared))).report
    assert [(one.code, one.indicator) for one in report.faults] == [("target-differs", "改造户数")]
    assert ("target-adjusted", "改造里程") in [(one.code, one.indicator) for one in report.undecided]


def test_a_table_has_no_text_that_its_grid_has_not() -> None:
    assert "^" not in as_text(official(ROWS))
