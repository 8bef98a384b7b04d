"""A rule as values: parameters, tables of bands, conditions, cases; each number of the kind that it must be."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from engine.files.yaml import shown
from engine.language.errors import CodedValueError
from engine.language.findings import Value
from engine.language.rendering import Coded, Content, chinese, coded
from engine.quantity import EXACT, plain, read_amount, unit_of
from engine.rulesets.english import Translated
from engine.rulesets.kinds import Compared, Figure, Name, Percent, Points, Priority, Text, Typed
from engine.targets import TargetKind, read_target
from engine.terms import matter_of


class Parameter(Translated):
    """A number of the ruleset. ``confirmed`` False: widely used but not verified, said so wherever it is used.

    ``valid_from`` is set where it differs from the ruleset's.
    """

    sentences = ("meaning", "clause")

    value: Typed
    unit: Text = ""
    meaning: Text
    clause: Text
    confirmed: bool = True
    valid_from: str = ""

    @property
    def number(self) -> Decimal:
        """The value as a plain number: 4 % is 0.04."""
        return EXACT.divide(self.value, Decimal(100)) if self.unit == "%" else self.value

    @property
    def content(self) -> Content:
        """The value as sentences have it."""
        return str(self)

    def __str__(self) -> str:
        return f"{plain(self.value)}{self.unit}"


class Band(Value):
    """From which figure (in percent) which share of the points (in percent) is given."""

    at_least: Figure
    share: Percent


def _is_percent(unit: object) -> bool:
    return unit == "%"


class Bands(Translated):
    """A table of bands, the highest first; ``of`` says which figure: the completion, or the actual in ``unit``."""

    sentences = ("meaning", "clause")

    of: Literal["completion", "actual"]
    unit: Text = Field(default="%", exclude_if=_is_percent)
    meaning: Text
    clause: Text
    confirmed: bool = True
    steps: tuple[Band, ...] = Field(min_length=1, max_length=100)

    @field_validator("unit")
    @classmethod
    def _is_of_targets(cls, unit: str, info: ValidationInfo) -> str:
        if info.data.get("of") == "completion" and not _is_percent(unit):
            raise CodedValueError("bands-completion-unit")
        read = read_target(f"≥1{unit}")
        is_same = read.unit is not None and unit_of(read.unit).dimension is unit_of(unit).dimension
        if unit and (read.kind is not TargetKind.QUANTITY or read.findings or not is_same):
            raise CodedValueError("bands-no-unit", unit=shown(unit))
        return unit

    @field_validator("steps")
    @classmethod
    def _falls(cls, steps: tuple[Band, ...]) -> tuple[Band, ...]:
        figures, shares = [band.at_least for band in steps], [band.share for band in steps]
        if figures != sorted(set(figures), reverse=True) or shares != sorted(shares, reverse=True):
            raise CodedValueError("bands-rise")
        return steps

    @property
    def content(self) -> Content:
        """The table as sentences have it."""
        bands = ((f"{plain(band.at_least)}{self.unit}", plain(band.share)) for band in self.steps)
        return (*(coded("band", least=least, share=share) for least, share in bands), coded("band-rest"))

    def __str__(self) -> str:
        return chinese(self.content)


class Bound(Value):
    """One comparison of a number with a parameter's value: ``>= 1.2``."""

    sign: Literal["<", "<=", "=", ">=", ">"]
    value: Compared


class Condition(Value):
    """What a rule asks of a case: words of the closed vocabulary, bounds on its numbers; all must hold."""

    words: dict[str, tuple[str, ...]] = {}
    bounds: dict[str, tuple[Bound, ...]] = {}


class Example(Value):
    """A case a non-programmer writes and ``jixiao rules test`` runs: declared, recorded, expected points.

    ``executed`` and ``budget`` make a case of the budget row; ``recorded`` gives inputs by name.
    """

    target: str = ""
    actual: str = ""
    recorded: dict[str, str] = {}
    weight: Points
    points: Points | None
    name: str = "指标"
    level1: str = "产出指标"
    level2: str = "数量指标"
    explanation: str = ""
    executed: str | None = None
    budget: str | None = None

    @field_validator("executed", "budget")
    @classmethod
    def _is_amount(cls, text: str | None) -> str | None:
        if text is not None and read_amount(text) is None:
            raise CodedValueError("expected-amount")
        return text


class Rule(Translated):
    """One rule: the yes/no question it answers, when it applies, and what it does: award, adjust or flag.

    ``priority``: the award rule with the smallest number decides where several apply. ``parameters`` names the
    ruleset's parameter for each role of the award. ``method`` says in the reason how points are counted; ``remedy``
    is suggested where points are lost; both may name parameters in braces.
    """

    sentences = ("question", "clause", "method", "remedy", "flag")

    id: Name
    priority: Priority
    question: Text
    clause: Text
    confirmed: bool = True
    when: Condition
    award: str | None = None
    adjust: str | None = None
    flag: Text | None = None
    parameters: dict[str, str] = {}
    method: Text = ""
    remedy: Text = ""
    cases: tuple[Example, ...] = ()

    @property
    def matter(self) -> str:
        """What it asks as a statement (``是否为预算执行率？`` is ``预算执行率``), or its id where it asks nothing."""
        return matter_of(self.question) or self.id

    @property
    def named(self) -> Coded:
        """What it asks, in either language, for a sentence about it."""
        return coded("in-both", english=matter_of(self.english("question")) or self.id, chinese=self.matter)
