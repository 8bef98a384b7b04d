"""The run: one self-contained, versioned record of what was read, decided and computed.

Every view (terminal, JSON, HTML) is a function of it and recomputes nothing. A run carries no clock: the same
inputs give the same bytes. Its JSON is public; ``schema`` changes when a field is renamed or removed.
"""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from typing import Literal

from pydantic import Field

from engine.language.findings import Finding, Findings, Source, Value
from engine.language.rendering import Coded, Content
from engine.quantity import Number, Ratio
from engine.quantity.expressions import Expression
from engine.terms import Answers, Outcome, is_absent, matter_of

LAST = time(23, 59, 59)
NOTHING = Decimal("0.00")
SCHEMA: Literal["jixiao.run/1"] = "jixiao.run/1"


def local_time(moment: str) -> str:
    """A time of a record (ISO, with its zone) as people here write it; the end of a day is the day."""
    here = datetime.fromisoformat(moment).astimezone()
    return f"{here:%Y-%m-%d}" if here.time().replace(microsecond=0) == LAST else f"{here:%Y-%m-%d %H:%M}"


class Assessor(Value):
    """Who scores, and in which role: 自评, 第三方, 财政复核."""

    name: str
    role: str


class Origin(Value):
    """Who recorded an actual: the number of its revision (1 is the first), by whom, why, from which place."""

    revision: int
    by: str
    reason: str = ""
    source: Source | None = None
    evidence: str = ""
    evidence_sha256: str = ""


class AdjustedTarget(Value):
    """An official adjustment (调整指标值) of a target: the text that counts, the one it replaced, by whom and why."""

    number: int
    target_text: str
    declared: str
    by: str
    reason: str
    evidence: str = ""
    evidence_sha256: str = ""


class Assessed(Value):
    """Points that an assessor gives (or takes, below 0) after the rules, with the reason; ``expires`` as ISO time."""

    number: int
    points: Number
    by: str
    reason: str
    expires: str = ""


class RuleApplied(Value):
    """The rule that decided: its id, the question it answers, its clause; ``confirmed`` False for a clause to be
    confirmed."""

    id: str
    question: str
    clause: str
    confirmed: bool = True

    @property
    def matter(self) -> str:
        """What it asks as a statement (``是否为预算执行率？`` is ``预算执行率``), or its id where it asks nothing."""
        return matter_of(self.question) or self.id


class Trace(Value):
    """The wording of a reason in its parts, ready for documents: made of a score's ``facts``, or kept by version 1.

    ``formula`` holds the numbers (``12.50 × 20 ÷ 33 = 7.58``), ``comparison`` the sentence before it
    (``未完成：20 ÷ 33 = 60.61%``), ``steps`` how the actual was obtained, ``method`` how the rules count points,
    ``parameters`` the ruleset's numbers that were used, ``full_points`` what would have been needed, ``assessed`` what
    an assessor's adjustments made of the points.
    """

    target: str = ""
    actual: str = ""
    comparison: str = ""
    formula: str = ""
    full_points: str = ""
    method: str = ""
    rule: RuleApplied | None = None
    parameters: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    assessed: str = ""


class Counted(Value):
    """How a row, or one end of an open one, was counted.

    ``of`` says which ratio was made by the ``expression``: completion, deviation, lateness, or none that says anything.
    ``share`` of the weight are the ``points``, cut off at 0 or at 1 where ``cut`` says so.
    """

    assuming: Coded | None = None
    of: Literal["", "completion", "deviation", "lateness"] = ""
    ratio: Ratio | None = None
    expression: Expression | None = None
    share: Expression | None = None
    points: Number | None = None
    cut: Literal["", "at 0", "at 1"] = ""


class Facts(Value):
    """The reason as data, beside what the score itself says: every sentence can be made of it and of the ruleset.

    ``rule`` is the id of the rule that awarded, ``adjusting`` and ``flags`` of those that changed the share and that ask for
    a person. ``ratios`` are the numbers that their sentences name. A row that the program failed on has none of these.
    """

    actual: Content | None = None
    data_file: str = ""
    counted: tuple[Counted, ...] = ()
    needs: Content | None = None
    rule: str | None = None
    adjusting: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    ratios: dict[str, Ratio] = {}
    steps: tuple[Coded, ...] = ()
    failed: bool = False


class Flag(Value):
    """Something for a human to look at, raised by a flag rule; it deducts nothing."""

    rule: str
    message: str


