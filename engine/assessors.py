"""Several assessors' runs of one set, side by side: points by indicator, deviations, agreement, what to talk about.

The self-assessment (自评) is the base, or the first run where none is one; every other run is held against it. Nothing
is scored again. Only projects that at least two of the runs hold are compared.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from engine.differences import KINDS, Change, Context, Kind, Pair, context, less, pair_rows, row_changes, shown_actual
from engine.findings import Findings, Value, finding
from engine.quantity import Number, Ratio
from engine.record import ProjectScore, Run, Score
from engine.rulesets import Ruleset
from engine.sidebyside import Column, total_text
from engine.terms import Outcome

SELF = "自评"
NOTHING = Decimal("0.00")
LONGEST_LIST = 5


class Opinion(Value):
    """One indicator as one run judges it; None throughout where the run does not score it."""

    weight: Number | None = None
    points: Number | None = None
    outcome: Outcome | None = None
    actual: str | None = None
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
    grades: tuple[str, ...]


class Deviation(Value):
    """One indicator that the base and another run score otherwise.

    ``column`` is the other run's place (0 is the first). ``points`` is base − other, so above nothing the base was
    generous; None where one of them gives no points, while the other does. ``share`` is the same as a part of the
    weights, each run's points by its own weight. ``why`` are the causes, ``cause`` their kinds, the weightiest first.
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
    causes: tuple[Kind, ...]
    why: tuple[Change, ...]

    @property
    def is_generous(self) -> bool:
        """Whether the base gives more than the other run does."""
        return self.points is not None and self.points > 0


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


class Topic(Value):
    """One sentence to talk about, and the points at stake (as in :class:`Deviation`)."""

    project: str
    project_name: str
    code: str
    name: str
    points: Number | None
    text: str


class Talk(Value):
    """What to talk about with one unit, the most points first."""

    unit: str
    topics: tuple[Topic, ...]


class Assessors(Value):
    """All of it. ``base`` is the place of the base run; ``deviations`` are ranked, the largest first."""

    columns: tuple[Column, ...]
    base: int
    totals: tuple[Total, ...]
    lines: tuple[Line, ...]
    deviations: tuple[Deviation, ...]
    agreements: tuple[Agreement, ...]
    talks: tuple[Talk, ...]
    findings: Findings = ()

    @property
    def generous(self) -> tuple[Deviation, ...]:
        """The rows where the base gave more, the largest first."""
        return tuple(one for one in self.deviations if one.is_generous)


class _Held(NamedTuple):
    """The runs, their projects by code, and the codes that are compared, in the base's order."""

    runs: tuple[Run, ...]
    projects: tuple[Mapping[str, ProjectScore], ...]
    codes: tuple[str, ...]
    base: int


def compare_assessors(runs: Sequence[Run]) -> Assessors:
    """The runs side by side, in the order given.

    :raises ValueError: if there are fewer than two runs.
    """
    if len(runs) < 2:
        raise ValueError("a comparison needs two runs or more")
    held = _hold(runs)
    deviations = _deviations(held)
    return Assessors(
        columns=tuple(Column(run=run.run, ruleset=run.ruleset, assessor=run.assessor, role=run.role) for run in runs),
        base=held.base,
        totals=tuple(_total(code, held) for code in held.codes),
        lines=tuple(line for code in held.codes for line in _lines(code, held)),
        deviations=deviations,
        agreements=tuple(_agreement(first, second, held) for first, second in combinations(range(len(runs)), 2)),
        talks=_talks(deviations, held),
        findings=_findings(held),
    )


def _hold(runs: Sequence[Run]) -> _Held:
    base = next((place for place, run in enumerate(runs) if run.role == SELF), 0)
    projects = tuple({one.code: one for one in run.projects} for run in runs)
    ordered = [projects[base], *projects]
    codes = dict.fromkeys(code for held in ordered for code in held)
    shared = (code for code in codes if sum(code in held for held in projects) > 1)
    return _Held(tuple(runs), projects, tuple(shared), base)


def _total(code: str, held: _Held) -> Total:
    found = [projects.get(code) for projects in held.projects]
    one = next(project for project in found if project is not None)
    return Total(
        project=code,
        name=one.name,
        unit=one.unit,
        department=one.department,
        totals=tuple(map(total_text, found)),
        grades=tuple("—" if project is None else project.grade or "未完成" for project in found),
    )


def opinion(score: Score | None) -> Opinion:
    """A row as a run judges it."""
    if score is None or score.weight is None:
        return Opinion()
    return Opinion(
        weight=score.weight,
        points=score.points,
        outcome=score.outcome,
        actual=shown_actual(score),
        rules=score.rules,
        formula=score.trace.formula,
    )


