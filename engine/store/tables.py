"""The tables of the ledger. The migrations make them, and triggers refuse every update and delete in them.

``year`` is that of the declaration which an entry belongs to, 0 where it is not known: a project is declared, recorded,
adjusted and scored in each year by itself. Each table is named beside what one of its rows is; queries are written with
SQLAlchemy's tables, without its mapper of objects, which takes longer to import than the 38 projects to be read.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar, cast, get_type_hints

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

METADATA = MetaData()
LONGEST_PLAIN = 1000
R = TypeVar("R")


class Moment(TypeDecorator[datetime]):
    """A time with its zone; it is kept in UTC, which SQLite does not say of it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (its signature)
        """The time in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (its signature)
        """The time in UTC, with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.utcoffset() is None else value.astimezone(UTC)


class Long(TypeDecorator[str]):
    """A text that may be long: SQLite keeps one of more than a thousand signs deflated, PostgreSQL does so by itself.

    Bytes that are no such text come as they are, and are told as damaged by who reads them.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """The text, or its bytes deflated."""
        if value is None or len(value) <= LONGEST_PLAIN or dialect.name != "sqlite":
            return value
        return zlib.compress(value.encode("utf-8", "surrogatepass"))

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 (its signature)
        """The text."""
        if not isinstance(value, bytes):
            return cast("str | None", value)
        try:
            return zlib.decompress(value).decode("utf-8", "surrogatepass")
        except (zlib.error, UnicodeDecodeError):
            return cast("str", value)


_TYPES = {str: String, int: Integer, bool: Boolean, datetime: Moment}


class DeclarationRow(NamedTuple):
    """One version of a project's form. ``place`` is where its sheets stand in the pages of runs, ``name`` its name."""

    id: int
    project: str
    number: int
    sha256: str
    content: str
    at: datetime
    place: str
    name: str
    year: int = 0


class TargetRow(NamedTuple):
    """An official adjustment (调整指标值) of the target of a row; ``content`` is an ``AdjustedTarget`` as JSON."""

    id: int
    project: str
    code: str
    indicator: str
    number: int
    content: str
    by: str
    reason: str
    at: datetime
    year: int = 0


class RevisionRow(NamedTuple):
    """One revision of what was recorded for an indicator, or for the project itself (code 项目).

    ``indicator`` is the name of the row at that time: another form may give its code to another row. ``assessor`` is
    empty for the unit's own figures; others count only in the runs of the assessor they name, and are numbered apart.
    """

    id: int
    project: str
    code: str
    indicator: str
    number: int
    content: str
    by: str
    reason: str
    at: datetime
    assessor: str = ""
    year: int = 0


class AdjustmentRow(NamedTuple):
    """Points that an assessor gives or takes; ``points`` is a decimal as text, ``expires`` the last moment it counts."""

    id: int
    project: str
    code: str
    indicator: str
    assessor: str
    number: int
    points: str
    reason: str
    by: str
    expires: datetime | None
    at: datetime
    year: int = 0


class AnswerRow(NamedTuple):
    """What a person settled about a row that its text leaves open, or that it was taken back; ``content`` is an
    ``Answer`` as JSON.

    ``assessor`` is empty for the unit's own; others count only in the runs of the assessor they name, and are numbered
    apart.
    """

    id: int
    project: str
    code: str
    indicator: str
    number: int
    content: str
    by: str
    reason: str
    at: datetime
    assessor: str = ""
    year: int = 0


class RunRow(NamedTuple):
    """That a run was made; the same run stands again where another was made between.

    ``as_of`` is the time that was asked for, None for now. ``marks`` says, as JSON, which entries it could see: the
    highest id of each table; empty for runs of the first version. ``program`` is the digest of the code that made it,
    ``everything`` that all declared projects (of its year) were asked for. ``year`` is None where the run was made
    before years were told apart: it saw each project in the only year there was.
    """

    id: int
    run: str
    ruleset: str
    assessor: str
    role: str
    complete: bool
    projects: int
    at: datetime
    as_of: datetime | None
    marks: str = ""
    program: str = ""
    everything: bool = False
    year: int | None = None


class RunContentRow(NamedTuple):
    """A run as the JSON of its head; runs of the first two versions stand here whole."""

    run: str
    content: str


class NodeRow(NamedTuple):
    """A page or a sheet of runs, by the SHA-256 of its content."""

    sha256: str
    content: str


class SignatureRow(NamedTuple):
    """A signature of a run; ``content`` is its JSON."""

    id: int
    run: str
    content: str
    at: datetime


class ChainRow(NamedTuple):
    """One entry of the chain: ``kind`` is the table of an entry and ``row`` its id there, ``hash`` binds all before it.

    ``said`` is empty but for an ``upgrade``, which has no row: with it the chain of an older ledger begins.
    """

    number: int
    kind: str
    row: int
    hash: str
    said: str = ""


def _table(name: str, row: type[NamedTuple], *unique: str) -> Table:
    """The table of some rows; its first column is the key, and together with that those of ``unique``."""
    defaults, made = row._field_defaults, list[Column[Any]]()
    for place, (one, holds) in enumerate(get_type_hints(row).items()):
        kind = next(kind for kind in _TYPES if holds in (kind, kind | None))
        is_key, is_open = place == 0, holds != kind
        made.append(
            Column(
                one,
                Long if one == "content" else _TYPES[kind],
                primary_key=is_key,
                nullable=is_open,
                default=defaults.get(one),
            )
        )
    return Table(name, METADATA, *made, *([UniqueConstraint(*unique)] if unique else []))


DECLARATION = _table("declaration", DeclarationRow, "project", "year", "number")
TARGET = _table("adjusted_target", TargetRow, "project", "year", "code", "number")
REVISION = _table("revision", RevisionRow, "project", "year", "code", "assessor", "number")
ADJUSTMENT = _table("adjustment", AdjustmentRow, "project", "year", "code", "assessor", "number")
ANSWER = _table("answer", AnswerRow, "project", "year", "code", "assessor", "number")
RUN = _table("run", RunRow)
RUN_CONTENT = _table("run_content", RunContentRow)
NODE = _table("page", NodeRow)
SIGNATURE = _table("signature", SignatureRow)
CHAIN = _table("chain", ChainRow)

TABLES = tuple(METADATA.tables)


def table_of(name: str) -> Table:
    """A table by its name."""
    return METADATA.tables[name]


def rows(connection: Connection, kind: Callable[..., R], query: Select[Any]) -> list[R]:
    """The rows that a query for all columns of a table finds."""
    return [kind(*row) for row in connection.execute(query)]
