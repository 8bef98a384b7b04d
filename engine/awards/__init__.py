"""Awards and adjustments: each is one class in one file that says all there is to say about it.

In: what a comparison came to, and the numbers that a rule gives. Out: a share of the points, and the working by which it
came about. Nothing here knows a ruleset, a form or a run; a new file in this folder is a new award.
"""

from __future__ import annotations

from engine.awards.award import (
    ADJUSTMENTS,
    AWARDS,
    Adjustment,
    Award,
    Calculation,
    Case,
    Counted,
    Given,
    Table,
    clamp,
    cut_of,
)
from engine.awards.files import load_awards
from engine.awards.kinds import TABLE, Kind

load_awards(__path__, __name__)

__all__ = [
    "ADJUSTMENTS",
    "AWARDS",
    "TABLE",
    "Adjustment",
    "Award",
    "Calculation",
    "Case",
    "Counted",
    "Given",
    "Kind",
    "Table",
    "clamp",
    "cut_of",
    "load_awards",
]
