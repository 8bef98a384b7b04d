"""What was recorded: the values that every way of recording ends in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pydantic import Field

from engine.actuals.records import Event, Point, Sort, Unread
from engine.language.findings import Source, Value
from engine.terms import is_absent

Recordable = str | tuple[str, ...]


class Cells(Source):
    """The place of an actual in a workbook, and the cells of its parts.

    A part is an input, a period, an input of a period (``2024-01 总数``), or a field of the budget.
    """

    parts: dict[str, str] = {}


class Budget(Value):
    """The budget row: amounts as written, in 元 unless 万元 stands there; ``adjusted`` replaces the declared one."""

    executed: str | None = None
    initial: str | None = None
    adjusted: str | None = None
    appropriation: str | None = None
    carried_over: str | None = None
    other: str | None = None
    note: str | None = None
    cause: str | None = None
    remedy: str | None = None


class Actual(Value):
    """What was recorded for one indicator: exactly one of value, inputs, periods, series, events, budget.

    ``series`` and ``events`` hold the rows of the CSV file, so that nothing outside is needed to score again;
    ``data_file`` and ``data_sha256`` name that file, ``until`` the time up to which its list was kept. ``unread`` are
    the records that count and could not be read, so that nobody takes the others for all. ``code`` is the indicator's
    row in the declared form.
    """

    code: str
    indicator: str
    value: str | None = None
    inputs: dict[str, Recordable] = {}
    periods: dict[str, str | dict[str, str]] = {}
    aggregate: str = ""
    series: tuple[Point, ...] = ()
    events: tuple[Event, ...] = ()
    budget: Budget | None = None
    data_file: str = ""
    data_sha256: str = ""
    evidence: str = ""
    evidence_sha256: str = ""
    note: str = ""
    cause: str = ""
    remedy: str = ""
    unread: tuple[Unread, ...] = Field(default=(), exclude_if=is_absent)
    until: datetime | None = Field(default=None, exclude_if=is_absent)
    source: Source | Cells

    def has_unread(self, sort: Sort) -> bool:
        """Whether records of a sort could not be read."""
        return any(one.sort == sort for one in self.unread)

    @property
    def places(self) -> Mapping[str, Source]:
        """Where each part stands, as far as the parts stand apart."""
        where = self.source
        cells = where.parts if isinstance(where, Cells) else {}
        return {part: Source(file=where.file, sheet=where.sheet, cell=cell) for part, cell in cells.items()}


class ProjectActuals(Value):
    """All that one file records for a project: ``year`` as it says itself, ``of_year`` that of the declaration it is
    recorded for (0 where that has none)."""

    project: str
    year: int | None = None
    of_year: int = 0
    achieved: str = ""
    actuals: tuple[Actual, ...]
    source: Source
