"""The words of the declared form: its labels, the heads of its table, and what else a cell may say.

One table for all layouts. The first name of a field is the form's own (二级项目支出绩效目标申报表, Shenzhen 2024);
other names are those of the national form (项目支出绩效目标表) and of its local variants.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from engine.forms.years import LABELS as YEAR_LABELS

# the form's own labels: they are recognised anywhere, even inside running text
LABELS = {
    "项目编号": "code",
    "项目编码": "code",
    "项目名称": "name",
    "申请单位": "unit",
    "一级预算单位": "department",
    "实施期限": "years",
    "项目类型": "kind",
    "是否新增项目": "new",
    "分配方式": "method",
    "项目总金额": "total_amount",
    "本年度项目金额": "year_amount",
    "政策依据": "policy_basis",
    "测算依据": "cost_basis",
    "项目申报依据": "application_basis",
    "年度目标": "annual_goal",
    "长期目标": "long_term_goal",
}

# other places' labels: only a cell of its own is taken for one
OTHER_LABELS = {
    "项目代码": "code",
    "实施单位": "unit",
    "项目单位": "unit",
    "项目实施单位": "unit",
    "单位名称": "unit",
    "预算单位": "unit",
    "预算单位名称": "unit",
    "申报单位": "unit",
    "主管部门": "department",
    "主管部门及代码": "department",
    "主管部门名称": "department",
    "主管单位": "department",
    "项目主管部门": "department",
    "项目期限": "years",
    "项目类别": "kind",
    "项目总投资": "total_amount",
    "实施期资金总额": "total_amount",
    "中期资金总额": "total_amount",
    "年度资金总额": "year_amount",
    "本年度资金总额": "year_amount",
    "年度项目金额": "year_amount",
    "年度金额": "year_amount",
    "年度预算": "year_amount",
    "年度预算数": "year_amount",
    "年度预算金额": "year_amount",
    "年度预算资金": "year_amount",
    "年初预算数": "year_amount",
    "当年预算数": "year_amount",
    "本年度预算": "year_amount",
    "本年度预算数": "year_amount",
    # of the whole term or of the year: the year's, where the form names no other
    "资金总额": "amount",
    "项目资金总额": "amount",
    "项目金额": "amount",
    "项目预算": "amount",
    "项目预算金额": "amount",
    "预算金额": "amount",
    "预算总额": "amount",
    "立项依据": "policy_basis",
    "年度总体目标": "annual_goal",
    "年度绩效目标": "annual_goal",
    "本年度目标": "annual_goal",
    "总体目标": "annual_goal",
    "年度总目标": "annual_goal",
    "年度总体绩效目标": "annual_goal",
    "中期目标": "long_term_goal",
    "实施期目标": "long_term_goal",
    "长期绩效目标": "long_term_goal",
}
CELL_LABELS = LABELS | OTHER_LABELS | dict.fromkeys(sorted(YEAR_LABELS), "year")

# labels whose values nothing reads; known, so that they end the value before them and are not said to be unread
IGNORED_LABELS = frozenset(
    {
        "联系人",
        "联系电话",
        "电话",
        "填报人",
        "填表人",
        "填报日期",
        "填报时间",
        "项目负责人",
        "负责人",
        "单位负责人",
        "项目属性",
        "项目起止时间",
        "起止时间",
        "审核人",
        "填报单位",
        "资金来源",
        "财政拨款",
        "当年财政拨款",
        "财政资金",
        "财政拨款资金",
        "自有资金",
        "单位资金",
        "其他资金",
        "上年结转",
        "上年结转资金",
        "项目概况",
        "实施进度",
    }
)

COLUMNS = {
    "一级指标": "level1",
    "二级指标": "level2",
    "三级指标": "name",
    "三级指标名称": "name",
    "三级指标内容": "name",
    "绩效指标名称": "name",
    "指标名称": "name",
    "指标内容": "name",
    "指标值": "target",
    "目标值": "target",
    "预期指标值": "target",
    "年初指标值": "target",
    "年度指标值": "target",
    "年度目标值": "target",
    "本年度指标值": "target",
    "绩效指标值": "target",
    "绩效目标值": "target",
    "指标目标值": "target",
    "年度绩效指标值": "target",
    "年初目标值": "target",
    "预期目标值": "target",
    "预期值": "target",
    "计划值": "target",
    "计划指标值": "target",
    "计划目标值": "target",
    "指标性质": "nature",
    "性质": "nature",
    "指标方向": "nature",
    "计算符号": "nature",
    "比较符号": "nature",
    "运算符号": "nature",
    "度量单位": "unit",
    "计量单位": "unit",
    "指标单位": "unit",
    "单位": "unit",
    "指标解释": "explanation",
    "指标说明": "explanation",
    "指标解释及计算公式": "explanation",
    "指标解释说明": "explanation",
    "指标值说明": "explanation",
    "指标定义": "explanation",
    "指标含义": "explanation",
    "指标释义": "explanation",
    "指标说明及计算公式": "explanation",
    "指标计算公式": "explanation",
    "计算公式及说明": "explanation",
    "计算公式": "explanation",
    "计算方法": "explanation",
    "权重": "weight",
    "指标权重": "weight",
    "分值": "weight",
    "指标分值": "weight",
    "分值权重": "weight",
    "权重分值": "weight",
    "核心指标": "core",
    "是否核心指标": "core",
    "序号": "number",
}
# where several columns could be the target, the year's own is
YEAR_TARGETS = frozenset({"年度指标值", "年度目标值", "本年度指标值", "年度绩效指标值"})

TITLE = "绩效目标申报表"
TABLE_HEAD = "一级指标"
LEVEL1 = ("产出指标", "效益指标", "满意度指标", "成本指标")
SHORT_LEVEL1 = {name.removesuffix("指标"): name for name in LEVEL1}
AMOUNTS = {"total_amount": "项目总金额", "year_amount": "本年度项目金额"}
ANY_AMOUNT = "amount"
"""The field of an amount whose label does not say whether it is the year's."""
YES_NO = {"是": True, "否": False}
MARKS = {**YES_NO, "": False, "√": True, "✓": True, "★": True, "核心": True, "核心指标": True}
QUALITATIVE = ("定性", "定性指标")
QUANTITATIVE = ("定量", "定量指标")
SIGNS = {
    **{sign: sign for sign in ("≥", "≤", ">", "<", "=")},
    **{">=": "≥", "<=": "≤", "≧": "≥", "≦": "≤", "==": "="},
    **{"大于等于": "≥", "小于等于": "≤", "大于": ">", "小于": "<", "等于": "="},
}
NO_UNIT = ("", "/", "-", "—", "无", "不适用")
FOOTERS = ("合计", "总计", "小计", "总分", "备注", "注:", "说明", "填报", "填表", "审核", "联系")

