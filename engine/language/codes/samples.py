"""Codes of findings: samples."""

from __future__ import annotations

from engine.language.codes.model import ERROR, WARNING, Code

SAMPLES: dict[str, Code] = {
    "sample-include-unknown": Code(
        ERROR,
        "project {project} is not declared and cannot be included; {hint}",
        "项目 {project} 没有申报表，不能指定入样；{hint}",
        "jixiao sample --size 27 --include 4403",
    ),
    "sample-includes-exceed": Code(
        ERROR,
        "{included} projects are to be included, the sample holds {size}; give a larger --size",
        "指定入样 {included} 个项目，样本量只有 {size} 个，请增大样本量",
        "jixiao sample --size 1 --include A --include B",
    ),
    "sample-all": Code(
        WARNING,
        "{size} projects are asked for and {pool} are declared; all of them are drawn",
        "样本量为 {size} 个，申报项目只有 {pool} 个，已全部入样",
        "jixiao sample --size 100 of 38 projects",
    ),
    "sample-department-uncovered": Code(
        WARNING,
        "{department} is not covered: the sample of {size} has no place left for it; give --size {needed} or more",
        "样本量 {size} 个，未能覆盖 {department}；至少需要 {needed} 个",
        "jixiao sample --size 3 over five departments",
    ),
    "sample-amount-missing": Code(
        WARNING,
        "project {project} declares no amount; it counts as nothing and is drawn only when the others are",
        "项目 {project} 未申报金额，按 0 计，仅在其他项目抽完后入样",
        "a form without 本年度项目金额",
    ),
}
