"""A ruleset taken apart into single facts, each with a key, so that two rulesets can be held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.quantity import plain
from engine.rulesets import Bound, Condition, Limit, Rule, Ruleset

CONVENTIONS = {
    "bare_value": "无符号的指标值",
    "bare_zero": "无符号的 0",
    "late_counts_from": "计划工期的起算",
}


class Fact(NamedTuple):
    """One thing a ruleset says: its kind (``rule``, ``parameter``, ``weight``, ``row``), what it is, the text that
    decides, and the clause it comes from."""

    kind: str
    what: str
    text: str
    clause: str


def facts(ruleset: Ruleset) -> dict[str, Fact]:
    """Everything in a ruleset that can change points or grades, by key; titles, remedies and cases are left out."""
    return dict((*_numbers(ruleset), *_weights(ruleset), *_readings(ruleset), *_rules(ruleset), *_rows(ruleset)))


def _numbers(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    for name, parameter in ruleset.parameters.items():
        what = f"{name}（{parameter.meaning}）"
        yield f"parameter {name}", Fact("parameter", what, str(parameter), parameter.clause)
    for name, table in ruleset.bands.items():
        yield f"bands {name}", Fact("parameter", f"{name}（{table.meaning}）", f"{table.of} {table}", table.clause)
    for grade in ruleset.grades:
        text = f"≥{plain(grade.at_least)} 分"
        yield f"grade {grade.name}", Fact("parameter", f"等级“{grade.name}”", text, ruleset.grades_clause)
    for tier in ruleset.tiers:
        text = (
            f"{plain(tier.at_least)}%–{plain(tier.below)}%，未写明时取 {plain(tier.default)}%：{'、'.join(tier.words)}"
        )
        yield f"tier {tier.name}", Fact("parameter", f"档次“{tier.name}”", text, ruleset.tiers_clause)


def _weights(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    weights = ruleset.weights
    tables = {"": weights.levels, **weights.by_project_kind}
    for kind, levels in tables.items():
        for level, weight in levels.items():
            what = f"{level}的分值" + (f"（{kind}）" if kind else "")
            yield f"weights {kind}/{level}", Fact("weight", what, plain(weight), weights.clause)
    for place, counted in weights.counts_as.items():
        yield f"weights as {place}", Fact("weight", f"{place}的归属", counted, weights.clause)
    declared = "采用" if weights.declared == "use" else "不采用"
    yield "weights declared", Fact("weight", "申报表所列分值", declared, weights.clause)
    if weights.core_factor is not None:
        yield "weights core", Fact("weight", "核心指标的倍数", weights.core_factor, weights.clause)


def _readings(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    for name, value in ruleset.conventions.model_dump().items():
        yield f"convention {name}", Fact("rule", CONVENTIONS.get(name, name), str(value), ruleset.document)


def _rules(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    for rule in ruleset.rules:
        yield f"rule {rule.id}", Fact("rule", f"{rule.id}（{rule.question}）", _rule_text(rule, ruleset), rule.clause)
    for limit in ruleset.limits:
        yield f"limit {limit.of}", Fact("rule", f"{limit.of}的限制", _limit_text(limit), limit.clause)


def _limit_text(limit: Limit) -> str:
    return "，".join(
        [f"最多 {limit.cap}"] * (limit.cap is not None) + [f"及格线 {limit.pass_line}"] * (limit.pass_line is not None)
    )


def _rows(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    for item in ruleset.items:
        text = f"{item.level1}/{item.level2}/{item.name}：{item.target}；{item.explanation}"
        yield f"item {item.code}", Fact("row", f"{item.code} {item.name}", text, item.clause)


def _rule_text(rule: Rule, ruleset: Ruleset) -> str:
    """All of a rule that decides: what it asks, what it does, by which parameters, how it says that it counts."""
    does = [f"{name} {text}" for name in ("award", "adjust", "flag") if (text := getattr(rule, name))]
    parameters = [f"{role} = {name}" for role, name in rule.parameters.items()]
    parts = [f"当 {_condition_text(rule.when, ruleset)}", *does, *parameters, *([rule.method] if rule.method else [])]
    return "；".join([*parts, f"优先级 {rule.priority}"])


def _condition_text(when: Condition, ruleset: Ruleset) -> str:
    words = [f"{field} = {'/'.join(values)}" for field, values in when.words.items()]
    bounds = [
        f"{field} {bound.sign} {_bound_text(bound, ruleset)}" for field, all_ in when.bounds.items() for bound in all_
    ]
    return "、".join([*words, *bounds]) or "总是"


def _bound_text(bound: Bound, ruleset: Ruleset) -> str:
    """The parameter that a bound came from, so that another value of it changes the parameter and not the rule."""
    return "/".join(_named(bound, ruleset)) or plain(bound.value)


def _named(bound: Bound, ruleset: Ruleset) -> list[str]:
    return sorted(name for name, parameter in ruleset.parameters.items() if parameter.number == bound.value)


def used_by(ruleset: Ruleset, rules: Iterable[str]) -> tuple[str, ...]:
    """The keys of the parameters and bands that rules, given by id, count with or ask about."""
    chosen = set(rules)
    names: dict[str, None] = {}
    for rule in ruleset.rules:
        if rule.id in chosen:
            names |= dict.fromkeys(rule.parameters.values())
            names |= dict.fromkeys(
                name for all_ in rule.when.bounds.values() for one in all_ for name in _named(one, ruleset)
            )
    return tuple(f"bands {name}" if name in ruleset.bands else f"parameter {name}" for name in names)
