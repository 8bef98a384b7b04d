"""Somebody else's filled-in table as values: what it states, each text with its cell, nothing judged yet."""

from __future__ import annotations

from decimal import Decimal

from engine.language.findings import Source, Value
from engine.quantity import Number

GRADES = ("优", "良", "中", "差")


class Entry(Value):
    """A stated text with its place; ``number`` is what it states where that is a plain figure."""

    text: str = ""
    number: Number | None = None
    source: Source | None = None


class FilledRow(Value):
    """One indicator row. ``target`` joins the split variant (≥ | 95 | %) into one text; ``replaced`` is the target that an
    adjusted one (调整指标值) stands for; ``criteria`` is the form's own marking scheme (评分标准), where it has such a
    column, ``nature`` what a column of its own says of the direction (正向); ``shared`` says that its points are those of
    several rows."""

    level1: str = ""
    level2: str = ""
    name: str = ""
    target: Entry = Entry()
    replaced: str = ""
    actual: Entry = Entry()
    weight: Entry = Entry()
    score: Entry = Entry()
    reason: str = ""
    criteria: str = ""
    nature: str = ""
    shared: bool = False
    source: Source

    @property
    def is_satisfaction(self) -> bool:
        """Whether it is about how satisfied people are."""
        return any("满意" in text for text in (self.level1, self.level2, self.name))

    @property
    def lost(self) -> Decimal:
        """The points the row states as lost; 0 where it does not say."""
        if self.weight.number is None or self.score.number is None:
            return Decimal(0)
        return max(self.weight.number - self.score.number, Decimal(0))


class FundsLine(Value):
    """One line of the funds block: its label, initial budget, full-year budget (A), executed (B), as written."""

    label: str
    initial: Entry = Entry()
    budget: Entry = Entry()
    executed: Entry = Entry()


class FilledFunds(Value):
    """The funds block: the total line, with its points, rate (as a share of 1) and score, and the lines below it."""

    total: FundsLine
    weight: Entry = Entry()
    rate: Entry = Entry()
    score: Entry = Entry()
    reason: str = ""
    parts: tuple[FundsLine, ...] = ()


class FilledTable(Value):
    """One project's table as it was filled in. ``levels`` are points stated with a level 1: 产出指标（50分）.

    ``grade`` is one of :data:`GRADES`, or a text that leaves open which of them it is.
    ``has_reasons`` tells whether the table has a column for reasons; ``remarks`` is every other text below it.
    """

    source: Source
    code: str = ""
    name: str = ""
    unit: str = ""
    department: str = ""
    year: int | None = None
    funds: FilledFunds | None = None
    rows: tuple[FilledRow, ...] = ()
    levels: dict[str, Number] = {}
    total_weight: Entry = Entry()
    total: Entry = Entry()
    grade: Entry = Entry()
    has_reasons: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the table claims to be one: with a total or a funds block, not some rows of one."""
        return self.funds is not None or self.total.source is not None or self.total_weight.source is not None

    @property
    def stated_grade(self) -> str | None:
        """The grade, where it is clear which one is stated."""
        return self.grade.text if self.grade.text in GRADES else None

    @property
    def title(self) -> str:
        """What the project is called in messages."""
        return self.name or self.code or self.source.file
