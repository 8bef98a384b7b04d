"""Several assessors' runs of one set, side by side: points by indicator, deviations, agreement, what to talk about.

The self-assessment (自评) is the base, or the first run where none is one; every other run is held against it. Nothing
is scored again. Only projects that at least two of the runs hold are compared.
"""

from __future__ import annotations

from engine.runs.assessors.hold import names_of
from engine.runs.assessors.model import Agreement, Assessors, Deviation, Line, Opinion, Talk, Topic, Total
from engine.runs.assessors.talks import told
from engine.runs.assessors.together import compare_assessors

__all__ = [
    "Agreement",
    "Assessors",
    "Deviation",
    "Line",
    "Opinion",
    "Talk",
    "Topic",
    "Total",
    "compare_assessors",
    "names_of",
    "told",
]
