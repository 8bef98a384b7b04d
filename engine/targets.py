"""Target texts as people write them (``≥90%``, ``2024年12月31日前``) read into typed targets.

The grammar is ``targets.lark``; this room knows only the text of the target cell. What the explanation adds is
settled in :mod:`engine.measures`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import PlainSerializer

from engine.findings import Findings, Value
from engine.quantity import Number, plain


class TargetKind(StrEnum):
    """What sort of promise a target is."""

    QUANTITY = "quantity"
    RANGE = "range"
    DEADLINE = "deadline"
    CHANGE = "change"
    COMPOUND = "compound"
    QUALITATIVE = "qualitative"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"


class Operator(StrEnum):
    """How the actual must stand to the value."""

    LT = "<"
    LE = "<="
    EQ = "="
    GE = ">="
    GT = ">"


TargetValue = Annotated[
    Decimal | date,
    PlainSerializer(lambda value: value.isoformat() if isinstance(value, date) else plain(value), return_type=str),
]


class Target(Value):
    """A declared target, typed.

    ``value`` is a number with 万/亿/千/百 multiplied in, or the last day of a deadline; ``unit`` is as written,
    without the multiplier; ``unit_inferred`` is a unit the text does not have, taken from the explanation.

    - range: ``lower`` and ``upper``;
    - deadline: ``value`` a date (operator ``<=``), ``start`` where a period is given; a relative one
      (合同签订后30日内) has no date but ``within`` (30), ``unit`` (日) and ``after`` (合同签订);
    - change: ``direction`` up or down, ``unit`` ``%`` or 个百分点 or a counter;
    - compound: ``parts``, and ``combine``: ``all``, or ``count`` with the operator and value of how many
      (``5次及以上≥5%``: count >= 5 of the part ≥5%);
    - ``applies_to``: what a part is about (主干道); ``per``: the period of a frequency (季度).
    """

    text: str
    kind: TargetKind
    operator: Operator | None = None
    value: TargetValue | None = None
    unit: str | None = None
    unit_inferred: str | None = None
    lower: Number | None = None
    upper: Number | None = None
    start: date | None = None
    within: Number | None = None
    after: str | None = None
    direction: str | None = None
    combine: str | None = None
    parts: tuple[Target, ...] = ()
    applies_to: str | None = None
    per: str | None = None
    findings: Findings = ()


def read_target(text: str) -> Target:
    """The typed target of one target cell; never raises: what cannot be read is ``unreadable`` with a finding."""
    raise NotImplementedError
