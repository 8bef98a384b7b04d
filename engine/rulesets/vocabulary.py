"""The closed vocabulary of rules: what a condition may ask about, what a rule may do."""

from __future__ import annotations

from engine.measures import MeasureKind
from engine.quantity import Dimension
from engine.targets import Operator, TargetKind
from engine.terms import Direction, Outcome

NONE = "none"
WORDS: dict[str, tuple[str, ...] | None] = {
    "level1": None,
    "level2": None,
    "project_kind": None,
    "core": ("yes", "no"),
    "kind": (*TargetKind, "budget"),
    "operator": (*Operator, NONE),
    "direction": (*Direction, NONE),
    "dimension": tuple(Dimension),
    "outcome": tuple(Outcome),
    "measure": (*MeasureKind, NONE),
}
NUMBERS = ("completion", "deviation", "lateness")

# an award or adjustment, and the roles its parameters play
AWARDS: dict[str, tuple[str, ...]] = {
    "full": (),
    "proportional": (),
    "pass_line": ("line",),
    "linear": (),
    "inverse": (),
    "bands": ("bands",),
    "tier": (),
    "late_steps": ("step", "deduct"),
    "late_days": ("deduct",),
    "per_occurrence": ("deduct",),
    "zero": (),
    "none": (),
}
ADJUSTMENTS: dict[str, tuple[str, ...]] = {"cap": ("at",), "reduce_over": ("start", "rate")}
DOES = {"award": AWARDS, "adjust": ADJUSTMENTS}
