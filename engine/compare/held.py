"""A row as it is read, with what was recorded for it -> one comparison: the one way, for scoring and for rechecking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.actuals import Actual
from engine.compare import compare
from engine.compare.ends import opened
from engine.compare.model import Comparison, not_scored
from engine.language.findings import Finding, finding
from engine.language.rendering import Coded, coded
from engine.measures import Reading
from engine.observe import Observation, observe
from engine.rulesets import Ruleset
from engine.targets import Operator, Target
from engine.terms import Answer, Outcome

_ASSUMING = {Operator.GE: "assume-higher", Operator.LE: "assume-lower", Operator.EQ: "assume-exact"}


def held(reading: Reading, actual: Actual | None, year: int | None, ruleset: Ruleset) -> Comparison:
    """What came of a row. Where the target or the record admits several readings, each is compared, and the comparison
    is open with all of them as its ends; whether they differ in points is seen when points are counted."""
    return held_observation(reading, None if actual is None else observe(reading, actual, year), ruleset)


def held_observation(reading: Reading, seen: Observation | None, ruleset: Ruleset) -> Comparison:
    """The same of what was observed already; None where nothing was recorded."""
    if reading.not_due is not None:
        return _not_due(reading, reading.not_due, seen)
    targets = reading.targets()
    if seen is None or (len(targets) == 1 and not seen.admitted):
        compared = compare(targets[0], reading.measure, seen, ruleset.tiers)
        findings = reading.stated if reading.answers or compared.outcome.is_known else ()
        return compared.model_copy(update={"steps": (*findings, *compared.steps)})
    operators = reading.direction.operators if len(targets) > 1 else (None,)
    ways = tuple(zip(targets, operators, strict=True))
    ends = tuple(_end(one, *way, reading, ruleset) for way in ways for one in seen.admitted or (seen,))
    unknown = next((one for one in ends if not (one.outcome.is_known or one.ends)), None)
    if unknown is not None:
        return unknown
    if not seen.admitted and all(one.outcome is Outcome.MET for one in ends):
        return _either_way(ends[0], reading)
    question, *more = _questions(reading, seen, ends)
    ends = tuple(flat for one in ends for flat in _flat(one))
    steps = (*more, *reading.stated, *seen.findings)
    return opened(ends[0].model_copy(update={"shown": seen.shown}), ends, question, steps)


def _not_due(reading: Reading, answer: Answer, seen: Observation | None) -> Comparison:
    """A row of which a person said that nothing was due; that something else is recorded for it is said."""
    steps = reading.stated
    if seen is not None and not seen.not_due:
        steps = (*steps, finding("answer-recorded", name=reading.name, by=answer.by, actual=seen.shown))
    shown = None if seen is None else seen.shown
    return not_scored(Outcome.NOT_APPLICABLE, reading.target, reading.measure, shown, steps)


def _either_way(first: Comparison, reading: Reading) -> Comparison:
    """An actual that equals its target: it does not matter which way is better."""
    step = finding("direction-either", target=reading.target.text.strip(), name=reading.name)
    return first.model_copy(update={"assuming": None, "steps": (step, *first.steps)})


def _end(
    seen: Observation, target: Target, operator: Operator | None, reading: Reading, ruleset: Ruleset
) -> Comparison:
    """What one reading of both comes to, with what it assumes."""
    compared = compare(target, reading.measure, seen, ruleset.tiers)
    assumed = [seen.assuming] if seen.assuming else []
    if operator in _ASSUMING:
        assumed.append(coded(_ASSUMING[operator]))
    return compared.model_copy(update={"assuming": _joint(*assumed)})


def _flat(end: Comparison) -> Iterator[Comparison]:
    """An end, or the ends of one that is open itself (越低越好, and the number is 85% or 8500%), each with all it assumes."""
    for one in end.ends:
        both = tuple(assumed for assumed in (end.assuming, one.assuming) if assumed is not None)
        yield from _flat(one.model_copy(update={"assuming": _joint(*both)}))
    if not end.ends:
        yield end


def _joint(*assumed: Coded) -> Coded:
    return assumed[0] if len(assumed) == 1 else coded("assume-both", first=assumed[0], second=assumed[1])


def _questions(reading: Reading, seen: Observation, ends: Iterable[Comparison]) -> list[Finding]:
    """What is asked: about the record, about the target, and once what ends that are open themselves ask."""
    asked = [one for one in (seen.question if seen.admitted else None, reading.question) if one is not None]
    nested: dict[str, Finding] = {}
    for one in ends:
        if one.ends and one.asked is not None:
            nested.setdefault(one.question, one.asked)
    return [*asked, *nested.values()]
