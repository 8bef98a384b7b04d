"""What the name of an indicator or a figure says."""

from __future__ import annotations

import pytest

from engine.explanations.names import input_unit, is_count, is_rate


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("实际使用的项目成本数量", "元"),
        ("项目成本总额", "元"),
        ("三公经费预算安排数", "元"),
        ("应收水费", "元"),
        ("考核总分", "分"),
        ("满分", "分"),
        ("每月天数", "天"),
        ("参训人数", "人"),
        ("访问APP人次", "人次"),
        ("使用次数", "次"),
        ("日在线率", "%"),
        ("日在线率合计", "%"),
        ("评价星级", "星"),
        ("成本达标项目数", None),
        ("能源消费总量", None),
        ("注册用户数", None),
        ("年平均汇率", None),
        ("报告数量", None),
    ],
)
def test_a_figure_has_the_unit_that_its_name_gives(name: str, unit: str | None) -> None:
    assert input_unit(name) == unit


def test_a_frequency_or_a_resolution_is_no_share() -> None:
    assert not any(map(is_rate, ("使用频率", "空间分辨率", "容积率", "工作效率")))
    assert all(map(is_rate, ("采纳率", "按时交付比例", "满意度", "成果完成度")))


def test_counts_are_told_by_the_end_of_the_name() -> None:
    assert is_count("使用次数")
    assert not is_count("次数达标率")
