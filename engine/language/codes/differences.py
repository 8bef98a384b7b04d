"""Codes of findings: differences and assessors."""

from __future__ import annotations

from engine.language.codes.model import NOTE, WARNING, Code

DIFFERENCES: dict[str, Code] = {
    "runs-same": Code(
        NOTE,
        "runs {before} and {after} are the same run; nothing can differ",
        "运行 {before} 与 {after} 相同，无差异",
        "jixiao diff latest latest",
    ),
    "runs-share-nothing": Code(
        WARNING,
        "runs {before} and {after} have no project in common; choose runs over the same set (jixiao runs lists them)",
        "运行 {before} 与 {after} 没有共同的项目，请选择同一批项目的运行",
        "two runs with other --project",
    ),
    "runs-years": Code(
        WARNING,
        "runs {before} and {after} are of different years ({before_year}, {after_year})",
        "运行 {before} 与 {after} 的年度不同（{before_year}、{after_year}）",
        "a run of 2023 and one of 2024",
    ),
    "diff-ruleset-unreadable": Code(
        WARNING,
        "run {run} carries a ruleset {ruleset} that this version cannot read; what changed in the rules is not named",
        "本程序无法读取运行 {run} 所带的规则集 {ruleset}，不能指出规则的变化",
        "a run of a much older version",
    ),
    "difference-unexplained": Code(
        WARNING,
        "no cause is known for the difference in row {code} “{indicator}” of project {project}; verify both runs",
        "项目 {project} 第 {code} 行“{indicator}”的差异原因不明，请核验两次运行",
        "a run that was changed by hand",
    ),
    "projects-not-shared": Code(
        NOTE,
        "{count} projects are not in every run and are compared only where two runs hold them: {projects}",
        "有 {count} 个项目并非各次运行都有，仅在共有处比较：{projects}",
        "a self-assessment of 38 projects and an evaluation of 27",
    ),
    "no-self-assessment": Code(
        NOTE,
        "no run is a self-assessment (自评); the others are compared with run {run} ({assessor}, {role})",
        "没有自评运行，以运行 {run}（{assessor}，{role}）为基准比较",
        "jixiao compare of two third parties",
    ),
    "rulesets-differ": Code(
        WARNING,
        "the runs were scored by different rulesets ({rulesets}); part of the deviations comes from the rules",
        "各次运行所用规则集不同（{rulesets}），部分偏差由规则造成",
        "自评 under mof-2020-10, 第三方 under third-party-2020",
    ),
}
