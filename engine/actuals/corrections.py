"""A corrected actual from the present one and from what a person says of it in a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from engine.actuals.kinds import Budget, Inputs, Periods, Record, Recordable, Spending, Stated
from engine.actuals.model import Actual
from engine.language.findings import Source, Value
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.quantity import read_amount
from engine.terms import BUDGET_EXECUTION, Indicator

AMOUNTS = ("executed", "initial", "adjusted", "appropriation", "carried_over", "other")

_MONTH = regex(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_NAMED = regex(r"[^\W\d]\w*\s*[=＝]\s*[^\s=＝]")  # 办结数=9, but not ≥95% or =95%


class CorrectionError(Exception):
    """What was said corrects nothing; the message says why and what to write."""


def corrected(  # noqa: PLR0913, PLR0917 (one line says so much)
    row: Indicator,
    present: Actual | None,
    value: str | None,
    inputs: Sequence[str],
    evidence: tuple[str, str],
    project: str,
) -> Actual:
    """The new actual of a row: a ``value``, or inputs as ``NAME=VALUE``, each name again for one more figure.

    Inputs, months and amounts of the budget that are not named stay as they are, ``NAME=`` takes one away; cause, remedy
    and note stay. Evidence (a path and its SHA-256) belongs to a value and does not stay. Its source names the ``project``
    and the row.

    :raises CorrectionError: if neither or both are given, a pair lacks its ``=``, or nothing would change.
    """
    if (value is None) == (not inputs) and row.code != BUDGET_EXECUTION:
        raise CorrectionError("give a VALUE, or --input NAME=VALUE for each input")
    kept = {} if present is None else {name: getattr(present, name) for name in ("note", "cause", "remedy")}
    record = _record(row, present.record if present else None, value, inputs)
    if present is not None and not present.aggregate and _plain(record) == _plain(present.record):
        raise CorrectionError(f"{row.name} has this value already; nothing was appended")
    return Actual(
        code=row.code,
        indicator=row.name,
        record=record,
        evidence=evidence[0],
        evidence_sha256=evidence[1],
        source=Source(file="jixiao correct", sheet=project, cell=row.code),
        **kept,
    )


def _record(row: Indicator, present: Record | None, value: str | None, inputs: Sequence[str]) -> Record | None:
    """The record that takes the place of the present one, with what is kept of that."""
    if row.code == BUDGET_EXECUTION:
        return Spending(budget=_budget(present, value, inputs))
    if value is None:
        pairs = _pairs(inputs)
        before = present.periods if isinstance(present, Periods) else {}
        if all(name in before or _MONTH.fullmatch(name) for name in pairs):
            return _periods(before, pairs)
        figures = {**(present.inputs if isinstance(present, Inputs) else {}), **pairs}
        left = {name: figure for name, figure in figures.items() if figure}
        return Inputs(inputs=left) if left else None
    if not value.strip():
        raise CorrectionError("the VALUE is empty; write what was achieved")
    if _NAMED.match(value.strip()):
        raise CorrectionError(f"“{value}” names an input; write --input {value.strip()}, or the VALUE by itself")
    return Stated(value=value.strip())


def _periods(before: Mapping[str, str | dict[str, str]], pairs: Mapping[str, Recordable]) -> Periods | None:
    """The figures of the months with those that were said anew."""
    figures = dict(before)
    for name, figure in pairs.items():
        if figure and not isinstance(figure, str):
            raise CorrectionError(f"{name} is given more than once")
        figures[name] = str(figure or "")
    left = {name: figures[name] for name in sorted(figures) if figures[name]}
    return Periods(periods=left) if left else None


def _plain(stated: object) -> object:
    """What was said, however it was typed: full width, spaces, separators of thousands; amounts of money as such."""
    if isinstance(stated, Budget):
        amounts = {name: text for name, text in stated if name in AMOUNTS and text is not None}
        return {name: text if (amount := read_amount(text)) is None else amount for name, text in amounts.items()}
    if isinstance(stated, Value):
        return type(stated), {name: _plain(value) for name, value in stated}
    if isinstance(stated, Mapping):
        return {name: _plain(value) for name, value in stated.items()}
    if isinstance(stated, str):
        return re.sub(r"(?<=\d),(?=\d{3})", "", squeeze(stated))
    return stated


def _pairs(written: Sequence[str]) -> dict[str, Recordable]:
    found: dict[str, tuple[str, ...]] = {}
    for one in written:
        name, sign, value = (part.strip() for part in one.replace("＝", "=").partition("="))
        if not (sign and name):
            raise CorrectionError(f"“{one}” is no input; write NAME=VALUE, or NAME= to take one away")
        found[name] = (*found.get(name, ()), *([value] if value else []))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _budget(present: Record | None, value: str | None, inputs: Sequence[str]) -> Budget:
    written = list(inputs)
    if value is not None:
        written.insert(0, value if "=" in value or "＝" in value else f"executed={value}")
    if not written:
        raise CorrectionError("give executed=AMOUNT, or --input NAME=AMOUNT")
    amounts = _pairs(written)
    for name, amount in amounts.items():
        if name not in AMOUNTS:
            raise CorrectionError(f"the budget has no “{name}”; write one of {', '.join(AMOUNTS)}")
        if amount and not isinstance(amount, str):
            raise CorrectionError(f"{name} is given more than once")
    before = present.budget if isinstance(present, Spending) else Budget()
    return before.model_copy(update={name: amount or None for name, amount in amounts.items()})
