"""A set scored as columns: what differs in numbers alone is compared, decided and counted at once, exactly.

In: tables of projects and rows (of cases, of Parquet, of any engine). Out: tables of what they came to, the same that
:mod:`engine.scoring` says of each by itself. Imported where a set is large.
"""

from __future__ import annotations

from engine.columns.partition import Columns, score_partition
from engine.columns.results import PROJECT_RESULTS, ROW_RESULTS, Results, results_of
from engine.columns.run_lines import run_lines
from engine.columns.tables import PROJECTS, ROWS, Tables, case_of, cases_of, tables_of

__all__ = [
    "PROJECTS",
    "PROJECT_RESULTS",
    "ROWS",
    "ROW_RESULTS",
    "Columns",
    "Results",
    "Tables",
    "case_of",
    "cases_of",
    "results_of",
    "run_lines",
    "score_partition",
    "tables_of",
]
