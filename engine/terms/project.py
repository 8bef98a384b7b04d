"""The field's words: levels, outcomes, directions, and the declared form as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from engine.language.findings import Source, Value
from engine.quantity import Number
from engine.terms.levels import key_of

BUDGET_EXECUTION = "预算执行"
NOT_APPLICABLE = "不适用"
SELF = "自评"
"""The role of a unit that scores itself."""


def is_absent(value: object) -> bool:
    """Whether a field says nothing: it is then left out of a record, which keeps the bytes it had before the field."""
    return value is None or value in ((), "")


class Outcome(StrEnum):
    """What came of a target; kept apart from any number."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"
    ERROR = "error"
    OPEN = "open"
    """What was recorded or declared leaves it to a person; its points are known to lie in a range."""

    @property
    def is_known(self) -> bool:
        """Whether the outcome says something about performance, so that points can be awarded."""
        return self in (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)


class Direction(StrEnum):
    """Which way is better: at least the target, at most the target, or exactly it."""

    HIGHER = "higher"
    LOWER = "lower"
    EXACT = "exact"


DIRECTION_WORDS: Mapping[str, Direction] = {
    word + ending: direction
    for word, direction in (
        ("正向", Direction.HIGHER),
        ("反向", Direction.LOWER),
        ("逆向", Direction.LOWER),
        ("负向", Direction.LOWER),
    )
    for ending in ("", "指标")
}
"""What a column 指标方向 says, without spaces."""


class Indicator(Value):
    """One row of a declared form, as text.

    ``code`` numbers the row within its form ("01", "02", …); ``level2`` comes without its ``*``, which is
    ``required``; ``weight`` is set only where the form declares one; ``core`` marks a core indicator (核心指标); ``nature`` is
    what a column 指标方向 says (正向, 反向).
    """

    code: str
    level1: str
    level2: str
    required: bool
    name: str
    target_text: str
    explanation: str
    weight: Number | None = None
    core: bool = False
    nature: str = Field(default="", exclude_if=is_absent)
    source: Source

    @property
    def is_live(self) -> bool:
        """Whether the row declares anything (不适用 rows do not)."""
        return NOT_APPLICABLE not in (key_of(self.target_text), key_of(self.name))


class Project(Value):
    """One declared form: the header as values, the long texts as text, the rows as indicators.

    ``year`` is the year it is declared for, None where neither the form nor anybody said; ``years`` is how many years
    the project takes. Amounts are exact, in 元; the parts of the year's (``appropriation``, ``carried_over``, ``other_funds``)
    stand only where they are declared and add up to it. ``lines`` says in which line of ``source.file`` each header field stands; in a workbook
    or a document ``places`` says in which cell or row.
    """

    code: str
    name: str
    unit: str = ""
    department: str = ""
    year: int | None = None
    years: int | None = None
    kind: str = ""
    new: bool | None = None
    method: str = ""
    total_amount: Number | None = None
    year_amount: Number | None = None
    appropriation: Number | None = Field(default=None, exclude_if=is_absent)
    carried_over: Number | None = Field(default=None, exclude_if=is_absent)
    other_funds: Number | None = Field(default=None, exclude_if=is_absent)
    policy_basis: str = ""
    cost_basis: str = ""
    application_basis: str = ""
    annual_goal: str = ""
    long_term_goal: str = ""
    indicators: tuple[Indicator, ...] = ()
    source: Source
    lines: dict[str, int] = {}
    places: dict[str, Source] = {}


def budget_row(source: Source) -> Indicator:
    """The row 预算执行, which every project has and no form declares."""
    return Indicator(
        code=BUDGET_EXECUTION,
        level1=BUDGET_EXECUTION,
        level2="预算执行率",
        required=True,
        name="预算执行率",
        target_text="100%",
        explanation="",
        source=source,
    )


def contents_of(project: Project) -> str:
    """What a form says of its year, without the places where it says it, as JSON."""
    return project.model_dump_json(
        exclude={"source": True, "lines": True, "places": True, "year": True, "indicators": {"__all__": {"source"}}}
    )


def matter_of(question: str) -> str:
    """A yes/no question, quoted or not, as a statement: ``是否为预算执行率？`` is ``预算执行率``."""
    question = question[1:-1] if question.startswith("“") and question.endswith("”") else question
    return question.rstrip("？?").removeprefix("是否为").replace("是否", "", 1)


__all__ = [
    "BUDGET_EXECUTION",
    "NOT_APPLICABLE",
    "SELF",
    "Direction",
    "Indicator",
    "Outcome",
    "Project",
    "contents_of",
    "is_absent",
    "matter_of",
]
