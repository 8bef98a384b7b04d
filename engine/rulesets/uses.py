"""What the rules of a ruleset make of its parameters and of the names in their sentences, and what of it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from engine.awards import TABLE, Kind
from engine.files.yaml import nearest
from engine.language.phrases import PhraseError, bare, names_in
from engine.rulesets.rule import Parameter, Rule
from engine.rulesets.vocabulary import CORE, DOES, LIMITS, NUMBERS


class Use(NamedTuple):
    """A parameter, by what it is used (``late_steps of rule late``), and the kind it must be there."""

    parameter: str
    by: str
    kind: Kind


def uses_in(rule: Rule) -> Iterator[Use]:
    """The parameters that a rule awards or adjusts by."""
    for does, what in (("award", rule.award), ("adjust", rule.adjust)):
        counted = DOES[does].get(what or "")
        for role, kind in counted.roles.items() if counted else ():
            if kind is not TABLE and role in rule.parameters:
                yield Use(rule.parameters[role], f"“{role}” of rule {rule.id}", kind)


def uses_elsewhere(limits: Iterable[Mapping[str, str | None]], core_factor: str | None) -> Iterator[Use]:
    """The parameters of caps, pass lines and core indicators."""
    for limit in limits:
        for bound, kind in LIMITS.items():
            name = limit[bound]
            if name is not None:
                yield Use(name, f"{bound} of {limit['of']}", kind)
    if core_factor is not None:
        yield Use(core_factor, "core_factor", CORE)


def misuses(uses: Iterable[Use], parameters: Mapping[str, Parameter]) -> Iterator[Use]:
    """The uses of a parameter as what it is not."""
    for use in uses:
        parameter = parameters.get(use.parameter)
        if parameter is not None and not use.kind.holds(parameter.number, parameter.unit):
            yield use


class Wrong(NamedTuple):
    """A sentence that cannot be filled in: its path in the rule's file, the sentence, and why."""

    path: tuple[str, ...]
    sentence: str
    why: str


def wrong_sentences(rule: Rule, parameters: Iterable[str]) -> Iterator[Wrong]:
    """The sentences of a rule that name what it does not know, or hold more than names."""
    known = sorted({*parameters, *rule.parameters, *NUMBERS})
    sentences = {("method",): rule.method, ("remedy",): rule.remedy, ("then", "flag"): rule.flag or ""}
    for path, sentence in sentences.items():
        why = _wrong(sentence, known)
        if why:
            yield Wrong(path, sentence, why)


def _wrong(sentence: str, known: list[str]) -> str:
    try:
        strange = [name for name in names_in(sentence) if name not in known]
    except PhraseError as error:
        return str(error)
    if not strange:
        return ""
    name = strange[0]
    meant = bare(name)
    if meant in known:
        return f"the sentence names “{{{name}}}”; braces take a name and nothing else, write “{{{meant}}}”"
    return f"the sentence names “{{{name}}}”; {nearest(meant, known)}"
