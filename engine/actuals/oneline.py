"""A recorded actual in one line, as a person wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.actuals.kinds import EventList, Inputs, Periods, Series, Spending, Stated
from engine.actuals.model import Actual
from engine.actuals.records import Unread, locations_of, number_of


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
    match actual.record:
        case Stated(value=text):
            return text
        case Spending(budget=budget):
            return _pairs(budget.model_dump(exclude_none=True, exclude={"note", "cause", "remedy"}))
        case Series(series=rows) | EventList(events=rows) as listed if rows or listed.unread:
            parts = [f"{len(rows)} rows", _lost(listed.unread)]
            return f"{listed.data_file} ({', '.join(filter(None, parts))})".strip()
        case Inputs(inputs=inputs):
            parts = [_pairs(inputs), actual.aggregate]
        case Periods(periods=periods, unread=unread):
            parts = [_pairs(periods), actual.aggregate, _lost(unread)]
        case _:
            parts = [actual.aggregate]
    return "; ".join(filter(None, parts))


def _lost(unread: Sequence[Unread]) -> str:
    return f"{number_of(unread)} unread: {locations_of(unread)}" if unread else ""