class Score(Value):
    """One scored row. ``weight`` and ``points`` are None where nothing is scored; ``deduction`` is weight − points.

    ``cause`` and ``remedy`` are the unit's own words (偏差原因, 改进措施); ``advice`` is what the rule asks for.
    ``completion`` is actual ÷ target (a share of 1, to 12 places) where that has a meaning. ``target_text`` is the
    adjusted target where there is one, ``answers`` those by which persons settled what it leaves open. ``assessed`` holds
    the adjustments that ``points`` include; ``awarded`` is what the rules gave before them. An open row has a ``question``; its points lie in ``points_range``, and its completion,
    where that has a meaning, in ``completion_range``. The three stand in a record only where they say something.

    ``facts`` are what is kept of the reason; ``actual_text``, ``reason``, ``trace``, ``flags`` and ``advice`` are the wording
    that :mod:`engine.runs.wording` makes of them, and what a run of version 1 was kept with instead.
    """

    code: str
    level1: str
    level2: str
    name: str
    target_text: str
    actual_text: str | None = None
    outcome: Outcome
    completion: Number | None = None
    weight: Number | None = None
    points: Number | None = None
    deduction: Number | None = None
    award: str | None = None
    rules: tuple[str, ...] = ()
    reason: str = ""
    trace: Trace = Trace()
    flags: tuple[Flag, ...] = ()
    cause: str = ""
    remedy: str = ""
    advice: str = ""
    note: str = ""
    findings: Findings = ()
    declared_at: Source | None = None
    origin: Origin | None = None
    adjusted_target: AdjustedTarget | None = None
    answers: Answers = Field(default=(), exclude_if=is_absent)
    awarded: Number | None = None
    assessed: tuple[Assessed, ...] = ()
    question: Finding | None = Field(default=None, exclude_if=is_absent)
    points_range: tuple[Number, Number] | None = Field(default=None, exclude_if=is_absent)
    completion_range: tuple[Number, Number] | None = Field(default=None, exclude_if=is_absent)
    facts: Facts | None = Field(default=None, exclude=True, repr=False)

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The least and the most points the row may come to; both the same where they are known."""
        if self.points is not None:
            return self.points, self.points
        return self.points_range or (NOTHING, self.weight or NOTHING)

    @property
    def points_by_rules(self) -> Decimal | None:
        """What the rules gave, before an assessor's adjustments; None where that is not known."""
        return self.points if self.awarded is None else self.awarded

    @property
    def lost_by_rules(self) -> Decimal:
        """What the rules took of the weight; nothing where that is not known."""
        given = self.points_by_rules
        return NOTHING if given is None or self.weight is None else self.weight - given


class LimitFacts(Value):
    """Which limit of the ruleset lowered some points, counted from 0, by which of its bounds, and what they were."""

    limit: int
    by: Literal["cap", "pass_line"]
    got: Number


class Adjustment(Value):
    """What a cap or pass line took from a level 1 or from the total: ``points`` is negative; worded like a score."""

    of: str
    points: Number
    message: str = ""
    facts: LimitFacts | None = Field(default=None, exclude=True, repr=False)


class FundsRow(Value):
    """One row of the funds block, in 元: initial budget, full-year budget (A), executed (B)."""

    initial: Number | None = None
    budget: Number | None = None
    executed: Number | None = None


class Funds(Value):
    """The funds block: the total row is scored, the others only shown."""

    total: FundsRow = FundsRow()
    appropriation: FundsRow = FundsRow()
    carried_over: FundsRow = FundsRow()
    other: FundsRow = FundsRow()


class Digest(Value):
    """One thing that was read, and the SHA-256 of its canonical content."""

    what: str
    name: str
    sha256: str


class ProjectScore(Value):
    """One project's table: header, funds, goal, scores, total.

    ``total`` and ``grade`` are None while an actual is missing or unreadable, or a row open; ``total_range`` is the
    total with the former at nothing and at full points, the latter at both ends of their ranges. The total is the sum of the points and of the ``adjustments``. ``inputs`` are
    the declaration and what was recorded, adjusted and assessed; ``year`` the year that was recorded with them.
    """

    code: str
    name: str
    unit: str = ""
    department: str = ""
    kind: str = ""
    funds: Funds = Funds()
    annual_goal: str = ""
    achieved: str = ""
    total: Number | None
    total_range: tuple[Number, Number]
    grade: str | None
    adjustments: tuple[Adjustment, ...] = ()
    scores: tuple[Score, ...]
    findings: Findings = ()
    source: Source
    year: int | None = None
    inputs: tuple[Digest, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether it can be handed in, every row having its points; what is made of one that cannot is a draft."""
        return self.total is not None

    @property
    def all_findings(self) -> Findings:
        """What was said of the project and of its rows."""
        return (*self.findings, *(one for score in self.scores for one in score.findings))


class Run(Value):
    """A run of the engine over a set of projects; ``inputs`` are those that all of them share.

    ``year`` is the earliest of the projects'.
    """

    schema_: Literal["jixiao.run/1"] = Field(default=SCHEMA, alias="schema")
    run: str
    year: int | None = None
    ruleset: str
    ruleset_title: str = ""
    to_be_confirmed: tuple[str, ...] = ()
    assessor: str
    role: str
    complete: bool
    projects: tuple[ProjectScore, ...]
    findings: Findings = ()
    inputs: tuple[Digest, ...] = ()
    packages: dict[str, str] = {}
    ruleset_content: str = ""
    model_config = Value.model_config | {"populate_by_name": True, "serialize_by_alias": True}
