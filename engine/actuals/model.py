"""What was recorded: the values that every way of recording ends in."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import SerializationInfo, SerializerFunctionWrapHandler, model_serializer, model_validator

from engine.actuals.kinds import Record, gathered
from engine.language.findings import Source, Value
from engine.terms import AnswerKind


class Cells(Source):
    """The place of an actual in a workbook, and the cells of its parts.

    A part is an input, a period, an input of a period (``2024-01 总数``), or a field of the budget.
    """

    parts: dict[str, str] = {}


_EMPTY: dict[str, object] = {
    "value": None,
    "inputs": {},
    "periods": {},
    "series": (),
    "events": (),
    "budget": None,
    "data_file": "",
    "data_sha256": "",
}
"""What is kept for the kinds that a record is not of; what is not here is left out where there is none."""

_ORDER = (
    *("code", "indicator", "value", "inputs", "periods", "aggregate", "series", "events", "budget"),
    *(
        "data_file",
        "data_sha256",
        "evidence",
        "evidence_sha256",
        "note",
        "cause",
        "remedy",
        "unread",
        "until",
        "source",
    ),
)
"""The fields of an actual in the ledger, in their order."""


class Actual(Value):
    """What was recorded for one indicator, and what all kinds of records share.

    ``record`` is None where nothing but words were given. ``aggregate`` says how several figures become one. ``code``
    is the indicator's row in the declared form. As JSON the fields of the record stand among the others, as they always
    did: an entry of any age gives the bytes that were signed. ``exclude_defaults`` leaves out the kinds it is not of.
    """

    code: str
    indicator: str
    record: Record | None = None
    aggregate: str = ""
    evidence: str = ""
    evidence_sha256: str = ""
    note: str = ""
    cause: str = ""
    remedy: str = ""
    source: Source | Cells

    @model_validator(mode="before")
    @classmethod
    def _with_record(cls, given: object) -> object:
        return given if not isinstance(given, Mapping) or "record" in given else gathered(given)

    @model_serializer(mode="wrap")
    def _flat(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> dict[str, object]:
        fields = {**({} if info.exclude_defaults else _EMPTY), **handler(self)}
        fields |= fields.pop("record", None) or {}
        return {name: fields[name] for name in _ORDER if name in fields}

    @property
    def locations(self) -> Mapping[str, Source]:
        """Where each part stands, as far as the parts stand apart."""
        where = self.source
        cells = where.parts if isinstance(where, Cells) else {}
        return {part: Source(file=where.file, sheet=where.sheet, cell=cell) for part, cell in cells.items()}


class Chosen(Value):
    """An answer that was chosen for a row that leaves something open, and the cell in which it stands."""

    code: str
    indicator: str
    kind: AnswerKind
    value: str
    source: Source


class ProjectActuals(Value):
    """All that one file records for a project: ``year`` as it says itself, ``of_year`` that of the declaration it is
    recorded for (0 where that has none); ``answers`` to what its rows leave open."""

    project: str
    year: int | None = None
    of_year: int = 0
    achieved: str = ""
    actuals: tuple[Actual, ...]
    answers: tuple[Chosen, ...] = ()
    source: Source
