"""The shapes a comparison can take: which outcomes, directions and numbers occur together.

A ruleset's gaps and dead rules are found by walking these. A property test holds that every comparison has a shape.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from engine.measures import MeasureKind
from engine.quantity import Ratio
from engine.targets import TargetKind
from engine.terms import Direction, Outcome

NONE = "none"


class Span(NamedTuple):
    """The numbers from ``low`` to ``high`` (None: without end); ``open_low`` leaves the lower end itself out."""

    low: Decimal | None
    high: Decimal | None
    open_low: bool = False
    open_high: bool = False

    def holds(self, value: Ratio) -> bool:
        """Whether a number lies in the span."""
        if self.low is not None and value.cmp(self.low) < (1 if self.open_low else 0):
            return False
        return self.high is None or value.cmp(self.high) <= (-1 if self.open_high else 0)


class Shape(NamedTuple):
    """One sort of comparison; a number whose span is None is absent from it."""

    kinds: tuple[str, ...]
    directions: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    measures: tuple[str, ...]
    completion: Span | None = None
    deviation: Span | None = None
    lateness: Span | None = None


_0, _1 = Decimal(0), Decimal(1)
FULL = Span(_1, _1)
NOTHING = Span(None, _0)
PART = Span(_0, _1, open_low=True)
BEYOND = Span(_1, None)
ANY_SHARE = Span(_0, _1)
OVER = Span(_0, None)

ALL_KINDS: tuple[str, ...] = (*TargetKind, "budget")
NUMERIC: tuple[str, ...] = (TargetKind.QUANTITY, TargetKind.RANGE, TargetKind.CHANGE, TargetKind.COMPOUND)
COUNTED: tuple[str, ...] = tuple(
    kind for kind in MeasureKind if kind not in (MeasureKind.PASS_FAIL, MeasureKind.DEADLINE)
)
ALL_MEASURES: tuple[str, ...] = (*MeasureKind, NONE)
UP: tuple[str, ...] = (Direction.HIGHER, Direction.EXACT)
DOWN: tuple[str, ...] = (Direction.LOWER,)
ANY_WAY: tuple[str, ...] = (*Direction, NONE)
NO_WAY: tuple[str, ...] = (NONE,)
JUDGED: tuple[str, ...] = (
    TargetKind.QUANTITY,
    TargetKind.QUALITATIVE,
    TargetKind.CHANGE,
    TargetKind.RANGE,
    TargetKind.COMPOUND,
)
PASS: tuple[str, ...] = (MeasureKind.PASS_FAIL,)
DATED: tuple[str, ...] = (TargetKind.DEADLINE,)
WORDED: tuple[str, ...] = (TargetKind.QUALITATIVE,)
FUNDS: tuple[str, ...] = ("budget",)
NO_MEASURE: tuple[str, ...] = (NONE,)
UNJUDGED = tuple(measure for measure in ALL_MEASURES if measure not in (NONE, MeasureKind.PASS_FAIL))
MET, PARTLY, NOT_MET = (Outcome.MET,), (Outcome.PARTLY_MET,), (Outcome.NOT_MET,)

SHAPES: tuple[Shape, ...] = (
    Shape((TargetKind.NOT_APPLICABLE,), NO_WAY, (Outcome.NOT_APPLICABLE,), tuple(MeasureKind)),
    Shape(ALL_KINDS, ANY_WAY, (Outcome.MISSING, Outcome.UNREADABLE, Outcome.ERROR), ALL_MEASURES),
    Shape(NUMERIC, UP, MET, tuple(MeasureKind), BEYOND),
    Shape(NUMERIC, UP, PARTLY, tuple(MeasureKind), PART),
    Shape(NUMERIC, UP, NOT_MET, tuple(MeasureKind), NOTHING),
    Shape(NUMERIC, DOWN, MET, COUNTED, FULL),
    Shape(NUMERIC, DOWN, PARTLY, COUNTED, deviation=OVER),
    Shape(NUMERIC, DOWN, NOT_MET, COUNTED, NOTHING),
    Shape(DATED, NO_WAY, MET, tuple(MeasureKind), FULL),
    Shape(DATED, NO_WAY, PARTLY, tuple(MeasureKind), lateness=Span(_0, None, open_low=True)),
    Shape(DATED, NO_WAY, NOT_MET, tuple(MeasureKind), NOTHING),
    Shape(JUDGED, NO_WAY, MET, PASS, FULL),
    Shape(JUDGED, NO_WAY, NOT_MET, PASS, NOTHING),
    Shape(WORDED, NO_WAY, (*MET, *PARTLY, *NOT_MET), UNJUDGED, ANY_SHARE),
    Shape(FUNDS, (Direction.HIGHER,), MET, NO_MEASURE, BEYOND),
    Shape(FUNDS, (Direction.HIGHER,), PARTLY, NO_MEASURE, Span(_0, _1, open_low=True, open_high=True)),
    Shape(FUNDS, (Direction.HIGHER,), NOT_MET, NO_MEASURE, NOTHING),
)
