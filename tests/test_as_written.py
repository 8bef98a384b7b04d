"""Figures of documents as people write them; what somebody wrote, and what was signed, stays."""

from __future__ import annotations

import pytest

from engine.language.rendering import Coded, chinese, coded
from engine.reports.as_written import plainly, steps_as_written
from engine.reports.documents.analysis import analysis
from engine.reports.words import actual_of
from engine.runs.record import Facts, Score
from tests import make_runs

WORKED_OUT = coded("worked-out", result=coded("about", number="91.67%"), of="升级 22，总数 24")
COMPARED = coded("compared", actual="22场", verdict=coded("reached"), goal="≥20场")
ASSUMED = coded("unit-assumed", text="22", unit="场")


def row(target: str, actual: str | Coded, *steps: Coded) -> Score:
    score = make_runs.score("01", "产出指标/数量指标/培训", target, str(actual), "met", points="5.00 of 5.00")
    return score.model_copy(update={"facts": Facts(actual=actual, steps=steps)})


def changed(figure: str) -> Coded:
    return coded("worked-out", result=figure, of="基期值 100，当期值 88")


@pytest.mark.parametrize(
    ("target", "actual", "shown"),
    [
        ("≥90%", WORKED_OUT, "91.67%（升级 22，总数 24）"),
        ("降低10%", changed("-12%"), "降低12%（基期值 100，当期值 88）"),
        ("压减10%", changed("-12%"), "压减12%（基期值 100，当期值 88）"),
        ("提升20%", changed("-12%"), "降低12%（基期值 100，当期值 88）"),
        ("较上年增长20%以上", changed("15%"), "增长15%（基期值 100，当期值 88）"),
        ("降低10%", changed("3%"), "提高3%（基期值 100，当期值 88）"),
        ("≥4%", changed("-4.6%"), "降低4.6%（基期值 100，当期值 88）"),
        ("≥90%", "约25篇", "约25篇"),
        ("提升20%", "15%", "15%"),
        (
            "100%",
            coded("executed-of", rate=coded("about", number="96.52%"), executed="965.20", budget="1,000.00"),
            "96.52%（965.20元 ÷ 1,000.00元）",
        ),
    ],
)
def test_an_actual_is_written_as_people_write_it(target: str, actual: str | Coded, shown: str) -> None:
    assert actual_of(row(target, actual)) == shown


def test_a_figure_has_the_unit_it_was_taken_to_be_in() -> None:
    assert actual_of(row("≥20场", "22", ASSUMED, COMPARED)) == "22场"
    assert actual_of(row("≥20场", "共22场", ASSUMED, COMPARED)) == "共22场"
    asked = row("≥20场", "22", ASSUMED).model_copy(
        update={"question": make_runs.example_finding("example-unit", "which")}
    )
    assert actual_of(asked) == "22"


def test_a_run_that_was_signed_keeps_its_wording() -> None:
    signed = make_runs.score("01", "产出指标/质量指标/升级", "≥90%", "约91.67%", "met", points="5.00 of 5.00")
    assert actual_of(signed) == "约91.67%"
    assert steps_as_written(make_runs.report_late()) == make_runs.report_late().trace.steps


def test_a_list_and_a_code_that_is_gone_are_shown_too() -> None:
    gone = Coded(code="gone-since", values={"of": coded("about", number="3%")})
    assert chinese(plainly(("甲", coded("about", number="3%")))) == "甲、3%"
    assert chinese(plainly(gone)) == "gone-since、3%"


def test_a_report_names_the_actual_once() -> None:
    text = analysis(row("≥20场", "22", ASSUMED, COMPARED), make_runs.links())
    assert "年度指标值 ≥20场，实际完成值 22场。满足指标值 ≥20场。" in text
    assert text.count("实际") == 1
