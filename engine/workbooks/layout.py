"""The words of a workbook to be filled in, by which it is written and read back."""

from __future__ import annotations

import unicodedata

from engine.language.patterns import regex

VERSION = "1"
REGISTRY = "_jixiao"
MARK = "jixiao-collect"
INSTRUCTIONS = "填报说明"
MONTHLY = "逐月填报"
EVENTS = "逐次填报"
TODO = "待办"

# beside these labels stands what is asked of the project as a whole
CODE, NAME, YEAR, ACHIEVED = "项目编码", "项目名称", "评价年度", "年度总体目标实际完成情况"
FUNDS = {
    "年初预算数（元）": "initial",
    "全年预算数（元）": "adjusted",
    "全年执行数（元）": "executed",
    "其中：当年财政拨款（元）": "appropriation",
    "上年结转资金（元）": "carried_over",
    "其他资金（元）": "other",
    "资金说明": "note",
    "资金偏差原因": "cause",
    "资金改进措施": "remedy",
}

UNIT, GOAL, DECLARED, RATE = "申请单位", "年度总体目标", "申报金额（元）", "预算执行率"

SHEET = "工作表"
HEAD_WITHIN = 200
"""Rows in which the heads of a table are looked for."""

# the heads of the indicators' table
KEY, ROW, LEVELS, INDICATOR, TARGET, WHAT = "行标识", "序号", "一、二级指标", "三级指标", "年度指标值", "填报要求"
RESULT, DIRECT, CHECK = "计算结果", "直接填报结果", "对照指标值（参考）"
ASKED, ANSWER = "待确认事项", "确认"
EVIDENCE, NOTE, CAUSE, REMEDY = "佐证材料", "说明", "偏差原因", "改进措施"
TEXTS = {EVIDENCE: "evidence", NOTE: "note", CAUSE: "cause", REMEDY: "remedy"}
ITEM = "填报项"
FIGURE = "填报值"
# the heads of a sheet of single events, beside one for each limit
EVENT, START, IN_TIME = "事项（编号）", "开始时间", "核对（参考）"
MONTHS = tuple(f"{month}月" for month in range(1, 13))
RESULT_ROW = "计算结果（自动）"

LABELS = (CODE, NAME, YEAR, ACHIEVED, UNIT, GOAL, DECLARED, RATE, CHECK, *FUNDS, INDICATOR, ROW, LEVELS, TARGET)
"""That stand beside what they name."""

_BLANKS = regex(r"\s+")


def plain(text: str) -> str:
    """A label as it is compared: width and blanks do not count."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def same(first: str, second: str) -> bool:
    """Whether two labels read the same."""
    return plain(first) == plain(second)