def _lines(code: str, held: _Held) -> Iterable[Line]:
    """The rows of a project under every run, matched to those of the run that first holds it (the base if it does)."""
    found = [projects.get(code) for projects in held.projects]
    first = found[held.base] or next(project for project in found if project is not None)
    matched = [_matched(first, project) for project in found]
    extra = [score for project in found if project for score in _unmatched(first, project)]
    for score in (*first.scores, *dict((one.code, one) for one in extra).values()):
        opinions = tuple(opinion(rows.get(score.code)) for rows in matched)
        if any(one.weight is not None for one in opinions):
            yield Line(project=code, **_place(score), opinions=opinions)


def _place(score: Score) -> dict[str, str]:
    return {"code": score.code, "level1": score.level1, "level2": score.level2, "name": score.name}


def _matched(first: ProjectScore, project: ProjectScore | None) -> dict[str, Score]:
    """A project's rows by the code they have in the first one's, or by their own where it has no such row."""
    if project is None:
        return {}
    pairs = pair_rows(first.scores, project.scores)
    return {(before or after).code: after for before, after in pairs if after is not None}


def _unmatched(first: ProjectScore, project: ProjectScore) -> list[Score]:
    return [after for before, after in pair_rows(first.scores, project.scores) if before is None and after is not None]


def _deviations(held: _Held) -> tuple[Deviation, ...]:
    """Every row that another run scores otherwise than the base: the furthest apart first, then by the base's order;
    those without points on one side come last, the heaviest first."""
    found = [
        one
        for column, run in enumerate(held.runs)
        if column != held.base
        for one in _against(column, context(held.runs[held.base], run), held)
    ]
    return tuple(sorted(found, key=_rank))


def _rank(one: Deviation) -> tuple[bool, Decimal]:
    if one.points is not None:
        return False, -abs(one.points)
    return True, -max(one.base.weight or NOTHING, one.other.weight or NOTHING)


def _against(column: int, given: Context, held: _Held) -> Iterable[Deviation]:
    for code in held.codes:
        base, other = held.projects[held.base].get(code), held.projects[column].get(code)
        if base is None or other is None:
            continue
        for before, after in pair_rows(base.scores, other.scores):
            pair = Pair(code, before, after, (base.funds, other.funds))
            if _differs(pair):
                yield _deviation(pair, column, base, given)


def _differs(pair: Pair) -> bool:
    """Whether the two give other points; rows that neither of them scores are no deviation."""
    before, after = opinion(pair.before), opinion(pair.after)
    return before.points != after.points or (before.weight is None) != (after.weight is None)


def _deviation(pair: Pair, column: int, base: ProjectScore, given: Context) -> Deviation:
    before, after = opinion(pair.before), opinion(pair.after)
    why = tuple(_as_tier(change, pair) for change in row_changes(pair, given))
    shares = [_share(one) for one in (before, after)]
    return Deviation(
        project=base.code,
        project_name=base.name,
        unit=base.unit,
        **_place(pair.one),
        column=column,
        base=before,
        other=after,
        points=less(_points(before), _points(after)),
        share=less(shares[0], shares[1]),
        causes=tuple(dict.fromkeys(change.kind for change in why)) or (Kind.UNKNOWN,),
        why=why,
    )


def _as_tier(change: Change, pair: Pair) -> Change:
    """Another actual of a row that is judged in tiers is another tier."""
    awards = {score.award for score in (pair.before, pair.after) if score}
    if change.kind is not Kind.ACTUAL or "tier" not in awards:
        return change
    return change.model_copy(update={"kind": Kind.TIER, "what": KINDS[Kind.TIER]})


def _points(one: Opinion) -> Decimal | None:
    """Points; nothing where the run does not have the row, None while it is open."""
    return NOTHING if one.weight is None else one.points


def _share(one: Opinion) -> Decimal | None:
    if one.points is None or not one.weight:
        return None
    return Ratio.of(one.points, one.weight).decimal(4)


def _agreement(first: int, second: int, held: _Held) -> Agreement:
    pairs = [
        (held.projects[first][code], held.projects[second][code])
        for code in held.codes
        if code in held.projects[first] and code in held.projects[second]
    ]
    graded = [pair for pair in pairs if None not in (pair[0].grade, pair[1].grade)]
    ranked = [_direction(pair, held.runs[held.base]) for pair in graded]
    apart = [
        pair[0].total - pair[1].total for pair in graded if pair[0].total is not None and pair[1].total is not None
    ]
    return Agreement(
        first=first,
        second=second,
        projects=len(graded),
        same=ranked.count(0),
        higher=ranked.count(1),
        lower=ranked.count(-1),
        share=Ratio.of(ranked.count(0), len(graded)).decimal(4) if graded else None,
        mean=_mean(apart),
        mean_apart=_mean([abs(one) for one in apart]),
        open=len(pairs) - len(graded),
    )


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return Ratio.of(sum(values, NOTHING), len(values)).decimal(2) if values else None


