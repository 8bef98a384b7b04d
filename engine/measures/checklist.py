"""How each row of a form was understood, as a line that a person can check before anything is scored."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from engine.language.findings import Findings, Severity, Value
from engine.language.rendering import Coded, Content, coded, coded_day
from engine.measures.direction import Evidence
from engine.measures.model import Reading
from engine.targets import Operator, Target, TargetKind
from engine.targets.printing import SIGNS, figure_of, multiplier_beside, print_target
from engine.terms import Indicator, RowNames

_INFERRED = (Evidence.LEVEL2, Evidence.WHOLE, Evidence.LIKELY, Evidence.RULESET)
_WAYS = {
    Operator.GE: "better-higher",
    Operator.GT: "better-higher",
    Operator.LE: "better-lower",
    Operator.LT: "better-lower",
    Operator.EQ: "better-exact",
}


class Standing(StrEnum):
    """How sure a reading is, the least sure first."""

    OPEN = "open"
    """a person must say what is meant"""
    DOUBTFUL = "doubtful"
    """it is read, and something speaks against it"""
    LIKELY = "likely"
    """something was inferred that the target does not say"""
    CERTAIN = "certain"


class ReadRow(Value):
    """A live row of a project as it counts (an adjusted target in its place), and how it was understood; ``names`` tell
    it from the other rows."""

    project: str
    project_name: str
    year: int | None = None
    indicator: Indicator
    reading: Reading
    names: RowNames = Field(RowNames(), exclude=True)

    @property
    def standing(self) -> Standing:
        """How sure the reading is."""
        if self.reading.question is not None or self.reading.target.kind is TargetKind.UNREADABLE:
            return Standing.OPEN
        if self._doubts:
            return Standing.DOUBTFUL
        target, direction = self.reading.target, self.reading.direction
        is_inferred = direction.evidence in _INFERRED or target.unit_inferred is not None or target.all_findings
        return Standing.LIKELY if is_inferred else Standing.CERTAIN

    @property
    def standing_words(self) -> Coded:
        """The same in words."""
        return coded(f"standing-{self.standing}")

    @property
    def remarks(self) -> Findings:
        """What is to be looked at: the question first, then what speaks against the reading, then what was inferred."""
        asked = () if self.reading.question is None else (self.reading.question,)
        doubts = self._doubts
        return (*asked, *doubts, *(one for one in self.reading.target.all_findings if one not in doubts))

    @property
    def _doubts(self) -> Findings:
        found = (*self.reading.target.all_findings, *self.reading.measure.findings)
        return tuple(one for one in found if one.severity is not Severity.NOTE)

    @property
    def way(self) -> Coded:
        """Which way is better, or what sort of promise it is."""
        target, direction = self.reading.target, self.reading.direction
        if direction.is_open:
            return coded("way-open")
        if target.kind is TargetKind.QUANTITY:
            return coded(_WAYS[target.operator or Operator.GE])
        if target.kind is TargetKind.QUALITATIVE and target.operator is Operator.GE and target.direction:
            return coded("way-no-fall" if target.direction == "up" else "way-no-rise")
        is_change = target.kind is TargetKind.CHANGE or target.direction is not None
        return coded(f"way-change-{target.direction or 'up'}" if is_change else f"way-{target.kind}")

    @property
    def evidence(self) -> Coded:
        """What the direction was taken from, with the words on which it rests."""
        direction = self.reading.direction
        evidence = coded(f"evidence-{direction.evidence}")
        return coded("evidence-of", evidence=evidence, because=direction.because) if direction.because else evidence

    @property
    def figure(self) -> str:
        """The target in a plain notation: ``≤50万元``, ``2024-12-31前``."""
        return _figure(self.reading.target)

    @property
    def unit(self) -> str:
        """The unit in which it is recorded, 万元 of 3000万元, also where it was inferred; empty where it has none."""
        target = self.reading.target
        if target.each:  # 日 of 每月25日前 is no unit
            return ""
        multiplier = multiplier_beside(target.unit, target) if target.unit else ""
        return f"{multiplier}{target.unit or target.unit_inferred or ''}"

    @property
    def deadline(self) -> Content:
        """The day by which it is due; empty where it is no single day."""
        day = self.reading.measure.deadline
        return "" if day is None else coded_day(day)

    @property
    def formula(self) -> str:
        """The formula by which the actual is computed; empty where there is none."""
        return self.reading.measure.formula.expression if self.reading.measure.formula else ""


def _figure(target: Target) -> str:
    if target.kind is TargetKind.QUANTITY and isinstance(target.value, Decimal) and not target.per:
        unit = target.unit or target.unit_inferred or ""
        return f"{SIGNS[target.operator]}{figure_of(target)}{unit}"
    return print_target(target)
