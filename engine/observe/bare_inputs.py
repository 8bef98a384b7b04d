"""Inputs without a unit beside one that has one: 8784 beside 300分钟 may be hours, 85.2 beside 86.5万元 is hardly 元."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.actuals.figures import Figure
from engine.explanations import Formula
from engine.language.findings import finding
from engine.language.rendering import coded
from engine.observe.model import Observation
from engine.quantity import EXACT, Dimension, Ratio, unit_of
from engine.quantity.ladders import units_beside

Figures = dict[str, tuple[Figure, ...]]
_FAR, _BEYOND = Decimal(5), Decimal(2000)
_WAN = {"亿": Decimal(10**8), "万": Decimal(10**4)}


class Way(NamedTuple):
    """The unit that bare inputs may be in, and all inputs as they are then."""

    unit: str
    figures: Figures


def bare_of(figures: Figures, formula: Formula | None = None) -> Figures:
    """The inputs without a unit, of things that are alike: all of a change, and those of a share of which the formula says
    no unit but 元."""
    alike = formula.inputs if formula is not None and formula.percent else ()
    open_ = [*figures] if formula is None else [one.name for one in alike if one.unit in (None, "元")]
    bare = {name: tuple(one for one in figures.get(name, ()) if one.unit is None and one.number) for name in open_}
    return {name: some for name, some in bare.items() if some}


def ways_of(figures: Figures, bare: Figures) -> tuple[Way, ...]:
    """The units in which the bare ones may be, first that of the one beside them as it is written; none where there are
    none, or no unit, or they are of the order of the one beside them."""
    numbers = [one.number for some in bare.values() for one in some if one.number is not None]
    beside = next((one for some in figures.values() for one in some if one.unit is not None and one.number), None)
    scales = tuple(_scales(beside)) if beside is not None and numbers else ()
    if beside is None or beside.number is None or len(scales) < 2:
        return ()
    own, factor = scales[0]
    is_amount = own != beside.unit or unit_of(own).dimension is Dimension.MONEY
    if not is_amount and all(1 / _FAR <= abs(one * factor / beside.number) <= _FAR for one in numbers):
        return ()
    return tuple(Way(unit, _put(figures, bare, factor, beside.unit)) for unit, factor in scales)


def _put(figures: Figures, bare: Figures, factor: Decimal, unit: str | None) -> Figures:
    """The inputs with the bare ones put into a unit."""

    def put(one: Figure) -> Figure:
        number = EXACT.multiply(one.number or Decimal(0), factor)
        return one.model_copy(update={"number": number, "unit": unit})

    return {
        name: tuple(put(one) if one in bare.get(name, ()) else one for one in some) for name, some in figures.items()
    }


def _scales(beside: Figure) -> Iterator[tuple[str, Decimal]]:
    """The units that may be meant beside a figure, each with its size in the unit of that figure."""
    unit = beside.unit or ""
    own = next((word for word in _WAN if word in beside.text), None)
    is_money = unit_of(unit).dimension is Dimension.MONEY
    if own:
        yield f"{own}{unit}", _WAN[own]
    yield unit, Decimal(1)
    if is_money and not own:
        yield f"万{unit}", _WAN["万"]
    for other in () if own or is_money else units_beside(unit):
        size = EXACT.divide(unit_of(other).factor, unit_of(unit).factor)
        if unit_of(other).dimension is unit_of(unit).dimension and 1 / _BEYOND < size < _BEYOND:
            yield other, size


def in_each_unit(
    figures: Figures, bare: Figures, seen: Observation, compute: Callable[[Figures], Observation]
) -> Observation:
    """What is computed of inputs; where the bare ones may be in several units, all that it may come to, less what no share
    can be. ``seen`` is what was recorded."""
    made = [(way.unit, compute(way.figures)) for way in ways_of(figures, bare)]
    if not made:
        return compute(figures)
    possible = [(unit, one) for unit, one in made if one.number is not None and _is_share(one.number)] or made[:1]
    texts = [one.text.strip() for some in bare.values() for one in some]
    if len(possible) == 1:
        ((unit, only),) = possible
        note = finding("input-unit-taken", texts=texts, unit=unit)
        return only.model_copy(update={"findings": (*only.findings, note)})
    asked = finding("ask-input-unit", texts=texts, units=[unit for unit, _ in possible])
    admitted = tuple(
        one.model_copy(update={"assuming": coded("assume-unit", texts=texts, unit=unit)}) for unit, one in possible
    )
    return seen.model_copy(update={"admitted": admitted, "question": asked})


def _is_share(number: Ratio) -> bool:
    """Whether a number can be a share of a whole in percent, or of what it was before."""
    return abs(number.num) <= number.den * 100
