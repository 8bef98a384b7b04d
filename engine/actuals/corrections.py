"""A corrected actual from the present one and from what a person says of it in a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from engine.actuals.kinds import AMOUNTS, Budget, Inputs, Periods, Record, Recordable, Spending, Stated, amount_field
from engine.actuals.model import Actual
from engine.language.errors import CodedError
from engine.language.findings import Source, Value
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.quantity import read_amount
from engine.terms import BUDGET_EXECUTION, Indicator

TEXTS = ("note", "cause", "remedy")
"""What may be said beside a figure."""

_PERIOD = regex(r"[0-9]{4}-(?:0[1-9]|1[0-2]|Q[1-4])")
_NAMED = regex(r"[^\W\d]\w*\s*[=＝]\s*[^\s=＝]")  # 办结数=9, but not ≥95% or =95%

CORRECTED = "jixiao correct"
"""Where a figure stands that a person corrected by command, in no file."""


class CorrectionError(CodedError):
    """What was said corrects nothing; its content says why and what to write."""


class Correction(NamedTuple):
    """What a person says of a row: a ``value``, or inputs as ``NAME=VALUE``, each name again for one more figure; ``texts``
    beside it (cause, remedy, note), and evidence as its path and SHA-256."""

    value: str | None = None
    inputs: Sequence[str] = ()
    texts: Mapping[str, str] = {}
    evidence: tuple[str, str] = ("", "")

    @property
    def has_figure(self) -> bool:
        """Whether it says what was achieved, and not only why or what shows it."""
        return self.value is not None or bool(self.inputs)


def corrected(row: Indicator, present: Actual | None, wanted: Correction, project: str) -> Actual:
    """The new actual of a row.

    Inputs, months and amounts of the budget that are not named stay as they are, ``NAME=`` takes one away; cause, remedy
    and note stay where no other is given. Evidence belongs to a value and does not stay with another one. The source of a
    new figure names the ``project`` and the row.

    :raises CorrectionError: if nothing, or both a value and inputs are given, a pair lacks its ``=``, there is no figure to
        which a text could belong, or nothing would change.
    """
    if wanted.has_figure:
        stated = _stated(row, present, wanted, project)
    elif not (wanted.texts or wanted.evidence[0]):
        raise CorrectionError("give-amount-or-text" if row.code == BUDGET_EXECUTION else "give-value-or-text")
    elif present is None:
        raise CorrectionError("nothing-recorded-yet", name=row.name)
    else:
        stated = present
    new = _explained(stated, wanted)
    if present is not None and _plain(new) == _plain(present):
        raise CorrectionError("value-stands", name=row.name)
    return new


def _stated(row: Indicator, present: Actual | None, wanted: Correction, project: str) -> Actual:
    """The actual with the figure that was said; the texts of the present one stay, its evidence with the same figure."""
    if wanted.value is not None and wanted.inputs and row.code != BUDGET_EXECUTION:
        raise CorrectionError("give-value")
    kept = {} if present is None else {name: getattr(present, name) for name in TEXTS}
    record = _record(row, present.record if present else None, wanted.value, wanted.inputs)
    if present is not None and not present.aggregate and _plain(record) == _plain(present.record):
        return present
    source = Source(file=CORRECTED, sheet=project, cell=row.code)
    return Actual(code=row.code, indicator=row.name, record=record, source=source, **kept)


def _explained(stated: Actual, wanted: Correction) -> Actual:
    """The actual with the texts and the evidence that were said beside it."""
    path, digest = wanted.evidence
    evidence = {"evidence": path, "evidence_sha256": digest} if path else {}
    record = stated.record
    if isinstance(record, Spending):
        record = Spending(budget=record.budget.model_copy(update=dict(wanted.texts)))
    return stated.model_copy(update={**wanted.texts, **evidence, "record": record})


def _record(row: Indicator, present: Record | None, value: str | None, inputs: Sequence[str]) -> Record | None:
    """The record that takes the place of the present one, with what is kept of that."""
    if row.code == BUDGET_EXECUTION:
        return Spending(budget=_budget(present, value, inputs))
    if value is None:
        pairs = _pairs(inputs)
        before = present if isinstance(present, Periods) else Periods()
        if all(name in before.periods or _PERIOD.fullmatch(name) for name in pairs):
            return _periods(before, pairs)
        figures = {**(present.inputs if isinstance(present, Inputs) else {}), **pairs}
        left = {name: figure for name, figure in figures.items() if figure}
        return Inputs(inputs=left) if left else None
    if not value.strip():
        raise CorrectionError("value-empty")
    if _NAMED.match(value.strip()):
        raise CorrectionError("value-names-input", value=value.strip())
    return Stated(value=value.strip())


def _periods(before: Periods, pairs: Mapping[str, Recordable]) -> Periods | None:
    """The figures of the periods with those that were said anew; one that could not be read stays so until it is."""
    figures = dict(before.periods)
    for name, figure in pairs.items():
        if figure and not isinstance(figure, str):
            raise CorrectionError("given-twice", name=name)
        figures[name] = str(figure or "")
    left = {name: figures[name] for name in sorted(figures) if figures[name]}
    unread = tuple(one for one in before.unread if one.label not in pairs)
    return Periods(periods=left, unread=unread) if left or unread else None


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
            raise CorrectionError("no-input", text=one)
        found[name] = (*found.get(name, ()), *([value] if value else []))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _budget(present: Record | None, value: str | None, inputs: Sequence[str]) -> Budget:
    written = list(inputs)
    if value is not None:
        written.insert(0, value if "=" in value or "＝" in value else f"executed={value}")
    amounts = _pairs([_in_fields(one) for one in written])
    for name, amount in amounts.items():
        if name not in AMOUNTS:
            raise CorrectionError("no-amount-of-budget", name=name, known=tuple(AMOUNTS.values()))
        if amount and not isinstance(amount, str):
            raise CorrectionError("given-twice", name=name)
    before = present.budget if isinstance(present, Spending) else Budget()
    return before.model_copy(update={name: amount or None for name, amount in amounts.items()})


def _in_fields(pair: str) -> str:
    """A pair with the field of an amount for its Chinese name: ``全年执行数=90`` is ``executed=90``."""
    name, sign, amount = pair.replace("＝", "=").partition("=")
    return f"{amount_field(name.strip())}{sign}{amount}"
