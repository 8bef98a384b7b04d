"""Workbooks to be filled in: made from declarations, filled by people, read back as what YAML would have recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.actuals import Actual, ProjectActuals
from engine.cli import cli
from engine.forms import read_forms
from engine.language.findings import Finding, Findings
from engine.language.rendering import chinese
from engine.measures import read_indicator
from engine.observe import observe
from engine.runs.record import Run
from engine.terms import BUDGET_EXECUTION, Indicator, Outcome, Project
from engine.workbooks import layout
from engine.workbooks.collect import Group, ReplacingError, collection_workbook, groups_of, write_collection
from engine.workbooks.requested import requested_of
from tests.builders import HERE, ROOT, YEAR, indicator
from tests.collected import (
    EVENTS_HEAD,
    beside,
    closed,
    columns,
    events_sheet,
    fill,
    head_row,
    line_of,
    opened,
    put,
    scored,
    sheet_of,
)
from tests.formbooks import saved_anew
from tests.recorded import parts_of, read_actuals

DECLARED = ROOT / "declarations" / f"{YEAR}.txt"
# what is said of a row that has no line any more, and of one that never had
GONE_AND_NEW = ("collect-row-absent", "collect-row-new")
RATIO = "采纳率=已采纳数量/提交总数*100%"


class Sample(NamedTuple):
    """The sample set, recorded in YAML and in a workbook that was filled in with the same values."""

    projects: dict[str, Project]
    recorded: tuple[ProjectActuals, ...]
    empty: bytes
    filled: Path
    read: tuple[ProjectActuals, ...]
    findings: Findings


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    declared, _ = read_forms([str(DECLARED)])
    projects = {one.code: one for one in declared}
    recorded, _ = read_actuals([str(ROOT / "actuals" / str(YEAR))], projects)
    (group,) = groups_of(declared)
    empty = collection_workbook(group, YEAR)
    book = opened(empty)
    fill(book, recorded, projects)
    filled = tmp_path_factory.mktemp("filled") / "填报.xlsx"
    filled.write_bytes(closed(book))
    read, findings = read_actuals([str(filled)], projects)
    return Sample(projects, recorded, empty, filled, read, findings)


def project(*rows: Indicator, code: str = "44031", unit: str = "某某局", name: str = "测试项目") -> Project:
    return Project(code=code, name=name, unit=unit, year_amount=Decimal(1000), indicators=rows, source=HERE)


def small() -> Project:
    """One row of each way of asking."""
    return project(
        indicator("≥90%", RATIO, "采纳率", code="01"),
        indicator("≥33条", name="网络链路数量", code="02"),
        indicator("2024年12月31日前", name="完成时间", code="03"),
        indicator("通过", name="测评通过", code="04"),
        indicator("有效改善营商环境", name="营商环境", code="05", level1="效益指标", level2="社会效益指标"),
        indicator("≥95%", name="在线率", code="06"),
    )


class Answer(NamedTuple):
    """What came of a workbook: the actuals of its first project by row, all that was read, the findings."""

    by_code: dict[str, Actual]
    read: tuple[ProjectActuals, ...]
    findings: Findings

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.findings]

    def only(self, code: str) -> Finding:
        (found,) = [one for one in self.findings if one.code == code]
        return found


class Ask:
    """Collects for some projects, lets a person change the workbook, and reads it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "填报.xlsx"

    def __call__(
        self,
        change: Callable[[Workbook], None],
        *projects: Project,
        now: Project | None = None,
        year: int | None = YEAR,
    ) -> Answer:
        declared = projects or (small(),)
        book = opened(collection_workbook(Group("某某局", declared), year))
        change(book)
        self.file.write_bytes(closed(book))
        known = {one.code: one for one in ((now,) if now else declared)}
        read, findings = read_actuals([str(self.file)], known)
        return Answer({one.code: one for one in read[0].actuals} if read else {}, read, findings)


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    return Ask(tmp_path)


def enter(code: str, number: int, value: object) -> Callable[[Workbook], None]:
    """Type one value into the numbered item of a row."""

    def change(book: Workbook) -> None:
        sheet = book.worksheets[1]
        put(sheet, line_of(sheet, code), columns(sheet)[f"{layout.FIGURE}{number}"], value)

    return change


def both(*changes: Callable[[Workbook], None]) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        for one in changes:
            one(book)

    return change


@pytest.fixture(scope="module")
def from_yaml(sample: Sample) -> Run:
    return scored(sample.recorded, sample.projects)


# the whole way


def test_scoring_what_a_workbook_records_equals_scoring_the_same_values_from_yaml(
    sample: Sample, from_yaml: Run
) -> None:
    from_workbook = scored(sample.read, sample.projects)
    compared = 0
    for ours, theirs in zip(from_yaml.projects, from_workbook.projects, strict=True):
        assert (ours.code, ours.funds, ours.achieved) == (theirs.code, theirs.funds, theirs.achieved)
        for first, second in zip(ours.scores, theirs.scores, strict=True):
            where = (ours.code, first.code)
            assert (second.outcome, second.points, second.weight) == (first.outcome, first.points, first.weight), where
            assert (second.cause, second.remedy, second.note) == (first.cause, first.remedy, first.note), where
            compared += first.outcome is not Outcome.NOT_APPLICABLE
    assert compared == 271


def test_events_that_were_filled_in_line_by_line_are_those_of_the_lists_of_tickets(sample: Sample) -> None:
    ours = {(one.project, row.code): row for one in sample.recorded for row in one.actuals if parts_of(row).events}
    theirs = {(one.project, row.code): row for one in sample.read for row in one.actuals if parts_of(row).events}
    assert len(ours) == 3
    assert set(ours) == set(theirs)
    for where, actual in ours.items():
        read = theirs[where]
        assert [(one.name, one.start, one.ends) for one in parts_of(read).events] == [
            (one.name, one.start, one.ends) for one in parts_of(actual).events
        ]
        assert parts_of(read).data_file == read.source.sheet


def test_a_workbook_filled_in_well_needs_no_word_but_about_what_cannot_be_scored(sample: Sample) -> None:
    said = [one for one in sample.findings if one.severity != "note"]
    assert [one.code for one in said] == ["collect-no-number"]
    assert "数据口径待核实" in said[0].message


def test_each_recorded_value_names_its_file_sheet_and_cell(sample: Sample) -> None:
    book = load_workbook(sample.filled)
    for one in sample.read:
        for actual in one.actuals:
            place = actual.source
            assert place.file == sample.filled.as_posix()
            assert book[place.sheet or ""][place.cell or ""].value is not None


def test_of_an_empty_workbook_nothing_is_recorded_and_one_finding_says_so(ask: Ask) -> None:
    projects = [small().model_copy(update={"code": str(number), "name": f"项目{number}"}) for number in range(10, 22)]
    answer = ask(both(), *projects)
    found = answer.only("collect-empty")
    assert (answer.codes, answer.read) == (["collect-empty"], ())
    assert found.values == {"count": "12", "total": "12", "sheets": "1-12"}

    def some(book: Workbook) -> None:
        enter("02", 1, 20)(book)
        beside(book.worksheets[4], layout.ACHIEVED, "完成")
        book.worksheets[9].title = "李四填"

    answer = ask(some, *projects)
    assert [one.project for one in answer.read] == ["10", "13"]
    assert answer.only("collect-empty").values == {"count": "10", "total": "12", "sheets": "2-3、5-8、10-12、李四填"}


def test_what_was_achieved_as_a_whole_is_recorded_without_any_figure(ask: Ask) -> None:
    answer = ask(lambda book: beside(book.worksheets[1], layout.ACHIEVED, "全部完成"))
    assert (answer.read[0].achieved, answer.read[0].year, answer.codes) == ("全部完成", YEAR, [])


# the workbook itself


