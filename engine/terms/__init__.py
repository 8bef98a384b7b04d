"""The field's own terms: projects and indicators as declared, outcomes, directions.

In: nothing. Out: the frozen values that pass between all rooms.
"""

from __future__ import annotations

from engine.terms.answers import Answer, AnswerKind, Answers, AnswersOf, no_answers, standing, told
from engine.terms.project import (
    BUDGET_EXECUTION,
    DIRECTION_WORDS,
    NOT_APPLICABLE,
    SELF,
    Direction,
    Indicator,
    Outcome,
    Project,
    budget_row,
    contents_of,
    is_absent,
    matter_of,
)
from engine.terms.row_names import RowNames, row_names

__all__ = [
    "BUDGET_EXECUTION",
    "DIRECTION_WORDS",
    "NOT_APPLICABLE",
    "SELF",
    "Answer",
    "AnswerKind",
    "Answers",
    "AnswersOf",
    "Direction",
    "Indicator",
    "Outcome",
    "Project",
    "RowNames",
    "budget_row",
    "contents_of",
    "is_absent",
    "matter_of",
    "no_answers",
    "row_names",
    "standing",
    "told",
]
