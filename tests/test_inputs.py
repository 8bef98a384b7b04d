"""Named inputs: as many figures as are wanted of each, and never one taken where others stand beside it or none does."""

from __future__ import annotations

import pytest

from engine.terms import Outcome
from tests.builders import compared

CHANGE = ("提升20%", "")
RATIO = ("≥90%", "采纳率=已采纳数/总数*100%")
RELATIVE = ("合同签订后30日内完成", "")
RESPONSE = ("≤30分钟", "在15分钟响应，30分钟内赶到现场")
STARS = ("≥90%", "满意度=∑(满意度评价数量*评价星级)/(∑满意度评价数量*5)*100%")


@pytest.mark.parametrize(
    ("declared", "inputs", "said"),
    [
        # from a ledger that was recorded before empty lists were refused
        (RATIO, {"已采纳数": (), "总数": "10"}, "已采纳数 is “”"),
        (("有效提升", ""), {"已采纳数": ()}, "“”"),
        (CHANGE, {"基期值": (), "当期值": "8"}, "基期值 is “”"),
        (CHANGE, {"基期值": ("5", "6"), "当期值": "8"}, "基期值 holds several figures (5、6)"),
        (CHANGE, {"基期值": "5", "当期值": ("8", "8")}, "当期值 holds several figures (8、8)"),
        (
            RELATIVE,
            {"合同签订日期": ("2024-01-05", "2024-02-05"), "完成日期": "2024-03-01"},
            "合同签订日期 holds several",
        ),
        (RESPONSE, {"响应": ("10分钟", "20分钟"), "赶到现场": "25分钟"}, "响应 holds several figures"),
        (("≥2份", ""), {"报告数量": ("1份", "5份")}, "报告数量 holds several figures (1份、5份)"),
    ],
)
def test_an_input_with_no_figure_or_too_many_is_left_open(
    declared: tuple[str, str], inputs: dict[str, object], said: str
) -> None:
    target, explanation = declared
    found = compared(target, explanation=explanation, inputs=inputs)
    assert found.outcome is (Outcome.OPEN if found.question else Outcome.UNREADABLE)
    assert said in " ".join(one.message for one in found.steps)


def test_a_sum_over_a_series_takes_several() -> None:
    found = compared(STARS[0], explanation=STARS[1], inputs={"满意度评价数量": ("120", "30"), "评价星级": ("5", "4")})
    assert found.outcome is Outcome.MET


@pytest.mark.parametrize("target", ["提高5个百分点", "提高10%", "下降2个百分点"])
@pytest.mark.parametrize(("before", "after"), [("60%", "0.65"), ("0.6", "65%")])
def test_a_share_of_one_beside_a_percentage_is_asked_about(target: str, before: str, after: str) -> None:
    found = compared(target, inputs={"基期值": before, "当期值": after}, name="达标占比")
    assert (found.outcome, found.question) == (Outcome.OPEN, "ask-share")


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("11.28", Outcome.MET),
        ("１２．３１", Outcome.MET),
        ("12/5", Outcome.MET),
        ("11.3", Outcome.OPEN),  # the 3rd or, typed as a number, the 30th: asked where their points differ
        ("13.5", Outcome.OPEN),
        ("12.45", Outcome.OPEN),
    ],
)
def test_a_month_and_a_day_are_a_day_of_the_year(value: str, outcome: Outcome) -> None:
    assert compared("2024年12月31日前", value, name="完成时间").outcome is outcome


def test_a_day_whose_last_nought_may_be_lost_is_asked_about_where_it_matters() -> None:
    found = compared("2024年11月15日前", "11.3", name="完成时间")
    assert (found.outcome, found.question) == (Outcome.OPEN, "ask-days")
    assert compared("每月10日前", name="发放时间", periods={"2024-03": "3.12", "2024-04": "4月８日"}).outcome.is_known
