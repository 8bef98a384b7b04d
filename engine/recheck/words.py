"""What words in a published table say: a direction, a reason, a bound; nothing here computes."""

from __future__ import annotations

import re
import unicodedata

BLANKS = frozenset(
    ["", "无", "/", "\\", "-", "--", "—", "——", "－", "无偏差", "无。", "无偏离", "不适用", "无差异", "*"]
)

# Signs and words that make a recorded figure a bound; 达到 alone does not (达到95% is 95%).
_BOUND = re.compile(
    r"[≥≤<>≧≦]|以上|以下|以内|不低于|不少于|不小于|不超过|不高于|不大于|未超过|超过|高于|大于|小于|低于|少于|至少|至多"
)
_SIGN = re.compile(r"[≥≤<>≧≦=]|>=|<=")
_NEARLY = re.compile(r"约|左右|上下|将近|接近|\d余|[\d百千万亿]多|几[个次项人百千万]|余[个次项人名户元万]|近\d")

# Names whose figure is better low. Wider than what the engine infers from: here a match only keeps from flagging.
_LOWER = re.compile(
    r"成本|费用|经费|造价|单价|支出|投入|投诉|事故|故障|差错|错误|误差|偏差|偏离|差异|逾期|超期|超时|超支|违规|违法|违纪|死亡|病死|"
    r"伤亡|发病|感染|复发|传染|流失|辍学|失业|返贫|贫困发生|空置|闲置|结余|结转|变更|调整|排放|能耗|浓度|PM|污染|损失|损耗|损坏|"
    r"缺陷|漏|拥堵|信访|上访|纠纷|案件|发案|舆情|火灾|灾害|疫情|中断|响应|时间|时限|时长|用时|耗时|工期|周期|(?<!高)标准|控制|降低|下降|减少|"
    r"压减|不良|拒绝|退件|退回|退货|隐患|缺勤|重复|增幅|限额|上限"
)
_HARM = re.compile(
    r"(?:投诉|事故|故障|差错|死亡|病死|伤亡|违规|逾期|超支|流失)(?:发生)?(?:率|数|量|次数|起数|人数|数量)?$"
)
_HIGHER = re.compile(
    r"满意|覆盖|合格|达标|及时率|完成率|完成数|到位|通过|受益|惠及|参与|参训|就业|普及|知晓|正常运行|完好"
)
_GOOD_RATE = re.compile(
    r"(?:满意|及时|完成|合格|达标|覆盖|到位|发放|支付|执行|准确|通过|知晓|正常|完好|保障|落实|就业|利用|办结|整改|处理|修复|响应|使用|"
    r"参与|入学|巩固|保存|成活|安置|受益|普及|采纳|公开|开工|验收|兑付|拨付|使用合规|合规)(?:率|度|比例)$"
)
_COUNTED = re.compile(r"(?:人数|人次|次数|场次|期数|数量|个数|户数|面积|里程|长度|产量|总量)$")
_INCOME = re.compile(r"收入|增收|产值|税收|营业|销售|利润|收益|效益|募集|引资|招商|带动|拉动|节约|节省|增加值|到位资金")
_LASTING = re.compile(
    r"服务|运行|运维|保障|维护|值班|使用|租赁|保修|质保|驻|持续|受益|开放|课时|培训|供暖|供水|优良|达标|营业|开馆"
)
_WAIT = re.compile(
    r"(?:响应|办理|处理|处置|修复|恢复|等待|等候|到场|到达|解决|审批|审核|故障)(?:平均)?(?:时间|时长|时限)$|耗时$"
)
_FALL = re.compile(r"下降|降低|减少|压减|缩短|节约|节省|降幅")
_COST = re.compile(r"成本|费用|经费|造价|单价|控制数|限额|预算|支出|投入|资金")
_SATISFACTION = re.compile(r"满意")
SAMPLE = re.compile(
    r"样本|问卷|抽样|抽查|随机|回收|发放\d|调查\d|\d[\d,]*\s*(?:份|名|人|户|家|人次)|访谈|测评对象|有效票|共调查|调查对象"
)

