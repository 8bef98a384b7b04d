"""A drawn sample, as values."""

from __future__ import annotations

from enum import StrEnum

from engine.language.findings import Findings, Value
from engine.language.rendering import InChinese
from engine.quantity import Number


class Method(StrEnum):
    """How a project came into the sample."""

    INCLUDED = "included"
    AMOUNT = "amount"
    DEPARTMENT = "department"
    DRAWN = "drawn"


class Drawn(Value):
    """A project of the sample. Amounts are in 元; ``rank`` is its place by amount among all projects (1 is the
    largest, equals share one), ``complexity`` from 0 to 1; ``reason`` says why it was drawn."""

    code: str
    name: str
    unit: str
    department: str
    kind: str
    amount: Number
    total_amount: Number | None
    years: int | None
    indicators: int
    complexity: Number
    rank: int
    method: Method
    reason: InChinese


class Stratum(Value):
    """A department and a kind: how many projects it has and how many were drawn, with their amounts in 元."""

    department: str
    kind: str
    projects: int
    drawn: int
    amount: Number
    drawn_amount: Number


class Sample(Value):
    """A sample of a year (None where it is not known), and what repeats it: the seed and the SHA-256 of what was drawn from.

    ``interval`` is the sampling interval in 元; ``projects`` stand by stratum, then the largest amount first.
    """

    size: int
    seed: str
    year: int | None = None
    pool: int
    pool_sha256: str
    interval: Number
    projects: tuple[Drawn, ...]
    strata: tuple[Stratum, ...]
    findings: Findings = ()
