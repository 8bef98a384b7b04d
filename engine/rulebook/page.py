"""A ruleset as a page that a finance officer reads: weights, rules in order, clauses, parameters. Markdown, Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.lexicon import Says, Strength
from engine.quantity import plain
from engine.rulesets import NUMBERS, Bands, Example, Parameter, Rule, Ruleset
from engine.rulesets.wording import condition_text, deed_text, limited


def _confirm(confirmed: bool) -> str:
    return "" if confirmed else "（待核实）"


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _table(headings: tuple[str, ...], rows: Iterable[Iterable[object]]) -> list[str]:
    return [_row(headings), _row("---" for _ in headings), *(_row(row) for row in rows), ""]


def _weights(ruleset: Ruleset) -> Iterator[str]:
    weights = ruleset.weights
    yield f"## 分值{_confirm(weights.confirmed)}"
    yield ""
    yield f"依据：{weights.clause}"
    yield ""
    yield from _table(("一级", "分值"), ((name, plain(weight)) for name, weight in weights.levels.items()))
    for level, counted in weights.counts_as.items():
        if level != counted:
            yield f"- 申报表的“{level}”计入“{counted}”"
    for kind, levels in weights.by_project_kind.items():
        yield f"- 项目类型“{kind}”：" + "、".join(f"{name} {plain(weight)}" for name, weight in levels.items())
    if weights.declared == "use":
        yield "- 申报表逐行写明分值的，采用申报的分值"
    yield "- 否则一级分值在有指标的二级间均分，再在同一二级的指标间均分，精确到0.01，余数按最大余数法"
    yield "- 不适用的指标不设分值，由同级指标分担；整个一级没有指标的，分值按比例分给其他一级"
    if weights.core_factor:
        yield f"- 核心指标的分值为同组其他指标的 {ruleset.parameters[weights.core_factor]} 倍"
    yield ""


def _grades(ruleset: Ruleset) -> Iterator[str]:
    yield f"## 等级{_confirm(ruleset.grades_confirmed)}"
    yield ""
    yield f"依据：{ruleset.grades_clause}"
    yield ""
    yield from _table(("等级", "总分不低于"), ((grade.name, plain(grade.at_least)) for grade in ruleset.grades))
    yield "## 定性指标的档次"
    yield ""
    yield f"依据：{ruleset.tiers_clause}"
    yield ""
    yield from _table(
        ("档次", "填报用语", "分值区间", "未附比例时"),
        (
            (
                tier.name,
                "、".join(tier.words),
                f"{plain(tier.at_least)}%—{plain(tier.below)}%",
                f"{plain(tier.default)}%",
            )
            for tier in ruleset.tiers
        ),
    )


_BANDS = (
    "按实际完成值分档的，填报值先换算为分档的计量单位再查表（分档以 % 计，8成按 80% 查）；不能换算的（金额、天数）和不是"
    "水平的（提升3%）不适用按该分档计分的规则。分档的单位写在 `unit:`，不写即为 %；按完成率分档的没有单位。"
)


def _parameters(ruleset: Ruleset) -> Iterator[str]:
    if ruleset.parameters or ruleset.bands:
        yield "## 参数"
        yield ""
        numbers: list[tuple[str, Parameter | Bands]] = [*ruleset.parameters.items(), *ruleset.bands.items()]
        rows = (
            (name, one, one.meaning, f"{one.clause}{_confirm(one.confirmed)}", _valid_from(one, ruleset))
            for name, one in numbers
        )
        yield from _table(("名称", "数值", "含义", "依据", "自何时起"), rows)
    if any(table.of == "actual" for table in ruleset.bands.values()):
        yield _BANDS
        yield ""


def _valid_from(one: Parameter | Bands, ruleset: Ruleset) -> str:
    own = one.valid_from if isinstance(one, Parameter) else ""
    return own or f"{ruleset.valid_from}{_confirm(ruleset.valid_from_confirmed)}"


def _does(rule: Rule, ruleset: Ruleset) -> str:
    if rule.flag is not None:
        return f"{deed_text(rule)}：{rule.flag}"
    numbers = "、".join(
        f"{name}（{ruleset.parameters.get(name) or ruleset.bands[name]}）" for name in rule.parameters.values()
    )
    return deed_text(rule) + (f"：{numbers}" if numbers else "")


def _case(example: Example) -> tuple[str, str, str, str]:
    declared = example.target or f"预算 {example.budget}"
    recorded = example.actual or "，".join(f"{name} {text}" for name, text in example.recorded.items())
    recorded = recorded or (f"执行 {example.executed}" if example.executed else "未填报")
    points = "不计分" if example.points is None else str(example.points)
    return declared, recorded, str(example.weight), points


def _rules(title: str, rules: tuple[Rule, ...], ruleset: Ruleset) -> Iterator[str]:
    if not rules:
        return
    yield f"## {title}"
    yield ""
    for number, rule in enumerate(rules, 1):
        yield f"### {number}. {rule.question}"
        yield ""
        yield f"- 规则：`{rule.id}`（优先级 {rule.priority}）"
        yield f"- 适用：{condition_text(ruleset.condition(rule))}"
        yield f"- 处理：{_does(rule, ruleset)}"
        yield f"- 依据：{rule.clause}{_confirm(rule.confirmed)}"
        if rule.method:
            yield f"- 写入说明：{ruleset.sentence(rule.method, rule, dict.fromkeys(NUMBERS, '…'))}"
        if rule.remedy:
            yield f"- 失分时提示：{rule.remedy}"
        yield ""
        if rule.cases:
            yield from _table(("指标值", "实际完成值", "分值", "应得"), (_case(example) for example in rule.cases))


def _items(ruleset: Ruleset) -> Iterator[str]:
    if ruleset.items:
        yield "## 每个项目另加的指标"
        yield ""
        rows = (
            (
                item.code,
                item.level1,
                item.level2,
                item.name,
                item.target,
                item.explanation,
                item.clause + _confirm(item.confirmed),
            )
            for item in ruleset.items
        )
        yield from _table(("编号", "一级", "二级", "三级", "指标值", "说明", "依据"), rows)


def _limits(ruleset: Ruleset) -> Iterator[str]:
    if ruleset.limits:
        yield "## 限制"
        yield ""
        for limit in ruleset.limits:
            bounds = [f"最多计分值的{ruleset.parameters[limit.cap]}"] if limit.cap else []
            bounds += [f"低于分值的{ruleset.parameters[limit.pass_line]}不计分"] if limit.pass_line else []
            yield f"- {limited(limit.of)}：{'，'.join(bounds)}（{limit.clause}）{_confirm(limit.confirmed)}"
        yield ""


_SAYS = {
    Says.HIGHER: "越高越好",
    Says.LOWER: "越低越好",
    Says.EXACT: "正好",
    Says.LIMIT: "不超过即可",
    Says.OPEN: "两可，由人确认",
    Says.SAME: "看它前面的词",
    Says.NEGATED: "否定后面的词",
}


def _words(ruleset: Ruleset) -> Iterator[str]:
    if ruleset.lexicon:
        yield "## 指标名称用词（其余依 lexicon.yaml）"
        yield ""
        rows = (
            ("、".join(entry.words), _SAYS[entry.says], "确定" if entry.strength is Strength.CERTAIN else "大致")
            for entry in ruleset.lexicon
        )
        yield from _table(("词", "方向", "把握"), rows)


def ruleset_page(ruleset: Ruleset) -> str:
    """The whole page."""
    lines = [f"# {ruleset.title}（{ruleset.document}）", ""]
    lines += [f"规则集 `{ruleset.id}`，自 {ruleset.valid_from}{_confirm(ruleset.valid_from_confirmed)} 起。"]
    lines += [f"在 `{ruleset.extends}` 的基础上修改。"] if ruleset.extends else []
    lines.append("")
    to_confirm = ruleset.to_be_confirmed()
    if to_confirm:
        lines += ["待核实（普遍使用，尚未核对原文）：", "", *(f"- {name}" for name in to_confirm), ""]
    lines += [*_weights(ruleset), *_grades(ruleset), *_parameters(ruleset), *_items(ruleset), *_limits(ruleset)]
    lines += _words(ruleset)
    lines += _rules("计分规则（自上而下，适用的第一条起作用）", ruleset.awards, ruleset)
    lines += _rules("调整规则", ruleset.adjustments, ruleset)
    lines += _rules("提示规则（不扣分）", ruleset.flags, ruleset)
    return "\n".join(lines).rstrip() + "\n"
