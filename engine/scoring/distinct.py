"""What rows and projects have in common, worked out once: forms repeat their rows, and units their figures.

An answer is made of its key alone: it knows neither the form that it was first asked for, nor a code, nor where anything
stands; these are put to it afterwards. Each ruleset has its own answers, the latest of each sort.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache, partial

from engine.actuals import Actual, Inputs, Stated
from engine.actuals.kinds import Recordable
from engine.actuals.model import Cells
from engine.compare import Comparison
from engine.compare.held import held
from engine.language.findings import Findings
from engine.measures import Reading
from engine.measures.declared_row import NOWHERE, DeclaredRow
from engine.rulesets import Ruleset
from engine.scoring.weights import Weighed, weights_of

READINGS = 4_096
COMPARISONS = 8_192
SHAPES = 1_024
"""How many answers of each sort are kept: some ten kilobytes for a row with what came of it."""

Figures = str | tuple[tuple[str, Recordable], ...]
"""A recorded text, or named ones in their order, in which they are shown."""


def _figures(actual: Actual) -> Figures | None:
    """What was recorded, without its places; None for what is long, seldom the same, or says itself where it stands."""
    match actual.record:
        case Stated(value=text):
            return text
        case Inputs(inputs=inputs):
            return tuple(inputs.items())
    return None


def _has_places(actual: Actual | None, compared: Comparison) -> bool:
    """Whether a figure has a cell of its own, and something may be said of it there."""
    has_cells = actual is not None and isinstance(actual.source, Cells) and bool(actual.source.parts)
    return has_cells and any(one.severity != "note" for one in compared.steps)


def _read(ruleset: Ruleset, row: DeclaredRow) -> Reading:
    return row.read(ruleset.understanding)


def _compared(
    ruleset: Ruleset, reading: Callable[[DeclaredRow], Reading], row: DeclaredRow, figures: Figures | None
) -> Comparison:
    if figures is None:
        return held(reading(row), None, row.year, ruleset)
    record = Stated(value=figures) if isinstance(figures, str) else Inputs(inputs=dict(figures))
    return held(reading(row), Actual(code="", indicator="", record=record, source=NOWHERE), row.year, ruleset)


class Distinct:
    """The distinct rows, comparisons and shapes of projects that were met under a ruleset."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._reading = lru_cache(READINGS)(partial(_read, ruleset))
        self._comparison = lru_cache(COMPARISONS)(partial(_compared, ruleset, self._reading))
        self._weights = lru_cache(SHAPES)(partial(weights_of, ruleset))

    def reading(self, row: DeclaredRow) -> Reading:
        """A row as it is read; its findings have no places."""
        return self._reading(row)

    def comparison(self, row: DeclaredRow, actual: Actual | None) -> Comparison:
        """What came of a row; a step that is about one of the figures has its place only where figures have their own."""
        figures = None if actual is None else _figures(actual)
        if actual is None or figures is not None:
            compared = self._comparison(row, figures)
            if not _has_places(actual, compared):
                return compared
        return held(self._reading(row), actual, row.year, self._ruleset)

    def weights(self, kind: str, rows: tuple[Weighed, ...]) -> tuple[Mapping[str, Decimal], Findings]:
        """The weights of a project of a kind by the codes of its live rows; what there is to say has no place."""
        return self._weights(kind, rows)
