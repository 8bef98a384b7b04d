"""The kinds of things that may not be the same between two runs, and one such thing."""

from __future__ import annotations

from enum import StrEnum

from engine.language.findings import Value


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


KINDS: dict[Kind, str] = {
    Kind.ACTUAL: "实际完成值",
    Kind.TIER: "定性分档",
    Kind.TARGET: "指标值",
    Kind.ANSWER: "口径确认",
    Kind.RULE: "规则",
    Kind.PARAMETER: "参数",
    Kind.WEIGHT: "分值",
    Kind.FLAG: "复核事项",
    Kind.ADJUSTMENT: "得分调整",
    Kind.ROW: "指标增减",
    Kind.DECLARATION: "申报表",
    Kind.SOFTWARE: "程序版本",
    Kind.UNKNOWN: "原因不明",
}


ORDER = tuple(Kind)


class Change(Value):
    """One thing that is not the same. ``before`` or ``after`` is None where that side has no such thing.

    ``by`` and ``why`` say who made it so on the second side and for what reason, as far as the run knows;
    ``revisions`` are the numbers of the two revisions of an actual. ``key`` names the thing within a ruleset.
    """

    kind: Kind
    what: str
    before: str | None = None
    after: str | None = None
    by: str = ""
    why: str = ""
    revisions: tuple[int | None, int | None] | None = None
    evidence: str = ""
    key: str = ""
