"""What came of putting assessors side by side, as values."""

from __future__ import annotations

from engine.language.findings import Findings, Value
from engine.language.rendering import InChinese
from engine.quantity import Number
from engine.runs.differences import Change, Kind
from engine.runs.sidebyside import Column
from engine.terms import Outcome


class Opinion(Value):
    """One indicator as one run judges it; None throughout where the run does not score it."""

    weight: Number | None = None
    points: Number | None = None
    outcome: Outcome | None = None
    actual: InChinese | None = None
    rules: tuple[str, ...] = ()
    formula: str = ""


class Line(Value):
    """One indicator under every run, in the order of the columns."""

    project: str
    code: str
    level1: str
    level2: str
    name: str
    opinions: tuple[Opinion, ...]


class Total(Value):
    """One project under every run: total (or its range) as text, grade; ``—`` where a run does not hold it."""

    project: str
    name: str
    unit: str
    department: str
    totals: tuple[str, ...]
    grades: tuple[InChinese, ...]


class Deviation(Value):
    """One indicator that the base and another run score otherwise.

    ``column`` is the other run's place (0 is the first). ``points`` is base − other, so above nothing the base was
    generous; None where one of them gives no points, while the other does. ``share`` is the same as a part of the
    weights, each run's points by its own weight. ``generous``: the base gives more, and not only by its weight.
    ``why`` are the causes, ``causes`` their kinds.
    """

    project: str
    project_name: str
    unit: str
    code: str
    level1: str
    level2: str
    name: str
    column: int
    base: Opinion
    other: Opinion
    points: Number | None
    share: Number | None
    generous: bool
    causes: tuple[Kind, ...]
    why: tuple[Change, ...]


class Agreement(Value):
    """Two runs over the projects that both have graded: how many have the same grade, how many a higher or lower
    one in the first; ``share`` is same ÷ projects (None of none), ``mean`` the mean of the first's total − the
    second's, ``mean_apart`` the mean of how far the totals lie apart, both half up to a hundredth."""

    first: int
    second: int
    projects: int
    same: int
    higher: int
    lower: int
    share: Number | None
    mean: Number | None
    mean_apart: Number | None
    open: int


class Question(Value):
    """One sentence to talk about, and the points at stake (as in :class:`Deviation`)."""

    project: str
    project_name: str
    code: str
    name: str
    points: Number | None
    text: InChinese


class UnitQuestions(Value):
    """What to talk about with one unit, the most points first."""

    unit: str
    topics: tuple[Question, ...]


class Assessors(Value):
    """All but the lines. ``base`` is the place of the base run; ``deviations`` are ranked, the largest first."""

    columns: tuple[Column, ...]
    base: int
    totals: tuple[Total, ...]
    deviations: tuple[Deviation, ...]
    agreements: tuple[Agreement, ...]
    talks: tuple[UnitQuestions, ...]
    findings: Findings = ()
