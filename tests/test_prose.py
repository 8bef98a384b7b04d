"""Explanation texts made uniform."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.explanations.prose import clauses, storable, tidy


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("采纳率（％）＝Ａ／Ｂ＊１００％", "采纳率(%)=A/B×100%"),
        ("采纳率 = A / B * 100 %", "采纳率=A/B×100%"),
        ("实际数除以计划数乘以100%", "实际数÷计划数×100%"),
        ("(实际数—计划数)/计划数", "(实际数-计划数)/计划数"),
        ("达标——以报告为准", "达标——以报告为准"),
        ("完成数/总数x100%", "完成数/总数×100%"),
        ("i深圳APP与x86服务器", "i深圳APP与x86服务器"),
        ("<p>完成率</p>\n<p>合格率</p>", "完成率 合格率"),
        ("在线 率\t\n 合计", "在线 率 合计"),
        ("①及时率②准确率", ";及时率;准确率"),
        ("总数*100%注：即办", "总数×100%。注:即办"),
        ("得分>=90", "得分≥90"),
    ],
)
def test_one_sign_for_each_meaning(text: str, line: str) -> None:
    assert tidy(text) == line


def test_clauses_keep_what_stands_before_a_colon_and_numbers_whole() -> None:
    found = [(one.lead, one.body) for one in clauses(tidy("采纳率：已采纳数/总数，共1,500条。"))]
    assert found == [("", "采纳率"), ("采纳率", "已采纳数/总数"), ("", "共1,500条")]


@given(st.text())
def test_what_is_kept_can_be_stored(text: str) -> None:
    storable(text).encode("utf-8")
    assert storable(storable(text)) == storable(text)