def _direction(pair: tuple[ProjectScore, ProjectScore], base: Run) -> int:
    """1 where the first has the higher grade, -1 where the lower, 0 where the same.

    By the order of the base's grades; by the totals where a grade is not among them.
    """
    first, second = pair
    if first.grade == second.grade:
        return 0
    order = _grades(base.ruleset_content)
    if first.grade in order and second.grade in order:
        return 1 if order.index(first.grade) < order.index(second.grade) else -1
    return 1 if (first.total or NOTHING) > (second.total or NOTHING) else -1


def _grades(content: str) -> tuple[str, ...]:
    """The names of a ruleset's grades, the highest first."""
    try:
        ruleset = Ruleset.model_validate_json(content)
    except ValueError:
        return ()
    return tuple(one.name for one in sorted(ruleset.grades, key=lambda grade: grade.at_least, reverse=True))


ASKS: dict[Kind, str] = {
    Kind.ACTUAL: "请核对数据来源并提供佐证材料",
    Kind.TIER: "请说明达成程度的依据",
    Kind.TARGET: "请确认以哪个指标值为准，并提供调整批复",
    Kind.RULE: "请确认适用的评分规则",
    Kind.PARAMETER: "请确认适用的评分标准",
    Kind.WEIGHT: "请确认分值设置",
    Kind.ROW: "请确认该指标是否应当计分",
    Kind.ADJUSTMENT: "请就调整理由交换意见",
}
"""What to ask the unit about each kind of cause; the first that applies is asked."""


def _talks(deviations: Iterable[Deviation], held: _Held) -> tuple[Talk, ...]:
    """The deviations as sentences by unit, in the base's order of units; names that differ only in the width of
    their brackets are one unit."""
    units: dict[str, str] = {}
    topics: dict[str, list[Topic]] = {}
    for code in held.codes:
        unit = next(projects[code].unit for projects in held.projects if code in projects)
        units.setdefault(_key(unit), unit)
    for one in deviations:
        topics.setdefault(_key(one.unit), []).append(_topic(one, held.runs))
    return tuple(Talk(unit=units[key], topics=tuple(topics[key])) for key in units if key in topics)


def _key(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _topic(one: Deviation, runs: Sequence[Run]) -> Topic:
    sides = [f"{_named(runs, one)} {_told(one.base)}", f"{runs[one.column].role} {_told(one.other)}"]
    apart = "" if one.points is None else f"，{'高' if one.points > 0 else '低'} {abs(one.points)} 分"
    why = "；".join(_because(change) for change in one.why) or "原因不明"
    ask = next((ASKS[kind] for kind in one.causes if kind in ASKS), "请双方核对")
    return Topic(
        project=one.project,
        project_name=one.project_name,
        code=one.code,
        name=one.name,
        points=one.points,
        text=f"“{one.name}”{sides[0]}，{sides[1]}{apart}。{why}。{ask}。",
    )


def _named(runs: Sequence[Run], one: Deviation) -> str:
    """The role of the base run, told apart from the other's where both have the same."""
    base = next((run.role for run in runs if run.role == SELF), runs[0].role)
    return base if base != runs[one.column].role else f"{base}（{runs[0].assessor}）"


def _told(one: Opinion) -> str:
    if one.weight is None:
        return "不计分"
    return f"{'待定' if one.points is None else one.points}（满分 {one.weight}）"


def _because(change: Change) -> str:
    """A cause in a few words: the two sides, and who and why on the other."""
    if change.kind in (Kind.RULE, Kind.PARAMETER):
        return f"{KINDS[change.kind]}不同：{change.what}"
    said = "，".join(filter(None, (change.by, f"“{change.why}”" if change.why else "")))
    sides = f"{change.before or '无'} 与 {change.after or '无'}"
    return f"{change.what}不同：{sides}{f'（{said}）' if said else ''}"


def _findings(held: _Held) -> Findings:
    base = held.runs[held.base]
    said = []
    if base.role != SELF:
        said.append(finding("no-self-assessment", run=base.run, assessor=base.assessor, role=base.role))
    every = dict.fromkeys(code for projects in held.projects for code in projects)
    if not held.codes:
        said.append(finding("runs-share-nothing", before=base.run, after=held.runs[-1].run))
    elif some := [code for code in every if not all(code in projects for projects in held.projects)]:
        shown = "、".join(some[:LONGEST_LIST]) + ("…" if len(some) > LONGEST_LIST else "")
        said.append(finding("projects-not-shared", count=len(some), projects=shown))
    rulesets = dict.fromkeys(run.ruleset for run in held.runs)
    contents = {run.ruleset_content for run in held.runs}
    if len(contents) > 1:
        said.append(finding("rulesets-differ", rulesets="、".join(rulesets)))
    return tuple(said)
