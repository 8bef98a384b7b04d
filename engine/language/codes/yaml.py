"""Codes of findings: yaml files."""

from __future__ import annotations

from engine.language.codes.model import ERROR, Code

YAML: dict[str, Code] = {
    "yaml-syntax": Code(
        ERROR,
        "the file is not valid YAML: {problem}",
        "文件不是有效的 YAML：{problem}",
        "a tab used for indentation",
    ),
    "yaml-empty": Code(ERROR, "the file is empty", "文件为空", "an empty .yaml file"),
    "yaml-too-large": Code(
        ERROR,
        "the file holds more than {most} values or nests too deep; split it",
        "文件内容超过 {most} 个值或嵌套过深，请拆分",
        "a list of a million rows",
    ),
    "yaml-repeated-key": Code(
        ERROR,
        "“{key}” stands twice in the same place; keep one",
        "“{key}”重复出现，请只保留一个",
        "value: 1 and value: 2 under one indicator",
    ),
    "yaml-unknown-key": Code(
        ERROR,
        "“{key}” is not known here; {hint}",
        "“{key}”无法识别；{hint}",
        "valeu: 93%",
    ),
    "yaml-missing-key": Code(
        ERROR, "“{key}” is missing here; add it", "此处缺少“{key}”", "an actual without indicator:"
    ),
    "yaml-value": Code(
        ERROR,
        "{key} is “{value}”: {expected}",
        "{key} 的值“{value}”不符合要求：{expected}",
        "year: 二四",
    ),
}
