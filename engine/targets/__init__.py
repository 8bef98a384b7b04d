"""Target texts as people write them (``≥90%``, ``2024年12月31日前``) read into typed targets, and printed again.

In: the text of a target cell. Out: a typed target, and findings. The grammar is ``targets.lark``; this room knows only the text of the target cell. What the explanation adds is
settled in :mod:`engine.measures`. The work is done in the modules of this package; this one is their face.
"""

from __future__ import annotations

from engine.targets.model import Operator, Target, TargetKind, TargetValue
from engine.targets.printing import print_target, same_promise
from engine.targets.reading import LONGEST, normalise, read_target

__all__ = [
    "LONGEST",
    "Operator",
    "Target",
    "TargetKind",
    "TargetValue",
    "normalise",
    "print_target",
    "read_target",
    "same_promise",
]
