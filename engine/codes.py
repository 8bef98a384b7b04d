"""The stable codes of all findings: one table, from which the docs are generated.

Each entry has its severity, the English sentence (messages), the Chinese sentence (documents) and an example of
input that raises it. The braces name the values that :func:`engine.findings.finding` must be given.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters: an error stops one value, a warning wants a person's eye, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(NamedTuple):
    """What one code means."""

    severity: Severity
    english: str
    chinese: str
    example: str


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

FORMS: dict[str, Code] = {
    "file-unreadable": Code(
        ERROR,
        "the file cannot be read ({reason}); check the path and its permissions",
        "文件无法读取（{reason}），请检查路径与权限",
        "jixiao read 不存在.txt",
    ),
    "file-kind": Code(
        ERROR,
        "this kind of file is not read here; give {kinds} or a folder of such files",
        "不支持此类文件，请提供 {kinds} 文件或文件夹",
        "jixiao read 申报表.pdf",
    ),
    "folder-empty": Code(
        ERROR,
        "the folder holds no file to read; expected {kinds}",
        "文件夹内没有可读取的文件（{kinds}）",
        "jixiao read 空文件夹/",
    ),
    "encoding-gb18030": Code(
        NOTE,
        "the file is not UTF-8 and was read as GB18030; save it as UTF-8 if characters look wrong",
        "文件不是 UTF-8 编码，已按 GB18030 读取；如有乱码请另存为 UTF-8",
        "a form saved by an old editor in GBK",
    ),
    "encoding-unknown": Code(
        ERROR,
        "the file is neither UTF-8 nor GB18030 text (first undecodable byte in this line); save it as UTF-8 text",
        "文件既不是 UTF-8 也不是 GB18030 文本，请另存为 UTF-8 文本",
        "a picture renamed to .txt",
    ),
    "no-forms": Code(
        ERROR,
        "no declared form found; a form starts with …绩效目标申报表 or 项目编号:",
        "未找到绩效目标申报表",
        "an empty file",
    ),
    "form-truncated": Code(
        ERROR,
        "the form is cut off: {missing} missing; it was not read, complete it and read again",
        "申报表不完整，缺少：{missing}；该表未读取，请补全后重新读取",
        "a form that ends before its table",
    ),
    "row-cells": Code(
        ERROR,
        "the row has {found} filled cells, expected {expected} (一级指标 二级指标 三级指标 指标值 指标解释); "
        "the row was not read, complete it",
        "该行只有 {found} 个单元格，应有 {expected} 个；该行未读取，请补全",
        "产出指标⇥*数量指标⇥报告数量⇥≥2",
    ),
    "group-missing": Code(
        WARNING,
        "the form declares nothing under {groups}; the form may be cut off",
        "申报表缺少{groups}，可能不完整",
        "a form without 满意度指标",
    ),
    "project-repeated": Code(
        ERROR,
        "project {code} was already read at {first}; this one was not read, remove or renumber it",
        "项目 {code} 已在 {first} 读取，此处重复，未读取",
        "the same 项目编码 in two forms",
    ),
    "amount-unreadable": Code(
        ERROR,
        "{label} is no amount: “{text}”; write digits such as 1,544,174.00",
        "{label}不是金额：“{text}”，请填写数字，如 1,544,174.00",
        "本年度项目金额（元）:⇥待定",
    ),
    "field-unreadable": Code(
        WARNING,
        "{label} cannot be read: “{text}”",
        "{label}无法识别：“{text}”",
        "实施期限:⇥长期",
    ),
}

TARGETS: dict[str, Code] = {}

MEASURES: dict[str, Code] = {}

ACTUALS: dict[str, Code] = {}

COMPARISONS: dict[str, Code] = {}

RULES: dict[str, Code] = {}

SCORES: dict[str, Code] = {}

CODES: dict[str, Code] = FORMS | TARGETS | MEASURES | ACTUALS | COMPARISONS | RULES | SCORES