# Reasons that speak of more than was asked for, of a scheme of one's own, or of a target that was changed.
OVER = re.compile(r"超|偏低|过低|偏高|过高|设[定置]|预[估计测]不|估计不|测算不")
OWN_SCHEME = re.compile(
    r"扣\s*[\d一二三四五两半]|扣除|扣减|扣分|减分|酌情|佐证|依据不足|资料(?:不|缺|未)|证明材料|样本量|未提供"
)
CHANGED = re.compile(
    r"(?:指标值?|目标值?|任务)[^,。;,;]{0,8}(?:调整|调减|核减|变更)|(?:调整|调减|核减|变更)[^,。;,;]{0,6}(?:指标|目标|任务)"
)
SCHEME = re.compile(r"扣|得\s*\d|计\s*\d|每[低少高超增减降]|权重|分值|满分|不得分")
EXECUTION = re.compile(r"执行|支付|支出|结余|结转|拨付|付款|资金|预算|经费|质保金|尾款")

# Words of an actual, from the official tiers (财预〔2020〕10号) and what stands in their place in published tables.
TOP = re.compile(
    r"^(?:均?已?(?:全部|全面|全)?(?:达成|达到|完成|实现|达标|符合|满足)(?:预期|年度|年初|既定|全部)?(?:指标|目标|效果|要求|标准|任务)?|"
    r"达成预期指标|达到预期(?:指标|目标|效果)?|已?按(?:时|期|计划|要求)(?:完成|达成)?|.{0,6}(?:显著|明显|良好|优秀|优良|优|有效|到位|全覆盖)|"
    r"是|有|好|合格|通过|及时|100%)$"
)
# Beside a target's own words these take something back.
HEDGED = re.compile(r"未|没|不|无|非|部分|基本|一般|较|有待|略|稍|正在|预计|拟|尚")
PARTLY = frozenset(
    ["部分达成预期指标并具有一定效果", "部分达成年度指标并具有一定效果", "部分达成预期指标且具有一定效果"]
)
MISSED = frozenset(
    [
        "未达成预期指标且效果较差",
        "未达成年度指标且效果较差",
        "未达成预期指标",
        "未达成",
        "未完成",
        "没有完成",
        "未实施",
        "未开展",
        "未启动",
    ]
)
REACHED = frozenset(["达成预期指标", "达成年度指标", "全部达成预期指标"])
IN_TIME = re.compile(r"^(?:均?已?(?:全部|全面)?)?(?:按[时期]|及时|按计划|按进度|如期|按要求)")
NOT_BEGUN = frozenset(["未实施", "未开展", "未启动", "未执行", "未进行", "未采购", "取消", "已取消"])


def bare(text: str) -> str:
    """A text for comparison and matching: NFKC, without any white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_blank(text: str) -> bool:
    """Whether a cell says nothing (empty, 无, /, —)."""
    return bare(text) in BLANKS


def is_bound(text: str) -> bool:
    """Whether a recorded text gives a bound instead of a figure: ``≥95%``, ``95%以上``."""
    return _BOUND.search(bare(text)) is not None


def has_sign(text: str) -> bool:
    """Whether a recorded text carries a sign, as if copied from the target."""
    return _SIGN.search(bare(text)) is not None


def is_nearly(text: str) -> bool:
    """Whether a figure is only approximate: 约, 左右, 600余."""
    return _NEARLY.search(bare(text)) is not None


def may_be_lower(name: str) -> bool:
    """Whether less may be better for an indicator of this name."""
    return _LOWER.search(name) is not None


def is_good_rate(name: str) -> bool:
    """Whether the name ends as that of a rate that is better high (经费支付及时率), whatever stands before it."""
    return _GOOD_RATE.search(name) is not None


def is_harm(name: str) -> bool:
    """Whether the name is that of harm itself, so that at least so much of it cannot be meant."""
    return _HARM.search(name) is not None


def is_good(name: str) -> bool:
    """Whether the name is that of something wanted, so that at most so much of it is hardly meant."""
    is_wanted = _HIGHER.search(name) or _COUNTED.search(name)
    return is_good_rate(name) or (is_wanted is not None and not may_be_lower(name))


def is_income(name: str) -> bool:
    """Whether an amount of money of this name is better high."""
    return _INCOME.search(name) is not None


def is_fall(name: str) -> bool:
    """Whether the name is that of a decrease, so that a decrease of 6% is 6%."""
    return _FALL.search(name) is not None


def is_wait(name: str) -> bool:
    """Whether the name is that of a wait, better short."""
    return _WAIT.search(name) is not None


def is_lasting(name: str) -> bool:
    """Whether a duration of this name is that of a service, better long."""
    return _LASTING.search(name) is not None


def is_cost(*texts: str) -> bool:
    """Whether the levels or the name speak of cost."""
    return any(_COST.search(text) for text in texts)


def is_satisfaction(*texts: str) -> bool:
    """Whether the levels or the name speak of satisfaction."""
    return any(_SATISFACTION.search(text) for text in texts)
