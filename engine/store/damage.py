"""What rows of the ledger hold, read with a sentence for each that was damaged: which entry, why, what to do."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TypeVar

from engine.language.findings import Value
from engine.store.errors import REMEDY, LedgerDamagedError
from engine.store.tables import (
    ADJUSTMENT,
    ANSWER,
    DECLARATION,
    REVISION,
    TARGET,
    AdjustmentRow,
    AnswerRow,
    DeclarationRow,
    RevisionRow,
    TargetRow,
)

V = TypeVar("V", bound=Value)


StoredRow = DeclarationRow | TargetRow | RevisionRow | AnswerRow
"""A row of the ledger with JSON in it."""

_TABLES = {
    DeclarationRow: DECLARATION,
    TargetRow: TARGET,
    RevisionRow: REVISION,
    AnswerRow: ANSWER,
    AdjustmentRow: ADJUSTMENT,
}


def parsed(row: StoredRow, kind: type[V]) -> V:
    """What a row holds.

    :raises LedgerDamagedError: if it is something else.
    """
    try:
        return kind.model_validate_json(row.content)
    except (ValueError, TypeError) as error:
        raise damaged(row, "content") from error


def text_of(row: StoredRow) -> str:
    """The JSON object that a row holds.

    :raises LedgerDamagedError: if it holds something else.
    """
    try:
        is_object = isinstance(json.loads(row.content), dict)
    except (ValueError, TypeError, RecursionError) as error:
        raise damaged(row, "content") from error
    if not is_object:
        raise damaged(row, "content")
    return row.content


def points_of(row: AdjustmentRow) -> Decimal:
    """The points of an adjustment.

    :raises LedgerDamagedError: if they are no number.
    """
    try:
        points = Decimal(row.points)
    except (ArithmeticError, ValueError, TypeError) as error:
        raise damaged(row, "points") from error
    if not points.is_finite():
        raise damaged(row, "points")
    return points


def damaged(row: StoredRow | AdjustmentRow, what: str) -> LedgerDamagedError:
    """That a part of a row is not what was put there."""
    kind = _TABLES[type(row)].name
    values = {"kind": kind, "number": row.id, "project": row.project}
    return LedgerDamagedError(f"{what}-damaged", **values, remedy=REMEDY)
