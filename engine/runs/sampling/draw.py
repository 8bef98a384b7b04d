"""Draws the set of projects to evaluate: stratified, by amount and complexity, every department covered.

In this order, until the sample is full (a commission asks for larger amounts, complex projects, every department):

1. *included*: the projects that were asked for by code.
2. *amount*: every project whose amount reaches the sampling interval, which is the amount of all projects ÷ the size of
   the sample, the largest first (as in monetary unit sampling, where such an item is always drawn); a place is kept for
   every department that still has none.
3. *department*: one project of every department (一级预算单位, else 申请单位) that has none yet, by chance.
4. *drawn*: the other places go to the strata (department x 项目类型) so that each comes as near as possible to its
   quota, the mean of its part of the projects and its part of their amount; within a stratum by chance.

Chance is a race: a project arrives at −ln(u) ÷ preference, u being uniform between 0 and 1 from the SHA-256 of the seed
and the project's code; the first to arrive win. So a project is the first with a probability in proportion to its
preference, and the same seed draws the same sample in whatever order the projects come.

``preference = amount × (1 + complexity)``; the amount is 本年度项目金额, or 项目总金额 where that is missing.
``complexity`` is the mean of three places among the projects, each from 0 to 1 (the part of the others that a project
surpasses, a tie counting half): years of execution, live indicators, total amount. Where a form does not say a figure,
it has the lowest place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from engine.files.yaml import nearest
from engine.language.findings import Findings, finding
from engine.language.rendering import Coded, coded
from engine.quantity import Ratio, money
from engine.runs.sampling.candidates import Candidate, Pool, Pooled, amount_of, candidates_of, pool_of
from engine.runs.sampling.model import Drawn, Method, Sample, Stratum
from engine.terms import Project

ARRIVAL = attrgetter("arrival", "code")


class _Choice(NamedTuple):
    """A candidate that was chosen, how, and why."""

    candidate: Candidate
    method: Method
    why: Coded


def draw(projects: Iterable[Project], size: int, seed: str, include: Iterable[str] = ()) -> Sample:
    """A sample of so many projects, in whatever order they come; see :func:`draw_from`.

    :raises ValueError: if the size is below 1.
    """
    by_code = {one.code: one for one in projects}
    return draw_from(pool_of(by_code[code] for code in sorted(by_code)), size, seed, include)


def draw_from(pooled: Pool, size: int, seed: str, include: Iterable[str] = ()) -> Sample:
    """A sample of so many projects. An unknown inclusion, or more of them than places, is an error and draws nothing.

    :raises ValueError: if the size is below 1.
    """
    if size < 1:
        raise ValueError("a sample holds at least one project")
    pool = pooled.projects
    wanted = tuple(dict.fromkeys(include))
    candidates = candidates_of(pool, seed)
    interval = _interval(candidates, size)
    refused = _refused(wanted, size, [one.code for one in pool])
    chosen = [] if refused else _choose(candidates, size, wanted, interval)
    return Sample(
        size=size,
        seed=seed,
        year=max((one.year for one in pool if one.year), default=None),
        pool=len(pool),
        pool_sha256=pooled.sha256,
        interval=interval,
        projects=tuple(_drawn(one, len(pool)) for one in sorted(chosen, key=_sort_key)),
        strata=_strata(candidates, {one.candidate.code for one in chosen}),
        findings=refused or (*_findings(pool, size), *_uncovered(candidates, chosen, size, wanted)),
    )


def _refused(wanted: Sequence[str], size: int, known: list[str]) -> Findings:
    unknown = sorted(set(wanted) - set(known))
    findings = [finding("sample-include-unknown", project=code, hint=nearest(code, known)) for code in unknown]
    if len(wanted) > size:
        findings.append(finding("sample-includes-exceed", included=len(wanted), size=size))
    return tuple(findings)


def _findings(pool: Sequence[Pooled], size: int) -> Findings:
    findings = [
        finding("sample-amount-missing", one.source, project=one.code) for one in pool if amount_of(one) is None
    ]
    return (*findings, *([finding("sample-all", size=size, pool=len(pool))] if size > len(pool) else []))


def _interval(candidates: Sequence[Candidate], size: int) -> Decimal:
    """The amount of all projects ÷ the size of the sample, in hundredths."""
    return Ratio.of(sum((one.amount for one in candidates), Decimal(0)), size).decimal(2)


def _choose(candidates: Sequence[Candidate], size: int, wanted: Sequence[str], interval: Decimal) -> list[_Choice]:
    by_code = {one.code: one for one in candidates}
    chosen = [_Choice(by_code[code], Method.INCLUDED, coded("drawn-included")) for code in wanted]
    chosen += _by_amount(candidates, chosen, size, interval)
    chosen += _for_departments(candidates, chosen)[: size - len(chosen)]
    return chosen + _by_chance(candidates, chosen, size)


def _left(candidates: Iterable[Candidate], chosen: Iterable[_Choice]) -> list[Candidate]:
    """Those who are not chosen yet, the next to win first."""
    taken = {one.candidate.code for one in chosen}
    return sorted((one for one in candidates if one.code not in taken), key=ARRIVAL)


def _departments(candidates: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = {}
    for one in candidates:
        found.setdefault(one.department, []).append(one)
    return found


def _for_departments(candidates: Sequence[Candidate], chosen: Sequence[_Choice]) -> list[_Choice]:
    """One project of each department without any, the department with the largest amount first."""
    covered = {one.candidate.department for one in chosen}
    groups = {name: group for name, group in _departments(candidates).items() if name not in covered}
    ordered = sorted(groups, key=lambda name: (-sum(one.amount for one in groups[name]), name))
    first = [min(groups[name], key=ARRIVAL) for name in ordered]
    return [_Choice(one, Method.DEPARTMENT, coded("drawn-department", department=one.department)) for one in first]


def _by_amount(
    candidates: Sequence[Candidate], chosen: Sequence[_Choice], size: int, interval: Decimal
) -> list[_Choice]:
    """The projects that reach the interval, as far as a place is left for each department that still has none."""
    large = [one for one in _left(candidates, chosen) if one.amount and one.amount >= interval]
    uncovered = {one.department for one in candidates} - {one.candidate.department for one in chosen}
    taken: list[_Choice] = []
    for one in sorted(large, key=lambda one: (-one.amount, one.code)):
        if len(chosen) + len(taken) + 1 + len(uncovered - {one.department}) <= size:
            uncovered.discard(one.department)
            taken.append(_Choice(one, Method.AMOUNT, coded("drawn-amount", interval=money(interval))))
    return taken


def _by_chance(candidates: Sequence[Candidate], chosen: Sequence[_Choice], size: int) -> list[_Choice]:
    left = _left(candidates, chosen)
    strata = _by_stratum(candidates)
    allotted = _allot(
        {name: size * _part(group, candidates) for name, group in strata.items()},
        {name: len(group) for name, group in _by_stratum(one.candidate for one in chosen).items()},
        {name: len(group) for name, group in _by_stratum(left).items()},
        min(size - len(chosen), len(left)),
    )
    return [
        _Choice(one, Method.DRAWN, _by_chance_words(name, len(strata[name]), allotted[name]))
        for name, group in _by_stratum(left).items()
        for one in group[: allotted[name]]
    ]


def _part(group: Sequence[Candidate], candidates: Sequence[Candidate]) -> Fraction:
    """The mean of a stratum's part of the projects and of their amount; of the projects alone without any amount."""
    projects = Fraction(len(group), len(candidates))
    amounts = [sum((Fraction(one.amount) for one in several), Fraction()) for several in (group, candidates)]
    return (projects + amounts[0] / amounts[1]) / 2 if amounts[1] else projects


