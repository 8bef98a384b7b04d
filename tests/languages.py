"""Sentences that are half of one language and half of the other: words outside quotes that are no terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from engine.language.catalogue import Language
from engine.language.errors import CodedError
from engine.language.findings import Finding
from engine.language.rendering import Content, text_of

_QUOTE = re.compile(r"“[^“”]*”")
_NAME = re.compile(
    r"(?:jixiao|pip|chmod|apt-get) [^，。；、（）“”]*"  # a command
    r"|--[a-z][a-z-]*(?: [A-Za-z]+)?"  # an option
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
_HAN = re.compile(r"[\u4e00-\u9fff]+")
FORM_TERMS = frozenset(
    [
        "一级指标",
        "万元",
        "三级指标",
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
    ]
)
"""Names of the forms and words that a person writes in them, which English sentences quote."""


def without_quotes(text: str) -> str:
    """The text without what stands between quotes, quotes within quotes too."""
    while (shorter := _QUOTE.sub("", text)) != text:
        text = shorter
    return text


def english_words(text: str) -> list[str]:
    """The English words of a Chinese text."""
    return [word for word in _WORD.findall(_NAME.sub(" ", without_quotes(text))) if word not in TERMS]


def english_in_chinese(content: Content) -> list[str]:
    """The English words of a Chinese sentence."""
    return english_words(text_of(content, Language.CHINESE))


def chinese_words(text: str) -> list[str]:
    """The Chinese words of an English text."""
    return [word for word in _HAN.findall(without_quotes(text)) if word not in FORM_TERMS]


@pytest.fixture
def in_one_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuses English in the Chinese sentence of any finding and any error that a test makes."""
    said: list[Finding | CodedError] = []
    for kind in (Finding, CodedError):
        monkeypatch.setattr(kind, "__init__", _gathering(kind.__init__, said))
    yield
    contents = [one.coded if isinstance(one, Finding) else one.content for one in said]
    mixed = {one.code: text_of(one, Language.CHINESE) for one in contents if english_in_chinese(one)}
    assert not mixed, mixed


def _gathering(make: Callable[..., None], said: list[Finding | CodedError]) -> Callable[..., None]:
    def made(self: Any, *args: object, **values: object) -> None:
        make(self, *args, **values)
        said.append(self)

    return made
