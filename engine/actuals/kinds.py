"""The kinds of records of one indicator: exactly one of a value, inputs, periods, a series, events, or the budget's.

In the ledger a record has no name for its kind: its own key tells it, as in a file that people write.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from engine.actuals.records import Event, Point, Unread
from engine.language.errors import CodedValueError
from engine.language.findings import Value
from engine.language.squeezing import squeeze
from engine.terms import is_absent

Recordable = str | tuple[str, ...]
Lost = Annotated[tuple[Unread, ...], Field(exclude_if=is_absent)]
"""The records of a list that count and could not be read, so that nobody takes the others for all."""


class Stated(Value):
    """One figure, day or word, as it was written."""

    value: str


class Inputs(Value):
    """The figures that a formula is computed from, by name, each as it was written."""

    inputs: dict[str, Recordable]


class Periods(Value):
    """A figure for each period (``2024-03``), or the inputs that its figure is computed from."""

    periods: dict[str, str | dict[str, str]] = {}
    unread: Lost = ()


class Series(Value):
    """The rows of a CSV file with a value a day, so that nothing outside is needed to score again; which file it was."""

    series: tuple[Point, ...] = ()
    unread: Lost = ()
    data_file: str = ""
    data_sha256: str = ""


class EventList(Value):
    """The single events of a list, where it stood, and the time up to which it was kept."""

    events: tuple[Event, ...] = ()
    unread: Lost = ()
    until: Annotated[datetime | None, Field(exclude_if=is_absent)] = None
    data_file: str = ""
    data_sha256: str = ""


AMOUNTS: Mapping[str, str] = {
    "executed": "全年执行数",
    "initial": "年初预算数",
    "adjusted": "全年预算数",
    "appropriation": "当年财政拨款",
    "carried_over": "上年结转资金",
    "other": "其他资金",
}
"""The amounts of the budget row as the forms name them; either name may be written."""
_FIELDS: Mapping[str, str] = {
    **{label: field for field, label in AMOUNTS.items()},
    "调整预算数": "adjusted",
    "调整后预算数": "adjusted",
    "财政拨款": "appropriation",
    "上年结转": "carried_over",
}
"""The field of an amount by every name that forms have for it."""


def amount_field(name: str) -> str:
    """The field of an amount that is named as the forms do, with spaces and signs of any width; another name as it is."""
    return _FIELDS.get(squeeze(name), name)


class Budget(Value):
    """The budget row: amounts as written, in 元 unless 万元 stands there; ``adjusted`` replaces the declared one."""

    executed: str | None = Field(None, title=AMOUNTS["executed"])
    initial: str | None = Field(None, title=AMOUNTS["initial"])
    adjusted: str | None = Field(None, title=AMOUNTS["adjusted"])
    appropriation: str | None = Field(None, title=AMOUNTS["appropriation"])
    carried_over: str | None = Field(None, title=AMOUNTS["carried_over"])
    other: str | None = Field(None, title=AMOUNTS["other"])
    note: str | None = None
    cause: str | None = None
    remedy: str | None = None


class Spending(Value):
    """What was spent of the budget."""

    budget: Budget


KINDS = ("value", "inputs", "periods", "series", "events", "budget")
_ALONGSIDE = ("unread", "until", "data_file", "data_sha256")
_KIND_OF = {"day": "series", "event": "events", "period": "periods"}


def _kind(record: Any) -> str | None:
    """The key of a record; a list of which nothing could be read is told by what stands beside it."""
    if not isinstance(record, Mapping):
        return next((key for key in KINDS if hasattr(record, key)), None)
    named = next((key for key in KINDS if key in record), None)
    if named is not None:
        return named
    for one in record.get("unread", ()):
        return _KIND_OF.get(one["sort"] if isinstance(one, Mapping) else one.sort)
    return "events" if "until" in record else "series"


Record = Annotated[
    Annotated[Stated, Tag("value")]
    | Annotated[Inputs, Tag("inputs")]
    | Annotated[Periods, Tag("periods")]
    | Annotated[Series, Tag("series")]
    | Annotated[EventList, Tag("events")]
    | Annotated[Spending, Tag("budget")],
    Discriminator(_kind),
]


def gathered(flat: Mapping[str, object]) -> dict[str, object]:
    """The fields of an actual as they are kept, side by side, with those of its record under ``record``.

    :raises CodedValueError: if they are of more than one kind.
    """
    own = {name: flat[name] for name in (*KINDS, *_ALONGSIDE) if name in flat and not _is_empty(name, flat[name])}
    kinds = [name for name in KINDS if name in own]
    if len(kinds) > 1:
        raise CodedValueError("one-way", known=KINDS, given=kinds)
    others = {name: value for name, value in flat.items() if name not in (*KINDS, *_ALONGSIDE)}
    return {**others, "record": own or None}


def _is_empty(name: str, value: object) -> bool:
    """Whether nothing is recorded under a name; an empty text is a value all the same."""
    return value is None or (name != "value" and not value)
