"""A ruleset taken apart into single facts, each with a key, so that two rulesets can be held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.language.phrases import pieces
from engine.quantity import plain
from engine.rulesets import Bound, Limit, Rule, Ruleset
from engine.rulesets.wording import BANDS_OF, CONVENTIONS, READINGS, condition_text, deed_text, limited, share_text

OPEN = "…"
"""What stands in a sentence for a number that is a fact of its own."""


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
        yield f"parameter {name}", Fact("parameter", parameter.meaning, str(parameter), parameter.clause)
    for name, table in ruleset.bands.items():
        text = f"按{BANDS_OF[table.of]}：{table}"
        yield f"bands {name}", Fact("parameter", table.meaning, text, table.clause)
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
    for level_name, counted in weights.counts_as.items():
        yield f"weights as {level_name}", Fact("weight", f"{level_name}的归属", counted, weights.clause)
    declared = "采用" if weights.declared == "use" else "不采用"
    yield "weights declared", Fact("weight", "申报表所列分值", declared, weights.clause)
    if weights.core_factor is not None:
        yield "weights core", Fact("weight", "核心指标的倍数", _meaning(weights.core_factor, ruleset), weights.clause)


def _readings(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    for name, value in ruleset.conventions.model_dump().items():
        yield f"convention {name}", Fact("rule", CONVENTIONS[name], READINGS[value], ruleset.document)


def _rules(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    for rule in ruleset.rules:
        yield f"rule {rule.id}", Fact("rule", rule.question, _rule_text(rule, ruleset), rule.clause)
    for limit in ruleset.limits:
        what = f"{limited(limit.of)}的限制"
        yield f"limit {limit.of}", Fact("rule", what, _limit_text(limit, ruleset), limit.clause)


def _limit_text(limit: Limit, ruleset: Ruleset) -> str:
    bounds = (("最多计", limit.cap), ("及格线", limit.pass_line))
    return "，".join(f"{what} {_meaning(name, ruleset)}" for what, name in bounds if name is not None)


def _meaning(name: str, ruleset: Ruleset) -> str:
    """A parameter or a table of bands by what it means; its number is a fact of its own."""
    return f"“{(ruleset.parameters.get(name) or ruleset.bands[name]).meaning}”"


def _rows(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    for item in ruleset.items:
        text = f"{item.level1}/{item.level2}/{item.name}：{item.target}；{item.explanation}"
        yield f"item {item.code}", Fact("row", item.name, text, item.clause)


def _rule_text(rule: Rule, ruleset: Ruleset) -> str:
    """All of a rule that decides: what it asks, what it does, by which parameters, how it says that it counts."""
    when = condition_text(ruleset.condition(rule), lambda bound: _bound_text(bound, ruleset))
    by = "、".join(_meaning(name, ruleset) for name in rule.parameters.values())
    does = deed_text(rule) + (f"（按{by}）" if by else "")
    texts = [_open(text) for text in (rule.flag, rule.method) if text]
    return "。".join([f"适用：{when}", f"处理：{does}", *texts, f"优先级 {rule.priority}"])


def _open(sentence: str) -> str:
    """A sentence of a rule with its numbers left out: another number changes a parameter and not the rule."""
    return "".join(text + (OPEN if name is not None else "") for text, name in pieces(sentence))


def _bound_text(bound: Bound, ruleset: Ruleset) -> str:
    """The parameter that a bound came from, so that another value of it changes the parameter and not the rule."""
    return "或".join(_meaning(name, ruleset) for name in _named(bound, ruleset)) or share_text(bound)


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
                name
                for all_ in ruleset.condition(rule).bounds.values()
                for one in all_
                for name in _named(one, ruleset)
            )
    return tuple(f"bands {name}" if name in ruleset.bands else f"parameter {name}" for name in names)
