"""The tables of the ledger. The migrations make them, and triggers refuse every update and delete in them.

``year`` is that of the declaration which an entry belongs to, 0 where it is not known: a project is declared, recorded,
adjusted and scored in each year by itself.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Table
from sqlmodel import Field, SQLModel, UniqueConstraint


class DeclarationRow(SQLModel, table=True):
    """One version of a project's form. ``place`` is where its sheets stand in the pages of runs, ``name`` its name."""

    __tablename__ = "declaration"
    __table_args__ = (UniqueConstraint("project", "year", "number"), Index("ix_declaration_year", "year", "place"))
    id: int | None = Field(default=None, primary_key=True)
    project: str = Field(index=True)
    number: int
    sha256: str
    content: str
    at: datetime
    place: str
    name: str = Field(index=True)
    year: int = 0


class TargetRow(SQLModel, table=True):
    """An official adjustment (调整指标值) of the target of a row; ``content`` is an ``AdjustedTarget`` as JSON."""

    __tablename__ = "adjusted_target"
    __table_args__ = (UniqueConstraint("project", "year", "code", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    project: str = Field(index=True)
    code: str
    indicator: str
    number: int
    content: str
    by: str
    reason: str
    at: datetime
    year: int = 0


class RevisionRow(SQLModel, table=True):
    """One revision of what was recorded for an indicator, or for the project itself (code 项目).

    ``indicator`` is the name of the row at that time: another form may give its code to another row. ``assessor`` is
    empty for the unit's own figures; others count only in the runs of the assessor they name, and are numbered apart.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("project", "year", "code", "assessor", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    project: str = Field(index=True)
    code: str
    indicator: str
    number: int
    content: str
    by: str
    reason: str
    at: datetime
    assessor: str = ""
    year: int = 0


class AnswerRow(SQLModel, table=True):
    """What a person settled about a row that its text leaves open, or that it was taken back; ``content`` is an
    ``Answer`` as JSON.

    ``assessor`` is empty for the unit's own; others count only in the runs of the assessor they name, and are numbered
    apart.
    """

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("project", "year", "code", "assessor", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    project: str = Field(index=True)
    code: str
    indicator: str
    number: int
    content: str
    by: str
    reason: str
    at: datetime
    assessor: str = ""
    year: int = 0


class AdjustmentRow(SQLModel, table=True):
    """Points that an assessor gives or takes; ``points`` is a decimal as text, ``expires`` the last moment it counts."""

    __tablename__ = "adjustment"
    __table_args__ = (UniqueConstraint("project", "year", "code", "assessor", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    project: str = Field(index=True)
    code: str
    indicator: str
    assessor: str
    number: int
    points: str
    reason: str
    by: str
    expires: datetime | None = Field(default=None, index=True)
    at: datetime
    year: int = 0


class RunRow(SQLModel, table=True):
    """That a run was made; the same run stands again where another was made between.

    ``as_of`` is the time that was asked for, None for now. ``marks`` says, as JSON, which entries it could see: the
    highest id of each table; empty for runs of the first version. ``program`` is the digest of the code that made it,
    ``everything`` that all declared projects (of its year) were asked for. ``year`` is None where the run was made
    before years were told apart: it saw each project in the only year there was.
    """

    __tablename__ = "run"
    id: int | None = Field(default=None, primary_key=True)
    run: str = Field(index=True)
    ruleset: str
    assessor: str
    role: str
    complete: bool
    projects: int
    at: datetime
    as_of: datetime | None = None
    marks: str = ""
    program: str = ""
    everything: bool = False
    year: int | None = None


class RunContentRow(SQLModel, table=True):
    """A run as the JSON of its head; runs of the first two versions stand here whole."""

    __tablename__ = "run_content"
    run: str = Field(primary_key=True)
    content: str


class NodeRow(SQLModel, table=True):
    """A page or a sheet of runs, by the SHA-256 of its content."""

    __tablename__ = "page"
    sha256: str = Field(primary_key=True)
    content: str


class SignatureRow(SQLModel, table=True):
    """A signature of a run; ``content`` is its JSON."""

    __tablename__ = "signature"
    id: int | None = Field(default=None, primary_key=True)
    run: str = Field(index=True, foreign_key="run_content.run")
    content: str
    at: datetime


class ChainRow(SQLModel, table=True):
    """One entry of the chain: ``kind`` is the table of an entry and ``row`` its id there, ``hash`` binds all before it.

    ``said`` is empty but for an ``upgrade``, which has no row: with it the chain of an older ledger begins.
    """

    __tablename__ = "chain"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str
    row: int
    hash: str
    said: str = ""


TABLES = (
    "declaration",
    "adjusted_target",
    "revision",
    "adjustment",
    "answer",
    "run",
    "run_content",
    "page",
    "signature",
    "chain",
)


def table_of(name: str) -> Table:
    """A table by its name, as the queries that need no objects name it."""
    return SQLModel.metadata.tables[name]