def _by_chance_words(stratum: tuple[str, str], projects: int, seats: int) -> Coded:
    return coded("drawn-by-chance", department=stratum[0], kind=stratum[1], projects=projects, seats=seats)


def _by_stratum(candidates: Iterable[Candidate]) -> dict[tuple[str, str], list[Candidate]]:
    found: dict[tuple[str, str], list[Candidate]] = {}
    for one in candidates:
        found.setdefault(one.stratum, []).append(one)
    return found


Name = tuple[str, str]


def _allot(
    quotas: Mapping[Name, Fraction], taken: Mapping[Name, int], left: Mapping[Name, int], seats: int
) -> dict[Name, int]:
    """The places to each stratum, one by one to the one that is furthest below its quota and has a project left."""
    given = dict.fromkeys(left, 0)
    for _ in range(seats):
        lacking = {name: quotas[name] - taken.get(name, 0) - given[name] for name in left if given[name] < left[name]}
        given[min(lacking, key=lambda name: (-lacking[name], name))] += 1
    return given


def _sort_key(choice: _Choice) -> tuple[Name, Decimal, str]:
    return choice.candidate.stratum, -choice.candidate.amount, choice.candidate.code


def _drawn(choice: _Choice, pool: int) -> Drawn:
    one, project = choice.candidate, choice.candidate.project
    return Drawn(
        code=project.code,
        name=project.name,
        unit=project.unit,
        department=one.department,
        kind=project.kind,
        amount=one.amount,
        total_amount=project.total_amount,
        years=project.years,
        indicators=project.indicators,
        complexity=Ratio.from_fraction(one.complexity).decimal(2),
        rank=one.rank,
        method=choice.method,
        reason=_reason(choice, pool),
    )


def _reason(choice: _Choice, pool: int) -> Coded:
    """Why a project was drawn, and what the draw looked at: ``金额 12,270,215.55 元，居 38 个项目第 2 位；复杂程度 0.87（实施 4
    年、…）``."""
    one, project = choice.candidate, choice.candidate.project
    total = project.total_amount
    parts = (
        coded("drawn-no-years") if project.years is None else coded("drawn-years", years=project.years),
        coded("drawn-rows", rows=project.indicators),
        coded("drawn-no-total") if total is None else coded("drawn-total", amount=money(total)),
    )
    complexity = Ratio.from_fraction(one.complexity).decimal(2)
    standing = {"amount": money(one.amount), "rank": one.rank, "pool": pool}
    return coded("drawn-facts", why=choice.why, **standing, complexity=complexity, parts=parts)


def _strata(candidates: Sequence[Candidate], drawn: set[str]) -> tuple[Stratum, ...]:
    return tuple(
        Stratum(
            department=name[0],
            kind=name[1],
            projects=len(group),
            drawn=sum(one.code in drawn for one in group),
            amount=sum((one.amount for one in group), Decimal(0)),
            drawn_amount=sum((one.amount for one in group if one.code in drawn), Decimal(0)),
        )
        for name, group in sorted(_by_stratum(candidates).items())
    )


def _uncovered(
    candidates: Sequence[Candidate], chosen: Sequence[_Choice], size: int, wanted: Sequence[str]
) -> Findings:
    """A finding for each department without a project, with the size that would have covered all."""
    departments = _departments(candidates)
    covered = {one.candidate.department for one in chosen}
    included = {one.department for one in candidates if one.code in wanted}
    needed = len(wanted) + len(departments) - len(included)
    return tuple(
        finding("sample-department-uncovered", department=name, size=size, needed=needed)
        for name in departments
        if name not in covered
    )
