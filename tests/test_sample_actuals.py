"""The sample set: what its comments promise is what comes out of the whole way from the form to the points.

Expected points are worked out by hand from the declaration and the recorded figures.
"""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.actuals import Actual, ActualsFile, ProjectActuals
from engine.files.yaml import parse_yaml, validate
from engine.forms import read_forms
from engine.language.findings import Findings
from engine.measures import read_indicator
from engine.runs.record import Assessor, Origin, ProjectScore, Run, Score
from engine.scoring.evaluate import Case, Recorded, evaluate
from engine.terms import BUDGET_EXECUTION, Outcome, Project
from tests.builders import ROOT, YEAR, shipped
from tests.recorded import parts_of, read_actuals

FOLDER = ROOT / "actuals" / str(YEAR)
FILES = sorted(FOLDER.glob("*.yaml"))
README = ROOT / "actuals" / "README.md"

VIDEO, VIDEO_UPKEEP, AERIAL = "440313231211500705005", "440313231211500705031", "440313231211501005023"
MISSING = ("440313231211500705000", "06")
UNDECIDED = ("440313231211501005022", "06")
FAR_BELOW, ADJUSTED, ALL_SPENT = "440313241211500700021", "440313231211500805020", "440313221211500605009"


class Sample(NamedTuple):
    """The sample set as it is read and scored."""

    projects: dict[str, Project]
    actuals: dict[str, ProjectActuals]
    findings: Findings
    run: Run

    def project(self, code: str) -> ProjectScore:
        return next(one for one in self.run.projects if one.code == code)

    def score(self, code: str, row: str) -> Score:
        return next(one for one in self.project(code).scores if one.code == row)

    def actual(self, code: str, row: str) -> Actual:
        return next(one for one in self.actuals[code].actuals if one.code == row)


def case_of(project: Project, read: ProjectActuals) -> Case:
    origin = Origin(revision=1, by="示例")
    recorded = {one.code: Recorded(actual=one, origin=origin) for one in read.actuals}
    return Case(project=project, year=read.year, achieved=read.achieved, recorded=recorded)


@pytest.fixture(scope="module")
def sample() -> Sample:
    declared, said = read_forms([str(ROOT / "declarations" / f"{YEAR}.txt")])
    assert not said
    projects = {one.code: one for one in declared}
    actuals, findings = read_actuals([str(FOLDER)], projects)
    cases = [case_of(projects[one.project], one) for one in actuals]
    run = evaluate(cases, shipped(), Assessor(name="示例", role="自评"), packages={})
    return Sample(projects, {one.project: one for one in actuals}, findings, run)


def rows_of(run: Run, *outcomes: Outcome) -> list[tuple[str, str]]:
    return [(one.code, row.code) for one in run.projects for row in one.scores if row.outcome in outcomes]


