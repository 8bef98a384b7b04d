"""The runs that are compared, and what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.language.rendering import Content, chinese, coded, is_known
from engine.runs.outlines import OutlinedRun
from engine.runs.record import Run
from engine.runs.sidebyside import Column
from engine.terms import SELF


class SharedProjects(NamedTuple):
    """The runs, the codes of the projects that are compared, in the base's order, and the place of the base."""

    runs: tuple[OutlinedRun, ...]
    codes: tuple[str, ...]
    base: int

    @property
    def heads(self) -> tuple[Run, ...]:
        """The runs without their projects."""
        return tuple(run.head for run in self.runs)


def shared_projects(runs: Sequence[OutlinedRun]) -> SharedProjects:
    """The runs with their base, and the projects that at least two of them hold."""
    base = next((number for number, run in enumerate(runs) if run.head.role == SELF), 0)
    codes = dict.fromkeys(code for run in (runs[base], *runs) for code in run.outlines)
    shared = (code for code in codes if sum(code in run.outlines for run in runs) > 1)
    return SharedProjects(tuple(runs), tuple(shared), base)


def names_of(runs: Sequence[Run] | Sequence[Column]) -> tuple[str, ...]:
    """What documents call each run, as :func:`called` has it."""
    return tuple(map(chinese, called(runs)))


def called(runs: Sequence[Run] | Sequence[Column]) -> tuple[Content, ...]:
    """What to call each run: its role; with the assessor where another run has the same role, and with the name of
    the run where that is not enough either."""
    names: list[Content] = [role_words(run.role) for run in runs]
    fuller = [coded("side-by", role=role_words(run.role), assessor=run.assessor) for run in runs]
    fullest = [coded("side-run", role=role_words(run.role), assessor=run.assessor, run=run.run) for run in runs]
    for longer in (fuller, fullest):
        names = [long if names.count(name) > 1 else name for name, long in zip(names, longer, strict=True)]
    return tuple(names)


def role_words(role: str) -> Content:
    """A role of those that the program offers in words; another as it was typed."""
    return coded(f"choice-{role}") if is_known(f"choice-{role}") else role
