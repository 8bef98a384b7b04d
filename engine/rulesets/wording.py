"""The closed vocabulary in the field's words, and what rules ask and do as sentences.

Whoever shows a ruleset to a reader of Chinese (its page, the differences between two runs) takes the words from here.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.awards import ADJUSTMENTS, AWARDS
from engine.quantity import plain
from engine.rulesets.rule import Bound, Condition, Rule

FIELDS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "project_kind": "项目类型",
    "core": "核心指标",
    "kind": "指标值类型",
    "operator": "符号",
    "direction": "方向",
    "dimension": "量纲",
    "outcome": "结果",
    "measure": "计量方式",
    "completion": "完成率",
    "deviation": "超出比例",
    "lateness": "逾期比例",
}
WORDS = {
    "yes": "是",
    "no": "否",
    "none": "无",
    "quantity": "定量",
    "range": "区间",
    "deadline": "时限",
    "change": "增减",
    "compound": "多项",
    "qualitative": "定性",
    "not_applicable": "不适用",
    "unreadable": "无法识别",
    "budget": "预算执行",
    "higher": "越高越好",
    "lower": "越低越好",
    "exact": "恰好",
    "met": "完成",
    "partly_met": "部分完成",
    "not_met": "未完成",
    "missing": "未填报",
    "error": "无法比较",
    "pass_fail": "通过与否",
    "direct": "直接填报",
    "ratio": "比率",
    "response": "响应时限",
    "score_sheet": "考评得分",
    "periodic_mean": "分期平均",
    "period_count": "达标期数",
    "rating": "星级评价",
    "count": "个数",
    "share": "百分比",
    "points": "分数",
    "duration": "时长",
    "workdays": "工作日",
    "months": "月数",
    "length": "长度",
    "area": "面积",
    "volume": "体积",
    "mass": "重量",
    "data": "数据量",
    "money": "金额",
    "rate": "速率",
}
CONVENTIONS = {
    "bare_value": "无符号的指标值",
}
READINGS = {
    "ask": "方向看不出的，提请确认",
    "at_least": "不低于",
    "exactly": "恰好",
}
BANDS_OF = {"completion": "完成率", "actual": "实际完成值"}
SIGNS = {"<=": "≤", ">=": "≥"}
TOTAL = "total"


def share_text(bound: Bound) -> str:
    """The number of a bound as a percentage."""
    return f"{plain(bound.value * 100)}%"


def condition_text(when: Condition, number: Callable[[Bound], str] = share_text) -> str:
    """A condition in words: ``方向为 越高越好；结果为 部分完成或未完成``; ``number`` says how a bound is written."""
    parts = [
        f"{FIELDS[field]}为 {'或'.join(WORDS.get(word, word) for word in words)}" for field, words in when.words.items()
    ]
    parts += [
        f"{FIELDS[field]} {SIGNS.get(bound.sign, bound.sign)} {number(bound)}"
        for field, bounds in when.bounds.items()
        for bound in bounds
    ]
    return "；".join(parts) or "任何情形"


def deed_text(rule: Rule) -> str:
    """What a rule does, without its numbers."""
    if rule.award is not None:
        return AWARDS[rule.award].words
    return "提请人工复核" if rule.adjust is None else ADJUSTMENTS[rule.adjust].words


def limited(of: str) -> str:
    """What a limit is on: a level 1, or the whole."""
    return "总分" if of == TOTAL else of
