"""What is to be said of the order of a figure in a cell, before it is scored: by the one way in which the score asks it too."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from engine.actuals import Recordable
from engine.actuals.figures import read_figure
from engine.compare.model import Goal, goal_of
from engine.compare.units import in_unit
from engine.language.findings import Findings
from engine.measures import Measure, MeasureKind
from engine.observe.inputs import computed
from engine.observe.model import from_figure
from engine.targets import Operator, TargetKind
from engine.terms import Direction
from engine.workbooks.grid import Filled
from engine.workbooks.requested import Requested

_AMOUNT = Measure(kind=MeasureKind.DIRECT, description="")


def doubts_of_order(requested: Requested, text: str, cell: Filled) -> Findings:
    """The question about a figure as it is recorded that is held against the target by itself: 1230.5万元 or 元?"""
    target, figure = requested.target, read_figure(text)
    if target.kind is not TargetKind.QUANTITY or not isinstance(target.value, Decimal) or figure.number is None:
        return ()
    goal = goal_of(target)
    found = in_unit(from_figure(figure), goal, requested.measure, target.multiplier)
    is_settled = found.admitted and all(goal.is_met(one) for one in found.admitted)
    return () if found.question is None or is_settled else (found.question.at(cell.source),)


def doubts_of_result(requested: Requested, inputs: Mapping[str, Recordable], cell: Filled) -> Findings:
    """The same of what a formula gives on inputs, of which one may be in 万元 and another in 元."""
    target, formula = requested.target, requested.measure.formula
    if formula is None or target.kind is not TargetKind.QUANTITY or not isinstance(target.value, Decimal):
        return ()
    seen = computed(formula, inputs, None, {})
    if seen.admitted and seen.question is not None:
        return (seen.question.at(cell.source),)
    if seen.number is None or not seen.expression:
        return ()
    question = in_unit(seen, goal_of(target), requested.measure, target.multiplier).question
    return () if question is None else (question.at(cell.source),)


def doubts_of_amount(cell: Filled, declared: Decimal | None) -> Findings:
    """The same of an amount of the funds, beside the amount that was declared; a bare one is in 元, as its cell says."""
    bare = read_figure(cell.text)
    figure = bare if bare.unit is not None or bare.number is None else read_figure(f"{cell.text}元")
    if figure.number is None or not declared:
        return ()
    goal = Goal(Operator.LE, Direction.LOWER, declared, "元")
    question = in_unit(from_figure(figure), goal, _AMOUNT).question
    return () if question is None else (question.at(cell.source),)
