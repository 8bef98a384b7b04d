"""What was recorded as achieved: from texts and files to one frozen value a row, exact and with its source.

In: a YAML file of a project and the CSV files beside it, matched to its declared rows. Out: :class:`Actual` by row, in
:class:`ProjectActuals`, and findings. Workbooks that were filled in give the same (:mod:`engine.workbooks`).
"""

from __future__ import annotations

from engine.actuals.declared import Declared
from engine.actuals.file import ActualsFile, Entry, WrittenFile, match_actuals, open_actuals_file
from engine.actuals.kinds import Budget, EventList, Inputs, Periods, Record, Recordable, Series, Spending, Stated
from engine.actuals.match import find_indicator
from engine.actuals.model import Actual, ProjectActuals

__all__ = [
    "Actual",
    "ActualsFile",
    "Budget",
    "Declared",
    "Entry",
    "EventList",
    "Inputs",
    "Periods",
    "ProjectActuals",
    "Record",
    "Recordable",
    "Series",
    "Spending",
    "Stated",
    "WrittenFile",
    "find_indicator",
    "match_actuals",
    "open_actuals_file",
]
