"""Codes of findings: rulesets."""

from __future__ import annotations

from engine.language.codes.model import ERROR, WARNING, Code

RULES: dict[str, Code] = {
    "ruleset-gap": Code(
        ERROR,
        "no award rule takes this case ({case}); {total} such cases can occur, add a rule or widen one",
        "没有计分规则适用于此情形（{case}）；共有 {total} 种此类情形",
        "a ruleset without a rule for deadlines",
    ),
    "rule-dead": Code(
        WARNING,
        "rule “{rule}” can never decide: another with a smaller priority always comes first, or its conditions exclude each other",
        "规则“{rule}”永远不会生效：总有优先级更高的规则先适用，或条件互相排斥",
        "outcome: met at priority 90",
    ),
    "parameter-unused": Code(
        WARNING,
        "“{name}” is used by no rule; remove it or name it in one",
        "参数“{name}”未被任何规则使用",
        "a parameter left over",
    ),
    "parameter-range": Code(
        ERROR,
        "“{name}” is {value}, and it is {by}; expected {kind}",
        "参数“{name}”为 {value}，用作 {by}，超出其范围",
        "a late_step of 0, which nothing can be divided by",
    ),
    "case-wrong": Code(
        ERROR,
        "case “{case}” of rule “{rule}” expects {expected} points and gets {found}",
        "规则“{rule}”的案例“{case}”应得 {expected} 分，实得 {found} 分",
        "points: 7.00 where the method gives 7.58",
    ),
    "ruleset-unknown": Code(
        ERROR, "there is no ruleset “{name}”; {hint}", "没有规则集“{name}”；{hint}", "jixiao score --ruleset mof-2020"
    ),
    "ruleset-no-award": Code(
        ERROR,
        "the ruleset holds no rule that awards points; expected rules/*.yaml with “then: {{award: …}}”",
        "规则集中没有计分规则",
        "a ruleset folder without rules/",
    ),
    "rule-repeated": Code(
        ERROR,
        "rule “{rule}” stands already in {first}; give one another id",
        "规则“{rule}”已在 {first} 定义",
        "two files with id: met",
    ),
    "rule-unknown": Code(
        ERROR, "there is no rule “{rule}” to leave out; {hint}", "没有可去除的规则“{rule}”；{hint}", "without: [mett]"
    ),
    "ruleset-extends": Code(
        ERROR,
        "the ruleset extends “{name}”, which is not there or extends this one; {hint}",
        "所继承的规则集“{name}”不存在或循环继承；{hint}",
        "extends: mof-2020",
    ),
    "ruleset-too-many": Code(
        ERROR,
        "the ruleset has more than {most} rules, more than the rule engine takes; merge some",
        "规则集规则超过 {most} 条，请合并",
        "a ruleset of a hundred rules",
    ),
    "ruleset-too-fine": Code(
        ERROR,
        "the rules tell {cases} cases apart, and gaps are looked for in {most} at most; use fewer words and bounds in “when”",
        "规则区分出 {cases} 种情形，超过可检查的 {most} 种，请减少“when”中的词语和界限",
        "five hundred words for level2 and as many for project_kind",
    ),
    "rule-priority": Code(
        ERROR,
        "rules “{rule}” and “{other}” have the same priority; which decides would be left to chance, change one",
        "规则“{rule}”与“{other}”优先级相同，请修改其一",
        "priority: 30 in two rules",
    ),
    "rule-gap": Code(
        ERROR,
        "no rule of the ruleset awards this case ({case}); add a rule",
        "没有规则适用于此情形（{case}），请补充规则",
        "a ruleset without a rule for deadlines",
    ),
}