# heads of a table that was filled in after the year, which no declaration has
_ACHIEVED = re.compile("(?:全年|年度|本年度?|指标)?(?:实际|完成|达成)[^,;。]{0,8}")
_SCORE = re.compile("(?:自评|指标|实际|绩效)?(?:得分|自评分)")
_PART = re.compile(r"[(（]?\s*其\s*中\s*[:：]")
_TITLE = re.compile(r"绩效目标(申报|汇总|批复|公开|明细|情况|一览)?表(\([^()]*\))?$")
_CELL_LABEL = re.compile(r"[*#]?(?:\d{1,2}[.、])?(?P<label>[^():]+)(?P<note>\([^()]*\))?(?P<colon>:?)(?P<rest>.*)")
_BEFORE_COLON = re.compile(r"[:：]")
_SHORT = 60
_NOTE = re.compile(r"\([^()]*\)|[*:]")
_NEXT_LABEL = re.compile(
    rf"\s+(?=(?:{'|'.join((*CELL_LABELS, *IGNORED_LABELS))})\s*(?:[(（][^()（）]{{0,20}}[)）])?\s*[:：])"
)
_MONEY_UNIT = re.compile(r"(?:金额)?单位:?(?P<unit>万元|元)|.*资金.*\((?P<note>万元|元)\):?")
_LONG_TERM = re.compile("总目标|总体|长期|中期|实施期")


def squeeze(text: str) -> str:
    """A text in half-width signs without any white space: how labels are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class Label(NamedTuple):
    """A label found in a cell: its field (None where nothing reads it), its note, the value written with it, its words."""

    field: str | None
    note: str
    rest: str
    has_colon: bool
    name: str = ""


def label_of(text: str) -> Label | None:
    """The label that a cell is (``项目总金额（元）``), or that it starts with (``项目名称：路灯``).

    Other places' labels are followed by their value in the same cell only where that is short: a long text that begins
    like one is running text.
    """
    part = _PART.match(text)
    if part is not None:
        return _ignored(text[part.end() :])
    parts = _BEFORE_COLON.split(text, maxsplit=1)
    head, rest = squeeze(parts[0]), parts[1].strip() if len(parts) > 1 else ""
    match = _CELL_LABEL.fullmatch(head) if len(head) <= 40 else None
    known = LABELS if len(rest) > _SHORT else CELL_LABELS
    if match is None or match["rest"] or match["label"] not in known:
        return _ignored(text)
    return Label(known[match["label"]], match["note"] or "", rest, len(parts) > 1, match["label"])


def _ignored(text: str) -> Label | None:
    """A label that nothing reads, also as a part of a sum (``其中：财政拨款（万元）``), with a value that is short."""
    parts = _BEFORE_COLON.split(text, maxsplit=1)
    rest = parts[1].strip() if len(parts) > 1 else ""
    if len(parts[0]) > _SHORT or len(rest) > _SHORT:
        return None
    bare = _NOTE.sub("", squeeze(parts[0])).strip("()")
    return Label(None, "", rest, len(parts) > 1) if bare in IGNORED_LABELS else None


def is_evaluation_head(texts: Iterable[str]) -> bool:
    """Whether the heads of a table are those of a self-evaluation: what was achieved, and a score for it."""
    heads = [_NOTE.sub("", squeeze(text)) for text in texts if len(text) <= _SHORT]
    return any(map(_ACHIEVED.fullmatch, heads)) and any(map(_SCORE.fullmatch, heads))


def split_labels(text: str) -> list[str]:
    """The labels with their values that one cell or paragraph holds one after another; else the text as it stands."""
    label = label_of(text)
    return _NEXT_LABEL.split(text) if label is not None and label.has_colon else [text]


def is_title(text: str) -> bool:
    """Whether a text is the title of a declared form."""
    return len(text) <= 80 and _TITLE.search(squeeze(text)) is not None


def column_of(text: str) -> tuple[str | None, str]:
    """The role of a column by the text of its head (None where the head is not known), and the bare head."""
    bare = _NOTE.sub("", squeeze(text)) if len(text) <= 60 else text
    return COLUMNS.get(bare), bare


def money_unit(text: str) -> str | None:
    """``万元`` or ``元`` where a cell says in what all amounts are (``单位：万元``, ``项目资金（万元）``)."""
    match = _MONEY_UNIT.fullmatch(squeeze(text)) if len(text) <= 40 else None
    return (match["unit"] or match["note"]) if match else None


def is_long_term(section: str) -> bool:
    """Whether a part of the table is about the whole term of a project, not about the declared year."""
    return _LONG_TERM.search(section) is not None and "年度" not in section
