"""What an award and an adjustment are, what they are given, and the registry that each enters by being defined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal, NamedTuple, Protocol

from engine.awards.kinds import Roles
from engine.language.rendering import Coded, Content, chinese, coded
from engine.quantity import ONE, ZERO, Ratio
from engine.quantity.expressions import PRODUCT, Expression, as_percent, written
from engine.terms import Direction, Outcome

FULL = "1"
Cut = Literal["", "at 0", "at 1"]
Bends = Mapping[str, tuple[Ratio, ...]]
"""By the name of a number of a case, where the share changes its way; ``share`` is that which an adjustment is given."""


class Case(Protocol):
    """What a comparison came to, as far as an award may ask; each number None where it has no meaning."""

    @property
    def outcome(self) -> Outcome:
        """What came of it."""

    @property
    def direction(self) -> Direction | None:
        """Which way is better."""

    @property
    def completion(self) -> Ratio | None:
        """Actual ÷ target where more is better; the share within a limit; the mean of periods."""

    @property
    def deviation(self) -> Ratio | None:
        """(Actual − target) ÷ target where a ceiling was broken."""

    @property
    def lateness(self) -> Ratio | None:
        """Days late ÷ days planned."""

    @property
    def actual(self) -> Ratio | None:
        """The number in the target's unit."""

    @property
    def unit(self) -> str | None:
        """The target's unit."""

    @property
    def excess(self) -> Ratio | None:
        """How far the actual is above a ceiling that was broken."""

    @property
    def late_days(self) -> int | None:
        """The days late."""

    @property
    def expression(self) -> Expression | None:
        """How completion or deviation came about: ``20 ÷ 33``."""

    @property
    def needs(self) -> Content | None:
        """What the target asks for: coded words, the end of “得满分须…”."""


class Step(Protocol):
    """From which figure (in percent) which share of the points (in percent) is given."""

    @property
    def at_least(self) -> Decimal:
        """The figure, in percent."""

    @property
    def share(self) -> Decimal:
        """The share of the points, in percent."""


class Table(Protocol):
    """A table of bands, the highest first; ``of`` says which figure: the completion, or the actual percentage."""

    @property
    def of(self) -> Literal["completion", "actual"]:
        """Which figure is looked up."""

    @property
    def unit(self) -> str:
        """The unit of an actual that is looked up."""

    @property
    def steps(self) -> Sequence[Step]:
        """The bands, the highest first."""


class Given(NamedTuple):
    """What a rule gives its award: plain numbers (10 % is 0.1) and tables of bands, each by role."""

    numbers: Mapping[str, Decimal]
    tables: Mapping[str, Table]


class Counted:
    """What awards and adjustments have in common.

    ``name`` is the word in a rule's ``then``; ``roles`` are the parameters it takes, each with the kind of number it
    must be. What it does stands in the catalogue, under ``award-NAME`` or ``adjustment-NAME``.
    ``straight`` says that the share is ``a + b × n`` or ``a + b ÷ n`` of one number of the case all the way.
    """

    kind: ClassVar[str]
    name: ClassVar[str]
    roles: ClassVar[Roles] = {}
    straight: ClassVar[bool] = False

    def bends(self, _case: Case, _given: Given, /) -> Bends | None:
        """Where its share changes its way, between which it is straight; None where that is not said: then it has to be
        asked for every figure by itself."""
        return {} if self.straight else None

    @property
    def words(self) -> Coded:
        """What it does."""
        return coded(f"{self.kind}-{self.name}")


class Award(Counted):
    """How a comparison becomes a share of the points. A subclass with a ``name`` enters :data:`AWARDS`.

    What recheck calls it where it explains a stated score stands under ``counted-NAME``, with roles in braces, where that
    is not the same.
    """

    kind = "award"

    def __init_subclass__(cls) -> None:
        AWARDS[cls.name] = cls()

    def share(self, case: Case, given: Given, /) -> Ratio | None:
        """The share of the points, also below 0 and above 1; None where nothing is scored."""
        raise NotImplementedError

    def working(self, case: Case, given: Given, /) -> Expression:
        """The share as arithmetic with its numbers."""
        raise NotImplementedError

    def needs(self, case: Case, _given: Given, /) -> Content | None:
        """What full points would have taken, as the end of “得满分须…”: the target, unless the award asks otherwise."""
        return case.needs

    def explains(self, _case: Case, /) -> bool:
        """Whether a score that somebody stated for such a case may have been counted like this: then recheck tries it."""
        return False


class Adjustment(Counted):
    """How a share that was awarded is changed. A subclass with a ``name`` enters :data:`ADJUSTMENTS`."""

    kind = "adjustment"

    def __init_subclass__(cls) -> None:
        ADJUSTMENTS[cls.name] = cls()

    def share(self, share: Ratio, case: Case, given: Given, /) -> Ratio:
        """The share after it."""
        raise NotImplementedError

    def working(self, part: Expression, case: Case, given: Given, /) -> Expression:
        """The working after it; ``part`` is that of the share before."""
        raise NotImplementedError

    def needs(self, _case: Case, _given: Given, /) -> Content | None:
        """What it would have taken not to be lowered; None where nothing helps."""
        return None


AWARDS: dict[str, Award] = {}
ADJUSTMENTS: dict[str, Adjustment] = {}


def clamp(share: Ratio) -> Ratio:
    """A share of the weight is never below 0 nor above 1."""
    if share.num <= 0:
        return ZERO
    return ONE if share.num >= share.den else share


def completion_of(case: Case) -> Expression:
    """The completion as it came about (``20 ÷ 33``), else as a percentage."""
    is_its = case.deviation is None and case.excess is None and case.lateness is None
    return (is_its and case.expression) or as_percent((case.completion or ZERO).decimal())


def deviation_of(case: Case) -> Expression:
    """The deviation as it came about (``(36 − 24) ÷ 24``), else as a percentage."""
    return (case.deviation and case.expression) or as_percent((case.deviation or ZERO).decimal())


class Calculation(NamedTuple):
    """Points and how they came about: ``weight × share = points``; ``cut`` where the share was beyond 0 or 1."""

    weight: str
    share: Expression
    points: Decimal
    cut: Cut = ""

    @property
    def content(self) -> Content:
        """A formula that can be redone on paper: ``12.50 × 20 ÷ 33 = 7.58``; full points are just the weight."""
        if self.share == FULL:
            return self.weight
        made = f"{written((PRODUCT, self.weight, self.share))} = {self.points}"
        return coded("cut-off", formula=made, at=coded(f"cut-{self.cut}")) if self.cut else made

    def __str__(self) -> str:
        return chinese(self.content)


def cut_of(share: Ratio) -> Cut:
    """Where a share is cut."""
    return "at 0" if share.num < 0 else "at 1" if share.num > share.den else ""
