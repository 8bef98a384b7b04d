"""The comparison as a value, and the goal that a number is held against."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from engine.language.findings import Finding, Findings, Value
from engine.language.rendering import Coded, Content
from engine.measures import Measure, MeasureKind
from engine.observe import PER_YEAR
from engine.quantity import Dimension, Ratio, in_wan
from engine.quantity.expressions import Expression
from engine.targets import Operator, Target
from engine.targets.printing import SIGNS
from engine.terms import Direction, Outcome

BUDGET = "budget"
HUNDRED = Decimal(100)
_ALLOWED = {
    Operator.GE: (0, 1),
    Operator.GT: (1,),
    Operator.LE: (0, -1),
    Operator.LT: (-1,),
    Operator.EQ: (0,),
}
DIRECTIONS = {
    Operator.GE: Direction.HIGHER,
    Operator.GT: Direction.HIGHER,
    Operator.LE: Direction.LOWER,
    Operator.LT: Direction.LOWER,
    Operator.EQ: Direction.EXACT,
}


class Comparison(Value):
    """An outcome and its numbers, each None where it has no meaning.

    ``completion``: actual ÷ target where more is better, the share within a limit, the mean of periods; 1 where a
    ceiling was kept. ``deviation``: (actual − target) ÷ target where a ceiling was broken. ``lateness``: days late ÷
    days planned. ``actual`` is the number in the target's ``unit``, ``excess`` how far it is above a ceiling that was
    broken (3 incidents over 0), ``late_days`` the days themselves. ``expression`` is how completion or deviation came
    about, ``needs`` what full points would have taken, ``shown`` the actual for the table, ``steps`` all there is to say
    on the way: numbers, quotes and coded words, which are made sentences where they are shown.

    An ``OPEN`` one carries its ``question``, the code of one of its steps, and as ``ends`` what it may come to, each with
    what that assumes (``assuming``); its points lie between theirs. Without ends nothing is known of them.
    """

    outcome: Outcome
    kind: str
    operator: Operator | None = None
    direction: Direction | None = None
    dimension: Dimension = Dimension.NONE
    unit: str | None = None
    measure: MeasureKind | None = None
    completion: Ratio | None = None
    deviation: Ratio | None = None
    lateness: Ratio | None = None
    actual: Ratio | None = None
    excess: Ratio | None = None
    late_days: int | None = None
    expression: Expression | None = None
    shown: Content | None = None
    needs: Content | None = None
    steps: Findings = ()
    ends: tuple[Comparison, ...] = ()
    assuming: Coded | None = None
    question: str = ""

    @property
    def asked(self) -> Finding | None:
        """The question of an open one."""
        return next((one for one in self.steps if one.code == self.question), None)


class Goal(NamedTuple):
    """The number to be reached: with its sign, direction and unit."""

    operator: Operator
    direction: Direction
    value: Decimal
    unit: str | None

    def is_met(self, number: Ratio) -> bool:
        """Whether a number in the goal's unit reaches it."""
        return number.cmp(self.value) in _ALLOWED[self.operator]

    def __str__(self) -> str:
        return f"{SIGNS[self.operator]}{in_wan(self.value)}{self.unit or ''}"


def goal_of(target: Target) -> Goal:
    """The goal of a quantity, change or counted compound. One without a sign is a floor, 0 a ceiling: of how many periods,
    or of a change; for any other number the reading of the row has settled the sign.

    :raises ValueError: if the target has no number.
    """
    if not isinstance(target.value, Decimal):
        raise ValueError(f"no number in target {target.text!r}")
    operator = target.operator
    if operator is None:
        operator = Operator.GE if target.value else Operator.LE
    return Goal(operator, DIRECTIONS[operator], target.value, target.unit or target.unit_inferred)


def yearly(goal: Goal, per: str) -> Goal | None:
    """The goal of a frequency for the whole year (每季度1次 is 4次); None where it is none, or of days."""
    times = PER_YEAR.get(per)
    unit = goal.unit.split("/", 1)[0] or None if goal.unit and "/" in goal.unit else goal.unit
    return None if times is None else goal._replace(value=goal.value * times, unit=unit)


def not_scored(
    outcome: Outcome, target: Target, measure: Measure, shown: Content | None, steps: Findings
) -> Comparison:
    """A comparison without numbers: missing, unreadable, not applicable, in error."""
    return Comparison(
        outcome=outcome, kind=target.kind, operator=target.operator, measure=measure.kind, shown=shown, steps=steps
    )
