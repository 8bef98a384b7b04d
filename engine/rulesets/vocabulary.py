"""The closed vocabulary of rules: what a condition may ask about, what a rule may do."""

from __future__ import annotations

from collections.abc import Mapping

from engine.awards import ADJUSTMENTS, AWARDS, Counted
from engine.awards.kinds import SHARE
from engine.measures import MeasureKind
from engine.quantity import Dimension
from engine.rulesets.kinds import FACTOR, RATIO
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

DOES: dict[str, Mapping[str, Counted]] = {"award": AWARDS, "adjust": ADJUSTMENTS}
LIMITS = {"cap": SHARE, "pass_line": SHARE}
CORE = FACTOR
ASKED = RATIO
