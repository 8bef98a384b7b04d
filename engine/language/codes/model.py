"""What a finding's code means."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters: an error stops one value, a warning wants a person's eye, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Ask(StrEnum):
    """What a question asks a person to settle."""

    DIRECTION = "direction"
    UNIT = "unit"
    TIER = "tier"
    DATE = "date"
    FIGURE = "figure"
    PERIOD = "period"
    MEANING = "meaning"


class Settling(StrEnum):
    """What may settle a question besides recording the figure again."""

    NOT_DUE = "not_due"
    """that nothing was due"""
    TARGET = "target"
    """an official adjustment of the target"""


class Code(NamedTuple):
    """One code: its severity, the English sentence (messages), the Chinese one (documents), input that raises it.

    The braces name the values that :func:`engine.language.findings.finding` must be given. A code that leaves a row open
    says what it ``asks``, and what it is ``settled_by`` besides the figure itself; one that says a value cannot be true
    ``is_impossible``.
    """

    severity: Severity
    english: str
    chinese: str
    example: str
    asks: Ask | None = None
    is_impossible: bool = False
    settled_by: tuple[Settling, ...] = ()


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
