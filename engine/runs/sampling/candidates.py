"""The projects with what a draw looks at: amount, complexity, stratum, and when each arrives in the race."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from engine.language.findings import Source
from engine.language.squeezing import squeeze
from engine.quantity import EXACT, Ratio
from engine.terms import Project, contents_of

UNNAMED = "未填写部门"
NO_KIND = "未填写类型"
LOT_BITS = 128


class Pooled(NamedTuple):
    """What the draw looks at of a form; ``indicators`` are those that apply."""

    code: str
    name: str
    unit: str
    department: str
    kind: str
    year: int | None
    years: int | None
    indicators: int
    year_amount: Decimal | None
    total_amount: Decimal | None
    source: Source


class Pool(NamedTuple):
    """The projects of a draw in the order of their codes, and the SHA-256 of what their forms say, wherever it stood."""

    projects: tuple[Pooled, ...]
    sha256: str


def pool_of(projects: Iterable[Project]) -> Pool:
    """The pool of projects that come in the order of their codes, each once; none of them is held.

    :raises ValueError: if they come in another order.
    """
    found, digest = list[Pooled](), hashlib.sha256()
    for project in projects:
        if found and project.code <= found[-1].code:
            raise ValueError(f"{project.code} comes after {found[-1].code}")
        digest.update(("\n" * bool(found) + contents_of(project)).encode())
        found.append(_pooled(project))
    return Pool(tuple(found), digest.hexdigest())


def _pooled(project: Project) -> Pooled:
    fields = {name: getattr(project, name) for name in Pooled._fields if name != "indicators"}
    return Pooled(**fields, indicators=sum(row.is_live for row in project.indicators))


class Candidate(NamedTuple):
    """A project with what the draw looks at; ``arrival`` is when it arrives in the race, then its lot."""

    project: Pooled
    stratum: tuple[str, str]
    amount: Decimal
    complexity: Fraction
    rank: int
    arrival: tuple[Decimal, int]

    @property
    def code(self) -> str:
        """The project's code."""
        return self.project.code

    @property
    def department(self) -> str:
        """The project's department."""
        return self.stratum[0]


def amount_of(project: Pooled) -> Decimal | None:
    """What a project costs this year, in 元, or in all where that is not said."""
    return project.total_amount if project.year_amount is None else project.year_amount


def candidates_of(pool: Sequence[Pooled], seed: str) -> list[Candidate]:
    """The projects with their places, times and strata; departments whose names differ only in width are one."""
    amounts = [max(amount_of(one) or Decimal(0), Decimal(0)) for one in pool]
    ordered = sorted(amounts)
    names = _names(map(_department, pool))
    kinds = _names(map(_kind, pool))
    return [
        Candidate(
            project=project,
            stratum=(names[squeeze(_department(project))], kinds[squeeze(_kind(project))]),
            amount=amount,
            complexity=complexity,
            rank=1 + len(pool) - bisect_right(ordered, amount),
            arrival=_arrival(_lot(seed, project.code), Fraction(amount) * (1 + complexity)),
        )
        for project, amount, complexity in zip(pool, amounts, _complexities(pool), strict=True)
    ]


def _complexities(pool: Sequence[Pooled]) -> list[Fraction]:
    ranked = [
        _ranks([one.years or 0 for one in pool]),
        _ranks([one.indicators for one in pool]),
        _ranks([one.total_amount or Decimal(0) for one in pool]),
    ]
    return [sum(three, Fraction()) / 3 for three in zip(*ranked, strict=True)]


def _department(project: Pooled) -> str:
    return project.department or project.unit or UNNAMED


def _kind(project: Pooled) -> str:
    return project.kind or NO_KIND


def _names(written: Iterable[str]) -> dict[str, str]:
    """One way of writing for all names that are the same but for width and spaces: the first in order."""
    names: dict[str, str] = {}
    for name in sorted(written):
        names.setdefault(squeeze(name), name)
    return names


def _ranks(figures: Sequence[Decimal | int]) -> list[Fraction]:
    """For each figure the part of the other ones that it surpasses, a tie counting half; one half for one alone."""
    ordered, others = sorted(figures), len(figures) - 1
    if not others:
        return [Fraction(1, 2)] * len(figures)
    return [
        Fraction(bisect_left(ordered, figure) + bisect_right(ordered, figure) - 1, 2 * others) for figure in figures
    ]


def _lot(seed: str, code: str) -> int:
    """A project's lot: whole, uniform below 2 to the power of 128, decided by the seed and the code."""
    digest = hashlib.sha256(json.dumps([seed, code]).encode()).digest()
    return int.from_bytes(digest[: LOT_BITS // 8], "big")


def _arrival(lot: int, preference: Fraction) -> tuple[Decimal, int]:
    """−ln(u) ÷ preference, and the lot; without an amount a project comes behind all others, in the order of lots."""
    if not preference:
        return Decimal("Infinity"), lot
    uniform = EXACT.divide(Decimal(2 * lot + 1), Decimal(2 ** (LOT_BITS + 1)))
    return EXACT.divide(-uniform.ln(EXACT), Ratio.from_fraction(preference).decimal(30)), lot
