"""TODO."""

from __future__ import annotations

from engine.terms.project import (
    BUDGET_EXECUTION,
    NOT_APPLICABLE,
    SELF,
    Direction,
    Indicator,
    Outcome,
    Project,
    is_absent,
    matter_of,
    said,
)

__all__ = [
    "BUDGET_EXECUTION",
    "NOT_APPLICABLE",
    "SELF",
    "Direction",
    "Indicator",
    "Outcome",
    "Project",
    "is_absent",
    "matter_of",
    "said",
]
