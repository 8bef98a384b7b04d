"""Two runs of one set: what changed, by whom and why, and what each change did."""

from __future__ import annotations

from engine.runs.differences.between import differences, ranks
from engine.runs.differences.changes import shown_actual
from engine.runs.differences.context import Context, context
from engine.runs.differences.kinds import KINDS, Change, Kind
from engine.runs.differences.model import (
    Differences,
    Effect,
    ProjectDifference,
    RowDifference,
    RowScore,
    RulesetChange,
    Side,
    Standing,
)
from engine.runs.differences.pairs import Pair, pair_rows
from engine.runs.differences.rows import causes, effects, less, row_score, signed

__all__ = [
    "KINDS",
    "Change",
    "Context",
    "Differences",
    "Effect",
    "Kind",
    "Pair",
    "ProjectDifference",
    "RowDifference",
    "RowScore",
    "RulesetChange",
    "Side",
    "Standing",
    "causes",
    "context",
    "differences",
    "effects",
    "less",
    "pair_rows",
    "ranks",
    "row_score",
    "shown_actual",
    "signed",
]
