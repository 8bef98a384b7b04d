"""Figures of a change with the sign that the target means: 降低6% beside 降低8%以上, 上升4.6% beside 能耗下降率 ≥4%."""

from __future__ import annotations

from decimal import Decimal

from engine.language.findings import finding
from engine.language.rendering import coded
from engine.measures import Reading
from engine.observe.model import Observation, shown_number
from engine.quantity import Dimension, Ratio, unit_of
from engine.quantity.expressions import NEGATIVE
from engine.targets import TargetKind


def as_change(seen: Observation, reading: Reading) -> Observation:
    """The observation of a recorded text, its figure counted as the target counts: as so much less where less is asked
    for. Where the text leaves open whether it rose or fell, both are admitted."""
    if seen.number is None:
        return seen
    target = reading.target
    if target.kind is TargetKind.CHANGE and target.direction == "down":
        return _decrease(seen, seen.number)
    if target.kind is TargetKind.QUANTITY and reading.named.is_decrease:
        return _negated(seen, seen.number) if seen.change else seen
    if target.kind is TargetKind.QUANTITY and seen.change and _is_level(reading):
        return seen.model_copy(update={"question": finding("ask-level", text=seen.shown, target=target.text.strip())})
    return seen


def _is_level(reading: Reading) -> bool:
    """Whether the target is the level of a share, of which a change says nothing."""
    unit = reading.target.unit or reading.target.unit_inferred
    return unit_of(unit).dimension is Dimension.SHARE and reading.named.is_share


def _decrease(seen: Observation, number: Ratio) -> Observation:
    """How much less: a plain figure beside a decrease is one, a fall counts, a rise counts against it."""
    if seen.change:
        return _negated(seen, number)
    if number.cmp(Decimal(0)) >= 0:
        return seen
    fell, rose = _negative(number), number
    asked = finding("ask-sign", text=seen.shown, less=shown_number(fell, seen.unit))
    ends = (
        seen.model_copy(
            update={"number": fell, "assuming": coded("assume-less", figure=shown_number(fell, seen.unit))}
        ),
        seen.model_copy(
            update={"number": rose, "assuming": coded("assume-more", figure=shown_number(fell, seen.unit))}
        ),
    )
    return seen.model_copy(update={"number": None, "question": asked, "admitted": ends})


def _negated(seen: Observation, number: Ratio) -> Observation:
    expression = (NEGATIVE, seen.expression) if seen.expression else None
    return seen.model_copy(update={"number": _negative(number), "expression": expression})


def _negative(number: Ratio) -> Ratio:
    return Ratio(-number.num, number.den)
