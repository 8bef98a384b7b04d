"""The typed target: what :func:`engine.targets.read_target` makes of a target text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from engine.language.findings import Findings, Value
from engine.language.patterns import regex
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


class DatePart(StrEnum):
    """A part of a deadline's day."""

    YEAR = "year"
    DAY = "day"


_ISO_DATE = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _typed(value: object) -> object:
    """Text in JSON as what it is: ``2024-12-31`` a date, anything else left to become a decimal."""
    if not isinstance(value, str):
        return value
    if _ISO_DATE.fullmatch(value):
        return date.fromisoformat(value)
    try:
        return Decimal(value)
    except InvalidOperation as error:
        raise ValueError(f"{value!r} is neither a decimal nor a date") from error


TargetValue = Annotated[
    Decimal | date,
    BeforeValidator(_typed),
    PlainSerializer(lambda value: value.isoformat() if isinstance(value, date) else plain(value), return_type=str),
]


class Target(Value):
    """A declared target, typed.

    ``value`` is a number with 万/亿/千/百 multiplied in, or the last day of a deadline; ``unit`` is as written,
    without the multiplier; ``multiplier`` is the 万 or 亿 in which it is written; ``unit_inferred`` is a unit the text
    does not have, taken from the explanation; ``approximate`` says that it is about so much (100人左右).

    - range: ``lower`` and ``upper``;
    - deadline: ``value`` a date (operator ``<=``), ``start`` where a period is given; a date written without its
      year, where no year is known, has no ``value`` but ``yearless`` (``--12-31``; ``--02`` for the end of
      February); ``inferred`` are the parts of the day that the text does not have: the year, or the day where it
      names a whole month or quarter, whose last is taken; a relative one (合同签订后30日内) has no date but ``within`` (30), ``unit`` (日) and ``after``
      (合同签订); a recurring one (每月10日前) has ``within`` (10), ``unit`` (日) and ``per`` (月), and
      ``each`` and ``day`` say the same in plain words;
    - change: ``direction`` up or down, ``unit`` ``%`` or 个百分点 or a counter;
    - compound: ``parts``, and ``combine``: ``all``, or ``count`` with the operator and value of how many
      (``5次及以上≥5%``: count >= 5 of the part ≥5%);
    - ``applies_to``: the words around the figure, what it is about (主干道; 完成公厕的运行维护);
      ``per``: the period or thing of a frequency (季度);
    - qualitative: ``scale`` names the steps it is judged by (是/否, 优/良/中/差; 类，越小越好); of a class, ``value`` is
      its number and ``operator`` how the class reached must stand to it (优于三类: < 3), and no points are computed
      from either; of a trend (较上年下降: down > 0, 只增不减: up >= 0) ``direction`` and ``operator`` say how the change
      that way must stand to the ``value`` 0.
    """

    text: str
    kind: TargetKind
    operator: Operator | None = None
    value: TargetValue | None = None
    unit: str | None = None
    multiplier: str | None = None
    unit_inferred: str | None = None
    lower: Number | None = None
    upper: Number | None = None
    start: date | None = None
    yearless: str | None = None
    inferred: tuple[DatePart, ...] = ()
    within: Number | None = None
    after: str | None = None
    direction: str | None = None
    combine: str | None = None
    parts: tuple[Target, ...] = ()
    applies_to: str | None = None
    per: str | None = None
    scale: str | None = None
    approximate: bool = False
    findings: Findings = ()

    @property
    def all_findings(self) -> Findings:
        """What is said of the target and of its parts, each once."""
        return tuple(dict.fromkeys((*self.findings, *(one for part in self.parts for one in part.all_findings))))

    @property
    def each(self) -> str | None:
        """The period of a recurring deadline: ``month``, ``quarter``, ``half-year``, ``year``, ``term``, ``week``."""
        if self.kind is not TargetKind.DEADLINE or self.per is None:
            return None
        return next((name for word, name in EACH.items() if word in self.per), None)

    @property
    def day(self) -> int | None:
        """The day within the period of a recurring deadline: 25 of 每月25日前, 30 of 每年6月底前."""
        if self.each is None:
            return None
        if self.within is not None:
            return int(self.within)
        return int(self.yearless[5:]) if self.yearless and self.yearless[5:] else None


# 季度次月 is a month of each quarter, 半年 is not a year
EACH = {"季": "quarter", "半年": "half-year", "学期": "term", "年": "year", "周": "week", "月": "month"}
