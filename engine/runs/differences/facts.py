"""A ruleset taken apart into single facts, each with a key, so that two rulesets can be held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import NamedTuple

from engine.language.phrases import pieces
from engine.language.rendering import Coded, Content, coded, either
from engine.quantity import plain
from engine.rulesets import Bands, Bound, Limit, Parameter, Rule, Ruleset
from engine.rulesets.wording import TOTAL, condition_words, deed_words, share_text

OPEN = "…"
"""What stands in a sentence for a number that is a fact of its own."""


class Fact(NamedTuple):
    """One thing a ruleset says: its kind (``rule``, ``parameter``, ``weight``, ``row``), what it is, the text that
    decides, and the clause it comes from."""

    kind: str
    what: Content
    text: Content
    clause: Content


def facts(ruleset: Ruleset) -> dict[str, Fact]:
    """Everything in a ruleset that can change points or grades, by key; titles, remedies and cases are left out."""
    return dict((*_numbers(ruleset), *_weights(ruleset), *_readings(ruleset), *_rules(ruleset), *_rows(ruleset)))


def _numbers(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    for name, parameter in ruleset.parameters.items():
        yield f"parameter {name}", _number(parameter, str(parameter))
    for name, table in ruleset.bands.items():
        text = coded("fact-bands", of=coded(f"fact-bands-{table.of}"), bands=table.content)
        yield f"bands {name}", _number(table, text)
    for grade in ruleset.grades:
        what, text = coded("fact-grade", grade=grade.name), coded("fact-grade-from", least=plain(grade.at_least))
        yield f"grade {grade.name}", Fact("parameter", what, text, ruleset.in_both("grades_clause"))
    for tier in ruleset.tiers:
        bounds = {"least": plain(tier.at_least), "below": plain(tier.below), "default": plain(tier.default)}
        what, text = coded("fact-tier", tier=tier.in_both("name")), coded("fact-tier-of", **bounds, words=tier.words)
        yield f"tier {tier.name}", Fact("parameter", what, text, ruleset.in_both("tiers_clause"))


def _number(number: Parameter | Bands, text: Content) -> Fact:
    return Fact("parameter", number.in_both("meaning"), text, number.in_both("clause"))


def _weights(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    weights = ruleset.weights
    clause = weights.in_both("clause")
    tables = {"": weights.levels, **weights.by_project_kind}
    for kind, levels in tables.items():
        for level, weight in levels.items():
            what = coded("fact-weight-of-kind" if kind else "fact-weight", level=level, kind=kind)
            yield f"weights {kind}/{level}", Fact("weight", what, plain(weight), clause)
    for level_name, counted in weights.counts_as.items():
        yield (
            f"weights as {level_name}",
            Fact("weight", coded("fact-counts-as", level=level_name), counted, clause),
        )
    declared = coded("fact-weights-used" if weights.declared == "use" else "fact-weights-not-used")
    yield "weights declared", Fact("weight", coded("fact-weights-declared"), declared, clause)
    if weights.core_factor is not None:
        what = coded("fact-core-factor")
        yield "weights core", Fact("weight", what, _meaning(weights.core_factor, ruleset), clause)


def _readings(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    for name, value in ruleset.conventions.model_dump().items():
        yield (
            f"convention {name}",
            Fact("rule", coded(f"convention-{name}"), coded(f"reading-{value}"), ruleset.in_both("document")),
        )


def _rules(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    for rule in ruleset.rules:
        yield (
            f"rule {rule.id}",
            Fact("rule", rule.in_both("question"), _rule_words(rule, ruleset), rule.in_both("clause")),
        )
    for limit in ruleset.limits:
        what = coded("fact-limit-of-total") if limit.of == TOTAL else coded("fact-limit", of=limit.of)
        yield f"limit {limit.of}", Fact("rule", what, _limit_words(limit, ruleset), limit.in_both("clause"))


def _limit_words(limit: Limit, ruleset: Ruleset) -> tuple[Coded, ...]:
    bounds = (("fact-cap", limit.cap), ("fact-pass-line", limit.pass_line))
    return tuple(coded(code, number=_meaning(name, ruleset)) for code, name in bounds if name is not None)


def _meaning(name: str, ruleset: Ruleset) -> Coded:
    """A parameter or a table of bands by what it means; its number is a fact of its own."""
    return coded("quoted", text=(ruleset.parameters.get(name) or ruleset.bands[name]).in_both("meaning"))


def _rows(ruleset: Ruleset) -> Iterator[tuple[str, Fact]]:
    for item in ruleset.items:
        of = {name: item.in_both(name) for name in ("level2", "name", "target", "explanation")}
        text = coded("fact-item", level1=item.level1, **of)
        yield f"item {item.code}", Fact("row", of["name"], text, item.in_both("clause"))


def _rule_words(rule: Rule, ruleset: Ruleset) -> Content:
    """All of a rule that decides: what it asks, what it does, by which parameters, how it says that it counts."""
    when = condition_words(ruleset.condition(rule), lambda bound: _bound_words(bound, ruleset))
    by, deed = tuple(_meaning(name, ruleset) for name in rule.parameters.values()), deed_words(rule)
    does = coded("fact-does-by", deed=deed, by=by) if by else coded("fact-does", deed=deed)
    parts = (
        coded("fact-when", condition=when),
        does,
        *(_open(rule, name) for name in ("flag", "method") if getattr(rule, name)),
        coded("fact-priority", priority=rule.priority),
    )
    return reduce(lambda one, other: coded("fact-and", one=one, other=other), parts)


def _open(rule: Rule, name: str) -> Coded:
    """A sentence of a rule with its numbers left out: another number changes a parameter and not the rule."""
    chinese, english = (
        "".join(text + (OPEN if number is not None else "") for text, number in pieces(sentence))
        for sentence in (getattr(rule, name), rule.english(name))
    )
    return coded("in-both", english=english, chinese=chinese)


def _bound_words(bound: Bound, ruleset: Ruleset) -> Content:
    """The parameter that a bound came from, so that another value of it changes the parameter and not the rule."""
    named = _named(bound, ruleset)
    return either(*(_meaning(name, ruleset) for name in named)) if named else share_text(bound)


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