def test_every_declared_project_is_recorded_without_a_finding(sample: Sample) -> None:
    assert not sample.findings
    assert len(sample.projects) == 38
    assert set(sample.actuals) == set(sample.projects)
    assert [file.stem for file in FILES] == sorted(sample.projects)
    assert all(one.year == YEAR and one.achieved for one in sample.actuals.values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_says_first_that_it_is_illustrative_and_names_its_project(file: Path, sample: Sample) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.splitlines()[0] == "# 示例数据：为演示编写，并非公布的实际完成情况。"
    assert f"\nname: {sample.projects[file.stem].name}\nyear: {YEAR}\nachieved: " in text
    assert "\n  executed: " in text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_entries_stand_in_the_order_of_the_form(file: Path, sample: Sample) -> None:
    lines = [one.source.line for one in sorted(sample.actuals[file.stem].actuals, key=lambda one: one.code)]
    budget, rows = lines.pop(), lines
    assert rows == sorted(rows, key=lambda line: line or 0)
    assert budget is not None
    assert rows[0] is not None
    assert budget < rows[0]


def test_exactly_the_intended_rows_are_missing_or_unreadable(sample: Sample) -> None:
    assert rows_of(sample.run, Outcome.MISSING) == [MISSING]
    assert rows_of(sample.run, Outcome.OPEN) == [UNDECIDED]
    assert rows_of(sample.run, Outcome.ERROR) == []
    known = rows_of(sample.run, Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)
    live = sum(row.is_live for one in sample.projects.values() for row in one.indicators)
    assert live == 233
    assert len(known) == live - 2 + len(sample.projects)


def test_weights_sum_to_100_and_points_to_the_total_or_its_range(sample: Sample) -> None:
    incomplete = []
    for project in sample.run.projects:
        weights = [row.weight for row in project.scores if row.weight is not None]
        points = sum((row.points for row in project.scores if row.points is not None), Decimal(0))
        unknown = sum((row.weight for row in project.scores if row.weight and row.points is None), Decimal(0))
        assert sum(weights) == Decimal("100.00"), project.code
        assert project.total_range == (points, points + unknown), project.code
        assert project.total == (None if unknown else points), project.code
        if unknown:
            incomplete.append(project.code)
    assert sorted(incomplete) == sorted([MISSING[0], UNDECIDED[0]])
    assert not sample.run.complete


def situations(sample: Sample, code: str) -> Iterator[tuple[str, Score]]:
    """Each situation that a project's file names in a comment, and what came of the entry below the comment."""
    rows = {one.source.line: sample.score(code, one.code) for one in sample.actuals[code].actuals}
    waiting: list[str] = []
    for number, line in enumerate((FOLDER / f"{code}.yaml").read_text(encoding="utf-8").splitlines(), 1):
        if line.lstrip().startswith("# 情形："):
            waiting.append(line.split("：", 1)[1])
        elif number in rows:
            yield from ((text, rows[number]) for text in waiting)
            waiting.clear()


class Situation(NamedTuple):
    """How the comment of an entry begins, the entry's project and row, and what must come of it."""

    named: str
    project: str
    row: str
    outcome: Outcome
    points: str | None


SITUATIONS = [
    Situation("达标", "440313241211501100017", "02", Outcome.MET, "12.50"),
    Situation("恰好达标", "440313231211501100001", "03", Outcome.MET, "12.50"),
    Situation("恰好达标", "440313231211500800000", "07", Outcome.MET, "30.00"),
    Situation("成本控制率恰为100%", ALL_SPENT, "04", Outcome.MET, "12.50"),
    Situation("超额完成120%以上", "440313241211501100017", "01", Outcome.MET, "12.50"),
    Situation("超额完成，恰为120%", ALL_SPENT, "01", Outcome.MET, "12.50"),
    # 12.50 × 20 ÷ 33 = 7.5757…
    Situation("未达标", "440313231211500705030", "01", Outcome.PARTLY_MET, "7.58"),
    Situation("未达标（完成数为零）", FAR_BELOW, "02", Outcome.NOT_MET, "0.00"),
    # 12.50 × (1 − 3%) = 12.125
    Situation("成本超支，成本控制率103%", "440313221210101205004", "04", Outcome.PARTLY_MET, "12.13"),
    # 32 of 2560 are 1.25%, a quarter above 1%: 12.50 × 75% = 9.375
    Situation("越低越好的指标超过指标值", "440313231211500805032", "02", Outcome.PARTLY_MET, "9.38"),
    Situation("期限内完成", "440313221210201405001", "03", Outcome.MET, "12.50"),
    # 17 of 366 days are 4.64%: once 4%, once a tenth of the points
    Situation("逾期17天", "440313221210200005000", "03", Outcome.PARTLY_MET, "11.25"),
    Situation("指标值为100%而解释为期限，提前完成", "440313241211501000013", "03", Outcome.MET, "12.50"),
    Situation("指标值为100%而解释为期限，恰在最后一天完成", "440313231211501105025", "03", Outcome.MET, "12.50"),
    # 5 of 245 days are 2.04%: not yet 4%
    Situation("指标值为100%而解释为期限，逾期5天", "440313241211500800026", "03", Outcome.PARTLY_MET, "12.50"),
    Situation("以分子、分母填报的比率", "440313231211501105025", "02", Outcome.MET, "12.50"),
    Situation("通过", "440313231211500705000", "02", Outcome.MET, "12.50"),
    Situation("未通过", "440313231211500805001", "02", Outcome.NOT_MET, "0.00"),
    Situation("未通过（未按时完成）", "440313241211501200028", "03", Outcome.NOT_MET, "0.00"),
    Situation("指标值为0起而发生1起", "440313231211500705029", "06", Outcome.NOT_MET, "0.00"),
    Situation("以基期值和当期值填报的提升，恰好达标", "440313241211501000019", "07", Outcome.MET, "30.00"),
    # (1449 − 1260) ÷ 1260 = 15%, three quarters of 20%
    Situation("以基期值和当期值填报的提升，未达标", "440313231211500705006", "08", Outcome.PARTLY_MET, "22.50"),
    # four months of five: 10 × 4 ÷ 5
    Situation("十二个月的数值", "440313241211500800027", "09", Outcome.PARTLY_MET, "8.00"),
    Situation("分辨率以另一单位填报", AERIAL, "02", Outcome.MET, "6.25"),
    Situation("以分钟填报，指标值为小时", VIDEO, "06", Outcome.MET, "30.00"),
    Situation("以0.6小时填报，指标值为24小时", ALL_SPENT, "03", Outcome.MET, "12.50"),
    Situation("以万条填报", "440313231211500805003", "01", Outcome.MET, "12.50"),
    # 2 ÷ 46 × 100 ÷ 90 × 30 = 1.449…
    Situation("申报公式与指标名称相反", ADJUSTED, "06", Outcome.PARTLY_MET, "1.45"),
    Situation("以评价数量和平均星级填报的好评率", "440313241211500800026", "09", Outcome.MET, "10.00"),
    Situation("由逐日记录计算的月平均在线率，各月均达标", VIDEO_UPKEEP, "02", Outcome.MET, "12.50"),
    # 37 of 40 and 23 of 25 tickets within 24 hours; 8 of 9 tasks within 15 and 30 minutes
    Situation("由工单计算的修复时间", VIDEO, "03", Outcome.PARTLY_MET, "11.56"),
    Situation("由工单计算的修复时间", VIDEO_UPKEEP, "03", Outcome.PARTLY_MET, "11.50"),
    Situation("逐次记录的响应，两个时限", AERIAL, "04", Outcome.PARTLY_MET, "11.11"),
    Situation("无法识别的实际完成值", *UNDECIDED, Outcome.OPEN, None),
    Situation("预算执行率很低", FAR_BELOW, BUDGET_EXECUTION, Outcome.PARTLY_MET, "3.00"),
    # 4,925,250 of the adjusted 4,950,000
    Situation("年中调整预算", ADJUSTED, BUDGET_EXECUTION, Outcome.PARTLY_MET, "9.95"),
    Situation("预算执行率恰为100%", ALL_SPENT, BUDGET_EXECUTION, Outcome.MET, "10.00"),
]


@pytest.mark.parametrize("case", SITUATIONS, ids=lambda case: f"{case.project}-{case.row}")
def test_a_named_situation_has_its_outcome_and_points(sample: Sample, case: Situation) -> None:
    score = sample.score(case.project, case.row)
    found = [text for text, row in situations(sample, case.project) if row is score]
    assert any(text.startswith(case.named) for text in found), found
    assert score.outcome is case.outcome
    assert score.points == (None if case.points is None else Decimal(case.points))


def test_the_missing_actual_is_said_to_be_missing(sample: Sample) -> None:
    code, row = MISSING
    assert f"# 情形：未填报。“{sample.score(code, row).name}”" in (FOLDER / f"{code}.yaml").read_text(encoding="utf-8")


PROMISES: dict[str, Callable[[Score], bool]] = {
    "达标": lambda row: row.outcome is Outcome.MET,
    "恰好达标": lambda row: row.outcome is Outcome.MET and row.completion == 1,
    "超额完成": lambda row: row.outcome is Outcome.MET and bool(row.flags),
    "期限内完成": lambda row: row.outcome is Outcome.MET,
    "未达标": lambda row: row.outcome is not Outcome.MET and bool(row.deduction),
    "通过": lambda row: row.points == row.weight,
    "未通过": lambda row: row.outcome is Outcome.NOT_MET and row.points == 0,
}


@pytest.mark.parametrize("begins", PROMISES)
def test_what_a_comment_promises_holds_wherever_it_stands(sample: Sample, begins: str) -> None:
    named = [
        (code, row) for code in sample.actuals for text, row in situations(sample, code) if text.startswith(begins)
    ]
    assert named
    assert [(code, row.name) for code, row in named if not PROMISES[begins](row)] == []


def csv_rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def moment(text: str, form: str) -> datetime:
    """A date as either file writes it, 2024-01-05 or 2024/1/5."""
    return datetime.strptime(text.replace("/", "-"), form)


def monthly_means(code: str) -> dict[str, Fraction]:
    """…合计/每月天数, worked out again from the file."""
    sums: dict[tuple[int, int], Fraction] = {}
    days = [(moment(row["日期"], "%Y-%m-%d"), row["在线率"]) for row in csv_rows(f"{code}-online.csv")]
    assert len(days) == len({day for day, _ in days}) == 366
    for day, text in days:
        assert re.fullmatch(r"\d\d\.\d\d%", text)
        rate = Fraction(text.removesuffix("%"))
        assert 88 <= rate <= 99
        sums[day.year, day.month] = sums.get((day.year, day.month), Fraction()) + rate
    assert len(sums) == 12
    return {f"{year}-{month:02}": total / calendar.monthrange(year, month)[1] for (year, month), total in sums.items()}


def test_two_months_below_the_target_cost_their_share_of_the_points(sample: Sample) -> None:
    means, score = monthly_means(VIDEO), sample.score(VIDEO, "02")
    below = sorted(month for month, mean in means.items() if mean < 90)
    assert below == ["2024-06", "2024-09"]
    assert all(month in score.reason for month in below)
    share = sum((min(mean / 90, Fraction(1)) for mean in means.values()), Fraction()) / 12
    assert score.weight == Decimal("12.50")
    expected = (Decimal("12.50") * share.numerator / share.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert (score.outcome, score.points) == (Outcome.PARTLY_MET, expected)


def test_every_month_of_the_second_series_reaches_the_target() -> None:
    assert min(monthly_means(VIDEO_UPKEEP).values()) >= 90


@pytest.mark.parametrize(("code", "count", "late"), [(VIDEO, 40, 3), (VIDEO_UPKEEP, 25, 2)])
def test_the_tickets_are_late_as_often_as_said_and_one_in_time_crosses_a_month(
    code: str, count: int, late: int
) -> None:
    rows, form = csv_rows(f"{code}-tickets.csv"), "%Y-%m-%d %H:%M"
    times = [(moment(row["报修时间"], form), moment(row["修复时间"], form)) for row in rows]
    assert len(times) == count
    overdue = [(end - start).total_seconds() > 24 * 3600 for start, end in times]
    assert sum(overdue) == late
    assert sum(start.month != end.month for start, end in times) == 1
    assert not any(over for over, (start, end) in zip(overdue, times, strict=True) if start.month != end.month)


def test_executed_amounts_are_near_the_budget_but_for_one(sample: Sample) -> None:
    rates = {one.code: one.scores[0].completion or Decimal(0) for one in sample.run.projects}
    assert {code for code, rate in rates.items() if not Decimal("0.9") <= rate <= 1} == {FAR_BELOW}
    assert rates[FAR_BELOW] == Decimal("0.3")
    assert [code for code, rate in rates.items() if rate == 1] == [ALL_SPENT]
    budgets = {one.code: (one.funds.total.initial, one.funds.total.budget) for one in sample.run.projects}
    assert [code for code, (initial, budget) in budgets.items() if initial != budget] == [ADJUSTED]
    assert all(initial == sample.projects[code].year_amount for code, (initial, _) in budgets.items())


def test_inputs_bear_the_names_that_the_explanation_gives_them(sample: Sample) -> None:
    checked = 0
    for code, project in sample.projects.items():
        for row in project.indicators:
            if not row.is_live or (code, row.code) == MISSING or not parts_of(sample.actual(code, row.code)).inputs:
                continue
            wanted = [one.name for one in read_indicator(row, YEAR).measure.inputs]
            assert list(parts_of(sample.actual(code, row.code)).inputs) == wanted, (code, row.name)
            checked += 1
    assert checked > 120


def test_causes_stand_only_beside_rows_that_fall_short_and_not_beside_all(sample: Sample) -> None:
    scored = [row for one in sample.run.projects for row in one.scores if row.code != BUDGET_EXECUTION and row.weight]
    short = [row for row in scored if row.outcome in (Outcome.PARTLY_MET, Outcome.NOT_MET)]
    with_cause = [row for row in scored if row.cause]
    assert all(row in short for row in with_cause)
    assert len(with_cause) >= 15
    assert len(short) - len(with_cause) >= 3
    recorded = [one for read in sample.actuals.values() for one in read.actuals]
    assert sum(bool(one.note) for one in recorded) >= 10
    assert not any(one.evidence for one in recorded)


BLOCKS = re.findall(r"```yaml\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
HEAD = 'project: "1"\n'


@pytest.mark.parametrize("block", BLOCKS)
def test_the_examples_of_the_readme_can_be_read(block: str) -> None:
    text = block if block.startswith("project:") else HEAD + ("actuals:\n" if block.startswith("-") else "") + block
    document, said = parse_yaml(text, "README.md")
    assert document is not None, said
    written, said = validate(ActualsFile, document)
    assert written is not None, said
    assert written.actuals or written.budget


def test_the_readme_says_that_the_actuals_are_illustrative_and_shows_every_way() -> None:
    text = README.read_text(encoding="utf-8")
    assert "**Everything in `2024/` is illustrative.**" in text
    shown = "\n".join(BLOCKS)
    assert all(f"{way}:" in shown for way in ("value", "inputs", "periods", "series", "events", "ends", "adjusted"))
    assert set(re.findall(r"\b\d{21}\b", text)) <= {file.stem for file in FILES}
