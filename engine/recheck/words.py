"""What words in a published table say: a direction, a reason, a bound; nothing here computes."""

from __future__ import annotations

import re
from enum import Enum

from engine.language.patterns import regex
from engine.language.squeezing import squeeze

BLANKS = frozenset(
    ["", "无", "/", "\\", "-", "--", "—", "——", "－", "无偏差", "无。", "无偏离", "不适用", "无差异", "*"]
)
_NOT = r"(?:[不未没无]|没有|未能)"


class Words(Enum):
    """Each kind of words with the pattern that finds it in a bare text."""

    # signs and words that make a recorded figure a bound; 达到 alone does not (达到95% is 95%)
    BOUND = r"[≥≤<>≧≦⩾⩽]|以上|以下|以内|不低于|不少于|不小于|不超过|不高于|不大于|未超过|超过|高于|大于|小于|低于|少于|至少|至多"
    SIGN = r"[≥≤<>≧≦⩾⩽=]"
    NEARLY = r"约|左右|上下|将近|接近|\d余|[\d百千万亿]多|几[个次项人百千万]|余[个次项人名户元万家场]|近\d"

    # Names. LOWER is wider than what the engine infers from: here a match only keeps from flagging.
    LOWER = (
        r"成本|费用|经费|造价|单价|支出|投入|投诉|事故|故障|差错|错误|误差|偏差|偏离|差异|逾期|超期|超时|超支|违规|违法|违纪|死亡|病死|"
        r"伤亡|发病|感染|复发|传染|流失|辍学|失业|返贫|贫困发生|空置|闲置|结余|结转|变更|调整|排放|能耗|浓度|PM|污染|损失|损耗|损坏|"
        r"缺陷|漏|拥堵|信访|上访|纠纷|案件|发案|舆情|火灾|灾害|疫情|中断|响应|时间|时限|时长|用时|耗时|工期|周期|(?<!高)标准|"
        r"控制(?!人?数$)|降低|下降|减少|压减|不良|拒绝|退件|退回|退货|隐患|缺勤|重复|增幅|涨幅|限额|上限|成灾|受害|危害"
    )
    HARM = r"(?:投诉|事故|故障|差错|死亡|病死|伤亡|违规|逾期|超支|流失)(?:发生)?(?:率|数|量|次数|起数|人数|数量)?$"
    HIGHER = r"满意|覆盖|合格|达标|及时率|完成率|完成数|到位|通过|受益|惠及|参与|参训|就业|普及|知晓|正常运行|完好"
    GOOD_RATE = (
        r"(?:满意|及时|完成|合格|达标|覆盖|到位|发放|支付|执行|准确|通过|知晓|正常|完好|保障|落实|就业|利用|办结|整改|处理|修复|响应|"
        r"使用|参与|入学|巩固|保存|成活|安置|受益|普及|采纳|公开|开工|完工|验收|兑付|拨付|使用合规|合规)(?:率|度|比例)$"
    )
    COUNTED = r"(?:人数|人次|次数|场次|期数|数量|个数|户数|面积|里程|长度|产量|总量)$"
    INCOME = r"收入|增收|产值|税收|营业|销售|利润|收益|效益|募集|引资|招商|带动|拉动|节约|节省|增加值|到位资金"
    LASTING = (
        r"服务|运行|运维|保障|维护|值班|使用|租赁|保修|质保|驻|持续|受益|开放|课时|培训|供暖|供水|优良|达标|营业|开馆"
    )
    WAIT = (
        r"(?:响应|办理|处理|处置|修复|恢复|等待|等候|到场|到达|解决|审批|审核|故障)(?:平均)?(?:时间|时长|时限)$|耗时$"
    )
    FALL = r"下降|降低|减少|压减|缩短|节约|节省|降幅"
    COST = r"成本|费用|经费|造价|单价|控制数|限额|预算|支出|投入|资金"
    MONEY = r"(?:金额|资金(?:总额)?|投资额?|经费|费用|预算数?|款|补助|补贴|标准|控制[数额价]|总价|单价)$"
    SATISFACTION = r"满意"

    # reasons that speak of more than was asked for, of a scheme of one's own, or of a target that was changed
    OVER = r"超|偏低|过低|偏高|过高|设[定置]|预[估计测]不|估计不|测算不"
    OWN_SCHEME = (
        r"扣\s*[\d一二三四五两半]|扣除|扣减|扣分|减分|酌情|佐证|依据不足|资料(?:不|缺|未)|证明材料|样本量|未提供"
    )
    CHANGED = (
        r"(?:指标值?|目标值?|任务)[^,。;,;]{0,8}(?:调整|调减|核减|变更)|"
        r"(?:调整|调减|核减|变更)[^,。;,;]{0,6}(?:指标|目标|任务)"
    )
    ADJUSTED = r"调[整增减]|核[减定增]|变更|修[改订]"  # beside the name or the targets of an indicator
    SCHEME = r"扣|得\s*\d|计\s*\d|每[低少高超增减降]|权重|分值|满分|不得分"
    EXECUTION = r"执行|支付|支出|结余|结转|拨付|付款|资金|预算|经费|质保金|尾款"
    SAMPLE = (
        r"样本|问卷|抽样|抽查|随机|回收|发放\d|调查\d|\d[\d,]*\s*(?:份|名|人|户|家|人次)|访谈|测评对象|有效票|共调查|"
        r"调查对象"
    )

    # Words of an actual, from the official tiers (财预〔2020〕10号) and what stands in their place in published tables.
    TOP = (
        r"^(?:均?已?(?:全部|全面|全)?(?:达成|达到|完成|实现|达标|符合|满足)(?:预期|年度|年初|既定|全部)?"
        r"(?:指标|目标|效果|要求|标准|任务)?|达成预期指标|达到预期(?:指标|目标|效果)?|已?按(?:时|期|计划|要求)(?:完成|达成)?|"
        r"(?:已|均|全部)?完成率?达?到?100%|(?:显著|明显|有效|大幅|持续|稳步)(?:改善|提升|提高|增强|减轻|促进|降低|减少|推动)|"
        r".{0,6}(?:显著|明显|良好|优秀|优良|优|有效|到位|全覆盖)|是|有|好|合格|通过|及时|100%)$"
    )
    HEDGED = r"未|没|不|无|非|部分|基本|一般|较|有待|略|稍|正在|预计|拟|尚"  # takes something back of a target's words
    REACHED = r"^(?:全部)?达成(?:预期|年度)指标$"
    PARTLY = r"^部分(?:达成|完成)(?:预期|年度)指标[并且]具有一定效果$"
    OF_TARGET = r"(?:预期|年度|年初|既定)?(?:绩效)?(?:指标|目标|任务|效果)?$"  # after 基本达成
    OF_WORK = r"完成"
    MISSED = r"^(?:未(?:达成|完成)(?:(?:预期|年度)指标(?:且效果较差)?)?|没有完成)$"
    NOT_BEGUN = r"^(?:未(?:实施|开展|启动|执行|进行|采购)|已?取消)$"
    UNDONE = r"^未完成$"
    IN_TIME = r"^(?:均?已?(?:全部|全面)?)?(?:按[时期]|及时|按计划|按进度|如期|按要求)"
    NONE_AT_ALL = r"^(?:无|未发生|未出现|没有|零)"
    # one of two: all points or none
    PASSED = r"^(?:是|有|通过|合格|达标|(?:验收|测评|审核)(?:通过|合格))$"
    DENIED = rf"^(?:否|{_NOT})"
    # the steps of a scale in place of a target
    SCALE = r"^(?:优[、/]?良[、/]?(?:一般|[中低][、/]?低?)?[、/]?差|好[、/]?(?:中[、/]?)?坏|高[、/]?(?:中[、/]?)?低|是[、/]?否|有[、/]?无)$"

    def __init__(self, pattern: str) -> None:
        self.pattern = regex(pattern)

    def found(self, *texts: str) -> bool:
        """Whether such words stand in any of the texts."""
        return any(self.pattern.search(squeeze(text)) for text in texts)


def bare_statement(text: str) -> str:
    """A text as it is judged: bare, without the full stop, and without 尚 or 仍 before it."""
    return re.sub(r"^[尚仍还暂](?=[未没无])", "", squeeze(text).rstrip("。"))


def without_denial(text: str) -> str | None:
    """What a text denies (未发生 and 不发生: 发生); None where it denies nothing."""
    denied = re.sub(rf"^{_NOT}", "", bare_statement(text))
    return denied if denied != bare_statement(text) else None


def is_blank(text: str) -> bool:
    """Whether a cell says nothing (empty, 无, /, —)."""
    return squeeze(text) in BLANKS


def is_good(name: str) -> bool:
    """Whether the name is that of something wanted, so that at most so much of it is hardly meant."""
    is_wanted = Words.HIGHER.found(name) or Words.COUNTED.found(name)
    return Words.GOOD_RATE.found(name) or (is_wanted and not Words.LOWER.found(name))
