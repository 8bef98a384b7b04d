"""Several assessors' runs of one set, side by side: points by indicator, deviations, agreement, what to talk about.

The self-assessment (自评) is the base, or the first run where none is one; every other run is held against it. Nothing
is scored again. Only projects that at least two of the runs hold are compared.
"""

from __future__ import annotations

from engine.runs.assessors.model import Agreement, Assessors, Deviation, Line, Opinion, Question, Total, UnitQuestions
from engine.runs.assessors.questions import cause_words, who_and_why
from engine.runs.assessors.shared import names_of
from engine.runs.assessors.sidebyside import assessors_side_by_side, lines_of

__all__ = [
    "Agreement",
    "Assessors",
    "Deviation",
    "Line",
    "Opinion",
    "Question",
    "Total",
    "UnitQuestions",
    "assessors_side_by_side",
    "cause_words",
    "lines_of",
    "names_of",
    "who_and_why",
]
