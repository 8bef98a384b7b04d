"""The list of what to talk about with each unit, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from engine.language.rendering import Coded, Content, coded, one_after_another
from engine.language.squeezing import squeeze
from engine.runs.assessors.deviations import WEIGHT_ONLY
from engine.runs.assessors.model import Deviation, Opinion, Question, UnitQuestions
from engine.runs.assessors.shared import SharedProjects, called
from engine.runs.differences import KINDS, Change, Kind

ASKED = (
    Kind.ACTUAL,
    Kind.TIER,
    Kind.TARGET,
    Kind.RULE,
    Kind.PARAMETER,
    Kind.WEIGHT,
    Kind.ROW,
    Kind.ADJUSTMENT,
)
"""The kinds of causes about which the unit is asked; the first of a row's is asked."""


def questions_of(deviations: Iterable[Deviation], shared: SharedProjects) -> tuple[UnitQuestions, ...]:
    """The deviations as sentences by unit, in the base's order of units; names that differ only in the width of
    their brackets are one unit."""
    units: dict[str, str] = {}
    topics: dict[str, list[Question]] = {}
    for code in shared.codes:
        unit = next(run.outlines[code].unit for run in shared.runs if code in run.outlines)
        units.setdefault(squeeze(unit), unit)
    for one in deviations:
        if one.causes == WEIGHT_ONLY or one.share == 0:
            continue  # the same part of another weight: no question for the unit
        topics.setdefault(squeeze(one.unit), []).append(_question(one, shared))
    return tuple(UnitQuestions(unit=units[key], topics=tuple(topics[key])) for key in units if key in topics)


def _question(one: Deviation, shared: SharedProjects) -> Question:
    names = called(shared.heads)
    why = one_after_another(_because(change) for change in _telling(one.why))
    request = next((coded(f"ask-about-{kind}") for kind in one.causes if kind in ASKED), coded("ask-both"))
    text = coded(
        "topic",
        name=one.name,
        base=coded("topic-side", run=names[shared.base], opinion=_opinion_words(one.base)),
        other=coded("topic-side", run=names[one.column], opinion=_opinion_words(one.other)),
        apart=_apart(one.points),
        why=why or coded("topic-cause-unknown"),
        request=request,
    )
    row = {"project": one.project, "project_name": one.project_name, "code": one.code, "name": one.name}
    return Question(**row, points=one.points, text=text)


def _apart(points: Decimal | None) -> Coded | str:
    return "" if points is None else coded("topic-higher" if points > 0 else "topic-lower", points=abs(points))


def _opinion_words(one: Opinion) -> Coded:
    if one.weight is None:
        return coded("topic-not-scored")
    points = coded("topic-undecided") if one.points is None else one.points
    return coded("topic-points", points=points, weight=one.weight)


def _telling(why: Sequence[Change]) -> list[Change]:
    """The causes without the parameters that are only there, or gone, because another rule counts."""
    if all(change.kind is not Kind.RULE for change in why):
        return list(why)
    return [one for one in why if one.kind is not Kind.PARAMETER or None not in (one.before, one.after)]


def cause_words(change: Change) -> Content:
    """A cause without who and why: a rule by its name, all else with its two sides."""
    if change.kind is Kind.RULE and None not in (change.before, change.after):
        return change.what
    if change.before is None and change.after is None:
        return change.what
    sides = {"before": change.before or coded("none"), "after": change.after or coded("none")}
    if change.what == KINDS[change.kind]:
        return coded("cause-sides", **sides)
    return coded("cause-named", what=change.what, **sides)


def _because(change: Change) -> Coded:
    """A cause in a few words, with who and why on the other side."""
    if change.kind in (Kind.RULE, Kind.PARAMETER):
        return coded("topic-cause", kind=KINDS[change.kind], cause=change.what)
    cause = {"kind": KINDS[change.kind], "cause": cause_words(change)}
    note = who_and_why(change)
    if change.kind is Kind.WEIGHT or not note:
        return coded("topic-cause", **cause)
    return coded("topic-cause-noted", **cause, note=note)


def who_and_why(change: Change) -> Content:
    """Who made it so and for what reason, as far as that is known."""
    if change.by and change.why:
        return coded("by-and-why", by=change.by, why=change.why)
    return change.by or (coded("in-quotes", text=change.why) if change.why else "")
