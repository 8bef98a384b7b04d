"""What the rules of a ruleset make of its parameters, its tables and the names in their sentences, and what cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from engine.awards import TABLE, Kind
from engine.files.yaml import nearest
from engine.language.phrases import PhraseError, bare, names_in
from engine.language.rendering import Coded, coded
from engine.quantity import unit_of
from engine.rulesets.rule import Bands, Parameter, Rule
from engine.rulesets.vocabulary import CORE, DOES, LIMITS, NUMBERS


class Use(NamedTuple):
    """A parameter, by what it is used (``late_steps of rule late``), and the kind it must be there."""

    parameter: str
    by: Coded
    kind: Kind


def uses_in(rule: Rule) -> Iterator[Use]:
    """The parameters that a rule awards or adjusts by."""
    for role, kind in _roles(rule):
        if kind is not TABLE:
            yield Use(rule.parameters[role], coded("used-by-rule", role=role, rule=rule.id, asks=rule.named), kind)


def _roles(rule: Rule) -> Iterator[tuple[str, Kind | None]]:
    """What an award or adjustment is given, where the rule names it."""
    for does, what in (("award", rule.award), ("adjust", rule.adjust)):
        counted = DOES[does].get(what or "")
        yield from (
            (role, kind) for role, kind in (counted.roles.items() if counted else ()) if role in rule.parameters
        )


def uses_elsewhere(limits: Iterable[Mapping[str, str | None]], core_factor: str | None) -> Iterator[Use]:
    """The parameters of caps, pass lines and core indicators."""
    for limit in limits:
        for bound, kind in LIMITS.items():
            name = limit[bound]
            if name is not None:
                yield Use(name, coded("used-by-limit", bound=bound, of=limit["of"]), kind)
    if core_factor is not None:
        yield Use(core_factor, coded("used-by-core"), CORE)


def misuses(uses: Iterable[Use], parameters: Mapping[str, Parameter]) -> Iterator[Use]:
    """The uses of a parameter as what it is not."""
    for use in uses:
        parameter = parameters.get(use.parameter)
        if parameter is not None and not use.kind.holds(parameter.number, parameter.unit):
            yield use


LEVELS_OF = ("quantity", "range")
"""Kinds of targets that state a level, which alone can be looked up in a table: 提升3% is none."""


def tables_of(rule: Rule, bands: Mapping[str, Bands]) -> dict[str, Bands]:
    """The tables that a rule awards or adjusts by, by their names."""
    names = (rule.parameters[role] for role, kind in _roles(rule) if kind is TABLE)
    return {name: bands[name] for name in names if name in bands}


def graded(rule: Rule, table: Bands) -> dict[str, tuple[str, ...]]:
    """Of what a rule asks, what its table can grade: a level in a unit that converts; all, of a table of completions."""
    if table.of == "completion":
        return {}
    grades = {"kind": LEVELS_OF, "dimension": (str(unit_of(table.unit).dimension),)}
    asked = rule.when.words
    return {field: tuple(word for word in asked.get(field, words) if word in words) for field, words in grades.items()}


class Idle(NamedTuple):
    """A table in whose unit a rule can look nothing up, with what the rule asks for instead."""

    name: str
    unit: str
    rule: Rule
    asked: str


def idle_tables(rules: Iterable[Rule], bands: Mapping[str, Bands]) -> Iterator[Idle]:
    """The tables whose unit, or whose figures at all, no row has that a rule asks for."""
    for rule in rules:
        for name, table in tables_of(rule, bands).items():
            lacking = (field for field, words in graded(rule, table).items() if not words)
            for field in lacking:
                yield Idle(name, table.unit, rule, f"{field} {', '.join(rule.when.words[field])}")


class Wrong(NamedTuple):
    """A sentence that cannot be filled in: its path in the rule's file, the sentence, and why."""

    path: tuple[str, ...]
    sentence: str
    why: Coded


FILLED = {"method": ("method",), "remedy": ("remedy",), "flag": ("then", "flag")}
"""The sentences of a rule that may name numbers, with their paths in its file."""


def sentences_of(rule: Rule) -> Iterator[tuple[tuple[str, ...], str]]:
    """The sentences of a rule that may name numbers, in both languages, by their paths."""
    for name, path in FILLED.items():
        yield path, getattr(rule, name) or ""
        yield ("en", name), rule.en.get(name, "")


def wrong_sentences(rule: Rule, parameters: Iterable[str]) -> Iterator[Wrong]:
    """The sentences of a rule that name what it does not know, or hold more than names."""
    known = sorted({*parameters, *rule.parameters, *NUMBERS})
    for path, sentence in sentences_of(rule):
        why = _wrong(sentence, known)
        if why:
            yield Wrong(path, sentence, why)


def _wrong(sentence: str, known: list[str]) -> Coded | None:
    try:
        strange = [name for name in names_in(sentence) if name not in known]
    except PhraseError as error:
        return error.content
    if not strange:
        return None
    name = strange[0]
    meant = bare(name)
    if meant in known:
        return coded("sentence-more-than-name", name=name, meant=meant)
    return coded("sentence-unknown-name", name=name, hint=nearest(meant, known))
