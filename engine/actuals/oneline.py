"""A recorded actual in one line, as a person wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.actuals.kinds import AMOUNTS, Budget, EventList, Inputs, Periods, Series, Spending, Stated
from engine.actuals.model import Actual
from engine.actuals.records import Unread, locations_of, number_of
from engine.language.catalogue import Language
from engine.language.rendering import Coded, Content, coded, one_after_another, text_of


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(_pairs(value)) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(str, value)) + "]"
    return str(value)


def _pairs(values: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(f"{name}={_text(value)}" for name, value in values.items())


def _amounts(budget: Budget) -> tuple[Coded, ...]:
    amounts = ((name, text) for name, text in budget if name in AMOUNTS and text is not None)
    return tuple(coded("amount-is", name=name, amount=text) for name, text in amounts)


def actual_words(actual: Actual) -> Content:
    """``20条``, ``已采纳数=9、总数=10``, ``全年执行数=1,080,384.76``, or the file with how many rows it had."""
    match actual.record:
        case Stated(value=text):
            return text
        case Spending(budget=budget):
            return _amounts(budget)
        case Series(series=rows) | EventList(events=rows) as listed if rows or listed.unread:
            parts = (coded("rows", number=len(rows)), *_lost(listed.unread))
            return (
                coded("listed-in", file=listed.data_file, parts=parts)
                if listed.data_file
                else coded("listed", parts=parts)
            )
        case Inputs(inputs=inputs):
            return one_after_another((_pairs(inputs), _aggregate(actual)))
        case Periods(periods=periods, unread=unread):
            return one_after_another((_pairs(periods), _aggregate(actual), *_lost(unread)))
        case _:
            return _aggregate(actual)


def actual_text(actual: Actual) -> str:
    """The same in English, as JSON has it."""
    return text_of(actual_words(actual), Language.ENGLISH)


def _lost(unread: Sequence[Unread]) -> tuple[Coded, ...]:
    return (coded("unread", number=number_of(unread), places=locations_of(unread)),) if unread else ()


def _aggregate(actual: Actual) -> Coded | str:
    return coded("aggregate-by", how=actual.aggregate) if actual.aggregate else ""
