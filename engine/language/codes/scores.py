"""Codes of findings: scores."""

from __future__ import annotations

from engine.language.codes.model import ERROR, WARNING, Code

SCORES: dict[str, Code] = {
    "row-failed": Code(
        ERROR,
        "{name} was not scored: the program failed on it ({kind}); the other rows were; send the full text that "
        "jixiao score kept to those who mend the program",
        "{name}未能计分：程序出错（{kind}），其他指标不受影响，请将程序保存的错误全文交维护人员",
        "a fault of the program that one row brings out",
    ),
    "project-failed": Code(
        ERROR,
        "{name} was not scored: the program failed on it ({kind}); the other projects were; send the full text that "
        "jixiao score kept to those who mend the program",
        "{name}未能计分：程序出错（{kind}），其他项目不受影响，请将程序保存的错误全文交维护人员",
        "a fault of the program that one project brings out",
    ),
    "level1-unknown": Code(
        ERROR,
        "the ruleset gives “{level1}” no weight and does not say what it counts as; the row is not scored",
        "规则集未给“{level1}”设分值，该行不计分",
        "一级指标: 管理指标 under mof-2020-10",
    ),
    "weights-scaled": Code(
        WARNING,
        "the declared weights add up to {declared}, expected {total}; they were scaled to it",
        "申报的分值合计 {declared}，应为 {total}，已按比例折算",
        "分值 columns that add up to 100 beside an execution row of 10",
    ),
    "adjusted-target-old": Code(
        WARNING,
        "the form now declares {declared}, but {before} was officially adjusted to {adjusted}, which counts; "
        "if it no longer holds, adjust it again: jixiao adjust-target",
        "申报表现为 {declared}，但原指标值 {before} 已调整为 {adjusted}，按调整值计分；如已不适用，请重新调整",
        "a form imported again after jixiao adjust-target",
    ),
    "adjustment-open": Code(
        WARNING,
        "{name} has no points yet, so the assessor's adjustment does not count",
        "{name} 尚无得分，评价调整不计入",
        "jixiao adjust before the actual is recorded",
    ),
}
