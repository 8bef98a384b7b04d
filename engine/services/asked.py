"""The inputs that a row asks for: no other is taken in a correction, and one that stands recorded goes with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.actuals import Actual, Inputs
from engine.explanations import input_key
from engine.language.squeezing import squeeze
from engine.measures import MeasureKind, in_parts
from engine.observe import BASELINE, CURRENT
from engine.scoring.evaluate import Case
from engine.services.errors import NotAskedError
from engine.terms import BUDGET_EXECUTION, Indicator
from engine.workbooks.requested import Requested, Way, requested_of


def inputs_for(row: Indicator, case: Case, present: Actual | None, given: Sequence[str]) -> tuple[str, ...]:
    """The inputs of a correction (``NAME=VALUE``), with ``NAME=`` for each one recorded that the row does not ask for.

    :raises NotAskedError: if a value is given under a name that the row does not ask for.
    """
    is_asked = None if row.code == BUDGET_EXECUTION else _asked(row, case)
    if is_asked is None or not given:
        return tuple(given)
    requested, asks = is_asked
    for one in given:
        name, sign, value = (part.strip() for part in one.replace("＝", "=").partition("="))
        if sign and value and not asks(name):
            raise NotAskedError(row, name, [item.name for item in requested.items])
    there = present.record.inputs if present is not None and isinstance(present.record, Inputs) else {}
    return (*given, *(f"{name}=" for name in there if not asks(name) and f"{name}=" not in given))


def _asked(row: Indicator, case: Case) -> tuple[Requested, Callable[[str], bool]] | None:
    """What a row asks for by its target that counts, and whether a name is one of its inputs; None where their names do not
    matter."""
    adjusted = case.targets.get(row.code)
    counted = row if adjusted is None else row.model_copy(update={"target_text": adjusted.target_text})
    requested = requested_of(counted, case.year, case.answers.get(row.code, ()))
    names = [item.name for item in requested.items]
    if in_parts(requested.target):
        known = {*map(squeeze, names), *(str(number) for number, _ in enumerate(names, 1))}
        return requested, lambda name: squeeze(name) in known
    is_change = requested.measure.kind is MeasureKind.CHANGE
    if requested.way is not Way.INPUTS or (requested.measure.formula is None and not is_change):
        return None
    known = set(map(input_key, [*names, *((BASELINE, CURRENT) if is_change else ())]))
    return requested, lambda name: input_key(name) in known