def test_one_workbook_a_unit_whatever_the_width_of_its_brackets(tmp_path: Path) -> None:
    units = ("信息中心（本级）", "信息中心(本级)", "财政局", "a/b", "a:b", "")
    projects = [project(code=str(number), unit=unit) for number, unit in enumerate(units)]
    assert [len(one.projects) for one in groups_of(projects)] == [2, 1, 1, 1, 1]
    files = write_collection(projects, None, tmp_path / "new")
    assert [one.name for one in files] == [
        "信息中心（本级）.xlsx",
        "财政局.xlsx",
        "a_b.xlsx",
        "a_b_2.xlsx",
        "未注明单位.xlsx",
    ]


def test_a_workbook_that_was_filled_in_is_replaced_only_where_that_is_asked_for(tmp_path: Path) -> None:
    units = [project(code=str(number), unit=unit) for number, unit in enumerate(("甲局", "乙局"))]
    old, new = tmp_path / "甲局.xlsx", tmp_path / "乙局.xlsx"
    old.write_bytes(b"filled in")
    with pytest.raises(ReplacingError) as refused:
        write_collection(units, YEAR, tmp_path)
    assert refused.value.files == (old,)
    assert all(word in str(refused.value) for word in ("甲局.xlsx", "--out", "--replace"))
    assert (old.read_bytes(), new.exists()) == (b"filled in", False)
    write_collection(units, YEAR, tmp_path, replace=True)
    assert old.read_bytes() == collection_workbook(Group("甲局", (units[0],)), YEAR)
    new.unlink()
    assert write_collection(units, YEAR, tmp_path) == (old, new)
    assert new.exists()


def test_of_many_files_that_would_be_replaced_the_first_are_named() -> None:
    said = str(ReplacingError([Path(f"{number}局.xlsx") for number in range(9)]))
    assert said.startswith("9 workbooks")
    assert ("4局.xlsx…" in said, "5局" in said) == (True, False)


def test_the_same_declarations_give_the_same_bytes() -> None:
    group = Group("某某局", (small(),))
    assert collection_workbook(group, YEAR) == collection_workbook(group, YEAR)


def test_only_cells_to_be_filled_in_are_open_and_sheets_are_protected_without_a_password(sample: Sample) -> None:
    book = opened(sample.empty)
    assert book[layout.REGISTRY].sheet_state == "veryHidden"
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        opened_cells = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
        assert all(cell.value in (None, YEAR) for cell in opened_cells)
        assert bool(opened_cells) == (sheet.title not in (layout.INSTRUCTIONS, layout.REGISTRY))


def test_words_to_choose_from_and_days_have_their_lists_and_checks(ask: Ask) -> None:
    lists: dict[str, str] = {}

    def look(book: Workbook) -> None:
        for one in book.worksheets[1].data_validations.dataValidation:
            lists[str(one.sqref)] = f"{one.type} {one.formula1 or ''}"

    ask(look)
    assert lists["H16"] == 'list "通过,未通过"'
    assert lists["H17"] == 'list "达成,部分达成,未达成"'
    assert lists["H15"].startswith("decimal ")


def test_each_live_row_says_what_is_asked_in_which_unit(sample: Sample) -> None:
    book = opened(sample.empty)
    for one in sample.projects.values():
        sheet = sheet_of(book, one.code)
        heads = columns(sheet)
        live = [row for row in one.indicators if row.is_live]
        lines = [sheet.cell(row, 1).value for row in range(head_row(sheet) + 1, sheet.max_row + 1)]
        assert lines == [row.code for row in live]
        for row in live:
            asked = requested_of(row, YEAR)
            what, _, elsewhere = str(sheet.cell(line_of(sheet, row.code), heads[layout.WHAT]).value).partition("\n")
            assert what == chinese(asked.measure.description)
            assert bool(elsewhere) == bool(asked.limits)
            texts = [cell.value for cell in sheet[line_of(sheet, row.code)]]
            if asked.way != "periods":
                assert all(item.label in texts and (item.unit or "") in item.label for item in asked.items)


