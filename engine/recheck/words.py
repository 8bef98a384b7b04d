"""What words of a published table say about a score beside the figures: a reason, a scheme, a change of the target.

Nothing here is about what a target or an actual means: that is read as everywhere else.
"""

from __future__ import annotations

from enum import Enum

from engine.language.patterns import regex
from engine.language.squeezing import squeeze


class Words(Enum):
    """Each kind of words with the pattern that finds it in a bare text."""

    SIGN = r"[≥≤<>≧≦⩾⩽=]"

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

    def __init__(self, pattern: str) -> None:
        self.pattern = regex(pattern)

    def found(self, *texts: str) -> bool:
        """Whether such words stand in any of the texts."""
        return any(self.pattern.search(squeeze(text)) for text in texts)
