"""A ruleset checked beyond its words: gaps, rules that never fire, parameters nobody uses, sentences that clash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise, product
from math import prod

from engine.compare.shapes import SHAPES, Shape, Span
from engine.files.yaml import keys_of
from engine.language.findings import Finding, Findings, finding
from engine.language.phrases import names_in
from engine.language.rendering import coded
from engine.quantity import Dimension, Ratio, plain
from engine.rulebook.conditions import Facts, awarding, others
from engine.rulesets import NONE, NUMBERS, WORDS, Parts, Read, Rule, Ruleset
from engine.rulesets.english import translated
from engine.rulesets.uses import FILLED, sentences_of
from engine.targets import Operator

Choices = dict[str, list[str | Decimal | None]]
Bounds = dict[str, tuple[Decimal, ...]]
OTHER = "…"
MOST_GAPS = 5
MOST_CASES = 300_000
"""How many cases are gone through. The finest ruleset that ships tells 50,000 apart."""

_OPEN = ("level1", "level2", "project_kind")


def _samples(bounds: tuple[Decimal, ...], span: Span) -> Iterator[Decimal]:
    """Numbers of a span, one for each band that the bounds make of it: on a bound, between two, beyond all."""
    ends = [end for end in (span.low, span.high) if end is not None]
    points = sorted({*bounds, *ends, Decimal(0), Decimal(1)})
    between = [(low + high) / 2 for low, high in pairwise(points)]
    seen: set[tuple[int, bool]] = set()
    for value in sorted([points[0] - 1, *points, *between, points[-1] + 1]):
        band = (sum(bound < value for bound in bounds), value in bounds)
        if span.holds(Ratio.of(value)) and band not in seen:
            seen.add(band)
            yield value


def _choices(shape: Shape, ruleset: Ruleset, bounds: Bounds) -> Choices:
    """For each field, the values that some rule can tell apart within a shape."""
    fields = {field for rule in ruleset.rules for field in ruleset.condition(rule).words}
    words: dict[str, Iterable[str]] = {
        "kind": shape.kinds,
        "direction": shape.directions,
        "outcome": shape.outcomes,
        "measure": shape.measures,
        "operator": (*Operator, NONE),
        "dimension": tuple(Dimension),
        "core": ("yes", "no"),
    }
    for field in _OPEN:
        words[field] = (
            *dict.fromkeys(word for rule in ruleset.rules for word in ruleset.condition(rule).words.get(field, ())),
            OTHER,
        )
    choices: Choices = {
        field: [str(word) for word in words[field]] if field in fields else [str(next(iter(words[field])))]
        for field in WORDS
    }
    for field in NUMBERS:
        span = getattr(shape, field)
        choices[field] = [None] if span is None else [*_samples(bounds[field], span)]
    return choices


def _all_choices(ruleset: Ruleset) -> Iterator[Choices]:
    bounds = _bounds_of(ruleset)
    return (_choices(shape, ruleset, bounds) for shape in SHAPES)


def _bounds_of(ruleset: Ruleset) -> Bounds:
    """For each number, what any rule holds it against."""
    bounds = [
        (field, bound.value)
        for rule in ruleset.rules
        for field, all_ in ruleset.condition(rule).bounds.items()
        for bound in all_
    ]
    return {number: tuple(sorted({value for field, value in bounds if field == number})) for number in NUMBERS}


def _reachable(ruleset: Ruleset) -> Iterator[Facts]:
    """Every case that a comparison can present and some rule of the ruleset can tell from another."""
    for choices in _all_choices(ruleset):
        for values in product(*choices.values()):
            yield dict(zip(choices, values, strict=True))


def _number_of_cases(ruleset: Ruleset) -> int:
    return sum(prod(map(len, choices.values())) for choices in _all_choices(ruleset))


def _text(facts: Facts) -> str:
    shown = {field: value for field, value in facts.items() if value not in (NONE, None, OTHER)}
    return ", ".join(f"{field} {plain(one) if isinstance(one, Decimal) else one}" for field, one in shown.items())


def _walk(ruleset: Ruleset) -> tuple[set[str], list[Facts]]:
    """The rules that decide, adjust or flag some reachable case, and the cases that none awards."""
    firing: set[str] = set()
    gaps: list[Facts] = []
    for facts in _reachable(ruleset):
        award = awarding(ruleset, facts)
        if award is None:
            gaps.append(facts)
        else:
            firing.add(award.id)
        firing.update(rule.id for rule in others(ruleset, facts))
    return firing, gaps


def _used_names(parts: Parts, ruleset: Ruleset) -> set[str]:
    """The names of parameters and bands that anything mentions."""
    used = {name for rule in ruleset.rules for name in rule.parameters.values()}
    used |= {name for limit in ruleset.limits for name in (limit.cap, limit.pass_line) if name}
    used |= {ruleset.weights.core_factor or ""}
    for rule in ruleset.rules:
        data = parts.rules[rule.id].data
        when = data.get("when", {}) if isinstance(data, dict) else {}
        for text in (one for field in NUMBERS for one in _as_list(when.get(field))):
            used.add(text.strip().lstrip("<>= "))
        for _, sentence in sentences_of(rule):
            used.update(names_in(sentence))
    return used


def _as_list(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    return [] if value is None else [str(value)]


def _unused(parts: Parts, ruleset: Ruleset) -> Iterator[Finding]:
    used = _used_names(parts, ruleset)
    for section, names in (("parameters", ruleset.parameters), ("bands", ruleset.bands)):
        for name in names:
            if name not in used:
                yield finding("parameter-unused", parts.head.at((section, name)), name=name)


def _english(parts: Parts, ruleset: Ruleset) -> Iterator[Finding]:
    """Where what is said in English is not what is said in Chinese, as far as that can be told without reading."""
    for path, part in translated(ruleset):
        document, above = (parts.rules[part.id], ()) if isinstance(part, Rule) else (parts.head, path)
        for name in part.en:
            location = document.at((*above, "en", name))
            own = getattr(part, name)
            if not own:
                yield finding("english-of-nothing", location, name=name)
            elif name in FILLED:
                names = [tuple(keys_of(sorted(names_in(one)))) for one in (own, part.en[name])]
                if names[0] != names[1]:
                    chinese, english = (one or coded("none") for one in names)
                    yield finding("english-names", location, name=name, chinese=chinese, english=english)


def check_ruleset(read: Read) -> Findings:
    """Every fault in a ruleset: those of its words, and where those are none, those of its rules together."""
    ruleset, parts, findings = read
    if ruleset is None or parts is None:
        return findings
    cases = _number_of_cases(ruleset)
    if cases > MOST_CASES:
        location = parts.head.at(("id",))
        return (
            *findings,
            finding("ruleset-too-fine", location, cases=cases, most=MOST_CASES),
            *_unused(parts, ruleset),
            *_english(parts, ruleset),
        )
    firing, gaps = _walk(ruleset)
    all_findings: list[Finding] = list(findings)
    location = parts.head.at(("id",))
    all_findings += [finding("ruleset-gap", location, case=_text(facts), total=len(gaps)) for facts in gaps[:MOST_GAPS]]
    for rule in ruleset.rules:
        if rule.id not in firing:
            all_findings.append(finding("rule-dead", parts.rules[rule.id].at(("when",)), rule=rule.id, asks=rule.named))
    return (*all_findings, *_unused(parts, ruleset), *_english(parts, ruleset))
