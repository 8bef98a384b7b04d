"""What was found, in Chinese, for workbooks: the kind of a code, where it is, the sentence without ids and English.

Codes, rule ids and the English sentence stay what scripts and the terminal have; here each has its words.
"""

from __future__ import annotations

from engine.awards import AWARDS
from engine.language.catalogue import CODES, Ask
from engine.language.findings import Finding, Source
from engine.language.patterns import regex
from engine.language.rendering import Content, Language
from engine.recheck.fault import remedy_of
from engine.recheck.methods import words_of

KINDS = {
    "no-table": "未找到自评表",
    "file-failed": "复核出错",
    "no-scores": "没有得分",
    "row-parted": "单元格连写，已分开",
    "row-joined": "单元格连写，无法对应",
    "score-mismatch": "得分不符",
    "score-above-weight": "得分超过分值",
    "weights-sum": "分值合计不符",
    "total-mismatch": "总分不符",
    "grade-mismatch": "等级不符",
    "execution-mismatch": "预算执行不符",
    "target-differs": "指标值与申报不一致",
    "target-adjusted": "指标值调整待核对",
    "row-not-declared": "指标未申报",
    "row-left-out": "申报指标未列入",
    "reason-missing": "缺少偏差原因",
    "execution-gap": "得分率与执行率相差大",
    "execution-low-unexplained": "执行率低未说明",
    "actual-copies-target": "疑似照抄指标值",
    "target-low": "指标值偏低",
    "units-mixed": "计量单位混用",
    "qualitative-always-full": "定性指标全部满分",
    "satisfaction-no-sample": "缺少样本量",
    "group-missing": "缺少一级指标",
    "declaration-missing": "没有对应申报表",
    "no-weight": "未填分值",
    "no-score": "未填得分",
    "no-target": "未填指标值",
    "no-actual": "未填完成值",
    "target-not-read": "指标值无法比较",
    "actual-not-read": "完成值不明确",
    "several-targets": "多项要求",
    "judged-in-words": "文字描述",
    "direction-open": "方向不明",
    "actual-is-bound": "完成值为范围",
    "figure-approximate": "约数",
    "over-fulfilled": "大幅超额",
    "own-scheme": "另有计分办法",
    "target-changed": "指标值有调整",
    "units-open": "计量单位不明",
    "late-method-open": "逾期扣分办法未定",
    "lower-method-open": "反向指标计分办法未定",
    "other-method": "符合另一计分办法",
    "sum-open": "无法合计",
    "total-open": "复核总分不确定",
    "grade-open": "等级不明确",
    "execution-open": "预算执行无法复核",
}
_READ = ("files", "forms")
READING = "文件读取"
"""The kind of what was found while a file was read."""
QUESTIONS = {
    Ask.DIRECTION: "待确认：方向",
    Ask.UNIT: "待确认：计量单位",
    Ask.TIER: "待确认：定性档次",
    Ask.DATE: "待确认：日期",
    Ask.FIGURE: "待确认：数值",
    Ask.PERIOD: "待确认：期间",
    Ask.MEANING: "待确认：含义",
}
"""The kinds of what a run would ask, by what that is."""
UNSCORED = "无法计分"
"""The kind of what a run cannot score either, as a target that cannot be read or a value that is impossible."""

METHODS = {
    "met": "完成指标值，得满分",
    "over-fulfilled": "完成指标值，得满分",
    "quantity-short": "未完成的，按完成比例计分",
    "lower-missed": "越低越好的指标，按超出比例扣分",
    "late": "逾期扣分",
    "not-done": "未完成的，不得分",
    "failed": "未通过的，不得分",
    "zero-tolerance": "指标值为0，发生即不得分",
    "qualitative": "定性指标，分档计分",
    "satisfaction": "满意度，分档计分",
    "budget-execution": "预算执行，按执行率计分",
    "all_or_nothing": "未完成即不得分",
}
"""The rules of the shipped rulesets, and what no ruleset awards by, by id; awards have their own words."""

_WHY = {
    "all rows": "全部指标",
    "a row states no points": "有指标未填分值",
    "the points of the execution are not stated": "未注明预算执行的分值",
    "the table has neither a total nor a funds block": "表中既无总分也无项目资金",
    "a score is missing": "有得分未填",
    "A or B is no figure": "预算数或执行数不是数字",
    "the total line is 0, its parts are not": "资金总额为0，而分项不为0",
    "its points are not stated": "未注明其分值",
    "it is empty": "文件为空",
    "neither what its name says nor text": "内容与后缀不符，也不是文本",
    "File is not a zip file": "不是完整的 Office 文件",
    "No such file or directory": "文件不存在",
    "Permission denied": "没有读取权限",
}
_UNKNOWN = "技术原因见命令行输出"
_IDS = frozenset(["rule", "method", "methods"])
_ID = regex(r"[a-z]+(?:[-_][a-z]+)*")
_CHINESE = regex(r"[\u4e00-\u9fff]")


def kind(code: str) -> str:
    """What a code is about, in a few words."""
    asked = CODES[code].asks
    if asked is not None:
        return QUESTIONS[asked]
    return KINDS.get(code) or (READING if CODES[code].room in _READ else UNSCORED)


def method(rule: str) -> str:
    """A rule or a method in words; a rule of a ruleset of one's own keeps its id."""
    return METHODS.get(rule) or (words_of(rule) if rule in AWARDS else rule)


def location_text(source: Source | None) -> str:
    """Where it is, without the file: as in formulas (``自评表!H12``), or in words."""
    if source is None or (source.sheet is not None and source.cell is not None):
        return f"{source.sheet}!{source.cell}" if source is not None else ""
    return source.within(Language.CHINESE)


def _words(name: str, value: Content) -> Content:
    """A value in words: ids by their methods, reasons of this program and of libraries by what they mean."""
    if not isinstance(value, str):
        return value
    if name in _IDS:
        return _ID.sub(lambda match: method(match[0]), value)
    if name == "reason":
        return _WHY.get(value) or (value if _CHINESE.search(value) else _UNKNOWN)
    return _WHY.get(value, value) if name in ("why", "what") else value


def sentence(finding: Finding) -> str:
    """A finding as a Chinese sentence, with words for the ids and the English in its values, and its remedy."""
    values = {name: _words(name, value) for name, value in finding.values.items()}
    return finding.model_copy(update={"values": values}).chinese() + remedy_of(finding, Language.CHINESE)
