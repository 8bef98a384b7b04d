"""The use cases that lay something over one row, called without any command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from engine.actuals import Actual, ProjectActuals
from engine.actuals.kinds import Budget, EventList, Inputs, Periods, Record, Recordable, Spending, Stated
from engine.actuals.oneline import actual_text, actual_words
from engine.actuals.records import Unread
from engine.language.findings import Source
from engine.language.rendering import chinese, english
from engine.services import amending
from engine.services.amending import Act, Adjustment, Correction, TargetChange
from engine.services.errors import RequestError
from engine.services.ledger import Ledger, LedgerError, opened
from engine.services.names import find_project
from engine.store import append_actuals, append_declarations, load_cases
from engine.terms import Project
from tests.builders import HERE
from tests.formtext import form, read_form_text

NOW = datetime(2025, 1, 15, 9, tzinfo=UTC)
ACT = Act(by="李四", reason="现场核查", at=NOW)
LOST = (Unread(sort="event", source=Source(file="a", line=7), text="若干"),)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    projects, _ = read_form_text(form() + form("4402", "乙项目"), "forms.txt")
    with opened(f"sqlite:///{tmp_path}/ledger.db", is_new=True) as one:
        append_declarations(one, (project.model_copy(update={"year": 2024}) for project in projects), NOW)
        yield one


def first(ledger: Ledger) -> Project:
    return find_project(ledger, "甲项目").project


def ask(ledger: Ledger, request: Correction | Adjustment | TargetChange) -> None:
    if isinstance(request, Correction):
        amending.correct(ledger, request)
    elif isinstance(request, Adjustment):
        amending.adjust(ledger, request)
    else:
        amending.adjust_target(ledger, request)


def test_a_correction_tells_what_stood_before_and_what_it_did_to_the_points(ledger: Ledger) -> None:
    for value, before, share in (("2份", None, 1), ("1份", "2份", 2)):
        asked = Correction(project=first(ledger), indicator="报告数量", value=value, act=ACT)
        done, findings = amending.correct(ledger, asked)
        assert not findings
        assert (done.row.code, done.before, done.after) == ("01", before, value)
        assert done.effect is not None
        weight = done.effect.after.row.weight
        assert weight is not None
        assert done.effect.after.row.points == weight / share
    (case,) = load_cases(ledger, ["4401"], year=2024)
    assert actual_text(case.recorded["01"].actual) == "1份"
    assert [one.reason for one in amending.history(ledger, first(ledger), "报告数量")] == ["现场核查"] * 2


PARTS = "产出指标\t*数量指标\t培训人次\t≥2期，100人次\t组织培训"
RATE = "产出指标\t*质量指标\t采纳率\t≥90%\t采纳率=已采纳数（份）/提交总数*100%"


@pytest.mark.parametrize(
    ("row", "stands", "given", "after"),
    [
        (
            PARTS,
            {"培训人次": ("2", "100")},
            ("培训人次=2", ("培训人次（期）=2", "培训人次(人次)=96")),
            "培训人次（期）=2, 培训人次(人次)=96",
        ),
        (RATE, {"采纳数": "9", "提交总数": "10"}, ("采纳数=9", ("已采纳数=9",)), "提交总数=10, 已采纳数=9"),
        (
            "产出指标\t*数量指标\t产量\t提升20%\t产量",
            {"去年": "5", "基期值": "5"},
            ("今年=6", ("当期值=6",)),
            "基期值=5, 当期值=6",
        ),
    ],
)
def test_an_input_that_a_row_does_not_ask_for_is_refused_and_a_recorded_one_goes(
    ledger: Ledger, row: str, stands: dict[str, Recordable], given: tuple[str, tuple[str, ...]], after: str
) -> None:
    (declared,), _ = read_form_text(form("4403", "丙项目", rows=(row,)), "forms.txt")
    append_declarations(ledger, [declared.model_copy(update={"year": 2024})], NOW)
    there = Actual(code="01", indicator=row.split("\t")[2], record=Inputs(inputs=stands), source=HERE)
    before = ProjectActuals(project="4403", of_year=2024, actuals=(there,), source=HERE)
    append_actuals(ledger, [before], by="张三", reason="", at=NOW)
    project, (wrong, right) = find_project(ledger, "丙").project, given
    with pytest.raises(RequestError, match="does not ask for"):
        amending.correct(ledger, Correction(project=project, indicator="01", inputs=(wrong,), act=ACT))
    done, findings = amending.correct(ledger, Correction(project=project, indicator="01", inputs=right, act=ACT))
    assert english(done.after) == after
    assert not findings
    assert done.effect is not None
    assert done.effect.after.row.points is not None


def test_points_and_targets_are_laid_over_a_row(ledger: Ledger) -> None:
    amending.correct(ledger, Correction(project=first(ledger), indicator="01", value="2份", act=ACT))
    taken = Adjustment(project=first(ledger), indicator="1", points=Decimal(-2), assessor="评价组", act=ACT)
    done, _ = amending.adjust(ledger, taken)
    assert done.effect is not None
    before, after = done.effect.before.row.points, done.effect.after.row.points
    assert before is not None
    assert after == before - 2
    asked = TargetChange(project=first(ledger), indicator="报告数量", target="≥4份", act=ACT)
    moved, _ = amending.adjust_target(ledger, asked)
    assert (moved.before, moved.after, moved.number) == ("≥2份", "≥4份", 1)
    with pytest.raises(RequestError, match="already"):
        amending.adjust_target(ledger, asked)


def test_what_cannot_be_done_is_refused_in_a_sentence_and_leaves_no_entry(ledger: Ledger, tmp_path: Path) -> None:
    project = first(ledger)
    gone = tmp_path / "没有.pdf"
    over = NOW - timedelta(days=1)
    requests = (
        (Correction(project=project, indicator="满意率", value="1", act=ACT), "names no indicator", ""),
        (Correction(project=project, indicator="01", act=ACT), "give a VALUE", ""),
        (Correction(project=project, indicator="01", value="1", evidence=gone, act=ACT), "cannot be read", "evidence"),
        (TargetChange(project=project, indicator="预算执行", target="90%", act=ACT), "is the budget", ""),
        (
            Adjustment(project=project, indicator="01", points=Decimal(1), assessor="评价组", expires=over, act=ACT),
            "2025-01-14 is over",
            "expires",
        ),
    )
    for request, sentence, field in requests:
        with pytest.raises(RequestError, match=sentence) as refused:
            ask(ledger, request)
        assert refused.value.field == field
    assert not amending.history(ledger, project)


def test_a_project_is_found_by_any_unambiguous_part(ledger: Ledger, tmp_path: Path) -> None:
    assert [find_project(ledger, name).project.code for name in ("4402", "乙项目", "乙", "02")] == ["4402"] * 4
    with pytest.raises(RequestError, match="more than one project of the ledger:\n  4401 甲项目\n  4402 乙项目"):
        find_project(ledger, "项目")
    with pytest.raises(RequestError, match="names no project of the ledger"):
        find_project(ledger, "丙")
    with pytest.raises(LedgerError, match="no declaration of 2023, but of 2024"):
        find_project(ledger, "甲", 2023)
    empty = opened(f"sqlite:///{tmp_path}/empty.db", is_new=True)
    with empty as other, pytest.raises(RequestError, match="holds no declaration"):
        find_project(other, "甲")


@pytest.mark.parametrize(
    ("record", "in_chinese", "in_english"),
    [
        (Stated(value="20条"), "20条", "20条"),
        (
            Spending(budget=Budget(executed="9", adjusted="10", cause="让价")),
            "全年执行数=9、全年预算数=10",
            "executed=9, adjusted=10",
        ),
        (Inputs(inputs={"甲": "9", "乙": ("1", "2")}), "甲=9、乙=[1, 2]；汇总方式“mean”", "甲=9, 乙=[1, 2]; mean"),
        (
            Periods(periods={"2024-01": "3"}, unread=LOST),
            "2024-01=3；汇总方式“mean”；1 处无法读取：a:7 “若干”",
            "2024-01=3; mean; 1 unread: a:7 “若干”",
        ),
        (
            EventList(unread=LOST, data_file="a.csv"),
            "a.csv（0 行、1 处无法读取：a:7 “若干”）",
            "a.csv (0 rows, 1 unread: a:7 “若干”)",
        ),
        (EventList(unread=LOST), "（0 行、1 处无法读取：a:7 “若干”）", "(0 rows, 1 unread: a:7 “若干”)"),
        (None, "汇总方式“mean”", "mean"),
    ],
)
def test_a_record_is_one_line_in_either_language(record: Record | None, in_chinese: str, in_english: str) -> None:
    actual = Actual(code="01", indicator="甲", record=record, aggregate="mean", source=HERE)
    assert (chinese(actual_words(actual)), actual_text(actual)) == (in_chinese, in_english)


def test_what_would_be_taken_back_is_named_in_either_language(ledger: Ledger) -> None:
    """A cause that another file says otherwise, without a reason."""
    project = first(ledger)
    actuals = [
        ProjectActuals(
            project=project.code,
            of_year=2024,
            source=HERE,
            actuals=(Actual(code="01", indicator="报告数量", record=Stated(value="2份"), cause=cause, source=HERE),),
        )
        for cause in ("供货延迟", "人手不足")
    ]
    for one in actuals:
        findings = append_actuals(ledger, [one], by="张三", reason="", at=ACT.at).withheld
    (withheld,) = findings
    assert "“偏差原因“供货延迟””" in withheld.chinese()
    assert "“cause 供货延迟”" in withheld.message
