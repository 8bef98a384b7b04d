"""What a figure's name says of its unit: whether it counts or is a rate, and in which unit it is recorded."""

from __future__ import annotations

from engine.language.patterns import regex

# Money words, also where 数量 stands for an amount (实际使用的项目成本数量).
_MONEY = regex(
    r"(?:金额|成本|(?<!消)费|费用|经费|资金|支出|预算|决算|投资|收入|产值|款|造价|单价|总价|预算安排|预算批复)"
    r"(?:数量|总数|总额|金额|数额|总量|总计|合计|数|值|额)?$"
)
_POINTS = regex(r"(?:总分|得分|满分|分值|评分|分数|评价分)(?:值|合计|之和)?$")
_COUNTED = (
    (regex(r"天数$"), "天"),
    (regex(r"月数$"), "个月"),
    (regex(r"人次(?:数|总数|数量)?$"), "人次"),
    (regex(r"(?:人数|人员数|人数总数|人员总数)$"), "人"),
    (regex(r"(?<![用客账商])(?:户数|总户数)$"), "户"),
    (regex(r"(?:次数|次数总数|频次)$"), "次"),
    (regex(r"项数$"), "项"),
    (regex(r"件数$"), "件"),
    (regex(r"条数$"), "条"),
    (regex(r"台数$"), "台"),
    (regex(r"份数$"), "份"),
    (regex(r"套数$"), "套"),
    (regex(r"个数$"), "个"),
    (regex(r"星级$"), "星"),
)
_SUMMED = regex(r"的?(?:合计|之和|总和|累计|平均值|均值|平均数)$")
_NO_SHARE = regex(r"(?:汇率|频率|功率|速率|分辨率|容积率|心率|倍率|效率|斜率|码率|帧率)$")
_RATE = regex(r"(?:率|比例|比重|占比|百分比|满意度|知晓度|完成度|完整度|覆盖度|达标度|得分率)$")
_COUNT = regex(r"(?:数量|次数|频次|个数|人数|户数|条数|件数|份数|项数|套数|台数|数|总量)$")


def input_unit(name: str) -> str | None:
    """The unit in which a figure of this name is recorded; None where the name does not say."""
    name = _SUMMED.sub("", name) or name
    if _MONEY.search(name):
        return "元"
    if _POINTS.search(name):
        return "分"
    if is_rate(name):
        return "%"
    return next((unit for pattern, unit in _COUNTED if pattern.search(name)), None)


def is_rate(name: str) -> bool:
    """Whether the name is that of a share in percent (采纳率, 按时交付比例), not of a frequency or a resolution."""
    return bool(_RATE.search(name)) and not _NO_SHARE.search(name)


def is_count(name: str) -> bool:
    """Whether the name says that something is counted (文件数量, 使用次数)."""
    return bool(_COUNT.search(name))
