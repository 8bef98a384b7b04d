"""The kinds of things that may not be the same between two runs, and one such thing."""

from __future__ import annotations

from enum import StrEnum

from engine.language.findings import Value
from engine.language.rendering import Coded, InChinese, coded


class Kind(StrEnum):
    """What kind of thing is not the same."""

    ACTUAL = "actual"
    TIER = "tier"
    TARGET = "target"
    ANSWER = "answer"
    RULE = "rule"
    PARAMETER = "parameter"
    WEIGHT = "weight"
    FLAG = "flag"
    ADJUSTMENT = "adjustment"
    ROW = "row"
    DECLARATION = "declaration"
    SOFTWARE = "software"
    UNKNOWN = "unknown"


KINDS: dict[Kind, Coded] = {kind: coded(f"change-{kind}") for kind in Kind}
"""The kinds in words."""
ORDER = tuple(Kind)


class Change(Value):
    """One thing that is not the same. ``before`` or ``after`` is None where that side has no such thing.

    ``by`` and ``why`` say who made it so on the second side and for what reason, as far as the run knows;
    ``revisions`` are the numbers of the two revisions of an actual. ``key`` names the thing within a ruleset.
    """

    kind: Kind
    what: InChinese
    before: InChinese | None = None
    after: InChinese | None = None
    by: InChinese = ""
    why: InChinese = ""
    revisions: tuple[int | None, int | None] | None = None
    evidence: str = ""
    key: str = ""
