"""A corrected actual from the present one and from what a person says of it in a line."""

from __future__ import annotations

from collections.abc import Sequence

from engine.actuals.model import Actual, Budget, Recordable
from engine.findings import Source
from engine.terms import BUDGET_EXECUTION, Indicator

PLACE = Source(file="jixiao correct")
SAYS = ("value", "inputs", "periods", "aggregate", "series", "events", "budget")
AMOUNTS = ("executed", "initial", "adjusted", "appropriation", "carried_over", "other")


class CorrectionError(Exception):
    """What was said corrects nothing; the message says why and what to write."""


def corrected(
    row: Indicator, present: Actual | None, value: str | None, inputs: Sequence[str], evidence: tuple[str, str]
) -> Actual:
    """The new actual of a row: a ``value``, or inputs as ``NAME=VALUE``, each name again for one more figure.

    Inputs, and amounts of the budget, that are not named stay as they are; so do cause, remedy and note. Evidence (a
    path and its SHA-256) belongs to a value and does not stay.

    :raises CorrectionError: if neither or both are given, a pair lacks its ``=``, or nothing would change.
    """
    if (value is None) == (not inputs) and row.code != BUDGET_EXECUTION:
        raise CorrectionError("give a VALUE, or --input NAME=VALUE for each input")
    kept = {} if present is None else {name: getattr(present, name) for name in ("note", "cause", "remedy")}
    base = Actual(
        code=row.code, indicator=row.name, evidence=evidence[0], evidence_sha256=evidence[1], source=PLACE, **kept
    )
    if row.code == BUDGET_EXECUTION:
        new = base.model_copy(update={"budget": _budget(present, value, inputs)})
    elif value is not None:
        if not value.strip():
            raise CorrectionError("the VALUE is empty; write what was achieved")
        new = base.model_copy(update={"value": value.strip()})
    else:
        new = base.model_copy(update={"inputs": {**(present.inputs if present else {}), **_pairs(inputs)}})
    if present is not None and all(getattr(new, name) == getattr(present, name) for name in SAYS):
        raise CorrectionError(f"{row.name} has this value already; nothing was appended")
    return new


def _pairs(written: Sequence[str]) -> dict[str, Recordable]:
    found: dict[str, tuple[str, ...]] = {}
    for one in written:
        name, sign, value = (part.strip() for part in one.replace("＝", "=").partition("="))
        if not (sign and name and value):
            raise CorrectionError(f"“{one}” is no input; write NAME=VALUE")
        found[name] = (*found.get(name, ()), value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _budget(present: Actual | None, value: str | None, inputs: Sequence[str]) -> Budget:
    written = list(inputs)
    if value is not None:
        written.insert(0, value if "=" in value or "＝" in value else f"executed={value}")
    if not written:
        raise CorrectionError("give executed=AMOUNT, or --input NAME=AMOUNT")
    amounts = _pairs(written)
    for name, amount in amounts.items():
        if name not in AMOUNTS:
            raise CorrectionError(f"the budget has no “{name}”; write one of {', '.join(AMOUNTS)}")
        if not isinstance(amount, str):
            raise CorrectionError(f"{name} is given more than once")
    before = present.budget if present and present.budget else Budget()
    return before.model_copy(update=amounts)
