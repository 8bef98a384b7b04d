"""Sentences that are half of one language and half of the other: words outside quotes that are no terms."""

from __future__ import annotations

import re
from getpass import getuser

from engine.actuals.kinds import AMOUNTS
from engine.services.redeclared import FIELDS, ROW_FIELDS

_QUOTE = re.compile(r"“[^“”]*”")
_NAME = re.compile(
    r"(?:jixiao|pip|chmod|apt-get) [^，。；、（）“”]*"  # a command
    r"|\b[A-Z]\w*Error\b"  # what Python calls a fault
    r"|--[a-z][a-z-]*(?: [A-Za-z]+)?"  # an option
    r"|\[[a-z_|-]+\]|`[^`]*`"  # the code of a finding, choices, what is typed
    r"|(?<=(?:规则|分档|参数|限制|指标) )[a-z_]+"  # the name of a part of a ruleset
    r"|[\w.:/\\~*-]*[0-9./\\_*-][\w.:/\\~*-]*",  # a suffix, a file, an id, a number
    re.ASCII,
)
_WORD = re.compile(r"[A-Za-z]{2,}")
TERMS = {
    "II",
    "III",
    "IV",
    "Windows",
    "LibreOffice",
    "Debian",
    "Ubuntu",
    "jixiao",
    "PEM",
    "Word",
    "Excel",
    "WPS",
    "YAML",
    "XML",
    "JSON",
    "CSV",
    "PDF",
    "HTML",
    "MB",
    "UTF",
    "SQLite",
    "PostgreSQL",
}
"""What is called so in either language."""
HAN = re.compile(r"[\u4e00-\u9fff]+")
FORM_TERMS = {
    "一级指标",
    "万元",
    "三级指标",
    "核心指标",
    "上升",
    "下降",
    "不适用",
    "个",
    "个工作日",
    "中",
    "二级指标",
    "产出",
    "优",
    "元",
    "决策",
    "分",
    "分值",
    "单位负责人",
    "反向",
    "台账",
    "名称",
    "定性",
    "实际完成值",
    "小时",
    "差",
    "年",
    "年度",
    "年度指标值",
    "张三",
    "得分",
    "成本指标",
    "或",
    "指标值",
    "指标方向",
    "指标解释",
    "效益",
    "日",
    "月",
    "未完成",
    "未通过",
    "核对表",
    "正向",
    "申报表",
    "绩效目标申报表",
    "自评",
    "良",
    "起",
    "较上年增加",
    "过程",
    "通过",
    "部分达成",
    "降低",
    "项目编号",
    "预算执行",
    "满意度",
    "第三方",
    "填报人",
    "佐证材料",
    "项目",
    "完成",
    "部分完成",
    "已完成",
    "完成率",
    "偏差原因",
    "本单位",
    "不低于",
    "越高越好",
    "越低越好",
    "须恰好等于",
    "处理",
}
"""Names of the forms and words that a person writes in them, which English sentences quote."""
FORM_TERMS |= {*AMOUNTS.values(), *FIELDS.values(), *ROW_FIELDS.values()}
TERMS |= {getuser(), "APP", "min", "max"}
GIVEN = frozenset(
    [
        "actual",
        "answers",
        "by",
        "choices",
        "code",
        "columns",
        "families",
        "file",
        "folder",
        "formula",
        "goal",
        "heads",
        "indicator",
        "known",
        "ledger",
        "name",
        "notes",
        "of",
        "places",
        "project",
        "row",
        "rows",
        "ruleset",
        "run",
        "shown",
        "target",
        "text",
        "texts",
        "unit",
        "value",
        "working",
    ]
)
"""Under which names of a sentence's values stands what a person has named or written, or may type."""


def without_quotes(text: str) -> str:
    """The text without what stands between quotes, quotes within quotes too."""
    while (shorter := _QUOTE.sub("", text)) != text:
        text = shorter
    return text


def english_words(text: str) -> list[str]:
    """The English words of a Chinese text."""
    return [word for word in _WORD.findall(_NAME.sub(" ", without_quotes(text))) if word not in TERMS]


def chinese_words(text: str) -> list[str]:
    """The Chinese words of an English text."""
    return [word for word in HAN.findall(without_quotes(text)) if word not in FORM_TERMS]