def test_text_that_begins_like_a_formula_is_text(ask: Ask) -> None:
    evil = project(indicator("=1+1", "=HYPERLINK(1)", "=cmd|x", code="01"), name="=SUM(A1)", unit="+某局", code="@44")
    seen: list[object] = []

    def look(book: Workbook) -> None:
        for sheet in book.worksheets:
            seen.extend(cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
        put(book.worksheets[1], 13, columns(book.worksheets[1])[layout.CAUSE], "原因")

    ask(look, evil)
    formulas = [str(one) for one in seen]
    assert formulas
    assert all("H6" in one or one == '=""' or "F7" in one or "COUNT" in one for one in formulas)


# live formulas, as a spreadsheet computes them


def recalculated(file: Path, folder: Path) -> Workbook:
    """The workbook with its formulas computed by LibreOffice."""
    saved_anew([file], "xlsx", folder)
    return load_workbook(folder / file.name, data_only=True)


class Line(NamedTuple):
    """A row of a recalculated workbook."""

    declared: Indicator
    actual: Actual
    outcome: Outcome
    result: object
    check: object

    @property
    def is_in_numbers(self) -> bool:
        """Whether all that was filled in are numbers in the units asked for, with which a spreadsheet can compute."""
        asked = requested_of(self.declared, YEAR)
        texts = [str(one) for one in parts_of(self.actual).inputs.values()] or [parts_of(self.actual).value or ""]
        units = "".join(item.unit or "" for item in asked.items)
        return bool(parts_of(self.actual).periods) or all(
            text.rstrip(units + "%年月日通过未").strip("0123456789.年月") == "" for text in texts
        )


def lines_of(book: Workbook, sample: Sample, run: Run) -> Iterator[Line]:
    outcomes = {(one.code, row.code): row.outcome for one in run.projects for row in one.scores}
    for one in sample.read:
        declared = {row.code: row for row in sample.projects[one.project].indicators}
        sheet = sheet_of(book, one.project)
        heads = columns(sheet)
        for actual in one.actuals:
            if actual.code != BUDGET_EXECUTION:
                line = line_of(sheet, actual.code)
                result, check = (sheet.cell(line, heads[head]).value for head in (layout.RESULT, layout.CHECK))
                yield Line(declared[actual.code], actual, outcomes[one.project, actual.code], result, check)


def test_live_formulas_give_what_the_engine_computes(sample: Sample, from_yaml: Run, tmp_path: Path) -> None:
    lines = list(lines_of(recalculated(sample.filled, tmp_path), sample, from_yaml))
    known = [one for one in lines if one.outcome.is_known and one.is_in_numbers]
    assert len(known) > len(lines) - 10
    for one in known:
        assert one.check == ("达标" if one.outcome is Outcome.MET else "未达标"), one
    computed = [one for one in known if parts_of(one.actual).inputs and requested_of(one.declared, YEAR).is_computed]
    assert len(computed) > 120
    for one in computed:
        seen = observe(read_indicator(one.declared, YEAR), one.actual, YEAR)
        assert seen.number is not None
        assert isinstance(one.result, float | int), one
        factor = 100 if seen.unit == "%" else 1
        assert abs(Decimal(str(one.result)) * factor - seen.number.decimal(12)) < Decimal("1e-9"), one


def test_the_cells_for_reasons_turn_red_by_the_check_of_their_own_row(ask: Ask) -> None:
    rules: dict[str, str] = {}

    def look(book: Workbook) -> None:
        sheet = book.worksheets[1]
        for area in sheet.conditional_formatting:
            rules[str(area.sqref)] = area.rules[0].formula[0]

    ask(look)
    assert rules == {
        "P13:P18": 'AND($M13="未达标",LEN(TRIM(P13))=0)',
        "Q13:Q18": 'AND($M13="未达标",LEN(TRIM(Q13))=0)',
        "D9": 'AND($H$7="未达标",LEN(TRIM(D9))=0)',
        "H9": 'AND($H$7="未达标",LEN(TRIM(H9))=0)',
    }


# what people type


def test_the_ways_of_asking_each_record_what_yaml_would(ask: Ask) -> None:
    answer = ask(
        both(
            enter("01", 1, 9),
            enter("01", 2, 10),
            enter("02", 1, 20),
            enter("03", 1, datetime(2024, 12, 20)),
            enter("04", 1, "未通过"),
            enter("05", 1, "部分达成"),
            enter("05", 2, 0.75),
            enter("06", 1, 0.9316),
        )
    )
    assert not answer.findings
    assert parts_of(answer.by_code["01"]).inputs == {"已采纳数量": "9", "提交总数": "10"}
    values = {code: parts_of(one).value for code, one in answer.by_code.items() if code != "01"}
    assert values == {
        "02": "20条",
        "03": "2024年12月20日",
        "04": "未通过",
        "05": "部分达成 75%",
        "06": "93.16%",
    }


@pytest.mark.parametrize(
    ("typed", "recorded", "code"),
    [
        ("93%", "93%", None),
        ("９３％", "９３％", None),
        (0.93, "93%", None),
        (1, "100%", None),
        ("93", "93", None),
        ("0.93", "0.93", "share-ambiguous"),
        (93, "9300%", "collect-share-large"),
        ("数据待核实", "数据待核实", "collect-no-number"),
    ],
)
def test_a_percentage_is_read_as_its_cell_shows_it(ask: Ask, typed: object, recorded: str, code: str | None) -> None:
    answer = ask(enter("06", 1, typed))
    assert parts_of(answer.by_code["06"]).value == recorded
    assert answer.codes == ([code] if code else [])


def test_a_bare_share_under_another_format_is_asked_about(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        cell = book.worksheets[1].cell(line_of(book.worksheets[1], "06"), 8)
        cell.number_format = "General"
        cell.value = 0.93

    answer = ask(change)
    assert parts_of(answer.by_code["06"]).value == "0.93"
    found = answer.only("share-ambiguous")
    assert found.source is not None
    assert found.source.cell == "H18"


@pytest.mark.parametrize(
    ("code", "typed", "recorded", "said"),
    [
        ("02", "1850万条", "1850万条", None),
        ("02", "20", "20条", None),
        ("02", "２０", "２０条", None),
        ("02", "20 \u00a0", "20条", None),
        ("02", "１，８５０", "１，８５０条", None),
        ("02", -3, "-3", "collect-no-number"),
        ("02", "/", "/", "collect-no-number"),
        ("03", "2024-12-20", "2024-12-20", None),
        ("03", "２０２４．１２．２０", "２０２４．１２．２０", None),
        ("03", "2024-12-20 00:00:00", "2024-12-20 00:00:00", None),
        ("03", 45646, "2024年12月20日", None),
        ("03", 20241220, None, "cell-error"),
        ("03", "12月20日", "12月20日", None),
        ("03", "2024-2-30", "2024-2-30", "collect-no-date"),
        ("02", "二十来条吧", "二十来条吧", "collect-no-number"),
        ("02", "#DIV/0!", None, "cell-error"),
        ("02", "=1+1", None, "cell-uncalculated"),
        ("02", 12345678901234567890, None, "cell-digits-lost"),
        ("02", True, "TRUE", "collect-no-number"),
        ("03", "年底", "年底", None),  # scoring asks for the day where it matters
        ("03", "按时完成", "按时完成", None),
        ("04", "还行", "还行", "collect-choice"),
        ("05", "很好", "很好", "collect-choice"),
    ],
)
def test_rubbish_is_named_with_its_cell_and_costs_nothing_else(
    ask: Ask, code: str, typed: object, recorded: str | None, said: str | None
) -> None:
    answer = ask(both(enter(code, 1, typed), enter("01", 1, 9), enter("01", 2, 10)))
    assert parts_of(answer.by_code["01"]).inputs == {"已采纳数量": "9", "提交总数": "10"}
    assert (parts_of(answer.by_code[code]).value if code in answer.by_code else None) == recorded
    assert answer.codes == ([said] if said else [])
    for one in answer.findings:
        assert one.source is not None
        assert one.source.cell == f"H{12 + int(code)}"


def test_a_day_shown_without_its_year_keeps_the_year_that_the_cell_holds(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        cell = book.worksheets[1].cell(line_of(book.worksheets[1], "03"), 8)
        cell.value, cell.number_format = datetime(2025, 1, 17), 'm"月"d"日"'

    assert parts_of(ask(change).by_code["03"]).value == "2025年1月17日"


def test_a_result_given_directly_counts_where_single_figures_are_not_complete(ask: Ask) -> None:
    def direct(value: object) -> Callable[[Workbook], None]:
        def change(book: Workbook) -> None:
            sheet = book.worksheets[1]
            put(sheet, line_of(sheet, "01"), columns(sheet)[layout.DIRECT], value)

        return change

    alone = ask(direct(0.93))
    assert (parts_of(alone.by_code["01"]).value, alone.codes) == ("93%", [])
    part = ask(both(direct(0.93), enter("01", 1, 9)))
    assert (parts_of(part.by_code["01"]).value, part.codes) == ("93%", ["collect-direct-taken"])
    full = ask(both(direct(0.93), enter("01", 1, 9), enter("01", 2, 10)))
    assert (parts_of(full.by_code["01"]).value, full.codes) == (None, ["collect-direct-left"])
    assert len(parts_of(full.by_code["01"]).inputs) == 2


def test_evidence_is_hashed_where_it_is_a_file_and_kept_where_it_is_a_description(ask: Ask) -> None:
    (ask.file.parent / "验收.pdf").write_bytes(b"x")

    def evidence(text: str) -> Answer:
        def change(book: Workbook) -> None:
            enter("02", 1, 20)(book)
            put(
                book.worksheets[1],
                line_of(book.worksheets[1], "02"),
                columns(book.worksheets[1])[layout.EVIDENCE],
                text,
            )

        return ask(change)

    assert len(evidence("验收.pdf").by_code["02"].evidence_sha256) == 64
    assert evidence("缺失.pdf").codes == ["evidence-missing"]
    described = evidence("合同及验收报告")
    assert (described.by_code["02"].evidence, described.codes) == ("合同及验收报告", [])


def test_a_reason_beside_empty_cells_records_nothing_and_is_said(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        sheet = book.worksheets[1]
        put(sheet, line_of(sheet, "02"), columns(sheet)[layout.CAUSE], "搬迁")

    answer = ask(change)
    assert (answer.codes, answer.by_code) == (["collect-text-alone", "collect-empty"], {})


def test_the_funds_and_the_year_are_read_and_rubbish_in_them_is_named(ask: Ask) -> None:
    def good(book: Workbook) -> None:
        for label, value in zip(layout.FUNDS, (900, "0.1万元", 800.5, 1, 2, 3, "说明", "原因", "措施"), strict=True):
            beside(book.worksheets[1], label, value)

    budget = parts_of(ask(good).by_code[BUDGET_EXECUTION]).budget
    assert budget is not None
    assert (budget.initial, budget.adjusted, budget.executed, budget.other) == ("900", "0.1万元", "800.5", "3")
    assert (budget.note, budget.cause, budget.remedy) == ("说明", "原因", "措施")

    def without_the_executed(book: Workbook) -> None:
        beside(book.worksheets[1], "年初预算数（元）", 900)
        beside(book.worksheets[1], "其他资金（元）", 3)

    places = ask(without_the_executed).by_code[BUDGET_EXECUTION].locations
    assert {field: place.cell for field, place in places.items()} == {"initial": "F6", "other": "H8"}

    def bad(book: Workbook) -> None:
        beside(book.worksheets[1], "全年执行数（元）", "八百来块")
        beside(book.worksheets[1], layout.YEAR, "今年")

    answer = ask(bad)
    assert answer.codes == ["collect-year", "collect-no-amount"]
    assert answer.read[0].year is None


def test_relative_deadlines_limits_and_targets_in_parts_score_as_from_yaml(ask: Ask) -> None:
    declared = project(
        indicator("合同签订后30日内", name="完成时间", code="01"),
        indicator("主干道≥98%、背街小巷≥97%", name="清扫率", code="02"),
        indicator("100%", "需要在15分钟响应，30分钟内赶到现场执行飞行任务。", "响应时间", code="03"),
    )
    answer = ask(
        both(
            enter("01", 1, datetime(2024, 3, 1)),
            enter("01", 2, datetime(2024, 4, 10)),
            enter("02", 1, 0.99),
            enter("02", 2, 0.95),
            enter("03", 1, 10),
            enter("03", 2, 38),
        ),
        declared,
    )
    assert parts_of(answer.by_code["01"]).inputs == {"合同签订": "2024年3月1日", "实际完成日期": "2024年4月10日"}
    run = scored(answer.read, {declared.code: declared})
    outcomes = {one.code: one.outcome for one in run.projects[0].scores}
    assert outcomes["01"] is Outcome.PARTLY_MET
    assert outcomes["02"] is Outcome.PARTLY_MET
    assert parts_of(answer.by_code["03"]).inputs == {"响应": "10分钟", "赶到现场": "38分钟"}
    assert outcomes["03"] is Outcome.PARTLY_MET


def test_a_fault_of_one_cell_is_said_of_that_cell_when_it_is_scored(ask: Ask) -> None:
    explanation = "月活跃率=访问人次/常住人口*100%"
    rows = (
        indicator("≥90%", RATIO, "采纳率", code="01"),
        indicator("提升20%", name="收入增长", code="02"),
        indicator("5次及以上≥5%", explanation, "月活跃率", code="03"),
        indicator("≥90%", name="月平均在线率", code="04"),
    )

    def change(book: Workbook) -> None:
        both(enter("01", 1, 9), enter("01", 2, "/"), enter("02", 1, 100), enter("02", 2, "不详"))(book)
        beside(book.worksheets[1], "全年执行数（元）", 900)
        beside(book.worksheets[1], "上年结转资金（元）", "若干")
        for row, column, value in ((3, 8, 60), (4, 8, "几千"), (7, 8, 0.95), (7, 9, "断线")):
            put(book[layout.MONTHLY], row, column, value)

    declared = project(*rows)
    answer = ask(change, declared)
    for read in (answer.read, [ProjectActuals.model_validate_json(one.model_dump_json()) for one in answer.read]):
        sheet = scored(read, {declared.code: declared}).projects[0]
        said = {str(one.source).rpartition("!")[2] for one in sheet.all_findings if one.severity == "error"}
        assert said == {"J13", "J14", "F8", "H4", "I7"}


@pytest.mark.parametrize(
    ("code", "number", "typed", "is_said"),
    [
        ("02", 1, "20%", True),
        ("02", 1, 0.2, False),
        ("02", 1, "20个", False),
        ("02", 1, "20小时", True),
        ("06", 1, "93分", True),
        ("06", 1, "20条", True),
        ("07", 1, "90分钟", False),
        ("07", 1, "3个工作日", True),
    ],
)
def test_a_unit_that_measures_something_else_than_is_asked_for_is_said(
    ask: Ask, code: str, number: int, typed: object, is_said: bool
) -> None:
    declared = small()
    late = indicator("≤24小时", name="修复时长", code="07")
    answer = ask(enter(code, number, typed), declared.model_copy(update={"indicators": (*declared.indicators, late)}))
    assert answer.codes == (["collect-unit-other"] if is_said else [])
    assert parts_of(answer.by_code[code]).value is not None


def test_a_result_given_directly_in_another_unit_is_said(ask: Ask) -> None:
    declared = project(
        indicator("≥20份", "报告总数=月报数量+专报数量", "报告总数", code="01"), indicator("≥90%", RATIO, code="02")
    )

    def change(book: Workbook) -> None:
        sheet = book.worksheets[1]
        for code, value in (("01", "95%"), ("02", "95分")):
            put(sheet, line_of(sheet, code), columns(sheet)[layout.DIRECT], value)

    answer = ask(change, declared)
    assert answer.codes == ["collect-unit-other", "collect-unit-other"]


def test_cells_outside_the_form_are_said_with_their_places(ask: Ask) -> None:
    places: dict[str, int | str] = {"S7": 7, "S13": 5, "K14": 3, "D30": "合计", "I30": 100}

    def change(book: Workbook) -> None:
        enter("02", 1, 20)(book)
        for cell, value in places.items():
            book.worksheets[1][cell] = value
        book[layout.INSTRUCTIONS]["G3"] = 12
        book[layout.INSTRUCTIONS]["B99"] = 34

    answer = ask(change)
    assert answer.codes == ["collect-cells-unread", "collect-cells-unread"]
    instructions, form = answer.findings
    assert instructions.values == {"count": "2", "cells": "G3 “12”、B99 “34”"}
    assert form.values == {"count": "5", "cells": "S7 “7”、S13 “5”、K14 “3”、D30 “合计”、I30 “100”"}
    assert form.source is not None
    assert (form.source.sheet, form.source.cell) == ("1 测试项目", "S7")
    assert parts_of(answer.by_code["02"]).value == "20条"


def test_a_line_that_names_no_row_is_said_once_and_a_column_without_its_head_is_not_overlooked(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        sheet = book.worksheets[1]
        sheet["D30"], sheet["H30"] = "合计", 100
        enter("01", 2, 20)(book)
        sheet["J12"] = "别的"

    answer = ask(change)
    assert answer.codes == ["actual-unmatched", "collect-cells-unread", "collect-empty"]
    assert answer.only("collect-cells-unread").values["cells"] == "J12 “别的”、J13 “20”"


def test_cells_beside_the_tables_of_months_and_events_are_said(ask: Ask) -> None:
    quarterly = indicator("≥90%", name="季度平均满意度", code="03")
    assert requested_of(quarterly, YEAR).months == (3, 6, 9, 12)
    declared = monthly()
    declared = declared.model_copy(update={"indicators": (*declared.indicators, quarterly)})

    def change(book: Workbook) -> None:
        sheet = book[layout.MONTHLY]
        put(sheet, 7, 9, 0.95)
        for cell, value in (("V7", 1), ("F40", "合计"), ("H8", 0.9)):
            sheet[cell] = value

    answer = ask(change, declared)
    said = [one.values["cells"] for one in answer.findings if one.code == "collect-cells-unread"]
    assert said == ["V7 “1”、F40 “合计”", "H8 “0.9”"]
    assert parts_of(answer.by_code["03"]).periods == {}
    assert [str(one) for one in parts_of(answer.by_code["03"]).unread] == ["逐月填报!H8 “0.9”"]

    def beside_events(book: Workbook) -> None:
        event("02", 1, "A", BEGAN, 3)(book)
        events_sheet(book, "44031", "02")["I9"] = 5

    answer = ask(beside_events, responses())
    assert answer.only("collect-cells-unread").values["cells"] == "I9 “5”"


def test_a_target_changed_by_hand_is_said_wherever_it_stands_and_the_declared_one_counts(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        sheet = book.worksheets[1]
        sheet.cell(line_of(sheet, "02"), columns(sheet)[layout.TARGET]).value = "≥20条"
        sheet.cell(line_of(sheet, "06"), columns(sheet)[layout.TARGET]).value = "≥９５％"
        enter("02", 1, 20)(book)

    found = ask(change).only("collect-target-changed")
    assert found.source is not None
    assert (found.source.cell, found.values["declared"]) == ("E14", "≥33条")
    assert "jixiao adjust-target" in found.message

    def of_month(book: Workbook) -> None:
        put(book[layout.MONTHLY], 7, 9, 0.95)
        book[layout.MONTHLY]["F7"] = "≥80%"

    assert ask(of_month, monthly()).codes == ["collect-target-changed"]

    def of_events(book: Workbook) -> None:
        event("02", 1, "A", BEGAN, 3)(book)
        events_sheet(book, "44031", "02")["D4"] = "≤48小时"

    assert ask(of_events, responses()).codes == ["collect-target-changed"]


# changed by hand


def swap(sheet: Worksheet, first: int, second: int) -> None:
    for column in range(1, sheet.max_column + 1):
        one, other = sheet.cell(first, column), sheet.cell(second, column)
        one.value, other.value = other.value, one.value


def test_rows_that_were_moved_are_still_themselves(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        both(enter("01", 1, 9), enter("01", 2, 10), enter("02", 1, 20))(book)
        sheet = book.worksheets[1]
        swap(sheet, 13, 14)
        sheet.insert_rows(13, 3)
        sheet.insert_rows(1)

    answer = ask(change)
    assert not answer.findings
    assert parts_of(answer.by_code["02"]).value == "20条"
    assert len(parts_of(answer.by_code["01"]).inputs) == 2


def test_inserted_columns_renamed_and_moved_sheets_change_nothing(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        both(enter("01", 1, 9), enter("01", 2, 10), enter("02", 1, 20), enter("03", 1, "2024-12-20"))(book)
        sheet = book.worksheets[1]
        # one between an item and its figure, one among the texts, one at the very left
        for column in (15, 8, 1):
            sheet.insert_cols(column)
        sheet.title = "张三填"
        book.move_sheet(sheet, 1)

    answer = ask(change)
    assert not answer.findings
    assert parts_of(answer.by_code["01"]).inputs == {"已采纳数量": "9", "提交总数": "10"}
    assert (parts_of(answer.by_code["02"]).value, parts_of(answer.by_code["03"]).value) == ("20条", "2024-12-20")


def test_an_empty_input_beside_a_filled_one_is_named_with_its_cell(ask: Ask) -> None:
    answer = ask(enter("01", 1, 9))
    found = answer.only("collect-item-empty")
    assert answer.codes == ["collect-item-empty"]
    assert found.source is not None
    assert (found.source.cell, "提交总数" in found.message) == ("J13", True)


def test_several_figures_stand_in_a_cell_only_where_a_sum_takes_them(ask: Ask) -> None:
    answer = ask(both(enter("01", 1, "9、8"), enter("01", 2, 20)))
    assert answer.codes == ["collect-no-number"]
    rated = project(indicator("≥90%", "(∑评价数量*评价星级/评价数量*5)*100%", "满意度", code="01"))
    answer = ask(both(enter("01", 1, "120、30"), enter("01", 2, "5、4")), rated)
    assert not answer.findings
    assert parts_of(answer.by_code["01"]).inputs == {"评价数量": ("120", "30"), "评价星级": ("5星", "4星")}


def test_rows_that_were_numbered_anew_or_renamed_are_followed_or_named(ask: Ask) -> None:
    old = small()
    moved = {"02": "03", "03": "02"}
    now = [row.model_copy(update={"code": moved.get(row.code, row.code)}) for row in old.indicators]
    now = [row.model_copy(update={"name": "系统在线率"}) if row.code == "06" else row for row in now]
    change = both(enter("02", 1, 20), enter("03", 1, datetime(2024, 12, 20)), enter("06", 1, 0.96))
    answer = ask(change, old, now=old.model_copy(update={"indicators": tuple(now)}))
    assert (parts_of(answer.by_code["03"]).value, parts_of(answer.by_code["02"]).value) == ("20条", "2024年12月20日")
    found = answer.only("actual-unmatched")
    assert found.source is not None
    assert (found.source.cell, "系统在线率" in found.message) == ("D18", True)
    assert answer.codes.count("collect-row-by-name") == 2
    assert "06" not in answer.by_code


def test_a_figure_in_another_unit_than_the_one_declared_now_is_not_taken(ask: Ask) -> None:
    now = [row.model_copy(update={"target_text": "≥3公里"}) if row.code == "02" else row for row in small().indicators]
    answer = ask(enter("02", 1, 20), small(), now=small().model_copy(update={"indicators": tuple(now)}))
    said = ["collect-declaration-changed", "collect-target-changed", "collect-item-unknown", "collect-empty"]
    assert answer.codes == said
    place = answer.only("collect-item-unknown").source
    assert place is not None
    assert place.cell == "H14"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_saved_by_another_office_program_records_the_same(kind: str, sample: Sample, tmp_path: Path) -> None:
    saved_anew([sample.filled], kind, tmp_path)
    read, findings = read_actuals([str(tmp_path / f"{sample.filled.stem}.{kind}")], sample.projects)

    def without_places(recorded: tuple[ProjectActuals, ...]) -> list[object]:
        return [[row.model_dump(exclude={"source"}) for row in one.actuals] for one in recorded]

    assert without_places(read) == without_places(sample.read)
    assert [one.code for one in findings] == [one.code for one in sample.findings]


def test_a_workbook_saved_in_a_kind_that_is_not_read_is_named(ask: Ask) -> None:
    answer = ask(enter("02", 1, 20))
    (ask.file.parent / "报送.xlsb").write_bytes(b"")
    read, findings = read_actuals([str(ask.file.parent)], {small().code: small()})
    assert [(one.code, str(one.source)) for one in findings] == [("file-skipped", f"{ask.file.parent}/报送.xlsb")]
    assert read == answer.read


def test_without_the_hidden_codes_rows_are_matched_by_their_names(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        enter("02", 1, 20)(book)
        book.worksheets[1].delete_cols(1)

    answer = ask(change)
    assert parts_of(answer.by_code["02"]).value == "20条"
    assert answer.codes == ["collect-row-by-name"]


def test_deleted_rows_and_columns_are_named(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        enter("02", 1, 20)(book)
        sheet = book.worksheets[1]
        sheet.delete_cols(columns(sheet)[layout.CAUSE])
        sheet.delete_rows(line_of(sheet, "01"))

    answer = ask(change)
    assert answer.codes == ["collect-column-absent", "collect-row-absent"]
    assert "采纳率" in answer.only("collect-row-absent").message
    assert parts_of(answer.by_code["02"]).value == "20条"


def test_a_row_added_by_hand_is_read_if_it_names_an_indicator_and_else_said_why_not(ask: Ask) -> None:
    def added(name: str) -> Callable[[Workbook], None]:
        def change(book: Workbook) -> None:
            sheet = book.worksheets[1]
            sheet.delete_rows(line_of(sheet, "02"))
            for column, value in ((4, name), (7, "网络链路数量（条）"), (8, 21)):
                sheet.cell(30, column).value = value

        return change

    right = ask(added("网络链路数量"))
    assert parts_of(right.by_code["02"]).value == "21条"
    assert right.codes == ["collect-row-by-name"]
    wrong = ask(added("网络链路质量"))
    found = wrong.only("actual-unmatched")
    assert found.source is not None
    assert found.source.cell == "D30"
    assert "网络链路数量" in found.message


def test_a_copied_row_is_taken_once_and_an_overwritten_name_follows_its_code(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        enter("02", 1, 20)(book)
        sheet = book.worksheets[1]
        for column in range(1, sheet.max_column + 1):
            sheet.cell(25, column).value = sheet.cell(line_of(sheet, "02"), column).value
        sheet.cell(line_of(sheet, "06"), 4).value = "线上率"
        enter("06", 1, 0.96)(book)

    answer = ask(change)
    assert answer.codes == ["collect-row-renamed", "actual-repeated"]
    assert (parts_of(answer.by_code["02"]).value, parts_of(answer.by_code["06"]).value) == ("20条", "96%")


def test_a_figure_beside_other_words_is_not_taken_for_what_is_asked(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        both(enter("01", 1, 9), enter("01", 2, 10))(book)
        book.worksheets[1].cell(line_of(book.worksheets[1], "01"), 7).value = "驳回数量"

    answer = ask(change)
    assert answer.codes == ["collect-item-unknown"]
    assert parts_of(answer.by_code["01"]).inputs == {"提交总数": "10"}
    assert "已采纳数量" in answer.findings[0].message


def test_another_version_and_a_changed_declaration_are_said_and_read_as_far_as_they_match(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        both(enter("02", 1, 20), enter("06", 1, 0.96))(book)
        book[layout.REGISTRY]["B1"] = "99"

    old = small()
    rows = [row.model_copy(update={"name": "链路数"}) if row.code == "02" else row for row in old.indicators]
    now = old.model_copy(update={"indicators": (*rows, indicator("≥1", name="新增指标", code="07"))})
    answer = ask(change, old, now=now)
    assert answer.codes == ["collect-version", "collect-declaration-changed", "actual-unmatched", *GONE_AND_NEW]
    assert parts_of(answer.by_code["06"]).value == "96%"


def test_a_workbook_without_its_hidden_sheet_is_read_by_its_words(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        enter("02", 1, 20)(book)
        del book[layout.REGISTRY]

    answer = ask(change)
    assert answer.codes == ["collect-registry-absent"]
    assert parts_of(answer.by_code["02"]).value == "20条"


def test_sheets_that_were_deleted_copied_or_added_are_said(ask: Ask) -> None:
    first, second = small(), small().model_copy(update={"code": "44032", "name": "另一项目"})

    def change(book: Workbook) -> None:
        enter("02", 1, 20)(book)
        book.copy_worksheet(book.worksheets[1])
        book.create_sheet("便笺")["A1"] = "记一下"
        del book[book.sheetnames[2]]

    answer = ask(change, first, second)
    assert answer.codes == ["collect-sheet-unread", "collect-project-absent", "actual-file-same"]
    assert parts_of(answer.by_code["02"]).value == "20条"


def test_a_project_whose_code_was_deleted_is_told_by_its_sheet_and_an_unknown_one_is_an_error(ask: Ask) -> None:
    def code(text: str | None) -> Callable[[Workbook], None]:
        def change(book: Workbook) -> None:
            enter("02", 1, 20)(book)
            book.worksheets[1]["H2"] = text

        return change

    inferred = ask(code(None))
    assert (inferred.codes, parts_of(inferred.by_code["02"]).value) == (["collect-project-inferred"], "20条")
    assert ask(code("9999")).codes == ["actual-project-unknown"]


OTHER = small().model_copy(update={"code": "44032", "name": "另一项目"})


def told(
    code: str | None = "44031", name: str | None = "测试项目", sheet: str = "1 测试项目"
) -> Callable[[Workbook], None]:
    """Fill in the first sheet, and change what it says of its project."""

    def change(book: Workbook) -> None:
        enter("02", 1, 20)(book)
        first = book.worksheets[1]
        first["H2"], first["D2"], first.title = code, name, sheet

    return change


def without_registry(book: Workbook) -> None:
    del book[layout.REGISTRY]


@pytest.mark.parametrize(
    ("change", "cell"),
    [
        pytest.param(told(code="44032"), "H2", id="the code is another's"),
        pytest.param(told(name="另一项目"), "H2", id="the name is another's"),
        pytest.param(told(code="44032", sheet="张三填"), "H2", id="the code is, and the sheet is not known any more"),
        pytest.param(both(told(code="44032"), without_registry), "H2", id="the code is, and no sheet is known"),
        pytest.param(told(code="44032", name=None), "H2", id="the code is, and the name is gone"),
        pytest.param(told(code="44032", name="另一项目"), "H2", id="code and name are"),
        pytest.param(told(code=None, name="另一项目"), "D2", id="the name is, and the code is gone"),
    ],
)
def test_a_sheet_whose_signs_name_two_projects_is_refused(
    ask: Ask, change: Callable[[Workbook], None], cell: str
) -> None:
    answer = ask(change, small(), OTHER)
    found = answer.only("collect-project-conflict")
    assert found.source is not None
    assert (found.source.cell, found.severity) == (cell, "error")
    assert all(word in found.message for word in ("44031 测试项目", "44032 另一项目", "jixiao collect"))
    assert all(one.project != "44031" for one in answer.read)
    assert not any(one.actuals for one in answer.read)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (told(sheet="张三填"), None),
        (told(name=None), None),
        (both(told(name=None), without_registry), "collect-registry-absent"),
        (told(code=None), "collect-project-inferred"),
        (told(code=None, name=None), "collect-project-inferred"),
        (told(code=None, sheet="张三填"), "collect-project-inferred"),
        (told(name="测试"), "actual-name-differs"),
        (told(code=None, name=None, sheet="张三填"), "actual-project-unknown"),
    ],
)
def test_where_a_sign_is_lost_the_others_count(ask: Ask, change: Callable[[Workbook], None], code: str | None) -> None:
    answer = ask(change, small(), OTHER)
    assert [one for one in answer.codes if one not in ("collect-empty", "collect-project-absent")] == [code][
        : bool(code)
    ]
    assert [one.project for one in answer.read if one.actuals] == (
        [] if code == "actual-project-unknown" else ["44031"]
    )


def test_of_projects_that_share_a_name_the_code_tells_which(ask: Ask) -> None:
    twin = small().model_copy(update={"code": "44032"})
    assert parts_of(ask(told(), small(), twin).by_code["02"]).value == "20条"
    assert parts_of(ask(told(code=None), small(), twin).by_code["02"]).value == "20条"
    assert ask(both(told(code=None), without_registry), small(), twin).codes.count("actual-project-unknown") == 1


def test_months_and_events_are_not_given_to_another_project_by_a_changed_code(ask: Ask) -> None:
    def other_month(book: Workbook) -> None:
        put(book[layout.MONTHLY], 7, 10, 0.95)
        book[layout.MONTHLY]["B7"] = "44032"

    first = monthly()
    found = ask(other_month, first, first.model_copy(update={"code": "44032", "name": "另一项目"}))
    assert found.only("collect-project-conflict").source is not None
    assert not any(one.actuals for one in found.read)

    def other_event(book: Workbook) -> None:
        event("02", 1, "A", BEGAN, 3)(book)
        events_sheet(book, "44031", "02")["B2"] = "44032"

    first = responses()
    found = ask(other_event, first, first.model_copy(update={"code": "44032", "name": "另一项目"}))
    assert found.only("collect-project-conflict").source is not None
    assert not any(one.actuals for one in found.read)


def test_a_form_without_its_heads_says_which_are_wanted(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[1].delete_rows(head_row(book.worksheets[1]))

    answer = ask(change, small(), small().model_copy(update={"code": "44032", "name": "另一项目"}))
    assert answer.codes == ["collect-head-absent", "collect-empty"]
    assert "三级指标" in answer.findings[0].message


# months


def monthly() -> Project:
    explanation = "月活跃率=访问人次/常住人口*100%"
    return project(
        indicator("5次及以上≥5%", explanation, "月活跃率", code="01"), indicator("≥90%", name="月平均在线率", code="02")
    )


def test_monthly_cells_become_periods_of_the_year(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        sheet = book[layout.MONTHLY]
        put(sheet, 3, 8, 60)
        put(sheet, 4, 8, 1000)
        put(sheet, 6, 9, 0.04)
        put(sheet, 7, 10, 0.95)

    answer = ask(change, monthly())
    assert parts_of(answer.by_code["01"]).periods == {
        "2024-01": {"访问人次": "60人次", "常住人口": "1000"},
        "2024-02": "4%",
    }
    assert parts_of(answer.by_code["02"]).periods == {"2024-03": "95%"}


def test_a_sheet_of_months_is_told_by_its_heads_and_a_month_without_column_is_said(ask: Ask) -> None:
    def renamed(book: Workbook) -> None:
        sheet = book[layout.MONTHLY]
        put(sheet, 7, 9, 0.95)
        sheet.delete_cols(10)
        sheet.title = "月报"

    answer = ask(renamed, monthly())
    assert answer.codes == ["collect-column-absent"]
    assert "3月" in answer.findings[0].message
    assert parts_of(answer.by_code["02"]).periods == {"2024-02": "95%"}

    def without_heads(book: Workbook) -> None:
        put(book[layout.MONTHLY], 7, 9, 0.95)
        book[layout.MONTHLY].delete_rows(2)

    answer = ask(without_heads, monthly())
    assert answer.codes == ["collect-head-absent", "collect-empty"]
    assert layout.ITEM in answer.findings[0].message


def test_monthly_lines_without_their_codes_are_matched_by_name_and_unknown_ones_are_said(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        sheet = book[layout.MONTHLY]
        put(sheet, 7, 10, 0.95)
        put(sheet, 3, 8, 60)
        sheet.cell(3, 7).value = "别的"
        sheet.delete_cols(1)

    answer = ask(change, monthly())
    assert set(answer.codes) == {"collect-row-by-name", "collect-item-unknown"}
    assert parts_of(answer.by_code["02"]).periods == {"2024-03": "95%"}
    assert "01" not in answer.by_code


# single events


def responses() -> Project:
    return project(
        indicator("100%", "需要在15分钟响应，30分钟内赶到现场执行飞行任务。", "响应时间", code="01"),
        indicator("≤24小时", "问题处理24小时内完成", "故障响应时间", code="02"),
        indicator("≤3个工作日", "问题3个工作日内处理完成", "处理时限", code="03"),
    )


def event(code: str, line: int, *values: object) -> Callable[[Workbook], None]:
    """Type an event: what, when it began, its ends."""

    def change(book: Workbook) -> None:
        sheet = events_sheet(book, "44031", code)
        for column, value in enumerate(values, 1):
            put(sheet, EVENTS_HEAD + line, column, value)

    return change


BEGAN = datetime(2024, 3, 1, 8, 0)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        (datetime(2024, 3, 1, 10, 30), 2.5),
        ("2024-03-01 10:30", 2.5),
        ("2024年3月1日10时30分", 2.5),
        ("２０２４/３/１ １０：３０", 2.5),
        (2.5, 2.5),
        ("2.5", 2.5),
        ("２．５", 2.5),
        ("150分钟", 2.5),
        ("2小时30分", 2.5),
        ("1天", 24.0),
        (None, None),
    ],
)
def test_an_events_end_is_a_time_or_how_long_it_took(ask: Ask, typed: object, hours: float | None) -> None:
    answer = ask(event("02", 1, "A-1", BEGAN, typed), responses())
    assert not answer.findings
    (one,) = parts_of(answer.by_code["02"]).events
    end = one.ends[""]
    assert (one.name, one.start) == ("A-1", BEGAN)
    assert (None if end is None else (end - BEGAN).total_seconds() / 3600) == hours


@pytest.mark.parametrize(
    ("values", "code", "cell"),
    [
        (("A", BEGAN, datetime(2024, 2, 29)), "event-time", "C8"),
        (("A", BEGAN, "修好了"), "event-time", "C8"),
        (("A", BEGAN, "10:30"), "event-time", "C8"),
        (("A", BEGAN, -3), "event-time", "C8"),
        (("A", "三月初", 3), "event-time", "B8"),
        (("A", None, 3), "event-time", "B8"),
        (("A", BEGAN, "#REF!"), "cell-error", "C8"),
    ],
)
def test_an_event_without_its_times_is_named_with_its_cell_and_the_others_are_kept(
    ask: Ask, values: tuple[object, ...], code: str, cell: str
) -> None:
    answer = ask(both(event("02", 1, *values), event("02", 2, "B", BEGAN, 3)), responses())
    found = answer.only(code)
    assert answer.codes == [code]
    assert found.source is not None
    assert (found.source.sheet, found.source.cell) == ("逐次填报 1-02", cell)
    assert [one.name for one in parts_of(answer.by_code["02"]).events] == ["B"]


def test_a_length_in_working_days_ends_on_the_day_that_the_calendar_gives(ask: Ask) -> None:
    # 2024-03-01 is a Friday
    answer = ask(both(event("03", 1, "A", BEGAN, 3), event("03", 2, "B", BEGAN, 4)), responses())
    assert [str(one.ends[""]) for one in parts_of(answer.by_code["03"]).events] == [
        "2024-03-06 23:59:59",
        "2024-03-07 23:59:59",
    ]
    run = scored(answer.read, {"44031": responses()})
    assert "2次中1次在限内" in str(run.projects[0].scores[-1].actual_text)
    assert ask(event("03", 1, "A", BEGAN, 2.5), responses()).codes == ["event-time"]


def test_lines_below_the_drawn_ones_notes_and_columns_of_their_own_are_read_or_said(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        sheet = events_sheet(book, "44031", "02")
        for row in range(EVENTS_HEAD + 1, EVENTS_HEAD + 251):
            sheet.cell(row, 1).value = f"单{row}"
            sheet.cell(row, 2).value, sheet.cell(row, 3).value = BEGAN, 3
        sheet.cell(EVENTS_HEAD + 250, 5).value = "雨天"
        sheet.insert_cols(1)
        sheet.cell(EVENTS_HEAD, 1).value = "班组"

    answer = ask(change, responses())
    assert len(parts_of(answer.by_code["02"]).events) == 250
    assert parts_of(answer.by_code["02"]).events[-1].name == "单257；雨天"
    assert answer.codes == ["column-unread"]
    assert "班组" in answer.findings[0].message


def test_events_go_before_the_longest_time_which_is_said_to_be_left(ask: Ask) -> None:
    answer = ask(both(enter("02", 1, 20), event("02", 1, "A", BEGAN, 3)), responses())
    assert answer.codes == ["collect-events-taken"]
    assert parts_of(answer.by_code["02"]).value is None
    assert len(parts_of(answer.by_code["02"]).events) == 1


def test_a_list_of_events_without_a_column_its_project_or_its_limit_says_so(ask: Ask) -> None:
    def without(column: int) -> Callable[[Workbook], None]:
        def change(book: Workbook) -> None:
            event("01", 1, "A", BEGAN, 3, 12)(book)
            events_sheet(book, "44031", "01").delete_cols(column)

        return change

    assert ask(without(4), responses()).codes == ["collect-end-absent", "collect-empty"]
    assert "赶到现场" in ask(without(4), responses()).findings[0].message

    assert ask(without(1), responses()).codes == ["collect-head-absent", "collect-empty"]
    assert layout.START in ask(without(1), responses()).findings[0].message

    def of_another(book: Workbook) -> None:
        event("02", 1, "A", BEGAN, 3)(book)
        events_sheet(book, "44031", "02")["B2"] = "4409"

    assert ask(of_another, responses()).codes == ["actual-project-unknown", "collect-empty"]
    changed = [row.model_copy(update={"explanation": "", "target_text": "90%"}) for row in responses().indicators]
    now = responses().model_copy(update={"indicators": tuple(changed)})
    assert "collect-events-unasked" in ask(event("02", 1, "A", BEGAN, 3), responses(), now=now).codes


def test_a_sheet_tells_which_events_kept_their_limits_and_whether_the_row_did(ask: Ask, tmp_path: Path) -> None:
    lines = [
        ((BEGAN, datetime(2024, 3, 2, 8, 0)), "在限内"),
        ((BEGAN, 24), "在限内"),
        ((BEGAN, datetime(2024, 3, 2, 8, 1)), "超限"),
        ((BEGAN, 24.5), "超限"),
        ((BEGAN, None), "未完成"),
        ((BEGAN, "3小时"), None),
        (("2024-03-01 08:00", 3), None),
        ((None, None), None),
    ]
    typed = [event("02", number, "A", *values) for number, (values, _) in enumerate(lines, 1) if values[0]]
    ask(both(event("01", 1, "A", BEGAN, 15, 30), event("03", 1, "A", BEGAN, 3), *typed), responses())
    book = recalculated(ask.file, tmp_path / "a")
    seen = events_sheet(book, "44031", "02")
    assert [seen.cell(EVENTS_HEAD + row, 4).value for row in range(1, len(lines) + 1)] == [said for _, said in lines]
    check = columns(book.worksheets[1])[layout.CHECK]
    # where words stand among the times, or days are counted by a calendar, a sheet cannot tell
    assert [book.worksheets[1].cell(13 + row, check).value for row in range(3)] == ["达标", None, None]
    ask(both(*(event("02", row, "A", BEGAN, 24 + late) for row, late in ((1, 0), (2, 1)))), responses())
    assert recalculated(ask.file, tmp_path / "b").worksheets[1].cell(14, check).value == "未达标"


def test_a_copied_list_of_events_is_taken_once(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        event("02", 1, "A", BEGAN, 3)(book)
        book.copy_worksheet(events_sheet(book, "44031", "02"))

    answer = ask(change, responses())
    assert answer.codes == ["actual-repeated"]
    assert len(parts_of(answer.by_code["02"]).events) == 1


def second_list(*events: tuple[object, ...]) -> Callable[[Workbook], None]:
    """A list with one event, and another list of the same row with some."""

    def change(book: Workbook) -> None:
        event("02", 1, "A", BEGAN, 3)(book)
        sheet = book.copy_worksheet(events_sheet(book, "44031", "02"))
        for line, values in enumerate(events, EVENTS_HEAD + 1):
            for column, value in enumerate(values, 1):
                put(sheet, line, column, value)

    return change


@pytest.mark.parametrize(
    ("change", "events", "unread"),
    [
        (both(event("02", 1, "A", BEGAN, "#REF!"), event("02", 2, "B", BEGAN, 3)), 1, ["逐次填报 1-02!C8 “#REF!”"]),
        (both(event("02", 1, "A", BEGAN, 3), event("02", 4, "B", "三月初", 3)), 1, ["逐次填报 1-02!B11 “三月初”"]),
        (event("02", 1, "A", None, None), 0, ["逐次填报 1-02!B8 “A”"]),
        (second_list(("B", BEGAN, 4)), 1, ["逐次填报 1-02 Copy!A8 “B”"]),
        (second_list(("A", BEGAN, "坏了")), 1, ["逐次填报 1-02 Copy!A8 “坏了”"]),
    ],
)
def test_an_event_that_cannot_be_read_leaves_its_row_open(
    change: Callable[[Workbook], None], events: int, unread: list[str], ask: Ask
) -> None:
    answer = ask(change, responses())
    actual = answer.by_code["02"]
    assert (len(parts_of(actual).events), list(map(str, parts_of(actual).unread))) == (events, unread)
    row = scored(answer.read, {"44031": responses()}).projects[0].scores[2]
    assert row.outcome == "open"
    assert row.points_range is not None
    assert row.points_range[0] < row.points_range[1] == row.weight
    assert unread[0] in row.reason


def test_events_are_of_the_year_of_their_sheet_and_those_below_the_last_line_are_counted(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = ask(event("02", 1, "A", "3月2日 08:30", "3月2日 09：10"), responses())
    assert answer.codes == ["date-year-taken"]
    assert str(parts_of(answer.by_code["02"]).events[0].start) == "2024-03-02 08:30:00"
    monkeypatch.setattr("engine.workbooks.events.MOST_EVENTS", 3)
    answer = ask(both(*(event("02", line, "A", BEGAN, 3) for line in range(1, 8))), responses())
    (lost,) = parts_of(answer.by_code["02"]).unread
    assert lost.count == len(parts_of(answer.by_code["02"]).events) + lost.count - 3 > 0


@pytest.mark.parametrize(
    ("typed", "periods", "unread"),
    [
        ({(7, 8): 0.95, (7, 9): "#REF!"}, {"2024-01": "95%"}, ["2024-02 #REF!"]),
        ({(3, 8): 60, (4, 8): "#DIV/0!", (6, 9): 0.04}, {"2024-02": "4%"}, ["2024-01 #DIV/0!"]),
        ({(3, 8): 60, (4, 8): "#DIV/0!", (6, 8): 0.04}, {"2024-01": "4%"}, []),
    ],
)
def test_a_month_with_a_cell_that_cannot_be_read_leaves_its_row_open(
    typed: dict[tuple[int, int], object], periods: dict[str, str], unread: list[str], ask: Ask
) -> None:
    def change(book: Workbook) -> None:
        for (row, column), value in typed.items():
            put(book[layout.MONTHLY], row, column, value)

    answer = ask(change, monthly())
    (actual,) = answer.by_code.values()
    assert parts_of(actual).periods == periods
    assert [f"{one.label} {one.text}" for one in parts_of(actual).unread] == unread
    row = next(one for one in scored(answer.read, {"44031": monthly()}).projects[0].scores if one.code == actual.code)
    assert (row.outcome == "open") is bool(unread)


def test_a_line_of_months_that_stands_twice_leaves_open_what_differs(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        sheet = book[layout.MONTHLY]
        for column, value in ((8, 0.95), (9, 0.96)):
            put(sheet, 7, column, value)
        for column in range(1, 20):
            sheet.cell(20, column).value = sheet.cell(7, column).value
            sheet.cell(20, column).number_format = sheet.cell(7, column).number_format
        for column, value in ((9, 0.5), (10, 0.97)):
            sheet.cell(20, column).value = value
            sheet.cell(20, column).number_format = "0.00%"

    answer = ask(change, monthly())
    assert parts_of(answer.by_code["02"]).periods == {"2024-01": "95%", "2024-03": "97%"}
    assert [f"{one.label} {one.text}" for one in parts_of(answer.by_code["02"]).unread] == ["2024-02 96%、50%"]
    assert "period-repeated" in answer.codes


# files that are none


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-damaged"),
        (b"not a workbook", "file-damaged"),
        (b"PK\x03\x04broken", "file-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file-damaged"),
    ],
)
def test_a_file_that_is_no_workbook_is_one_finding_and_the_others_are_read(ask: Ask, content: bytes, code: str) -> None:
    (ask.file.parent / "a.xlsx").write_bytes(content)
    (ask.file.parent / "~$填报.xlsx").write_bytes(b"lock")
    answer = ask(enter("02", 1, 20))
    read, findings = read_actuals([str(ask.file.parent)], {small().code: small()})
    assert [one.code for one in findings] == [code]
    assert read == answer.read


def test_another_workbook_is_told_to_be_another(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        for name in book.sheetnames[1:]:
            del book[name]

    assert ask(change).codes == ["collect-no-form"]


def test_a_sheet_with_far_too_many_lines_is_read_so_far_and_said(ask: Ask) -> None:
    def change(book: Workbook) -> None:
        enter("02", 1, 20)(book)
        sheet = book.worksheets[1]
        for row in range(20, 2_100):
            sheet.cell(row, 4).value = "备注"

    answer = ask(change)
    assert answer.codes == ["sheet-cut", "collect-cells-unread"]
    assert parts_of(answer.by_code["02"]).value == "20条"


# the commands


def test_collect_and_record_on_the_command_line(tmp_path: Path) -> None:
    ledger = ["--db", f"sqlite:///{tmp_path / 'a.db'}"]

    def jixiao(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(cli, [*words, *ledger], catch_exceptions=False)
        return result.exit_code, result.output

    out = tmp_path / "填报"
    assert jixiao("collect", "--out", str(out))[0] == 2
    jixiao("import", str(DECLARED), "--year", "2024")
    assert jixiao("collect", "--out", str(out), "--project", "4403")[0] == 2
    code, said = jixiao("collect", "--out", str(out), "--year", str(YEAR), "--project", "440313231211500705030")
    assert (code, said.splitlines()[0]) == (0, f"workbooks in {out}: 1; projects of 2024: 1")
    (file,) = out.iterdir()
    book = load_workbook(file)
    sheet = sheet_of(book, "440313231211500705030")
    put(sheet, line_of(sheet, "01"), 8, 20)
    book.save(file)
    code, said = jixiao("record", str(out), "--by", "张三")
    assert (code, said) == (0, "projects recorded: 1; 2 new entries, 0 revised, 0 unchanged (1 of 2024)\n")
    filled = file.read_bytes()
    code, said = jixiao("collect", "--out", str(out), "--year", str(YEAR))
    assert (code, file.name in said, "--replace" in said, file.read_bytes()) == (2, True, True, filled)
    assert jixiao("collect", "--out", str(out), "--year", str(YEAR), "--replace")[0] == 0
    assert file.read_bytes() != filled
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert jixiao("collect", "--out", str(blocked / "x"))[0] == 1
