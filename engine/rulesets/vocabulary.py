"""The closed vocabulary of rules: what a condition may ask about, what a rule may do."""

from __future__ import annotations

from engine.measures import MeasureKind
from engine.quantity import Dimension
from engine.rulesets.kinds import FACTOR, LINE, RATE, RATIO, SHARE, START, STEP, Kind
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
    "outcome": tuple(outcome for outcome in Outcome if outcome is not Outcome.OPEN),  # decided at both its ends
    "measure": (*MeasureKind, NONE),
}
NUMBERS = ("completion", "deviation", "lateness")

# an award or adjustment, and the roles its parameters play, each with the kind of number it takes
Roles = dict[str, Kind | None]
BANDS: Roles = {"bands": None}
AWARDS: dict[str, Roles] = {
    "full": {},
    "proportional": {},
    "pass_line": {"line": LINE},
    "linear": {},
    "inverse": {},
    "bands": BANDS,
    "tier": {},
    "late_steps": {"step": STEP, "deduct": SHARE},
    "late_days": {"deduct": SHARE},
    "per_occurrence": {"deduct": SHARE},
    "zero": {},
    "none": {},
}
ADJUSTMENTS: dict[str, Roles] = {"cap": {"at": SHARE}, "reduce_over": {"start": START, "rate": RATE}}
DOES = {"award": AWARDS, "adjust": ADJUSTMENTS}
LIMITS = {"cap": SHARE, "pass_line": SHARE}
CORE = FACTOR
ASKED = RATIO
