"""What came of holding two runs against each other, as values."""

from __future__ import annotations

from engine.language.findings import Findings, Value
from engine.quantity import Number
from engine.runs.differences.kinds import Change, Kind
from engine.terms import Outcome


class Side(Value):
    """One of the two runs."""

    run: str
    year: int | None = None
    ruleset: str
    ruleset_title: str = ""
    assessor: str
    role: str
    complete: bool
    projects: int


class Effect(Value):
    """By how many points these kinds of change, together, moved a row."""

    kinds: tuple[Kind, ...]
    points: Number


class RowScore(Value):
    """A row as one run has it."""

    target: str
    actual: str | None
    outcome: Outcome
    weight: Number | None
    points: Number | None
    rules: tuple[str, ...]
    formula: str


class RowDifference(Value):
    """A row that is not the same. ``points`` is after − before, None while one side is open; a row that is only on
    one side counts with all its points."""

    code: str
    level1: str
    level2: str
    name: str
    before: RowScore | None
    after: RowScore | None
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    points: Number | None


class Standing(Value):
    """Where a project stands in a run: its total or the range of it, its grade, its rank by total (equals share one).

    All None, and the range too, where the run does not hold the project.
    """

    total: Number | None = None
    total_range: tuple[Number, Number] | None = None
    grade: str | None = None
    rank: int | None = None


class ProjectDifference(Value):
    """A project that is not the same, if only in its rank.

    ``adjusted`` is what the adjustments of the project did (caps, pass lines), ``points`` after − before of the total.
    """

    code: str
    name: str
    unit: str
    kind: str
    before: Standing
    after: Standing
    points: Number | None
    adjusted: Number | None
    changes: tuple[Change, ...]
    rows: tuple[RowDifference, ...]


class RulesetChange(Value):
    """A difference of the rulesets, and how far it reached.

    ``points`` adds up the rows where it was the only cause besides the weight; ``shared`` counts the others.
    """

    change: Change
    rows: int
    projects: int
    points: Number
    shared: int


class Differences(Value):
    """Everything that is not the same between two runs; ``unchanged`` counts the projects that are."""

    before: Side
    after: Side
    software: tuple[Change, ...]
    ruleset: tuple[RulesetChange, ...]
    projects: tuple[ProjectDifference, ...]
    unchanged: int
    findings: Findings = ()
