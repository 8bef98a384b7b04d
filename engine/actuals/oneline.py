"""A recorded actual in one line, as a person wrote it."""

from __future__ import annotations

from collections.abc import Mapping

from engine.actuals.model import Actual
from engine.actuals.records import number_of, places_of


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + _pairs(value) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(str, value)) + "]"
    return str(value)


def _pairs(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={_text(value)}" for name, value in values.items())


def actual_text(actual: Actual) -> str:
    """``20条``, ``已采纳数=9, 总数=10``, ``executed=1,080,384.76``, or the file with how many rows it had."""
    if actual.value is not None:
        return actual.value
    if actual.budget is not None:
        said = {"note", "cause", "remedy"}
        return _pairs(actual.budget.model_dump(exclude_none=True, exclude=said))
    lost = f"{number_of(actual.unread)} unread: {places_of(actual.unread)}" if actual.unread else ""
    if actual.series or actual.events or (lost and not actual.periods):
        rows = f"{len(actual.series or actual.events)} rows"
        return f"{actual.data_file} ({', '.join(filter(None, (rows, lost)))})".strip()
    parts = [_pairs(actual.inputs), _pairs(actual.periods), actual.aggregate, lost]
    return "; ".join(part for part in parts if part)
