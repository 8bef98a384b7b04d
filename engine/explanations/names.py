"""What a name says: whether it counts or is a rate, which way is better, and in which unit a figure is recorded."""

from __future__ import annotations

from engine.language.patterns import regex
from engine.terms import Direction

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


_HARM = (
    r"逾期|投诉|故障|差错|错误|出错|事故|超标|超支|超时|误差|偏差|失败|返工|流失|漏检|漏报|误报|违规|违法|违纪|延误|延迟|"
    r"排放|能耗|死亡|伤亡|发病|感染|案件|信访|上访|退件|退回|损坏|破损|损耗|中断|瘫痪|宕机|泄露|安全事件|拥堵|污染|不合格|辍学"
)
# The word must end the name but for what says how it is counted: 造价咨询文件数量 has nothing to do with expense.
_WORSE = regex(
    rf"(?:(?:{_HARM})(?:发生|出现)?(?:率|比例|比率|数量|次数|起数|件数|人数|数|量|程度|总数|总量)?"
    r"|(?:成本|费用|单价|造价)(?:控制)?(?:率|数|额|金额|总额|比例|情况)?"
    r"|(?:响应|办理|处理|处置|修复|恢复|等待|等候|到场|到达|解决|审批|审核|服务响应|故障)(?:平均)?(?:时间|时长|时限)|耗时)$"
)
_TIME_NAME = regex(r"(?:时间|时长|时限|耗时)$")
_LESS = regex(r"降低|减少|下降|压减|防止|避免|杜绝|节约|节省|无")
# Faults and complaints can be dealt with (按时处理故障比例); lateness and errors of measurement cannot.
_DEALT_WITH = regex(
    r"(?:处理|解决|排除|修复|化解|整改|查处|调处|处置|办理|办结|纠正)[^,。;]{0,4}(?:故障|投诉|事故|错误|差错|案件|信访)[^,。;]*$"
)
_BETTER = regex(r"(?:数量|次数|频次|个数|人数|户数|条数|件数|份数|项数|套数|台数|数|率|度|比例|时长)$")


def direction_of(name: str) -> Direction | None:
    """Which way is better for an indicator of this name; None where the name does not say.

    A name that ends in harm, expense or waiting is better low (逾期率, 成本控制率, 响应时间), unless it says that there
    be less of it (降低投诉率); other counts and rates are better high (故障修复率).
    """
    if is_time(name):
        return Direction.LOWER
    if _WORSE.search(name):
        return Direction.HIGHER if _LESS.search(name) or _DEALT_WITH.search(name) else Direction.LOWER
    return Direction.HIGHER if _BETTER.search(name) else None


def is_time(name: str) -> bool:
    """Whether the name is that of a wait, better short (响应时间), not of a service's length (服务时长)."""
    return bool(_WORSE.search(name) and _TIME_NAME.search(name))
