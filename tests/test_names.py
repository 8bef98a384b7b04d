"""What the name of an indicator or a figure says."""

from __future__ import annotations

import pytest

from engine.explanations.names import direction_of, input_unit, is_count, is_rate, is_time
from engine.terms import Direction


@pytest.mark.parametrize(
    "name",
    [
        "逾期率",
        "投诉率",
        "系统故障率",
        "差错率",
        "成本控制率",
        "项目成本",
        "较大及以上网络安全事件",
        "安全事故发生数",
        "受理超时率",
        "故障修复响应时间",
        "平均办理时限",
        "业务处理逾期率",
        "有效投诉数量",
        "单位成本",
        "人员流失率",
        "不合格率",
    ],
)
def test_harm_expense_and_waiting_are_better_low(name: str) -> None:
    assert direction_of(name) is Direction.LOWER


@pytest.mark.parametrize(
    "name",
    [
        "报告数量",
        "验收通过率",
        "满意度",
        "提供服务时长",
        "故障修复率",
        "成本节约率",
        "降低投诉率",
        "短信发生异常按时处理故障比例",
        "造价咨询文件数量",
        "投诉办结率",
        "培训人次数",
        "每年短信条数",
        "尽职调查企业或项目数",
        "无投诉率",
    ],
)
def test_output_and_quality_are_better_high(name: str) -> None:
    assert direction_of(name) is Direction.HIGHER


@pytest.mark.parametrize("name", ["无人机正射影像", "网络或系统正常运行", "", "项目开始", "服务效果"])
def test_a_name_that_says_nothing_is_not_interpreted(name: str) -> None:
    assert direction_of(name) is None


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


def test_counts_and_waits_are_told_by_the_end_of_the_name() -> None:
    assert is_count("使用次数")
    assert not is_count("次数达标率")
    assert is_time("故障响应时间")
    assert not is_time("投入使用时间")
